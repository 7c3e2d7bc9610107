"""Quotes as numbers: their words, how rare these are, and the runs of words by which like quotes are found.

A number is a hash, so that it is the same wherever a page is read. All rare runs are taken. To choose some
of them by winnowing (Schleimer, Wilkerson and Aiken 2003) was tried: of every two, three or six runs one at
least is two thirds, a half, a quarter of the rows, but hardly less work, and recall falls from 0.992 to
0.987, 0.978 and 0.923 (10,000 pages of `bench/families.py`, seed 2).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from onrecord.text.words import split_words
from onrecord.trace.rarity import PRIOR, english, weigh_absent
from onrecord.trace.voices import names_in

RUN = 3  # words of a block: fewer are everyone's, more miss a quote with a change in every fourth word
RUN_RARITY = 18.0  # nats: "we are going" has 16, "the slipway at" 25
MAX_WORDS = 5_000  # of a quote that are read

VOICE = 24  # bits of a wording's number that tell whose words it is

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Floats = NDArray[np.float64]

_ELSEWHERE = re.compile(r",| (?:of|from|for|at|in) ")  # what follows names a place or a body
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio: consecutive multiples lie far apart


@dataclass(frozen=True, slots=True)
class Lines:
    """The words of many quotes, one after the other.

    Attributes:
        codes: every word's place in ``hashes`` and ``weights``.
        starts: where each quote begins in ``codes``, and after the last, where that ends.
        hashes: a number for each different word that is the same wherever it is read.
        weights: how rare each is, in nats.
    """

    codes: Places
    starts: Places
    hashes: Numbers
    weights: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def owners(self) -> Places:
        """The quote that each word is of."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


def hash_words(text: str) -> list[int]:
    """A number for each word of a quote, of the first ``MAX_WORDS``.

    Example:
        >>> hash_words("We WON'T go") == hash_words("we will not go!")
        True
    """
    return [hash_word(norm) for norm in split_words(text).norms[:MAX_WORDS]]


def read_lines(texts: Iterable[str]) -> Lines:
    """Read the words of quotes.

    Example:
        >>> lines = read_lines(["We go on.", "we go"])
        >>> lines.starts.tolist(), (lines.codes[:2] == lines.codes[3:]).all().tolist()
        ([0, 3, 5], True)
    """
    words: list[int] = []
    starts = [0]
    for text in texts:
        words += hash_words(text)
        starts.append(len(words))
    return lay_lines(np.array(words, np.uint64), np.array(starts, np.int64))


def lay_lines(words: Numbers, starts: Places) -> Lines:
    """Lay out quotes whose words were read before.

    Args:
        words: the numbers of all words, as `hash_words` gives them.
        starts: where each quote begins among them, and after the last, where that ends.
    """
    hashes, codes = np.unique(words, return_inverse=True)
    listed, weights = _listed()
    places = np.searchsorted(listed, hashes).clip(max=len(listed) - 1)
    told = np.where(listed[places] == hashes, weights[places], weigh_absent("", PRIOR))
    return Lines(codes.astype(np.int64), starts, hashes, told)


def find_runs(lines: Lines) -> tuple[Numbers, Places]:
    """Find the rare runs of words, by which like quotes are found.

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
    return _distinct(runs, owners[places])


def name_wordings(lines: Lines, speakers: Sequence[str | None]) -> Numbers:
    """A number for each quote, alike where words and family name are.

    Args:
        lines: the quotes.
        speakers: who is said to have said each.

    Returns:
        The family name in the upper ``VOICE`` bits, 0 where there is none; the words in the lower.
    """
    hashes = lines.hashes[lines.codes]
    at = np.arange(len(hashes)) - lines.starts[lines.owners]
    told = np.concatenate([[np.uint64(0)], mix(hashes + at.astype(np.uint64) * _ODD)])
    sums = np.cumsum(told, dtype=np.uint64)
    words = mix(sums[lines.starts[1:]] - sums[lines.starts[:-1]])
    voices = np.array([_hash_name(speaker) for speaker in speakers], np.uint64)
    rest = np.uint64(64 - VOICE)
    return (voices >> rest << rest) | (words >> np.uint64(VOICE))


@lru_cache(maxsize=1 << 16)
def hash_word(word: str) -> int:
    """A number of 64 bits for a word; the same on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=1 << 16)
def _hash_name(speaker: str | None) -> int:
    """A number for a family name; 0 where there is none."""
    names = names_in(_ELSEWHERE.split(speaker or "", maxsplit=1)[0])
    return hash_word(names[-1]) if names else 0


def mix(numbers: Numbers) -> Numbers:
    """Numbers that show no trace of how those given were made, one for one (splitmix64: Steele 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@cache
def _listed() -> tuple[Numbers, Floats]:
    """The numbers of the words whose frequency in English is known, ascending; and how rare they are."""
    told = sorted((hash_word(word), weigh_absent(word, PRIOR)) for word in english())
    return np.array([n for n, _ in told], np.uint64), np.array([weight for _, weight in told], np.float64)


def _distinct(runs: Numbers, owners: Places) -> tuple[Numbers, Places]:
    """No run of a quote twice."""
    order = np.lexsort((owners, runs))
    runs, owners = runs[order], owners[order]
    is_new = np.ones(len(runs), np.bool_)
    is_new[1:] = (runs[1:] != runs[:-1]) | (owners[1:] != owners[:-1])
    return runs[is_new], owners[is_new]
