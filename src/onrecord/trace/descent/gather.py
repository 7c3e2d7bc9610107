"""Which quotes of many pages are wordings of one utterance.

Blocked by rare runs of words that they share, confirmed by alignment, clustered by what was confirmed. Here
for what fits in memory; the bulk run takes the same steps over tables (`onrecord.pipeline.bulk.families`).
"""

from collections.abc import Sequence

import numpy as np

from onrecord.trace.descent.bond import LONG, Quoted, bond_quotes, stretches_of
from onrecord.trace.descent.join import Bonds, join_bonds, number_names
from onrecord.trace.descent.lines import (
    Lines,
    Numbers,
    Places,
    find_runs,
    hash_word,
    name_wordings,
    read_lines,
)
from onrecord.trace.descent.pairs import pair_within_runs


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
    lines = read_lines(quote.words for quote in quotes)
    runs, owners = block_lines(lines, quotes)
    wordings = name_wordings(lines, [quote.speaker for quote in quotes])
    one, other = pair_within_runs(runs, wordings[owners], owners.astype(np.uint64))
    heads = join_bonds(_bond(lines, quotes, one.astype(np.int64), other.astype(np.int64)))
    families: dict[int, list[int]] = {}
    for i, head in enumerate(heads.tolist()):
        families.setdefault(head, []).append(i)
    return list(families.values())


def block_lines(lines: Lines, quotes: Sequence[Quoted]) -> tuple[Numbers, Places]:
    """What quotes are found by: chosen runs of words, and the stretches of records that they were traced to.

    Args:
        lines: the quotes' words.
        quotes: the same quotes.

    Returns:
        A number for each run or stretch, and the place of the quote that has it.
    """
    runs, owners = find_runs(lines)
    traced = [
        (hash_word(f"{number} {record}"), i)
        for i, quote in enumerate(quotes)
        if quote.passage is not None
        for record, number in stretches_of(quote.passage)
    ]
    more, theirs = np.array(traced, np.uint64).reshape(-1, 2).T
    return np.concatenate([runs, more]), np.concatenate([owners, theirs.astype(np.int64)])


def _bond(lines: Lines, quotes: Sequence[Quoted], one: Places, other: Places) -> Bonds:
    strength, is_short = bond_quotes(lines, quotes, one, other)
    is_bond = strength > 0
    names, speakers = number_names(quote.speaker for quote in quotes)
    is_long = np.diff(lines.starts) >= LONG
    return Bonds(one[is_bond], other[is_bond], strength[is_bond], is_short[is_bond], is_long, speakers, names)
