"""A stemma as Graphviz DOT: dashed for what is inferred, dotted for a second source."""

from collections.abc import Iterable

from onrecord.model import Edge, EdgeKind, Stemma
from onrecord.show.descent.nodes import Node, is_certain, view_nodes
from onrecord.show.words import flow

WRAP = 40  # characters of a line within a box


def draw_dot(stemmas: Iterable[Stemma]) -> str:
    r"""Draw stemmas as one directed graph, a cluster each.

    Names and words are only ever within quoted strings, with what a string must escape escaped; ids are
    our own.

    Example:
        >>> from onrecord.model import Witness
        >>> stemma = Stemma("u", "a", "", (Witness("a", "a", 'The "Bell"', ("So",)),))
        >>> print(draw_dot([stemma]).splitlines()[4])
            "0-a" [label="The \"Bell\"\nSo", style=""];
    """
    out = ["digraph descent {", "  rankdir=TB;", '  node [shape=box, fontname="sans-serif"];']
    for number, stemma in enumerate(stemmas):
        out.append(f"  subgraph cluster_{number} {{")
        out += (
            f'    "{number}-{node.id}" [label={_label(node)}, style={_style(node)}];'
            for node in view_nodes(stemma).values()
        )
        out += (_edge(stemma, edge, number) for edge in stemma.edges)
        for i, response in enumerate(stemma.responses):
            told = _string(f"{flow(response.source)} {flow(response.relation)}", flow(response.words))
            out.append(f'    "{number}-r{i}" [label={told}, shape=note];')
            out.append(
                f'    "{number}-{response.witness}" -> "{number}-r{i}" [style=dotted, arrowhead=none];'
            )
        out.append("  }")
    return "\n".join([*out, "}"]) + "\n"


def _edge(stemma: Stemma, edge: Edge, number: int) -> str:
    style = "solid" if is_certain(stemma, edge) else "dashed"
    if edge.kind is EdgeKind.CONTAMINATION:
        style = "dotted"
    told = _string(f"{edge.kind.value}, {edge.certainty:.0%}", *map(flow, edge.reasons))
    return f'    "{number}-{edge.parent}" -> "{number}-{edge.child}" [style={style}, tooltip={told}];'


def _label(node: Node) -> str:
    return _string(node.name, node.when, node.words, node.contested, node.share)


def _style(node: Node) -> str:
    if node.is_inferred:
        return '"dashed"'
    return '"bold"' if node.is_record else '""'


def _string(*rows: str) -> str:
    """Some lines as one quoted string; a backslash of the text stays one."""
    broken = (piece for row in rows if row for piece in _wrap(row))
    return '"' + "\\n".join(row.replace("\\", "\\\\").replace('"', '\\"') for row in broken) + '"'


def _wrap(row: str) -> list[str]:
    lines = [""]
    for word in row.split():
        if lines[-1] and len(lines[-1]) + len(word) >= WRAP:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
