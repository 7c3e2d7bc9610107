"""The cheapest tree in which everything hangs on one root (Chu and Liu 1965, Edmonds 1967)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.float64]


class _Level(NamedTuple):
    """One contraction: the choice made, and which edge each edge of the next level stands for."""

    parents: NDArray[np.int64]
    group: NDArray[np.int64]  # the node of the next level that each node went into
    tails: NDArray[np.int64]  # next × next: where an edge begins on this level
    heads: NDArray[np.int64]  # this × next: where an edge that begins at a node ends on this level


def cheapest_tree(costs: Costs, root: int) -> list[int]:
    """Find the arborescence of least cost.

    Args:
        costs: n × n, ``costs[p, c]`` that of ``c`` hanging on ``p``; ``inf`` where it cannot. Every node
            must be reachable from the root.
        root: the node that hangs on none.

    Returns:
        Each node's parent; the root's is itself.

    Example:
        >>> inf = float("inf")
        >>> cheapest_tree(np.array([[inf, 5.0, 4.0], [inf, inf, 1.0], [inf, 1.0, inf]]), 0)
        [0, 2, 0]
    """
    work = costs.copy()
    np.fill_diagonal(work, np.inf)
    levels: list[_Level] = []
    while True:
        work[:, root] = np.inf
        parents = work.argmin(axis=0)
        parents[root] = root
        circles = _circles(parents, root)
        if not circles:
            break
        level, work = _contract(work, parents, circles)
        levels.append(level)
        root = int(level.group[root])
    chosen = parents
    for level in reversed(levels):
        chosen = _expand(level, chosen)
    return [int(p) for p in chosen]


def _circles(parents: NDArray[np.int64], root: int) -> list[list[int]]:
    """The circles that the choice of parents runs in."""
    met = np.full(len(parents), -1)
    met[root] = root
    circles: list[list[int]] = []
    for start in range(len(parents)):
        path, node = [], start
        while met[node] < 0:
            met[node] = start
            path.append(node)
            node = int(parents[node])
        if met[node] == start and node in path:
            circles.append(path[path.index(node) :])
    return circles


def _contract(work: Costs, parents: NDArray[np.int64], circles: list[list[int]]) -> tuple[_Level, Costs]:
    """Make one node of each circle; an edge into it costs what it adds to breaking the circle there."""
    size = len(work)
    group = np.full(size, -1)
    for number, circle in enumerate(circles):
        group[circle] = number
    free = np.flatnonzero(group < 0)
    group[free] = len(circles) + np.arange(len(free))
    added = work.copy()
    for circle in circles:
        added[:, circle] -= work[parents[circle], circle]
    members = [*circles, *([int(node)] for node in free)]
    into = np.stack([added[:, ms].min(axis=1) for ms in members], axis=1)
    heads = np.stack([np.array(ms)[added[:, ms].argmin(axis=1)] for ms in members], axis=1)
    less = np.stack([into[ms].min(axis=0) for ms in members])
    tails = np.stack([np.array(ms)[into[ms].argmin(axis=0)] for ms in members])
    np.fill_diagonal(less, np.inf)
    return _Level(parents, group, tails, heads), less


def _expand(level: _Level, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each circle keeps its choice, but for the node by which it is entered."""
    parents = level.parents.copy()
    for child, parent in enumerate(chosen):
        if parent != child:
            tail = level.tails[parent, child]
            parents[level.heads[tail, child]] = tail
    return parents
