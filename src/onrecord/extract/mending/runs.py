"""Quotes that run over several paragraphs, each given to one speaker throughout.

House style opens such a quote anew in each paragraph and closes it in the last only, so that the marks
say how far it goes; what is told within it is told in that speaker's words.
"""

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.draft import Draft
from onrecord.extract.paragraphs import Paragraphs, paragraph_of
from onrecord.model import Span
from onrecord.text.quotes import MARKS, quoted_spans

LONGEST = 100  # paragraphs of one quote
_WORD = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*"
_LABEL = re.compile(rf"\W?(?:{_WORD}(?: {_WORD}){{0,3}} ?:|[QA][.:])\s")  # of a transcript that is quoted


def join_runs(text: str, drafts: list[Draft], paragraphs: Paragraphs) -> list[Draft]:
    """Give each quote that runs over paragraphs to whoever begins it.

    Args:
        text: the whole text.
        drafts: of the whole page; are changed in place.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        The drafts in the order of the text, those within such a quote left out.
    """
    by_paragraph: dict[int, list[Draft]] = {}
    for draft in drafts:
        for k in sorted({paragraph_of(paragraphs, s) for s, _ in (*draft.cue, *draft.content)}):
            by_paragraph.setdefault(k, []).append(draft)
    lost: set[int] = set()
    made: list[Draft] = []
    for run, first in _runs(text, paragraphs):
        over = paragraphs[first : first + len(run)]
        near = [d for k in range(first, first + len(run)) for d in by_paragraph.get(k, [])]
        run = _until_another_is_named(run, over, near)
        touching = [d for d in near if _touches(d.content, run)]
        within = [d for d in touching if _touches(d.cue, run)]
        outside = [d for d in touching if not _touches(d.cue, run)]
        beside = Span(paragraphs[max(first - 1, 0)][0], over[len(run) - 1][1])
        owner = _owner(outside, run, beside)
        begun = owner is not None and _touches(owner.content, run[:1])
        if len(run) == 1 or not outside or (not begun and any(_touches(d.cue, run[:1]) for d in within)):
            continue  # a mark left out by mistake, and no quote that goes on
        if owner is None:
            owner = Draft(confidence=max(d.confidence for d in outside))
            made.append(owner)
        for draft in outside:
            draft.content = [span for span in draft.content if not _touches([span], run)]
        owner.content = sorted([*owner.content, *run])
        lost |= {id(draft) for draft in within}
    return sorted((d for d in (*drafts, *made) if d.content and id(d) not in lost), key=Draft.place)


def _runs(text: str, paragraphs: Paragraphs) -> Iterator[tuple[list[Span], int]]:
    """The stretches of each such quote, one a paragraph, and the number of the first paragraph."""
    run: list[Span] = []
    first = 0
    for k, (start, end) in enumerate(paragraphs):
        quotes = [Span(*quote) for quote in quoted_spans(text, start, end)]
        goes_on = bool(run) and bool(quotes) and quotes[0].start == start and len(run) < LONGEST
        goes_on = goes_on and text[start] == text[run[-1].start] and not _LABEL.match(text, start, end)
        if goes_on:
            run.append(quotes[0])
        if not goes_on or len(quotes) > 1 or not _is_open(text, quotes[0], end):
            if len(run) > 1:
                yield run, first
            run, first = quotes[-1:] if quotes and _is_open(text, quotes[-1], end) else [], k
    if len(run) > 1:
        yield run, first


def _is_open(text: str, quote: Span, end: int) -> bool:
    """Whether no mark closes a quote that ends with its paragraph."""
    return quote.end == end and text[end - 1] not in MARKS


def _until_another_is_named(run: list[Span], over: Paragraphs, near: list[Draft]) -> list[Span]:
    """A run up to a paragraph that names a speaker of its own, where the first has one, too."""

    def named(k: int) -> bool:
        return any(
            over[k][0] <= d.cue[0].start < over[k][1] and _touches(d.content, [run[k]])
            for d in near
            if d.cue and not _touches(d.cue, run)
        )

    if not named(0):
        return run
    return run[: next((k for k in range(1, len(run)) if named(k)), len(run))]


def _owner(outside: list[Draft], run: list[Span], beside: Span) -> Draft | None:
    """Whose the quote is: who begins it, else who stands beside it; a draft without a cue at the worst."""
    named = [d for d in outside if d.cue and beside.start <= d.cue[0].start < beside.end]
    begins = [d for d in named if _touches(d.content, run[:1])]
    nameless = [d for d in outside if not d.cue]
    return max(begins or named or nameless, key=lambda d: d.confidence, default=None)


def _touches(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in spans for b in others)
