"""Who signs words that a page sets off: "— Ada Crane, head of the port", "— Ada Crane (@acrane) June 3"."""

import re
from collections.abc import Sequence

from onrecord.extract.draft import Draft, How
from onrecord.extract.lexicon import PERSONS
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import Span

CONFIDENCE = 0.9  # as of a label: the layout is plain
_DASH = r"(?:[—–―]|--?)\s*"
_SMALL = r"(?:of|the|for|and|&|de|del|der|van|von|al|bin|la|le|di|da)"
_NAME = rf"{CAPITALISED}(?:\s(?:{_SMALL}\s){{0,2}}{CAPITALISED}){{0,6}}"
_MORE = r"(?:,\s[^!?]{2,100}|\s(?:in|on|at|to|from|via|writing|speaking)\b[^!?]{1,100})?"
_WHO = rf"(?:(?:[Tt]he|[Aa]n?)\s[^,.!?:]{{2,80}}|{_NAME}){_MORE}"
_POST = (
    r"(?P<poster>[^()]{1,80}?)\s*\(@[^()\s]{1,60}\)(?:\s.{0,60})?|(?P<handle>@[\w.@-]{1,60})(?:\s.{0,60})?"
)
_LINE = re.compile(rf"(?P<dash>{_DASH})?(?:{_POST}|(?P<name>{_WHO}))(?<![:;!?])")
_TAIL = re.compile(rf"(?<=[.!?…”\"])\s+(?P<dash>[—–―]\s*)(?P<name>{_WHO})")
_LAST_DASH = re.compile(r"[.!?…”\"]\s+[—–―]")
_DATE = re.compile(r"(?:,\s|\s\W\s)?\s?(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},\s)?\d{4}\Z")
_START = re.compile(_DASH)
_BODY = (
    r"(?:chair|council|board|committee|commission|cabinet|government|ministry|department|office|agency|authority|court|"
    r"police|union|association|federation|society|trust|party|company|family|staff|editorial\s+team)"
)
_OF = r"(?:of|for|at|in|from|with|and|who|to\s(?:the|an?|[A-ZÀ-Þ]))"
_KIND = rf"(?:\s(?!(?:the|an?|that|which|who|{_OF})\b)[\w.’'\-]{{1,40}}){{0,5}}?"  # "former deputy" mayor
_HOLDER = rf"(?:[Tt]he{_KIND}\s(?:{PERSONS}|{_BODY})|[Aa]n?{_KIND}\s{PERSONS})(?:,\s.*|\s{_OF}\b.*)?"
_SIGNER = re.compile(rf"{_HOLDER}|{_NAME}{_MORE}")
_PLACED = re.compile(rf"{CAPITALISED}\s(?:in|on|at|to)\s(?:the|an?)\s")  # "Lights on the bridge" are nobody
_FULL = re.compile(rf"{CAPITALISED}(?:(?:\s{_SMALL}){{0,2}}\s{CAPITALISED}|\Z)")
_GOES_ON = re.compile(r"(?:and|but|or|nor|so|yet|because|which|that)\b")
_RELATIVE = re.compile(r"\s(?:who|whose|whom|which|that|where)\b[^,]*")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|shall|should|can|cannot|could|may|might|must|"
    r"said|says|told|met|meets|heard|went|goes|made|makes|took|takes|gave|gives|came|comes|asked|asks|wants?)\b"
    r"|n[’']t\b"
)
LONGEST = 200  # code points of a line that signs; a longer one is words


def find_signature(text: str, words: list[Span], named: str | None, below: Sequence[Span]) -> Draft | None:
    """Find who signs a set-off stretch, and what is left of it as theirs.

    Args:
        text: the whole text.
        words: the stretch's paragraphs, at least one.
        named: who signs it, as the page's markup says.
        below: the paragraphs right below it; no more than two count.

    Returns:
        Their statement, or None where nobody signs.

    Example:
        >>> text = "It leaks.\\n— Ada Crane (@acrane) June 3, 2024"
        >>> signed = find_signature(text, [Span(0, 9), Span(10, 43)], None, [])
        >>> text[slice(*signed.source[0])], signed.content
        ('Ada Crane', [Span(start=0, end=9)])
    """
    *rest, last = words
    if named and (at := _find_named(text, last, named)) is not None:
        left = Span(last.start, last.start + len(text[last.start : at].rstrip(" \t—–―-")))
        return _draft(_match(text, Span(at, last.end)), [*rest, left] if left.start < left.end else rest)
    around = [*rest, *below[:1]]
    if rest and (found := _match(text, last)) and _signs(found, around):
        return _draft(found, rest)
    for dash in _LAST_DASH.finditer(text, max(last.start, last.end - LONGEST), last.end):
        tail = _TAIL.fullmatch(text, dash.start() + 1, last.end)
        if tail and _signs(tail, around):
            return _draft(tail, [*rest, Span(last.start, tail.start())])
    if below and (found := _match(text, below[0])) and text[below[0].end - 1] not in ".…":
        return _draft(found, words) if _signs(found, [*words, *below[1:2]]) else None
    return None


def _signs(found: re.Match[str], others: Sequence[Span]) -> bool:
    """Whether a line behind a dash signs: it is no sentence, and no other has its dash, as in a list."""
    text, groups = found.string, found.groupdict("")
    dash, name = groups["dash"].rstrip(), groups["name"]
    starts = (_START.match(text, *line) for line in others)
    if not dash or any(start and start[0].rstrip() == dash for start in starts):
        return False
    if dash == "-" and not _FULL.match(name or groups["poster"]):
        return False
    if not name:  # a post's, with its handle
        return True
    return not is_sentence(name) and bool(_SIGNER.fullmatch(name))


def is_sentence(line: str) -> bool:
    """Whether what stands behind a dash says something, and names nobody: "and nobody acted".

    Example:
        >>> is_sentence("and nobody acted"), is_sentence("Ada Crane, who has a boat")
        (True, False)
    """
    says = _FINITE.search(_RELATIVE.sub("", line)) or _PLACED.match(line) or _GOES_ON.match(line)
    return bool(says)


def _find_named(text: str, last: Span, named: str) -> int | None:
    """Where what the markup calls a signature begins in the last paragraph, which it ends."""
    at = last.end - len(named)
    if at < last.start or text[at : last.end] != named:
        return None
    before = text[last.start : at].rstrip(" \t")
    return at if not before or before[-1] in '.!?…”"—–―-' else None


def _match(text: str, line: Span) -> re.Match[str] | None:
    return _LINE.fullmatch(text, *line) if line.end - line.start <= LONGEST else None


def _draft(found: re.Match[str] | None, words: list[Span]) -> Draft | None:
    if found is None or not words:
        return None
    groups = found.groupdict()
    name = next(key for key in ("name", "poster", "handle") if groups.get(key))
    start, end = found.span(name)
    dated = _DATE.search(found.string, start + 1, end)
    source = Span(start, dated.start() if dated else end)
    dash = Span(*found.span("dash")) if groups["dash"] else None
    cue = [Span(dash.start, dash.start + len(groups["dash"].rstrip()))] if dash else []
    return Draft([source], cue, words, CONFIDENCE, How.LABELLED)
