"""Whom pages give words to: whether two names are one person's, and which name most have."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from onrecord.trace.voices import Agreement, Voices, names_in


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


def most_named(names: Iterable[str | None]) -> str | None:
    """What most call the speaker, a name before a "she"; of several the first.

    Example:
        >>> most_named(["she", "she", "Tom Wick", "Ada Crane", "Ada Crane", None])
        'Ada Crane'
    """
    counts = Counter(filter(None, names))
    return max(counts, key=lambda name: (bool(names_in(name)), counts[name]), default=None)


@lru_cache(maxsize=1 << 16)
def _voice(name: str | None) -> Voices:
    return Voices([name or ""])
