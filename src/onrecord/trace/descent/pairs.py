"""Which quotes to hold against each other: those that share a run; of a run that many have, enough."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.descent.lines import VOICE

MANY = 3  # people who have a run, none of whom most of its wordings are of: then it is everybody's
NEAR = 8  # wordings of one run that each is held against, beside the first

Numbers = NDArray[np.uint64]
REST = np.uint64(64 - VOICE)

Flags = NDArray[np.bool_]


def pair_within_runs(runs: Numbers, wordings: Numbers, names: Numbers) -> tuple[Numbers, Numbers]:
    """Pair what shares a run, in time that grows with the rows alone, whatever everybody says.

    Of one wording each is paired with its first alone. The firsts are paired with the first of the run, with
    the first of anyone named and of their speaker, and with the ``NEAR`` before them of their speaker or of
    nobody named: two people who say the same have seldom said one thing. Of a run that is everybody's, only
    like words of one named person are paired.

    Args:
        runs: rows: the run,
        wordings: whose words they are and which, as `name_wordings` gives them,
        names: and who has them. All rows of a run must be there.

    Returns:
        Two names for each pair, the lesser first; ascending, no pair twice.

    Example:
        >>> rows = [(7, 1, 10), (7, 1, 11), (7, 2, 12), (8, 2, 12), (8, 5, 10)]
        >>> one, other = pair_within_runs(*np.array(rows, np.uint64).T)
        >>> list(zip(one.tolist(), other.tolist()))
        [(10, 11), (10, 12)]
    """
    order = np.lexsort((names, wordings, runs))  # who is not named comes before all others of a run
    runs, wordings, names = runs[order], wordings[order], names[order]
    is_first = _differs(runs) | _differs(wordings)
    voices = wordings[is_first] >> REST
    is_open = ~_is_everybodys(runs[is_first], voices)
    is_kept = (is_open | (voices > 0))[np.cumsum(is_first) - 1]
    alike = (_leaders(names, is_first)[is_kept], names[is_kept])
    firsts = _pair_firsts(runs[is_first][is_open], voices[is_open], names[is_first][is_open])
    one, other = zip(alike, *firsts, strict=True)
    return _distinct(np.concatenate(one), np.concatenate(other))


def _pair_firsts(runs: Numbers, voices: Numbers, names: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Pair wordings that differ."""
    is_run = _differs(runs)
    yield _leaders(names, is_run), names
    yield _leaders(names, is_run | _differs(voices)), names
    named = voices > 0
    yield _leaders(names[named], _differs(runs[named])), names[named]
    for back in range(1, NEAR + 1):
        is_near = (voices[back:] == voices[:-back]) | (voices[:-back] == 0)
        is_near &= runs[back:] == runs[:-back]
        yield names[:-back][is_near], names[back:][is_near]


def _is_everybodys(runs: Numbers, voices: Numbers) -> Flags:
    """Which wordings, in the order of runs and voices, are of a run that is everybody's."""
    is_run = _differs(runs)
    is_voice = is_run | _differs(voices)
    sizes = np.diff(np.append(np.flatnonzero(is_voice), len(runs)))  # wordings of each voice of a run
    run = np.cumsum(is_run) - 1
    of_voice = run[is_voice]
    sizes[voices[is_voice] == 0] = 0
    people = np.bincount(of_voice, sizes > 0)
    told, most = np.bincount(of_voice, sizes), np.zeros(len(people))
    np.maximum.at(most, of_voice, sizes)
    flags: Flags = ((people >= MANY) & (2 * most <= told))[run]
    return flags


def _differs(numbers: Numbers) -> Flags:
    """Whether each is another than the one before it; the first is."""
    flags = np.ones(len(numbers), np.bool_)
    flags[1:] = numbers[1:] != numbers[:-1]
    return flags


def _leaders(names: Numbers, is_first: Flags) -> Numbers:
    """For each the name of its group's first."""
    leaders: Numbers = names[is_first][np.cumsum(is_first) - 1]
    return leaders


def _distinct(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    low, high = np.minimum(one, other), np.maximum(one, other)
    low, high = low[low != high], high[low != high]
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    is_new = _differs(low) | _differs(high)
    return low[is_new], high[is_new]
