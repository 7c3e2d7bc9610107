"""Lost sources: deviations that several share, and that no witness has without others of its own.

A lost source is inferred. Its readings are what its descendants share, which is not what was said.
"""

from collections.abc import Sequence

from onrecord.trace.descent.collate import MISSING
from onrecord.trace.descent.tree import Tree

NEW_SOURCE = 0.7  # changes: what a source that nobody has must spare; one shared change of two is enough
LIFT = 2.5  # changes: what it must spare for a pair to be parted; undone words are often aligned amiss


def add_lost_sources(tree: Tree) -> None:
    """Put a lost source above siblings that share what it spares them to have changed each alone."""
    _lift_undone(tree)
    waiting = list(tree.children())
    while waiting:
        parent = waiting.pop()
        group, places = _best_group(tree, parent)
        if not group:
            continue
        lost = len(tree.parents)
        row = tree.rows[parent].copy()
        row[places] = tree.rows[group[0]][places]
        tree.rows.append(row)
        tree.parents.append(parent)
        tree.shared[lost] = places
        for child in group:
            tree.parents[child] = lost
        waiting += [parent, lost]


def _lift_undone(tree: Tree) -> None:
    """Make siblings of a pair where the one would have undone what the other changed, if that is cheaper.

    What they share then stands for a source of both.
    """
    for child in range(len(tree.parents)):
        parent = tree.parents[child]
        if child == tree.root or parent == tree.root:
            continue
        above = tree.parents[parent]
        shared = _shared_weight(tree, parent, child, above)
        if shared and tree.costs[above, child] - shared + LIFT < tree.costs[parent, child]:
            tree.parents[child] = above


def _shared_weight(tree: Tree, one: int, other: int, above: int) -> float:
    rows = tree.rows
    same = (rows[one] == rows[other]) & (rows[one] != MISSING)
    same &= (rows[one] != rows[above]) & (rows[one] != rows[tree.root])
    same &= rows[tree.root] != MISSING  # from what is undecided nothing deviates
    return float(tree.table.weights[one][same].sum())


def _best_group(tree: Tree, parent: int) -> tuple[list[int], list[int]]:
    """The siblings whose shared deviations spare most, and the places of those; none where none spare."""
    carriers: dict[tuple[int, int], list[int]] = {}
    siblings = [node for node, above in enumerate(tree.parents) if above == parent and node != tree.root]
    for node in siblings:
        for place in _changed(tree, parent, node):
            carriers.setdefault((place, int(tree.rows[node][place])), []).append(node)
    groups: dict[tuple[int, ...], list[int]] = {}
    for (place, _), nodes in carriers.items():
        if len(nodes) > 1:
            groups.setdefault(tuple(nodes), []).append(place)
    best: tuple[list[int], list[int]] = ([], [])
    most = 0.0
    for nodes_key, places in groups.items():
        spared = (len(nodes_key) - 1) * _weight(tree, nodes_key[0], places) - NEW_SOURCE
        if spared > most:
            best, most = (list(nodes_key), places), spared
    return best


def _changed(tree: Tree, parent: int, node: int) -> list[int]:
    row, above = tree.rows[node], tree.rows[parent]
    differs = (row != above) & (row != MISSING) & (above != MISSING) & (row != tree.rows[tree.root])
    return [int(place) for place in differs.nonzero()[0]]


def _weight(tree: Tree, node: int, places: Sequence[int]) -> float:
    """What the changes at some places weigh; of a lost source's row, one each."""
    if node >= len(tree.table.weights):
        return float(len(places))
    return float(tree.table.weights[node][list(places)].sum())
