"""Whether two quotes are wordings of one utterance, and how sure the words make it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.trace.align import pair_words
from onrecord.trace.descent.lines import Lines, Places
from onrecord.trace.descent.speakers import are_others

PAIRED_RARITY = 30.0  # nats that the paired words must hold; "thoughts and prayers" has 26
PAIRED_WORDS = 4  # that must pair: three in a row are a phrase, whoever says them
PAIRED_SHARE = 0.6  # of the shorter quote's rarity
WHOLE_SHARE = 0.75  # of the longer quote's; of less the shorter is a part, which may be a slogan
CONTESTED_RARITY = 90.0  # nats, a dozen words: two people do not happen upon as many, and a slogan is shorter
CONTESTED_SHARE = 0.9  # of the longer quote's: "we sold 900 boats in May" is a form to be filled in

STRETCH = 64  # code points of a record: what was traced to one such stretch is held against each other
MAX_STRETCHES = 64  # of one passage, from its beginning

Passage = tuple[str, Span]  # a record, and the stretch of it that a quote was traced to


class BondKind(IntEnum):
    """How two quotes that are wordings of one utterance lie to each other."""

    WHOLE = 0  # mostly the same, or of one passage
    ONE_IS_PART = 1  # the one is a part of the other,
    OTHER_IS_PART = 2  # or the other of the one
    CONTESTED = 3  # mostly the same, and given to two people


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
        Of each pair its strength, the rarity of the words that pair, in nats, or 0 where they are not
        wordings of one utterance; and its ``BondKind``.
    """
    ready: dict[int, Line] = {}
    strength = np.zeros(len(one))
    kinds = np.zeros(len(one), np.int8)
    for at, (i, j) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
        a = ready.get(i) or ready.setdefault(i, Line(lines, i, said[i]))
        b = ready.get(j) or ready.setdefault(j, Line(lines, j, said[j]))
        strength[at], kinds[at] = bond_lines(a, b)
    return strength, kinds


def bond_lines(one: Line, other: Line) -> tuple[float, BondKind]:
    """Hold two quotes against each other, see `bond_quotes`.

    They are wordings of one utterance where both were traced to one stretch of a record, or where the most
    part of the shorter pairs with the longer. Where names speak against it, nearly all of both must pair, and
    be more than two people would happen upon.
    """
    is_one_passage, is_contested = overlap(one.passage, other.passage), are_others(one.speaker, other.speaker)
    least, most = sorted((one.weight, other.weight))
    if is_one_passage:
        needed = PAIRED_RARITY if is_contested else 0.0
    elif is_contested:
        needed = max(CONTESTED_RARITY, CONTESTED_SHARE * most)
    else:
        needed = max(PAIRED_RARITY, PAIRED_SHARE * least)
    paired, words = _pair(one, other, needed)
    if paired < needed or (needed and words < PAIRED_WORDS):
        return 0.0, BondKind.WHOLE
    if is_contested:
        return paired, BondKind.CONTESTED
    if is_one_passage or paired >= WHOLE_SHARE * most:
        return paired, BondKind.WHOLE
    return paired, BondKind.ONE_IS_PART if one.weight < other.weight else BondKind.OTHER_IS_PART


def _pair(one: Line, other: Line, needed: float) -> tuple[float, int]:
    """The rarity and the number of the words that pair; nothing where less than ``needed`` can."""
    if one.codes == other.codes:
        return one.weight, len(one.codes)
    if _most(one, other) < needed:
        return 0.0, 0
    blocks = pair_words(one.codes, other.codes)
    paired = sum(sum(one.weights[block.quote : block.quote + block.size]) for block in blocks)
    return paired, sum(block.size for block in blocks)


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
