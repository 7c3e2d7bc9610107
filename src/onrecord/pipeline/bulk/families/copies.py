"""Which pages carry one story, as an agency's at several outlets: one witness, however often it is printed.

Told by the pages' own words: found by MinHash (Broder 1997) in bands (Leskovec, Rajaraman and Ullman 2020),
then compared exactly. Two captures of one page are not copies of one another.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rensa import RMinHash

from onrecord.pipeline.bulk.families.gather import CHUNK, column
from onrecord.pipeline.bulk.families.schemas import BANDS, PAIRS, STORIES
from onrecord.trace.descent import VOICE, Bonds, join_bonds, mix

BAND = 3  # numbers of a signature that must all be alike
COUNT = 42  # bands: of pages that share a third of their shingles 79 in 100 meet, of those that share half 99
CONTAINED = 0.7  # of the shorter page's shingles that the longer has
ALIKE = 0.3  # of all shingles of both: a paragraph that a longer page took over is no copy
SEED = 1  # of the signatures; another would choose other pairs


def block_pages(pages: pa.Table) -> pa.Table:
    """Say by which bands of its signature each page is found.

    Args:
        pages: any rows of ``SHINGLES``.

    Returns:
        ``BANDS``, to be brought together by run and paired by `pair_blocks`.
    """
    shingles = pages["shingles"].combine_chunks()
    sizes = pc.list_value_length(shingles).to_numpy()
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])
    flat = np.ascontiguousarray(shingles.flatten().to_numpy())
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, starts, BAND * COUNT, SEED)
    rows = np.array(matrix.to_rows(), np.uint64).reshape(len(pages), COUNT, BAND)
    runs = np.broadcast_to(np.arange(COUNT, dtype=np.uint64), (len(pages), COUNT))
    for i in range(BAND):
        runs = mix(runs + mix(rows[:, :, i]))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mix(flat), dtype=np.uint64)])
    wordings = mix(sums[starts[1:]] - sums[starts[:-1]]) >> np.uint64(VOICE)
    names = column(pages, "page")
    return pa.table([runs.ravel(), np.repeat(wordings, COUNT), np.repeat(names, COUNT)], schema=BANDS)


def verify_copies(pairs: pa.Table) -> pa.Table:
    """Keep the pairs of pages that are copies.

    Args:
        pairs: any rows of ``PAIRS`` of pages, each with the columns ``BOTH_PAGES`` of both.

    Returns:
        ``PAIRS``.
    """
    parts = [_verify(pairs.slice(at, CHUNK)) for at in range(0, len(pairs), CHUNK)]
    return pa.concat_tables([PAIRS.empty_table(), *parts])


def _verify(pairs: pa.Table) -> pa.Table:
    others = pc.not_equal(pairs["one_document"], pairs["other_document"])
    pairs = pairs.filter(others)
    one, other = pairs["one_shingles"].combine_chunks(), pairs["other_shingles"].combine_chunks()
    kept = np.zeros(len(pairs), np.bool_)
    for i in range(len(pairs)):
        a, b = one[i].values.to_numpy(), other[i].values.to_numpy()
        shared = len(np.intersect1d(a, b, assume_unique=True))
        is_contained = shared >= CONTAINED * min(len(a), len(b))
        kept[i] = is_contained and shared >= ALIKE * (len(a) + len(b) - shared)
    return pairs.select(PAIRS.names).filter(pa.array(kept))


def connect_copies(pairs: pa.Table) -> pa.Table:
    """Put copies, and copies of copies, into stories.

    Args:
        pairs: all pairs that are copies, in any order.

    Returns:
        ``STORIES``, ascending by page.
    """
    keys, places = np.unique(
        np.concatenate([column(pairs, "one"), column(pairs, "other")]), return_inverse=True
    )
    one, other = np.split(places.astype(np.int64), 2)
    sure, whole = np.ones(len(one)), np.zeros(len(one), np.int8)
    heads = join_bonds(Bonds(one, other, sure, whole, np.zeros(len(keys), np.int64), names=[None]))
    return pa.table([keys, keys[heads]], schema=STORIES)
