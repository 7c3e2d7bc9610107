"""What speaks for each place where a quote may come from, and quotes that come from several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from onrecord.trace.accept import ACCEPT, Evidence, judge
from onrecord.trace.align import Block, pair_words
from onrecord.trace.index import NO_DAY, Index, day_number
from onrecord.trace.quote import Part, Query, Quote, slice_quote
from onrecord.trace.seeds import Sought, Window, find_windows
from onrecord.trace.voices import Agreement, names_in

BESIDE = 60  # words before and after a passage where the name of whom it quotes would stand
MIN_PIECE = 5  # words; fewer from elsewhere in a record are no splice, only a common phrase
MAX_PIECES = 6  # passages of one quote; each costs a search
RIVAL = 0.5  # of the share of a window that holds the quote whole; what has less does not hold it
FIRST = 2  # windows that are weighed whatever comes of them
DOOMED = 0.0005  # probability; where none of the first comes so far, none of the less promising does
HOPELESS = 0.02  # probability; below it no further search can make a candidate believable


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the quote may come from: its parts in the quote's order, and the odds.

    ``rest`` are places in other records for stretches of the quote that have none here, each with
    the words of the quote, ``start`` to ``end``, that come from there.
    """

    record: int
    voice: int
    parts: tuple[Part, ...]
    evidence: Evidence
    score: float
    rest: tuple["Rest", ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the passage has the quote word for word."""
        return self.evidence.paired == self.evidence.quoted == self.evidence.said


class Gain(NamedTuple):
    """What one more piece adds to the evidence of a quote; see `Evidence`."""

    rarity: float
    paired: int
    said: int
    run: int


class Rest(NamedTuple):
    """Words ``start`` to ``end`` of a quote, and where in another record they come from."""

    start: int
    end: int
    candidate: Candidate


class Asker:
    """A query against an index: finds candidates and weighs them.

    Args:
        index: the records.
        query: what the page says.
        quote: its words.
    """

    def __init__(self, index: Index, query: Query, quote: Quote) -> None:
        self.index, self.query, self.quote = index, query, quote
        self.day = day_number(query.date)
        self.agreement = index.speaking.compare(query.speaker)
        self._names = [i for i in index.number_words(names_in(query.speaker)) if i < len(index.counts)]
        self._upto = [0.0, *accumulate(quote.weights)]  # the weight of all words before each
        self._total = self._upto[-1]

    @property
    def sought(self) -> Sought:
        """The quote as the search wants it."""
        return Sought(self.quote.ids, self.quote.weights, self.agreement, self.day)

    def candidates(self) -> list[Candidate]:
        """The places that share words with the quote, the likeliest first."""
        return self.weigh(find_windows(self.index, [self.sought])[0])

    def weigh(self, windows: Sequence[Window]) -> list[Candidate]:
        """The places that share words with the quote, of these windows, the likeliest first.

        The first few are always weighed. Once one of them holds the quote whole, only windows whose
        share of its runs is not far smaller can hold it too; and where none of them comes anywhere
        near to being believed, none of the less promising does.
        """
        found: list[Candidate] = []
        best, whole = 0.0, 0.0
        for number, window in enumerate(windows):
            if window.share < RIVAL * whole or (number >= FIRST and best < DOOMED):
                continue
            candidate = self._weigh(window)
            if candidate is not None:
                found.append(candidate)
                best = max(best, candidate.score)
                if candidate.evidence.paired == len(self.quote.ids):
                    whole = max(whole, window.share)
        return sorted(found, key=lambda candidate: -candidate.score)

    def complete(self, candidate: Candidate) -> Candidate:
        """Look for the rest of a quote elsewhere in the record of its first part, then in other records."""
        parts, evidence = list(candidate.parts), candidate.evidence
        todo = list(_left_over(parts, len(self.quote.ids)))
        while todo and len(parts) < MAX_PIECES:
            start, end = todo.pop()
            piece = self._piece(candidate.record, start, end, parts)
            if piece is None:
                continue
            part, blocks = piece
            parts.append(part)
            evidence = self._add(evidence, self._gain(part, blocks))
            todo += [
                (a, b) for a, b in ((start, part.quote_from), (part.quote_to, end)) if b - a >= MIN_PIECE
            ]
        rest = []
        for start, end in _left_over(sorted(parts), len(self.quote.ids)):
            if (found := self._away(candidate.record, start, end)) is not None:
                rest.append(found)
                there = found.candidate.evidence
                evidence = self._add(evidence, Gain(there.rarity, there.paired, there.said, there.run))
        if len(parts) == len(candidate.parts) and not rest:
            return candidate
        score = judge(evidence)
        return replace(
            candidate, parts=tuple(sorted(parts)), evidence=evidence, score=score, rest=tuple(rest)
        )

    def _away(self, home: int, start: int, end: int) -> Rest | None:
        """The place in another record that words ``start:end`` of the quote come from, if one is firm."""
        asker = Asker(self.index, self.query, slice_quote(self.quote, start, end))
        for candidate in asker.candidates():
            if candidate.record != home and candidate.score >= ACCEPT and candidate.evidence.run >= MIN_PIECE:
                return Rest(start, end, candidate)
        return None

    def _weigh(self, window: Window) -> Candidate | None:
        blocks = pair_words(self.quote.ids, self.index.words[window.first : window.last].tolist())
        if not blocks:
            return None
        blocks = [Block(b.quote, b.record + window.first, b.size) for b in blocks]
        part = _part_of(blocks)
        middle = np.array([(part.first + part.last) // 2])
        voice = int(self.index.voice_of(middle)[0])
        evidence = self._evidence(window.record, voice, part, blocks)
        return Candidate(window.record, voice, (part,), evidence, judge(evidence))

    def _evidence(self, record: int, voice: int, part: Part, blocks: Sequence[Block]) -> Evidence:
        rarity = self._rarity(blocks)
        paired = sum(b.size for b in blocks)
        agreement = Agreement(int(self.agreement[voice]))
        day = int(self.index.days[record])
        return Evidence(
            share=rarity / self._total if self._total else 0.0,
            tightness=paired / (part.last - part.first),
            rarity=rarity,
            searched=self.index.size,
            run=max(b.size for b in blocks),
            paired=paired,
            said=part.last - part.first,
            quoted=len(self.quote.ids),
            agreement=agreement,
            near=agreement is not Agreement.SAME and self._is_named_beside(record, part),
            days=self.day - day if NO_DAY not in (self.day, day) else None,
        )

    def _rarity(self, blocks: Sequence[Block]) -> float:
        return sum(self._upto[b.quote + b.size] - self._upto[b.quote] for b in blocks)

    def _is_named_beside(self, record: int, part: Part) -> bool:
        first = max(part.first - BESIDE, int(self.index.bounds[record]))
        last = min(part.last + BESIDE, int(self.index.bounds[record + 1]))
        return bool(self._names) and not set(self._names).isdisjoint(self.index.words[first:last].tolist())

    def _piece(
        self, record: int, start: int, end: int, parts: Sequence[Part]
    ) -> tuple[Part, list[Block]] | None:
        """The stretch of the record that words ``start:end`` of the quote come from, if one does."""
        ids = self.quote.ids[start:end]
        sought = Sought(ids, self.quote.weights[start:end], self.agreement, home=record)
        for window in find_windows(self.index, [sought])[0]:
            found = pair_words(ids, self.index.words[window.first : window.last].tolist())
            blocks = [Block(b.quote + start, b.record + window.first, b.size) for b in found]
            if not _is_firm(blocks):  # then perhaps the longest run of it is
                blocks = [max(blocks, key=lambda block: block.size)]
            part = _part_of(blocks)
            apart = all(part.last <= other.first or other.last <= part.first for other in parts)
            if apart and _is_firm(blocks):
                return part, blocks
        return None

    def _add(self, evidence: Evidence, piece: Gain) -> Evidence:
        """The evidence with one more piece."""
        rarity = evidence.rarity + piece.rarity
        paired, said = evidence.paired + piece.paired, evidence.said + piece.said
        return replace(
            evidence,
            share=rarity / self._total,
            tightness=paired / said,
            rarity=rarity,
            run=max(evidence.run, piece.run),
            paired=paired,
            said=said,
        )

    def _gain(self, part: Part, blocks: Sequence[Block]) -> Gain:
        sizes = [block.size for block in blocks]
        return Gain(self._rarity(blocks), sum(sizes), part.last - part.first, max(sizes))


def _part_of(blocks: Sequence[Block]) -> Part:
    first, last = blocks[0], blocks[-1]
    return Part(first.quote, last.quote + last.size, first.record, last.record + last.size)


def _is_firm(blocks: Sequence[Block]) -> bool:
    """Whether a piece is more than a phrase that stands by chance in the same record."""
    part = _part_of(blocks)
    paired = sum(b.size for b in blocks)
    longer = max(part.quote_to - part.quote_from, part.last - part.first)
    return max(b.size for b in blocks) >= MIN_PIECE and paired >= 0.7 * longer


def _left_over(parts: Sequence[Part], size: int) -> Iterator[tuple[int, int]]:
    """The stretches of a quote before its first part and after its last that are worth a search."""
    for start, end in ((0, parts[0].quote_from), (parts[-1].quote_to, size)):
        if end - start >= MIN_PIECE:
            yield start, end
