"""Bonds of pairs → families, so that neither a slogan nor a namesake glues two utterances.

Bonds are taken one by one, as in Kruskal's tree (1956): first those that no chance explains, then the
strongest. What would put two long quotes into one family by a short one alone is passed over, and so is what
would put two people into one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.descent.bond import are_others
from onrecord.trace.voices import names_in

CHUNK = 1 << 18  # bonds that are objects of Python at once; 40 MB

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bonds:
    """What ties quotes together, in any order.

    Attributes:
        one: of each bond, the number of a quote,
        other: and of the other.
        strength: of each bond.
        is_short: of each bond: one of the two is short, so that it joins no two families of long ones.
        is_long: of each quote.
        speakers: of each quote, a number of ``names``.
        names: what the numbers stand for; None is nobody in particular.
    """

    one: Places
    other: Places
    strength: NDArray[np.float64]
    is_short: Flags
    is_long: Flags
    speakers: Places
    names: Sequence[str | None]


def join_bonds(bonds: Bonds) -> Places:
    """The family of each quote: the least number among its quotes.

    Example:
        >>> three = np.arange(3)
        >>> bonds = Bonds(three[:2], three[1:], np.ones(2), np.ones(2, bool),
        ...               np.array([True, False, True]), three * 0, [None])
        >>> join_bonds(bonds).tolist()  # the short one in the middle goes with one of the two
        [0, 0, 2]
    """
    order = np.lexsort((bonds.other, bonds.one, -bonds.strength, bonds.is_short))
    families = _Families(bonds)
    for at in range(0, len(order), CHUNK):
        part = order[at : at + CHUNK]
        families.join(bonds.one[part], bonds.other[part], bonds.is_short[part])
    return families.heads()


def number_names(speakers: Iterable[str | None]) -> tuple[list[str | None], Places]:
    """Number who is said to have said quotes; "she" is nobody in particular, and so is None.

    Example:
        >>> number_names(["she", "Ada Crane", None, "Ada Crane"])[1].tolist()
        [0, 1, 0, 1]
    """
    known: dict[str | None, int] = {None: 0}
    numbers = [known.setdefault(name if names_in(name) else None, len(known)) for name in speakers]
    return list(known), np.array(numbers, np.int64)


class _Families:
    """The families so far (union and find; Galler and Fischer 1964)."""

    def __init__(self, bonds: Bonds) -> None:
        self._above: list[int] = list(range(len(bonds.is_long)))
        self._is_long: list[bool] = bonds.is_long.tolist()
        self._voices: list[int] = bonds.speakers.tolist()  # of a head: the one name in its family, or
        self._many: dict[int, set[int]] = {}  # all of them where they are several
        self._names = bonds.names

    def join(self, one: Places, other: Places, is_short: Flags) -> None:
        """Join what may be joined, bond by bond."""
        above, is_long, voices = self._above, self._is_long, self._voices
        for a, b, short in zip(one.tolist(), other.tolist(), is_short.tolist(), strict=True):
            while above[a] != a:
                above[a] = a = above[above[a]]
            while above[b] != b:
                above[b] = b = above[above[b]]
            if a == b or (short and is_long[a] and is_long[b]):
                continue
            low, high = (a, b) if a < b else (b, a)
            if (voices[low] != voices[high] or high in self._many) and not self._agree(low, high):
                continue
            above[high] = low
            is_long[low] = is_long[low] or is_long[high]

    def _agree(self, low: int, high: int) -> bool:
        """Put the names of two families together, unless two of them are not one person's."""
        names = self._names
        of_low = self._many.get(low, {self._voices[low]})
        of_high = self._many.get(high, {self._voices[high]})
        if any(are_others(names[a], names[b]) for a in of_low for b in of_high):
            return False
        together = {voice for voice in of_low | of_high if names[voice] is not None}
        self._voices[low] = min(together)
        if len(together) > 1:
            self._many[low] = together
        return True

    def heads(self) -> Places:
        """The family of each quote."""
        above = np.array(self._above, np.int64)
        while not np.array_equal(higher := above[above], above):
            above = higher
        return above
