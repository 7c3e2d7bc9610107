"""A stemma's nodes and edges in words, the same for every drawing."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Edge, EdgeKind, Stemma, Witness
from onrecord.show.words import clip_end, count, flow, name_time

LONGEST = 160  # characters of a wording that a label or a line of the tree shows
NOT_AT_HAND = "A source not at hand"
LOST = "A lost common source"
INFERRED = "inferred; not what was said"


@dataclass(frozen=True, slots=True)
class Node:
    """A node in words. ``when`` and ``words`` are empty where nothing is known of them.

    ``contested`` says to whom it gives the words, where most give them to someone else.
    """

    id: str
    name: str
    when: str
    words: str
    is_record: bool = False
    is_inferred: bool = False
    share: str = ""
    contested: str = ""


def view_nodes(stemma: Stemma) -> dict[str, Node]:
    """Put every node of a stemma into words, the witnesses first."""
    nodes = {
        witness.id: Node(
            witness.id,
            flow(witness.name),
            name_time(witness.when),
            clip_end(" … ".join(map(flow, witness.wording)), LONGEST),
            is_record=witness.is_record,
            contested=_contested(stemma, witness),
        )
        for witness in stemma.witnesses
    }
    for ancestor in stemma.ancestors:
        name = NOT_AT_HAND if ancestor.is_root else LOST
        shared = "; ".join(map(flow, ancestor.shared))
        nodes[ancestor.id] = Node(
            ancestor.id, name, "", INFERRED, is_inferred=True, share=clip_end(shared, LONGEST)
        )
    return nodes


def _contested(stemma: Stemma, witness: Witness) -> str:
    if witness.id not in stemma.contested:
        return ""
    return f"gives it to {clip_end(flow(witness.speaker or ''), LONGEST)}"


def list_facts(stemma: Stemma) -> list[str]:
    """A stemma in a line: its variants, who gives it to someone else, what was not compared."""
    facts = [count(len(stemma.variants), "variant") if stemma.variants else "no variants"]
    if stemma.contested:
        facts.append(f"given to someone else by {count(len(stemma.contested), 'page')}")
    if stemma.beyond:
        facts.append(f"{count(stemma.beyond, 'more page')} not compared")
    return facts


def main_edges(stemma: Stemma) -> dict[str, Edge]:
    """The edge by which each node hangs on the tree, by the node's id."""
    return {edge.child: edge for edge in stemma.edges if edge.kind is not EdgeKind.CONTAMINATION}


def walk_down(stemma: Stemma) -> Iterator[tuple[int, str]]:
    """Yield (depth, id) from the root, each below what it hangs on; the older first."""
    below: dict[str, list[str]] = {}
    for child, edge in main_edges(stemma).items():
        below.setdefault(edge.parent, []).append(child)
    when = {witness.id: witness.when or "~" for witness in stemma.witnesses}
    waiting = [(0, stemma.root)]
    while waiting:
        depth, node = waiting.pop()
        yield depth, node
        for child in sorted(below.get(node, ()), key=lambda i: (when.get(i, ""), i), reverse=True):
            waiting.append((depth + 1, child))


def is_certain(stemma: Stemma, edge: Edge) -> bool:
    """Whether an edge is drawn solid: between two that are at hand, and with no other that fits as well."""
    inferred = {ancestor.id for ancestor in stemma.ancestors}
    return edge.kind is EdgeKind.COPIED and not inferred & {edge.child, edge.parent}
