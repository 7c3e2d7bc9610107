"""Stemmas as they are shown: hostile names are only text, what is inferred is drawn and called so."""

import io
import re
from dataclasses import replace

import pytest
from lxml import etree, html
from rich.console import Console

from onrecord.model import Ancestor, Edge, EdgeKind, Lection, Response, Stemma, Variant, Witness
from onrecord.show import draw_dot, render_descent, render_report, render_stemma
from onrecord.show.descent.layout import BOX_HEIGHT, BOX_WIDTH, lay_out
from tests.show.build import lighthouse
from tests.show.test_hostile import HOSTILE

STEMMA = Stemma(
    "s",
    "r",
    "We keep the lamps lit.",
    (
        Witness("r", "minutes", "Minutes", ("We keep the lamps lit.",), "2031-05-01", is_record=True),
        Witness("a", "a", "Tarn Herald", ("We keep the fires lit.",), "2031-05-02"),
        Witness("b", "b", "Quay Post", ("We keep the fires on.",), "2031-05-02"),
        Witness("c", "c", "Sound Echo", ("keep the lamps",), None),
    ),
    (Ancestor("lost1", ("‘fires’ for ‘lamps’",)),),
    (
        Edge("a", "lost1", EdgeKind.COPIED, 0.8, ("shares it",)),
        Edge("b", "lost1", EdgeKind.COPIED, 0.8, ("shares it",)),
        Edge("lost1", "r", EdgeKind.COPIED, 0.8, ("has it",)),
        Edge("c", "r", EdgeKind.COPIED, 0.9, ("differs in nothing",)),
        Edge("b", "c", EdgeKind.CONTAMINATION, 0.6, ("has more",)),
    ),
    (Variant(7, "We keep the", (Lection("lamps", ("r", "c")), Lection("fires", ("a", "b")))),),
    (Response("a", "a", "Tarn Herald", "x", "Tom Wick", "that it is a pledge", "says what it amounts to", "2031-05-02"),),
    "Ada Crane",
)  # fmt: skip


def with_attack(attack: str) -> Stemma:
    return replace(
        STEMMA,
        guide=attack,
        speaker=attack,
        contested=("c",),
        witnesses=tuple(
            replace(w, name=attack, wording=(attack,), when=attack if w.id == "c" else w.when, speaker=attack)
            for w in STEMMA.witnesses
        ),
        ancestors=(Ancestor("lost1", (attack,)),),
        edges=tuple(replace(e, reasons=(attack,)) for e in STEMMA.edges),
        variants=(Variant(7, attack, (Lection(attack, ("r", "c")), Lection(attack, ("a",))), ("b",)),),
        responses=(replace(STEMMA.responses[0], source=attack, words=attack, relation=attack),),
    )


ATTACKS = (
    *HOSTILE,
    '"]; } digraph x { a [URL="javascript:alert(1)"',
    "back\\",
    'quote\\"',
    "\\N\\G\\l",
    "two\nlines",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_within_the_strings_of_dot(attack):
    outside = re.sub(r'"(?:[^"\\\n]|\\.)*"', "S", draw_dot([with_attack(attack)]))
    assert set(re.findall(r"[^\w\s]", outside)) <= set("{}[]=;,->")
    assert not re.search(r"URL|javascript|script|img", outside)
    assert outside.count("digraph") == outside.count("subgraph") == 1


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_is_only_text_in_html(attack):
    document = render_descent([with_attack(attack)], title="On Record")
    plain = render_descent([STEMMA], title="On Record")

    def shape(text):
        return {e.tag for e in html.fromstring(text).iter() if isinstance(e.tag, str)}

    tree = html.fromstring(document)
    assert shape(document) <= shape(plain)
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or a in ("src", "style")]
    assert tree.xpath("//@href") == []
    assert len(tree.xpath("//style")) == 1
    etree.fromstring(re.search(r"<svg.*?</svg>", document, re.DOTALL)[0])  # well formed by itself


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_terminal_sequence_gets_through(attack):
    out = io.StringIO()
    render_stemma(with_attack(attack), Console(file=out, width=80))
    assert not {c for c in out.getvalue() if not c.isprintable()} - {"\n"}


