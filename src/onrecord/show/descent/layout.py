"""Where the boxes of a drawn stemma stand: time runs to the right, each line of descent has its rows."""

from dataclasses import dataclass

from onrecord.model import Stemma
from onrecord.show.descent.nodes import main_edges, walk_down

BOX_WIDTH, BOX_HEIGHT = 210, 62  # user units, as CSS pixels: 26 letters, and three lines
COLUMN, ROW = 244, 82  # from one box to the next
MARGIN, HEAD = 16, 44  # around the drawing, and for the days above it
UNDATED = "0000"  # before every day: a node without one stands where its source does


@dataclass(frozen=True, slots=True)
class Layout:
    """The left upper corner of each box by its node's id, a response's as ``r0``; and the days' columns."""

    corners: dict[str, tuple[float, float]]
    days: tuple[tuple[float, str], ...]
    width: float
    height: float


def lay_out(stemma: Stemma) -> Layout:
    """Give each node a column, later ones to the right, and a row that no other line crosses."""
    edges, below = main_edges(stemma), _hanging(stemma)
    order = [node for _, node in walk_down(stemma)]
    above = {child: edge.parent for child, edge in edges.items()}
    above |= {f"r{i}": response.witness for i, response in enumerate(stemma.responses)}
    days = {witness.id: (witness.when or "")[:10] or UNDATED for witness in stemma.witnesses}
    first_day = min((day for day in days.values() if day != UNDATED), default=UNDATED)
    steps = {stemma.root: (days.get(stemma.root, first_day), 0)}
    rows: dict[str, float] = {}
    free = 0
    for node in _with_responses(order, below):
        if node != stemma.root:
            day, depth = steps[above[node]]
            own = days.get(node, UNDATED)
            steps[node] = (own, 0) if own > day else (day, depth + 1)
        if not below.get(node):
            rows[node] = free
            free += 1
    for node in reversed(order):
        if node not in rows:
            hanging = [rows[child] for child in below[node]]
            rows[node] = (min(hanging) + max(hanging)) / 2
    columns = {step: n for n, step in enumerate(sorted(set(steps.values())))}
    corners = {n: (float(MARGIN + COLUMN * columns[step]), HEAD + ROW * rows[n]) for n, step in steps.items()}
    return Layout(
        corners,
        _day_marks(columns),
        2 * MARGIN + COLUMN * (len(columns) - 1) + BOX_WIDTH,
        HEAD + ROW * max(free, 1),
    )


def _hanging(stemma: Stemma) -> dict[str, list[str]]:
    """What hangs on each node: in the order drawn, its responses last."""
    below: dict[str, list[str]] = {}
    edges = main_edges(stemma)
    for _, node in walk_down(stemma):
        if node != stemma.root:
            below.setdefault(edges[node].parent, []).append(node)
    for i, response in enumerate(stemma.responses):
        below.setdefault(response.witness, []).append(f"r{i}")
    return below


def _with_responses(order: list[str], below: dict[str, list[str]]) -> list[str]:
    """All nodes from the root down, each before what hangs on it and each line in one stretch."""
    waiting, walked = order[:1], list[str]()
    while waiting:
        node = waiting.pop()
        walked.append(node)
        waiting += reversed(below.get(node, []))
    return walked


def _day_marks(columns: dict[tuple[str, int], int]) -> tuple[tuple[float, str], ...]:
    """Where each day begins."""
    firsts: dict[str, int] = {}
    for (day, _), column in columns.items():
        firsts[day] = min(column, firsts.get(day, column))
    return tuple((MARGIN + COLUMN * column, day) for day, column in firsts.items() if day != UNDATED)
