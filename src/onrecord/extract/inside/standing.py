"""The nodes of a page by where they stand: what is found later is put among them, and not all are walked."""

from collections.abc import Callable, Iterable, Sequence

from onrecord.extract.draft import Draft
from onrecord.extract.inside.nesting import Node
from onrecord.model import Span

STRETCH = 512  # characters whose nodes are listed together: few nodes a list, few lists a content


class Standing:
    """A page's nodes, to any depth, by the stretches of the text that their cues and contents touch."""

    def __init__(self, nodes: list[Node]) -> None:
        """Take the nodes that stand in no other; they and their children are changed in place."""
        self._nodes = nodes
        self._near: dict[int, list[tuple[Node, Node | None]]] = {}  # each with its parent
        self._gone = set[int]()  # ids of nodes, taken out of their lists together: each time costs a list
        for top in nodes:
            for node, parent in top.walk():
                self._note(node, parent)

    def put(self, drafts: Sequence[Draft], keeps: Callable[[Node], bool]) -> None:
        """Hang drafts, side by side, inside the innermost content that holds all of the first.

        Args:
            drafts: to be hung.
            keeps: is asked of each node beside them, near their cues, whether it stays.
        """
        holder = self._holder(drafts[0])
        self._gone.update(id(node) for node in self._beside(holder, drafts) if not keeps(node))
        siblings = holder.children if holder else self._nodes
        for draft in drafts:
            siblings.append(Node(draft))
            self._note(siblings[-1], holder)

    def close(self) -> None:
        """Take out the nodes that did not stay."""
        self._nodes[:] = self._staying(self._nodes)
        for top in self._nodes:
            for node, _ in top.walk():
                node.children = self._staying(node.children)

    def _staying(self, nodes: list[Node]) -> list[Node]:
        return [node for node in nodes if id(node) not in self._gone]

    def _note(self, node: Node, parent: Node | None) -> None:
        for k in _stretches([*node.draft.cue, *node.draft.content]):
            self._near.setdefault(k, []).append((node, parent))

    def _children(self, stretch: int, holder: Node | None) -> list[Node]:
        """The nodes of a stretch right below one, or below none."""
        return self._staying([node for node, parent in self._near.get(stretch, ()) if parent is holder])

    def _holder(self, draft: Draft) -> Node | None:
        first, last = draft.place()
        holder, inner = None, self._holding(None, first, last)
        while inner is not None:
            holder, inner = inner, self._holding(inner, first, last)
        return holder

    def _holding(self, parent: Node | None, first: int, last: int) -> Node | None:
        for node in reversed(self._children(first // STRETCH, parent)):
            if all(any(s <= at < e for s, e in node.draft.content) for at in (first, last - 1)):
                return node
        return None

    def _beside(self, holder: Node | None, drafts: Iterable[Draft]) -> Iterable[Node]:
        near = _stretches(cue for draft in drafts for cue in draft.cue)
        return {id(node): node for k in sorted(near) for node in self._children(k, holder)}.values()


def _stretches(spans: Iterable[Span]) -> set[int]:
    return {k for start, end in spans for k in range(start // STRETCH, (end - 1) // STRETCH + 1)}
