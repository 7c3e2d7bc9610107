"""The best one-to-one assignment of a sparse table of scores, block by block.

Each block (what hangs together by scores) is solved by itself: by shortest augmenting paths (the
Hungarian method; Kuhn 1955, Jonker and Volgenant 1987) where it is small, best first where it is large.
"""

from collections.abc import Iterator, Mapping
from math import inf

LARGEST_BLOCK = 24  # items a side; the method is cubic, and a block beyond that is one text many times over

Scores = Mapping[tuple[int, int], float]


def assign(scores: Scores) -> list[tuple[int, int]]:
    """Choose pairs, each item in one at most, so that their scores come to the most.

    Args:
        scores: what each pair that may be chosen is worth, above 0.

    Returns:
        The chosen pairs, sorted.

    Example:
        >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
        [(0, 1), (1, 0)]
    """
    chosen: list[tuple[int, int]] = []
    for block in _blocks(scores):
        ours, theirs = sorted({i for i, _ in block}), sorted({j for _, j in block})
        if max(len(ours), len(theirs)) > LARGEST_BLOCK:
            chosen += _best_first(block)
        else:
            chosen += _best_of_all(block, ours, theirs)
    return sorted(chosen)


def _blocks(scores: Scores) -> Iterator[dict[tuple[int, int], float]]:
    """The scores, parted into those that no item connects (union by path halving)."""
    root: dict[tuple[int, int], tuple[int, int]] = {}

    def find(node: tuple[int, int]) -> tuple[int, int]:
        while root.setdefault(node, node) != node:
            root[node] = node = root[root[node]]
        return node

    for i, j in scores:
        root[find((0, i))] = find((1, j))
    blocks: dict[tuple[int, int], dict[tuple[int, int], float]] = {}
    for (i, j), score in scores.items():
        blocks.setdefault(find((0, i)), {})[i, j] = score
    yield from blocks.values()


def _best_first(block: Scores) -> Iterator[tuple[int, int]]:
    ours: set[int] = set()
    theirs: set[int] = set()
    for (i, j), _ in sorted(block.items(), key=lambda entry: (-entry[1], entry[0])):
        if i not in ours and j not in theirs:
            ours.add(i)
            theirs.add(j)
            yield i, j


def _best_of_all(block: Scores, ours: list[int], theirs: list[int]) -> Iterator[tuple[int, int]]:
    """Solve a square table; who is paired with nobody, or with one it may not have, stays alone."""
    size = max(len(ours), len(theirs))
    cost = [[0.0] * size for _ in range(size)]
    for (i, j), score in block.items():
        cost[ours.index(i)][theirs.index(j)] = -score
    for column, row in enumerate(_solve(cost)):
        if row < len(ours) and column < len(theirs) and (ours[row], theirs[column]) in block:
            yield ours[row], theirs[column]


def _solve(cost: list[list[float]]) -> list[int]:
    """The row of each column in the cheapest assignment of a square table."""
    size = len(cost)
    of_row, of_column = [0.0] * size, [0.0] * (size + 1)  # what each may be reduced by
    row_of = [-1] * (size + 1)  # the last column is the one that a path begins at
    for row in range(size):
        row_of[size] = row
        at, way = size, [size] * size
        least, done = [inf] * size, [False] * (size + 1)
        while row_of[at] >= 0:
            done[at] = True
            here, step, then = row_of[at], inf, at
            for column in range(size):
                if not done[column]:
                    slack = cost[here][column] - of_row[here] - of_column[column]
                    if slack < least[column]:
                        least[column], way[column] = slack, at
                    if least[column] < step:
                        step, then = least[column], column
            for column in range(size + 1):
                if done[column]:
                    of_row[row_of[column]] += step
                    of_column[column] -= step
                elif column < size:
                    least[column] -= step
            at = then
        while at != size:
            row_of[at], at = row_of[way[at]], way[at]
    return row_of[:size]
