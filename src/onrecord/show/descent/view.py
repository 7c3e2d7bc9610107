"""A stemma ready for the templates: boxes, lines, edges in words, and the table of variants."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Edge, EdgeKind, Stemma
from onrecord.show.descent.layout import BOX_HEIGHT, BOX_WIDTH, COLUMN, Layout, lay_out
from onrecord.show.descent.nodes import Node, is_certain, list_facts, main_edges, view_nodes, walk_down
from onrecord.show.words import clip_end, count, flow, name_time

NAME, DETAIL = 22, 27  # letters that a box holds on a line of its larger and its smaller type
MAX_COLUMNS, MAX_ROWS = 60, 200  # of the table of variants; JSON has all
LONGEST = 400  # characters of a response


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the drawing; ``rows`` are its lines, ``told`` is all its text, ``link`` where it leads."""

    kind: str
    x: float
    y: float
    rows: tuple[str, ...]
    told: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing: an SVG path, and what it stands for."""

    kind: str
    path: str
    told: str


@dataclass(frozen=True, slots=True)
class Told:
    """A node in the list beside the drawing: where it stands, and why it hangs there."""

    depth: int
    node: Node
    how: str
    reasons: tuple[str, ...]
    second: str
    responses: tuple[tuple[str, str], ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class StemmaView:
    """A stemma in words and shapes; ``cells`` are the rows of the table, (words, kind) each."""

    ref: str
    speaker: str
    guide: str
    summary: str
    width: float
    height: float
    days: tuple[tuple[float, str], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    told: tuple[Told, ...]
    names: tuple[str, ...]
    cells: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    more: int

    @property
    def is_linked(self) -> bool:
        """Whether its boxes lead anywhere: then it is no mere picture."""
        return any(box.link for box in self.boxes)


def view_stemma(stemma: Stemma, ref: str, links: Mapping[str, str] | None = None) -> StemmaView:
    """Put a stemma into words and shapes.

    Args:
        stemma: to be shown.
        ref: its anchor in the document.
        links: where witnesses lead, by their ids, as far as they lead anywhere.
    """
    links = links or {}
    nodes, layout = view_nodes(stemma), lay_out(stemma)
    shown = stemma.witnesses[:MAX_COLUMNS]
    return StemmaView(
        ref=ref,
        speaker=flow(stemma.speaker or "someone (not said)"),
        guide=clip_end(flow(stemma.guide), LONGEST),
        summary=_summary(stemma),
        width=layout.width,
        height=layout.height,
        days=tuple((x, name_time(day)) for x, day in layout.days),
        boxes=tuple(_boxes(stemma, nodes, layout, links)),
        lines=tuple(_lines(stemma, nodes, layout)),
        told=tuple(_told(stemma, nodes, links)),
        names=tuple("The record" if w.is_record else nodes[w.id].name for w in shown),
        cells=tuple(_cells(stemma, [witness.id for witness in shown])),
        more=max(0, len(stemma.variants) - MAX_ROWS),
    )


def _summary(stemma: Stemma) -> str:
    pages = sum(not witness.is_record for witness in stemma.witnesses)
    record = " and the record" if any(w.is_record for w in stemma.witnesses) else ", no record"
    facts = [f"{count(pages, 'page')}{record}", *list_facts(stemma)]
    if stemma.responses:
        facts.append(count(len(stemma.responses), "response"))
    return " · ".join(facts)


def _boxes(stemma: Stemma, nodes: dict[str, Node], layout: Layout, links: Mapping[str, str]) -> Iterator[Box]:
    changes = _changes(stemma)
    for node in nodes.values():
        kind = "inferred" if node.is_inferred else "record" if node.is_record else "witness"
        kind += " contested" if node.contested else ""
        x, y = layout.corners[node.id]
        detail = node.contested or node.share or changes.get(node.id) or node.words
        rows = (_fit(node.name, NAME), node.when, _fit(detail, DETAIL))
        if node.is_record:
            rows = ("The record", node.when, _fit(node.words, DETAIL))
        told = " · ".join(filter(None, (node.name, node.when, node.contested, node.words, node.share)))
        yield Box(kind, x, y, tuple(filter(None, rows)), told, links.get(node.id, ""))
    for i, response in enumerate(stemma.responses):
        x, y = layout.corners[f"r{i}"]
        words, source = flow(response.words), flow(response.source)
        rows = (_fit(source, NAME), flow(response.relation), _fit(words, DETAIL))
        yield Box("response", x, y, rows, f"{source} {flow(response.relation)}: {clip_end(words, LONGEST)}")


def _changes(stemma: Stemma) -> dict[str, str]:
    """What each witness has otherwise than the node that it hangs on, as far as that is a witness too."""
    told: dict[str, list[str]] = {}
    edges = main_edges(stemma)
    for variant in stemma.variants:
        having = {i: lection.words for lection in variant.lections for i in lection.witnesses}
        for witness, ours in having.items():
            theirs = having.get(edges[witness].parent) if witness in edges else None
            if theirs is not None and ours != theirs:
                told.setdefault(witness, []).append(
                    f"‘{flow(ours)}’" if ours else f"without ‘{flow(theirs)}’"
                )
    return {witness: ", ".join(changes) for witness, changes in told.items()}


def _lines(stemma: Stemma, nodes: dict[str, Node], layout: Layout) -> Iterator[Line]:
    for edge in stemma.edges:
        kind = edge.kind.value if edge.kind is EdgeKind.CONTAMINATION else ""
        kind = kind or ("solid" if is_certain(stemma, edge) else "dashed")
        path = _curve if edge.kind is EdgeKind.CONTAMINATION else _elbow
        told = f"{nodes[edge.child].name}: {_how(edge, nodes)}"
        yield Line(kind, path(layout.corners[edge.parent], layout.corners[edge.child]), told)
    for i, response in enumerate(stemma.responses):
        ends = layout.corners[response.witness], layout.corners[f"r{i}"]
        yield Line("response", _elbow(*ends), flow(response.relation))


def _elbow(start: tuple[float, float], end: tuple[float, float]) -> str:
    """From the right side of one box to the left of another, square."""
    x, y = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT / 2
    turn = x + (COLUMN - BOX_WIDTH) / 2
    return f"M{x:g} {y:g}H{turn:g}V{end[1] + BOX_HEIGHT / 2:g}H{end[0]:g}"


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """From below or above one box to another, bent, so that it is told from the tree's lines."""
    down = end[1] > start[1]
    x, y = start[0] + BOX_WIDTH * 0.75, start[1] + (BOX_HEIGHT if down else 0)
    to_x, to_y = end[0] + BOX_WIDTH * 0.25, end[1] + (0 if down else BOX_HEIGHT)
    bend = y + (40 if down else -40)
    return f"M{x:g} {y:g}C{x:g} {bend:g} {to_x:g} {to_y + (-40 if down else 40):g} {to_x:g} {to_y:g}"


