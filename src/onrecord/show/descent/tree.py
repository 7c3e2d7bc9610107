"""A stemma in the terminal: an indented tree, each witness below the one that it may have it from."""

from rich.console import Console
from rich.text import Text

from onrecord.model import Edge, EdgeKind, Response, Stemma
from onrecord.show.descent.nodes import Node, list_facts, main_edges, view_nodes, walk_down
from onrecord.show.words import clip_end, count, flow, name_time

INDENT = 3  # columns a witness stands below its source
MAX_INDENT = 30  # of 80 columns; longer lines of descent stay there
LONGEST = 240  # characters of a response
NARROWEST = 24  # columns left for words


def render_stemma(stemma: Stemma, console: Console) -> None:
    """Print one stemma: what was said to whom it is ascribed, the tree, and the places that differ."""
    pages = sum(not witness.is_record for witness in stemma.witnesses)
    console.print(Text("━" * console.width, "dim"))
    _print(console, Text(flow(stemma.speaker or "someone (not said)"), "bold"), 0)
    facts = [count(pages, "page"), *list_facts(stemma)]
    _print(console, Text(" · ".join(facts) + " · who has it from whom is inferred", "dim"), 0)
    console.print()
    nodes, edges = view_nodes(stemma), main_edges(stemma)
    seconds: dict[str, Edge] = {e.child: e for e in stemma.edges if e.kind is EdgeKind.CONTAMINATION}
    for depth, name in walk_down(stemma):
        indent = min(depth * INDENT, MAX_INDENT)
        _print_node(console, nodes[name], edges.get(name), indent)
        if second := seconds.get(name):
            told = f"⇢ and in part from {nodes[second.parent].name}: {'; '.join(second.reasons)}"
            _print(console, Text(flow(told), "yellow"), indent + 2)
        for response in stemma.responses:
            if response.witness == name:
                _print_response(console, response, indent + 2)
    console.print()
    _print_variants(stemma, nodes, console)


def _print_node(console: Console, node: Node, edge: Edge | None, indent: int) -> None:
    sign = {None: "", EdgeKind.COPIED: "└─ "}.get(edge.kind if edge else None, "└╌ ")
    head = Text.assemble((sign, "dim"), (node.name, "italic" if node.is_inferred else "bold"))
    for fact in ("the record" if node.is_record else "", node.when):
        head.append(f" · {fact}" if fact else "", "dim not bold not italic")
    if edge:
        head.append(f" · {edge.kind.value}, {edge.certainty:.0%} sure among these", "dim not bold not italic")
    _print(console, head, indent)
    words = Text(node.words, "italic dim") if node.is_inferred else Text(f"“{node.words}”")
    _print(console, words, indent + 3)
    if node.contested:
        _print(console, Text(f"! {node.contested}", "bold red"), indent + 3)
    for told in (node.share, *(edge.reasons if edge else ())):
        if told:
            _print(console, Text(flow(told), "dim"), indent + 3)


def _print_response(console: Console, response: Response, indent: int) -> None:
    head = Text(f"↩ {flow(response.source)} {flow(response.relation)}", "magenta")
    head.append(f" · {flow(response.name)} · {name_time(response.when)}", "dim")
    _print(console, head, indent)
    _print(console, Text(clip_end(flow(response.words), LONGEST)), indent + 2)


def _print_variants(stemma: Stemma, nodes: dict[str, Node], console: Console) -> None:
    for variant in stemma.variants:
        line = Text(f"… {flow(variant.before)} ", "dim")
        for n, lection in enumerate(variant.lections):
            names = ", ".join(
                "the record" if nodes[i].is_record else nodes[i].name for i in lection.witnesses
            )
            line.append(" | " if n else "", "dim")
            line.append(f"[{flow(lection.words) or 'left out'}]", "bold").append(f" {names}", "dim")
        _print(console, line, 0)


def _print(console: Console, line: Text, indent: int) -> None:
    for row in line.wrap(console, max(NARROWEST, console.width - indent)):
        row.rstrip()
        console.print(Text(" " * indent).append_text(row), highlight=False, soft_wrap=True)
