"""The steps of `gather_families`, each over a table of what an engine has brought together."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.pipeline.bulk.families.schemas import BLOCKS, BONDS, MEMBERS, PAIRS
from onrecord.trace.descent import (
    Bonds,
    Lines,
    Said,
    block_lines,
    bond_quotes,
    join_bonds,
    lay_lines,
    name_wordings,
    number_names,
    pair_within_runs,
)

CHUNK = 1 << 15  # pairs whose words are objects of Python at once; 100 MB


def block_quotes(quotes: pa.Table) -> pa.Table:
    """Say by which runs of words and stretches of records each quote is found.

    Args:
        quotes: any rows of ``QUOTES``; quote, terms, speaker and passage are read.

    Returns:
        ``BLOCKS``, to be brought together by run.
    """
    lines, said = _lines(quotes["terms"]), _said(quotes, "")
    runs, owners = block_lines(lines, said)
    wordings = name_wordings(lines, [each.speaker for each in said])
    keys = column(quotes, "quote")
    return pa.table([runs, wordings[owners], keys[owners]], schema=BLOCKS)


def pair_blocks(blocks: pa.Table) -> pa.Table:
    """Pair what shares a run: each with enough of the others, in time that grows with the rows alone.

    Args:
        blocks: rows of ``BLOCKS`` or ``BANDS``; all rows of each run that is among them.

    Returns:
        ``PAIRS``, ascending, none twice.
    """
    runs, wordings, names = (column(blocks, i) for i in range(3))
    return pa.table(list(pair_within_runs(runs, wordings, names)), schema=PAIRS)


def bond_pairs(pairs: pa.Table) -> pa.Table:
    """Keep the pairs that are wordings of one utterance.

    Args:
        pairs: any rows of ``PAIRS``, each with the columns ``BOTH_QUOTES`` of both.

    Returns:
        ``BONDS``.
    """
    parts = [_bond(pairs.slice(at, CHUNK)) for at in range(0, len(pairs), CHUNK)]
    return pa.concat_tables([BONDS.empty_table(), *parts])


def _bond(pairs: pa.Table) -> pa.Table:
    one, other = column(pairs, "one"), column(pairs, "other")
    keys, first = np.unique(np.concatenate([one, other]), return_index=True)
    terms = pa.chunked_array(
        [*pairs["one_terms"].chunks, *pairs["other_terms"].chunks], pairs["one_terms"].type
    )
    lines = _lines(terms.take(pa.array(first)))
    both = [*_said(pairs, "one_"), *_said(pairs, "other_")]
    said = [both[i] for i in first.tolist()]
    i, j = np.searchsorted(keys, one), np.searchsorted(keys, other)
    strength, kinds = bond_quotes(lines, said, i, j)
    names, speakers = number_names(each.speaker for each in said)
    is_bond = strength > 0
    i, j = i[is_bond], j[is_bond]
    told = pa.array(names, pa.string())
    return pa.table(
        [
            keys[i],
            keys[j],
            strength[is_bond],
            kinds[is_bond],
            told.take(pa.array(speakers[i])),
            told.take(pa.array(speakers[j])),
        ],
        schema=BONDS,
    )


def connect(bonds: pa.Table) -> pa.Table:
    """Put bonded quotes into families.

    Args:
        bonds: all rows of ``BONDS``, in any order; some may be there twice.

    Returns:
        ``MEMBERS``, ascending by quote.
    """
    keys, places = np.unique(
        np.concatenate([column(bonds, "one"), column(bonds, "other")]), return_inverse=True
    )
    one, other = np.split(places, 2)
    both = pa.chunked_array([*bonds["one_speaker"].chunks, *bonds["other_speaker"].chunks], pa.string())
    coded = pc.dictionary_encode(both).combine_chunks()
    names, numbers = number_names([*coded.dictionary.to_pylist(), None])
    told = numbers[pc.fill_null(coded.indices, len(numbers) - 1).to_numpy(zero_copy_only=False)]
    speakers = np.zeros(len(keys), np.int64)
    speakers[one], speakers[other] = np.split(told, 2)
    strength, kinds = column(bonds, "strength"), column(bonds, "kind")
    heads = join_bonds(Bonds(one, other, strength, kinds, speakers, names))
    return pa.table([keys, keys[heads]], schema=MEMBERS)


def column(table: pa.Table, name: str | int) -> NDArray[Any]:
    """A column without nulls, as an array."""
    values: NDArray[Any] = table[name].to_numpy()
    return values


def _lines(terms: pa.ChunkedArray) -> Lines:
    """The quotes' words as they were numbered when their pages were read."""
    whole = terms.combine_chunks()
    starts = np.zeros(len(whole) + 1, np.int64)
    np.cumsum(pc.list_value_length(whole).to_numpy(), out=starts[1:])
    return lay_lines(whole.flatten().to_numpy(), starts)


def _said(table: pa.Table, before: str) -> list[Said]:
    """Who is said to have said each row's words, and what they were traced to."""
    speakers, told = table[before + "speaker"].to_pylist(), table[before + "passage"]
    if told.null_count == len(told):
        return [Said(speaker) for speaker in speakers]
    passages = (p and (p["record"], Span(p["start"], p["end"])) for p in told.to_pylist())
    return [Said(*row) for row in zip(speakers, passages, strict=True)]
