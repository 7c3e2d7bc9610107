"""The wordings of one utterance in, their stemma out."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from math import exp

import numpy as np

from onrecord.model import Ancestor, Edge, EdgeKind, Stemma, Witness
from onrecord.trace.descent.collate import MAX_WITNESSES, MISSING, Collation, choose_guide, collate
from onrecord.trace.descent.lost import add_lost_sources
from onrecord.trace.descent.second import find_second_sources
from onrecord.trace.descent.tell import Teller
from onrecord.trace.descent.tree import Tree, plant_tree
from onrecord.trace.descent.variants import list_variants

SPREAD = 0.45  # changes: how fast belief falls with what is left unexplained; from bench/descent.py
AS_GOOD = 0.25  # changes: a source that costs no more than this beyond the best fits as well
UNSEEN = 0.05  # of belief: that it is none of those at hand; with it the certainty comes true on the bench
MAX_OTHERS = 5  # sources named beside the best


def infer_stemma(witnesses: Sequence[Witness]) -> Stemma | None:
    """Say who may have an utterance from whom; None where fewer than two wordings can be collated.

    Args:
        witnesses: who carries it, each with its wording; at most ``MAX_WITNESSES`` are compared, the
            record and the first of them. One of them may be the record: then it is the root.

    Example:
        >>> said = "We will keep the lamps lit until the last boat is in."
        >>> fires = said.replace("lamps", "fires")
        >>> stemma = infer_stemma([
        ...     Witness("r", "r", "the record", (said,), "2031-05-01", is_record=True),
        ...     Witness("a", "a", "Outlet A", (fires,), "2031-05-02"),
        ...     Witness("b", "b", "Outlet B", (fires.replace("boat", "ship"),), "2031-05-03"),
        ... ])
        >>> [(edge.child, edge.parent) for edge in stemma.edges]
        [('a', 'r'), ('b', 'a')]
    """
    if len(witnesses) < 2:
        return None
    kept, collation = _lay_side_by_side(witnesses)
    if len(kept) < 2:
        return None
    tree = plant_tree(kept, collation)
    add_lost_sources(tree)
    ids = _name_nodes(kept, tree)
    teller = Teller(kept, tree, ids)
    return Stemma(
        id=_hash(kept),
        root=ids[tree.root],
        guide=" … ".join(kept[choose_guide(kept)].wording),
        witnesses=tuple(kept),
        ancestors=_ancestors(tree, ids, teller, has_record=kept[0].is_record),
        edges=tuple(_edges(tree, ids, teller, len(kept))),
        variants=list_variants(kept, collation, tree),
        beyond=len(witnesses) - len(kept),
    )


def _lay_side_by_side(witnesses: Sequence[Witness]) -> tuple[list[Witness], Collation]:
    """The witnesses that can be collated, the record first, and their collation."""
    kept = sorted(witnesses, key=lambda w: not w.is_record)[:MAX_WITNESSES]
    found = collate(kept, choose_guide(kept))
    laid = (found.codes != MISSING).any(axis=1)
    kept = [witness for witness, is_laid in zip(kept, laid, strict=True) if is_laid]
    return kept, replace(found, codes=found.codes[laid])


def _hash(witnesses: Sequence[Witness]) -> str:
    """The stemma's identity: what was observed, whatever is concluded about it."""
    seen = sorted((witness.document, *witness.wording) for witness in witnesses)
    return hashlib.sha256(repr(seen).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _name_nodes(witnesses: Sequence[Witness], tree: Tree) -> list[str]:
    """An id for each node: the witness's own, or one for what is inferred."""
    ids = [witness.id for witness in witnesses]
    if tree.root == len(witnesses):
        ids.append("source")
    return ids + [f"lost{number}" for number in range(1, len(tree.parents) - len(ids) + 1)]


def _ancestors(tree: Tree, ids: Sequence[str], teller: Teller, *, has_record: bool) -> tuple[Ancestor, ...]:
    root = () if has_record else (Ancestor(ids[tree.root], is_root=True),)
    return root + tuple(
        Ancestor(ids[node], teller.changes(places, node)) for node, places in tree.shared.items()
    )


def _edges(tree: Tree, ids: Sequence[str], teller: Teller, at_hand: int) -> list[Edge]:
    seconds = find_second_sources(tree)
    edges: list[Edge] = []
    for child, parent in enumerate(tree.parents):
        if child == tree.root:
            continue
        certainty, ties = _believe(tree, child)
        others = tuple(ids[tie] for tie in ties[:MAX_OTHERS])
        is_open = others or certainty < 0.5 or parent == at_hand
        kind = EdgeKind.PERHAPS if is_open else EdgeKind.COPIED
        reasons = teller.reasons(child, parent) + teller.or_from(ties[:MAX_OTHERS], parent)
        edges.append(Edge(ids[child], ids[parent], kind, round(certainty, 3), reasons, others))
        if (second := seconds.get(child)) is not None:
            edges.append(
                Edge(
                    ids[child],
                    ids[second.source],
                    EdgeKind.CONTAMINATION,
                    round(second.certainty, 3),
                    teller.mixture(child, second.places, second.source, second.words),
                )
            )
    return edges


def _believe(tree: Tree, child: int) -> tuple[float, list[int]]:
    """How sure the source is, beside all others that might be; and those that fit as well.

    The share of belief is a softmax over what each leaves unexplained. A node of which nothing but what
    it shares is known, or that hangs on such, is judged by how much that is.
    """
    parent, first = tree.parents[child], len(tree.costs)
    if child >= first or parent >= first:
        lost = child if child >= first else parent
        return 0.95 * (1.0 - exp(-len(tree.shared[lost]) / 2)), []
    costs = tree.costs[:, child]
    below = _descendants(tree, child)
    open_ = [p for p in range(first) if p != child and np.isfinite(costs[p]) and p not in below]
    least = min(costs[p] for p in open_)  # in a tree with lost sources not always the parent's
    weights = {p: exp((least - costs[p]) / SPREAD) for p in open_}
    ties = sorted(
        (p for p in open_ if p != parent and costs[p] <= costs[parent] + AS_GOOD), key=costs.__getitem__
    )
    return weights[parent] / (sum(weights.values()) + UNSEEN * weights[parent]), ties


def _descendants(tree: Tree, node: int) -> set[int]:
    return {other for other in range(len(tree.costs)) if other != tree.root and node in tree.line(other)}
