"""Whether two quotes are wordings of one utterance, and how sure the words make it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.trace.align import pair_words
from onrecord.trace.descent.lines import Lines, Places
from onrecord.trace.voices import Agreement, Voices, names_in

PAIRED_RARITY = 30.0  # nats that the paired words must hold; "thoughts and prayers" has 26
PAIRED_WORDS = 4  # that must pair: three in a row are a phrase, whoever says them
PAIRED_SHARE = 0.6  # of the shorter quote's rarity
WHOLE_SHARE = 0.75  # of the longer quote's; of less the shorter is a part, which may be a slogan

STRETCH = 64  # code points of a record: what was traced to one such stretch is held against each other
MAX_STRETCHES = 64  # of one passage, from its beginning

Passage = tuple[str, Span]  # a record, and the stretch of it that a quote was traced to


class Part(IntEnum):
    """Which of two bonded quotes is a part of the other; of quotes of one passage neither is."""

    NEITHER = 0
    ONE = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a quote beside its words.

    Attributes:
        speaker: who is said to have said it, as the page has it.
        passage: the record and the stretch of it that the quote was traced to, where it was.
    """

    speaker: str | None = None
    passage: Passage | None = None


class Line:
    """One quote made ready to be held against others.

    Args:
        lines: the words of it and of what it is held against.
        number: which of them it is.
        said: what else is known of it.
    """

    def __init__(self, lines: Lines, number: int, said: Said) -> None:
        codes = lines.codes[lines.starts[number] : lines.starts[number + 1]]
        self.speaker, self.passage = said.speaker, said.passage
        self.codes: list[int] = codes.tolist()
        self.weights: list[float] = lines.weights[codes].tolist()
        self.weight = sum(self.weights)

    @cached_property
    def words(self) -> frozenset[int]:
        """The different words."""
        return frozenset(self.codes)


def bond_quotes(
    lines: Lines, said: Sequence[Said], one: Places, other: Places
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Hold quotes against each other, pair by pair.

    Args:
        lines: the quotes' words.
        said: what else is known of each.
        one: of each pair, the place of a quote,
        other: and of the other.

    Returns:
        Of each pair its strength, see `bond_lines`, and which of the two is but a ``Part`` of the other.
    """
    ready: dict[int, Line] = {}
    strength = np.zeros(len(one))
    parts = np.zeros(len(one), np.int8)
    for at, (i, j) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
        a = ready.get(i) or ready.setdefault(i, Line(lines, i, said[i]))
        b = ready.get(j) or ready.setdefault(j, Line(lines, j, said[j]))
        strength[at] = bond = bond_lines(a, b)
        if bond < WHOLE_SHARE * max(a.weight, b.weight) and not overlap(a.passage, b.passage):
            parts[at] = Part.ONE if a.weight < b.weight else Part.OTHER
    return strength, parts


def bond_lines(one: Line, other: Line) -> float:
    """The rarity of the words that pair, in nats; 0 where two quotes are not wordings of one utterance.

    They are where both were traced to one stretch of a record, or where the most part of the shorter pairs
    with the longer, and no name speaks against it.
    """
    if are_others(one.speaker, other.speaker):
        return 0.0
    is_one_passage = overlap(one.passage, other.passage)
    needed = 0.0 if is_one_passage else max(PAIRED_RARITY, PAIRED_SHARE * min(one.weight, other.weight))
    if one.codes == other.codes:
        paired, words = one.weight, len(one.codes)
    elif _most(one, other) < needed:
        return 0.0
    else:
        blocks = pair_words(one.codes, other.codes)
        paired = sum(sum(one.weights[block.quote : block.quote + block.size]) for block in blocks)
        words = sum(block.size for block in blocks)
    return paired if is_one_passage or (paired >= needed and words >= PAIRED_WORDS) else 0.0


def _most(one: Line, other: Line) -> float:
    """What can pair at most: it tells most pairs of chance in a tenth of the time of aligning them."""
    short, long = (one, other) if len(one.codes) <= len(other.codes) else (other, one)
    return sum(weight for code, weight in zip(short.codes, short.weights, strict=True) if code in long.words)


def overlap(one: Passage | None, other: Passage | None) -> bool:
    """Whether both are of one stretch of a record."""
    if one is None or other is None or one[0] != other[0]:
        return False
    return one[1].start < other[1].end and other[1].start < one[1].end


def stretches_of(passage: Passage) -> Iterator[tuple[str, int]]:
    """The record's stretches that a passage touches: passages that overlap share one."""
    record, (start, end) = passage
    first, last = start // STRETCH, max(start, end - 1) // STRETCH
    for number in range(first, min(last + 1, first + MAX_STRETCHES)):
        yield record, number


@lru_cache(maxsize=1 << 16)
def are_others(one: str | None, other: str | None) -> bool:
    """Whether two names are not one person's; "she" may be anyone.

    Example:
        >>> are_others("Ada Crane", "Tom Wick"), are_others("Ada Crane, mayor of Hask", "Crane")
        (True, False)
        >>> are_others("she", "Ada Crane")
        False
    """
    if one == other or not names_in(one) or not names_in(other):
        return False
    return all(_voice(a).compare(b)[0] == Agreement.CONFLICT for a, b in ((one, other), (other, one)))


@lru_cache(maxsize=1 << 16)
def _voice(name: str | None) -> Voices:
    return Voices([name or ""])
