"""Which quotes of many pages are wordings of one utterance.

Blocked by rare runs of words that they share, confirmed by alignment, clustered by what was confirmed. Here
for what fits in memory; the bulk run takes the same steps over tables (`onrecord.pipeline.bulk.families`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.trace.descent.bond import Passage, Said, bond_quotes, stretches_of
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


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of some page.

    Attributes:
        words: its text.
        speaker: who is said to have said it, as the page has it.
        passage: the record and the stretch of it that the quote was traced to, where it was.
    """

    words: str
    speaker: str | None = None
    passage: Passage | None = None


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
    said = [Said(quote.speaker, quote.passage) for quote in quotes]
    heads = join_bonds(_bond(lines, said, *_pair(lines, said)))
    families: dict[int, list[int]] = {}
    for i, head in enumerate(heads.tolist()):
        families.setdefault(head, []).append(i)
    return list(families.values())


def block_lines(lines: Lines, said: Sequence[Said]) -> tuple[Numbers, Places]:
    """What quotes are found by: rare runs of words, and the stretches of records that they were traced to.

    Args:
        lines: the quotes' words.
        said: what else is known of each.

    Returns:
        A number for each run or stretch, and the place of the quote that has it.
    """
    runs, owners = find_runs(lines)
    traced = [
        (hash_word(f"{number} {record}"), i)
        for i, each in enumerate(said)
        if each.passage is not None
        for record, number in stretches_of(each.passage)
    ]
    more, theirs = np.array(traced, np.uint64).reshape(-1, 2).T
    return np.concatenate([runs, more]), np.concatenate([owners, theirs.astype(np.int64)])


def _pair(lines: Lines, said: Sequence[Said]) -> tuple[Places, Places]:
    runs, owners = block_lines(lines, said)
    wordings = name_wordings(lines, [each.speaker for each in said])
    one, other = pair_within_runs(runs, wordings[owners], owners.astype(np.uint64))
    return one.astype(np.int64), other.astype(np.int64)


def _bond(lines: Lines, said: Sequence[Said], one: Places, other: Places) -> Bonds:
    strength, kinds = bond_quotes(lines, said, one, other)
    kept = strength > 0
    names, speakers = number_names(each.speaker for each in said)
    return Bonds(one[kept], other[kept], strength[kept], kinds[kept], speakers, names)
