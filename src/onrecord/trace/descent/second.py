"""Contamination: a witness that follows one source and has some of its readings from another."""

from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.descent.collate import MISSING
from onrecord.trace.descent.tree import Tree

ENOUGH = 2.0  # changes shared with another branch, or supplied by it: one may be chance
BELIEF = 3.0  # changes: on the bench's other trees 0.6 of those from 2.5 on are right, from 3.5 on 0.77
FEWEST_WORDS = 3  # that the first source lacks, for them to count as had from elsewhere
WORD = 0.5  # changes that each such word is worth


@dataclass(frozen=True, slots=True)
class Second:
    """A second source: its row, the varying places that speak for it, and the words that only it supplies."""

    source: int
    places: tuple[int, ...]
    words: int
    certainty: float


def find_second_sources(tree: Tree) -> dict[int, Second]:
    """Each witness that seems to have some readings from another branch, with the best such source."""
    found: dict[int, Second] = {}
    for child in range(len(tree.costs)):
        if child != tree.root and (second := _second_of(tree, child)) is not None:
            found[child] = second
    return found


def _second_of(tree: Tree, child: int) -> Second | None:
    """The witness outside the child's line that best explains what its source does not."""
    table, root, parent = tree.table, tree.root, tree.parents[child]
    row, above, codes = tree.rows[child], tree.rows[parent], table.codes
    own = (row != above) & (row != MISSING) & (above != MISSING)
    own_words = _words_had(tree, child) > _words_had(tree, parent)
    if not own.any() and own_words.sum() < FEWEST_WORDS:
        return None
    shared = own & (codes == row)
    undone = (row == codes[root]) & own
    supplied = (table.has[:, own_words] > 0).sum(axis=1)
    supplied[supplied < FEWEST_WORDS] = 0
    worth = (shared & ~undone) @ table.weights[child] + (shared & undone).sum(axis=1) + WORD * supplied
    for node in range(len(codes)):
        if not np.isfinite(tree.costs[node, child]) or node == child or child in tree.line(node):
            worth[node] = 0.0
    worth[[node for node in (parent, *tree.line(parent)) if node < len(codes) and node != root]] = 0.0
    if parent == root:
        worth[root] = 0.0
    best = int(worth.argmax())
    if worth[best] < ENOUGH:
        return None
    places = tuple(int(place) for place in np.flatnonzero(shared[best]))
    return Second(best, places, int(supplied[best]), 1.0 - exp(-float(worth[best]) / BELIEF))


def _words_had(tree: Tree, node: int) -> NDArray[np.float32]:
    """Which words a node quotes past; a lost source, those of the node above it."""
    while node >= len(tree.table.has):
        node = tree.parents[node]
    had: NDArray[np.float32] = tree.table.has[node]
    return had
