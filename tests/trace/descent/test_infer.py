"""Stemmas of made-up families: who hangs on whom, why, and what is never claimed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import EdgeKind, Witness
from onrecord.trace.descent import infer_stemma

from .families import RECORD, SAID, outlet, parents, said_as, seconds

FIRES, COUNTY, SHIP = ("lamps", "fires"), ("the town", "the county"), ("last boat", "last ship")
NINETEEN, GAS, COAL = ("ninety", "nineteen"), ("oil", "gas"), ("oil", "coal")

CASES = {
    "a chain": (
        [RECORD, outlet("a", "2031-05-02", FIRES), outlet("b", "2031-05-03", FIRES, NINETEEN)],
        {"a": "r", "b": "a"},
    ),
    "two branches": (
        [
            RECORD,
            outlet("a", "2031-05-02", FIRES),
            outlet("b", "2031-05-02", COUNTY),
            outlet("c", "2031-05-03", FIRES, GAS),
            outlet("d", "2031-05-03", COUNTY, SHIP),
        ],
        {"a": "r", "b": "r", "c": "a", "d": "b"},
    ),
    "a loss shared": (
        [RECORD, outlet("a", "2031-05-02", ("harbour ", "")), outlet("b", "2031-05-03", ("harbour ", ""), GAS)],
        {"a": "r", "b": "a"},
    ),
    "the day forbids it": (
        [RECORD, outlet("a", "2031-05-04", FIRES), outlet("b", "2031-05-03", FIRES, NINETEEN)],
        {"a": "lost1", "b": "lost1", "lost1": "r"},  # b has a change of its own, which a would have undone
    ),
    "its page says so": (
        [RECORD, outlet("a", "2031-05-02"), outlet("b", "2031-05-03", credits=("a",))],
        {"a": "r", "b": "a"},
    ),
    "no record, the earliest are most": (
        [outlet("a", "2031-05-01"), outlet("b", "2031-05-02", FIRES), outlet("c", "2031-05-03", FIRES, GAS)],
        {"a": "source", "b": "source", "c": "b"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_who_hangs_on_whom(case):
    witnesses, wanted = CASES[case]
    assert parents(infer_stemma(witnesses)) == wanted


def test_an_edge_says_which_deviation_it_rests_on():
    witnesses, _ = CASES["two branches"]
    (edge,) = (e for e in infer_stemma(witnesses).edges if e.child == "c")
    assert edge.reasons[:2] == (
        "has ‘fires’ for ‘lamps’ with Outlet a, as no other does",
        "alone has ‘gas’ for ‘oil’",
    )
    assert edge.kind is EdgeKind.COPIED
    assert 0.5 < edge.certainty < 1


def test_what_is_not_quoted_is_missing_and_no_deviation():
    short = Witness("s", "s", "Short", ("keep the harbour lamps lit",), "2031-05-03")
    stemma = infer_stemma([RECORD, outlet("a", "2031-05-02", NINETEEN), short])
    (variant,) = stemma.variants
    assert [(lection.words, lection.witnesses) for lection in variant.lections] == [
        ("ninety", ("r",)),
        ("nineteen", ("a",)),
    ]
    assert variant.silent == ("s",)
    assert parents(stemma)["s"] == "r"


def test_what_an_ellipsis_leaves_out_is_missing_too():
    cut = Witness(
        "e", "e", "Cut", (said_as(("lit until the last boat is in, and", "lit … and")),), "2031-05-02"
    )
    assert infer_stemma([RECORD, cut]).variants == ()


def test_an_omission_within_a_quote_is_one_variant():
    cut = Witness("e", "e", "Cut", (said_as((" until the last boat is in", "")),), "2031-05-02")
    (variant,) = infer_stemma([RECORD, cut]).variants
    assert [lection.words for lection in variant.lections] == ["until the last boat is in", ""]


def test_words_that_a_source_lacks_are_from_elsewhere():
    short = Witness("s", "s", "Short", ("keep the harbour fires lit",), "2031-05-02")
    whole = outlet("w", "2031-05-03", FIRES)
    stemma = infer_stemma([RECORD, short, whole])
    assert parents(stemma)["w"] != "s" or seconds(stemma)["w"] == "r"


def test_a_mixed_witness_has_a_second_source():
    mixed = outlet("m", "2031-05-05", FIRES, NINETEEN, COUNTY, SHIP)
    one = outlet("a", "2031-05-02", FIRES, NINETEEN)
    other = outlet("b", "2031-05-02", COUNTY, SHIP)
    stemma = infer_stemma([RECORD, one, other, mixed])
    assert {parents(stemma)["m"], seconds(stemma)["m"]} == {"a", "b"}


def test_siblings_that_share_a_deviation_have_a_lost_source_and_it_is_inferred():
    one, other = (
        outlet("a", "2031-05-02", FIRES, COUNTY, GAS, SHIP),
        outlet("b", "2031-05-02", FIRES, COUNTY, NINETEEN, ("lit", "on")),
    )
    stemma = infer_stemma([RECORD, one, other])
    (lost,) = stemma.ancestors
    assert parents(stemma) == {"a": lost.id, "b": lost.id, lost.id: "r"}
    assert lost.shared == ("‘fires’ for ‘lamps’", "‘county’ for ‘town’")


def test_ties_are_told_as_ties():
    same = [outlet(name, "2031-05-02", FIRES) for name in "ab"]
    (edge,) = (
        e
        for e in infer_stemma([RECORD, *same, outlet("c", "2031-05-03", FIRES, GAS)]).edges
        if e.child == "c"
    )
    assert edge.kind is EdgeKind.PERHAPS
    assert {edge.parent, *edge.or_from} == {"a", "b"}
    assert any("or" in reason and "do not tell which" in reason for reason in edge.reasons)


def test_without_a_record_nothing_undecided_is_taken_for_what_was_said():
    stemma = infer_stemma([outlet("a", "2031-05-01"), outlet("b", "2031-05-01", FIRES)])
    assert parents(stemma) == {"a": "source", "b": "source"}
    assert all(edge.kind is EdgeKind.PERHAPS for edge in stemma.edges)


def test_nothing_to_compare_is_no_stemma():
    assert infer_stemma([RECORD]) is None
    assert infer_stemma([RECORD, Witness("x", "x", "X", ("quite other things",))]) is None
    assert infer_stemma([RECORD, Witness("x", "x", "X", ("",))]) is None


VOCABULARY = "lamp boat oil town quay fog bell salt 7 90 don't".split()
DAYS = [None, "2031-05-01", "2031-05-02", "2031-05-03T08:00:00Z", "not a day"]


@st.composite
def families(draw):
    said = draw(st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=20))
    witnesses = []
    for i in range(draw(st.integers(2, 9))):
        words = list(said)
        for _ in range(draw(st.integers(0, 4))):
            at = draw(st.integers(0, len(words)))
            words[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(VOCABULARY), max_size=2))
        is_record = i == 0 and draw(st.booleans())
        witnesses.append(
            Witness(f"w{i}", f"w{i}", f"W{i}", (" ".join(words),), draw(st.sampled_from(DAYS)), is_record)
        )
    return witnesses


@given(families())
def test_it_is_a_tree_of_each_once_and_never_from_a_later_page(witnesses):
    stemma = infer_stemma(witnesses)
    if stemma is None:
        return
    above = parents(stemma)
    nodes = [w.id for w in stemma.witnesses] + [a.id for a in stemma.ancestors]
    assert len(set(nodes)) == len(nodes)
    assert sorted(above) == sorted(set(nodes) - {stemma.root})
    assert sum(e.kind is not EdgeKind.CONTAMINATION for e in stemma.edges) == len(above)
    for node in above:
        met = {node}
        while node != stemma.root:
            node = above[node]
            assert node not in met
            met.add(node)
    day = {w.id: (w.when or "")[:10] for w in stemma.witnesses if (w.when or "").startswith("2031")}
    day.pop(stemma.root, None)
    for edge in stemma.edges:
        assert day.get(edge.parent, "") <= day.get(edge.child, "9")
        assert 0 <= edge.certainty <= 1
        assert edge.reasons
    for variant in stemma.variants:
        told = [i for lection in variant.lections for i in lection.witnesses] + list(variant.silent)
        assert sorted(told) == sorted(w.id for w in stemma.witnesses)


@given(st.lists(st.sampled_from(DAYS), min_size=2, max_size=12), st.booleans())
def test_it_is_a_star_where_all_are_verbatim(days, has_record):
    witnesses = [Witness(f"w{i}", f"w{i}", f"W{i}", (SAID,), day) for i, day in enumerate(days)]
    stemma = infer_stemma([RECORD, *witnesses] if has_record else witnesses)
    assert set(parents(stemma).values()) == {"r" if has_record else "source"}
    assert stemma.variants == ()


@pytest.mark.parametrize("places", [100, 400])  # of as many belief fell below the least number that there is
def test_two_wordings_of_which_neither_is_known_to_deviate(places):
    """As of one speech in two translations, each printed twice: what two share then stands for no source."""
    said = [f"word{i}" for i in range(3 * places + 200)]
    one, other = ([f"{name}{i}" if i % 3 == 1 else w for i, w in enumerate(said)] for name in ("ex", "why"))
    one[-200:] = other[-200:] = said[-200:]
    changed = [f"own{i}" if i > len(said) - 200 and i % 40 == 0 else w for i, w in enumerate(one)]
    told = {"a": (changed, "02"), "b": (one, "03"), "c": (other, "02"), "d": (other, "03")}
    witnesses = [Witness(n, n, n, (" ".join(words),), f"2031-05-{day}") for n, (words, day) in told.items()]
    stemma = infer_stemma(witnesses)
    assert parents(stemma) == {"a": "source", "b": "a", "c": "source", "d": "c"}
    assert all(edge.certainty > 0.5 for edge in stemma.edges)


def test_of_seven_hundred_witnesses_five_hundred_are_compared():
    words = SAID.split()
    many = [
        Witness(
            f"w{i}",
            f"w{i}",
            f"W{i}",
            (" ".join([*words[: i % 20], f"x{i % 37}", *words[i % 20 + 1 :]]),),
            f"2031-05-{1 + i % 28:02}",
        )
        for i in range(700)
    ]
    stemma = infer_stemma([RECORD, *many])
    assert len(stemma.witnesses) == 500


def test_a_very_long_wording_comes_to_an_end():
    words = [f"w{i % 997}" for i in range(6_000)]
    other = [*words[:100], "changed", *words[101:]]
    stemma = infer_stemma(
        [Witness(n, n, n, (" ".join(w),), "2031-05-01") for n, w in (("a", words), ("b", other))]
    )
    assert len(stemma.variants) == 1
