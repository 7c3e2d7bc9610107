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
from onrecord.text.company import VOICE, are_in_company
from onrecord.text.leads import TIME

_CAP = r"[A-ZÀ-ÞŠŽŁĞİŞ]"
_WORD = rf"(?:{_CAP}[\w.'’-]*|(?:de|la|van|von|der|al|bin|of|the|and|&|\#?\d{{1,3}}|y)\b\.?)"
_ASIDE = r"(?:\s?[(\[][^()\[\]\n]{0,60}[)\]])"
_POST = (
    r"(?:Minister|Secretary|Speaker|Chair(?:man|woman)?|Leader|President|Chancellor|Commissioner|Treasurer"
    r"|General|Advocate|Premier|Whip|Mayor|Officer|Convenor|Convener|Governor|Registrar|Envoy)\b"
)
"""What a post is called by, in the label of whoever holds it: such a label may be long."""
_LABEL = re.compile(
    rf"""^[ \t]*(?:>>+[ \t]*)?(?:{TIME}(?:[ \t]*[-–—|])?[ \t]+)?(?P<number>Q\d{{1,4}}[.:)]?[ \t]+)?
    (?:\*\*|__)?[“"]?(?P<name>{_CAP}[\w.'’-]*(?:,?[ ]{_WORD}){{0,7}}
    |(?P<post>{_CAP}[\w.'’-]*(?:,?[ ](?:{_WORD}|for|to|in|on)){{2,15}})|(?P<voice>{VOICE}))
    (?P<aside>{_ASIDE}{{0,2}})(?:(?<=[)\]]),[ ]{_WORD}(?:[ ](?:{_WORD}|for|in)){{0,9}})?(?:\*\*|__)?[ ]?
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
_IN_POST = re.compile(rf"\s?\((?P<name>{_CAP}[\w.'’-]{{0,30}}(?:[ ]{_WORD}){{1,4}})\)")
_OF_POST = re.compile(rf"(?:The|Mr\.?|Madam)\s(?:.{{0,200}}\s)?{_POST}")
_MANNER = rf"(?i:{_CAP}\w{{2,20}}(?:ing|s|nued)\)|(?:through|via|off|on|in|by|to|from|with)\s)"
_SEAT = re.compile(rf"(?:\s?\((?!{_MANNER})(?:{_CAP}|@)[^()\[\]\n]{{0,60}}\))+")
"""What tells a speaker from others, "(Tarn Vale) (Con)"; "(Laughs)" and "(By video)" tell how it is said."""
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
    """A speaker's label: whom it names, where that stands as it is printed, and the whole with its colon."""

    name: str
    printed: Span
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
    found = [(label, m) for m in _LABEL.finditer(text, start) if (label := _label(m))]
    uses = Counter(label.name for label, _ in found)
    labels = [
        label
        for label, m in found
        if not m["voice"]
        and (
            uses[label.name] >= MIN_LABELS
            or _is_speaker(label.name)
            or m["number"]
            or m["stop"]
            or "(@" in m["aside"]
        )
    ]
    if len(labels) >= MIN_LABELS:
        return _with_company(text, start, labels, [label for label, _ in found])
    opens = labels and not text[start : labels[0].span.start].strip()
    return labels if opens else []


def _with_company(text: str, start: int, labels: list[Label], found: list[Label]) -> list[Label]:
    """The labels, and those of all that were found whom the labels around them tell."""
    known = {_begin(text, label) for label in labels}
    others = (label for label in found if _begin(text, label) not in known)
    doubtful = [label for label in others if text[label.span.end - 1] != "."]  # "Ada A. Venn left."
    if not doubtful:
        return labels
    places = [(_begin(text, label), label.span.end, label.name) for label in doubtful]
    told = are_in_company(text, start, known, places)
    more = [label for label, is_told in zip(doubtful, told, strict=True) if is_told]
    return sorted([*labels, *more], key=lambda label: label.span)


def _begin(text: str, label: Label) -> int:
    return label.span.end - len(text[slice(*label.span)].lstrip())


def _label(m: re.Match[str]) -> Label | None:
    """A matched label with its name, or that of the office's holder; None where it can be no speaker's."""
    name = m["name"].rstrip(" ,")
    if _NOT_SPEAKERS.fullmatch(name) or (m["stop"] and not _STOPPED.fullmatch(name)):
        return None
    if m["post"] and not re.search(_POST, name):
        return None
    first, aside = m.start("name"), m.span("aside")
    seat = _SEAT.match(m.string, *aside)
    holder = _HOLDER.match(m.string, *aside)
    if not holder and (m["post"] or _OF_POST.match(name)):
        holder = _IN_POST.match(m.string, *aside)
    told = seat or holder
    printed = Span(first, told.end() if told else first + len(name))
    return Label(holder["name"] if holder else name, printed, Span(*m.span()))


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