def _fit(words: str, size: int) -> str:
    return words if len(words) <= size else words[: size - 1].rstrip() + "…"


def _how(edge: Edge, nodes: dict[str, Node]) -> str:
    """An edge in words."""
    parent = nodes[edge.parent]
    name = "the record" if parent.is_record else parent.name
    name = f"{name[:1].lower()}{name[1:]}" if parent.is_inferred else name
    verb = "perhaps from" if edge.kind is EdgeKind.PERHAPS else "from"
    return f"{verb} {name}, {edge.certainty:.0%} sure among these"


def _told(stemma: Stemma, nodes: dict[str, Node], links: Mapping[str, str]) -> Iterator[Told]:
    edges = main_edges(stemma)
    seconds = {edge.child: edge for edge in stemma.edges if edge.kind is EdgeKind.CONTAMINATION}
    for depth, name in walk_down(stemma):
        edge, second = edges.get(name), seconds.get(name)
        yield Told(
            min(depth, 6),
            nodes[name],
            _how(edge, nodes) if edge else "",
            tuple(map(flow, edge.reasons)) if edge else (),
            f"in part {_how(second, nodes)}: {flow('; '.join(second.reasons))}" if second else "",
            tuple(
                (f"{flow(r.source)} {flow(r.relation)}", clip_end(flow(r.words), LONGEST))
                for r in stemma.responses
                if r.witness == name
            ),
            links.get(name, ""),
        )


def _cells(stemma: Stemma, witnesses: Sequence[str]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The table: for each place what stands before it, and each witness's reading with its kind."""
    for variant in stemma.variants[:MAX_ROWS]:
        having = {
            i: (n, lection.words) for n, lection in enumerate(variant.lections) for i in lection.witnesses
        }
        cells = []
        for witness in witnesses:
            if witness not in having:
                cells.append(("not quoted", "silent"))
            else:
                n, words = having[witness]
                cells.append((flow(words) or "left out", "first" if n == 0 else f"other-{min(n, 4)}"))
        yield flow(variant.before), tuple(cells)
