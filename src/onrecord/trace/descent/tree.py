"""The nodes of a stemma in the making: witnesses, the root, and lost sources as they are found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Witness
from onrecord.text.dates import day_of
from onrecord.trace.descent.arborescence import cheapest_tree
from onrecord.trace.descent.collate import MISSING, Codes, Collation
from onrecord.trace.descent.cost import CREDIT, NOT_ROOT, Table, change_costs, date_costs, tabulate

TIED = 1e-6  # of votes: rounding


@dataclass(slots=True)
class Tree:
    """Who hangs on whom, by row; rows of lost sources are added at the end.

    ``costs`` are n × n over the rows that the tree began with.
    """

    table: Table
    root: int
    costs: NDArray[np.float64]
    parents: list[int]
    rows: list[NDArray[np.int32]] = field(default_factory=list)
    shared: dict[int, list[int]] = field(default_factory=dict)  # a lost source's row → its units

    def children(self) -> dict[int, list[int]]:
        """Every node that has any, with those that hang on it."""
        below: dict[int, list[int]] = {}
        for child, parent in enumerate(self.parents):
            if child != self.root:
                below.setdefault(parent, []).append(child)
        return below

    def line(self, node: int) -> list[int]:
        """The nodes above one, from the nearest to the root."""
        above: list[int] = []
        while node != self.root:
            node = self.parents[node]
            above.append(node)
        return above


def plant_tree(witnesses: Sequence[Witness], collation: Collation) -> Tree:
    """Hang all witnesses on one another as cheaply as may be.

    Where no witness is the record, a row is added for the source that is not at hand. It has what most have,
    the earlier counting more, and nothing is taken for its reading where that is undecided.
    """
    codes = collation.codes
    records = [i for i, witness in enumerate(witnesses) if witness.is_record]
    root = records[0] if records else len(witnesses)
    days, hours = _clock(witnesses)
    if not records:
        codes = np.vstack([codes, _most_common(codes, days)])
        days, hours = np.append(days, np.nan), np.append(hours, np.nan)
    table = tabulate(codes, collation)
    table.has[root] = 1.0  # nobody has a word that was not had from somewhere
    costs = change_costs(table, root) + NOT_ROOT
    costs[root] -= NOT_ROOT
    timed = date_costs(days, hours)
    timed[root] = 0.0  # the root is not copied fresh or stale: it is where the words begin
    costs += timed
    numbers = {witness.id: i for i, witness in enumerate(witnesses)}
    for i, witness in enumerate(witnesses):
        for name in witness.credits:
            if name in numbers and numbers[name] != root:
                costs[numbers[name], i] -= CREDIT
    return Tree(table, root, costs, cheapest_tree(costs, root), rows=list(table.codes))


def _clock(witnesses: Sequence[Witness]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    days = np.full(len(witnesses), np.nan)
    hours = np.full(len(witnesses), np.nan)
    for i, witness in enumerate(witnesses):
        if (day := day_of(witness.when)) is None:
            continue
        days[i] = day.toordinal()
        if "T" in (witness.when or ""):
            try:
                stamp = datetime.fromisoformat(witness.when or "")
            except ValueError:
                continue
            if stamp.tzinfo is not None:
                hours[i] = stamp.timestamp() / 3600
    return days, hours


def _most_common(codes: Codes, days: NDArray[np.float64]) -> NDArray[np.int32]:
    """At each place the reading that most have, each counting less the later it is; none of two that tie."""
    order = np.nan_to_num(days, nan=np.nanmax(days, initial=0.0))
    rank = np.unique(order, return_inverse=True)[1]
    weights = 1.0 / (1.0 + rank)
    row = np.full(codes.shape[1], MISSING, np.int32)
    for place in range(codes.shape[1]):
        column = codes[:, place]
        told = column != MISSING
        if told.any():
            votes = np.bincount(column[told], weights[told])
            if (votes > votes.max() - TIED).sum() == 1:
                row[place] = votes.argmax()
    return row