def test_what_is_inferred_is_dashed_and_called_so():
    dot = draw_dot([STEMMA])
    assert re.search(
        r'"0-lost1" \[label="A lost common source.*inferred; not what was said.*style="dashed"', dot
    )
    assert re.search(r'"0-r" -> "0-lost1" \[style=dashed', dot)
    assert re.search(r'"0-r" -> "0-c" \[style=solid', dot)
    assert re.search(r'"0-c" -> "0-b" \[style=dotted', dot)
    tree = html.fromstring(render_descent([STEMMA], title="On Record"))
    classes = [e.get("class") for e in tree.xpath("//*[name()='path']")]
    assert sorted(classes) == ["line contamination", *["line dashed"] * 3, "line response", "line solid"]
    assert "inferred; not what was said" in tree.xpath("string(//li[contains(@class, 'inferred')])")


def test_a_page_that_gives_the_words_to_someone_else_says_so_wherever_it_is_drawn():
    given = (*STEMMA.witnesses[:3], replace(STEMMA.witnesses[3], speaker="Tom Wick"))
    stemma = replace(STEMMA, witnesses=given, contested=("c",))
    out = io.StringIO()
    render_stemma(stemma, Console(file=out, width=80))
    tree = html.fromstring(render_descent([stemma], title="On Record"))
    (line,) = tree.xpath("//p[@class='contested']")
    assert line.text_content() == "gives it to Tom Wick"
    assert [box.xpath("*[name()='text']/text()")[0] for box in tree.find_class("contested")[:1]] == [
        "Sound Echo"
    ]
    for drawn in (out.getvalue(), draw_dot([stemma])):
        assert drawn.count("gives it to Tom Wick") == 1
    assert "given to someone else by 1 page" in out.getvalue()


def test_what_is_inferred_is_named_in_the_middle_of_a_sentence():
    (svg,) = html.fromstring(render_descent([STEMMA], title="On Record")).xpath("//*[name()='svg']")
    told = svg.xpath("string(*[name()='desc'])")
    assert "from a lost common source," in told
    assert "from A " not in told


def test_wordings_that_differ_nowhere_have_no_variants():
    alike = replace(STEMMA, variants=())
    out = io.StringIO()
    render_stemma(alike, Console(file=out, width=80))
    for drawn in (out.getvalue(), render_descent([alike], title="On Record")):
        assert "no variants" in drawn
        assert "0 variants" not in drawn


def test_the_drawing_has_a_title_and_a_description_that_names_every_edge():
    tree = html.fromstring(render_descent([STEMMA], title="On Record"))
    (svg,) = tree.xpath("//*[name()='svg']")
    title, desc = (tree.get_element_by_id(name) for name in svg.get("aria-labelledby").split())
    assert title.text_content().startswith("Descent of the wordings")
    for name in ("Tarn Herald", "Quay Post", "Sound Echo"):
        assert f"{name}: from" in desc.text_content()


def test_the_table_tells_left_out_from_not_quoted():
    stemma = replace(
        STEMMA,
        variants=(Variant(7, "We keep the", (Lection("lamps", ("r",)), Lection("", ("a", "b"))), ("c",)),),
    )
    (row,) = html.fromstring(render_descent([stemma], title="On Record")).xpath("//tbody/tr")
    assert [cell.text_content() for cell in row.xpath("td")] == [
        "lamps",
        "left out",
        "left out",
        "not quoted",
    ]


def test_no_two_boxes_meet_and_time_runs_to_the_right():
    layout = lay_out(STEMMA)
    corners = list(layout.corners.values())
    for i, (x, y) in enumerate(corners):
        assert 0 <= x <= layout.width - BOX_WIDTH
        assert 0 <= y <= layout.height - BOX_HEIGHT
        assert all(abs(x - u) >= BOX_WIDTH or abs(y - v) >= BOX_HEIGHT for u, v in corners[i + 1 :])
    for edge in STEMMA.edges[:4]:
        assert layout.corners[edge.parent][0] < layout.corners[edge.child][0]


def test_the_report_has_it_where_there_is_one():
    reading = lighthouse()
    assert "Who may have it from whom" in render_report(
        [reading], searched=3, title="On Record", stemmas=[STEMMA]
    )
    assert "Who may have it from whom" not in render_report([reading], searched=3, title="On Record")


def test_five_hundred_witnesses_are_drawn():
    names = [f"w{i}" for i in range(500)]
    witnesses = tuple(Witness(n, n, n, ("We keep it.",), "2031-05-02") for n in names)
    edges = tuple(Edge(n, "w0", EdgeKind.COPIED, 0.5, ("so",)) for n in names[1:])
    variants = tuple(
        Variant(i, "We", (Lection("a", tuple(names[:250])), Lection("b", tuple(names[250:]))))
        for i in range(500)
    )
    document = render_descent([Stemma("s", "w0", "", witnesses, (), edges, variants)], title="On Record")
    assert document.count("<rect") == 500
