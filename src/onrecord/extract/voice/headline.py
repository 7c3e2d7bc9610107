"""The headline's claim, and the statement of the body that it rests on, where there is one."""

import re
from collections.abc import Iterable, Sequence
from math import ceil

from onrecord.extract.mode import is_title
from onrecord.model import Attribution, PartKind, Snapshot, Span, Spans
from onrecord.text.quotes import quoted_spans

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_ANY_WORD = re.compile(r"\w+")
_STEM = 5  # letters of a word that are compared, so that "crossing" and "crossed" are one
_LEAST_SHARED, _LEAST_SHARE = 2, 0.4  # stems of the headline that a statement must hold
_EMPTY = frozenset(
    """the and for are was were has have had not but with that this from they their his her its who will would
    says said say after over into about than out off new can could may more""".split()
)


def find_headline_basis(snap: Snapshot, attributions: Sequence[Attribution]) -> str | None:
    """Find the statement of the body whose words, source included, hold most of the headline's.

    Where the headline quotes, that is one whose content has the words quoted, if any has.

    Args:
        snap: the page, its headline among its parts.
        attributions: all of the page.

    Returns:
        The id of the statement; None where there is no headline, or no statement holds enough of it.
    """
    headlines = snap.spans_of(PartKind.HEADLINE)
    wanted = {stem for start, end in headlines for stem in _stems(snap.text[start:end])}
    quoted = [_plain(snap.text, [quote]) for line in headlines for quote in _quotes(snap.text, line)]
    least = max(_LEAST_SHARED, ceil(_LEAST_SHARE * len(wanted))) - 1
    best, basis = (0, least), None
    for attrib in attributions:
        spans = (*attrib.source, *attrib.cue, *attrib.content)
        if any(start <= s < end for start, end in headlines for s, _ in spans):
            continue
        held = {stem for s, e in spans for stem in _stems(snap.text[s:e])}
        content = _plain(snap.text, attrib.content)
        found = sum(words in content for words in quoted), len(wanted & held)
        if found > best:
            best, basis = found, attrib.id
    return basis


def _quotes(text: str, headline: Span) -> Spans:
    """What a headline quotes; no titles of works."""
    found = (Span(*quote) for quote in quoted_spans(text, *headline))
    return tuple(quote for quote in found if not is_title(text, quote))


def _plain(text: str, spans: Iterable[Span]) -> str:
    """The words of some spans in small letters, a blank on both sides of each."""
    return f" {' '.join(word.lower() for s, e in spans for word in _ANY_WORD.findall(text[s:e]))} "


def _stems(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {word[:_STEM] for word in words if word not in _EMPTY}
