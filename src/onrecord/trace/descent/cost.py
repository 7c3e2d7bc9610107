"""What it costs to take one wording for the source of another: what the source then leaves unexplained.

The method of common errors (Lachmann; Maas 1957), weighed: a change is made once, and hardly ever undone
by chance, so whoever shares one has it from the other or from the same source. RESTORE and TRIM were chosen
on trees of bench/descent.py of another seed than its figures; the others hardly matter there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.descent.collate import MISSING, NOTHING, Codes, Collation

CHANGE = 1.0  # a reading that neither the source nor the root has: the unit of all costs
RUN_ON = 0.15  # each further word of one omission
RESTORE = 1.6  # a deviation of the source undone: it takes a second source, or luck
UNSUPPLIED = 1.5  # words that the source lacks: it takes a second source
UNSUPPLIED_WORD = 0.25  # each of them
TRIM = 0.7  # an end cut where the source's is not, within a sentence; quoting whole sentences is everyone's
CREDIT = 3.0  # what the page's own word on where it has it from is worth, in changes
LATER_HOUR = 0.5  # on one day the source's clock is later: stamps are often of the last change
NOT_ROOT = 0.1  # whoever has just what the root has needs no other source
LONG_AGO = 0.02  # times the logarithm of the days between: news is copied fresh

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to be compared: each node's readings where they vary, and how far it quotes.

    Attributes:
        codes: nodes × units, as in a Collation. A unit is a run of places that vary together.
        units: the first and the last place of each.
        words: the words that a code of a unit stands for.
        weights: nodes × units: what each reading counts where it is a change.
        has: nodes × words of the guide: 1 where the node quotes past the word.
        breaks: n + 1 flags: whether a sentence may begin before word i.
    """

    codes: Codes
    units: tuple[tuple[int, int], ...]
    words: dict[tuple[int, int], str]
    weights: Floats
    has: NDArray[np.float32]
    breaks: NDArray[np.bool_]


def tabulate(codes: Codes, collation: Collation) -> Table:
    """Keep the places that vary, each run of them that varies as one made one unit.

    Args:
        codes: of the collation, and of further rows below them.
        collation: of the witnesses.
    """
    units = _units(codes)
    kept = codes[:, [first for first, _ in units]]
    words: dict[tuple[int, int], str] = {}
    for unit, (first, last) in enumerate(units):
        for code, row in zip(*np.unique(kept[:, unit], return_index=True), strict=True):
            told = (collation.readings[c] for c in codes[row, first : last + 1] if c > NOTHING)
            words[unit, int(code)] = " ".join(told)
    weights = np.ones(kept.shape)
    for unit in range(1, len(units)):
        if units[unit][0] == units[unit - 1][1] + 2:
            weights[(kept[:, unit] == NOTHING) & (kept[:, unit - 1] == NOTHING), unit] = RUN_ON
    has = (codes[:, 1::2] != MISSING).astype(np.float32)
    return Table(kept, tuple(units), words, weights, has, collation.breaks)


def _units(codes: Codes) -> list[tuple[int, int]]:
    """The runs of neighbouring places at which the same rows differ from the same others."""
    top = codes.max(axis=0)
    low = np.where(codes == MISSING, np.iinfo(np.int32).max, codes).min(axis=0)
    units: list[tuple[int, int]] = []
    before: tuple[int, ...] = ()
    for place in np.flatnonzero((top >= 0) & (low < top)):
        met: dict[int, int] = {MISSING: MISSING}
        parting = tuple(met.setdefault(code, len(met)) for code in codes[:, place].tolist())
        step = place - units[-1][1] if units else 0
        if parting == before and (step == 1 or (step == 2 and place % 2)):
            units[-1] = (units[-1][0], int(place))
        else:
            units.append((int(place), int(place)))
        before = parting
    return units


def change_costs(table: Table, root: int) -> Floats:
    """What each wording leaves unexplained in each other: n × n, source by descendant.

    Args:
        table: the wordings.
        root: the row of the record, or of what stands for it.
    """
    codes, size = table.codes, len(table.codes)
    known = codes != MISSING
    restored = codes == codes[root]
    costs = np.empty((size, size))
    for source in range(size):
        differs = (codes != codes[source]) & known & known[source]
        changed = np.where(differs & ~restored, table.weights, 0.0).sum(axis=1)
        undone = (differs & restored) @ table.weights[source]
        costs[source] = CHANGE * changed + RESTORE * undone
    costs[root] = np.where(known & ~restored, table.weights, 0.0).sum(axis=1) * CHANGE
    return costs + _extent_costs(table)


def _extent_costs(table: Table) -> Floats:
    """What it costs that a descendant quotes words that its source lacks, or stops elsewhere."""
    has = table.has
    lacking = (1 - has) @ has.T
    costs = np.where(lacking > 0, UNSUPPLIED + UNSUPPLIED_WORD * lacking, 0.0)
    first = has.argmax(axis=1)
    last = has.shape[1] - has[:, ::-1].argmax(axis=1)
    for ends in (first, last):
        within = ~table.breaks[np.minimum(ends, len(table.breaks) - 1)]
        costs += TRIM * ((ends[:, None] != ends[None, :]) & within[None, :])
    return costs


def date_costs(days: NDArray[np.float64], hours: NDArray[np.float64]) -> Floats:
    """What the dates say: n × n, ``inf`` where the source is of a later day.

    Args:
        days: each node's day as a number, NaN where it is not known.
        hours: the same with the time of day, NaN where that is not known.
    """
    gap = days[None, :] - days[:, None]
    costs = np.where(np.isnan(gap), 0.0, LONG_AGO * np.log1p(np.maximum(np.nan_to_num(gap), 0)))
    costs[gap < 0] = np.inf
    costs[(gap == 0) & (hours[:, None] > hours[None, :])] += LATER_HOUR
    return costs
