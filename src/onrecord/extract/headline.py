"""The headline's claim, and the statement of the body that it rests on, where there is one."""

import re
from collections.abc import Sequence

from onrecord.model import Attribution, PartKind, Snapshot

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_STEM = 5  # letters of a word that are compared, so that "crossing" and "crossed" are one
_LEAST_SHARED, _LEAST_SHARE = 2, 0.4  # stems of the headline that a statement must hold
_EMPTY = frozenset(
    """the and for are was were has have had not but with that this from they their his her its who will would
    says said say after over into about than out off new can could may more""".split()
)


def find_headline_basis(snap: Snapshot, attributions: Sequence[Attribution]) -> str | None:
    """Find the statement of the body whose words, source included, hold most of the headline's.

    Args:
        snap: the page, its headline among its parts.
        attributions: all of the page.

    Returns:
        The id of the statement; None where there is no headline, or no statement holds enough of it.
    """
    headlines = snap.spans_of(PartKind.HEADLINE)
    wanted = {stem for start, end in headlines for stem in _stems(snap.text[start:end])}
    best, basis = max(_LEAST_SHARED - 1, int(_LEAST_SHARE * len(wanted))), None
    for attrib in attributions:
        spans = (*attrib.source, *attrib.cue, *attrib.content)
        if any(start <= s < end for start, end in headlines for s, _ in spans):
            continue
        held = {stem for s, e in spans for stem in _stems(snap.text[s:e])}
        if len(wanted & held) > best:
            best, basis = len(wanted & held), attrib.id
    return basis


def _stems(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {word[:_STEM] for word in words if word not in _EMPTY}
