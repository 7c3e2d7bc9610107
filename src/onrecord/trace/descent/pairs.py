"""Which quotes to hold against each other: those that share a run; of a run that many have, enough."""

import numpy as np
from numpy.typing import NDArray

NEAR = 8  # wordings of one run that each is held against: the first, and those just before it

Numbers = NDArray[np.uint64]


def pair_within_runs(runs: Numbers, wordings: Numbers, names: Numbers) -> tuple[Numbers, Numbers]:
    """Pair what shares a run.

    Of one wording each is paired with the first alone, and that with those of ``NEAR`` other wordings and of
    the run's first: so a phrase that everybody uses costs as many pairs as it has users, times a few.

    Args:
        runs: rows: the run,
        wordings: what is alike under like wordings,
        names: and who has it. All rows of a run must be there.

    Returns:
        Two names for each pair, the lesser first; ascending, no pair twice.

    Example:
        >>> rows = [(7, 1, 10), (7, 1, 11), (7, 2, 12), (8, 2, 12), (8, 5, 10)]
        >>> one, other = pair_within_runs(*np.array(rows, np.uint64).T)
        >>> list(zip(one.tolist(), other.tolist()))
        [(10, 11), (10, 12)]
    """
    order = np.lexsort((names, wordings, runs))
    runs, wordings, names = runs[order], wordings[order], names[order]
    is_run = np.ones(len(runs), np.bool_)
    is_run[1:] = runs[1:] != runs[:-1]
    is_wording = is_run.copy()
    is_wording[1:] |= wordings[1:] != wordings[:-1]
    heads = np.flatnonzero(is_wording)
    pairs = [(names[heads][np.cumsum(is_wording) - 1], names)]
    first = np.flatnonzero(is_run[heads])
    leaders, heads_run, heads_name = first[np.cumsum(is_run[heads]) - 1], runs[heads], names[heads]
    pairs.append((heads_name[leaders], heads_name))
    for back in range(1, NEAR + 1):
        is_same = heads_run[back:] == heads_run[:-back]
        pairs.append((heads_name[:-back][is_same], heads_name[back:][is_same]))
    return _distinct(np.concatenate([one for one, _ in pairs]), np.concatenate([other for _, other in pairs]))


def _distinct(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    low, high = np.minimum(one, other), np.maximum(one, other)
    low, high = low[low != high], high[low != high]
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    is_new = np.ones(len(low), np.bool_)
    is_new[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return low[is_new], high[is_new]
