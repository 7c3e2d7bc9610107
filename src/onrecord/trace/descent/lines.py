"""Quotes as numbers: their words, how rare these are, and the runs of words by which like quotes are found.

A run stands for the quotes that have it, wherever they are read: its number is a hash of its words. Of all
rare runs of a quote some are chosen by *winnowing* (Schleimer, Wilkerson and Aiken 2003): the least number
of each ``WINDOW`` consecutive ones. Two that share a stretch of so many rare runs choose one of them alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from onrecord.text.words import split_words
from onrecord.trace.rarity import PRIOR, weigh_absent

RUN = 3  # words of a block: fewer are everyone's, more miss a quote with a change in every fourth word
RUN_RARITY = 18.0  # nats: "we are going" has 16, "the slipway at" 25
WINDOW = 1  # rare runs of which one at least is chosen
MAX_WORDS = 5_000  # of a quote that are read

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Floats = NDArray[np.float64]

_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio: consecutive multiples lie far apart
_NONE = np.uint64(2**64 - 1)  # chosen by no window


@dataclass(frozen=True, slots=True)
class Lines:
    """The words of many quotes, one after the other.

    Attributes:
        codes: every word's place in ``weights`` and ``hashes``.
        starts: where each quote begins in ``codes``, and after the last, where that ends.
        weights: the rarity of each different word, in nats.
        hashes: a number for each different word that is the same wherever it is read.
    """

    codes: NDArray[np.int64]
    starts: Places
    weights: Floats
    hashes: Numbers

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def owners(self) -> Places:
        """The quote that each word is of."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


def read_lines(texts: Iterable[str]) -> Lines:
    """Read the words of quotes, of each ``MAX_WORDS`` at most.

    Example:
        >>> lines = read_lines(["We go on.", "on we go"])
        >>> lines.codes.tolist(), lines.starts.tolist()
        ([0, 1, 2, 2, 0, 1], [0, 3, 6])
    """
    known: dict[str, int] = {}
    codes: list[int] = []
    starts = [0]
    for text in texts:
        codes += [known.setdefault(norm, len(known)) for norm in split_words(text).norms[:MAX_WORDS]]
        starts.append(len(codes))
    told = [_weigh(norm) for norm in known]
    return Lines(
        np.array(codes, np.int64),
        np.array(starts, np.int64),
        np.array([weight for weight, _ in told], np.float64),
        np.array([number for _, number in told], np.uint64),
    )


def find_runs(lines: Lines) -> tuple[Numbers, Places]:
    """Choose the runs of words by which quotes are found.

    Args:
        lines: the quotes.

    Returns:
        The number of each run, and the quote that has it; no run of a quote twice.

    Example:
        >>> told = "the slipway is not safe for lorries"
        >>> runs, owners = find_runs(read_lines([f"I said {told} today", f"{told}, she said"]))
        >>> bool(set(runs[owners == 0]) & set(runs[owners == 1]))
        True
    """
    places = np.arange(max(0, len(lines.codes) - RUN + 1))
    owners = lines.owners
    rarity, hashes = lines.weights[lines.codes], lines.hashes[lines.codes]
    weights = sum((rarity[places + i] for i in range(RUN)), np.zeros(len(places)))
    is_rare = (weights >= RUN_RARITY) & (owners[places] == owners[places + RUN - 1])
    places = places[is_rare]
    runs = np.zeros(len(places), np.uint64)
    for i in range(RUN):
        runs = mix(runs + hashes[places + i] + _ODD)
    return _distinct(*_winnow(runs, owners[places]))


def name_wordings(lines: Lines, speakers: Sequence[str | None]) -> Numbers:
    """A number for each quote: alike where words and speaker are, near one another where the words are.

    Args:
        lines: the quotes.
        speakers: who is said to have said each.
    """
    hashes = lines.hashes[lines.codes]
    at = np.arange(len(hashes)) - lines.starts[lines.owners]
    told = np.concatenate([[np.uint64(0)], mix(hashes + at.astype(np.uint64) * _ODD)])
    sums = np.cumsum(told, dtype=np.uint64)
    words = mix(sums[lines.starts[1:]] - sums[lines.starts[:-1]])
    voices = np.array([hash_word(speaker or "") for speaker in speakers], np.uint64)
    return (words & np.uint64(0xFFFFFFFFFF000000)) | (voices & np.uint64(0xFFFFFF))


@lru_cache(maxsize=1 << 16)
def hash_word(word: str) -> int:
    """A number of 64 bits for a word; the same on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def mix(numbers: Numbers) -> Numbers:
    """Numbers that show no trace of how those given were made, one for one (splitmix64: Steele 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@lru_cache(maxsize=1 << 16)
def _weigh(norm: str) -> tuple[float, int]:
    return weigh_absent(norm, PRIOR), hash_word(norm)


def _winnow(runs: Numbers, owners: Places) -> tuple[Numbers, Places]:
    """Of each window of one quote the least; of a quote that has fewer, all."""
    if len(runs) == 0 or WINDOW == 1:
        return runs, owners
    sizes = np.bincount(owners)[owners]
    padded = np.concatenate([runs, np.full(WINDOW - 1, _NONE)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)
    first = np.arange(len(runs))
    is_whole = np.concatenate([owners[WINDOW - 1 :], np.full(WINDOW - 1, -1)])[: len(runs)] == owners
    chosen = first[is_whole] + windows[is_whole].argmin(axis=1)
    kept = np.unique(np.concatenate([chosen, first[sizes < WINDOW]]))
    return runs[kept], owners[kept]


def _distinct(runs: Numbers, owners: Places) -> tuple[Numbers, Places]:
    """No run of a quote twice."""
    order = np.lexsort((owners, runs))
    runs, owners = runs[order], owners[order]
    is_new = np.ones(len(runs), np.bool_)
    is_new[1:] = (runs[1:] != runs[:-1]) | (owners[1:] != owners[:-1])
    return runs[is_new], owners[is_new]
