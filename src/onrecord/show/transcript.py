"""A record as it is read: in stretches of a bearable length, whose words are whose, how hot each word is.

Offsets are code points of the record's text; what is shown of it is the text, so that a link to a place in
it leads to the words that were traced.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from onrecord.model import Quotation, Record, Severity, Span, Turn
from onrecord.show.heat import Stretch
from onrecord.show.words import clean, flow
from onrecord.text.quotes import paragraphs

PAGE = 40_000  # code points shown at once: an hour of talk; browsers are quick with it
_SLACK = 8_000  # of them that a page may be shorter, so as to end with a line
_LABEL = 200  # code points before a turn in which its speaker's label stands


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of which the same is known. ``at``: links lead here.

    ``role`` is *label* where they name who speaks, *outside* where they are nobody's.
    """

    words: str
    role: str = ""
    stretch: Stretch | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the quotations that touch it. ``speaker`` speaks, where the text does not say so."""

    span: Span
    pieces: tuple[Piece, ...]
    quotations: tuple[Quotation, ...]
    speaker: str = ""

    @property
    def statements(self) -> tuple[Quotation, ...]:
        """One quotation of each statement: a spliced quote has several."""
        return tuple({q.statement: q for q in self.quotations}.values())

    @property
    def outlets(self) -> int:
        """How many outlets quote from it."""
        return len({q.outlet for q in self.quotations})

    @property
    def grave(self) -> int:
        """How many statements changed its sense gravely."""
        return len({q.statement for q in self.quotations if q.severity == Severity.GRAVE})


def cut_pages(text: str, size: int = PAGE, slack: int = _SLACK) -> list[Span]:
    """Cut a text into pages, each ending with a line or a word where one ends near.

    Example:
        >>> [page[:] for page in cut_pages("One two.\\nThree four.", 12, 6)]
        [(0, 9), (9, 20)]
    """
    pages: list[Span] = []
    start = 0
    while len(text) - start > size:
        end = start + size
        for mark in ("\n", " "):
            if (found := text.rfind(mark, end - slack, end)) >= 0:
                end = found + 1
                break
        pages.append(Span(start, end))
        start = end
    return [*pages, Span(start, len(text))]


def view_transcript(
    record: Record,
    page: Span,
    stretches: Sequence[Stretch],
    quotations: Sequence[Quotation],
    at: int | None = None,
) -> tuple[Block, ...]:
    """Show a page of a record.

    Args:
        record: the record.
        page: which stretch of its text.
        stretches: its heat, in the text's order.
        quotations: what was quoted of it, in the text's order.
        at: a place that is linked to, though no stretch begins there.

    Returns:
        The paragraphs, in order.
    """
    text = clean(record.text)
    lines = [Span(start, end) for start, end in paragraphs(record.text, *page)]
    turns = sorted(record.turns, key=lambda turn: turn.span)
    ends = dict(zip((t.span.start for t in turns), (0, *(t.span.end for t in turns)), strict=False))
    blocks: list[Block] = []
    before = page.start
    touching = (_touch(lines, each) for each in (stretches, quotations, turns))
    for line, hot, near, spoken in zip(lines, *touching, strict=True):
        said = [turn.span for turn in spoken] if turns else [line]
        place = line.start if at is not None and before <= at < line.start else at  # between two lines
        pieces = tuple(_cut(text, line, hot, said, place))
        if place != at:
            pieces = (replace(pieces[0], at=at), *pieces[1:])
        opened = [turn for turn in spoken if turn.span.start >= before]
        label = flow(spoken[0].speaker) + " (goes on)" if spoken and not blocks and not opened else ""
        if opened:
            label = _name_opening(text, opened[0], ends[opened[0].span.start])
        blocks.append(Block(line, pieces, tuple(near), label))
        before = line.end
    return tuple(blocks)


def _name_opening(text: str, turn: Turn, end: int) -> str:
    """Who begins to speak; empty where the text says so between the end of the turn before and this one."""
    name = flow(turn.speaker)
    between = text[max(end, turn.span.start - _LABEL) : turn.span.start]
    return "" if name.casefold() in flow(between).casefold() else name


def _touch(lines: Sequence[Span], items: Sequence[Any]) -> Iterator[list[Any]]:
    """For each line the items, which are in the text's order, whose ``span`` touches it."""
    active: list[Any] = []
    n = 0
    for line in lines:
        while n < len(items) and items[n].span.start < line.end:
            active.append(items[n])
            n += 1
        active = [item for item in active if item.span.end > line.start]
        yield list(active)


def _cut(
    text: str, line: Span, hot: Sequence[Stretch], turns: Sequence[Span], at: int | None
) -> Iterator[Piece]:
    """A paragraph's words, cut wherever the heat or the speaker changes."""
    spans = [*(s.span for s in hot), *turns]
    cuts = {edge for span in spans for edge in span if line.start < edge < line.end} | {line.start, line.end}
    if at is not None and line.start < at < line.end:
        cuts.add(at)
    places = sorted(cuts)
    starts, opened = {s.span.start for s in hot}, {s for s, _ in turns}
    heats = list(_touch([Span(*piece) for piece in pairwise(places)], hot))
    told = sorted(turns)
    for (start, end), near in zip(pairwise(places), heats, strict=True):
        stretch = next((s for s in near if s.span.start <= start and s.span.end >= end), None)
        k = bisect_right(told, start, key=lambda turn: turn.start) - 1
        is_said = k >= 0 and told[k].end >= end
        role = "" if is_said else "label" if end in opened else "outside"
        target = start if start in starts or start == at else None
        yield Piece(text[start:end], role, stretch, target)
