"""From paired words to an Alignment: edits with offsets on both texts, and what is known of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model import Alignment, Edit, EditKind, Span
from onrecord.trace.align import find_steps
from onrecord.trace.index import Index
from onrecord.trace.quote import Quote

MAX_TRIM = 40  # words; who leaps further has put two passages together, not shortened one

_KINDS = {
    "equal": EditKind.EQUAL,
    "delete": EditKind.DELETED,
    "insert": EditKind.INSERTED,
    "replace": EditKind.REPLACED,
}


class Part(NamedTuple):
    """Words ``quote_from:quote_to`` of the quote and the index's words ``first:last`` that they come from."""

    quote_from: int
    quote_to: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Change:
    """An edit that changes something, and what the taxonomy asks about it.

    Attributes:
        edit: the edit.
        quoted: its words in the quote.
        said: its words in the record.
        at_edge: nothing of the quote pairs before it, or nothing after it.
        marked: an ellipsis stands in the quote where the words are missing.
        bracketed: the quote's words stand in brackets.
        repeated: the record says the missing words again, just before or after.
        others: someone else speaks within the missing words.
    """

    edit: Edit
    quoted: tuple[str, ...]
    said: tuple[str, ...]
    at_edge: bool = False
    marked: bool = False
    bracketed: bool = False
    repeated: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An alignment, its changes in the quote's order, and whether its joins are marked by an ellipsis."""

    alignment: Alignment
    changes: tuple[Change, ...]
    marked_joins: int = 0


def read_edits(index: Index, quote: Quote, parts: Sequence[Part]) -> Reading:
    """Write the pairing of a quote with one or more stretches of a record down as edits.

    Args:
        index: holds the record.
        quote: the quote.
        parts: what was found, in the quote's order, all in one record, not overlapping in the quote.

    Returns:
        The alignment and its changes. The edits cover every word of the quote, and every word of
        the record that lies in one of ``record_spans``.
    """
    writer = _Writer(index, quote)
    joined = _join(parts)
    for i, part in enumerate(joined):
        writer.write(part, joined[i + 1].quote_from if i + 1 < len(joined) else len(quote.ids))
    spans = tuple(index.span_of(part.first, part.last) for part in joined)
    total = len(quote.ids) + sum(part.last - part.first for part in joined)
    alignment = Alignment(spans, tuple(writer.edits), min(1.0, 2 * writer.paired / total))
    joins = sum(part.quote_from in quote.marked for part in joined[1:])
    return Reading(alignment, tuple(writer.changes), joins)


def _join(parts: Sequence[Part]) -> list[Part]:
    """Parts that follow each other closely on both sides are one passage with words left out."""
    joined: list[Part] = []
    for part in parts:
        if joined and 0 <= part.first - joined[-1].last <= MAX_TRIM:
            joined[-1] = joined[-1]._replace(quote_to=part.quote_to, last=part.last)
        else:
            joined.append(part)
    return joined


class _Writer:
    """Writes the edits of one part after the other."""

    def __init__(self, index: Index, quote: Quote) -> None:
        self.index, self.quote = index, quote
        self.edits: list[Edit] = []
        self.changes: list[Change] = []
        self.paired = 0
        self._done = 0  # words of the quote

    def write(self, part: Part, until: int) -> None:
        """Write a part, the words of the quote before it, and those after it up to ``until``."""
        spare = part.first
        if self._done < part.quote_from:
            self._insert(self._done, part.quote_from, spare)
        words = self.index.words[part.first : part.last].tolist()
        for step in find_steps(self.quote.ids[part.quote_from : part.quote_to], words):
            self._step(
                _KINDS[step.tag],
                (part.quote_from + step.quote_from, part.quote_from + step.quote_to),
                (part.first + step.record_from, part.first + step.record_to),
            )
        if part.quote_to < until:
            self._insert(part.quote_to, until, part.last)
        self._done = until

    def _insert(self, start: int, end: int, place: int) -> None:
        self._step(EditKind.INSERTED, (start, end), (place, place))

    def _step(self, kind: EditKind, quoted: tuple[int, int], said: tuple[int, int]) -> None:
        edit = Edit(kind, _quote_span(self.quote, *quoted), _record_span(self.index, *said))
        self.edits.append(edit)
        if kind is EditKind.EQUAL:
            self.paired += quoted[1] - quoted[0]
        else:
            self.changes.append(self._change(edit, quoted, said))

    def _change(self, edit: Edit, quoted: tuple[int, int], said: tuple[int, int]) -> Change:
        quote, index = self.quote, self.index
        missing = edit.kind is EditKind.DELETED
        return Change(
            edit,
            tuple(quote.words.norms[quoted[0] : quoted[1]]),
            tuple(index.names_of(*said)),
            at_edge=quoted[0] == 0 or quoted[1] == len(quote.ids),
            marked=missing and quoted[0] in quote.marked,
            bracketed=quoted[0] in quote.bracketed and not missing,
            repeated=missing and _is_repeated(index, *said),
            others=missing and index.speakers_between(*said) > 1,
        )


def _quote_span(quote: Quote, start: int, end: int) -> Span:
    words = quote.words
    if start < end:
        return Span(words.starts[start], words.ends[end - 1])
    at = words.ends[start - 1] if start else words.starts[0]
    return Span(at, at)


def _record_span(index: Index, first: int, last: int) -> Span:
    if first < last:
        return index.span_of(first, last)
    at = index.end_of(first - 1) if first and index.words[first - 1] else int(index.starts[first])
    return Span(at, at)


def _is_repeated(index: Index, first: int, last: int) -> bool:
    """Whether the record says these words again at once, or had said them just before."""
    size = last - first
    gone = index.words[first:last].tolist()
    beside = (index.words[last : last + size].tolist(), index.words[max(0, first - size) : first].tolist())
    return gone in beside
