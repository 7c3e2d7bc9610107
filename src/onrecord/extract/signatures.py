"""Who signs words that a page sets off: "— Ada Crane, head of the port", "— Ada Crane (@acrane) June 3"."""

import re

from onrecord.extract.decode import Draft, How
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import Span

CONFIDENCE = 0.9  # as of a label: the layout is plain
_DASH = r"(?:[—–―]|--?)\s*"
_SMALL = r"(?:of|the|for|and|&|de|del|der|van|von|al|bin|la|le|di|da)"
_WHO = (
    rf"(?:(?:[Tt]he|[Aa]n?)\s[^,.!?:]{{2,80}}|{CAPITALISED}(?:\s(?:{_SMALL}\s){{0,2}}{CAPITALISED}){{0,6}})"
    r"(?:,\s[^!?]{2,100}|\s(?:in|on|at|to|from|via|writing|speaking)\b[^!?]{1,100})?"
)
_POST = (
    r"(?P<poster>[^()]{1,80}?)\s*\(@[^()\s]{1,60}\)(?:\s.{0,60})?|(?P<handle>@[\w.@-]{1,60})(?:\s.{0,60})?"
)
_LINE = re.compile(rf"(?P<dash>{_DASH})?(?:{_POST}|(?P<name>{_WHO}))(?<![:;!?])")
_TAIL = re.compile(rf"(?<=[.!?…”\"])\s+(?P<dash>[—–―]\s*)(?P<name>{_WHO})")
_LAST_DASH = re.compile(r"[.!?…”\"]\s+[—–―]")
_DATE = re.compile(r"(?:,\s|\s\W\s)?\s?(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},\s)?\d{4}\Z")
LONGEST = 200  # code points of a line that signs; a longer one is words


def find_signature(text: str, words: list[Span], named: str | None, below: Span | None) -> Draft | None:
    """Find who signs a set-off stretch, and what is left of it as theirs.

    Args:
        text: the whole text.
        words: the stretch's paragraphs, at least one.
        named: who signs it, as the page's markup says.
        below: the paragraph right below it.

    Returns:
        Their statement, or None where nobody signs.

    Example:
        >>> text = "It leaks.\\n— Ada Crane (@acrane) June 3, 2024"
        >>> signed = find_signature(text, [Span(0, 9), Span(10, 43)], None, None)
        >>> text[slice(*signed.source[0])], signed.content
        ('Ada Crane', [Span(start=0, end=9)])
    """
    *rest, last = words
    if named and (at := _find_named(text, last, named)) is not None:
        left = Span(last.start, last.start + len(text[last.start : at].rstrip(" \t—–―-")))
        return _draft(_match(text, Span(at, last.end)), [*rest, left] if left.start < left.end else rest)
    if rest and (found := _match(text, last)) and found["dash"]:
        return _draft(found, rest)
    for dash in _LAST_DASH.finditer(text, max(last.start, last.end - LONGEST), last.end):
        if tail := _TAIL.fullmatch(text, dash.start() + 1, last.end):
            return _draft(tail, [*rest, Span(last.start, tail.start())])
    if below and (found := _match(text, below)) and found["dash"] and text[below.end - 1] not in ".…":
        return _draft(found, words)
    return None


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
