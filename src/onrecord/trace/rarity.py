"""How rare a word is: in the language, and the more there is to count, in these records.

A handful of records cannot tell a rare word from a common one, for each stands there once. So the
counts begin from what English has (english.tsv, made by training/trace/frequencies.py), as if that
many words had been read before: Dirichlet smoothing (Zhai and Lafferty 2004).
"""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

PRIOR = 100_000  # words; a collection that large weighs as much as the language does
UNLISTED = 1e-6  # share of a word that the table lacks: below the least listed, 22 in a million


@cache
def english() -> dict[str, float]:
    """The share of each listed word, in its normal form, in English as it is spoken in public."""
    table = files("onrecord.trace").joinpath("english.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines())
    return {word: float(in_a_million) / 1e6 for word, in_a_million in rows}


def is_common(word: str) -> bool:
    """Whether a word, in its normal form, is one of the commonest of English."""
    return word in english()


def weigh_words(numbers: dict[str, int], counts: NDArray[np.uint32]) -> NDArray[np.float64]:
    """The rarity of every word of a collection.

    Args:
        numbers: each word's number, which is its place in ``counts``.
        counts: how often each word stands in the records.

    Returns:
        The negative logarithm of each word's share, in nats; for number 0, of a word that neither
        the records nor the table has.
    """
    shares = np.full(len(counts), UNLISTED)
    for word, share in english().items():
        if word in numbers:
            shares[numbers[word]] = share
    total = float(counts.sum())
    weights: NDArray[np.float64] = -np.log((counts + PRIOR * shares) / (total + PRIOR))
    return weights


def weigh_absent(word: str, total: float) -> float:
    """The rarity, in nats, of a word that stands nowhere in a collection of ``total`` words."""
    return float(-np.log(PRIOR * english().get(word, UNLISTED) / (total + PRIOR)))
