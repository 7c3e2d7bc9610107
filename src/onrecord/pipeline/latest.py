"""What was worked out last, kept in memory so that it need not be again."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Latest(Generic[T]):
    """The ``most`` things that were asked for last, each under a key that tells what it was made from.

    May be used by several threads.

    Example:
        >>> latest = Latest[int](most=2)
        >>> for number, key in enumerate("abac"):
        ...     latest.keep(key, number)
        >>> latest.find("a"), latest.find("b"), latest.find("c")
        (2, None, 3)
    """

    most: int
    _kept: OrderedDict[str, T] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, key: str) -> T | None:
        """What is under a key; None where there is nothing any more."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, made: T) -> None:
        """Keep a thing, and let go of the one that was asked for longest ago where there are too many."""
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
