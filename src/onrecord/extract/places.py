"""Where the statements of a page stand, for rules that go through its sentences."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from onrecord.extract.draft import Draft
from onrecord.model import Span


class Cues:
    """The drafts of a page by the places of their cues."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._cues = sorted((cue, k) for k, draft in enumerate(drafts) for cue in draft.cue)

    def within(self, span: Span) -> list[int]:
        """Which drafts have a cue that begins in a stretch of the text, in its order, each once."""
        first, last = (bisect_left(self._cues, ((at,),)) for at in span)
        return list(dict.fromkeys(k for _, k in self._cues[first:last]))


class Taken:
    """What stretches of a text are taken by, such as contents; they may reach into each other.

    Example:
        >>> taken = Taken([Span(0, 9), Span(2, 4)])
        >>> taken.meets(Span(5, 6)), taken.meets(Span(9, 12)), taken.meets(Span(9, 9))
        (True, False, False)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._reach = list(accumulate((end for _, end in self._spans), max))

    def meets(self, span: Span) -> bool:
        """Whether one of them begins before a stretch ends, and ends after it begins."""
        k = bisect_left(self._spans, span.end, key=lambda other: other.start)
        return k > 0 and self._reach[k - 1] > span.start
