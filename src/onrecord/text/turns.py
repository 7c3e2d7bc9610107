"""Speaker turns in a transcript, found by the labels at the start of lines.

A label in capitals, with a title ("Ms. Roe:") or a handle ("Jane Roe (@roe):"), or the likes of "Q:" and
"Moderator:", names a speaker by its form; any other ("Jane Roe:") does where the transcript uses it more
than once. Congress ends a label with a stop ("Mr. ROE."), parliaments put the name after the office ("The
Minister (Ms Roe):"). The time of an entry, or the number of a question ("Q2 Chair:"), is no part of the
name; nor is a quotation mark before it, where a page quotes a transcript.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Span, Turn
from onrecord.text.leads import TIME

_CAP = r"[A-ZÀ-ÞŠŽŁĞİŞ]"
_WORD = rf"(?:{_CAP}[\w.'’-]*|(?:de|la|van|von|der|al|bin|of|the|and|&|\#?\d{{1,3}}|y)\b\.?)"
_ASIDE = r"(?:\s?[(\[][^()\[\]\n]{0,60}[)\]])"
_LABEL = re.compile(
    rf"""^[ \t]*(?:>>+[ \t]*)?(?:{TIME}(?:[ \t]*[-–—|])?[ \t]+)?(?:Q\d{{1,4}}[.:)]?[ \t]+)?
    (?:\*\*|__)?[“"]?(?P<name>{_CAP}[\w.'’-]*(?:,?[ ]{_WORD}){{0,7}})
    (?P<aside>{_ASIDE}{{0,2}})(?:\*\*|__)?[ ]?
    (?::(?:\*\*|__)?(?=\s|$)|(?<=\bQ)\.(?=\s)|(?<=\bA)\.(?=\s\S)|(?P<stop>(?<=[A-Z]{{2}})\.(?=[ ]\S)))""",
    re.MULTILINE | re.VERBOSE,
)
_TITLED = re.compile(
    r"(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Rev|Rabbi|Imam|Sen|Senator|Rep|Gov|Governor"
    r"|President|Chancellor|Minister|Secretary|Judge|Justice|Prof|Professor|Gen|General|Col|Ambassador|Mayor|Speaker|Chair(?:man|woman)?)\b\.?\s\w"
)
_STOPPED = re.compile(
    r"[A-Z][a-z]+\.?(?:,?[ ][A-ZÀ-Þ][\w'’-]*[A-ZÀ-Þ]{2})+"
)  # a title, and the name in capitals
_HOLDER = re.compile(rf"\s?[(\[](?P<name>(?:{_TITLED.pattern})[^()\[\]]{{1,50}})[)\]]")
_PARTS = re.compile(
    r"(?i)[qa]\d{0,4}|(?:question|answer|moderator|reporter|interviewer|host|speaker|operator|audience|unidentified"
    r"|unknown|male|female|voice|interpreter|translator|chair|press|journalist|participant"
    r"|the (?:president|prime minister|court|witness|clerk|coroner|judge|tribunal|registrar))"
    r"(?:\b.{0,30})?"
)
_NOT_SPEAKERS = re.compile(
    r"(?i)(?:title|date|time|place|location|venue|event|speakers?|participants?|present"
    r"|witness(?:es)?|members(?: present)?|in attendance|apologies|source|url|type|genre|subject|re"
    r"|note|editor.?s note|correction|update|contact|for immediate release|via|cc|to|from"
    r"|transcript|topics?|summary|embargo(?:ed)?|background|tel|phone|fax|e-?mail|website|https?|p\.?s|record|language|duration"
    r"|recorded|provided by)"
)
MIN_LABELS = 2  # one label alone may be the colon of any sentence, unless it opens the transcript


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: its name, where the name stands, and the whole of it with its colon."""

    name: str
    name_span: Span
    span: Span


def find_turns(text: str, start: int = 0) -> tuple[Turn, ...]:
    """Find who speaks which stretch of a transcript.

    Args:
        text: the transcript.
        start: where its header ends, in code points.

    Returns:
        The turns, in order; each spans the words up to the next label, stage directions included,
        and not the label. None where the text does not tell its speakers apart.

    Example:
        >>> [(t.speaker, "Q: Will it?\\nMS. ROE: It will."[t.span.start:t.span.end])
        ...  for t in find_turns("Q: Will it?\\nMS. ROE: It will.")]
        [('Q', 'Will it?'), ('MS. ROE', 'It will.')]
    """
    labels = find_labels(text, start)
    ends = [label.span.start for label in labels] + [len(text)]
    turns = []
    for label, end in zip(labels, ends[1:], strict=True):
        words = text[label.span.end : end]
        at = label.span.end + len(words) - len(words.lstrip())
        if words.strip():
            turns.append(Turn(label.name, Span(at, at + len(words.strip()))))
    return tuple(turns)


def list_speakers(turns: Iterable[Turn]) -> tuple[str, ...]:
    """List who speaks, each once, in the order of their first words."""
    return tuple(dict.fromkeys(turn.speaker for turn in turns))


def find_labels(text: str, start: int = 0) -> list[Label]:
    """Find the labels of a text that tells its speakers apart; none where it does not.

    Args:
        text: a transcript, or a page that may hold one.
        start: where to begin, in code points.
    """
    found = [label for m in _LABEL.finditer(text, start) if (label := _label(m))]
    uses = Counter(label.name for label in found)
    labels = [
        x
        for x in found
        if uses[x.name] >= MIN_LABELS
        or _is_speaker(x.name)
        or "(@" in (words := text[slice(*x.span)])
        or words[-1] == "."
    ]
    if len(labels) >= MIN_LABELS:
        return labels
    opens = labels and not text[start : labels[0].span.start].strip()
    return labels if opens else []


def _label(m: re.Match[str]) -> Label | None:
    """A matched label with its name, or that of the office's holder; None where it can be no speaker's."""
    name = m["name"].rstrip(" ,")
    if _NOT_SPEAKERS.fullmatch(name) or (m["stop"] and not _STOPPED.fullmatch(name)):
        return None
    holder = _HOLDER.match(m.string, m.start("aside"), m.end("aside"))
    if holder:
        return Label(holder["name"], Span(*holder.span("name")), Span(*m.span()))
    return Label(name, Span(m.start("name"), m.start("name") + len(name)), Span(*m.span()))


def is_titled(name: str) -> bool:
    """Say whether a name has a title, or is one that transcripts give a speaker: "Ms. Roe", "Moderator"."""
    return bool(_TITLED.match(name) or _PARTS.fullmatch(name))


def _is_speaker(name: str) -> bool:
    """Say whether a label names a speaker by its form alone."""
    if is_titled(name):
        return True
    letters = [c for c in name if c.isalpha()]
    small = sum(c.islower() for c in letters)
    return len(letters) > 1 and small <= 1 + name.count("Mc") + name.count("Mac") * 2 and letters[0].isupper()
