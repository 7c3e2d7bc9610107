"""What speaks for each place where a quote may come from, and quotes that come from several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.accept import Evidence, judge
from onrecord.trace.align import Block, pair_words
from onrecord.trace.edits import Part
from onrecord.trace.index import NO_DAY, Index, day_of
from onrecord.trace.quote import Query, Quote
from onrecord.trace.seeds import Sought, Window, find_windows
from onrecord.trace.voices import Agreement, names_in

BESIDE = 60  # words before and after a passage where the name of whom it quotes would stand
MIN_PIECE = 5  # words; fewer from elsewhere in a record are no splice, only a common phrase
MAX_PIECES = 6  # passages of one quote; each costs a search
HOME = 10.0  # favours a record over any other: the rest of a quote is sought where its first part was

_FAVOUR_VOICE = 0.1  # of the quote's seeds; the speaker's agreement counts up to twice this
_FAVOUR_DAY = 0.2  # the same for a record of the days before the page


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the quote may come from: its parts in the quote's order, and the odds."""

    record: int
    voice: int
    parts: tuple[Part, ...]
    evidence: Evidence
    score: float


class Asker:
    """A query against an index: finds candidates and weighs them.

    Args:
        index: the records.
        query: what the page says.
        quote: its words.
    """

    def __init__(self, index: Index, query: Query, quote: Quote) -> None:
        self.index, self.quote = index, quote
        self.day = day_of(query.date)
        self.agreement = index.speaking.compare(query.speaker)
        self._names = [i for i in index.number_words(names_in(query.speaker)) if i < len(index.counts)]
        self._total = sum(quote.weights)

    def candidates(self) -> list[Candidate]:
        """The places that share words with the quote, the likeliest first."""
        days, voices = self._favour_days(), self.agreement.astype(np.float64) * _FAVOUR_VOICE
        sought = Sought(self.quote.ids, self.quote.weights, days, voices)
        windows = find_windows(self.index, sought)
        found = [candidate for window in windows if (candidate := self._weigh(window))]
        return sorted(found, key=lambda candidate: -candidate.score)

    def complete(self, candidate: Candidate) -> Candidate:
        """Look for the rest of a quote elsewhere in the record of its first part."""
        parts, evidence = list(candidate.parts), candidate.evidence
        todo = list(_left_over(parts, len(self.quote.ids)))
        while todo and len(parts) < MAX_PIECES:
            start, end = todo.pop()
            piece = self._piece(candidate.record, start, end, parts)
            if piece is None:
                continue
            part, blocks = piece
            parts.append(part)
            evidence = self._add(evidence, blocks, part)
            todo += [
                (a, b) for a, b in ((start, part.quote_from), (part.quote_to, end)) if b - a >= MIN_PIECE
            ]
        if len(parts) == len(candidate.parts):
            return candidate
        return replace(candidate, parts=tuple(sorted(parts)), evidence=evidence, score=judge(evidence))

    def _favour_days(self) -> NDArray[np.float64]:
        ago = self.day - self.index.days
        near = np.where(
            (ago >= -1) & (ago <= 3), 1.0, np.where(ago < -1, -0.5, 5.0 / (10 + np.maximum(ago, 0)))
        )
        known = (self.index.days != NO_DAY) & (self.day != NO_DAY)
        favour: NDArray[np.float64] = np.where(known, near, 0.0) * _FAVOUR_DAY
        return favour

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
        weights = self.quote.weights
        rarity = sum(sum(weights[b.quote : b.quote + b.size]) for b in blocks)
        paired = sum(b.size for b in blocks)
        agreement = Agreement(int(self.agreement[voice]))
        day = int(self.index.days[record])
        return Evidence(
            share=rarity / self._total if self._total else 0.0,
            tightness=paired / (part.last - part.first),
            rarity=rarity,
            searched=len(self.index.words),
            run=max(b.size for b in blocks),
            paired=paired,
            said=part.last - part.first,
            quoted=len(weights),
            agreement=agreement,
            near=agreement is not Agreement.SAME and self._is_named_beside(record, part),
            days=self.day - day if NO_DAY not in (self.day, day) else None,
        )

    def _is_named_beside(self, record: int, part: Part) -> bool:
        first = max(part.first - BESIDE, int(self.index.bounds[record]))
        last = min(part.last + BESIDE, int(self.index.bounds[record + 1]))
        return bool(self._names) and not set(self._names).isdisjoint(self.index.words[first:last].tolist())

    def _piece(
        self, record: int, start: int, end: int, parts: Sequence[Part]
    ) -> tuple[Part, list[Block]] | None:
        """The stretch of the record that words ``start:end`` of the quote come from, if one does."""
        ids = self.quote.ids[start:end]
        home = np.zeros(len(self.index))
        home[record] = HOME
        sought = Sought(ids, self.quote.weights[start:end], home, np.zeros(len(self.agreement)))
        for window in find_windows(self.index, sought):
            if window.record != record:
                break
            found = pair_words(ids, self.index.words[window.first : window.last].tolist())
            blocks = [Block(b.quote + start, b.record + window.first, b.size) for b in found]
            if not _is_firm(blocks):  # then perhaps the longest run of it is
                blocks = [max(blocks, key=lambda block: block.size)]
            part = _part_of(blocks)
            apart = all(part.last <= other.first or other.last <= part.first for other in parts)
            if apart and _is_firm(blocks):
                return part, blocks
        return None

    def _add(self, evidence: Evidence, blocks: Sequence[Block], part: Part) -> Evidence:
        """The evidence with one more piece."""
        paired = evidence.paired + sum(b.size for b in blocks)
        weights = self.quote.weights
        rarity = evidence.rarity + sum(sum(weights[b.quote : b.quote + b.size]) for b in blocks)
        said = evidence.said + part.last - part.first
        return replace(
            evidence,
            share=rarity / self._total,
            tightness=paired / said,
            rarity=rarity,
            run=max(evidence.run, *(b.size for b in blocks)),
            paired=paired,
            said=said,
        )


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
