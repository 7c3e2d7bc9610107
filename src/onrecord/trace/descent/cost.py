"""What it costs to take one wording for the source of another: what the source then leaves unexplained.

The method of common errors (Lachmann; Maas 1957), weighed: a change is made once, and hardly ever undone
by chance, so whoever shares one has it from the other or from the same source.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.descent.collate import MISSING, NOTHING, Codes

CHANGE = 1.0  # a reading that neither the source nor the root has: the unit of all costs
RUN_ON = 0.15  # each further word of one omission
RESTORE = 2.5  # a deviation of the source undone: it takes a second source, or luck
UNSUPPLIED = 1.5  # words that the source lacks: it takes a second source
UNSUPPLIED_WORD = 0.25  # each of them
TRIM = 0.4  # an end cut where the source's is not, within a sentence; quoting whole sentences is everyone's
CREDIT = 3.0  # what the page's own word on where it has it from is worth, in changes
LATER_HOUR = 0.5  # on one day the source's clock is later: stamps are often of the last change
NOT_ROOT = 0.1  # whoever has just what the root has needs no other source
LONG_AGO = 0.02  # times the logarithm of the days between: news is copied fresh

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to be compared: each node's readings at the places that vary, and how far it quotes.

    Attributes:
        codes: nodes × varying places, as in a Collation.
        weights: of the same shape: what each reading counts where it is a change.
        has: nodes × words of the guide: 1 where the node quotes past the word.
        breaks: n + 1 flags: whether a sentence may begin before word i.
    """

    codes: Codes
    weights: Floats
    has: NDArray[np.float32]
    breaks: NDArray[np.bool_]


def tabulate(codes: Codes, breaks: NDArray[np.bool_]) -> tuple[Table, NDArray[np.int64]]:
    """Keep the places that vary; the table, and which places they are."""
    top = codes.max(axis=0)
    low = np.where(codes == MISSING, np.iinfo(np.int32).max, codes).min(axis=0)
    places = np.flatnonzero((top >= 0) & (low < top))
    weights = np.ones(codes.shape)
    words = codes[:, 1::2]
    weights[:, 3::2][(words[:, 1:] == NOTHING) & (words[:, :-1] == NOTHING)] = RUN_ON
    has = (words != MISSING).astype(np.float32)
    return Table(codes[:, places], weights[:, places], has, breaks), places


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
