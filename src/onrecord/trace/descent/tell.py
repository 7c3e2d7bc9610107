"""Why an edge is drawn, in words for a reader."""

from collections.abc import Iterable, Sequence

from onrecord.model import Witness
from onrecord.trace.descent.collate import MISSING
from onrecord.trace.descent.tree import Tree

MAX_TOLD = 4  # deviations named in one reason; the table of variants has all
MAX_WORDS = 8  # of one reading that is named


class Teller:
    """Puts edges into words.

    Args:
        witnesses: in the order of the tree's first rows.
        tree: who hangs on whom.
        ids: of all nodes.
    """

    def __init__(self, witnesses: Sequence[Witness], tree: Tree, ids: Sequence[str]) -> None:
        self._witnesses, self._tree = witnesses, tree
        self._names = ["the record" if witness.is_record else witness.name for witness in witnesses]
        self._ids = ids

    def name(self, node: int) -> str:
        """What people call a node."""
        if node < len(self._names):
            return self._names[node]
        return "a source not at hand" if node == self._tree.root else "a lost common source"

    def reasons(self, child: int, parent: int) -> tuple[str, ...]:
        """What speaks for a source, and what it leaves unexplained."""
        told = [self._credit(child, parent), self._shares(child, parent)]
        own = self._differing(child, parent)
        back = [place for place in own if self._is_root(child, place)]
        new = [place for place in own if place not in back]
        if new:
            told.append(("alone " if self._alone(child, new) else "") + self._list(new, child, parent))
        if back:
            told.append(f"{self._list(back, child, parent)} again, as {self.name(self._tree.root)}")
        if not any(told):
            told.append(f"differs in nothing from {self.name(parent)}, as far as it quotes")
        return tuple(filter(None, told))

    def mixture(self, child: int, places: Sequence[int], source: int, words: int) -> tuple[str, ...]:
        """Why a second source is drawn."""
        told = []
        if places:
            first = self._tree.parents[child]
            told.append(f"{self._list(places, child, first)} with {self.name(source)}, on another branch")
        if words:
            told.append(f"quotes {words} words that its first source leaves out, and {self.name(source)} has")
        return tuple(told)

    def or_from(self, ties: Sequence[int], parent: int) -> tuple[str, ...]:
        """Which others fit as well."""
        if not ties:
            return ()
        return (
            f"may have it from {' or '.join(map(self.name, (parent, *ties)))}: the words do not tell which",
        )

    def changes(self, places: Sequence[int], node: int) -> tuple[str, ...]:
        """The readings by which a lost source is known."""
        return tuple(self._change(place, node, self._tree.parents[node]) for place in places)

    def _credit(self, child: int, parent: int) -> str:
        if child >= len(self._witnesses) or self._ids[parent] not in self._witnesses[child].credits:
            return ""
        return f"its page names {self.name(parent)} as where it is from"

    def _shares(self, child: int, parent: int) -> str:
        """The deviations that both have, those that no other has named first."""
        root, rows = self._tree.root, self._tree.rows
        if parent == root:
            return ""
        same = (rows[child] == rows[parent]) & (rows[child] != MISSING) & (rows[child] != rows[root])
        places = [int(place) for place in same.nonzero()[0]]
        only = [place for place in places if self._only(place, (child, parent))]
        if only:
            return f"{self._list(only, child, root)} with {self.name(parent)}, as no other does"
        return f"{self._list(places, child, root)} with {self.name(parent)}" if places else ""

    def _alone(self, child: int, places: Sequence[int]) -> bool:
        codes = self._tree.table.codes
        return child < len(codes) and all((codes[:, p] == codes[child, p]).sum() == 1 for p in places)

    def _only(self, place: int, pair: Iterable[int]) -> bool:
        codes = self._tree.table.codes[:, place]
        nodes = [node for node in pair if node < len(codes)]
        return len(nodes) == 2 and int((codes == codes[nodes[0]]).sum()) == 2

    def _differing(self, child: int, parent: int) -> list[int]:
        row, above = self._tree.rows[child], self._tree.rows[parent]
        differs = (row != above) & (row != MISSING) & (above != MISSING)
        return [int(place) for place in differs.nonzero()[0]]

    def _is_root(self, node: int, place: int) -> bool:
        return bool(self._tree.rows[node][place] == self._tree.rows[self._tree.root][place])

    def _list(self, places: Sequence[int], node: int, above: int) -> str:
        """What a node has against another, and what it leaves out: a verb, and the words."""
        shown = places[:MAX_TOLD]
        having = [p for p in shown if self._words(node, p)]
        lacking = [p for p in shown if p not in having]
        told = " and ".join(
            f"{verb} {', '.join(self._change(p, node, above) for p in some)}"
            for verb, some in (("has", having), ("leaves out", lacking))
            if some
        )
        more = len(places) - MAX_TOLD
        return f"{told} and {more} more" if more > 0 else told

    def _change(self, place: int, node: int, above: int) -> str:
        """One reading against another: ‘fires’ for ‘lamps’."""
        ours, theirs = (self._words(n, place) for n in (node, above))
        if not ours:
            return f"‘{theirs}’"
        return f"‘{ours}’ for ‘{theirs}’" if theirs else f"‘{ours}’"

    def _words(self, node: int, place: int) -> str:
        code = int(self._tree.rows[node][place])
        words = self._tree.table.words.get((place, code), "").split() if code >= 0 else []
        return " ".join(words[:MAX_WORDS]) + " …" * (len(words) > MAX_WORDS)
