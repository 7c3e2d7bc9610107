"""From paired words to an Alignment: edits with offsets on both texts, and what is known of each."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from onrecord.model import Alignment, Edit, EditKind, Span
from onrecord.text.sentences import sentences
from onrecord.trace.align import find_steps
from onrecord.trace.amounts import LONGEST_NUMBER, is_amount, is_coin, read_amounts
from onrecord.trace.around import look_around
from onrecord.trace.changes import MAX_LOOKED, Change, Differences
from onrecord.trace.days import is_month, read_day
from onrecord.trace.named import name_in
from onrecord.trace.parts import settle_parts
from onrecord.trace.quote import EDGE, Part, Quote
from onrecord.trace.respelt import is_respelt
from onrecord.trace.said import Said

MAX_NAMES = 6  # words of one change that are read for names: more is another sentence, not another name
MAX_SHIFT = 4  # words that a gap may have moved from its ellipsis: longer ones are seldom said again
CURRENCIES = frozenset("$£€¥")

_KINDS = {
    "equal": EditKind.EQUAL,
    "delete": EditKind.DELETED,
    "insert": EditKind.INSERTED,
    "replace": EditKind.REPLACED,
}


PAUSE = re.compile(r"[.,;:!?…()\n–—]|-[-\s]|\s-")  # a hyphen only where it stands as a dash

Range = tuple[int, int]  # words, the end excluded
_ENDINGS = {"has": "s", "had": "d"}  # "'s" and "'d" are taken for "is" and "would"


def read_edits(said: Said, quote: Quote, parts: Sequence[Part]) -> Differences:
    """Write the pairing of a quote with one or more stretches of a record down as edits.

    Args:
        said: holds the words that the quote is held against.
        quote: the quote.
        parts: what was found, in the quote's order, all in one record, not overlapping in the quote.

    Returns:
        The alignment and its changes. The edits cover every word of the quote, and every word of
        the record that lies in one of ``record_spans``.
    """
    writer = _Writer(said, quote)
    joined = settle_parts(said, quote, parts)
    for i, part in enumerate(joined):
        writer.write(part, joined[i + 1].quote_from if i + 1 < len(joined) else len(quote.ids))
    spans = tuple(said.span_of(part.first, part.last) for part in joined)
    total = len(quote.ids) + sum(part.last - part.first for part in joined)
    alignment = Alignment(spans, tuple(writer.edits), min(1.0, 2 * writer.paired / total))
    marked, parted = (
        frozenset(
            spans[i].start
            for i, (before, part) in enumerate(pairwise(joined), 1)
            if any(before.quote_to - EDGE <= mark <= part.quote_from + EDGE for mark in marks)
        )
        for marks in (quote.marked, quote.parted)
    )
    around = (
        look_around(said, quote, part.first, part.last, (part.quote_from, part.quote_to))
        for part in joined[:MAX_LOOKED]
    )
    return Differences(alignment, tuple(writer.changes), marked, parted, tuple(writer.crossed), tuple(around))


def _are_coins(words: Sequence[str]) -> bool:
    return len(words) == 1 and is_coin(words[0])


class _Writer:
    """Writes the edits of one part after the other."""

    def __init__(self, said: Said, quote: Quote) -> None:
        self.source, self.quote = said, quote
        self.edits: list[Edit] = []
        self.changes: list[Change] = []
        self.crossed: list[Edit] = []
        self.paired = 0
        self._sentences = [start for start, _ in sentences(quote.text)]
        self._done = 0  # words of the quote
        self._part = Part(0, 0, 0, 0)  # the one that is being written

    def write(self, part: Part, until: int) -> None:
        """Write a part, the words of the quote before it, and those after it up to ``until``."""
        self._part = part
        if self._done < part.quote_from:
            self._insert(self._done, part.quote_from, part.first)
        for tag, quoted, said in self._steps(part):
            self._step(_KINDS[tag], quoted, said)
        if part.quote_to < until:
            self._insert(part.quote_to, until, part.last)
        self._done = until

    def _steps(self, part: Part) -> list[tuple[str, Range, Range]]:
        """The steps of a part; those in a row that only write the same otherwise are one."""
        words = self.source.words[part.first : part.last].tolist()
        found = find_steps(self.quote.ids[part.quote_from : part.quote_to], words)
        steps: list[tuple[str, Range, Range]] = []
        for is_equal, run in groupby(found, lambda step: step.tag == "equal"):
            row = [
                (
                    step.tag,
                    (part.quote_from + step.quote_from, part.quote_from + step.quote_to),
                    (part.first + step.record_from, part.first + step.record_to),
                )
                for step in run
            ]
            whole = (row[0][1][0], row[-1][1][1]), (row[0][2][0], row[-1][2][1])
            if len(row) > 1 and not is_equal and self._is_respelt(*whole):
                row = [("replace", *whole)]
            steps += row
        return self._turn_days(steps)

    def _turn_days(self, steps: list[tuple[str, Range, Range]]) -> list[tuple[str, Range, Range]]:
        """The steps, with one for the three by which "May 1" comes from "1 May"."""
        at = 0
        while at + 2 < len(steps):
            (_, one, said), (tag, *_), (_, other, last) = steps[at : at + 3]
            whole = (one[0], other[1]), (said[0], last[1])
            if tag == "equal" and read_day(self.source.names_of(*whole[1])) and self._is_respelt(*whole):
                steps[at : at + 3] = [("replace", *whole)]
            at += 1
        return steps

    def _is_respelt(self, quoted: Range, said: Range) -> bool:
        """Whether the same is written otherwise, by itself or with the paired words beside it."""
        norms = self.quote.words.norms
        if is_respelt(norms[slice(*quoted)], self.source.names_of(*said)):
            return True
        if self._is_written_out(quoted, said):
            return True
        quoted, said = self._widen(quoted, said, lambda word: is_amount(word) or is_month(word))
        return is_respelt(norms[slice(*quoted)], self.source.names_of(*said))

    def _is_written_out(self, quoted: Range, said: Range) -> bool:
        """Whether one side has "has" or "had" in full of which the other has the ending: "it's been"."""
        if quoted[1] - quoted[0] != 1 or said[1] - said[0] != 1:
            return False
        words = self.quote.words
        ours, (theirs,) = words.norms[quoted[0]], self.source.names_of(*said)
        if ours in _ENDINGS:
            written = self.source.text_near(said[0], *self.source.span_of(*said))
            return written[-1:] == _ENDINGS[ours] and not written[0].isalpha()
        written = self.quote.text[words.starts[quoted[0]] : words.ends[quoted[0]]]
        return theirs in _ENDINGS and written[-1:] == _ENDINGS[theirs] and not written[0].isalpha()

    def _is_signed(self, quoted: Range, said: Range) -> bool:
        """Whether an edit is the money in words, of which the other side has the sign: £5 for 5 "pounds"."""
        norms, text, starts = self.quote.words.norms, self.quote.text, self.quote.words.starts
        first, place = quoted[0], said[0]
        if first == quoted[1] and _are_coins(self.source.names_of(*said)):
            while first and is_amount(norms[first - 1]):
                first -= 1
            return first < quoted[0] and text[max(0, starts[first] - 1) : starts[first]] in CURRENCIES
        if place == said[1] and _are_coins(norms[slice(*quoted)]):
            while place and is_amount(self.source.names_of(place - 1, place)[0]):
                place -= 1
            return place < said[0] and self.source.gap_before(place)[-1:] in CURRENCIES
        return False

    def _insert(self, start: int, end: int, place: int) -> None:
        self._step(EditKind.INSERTED, (start, end), (place, place))

    def _step(self, kind: EditKind, quoted: Range, said: Range) -> None:
        edit = Edit(kind, _quote_span(self.quote, *quoted), _record_span(self.source, *said))
        self.edits.append(edit)
        if kind is EditKind.EQUAL:
            self.paired += quoted[1] - quoted[0]
            if self.source.speakers_between(said[0] + 1, said[1] - 1) > 1:
                self.crossed.append(edit)
        else:
            self.changes.append(self._change(edit, quoted, said))

    def _change(self, edit: Edit, quoted: Range, said: Range) -> Change:
        quote, source = self.quote, self.source
        missing = edit.kind is EditKind.DELETED
        amount_quoted, amount_said = self._amounts(quoted, said)
        return Change(
            edit,
            tuple(quote.words.norms[quoted[0] : quoted[1]]),
            tuple(source.names_of(*said)),
            bare=tuple(quote.words.norms[i] for i in range(*quoted) if i not in quote.bracketed),
            at_edge=quoted[0] == 0 or quoted[1] == len(quote.ids),
            marked=missing and self._is_marked(self.quote.marked, quoted[0], said),
            parted=missing and self._is_marked(self.quote.parted, quoted[0], said),
            bracketed=quoted[0] in quote.bracketed and not missing,
            repeated=missing and _is_repeated(source, *said),
            respelt=self._is_respelt(quoted, said)
            if edit.kind is EditKind.REPLACED
            else self._is_signed(quoted, said),
            set_off=self._is_set_off(edit.kind, quoted, said),
            others=missing and source.speakers_between(*said) > 1,
            amount_quoted=amount_quoted,
            amount_said=amount_said,
            before=self._paired(quoted[0] - 1, said[0] - 1),
            after=self._paired(quoted[1], said[1]),
            names_quoted=self._names_quoted(*quoted),
            names_said=self._names_said(*said),
            sentence=self._sentence_of(quoted[0]),
            quoted_text=quote.text[slice(*edit.quote_span)],
            said_text=source.text_near(said[0], *edit.record_span) if said[0] < said[1] else "",
        )

    def _is_marked(self, marked: frozenset[int], place: int, said: Range) -> bool:
        """Whether a mark, as an ellipsis, stands where words are missing, or where they may as well be."""
        norms = self.quote.words.norms
        if not marked or place in marked:
            return bool(marked)
        return any(place + by in marked for by in _shifts(norms, place, self.source.names_of(*said)))

    def _paired(self, ours: int, theirs: int) -> str:
        """The record's word beside a change, where both sides have it there."""
        part = self._part
        inside = part.quote_from <= ours < part.quote_to and part.first <= theirs < part.last
        if not inside or self.quote.ids[ours] != self.source.words[theirs]:
            return ""
        return self.source.names_of(theirs, theirs + 1)[0]

    def _names_quoted(self, first: int, last: int) -> tuple[str, ...]:
        """The names among a few of the quote's words."""
        words = self.quote.words
        found = (
            name_in(self.quote.text[words.starts[i] : words.ends[i]], self._quoted_between(i))
            for i in range(first, min(last, first + MAX_NAMES))
        )
        return tuple(filter(None, found))

    def _names_said(self, first: int, last: int) -> tuple[str, ...]:
        """The names among a few of the record's words."""
        found = (
            name_in(self.source.text_near(i, *self.source.span_of(i, i + 1)), self.source.gap_before(i))
            for i in range(first, min(last, first + MAX_NAMES))
        )
        return tuple(filter(None, found))

    def _is_set_off(self, kind: EditKind, quoted: Range, said: Range) -> bool:
        if kind is EditKind.DELETED:
            gone, norms = self.source.names_of(*said), self.quote.words.norms
            return any(
                all(PAUSE.search(self.source.gap_before(place + by)) for place in said)
                for by in _shifts(norms, quoted[0], gone)
            )
        if kind is EditKind.INSERTED:
            sides = (self._quoted_between(quoted[0]), self._quoted_between(quoted[1]))
        else:
            return False
        return all(PAUSE.search(side) for side in sides)

    def _quoted_between(self, place: int) -> str:
        """What stands in the quote before a word, after the one before it."""
        words = self.quote.words
        if not 0 < place < len(words):
            return "\n"
        return self.quote.text[words.ends[place - 1] : words.starts[place]]

    def _sentence_of(self, place: int) -> int:
        """Which of the quote's sentences a word stands in, the last for what follows upon all words."""
        starts = self.quote.words.starts
        return max(0, bisect_right(self._sentences, starts[min(place, len(starts) - 1)]) - 1)

    def _amounts(self, quoted: Range, said: Range) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The numbers of an edit, the paired words beside it that belong to them included."""
        quoted, said = self._widen(quoted, said, is_amount)
        ours, theirs = self.quote.words.norms[slice(*quoted)], self.source.names_of(*said)
        return tuple(read_amounts(ours)), tuple(read_amounts(theirs))

    def _widen(self, quoted: Range, said: Range, belongs: Callable[[str], bool]) -> tuple[Range, Range]:
        """An edit with the words on both sides of it that belong to what it touches."""
        before = after = 0
        while before < LONGEST_NUMBER and self._goes_with(
            quoted[0] - before - 1, said[0] - before - 1, belongs
        ):
            before += 1
        while after < LONGEST_NUMBER and self._goes_with(quoted[1] + after, said[1] + after, belongs):
            after += 1
        return (quoted[0] - before, quoted[1] + after), (said[0] - before, said[1] + after)

    def _goes_with(self, ours: int, theirs: int, belongs: Callable[[str], bool]) -> bool:
        """Whether words beside an edit belong to it: the quote's, and no other of that sort in the record."""
        part = self._part
        if not (part.quote_from <= ours < part.quote_to and part.first <= theirs < part.last):
            return False
        word = self.quote.words.norms[ours]
        (other,) = self.source.names_of(theirs, theirs + 1)
        return belongs(word) and (word == other or not belongs(other))


def _shifts(norms: Sequence[str], place: int, gone: Sequence[str]) -> Iterator[int]:
    """By how many words a gap in a quote may as well stand further on (back where negative); 0 first.

    Where it begins or ends as the words beside it do, nobody can tell: "we will … we can" of "we will, we
    may, we can".
    """
    yield 0
    for n in range(1, min(MAX_SHIFT, len(gone)) + 1):
        if norms[max(0, place - n) : place] == list(gone[-n:]):
            yield -n
        if norms[place : place + n] == list(gone[:n]):
            yield n


def _quote_span(quote: Quote, start: int, end: int) -> Span:
    words = quote.words
    if start < end:
        return Span(words.starts[start], words.ends[end - 1])
    at = words.ends[start - 1] if start else words.starts[0]
    return Span(at, at)


def _record_span(source: Said, first: int, last: int) -> Span:
    return source.span_of(first, last) if first < last else source.point_at(first)


def _is_repeated(source: Said, first: int, last: int) -> bool:
    """Whether the record says these words again at once, or had said them just before."""
    size = last - first
    gone = source.words[first:last].tolist()
    beside = (source.words[last : last + size].tolist(), source.words[max(0, first - size) : first].tolist())
    return gone in beside
