"""Which quotes of many pages are wordings of one utterance.

Blocked by rare runs of words that they share, confirmed by alignment, clustered by what was confirmed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.text.words import split_words
from onrecord.trace.align import pair_words
from onrecord.trace.rarity import PRIOR, weigh_absent
from onrecord.trace.voices import Agreement, Voices

RUN = 3  # words of a block: fewer are everyone's, more miss a quote with a change in every fourth word
RUN_RARITY = 18.0  # nats: "we are going" has 16, "the slipway at" 25
PAIRED_RARITY = 30.0  # nats that the paired words must hold; "thoughts and prayers" has 26
PAIRED_WORDS = 4  # that must pair: three in a row are a phrase, whoever says them
PAIRED_SHARE = 0.6  # of the shorter quote's rarity
LONG = 8  # words of a quote that may join two families; a shorter one may be said twice, and joins one
NEAR = 8  # quotes of one block that each is held against: the first, and those just before it
MAX_WORDS = 5_000  # of a quote that are read


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of some page.

    Attributes:
        words: its text.
        speaker: who is said to have said it, as the page has it.
        passage: the record and the stretch of it that the quote was traced to, where it was.
    """

    words: str
    speaker: str | None = None
    passage: tuple[str, Span] | None = None


def gather_families(quotes: Sequence[Quoted]) -> list[list[int]]:
    """Cluster quotes that are wordings of one utterance.

    Args:
        quotes: of all pages, in any order.

    Returns:
        The families, each a list of places in ``quotes``, in order; a quote of its own is one too.

    Example:
        >>> told = ["the slipway is not safe for lorries", "the rain fell on the quay all day"]
        >>> gather_families([Quoted(t) for t in (told[0], told[1], f"I said {told[0]}")])
        [[0, 2], [1]]
    """
    read = [_Read(quote) for quote in quotes]
    pairs = {*_pairs_by_passage(quotes), *_pairs_by_words(read)}
    bonds = [(_bond(read[one], read[other]), one, other) for one, other in sorted(pairs)]
    heads, is_long = list(range(len(quotes))), [len(words.norms) >= LONG for words in read]
    for strength, one, other in sorted(bonds, key=lambda bond: -bond[0]):
        low, high = sorted((_head(heads, one), _head(heads, other)))
        is_bridge = is_long[low] and is_long[high] and min(len(read[i].norms) for i in (one, other)) < LONG
        if strength and low != high and (not is_bridge or _overlap(quotes[one], quotes[other])):
            heads[high] = low
            is_long[low] = is_long[low] or is_long[high]
    families: dict[int, list[int]] = {}
    for i in range(len(quotes)):
        families.setdefault(_head(heads, i), []).append(i)
    return list(families.values())


class _Read:
    """A quote's words as strings, with their rarity in nats."""

    def __init__(self, quote: Quoted) -> None:
        self.quote = quote
        self.norms = split_words(quote.words).norms[:MAX_WORDS]
        self.rarity = [weigh_absent(norm, PRIOR) for norm in self.norms]

    def rare_runs(self) -> Iterator[tuple[str, ...]]:
        for i in range(len(self.norms) - RUN + 1):
            if sum(self.rarity[i : i + RUN]) >= RUN_RARITY:
                yield tuple(self.norms[i : i + RUN])


def _head(heads: list[int], i: int) -> int:
    while heads[i] != i:
        heads[i] = heads[heads[i]]
        i = heads[i]
    return i


def _pairs_by_passage(quotes: Sequence[Quoted]) -> Iterator[tuple[int, int]]:
    """Quotes whose passages of one record overlap, each with the one before it that reaches farthest."""
    traced = sorted((q.passage, i) for i, q in enumerate(quotes) if q.passage is not None)
    for at, (passage, i) in enumerate(traced):
        for before, j in traced[max(0, at - NEAR) : at]:
            if before[0] == passage[0] and before[1].end > passage[1].start:
                yield j, i


def _pairs_by_words(read: Sequence[_Read]) -> Iterator[tuple[int, int]]:
    """Quotes that share a rare run of words; of a run that many have, not every pair, but enough."""
    having: dict[tuple[str, ...], list[int]] = {}
    seen: set[tuple[int, int]] = set()
    for i, words in enumerate(read):
        for run in set(words.rare_runs()):
            others = having.setdefault(run, [])
            for j in {*others[:1], *others[-NEAR:]}:
                if (j, i) not in seen:
                    seen.add((j, i))
                    yield j, i
            others.append(i)


def _bond(one: _Read, other: _Read) -> float:
    """The rarity of the words that pair, in nats; 0 where two quotes are not wordings of one utterance.

    They are where both were traced to one stretch of a record, or where the most part of the shorter pairs
    with the longer, and no name speaks against it.
    """
    if _names_differ(one.quote.speaker, other.quote.speaker):
        return 0.0
    numbers: dict[str, int] = {}
    ids = [[numbers.setdefault(norm, len(numbers)) for norm in read.norms] for read in (one, other)]
    blocks = pair_words(ids[0], ids[1])
    paired = sum(sum(one.rarity[block.quote : block.quote + block.size]) for block in blocks)
    if _overlap(one.quote, other.quote):
        return paired
    enough = paired >= PAIRED_RARITY and sum(block.size for block in blocks) >= PAIRED_WORDS
    return paired if enough and paired >= PAIRED_SHARE * min(sum(one.rarity), sum(other.rarity)) else 0.0


def _overlap(one: Quoted, other: Quoted) -> bool:
    """Whether both were traced to one stretch of a record."""
    if one.passage is None or other.passage is None or one.passage[0] != other.passage[0]:
        return False
    a, b = one.passage[1], other.passage[1]
    return a.start < b.end and b.start < a.end


def _names_differ(one: str | None, other: str | None) -> bool:
    return Voices([one]).compare(other)[0] == Agreement.CONFLICT if one and other else False
