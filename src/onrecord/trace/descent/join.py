"""Bonds of pairs → families, so that neither a slogan nor a namesake glues two utterances.

Bonds are taken one by one, the strongest first, as in Kruskal's tree (1956). First come those of two quotes
that are mostly the same. Then what these made goes, as the part of something longer, to one whole: a slogan
is in many speeches and makes no one speech of them. What would put two people into one family is passed over.
In the end families are made one that have the same long words from two people: somebody gives them to the
wrong one, or one says them after the other, and whoever reads of the one wants to know of the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.descent.bond import BondKind
from onrecord.trace.descent.speakers import are_others
from onrecord.trace.voices import names_in

CHUNK = 1 << 18  # bonds that are objects of Python at once; 40 MB

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bonds:
    """What ties quotes together, in any order.

    Attributes:
        one: of each bond, the number of a quote,
        other: and of the other.
        strength: of each bond.
        kinds: of each bond, its ``BondKind``.
        speakers: of each quote, a number of ``names``.
        names: what the numbers stand for; the first is None, nobody in particular.
    """

    one: Places
    other: Places
    strength: NDArray[np.float64]
    kinds: NDArray[np.int8]
    speakers: Places
    names: Sequence[str | None]


def join_bonds(bonds: Bonds) -> Places:
    """The family of each quote: the least number among its quotes.

    Example:
        >>> bonds = Bonds(np.array([0, 1]), np.array([1, 2]), np.array([40.0, 30.0]),
        ...               np.array([BondKind.OTHER_IS_PART, BondKind.ONE_IS_PART], np.int8),
        ...               np.zeros(3, np.int64), [None])
        >>> join_bonds(bonds).tolist()  # the one in the middle is a part of both, and goes with one of them
        [0, 0, 2]
    """
    families = _Families(bonds)
    for at in _strongest_first(bonds, BondKind.WHOLE):
        families.join(bonds.one[at], bonds.other[at])
    kept = families.heads()
    for at in _strongest_first(bonds, BondKind.ONE_IS_PART, BondKind.OTHER_IS_PART):
        one, other = bonds.one[at], bonds.other[at]
        is_one = bonds.kinds[at] == BondKind.ONE_IS_PART
        families.join(one, other, kept[np.where(is_one, one, other)])
    families.forget_names()
    for at in _strongest_first(bonds, BondKind.CONTESTED):
        families.join(bonds.one[at], bonds.other[at])
    return families.heads()


def _strongest_first(bonds: Bonds, *kinds: BondKind) -> Iterator[Places]:
    """The places of the bonds of these kinds, some at a time."""
    at = np.flatnonzero(np.isin(bonds.kinds, kinds))
    at = at[np.lexsort((bonds.other[at], bonds.one[at], -bonds.strength[at]))]
    return (at[start : start + CHUNK] for start in range(0, len(at), CHUNK))


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
        self._above: list[int] = list(range(len(bonds.speakers)))
        self._voices: list[int] = bonds.speakers.tolist()  # of a head: the one name in its family, or
        self._many: dict[int, set[int]] = {}  # all of them where they are several
        self._names = bonds.names
        self._placed: set[int] = set()  # the parts that have their whole

    def join(self, one: Places, other: Places, parts: Places | None = None) -> None:
        """Join what may be joined, bond by bond.

        Args:
            one: of each bond, the number of a quote,
            other: and of the other.
            parts: of each bond, the number of what is a part and may go to one whole alone.
        """
        above, placed = self._above, self._placed
        told = [-1] * len(one) if parts is None else parts.tolist()
        for a, b, part in zip(one.tolist(), other.tolist(), told, strict=True):
            if part in placed:
                continue
            while above[a] != a:
                above[a] = a = above[above[a]]
            while above[b] != b:
                above[b] = b = above[above[b]]
            if a != b and self._join(min(a, b), max(a, b)) and part >= 0:
                placed.add(part)

    def _join(self, low: int, high: int) -> bool:
        """Make two families one, unless two of their names are not one person's."""
        if (self._voices[low] != self._voices[high] or high in self._many) and not self._agree(low, high):
            return False
        self._above[high] = low
        return True

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

    def forget_names(self) -> None:
        """Let no name speak against what is joined from now on."""
        self._voices = [0] * len(self._above)
        self._many.clear()

    def heads(self) -> Places:
        """The family of each quote."""
        above = np.array(self._above, np.int64)
        while not np.array_equal(higher := above[above], above):
            above = higher
        return above
