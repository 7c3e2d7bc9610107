"""Two readings compared: a silent correction, two outlets, the same, nothing in common."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import (
    Attribution,
    Change,
    Entity,
    EntityKind,
    Place,
    Reading,
    Severity,
    Snapshot,
    Span,
)
from onrecord.pipeline import pairs
from onrecord.pipeline.compare import compare_readings, judge_same_page
from tests.comparing import echo, gardens, june, november, read_lines


def told(comparison):
    """What became of each statement, by its ids."""
    return {(p.first, p.second): {c.value for c in p.changes} for p in comparison.pairs}


def test_a_silent_correction():
    comparison = compare_readings(june(), november())
    assert comparison.is_same_page
    assert told(comparison) == {
        ("s1", "s1"): {"reworded"},
        ("s2", "s2"): {"source"},
        ("s3", "s3"): {"same"},
        ("s4", "s4"): {"reworded", "mode"},
        ("s5", None): {"unsourced"},
        ("s6", None): {"went"},
        (None, "s5"): {"came"},
    }
    first = comparison.pairs[0]
    assert {"negation", "number"} <= {d.kind for d in first.drift}
    assert first.severity is comparison.severity is Severity.GRAVE
    revised = {(r.place, r.change, r.second) for r in comparison.revisions}
    assert revised == {
        (Place.HEADLINE, Change.REWORDED, "Ferry may stop"),
        (Place.UPDATED, Change.CAME, "2031-11-20T10:30:00Z"),
        (Place.VOICE, Change.REWORDED, "The board met for three hours."),
        (Place.VOICE, Change.CAME, "The council would ride the last boat to Hask."),
    }


def test_two_outlets():
    comparison = compare_readings(june(), echo())
    assert not comparison.is_same_page
    assert comparison.revisions == ()
    assert told(comparison) == {
        ("s1", "s1"): {"reworded", "mode"},
        ("s2", "s3"): {"reworded", "mode"},
        ("s3", None): {"went"},
        ("s4", None): {"went"},
        ("s5", None): {"went"},
        ("s6", None): {"went"},
        (None, "s2"): {"came"},
    }
    assert comparison.pairs[-1].reasons == ("Lia Orvane speaks there, too",)


OUTLETS = [
    # what two outlets tell in their own words, and what became of it
    ("the ferry would be back for Christmas", "nobody wanted a Christmas without a ferry", {"came", "went"}),
    ("the guild had not been consulted", "the guild had been passed over", {"reworded"}),
    ("the ferry would not run for six weeks", "the ferry would run for six weeks", {"reworded", "negation"}),
]


@pytest.mark.parametrize(("ours", "theirs", "found"), OUTLETS)
def test_two_outlets_that_tell_it_in_their_own_words(ours, theirs, found):
    pages = read_lines(f"Lia Orvane: {ours}"), read_lines(f"Lia Orvane: {theirs}")
    comparison = compare_readings(
        *(replace(page, snap=replace(page.snap, outlet=name)) for page, name in zip(pages, "AB", strict=True))
    )
    changes = {change.value for pair in comparison.pairs for change in pair.changes}
    grave = {d.kind for pair in comparison.pairs for d in pair.drift if d.severity is Severity.GRAVE}
    assert changes | grave == found


def page_of(outlet, *statements):
    """A page of statements, each a source, what kind of source it is, its name and its words."""
    text, attribs = "", []
    for number, (source, name, words) in enumerate(statements):
        start = len(text)
        text += f"{source} said {words}.\n"
        begin = start + len(f"{source} said ")
        spans = (Span(start, start + len(source)),), (Span(begin - 5, begin - 1),)
        entity = Entity(name, EntityKind.PERSON) if name != "" else None
        content = (Span(begin, begin + len(words)),)
        attribs.append(Attribution(f"s{number}", *spans, content, entity=entity))
    return Reading(Snapshot(outlet, text, outlet=outlet), tuple(attribs))


SIX = "the ferry would not run for six weeks"
SOURCES = [
    ([("Roe", "Ada Roe", SIX)], [("she", None, SIX)], False),
    ([("Roe", "Ada Roe", SIX), ("the mayor", "Ada Roe", "the mail would come by air")], [("the mayor", None, SIX)], False),
    ([("Roe", "Ada Roe", SIX)], [("the minister", None, SIX)], True),
    ([("Roe", "Ada Roe", SIX)], [("The Islander", "", SIX)], True),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "is_other"), SOURCES)
def test_who_is_another_source(ours, theirs, is_other):
    (pair,) = (
        p for p in compare_readings(page_of("A", *ours), page_of("B", *theirs)).pairs if p.first == "s0"
    )
    assert (Change.SOURCE in pair.changes) is is_other


def test_what_is_told_through_another_is_no_other_source():
    first = page_of("A", ("Roe", "Ada Roe", SIX))
    second = page_of("B", ("The Islander", "", f"Roe said {SIX}"), ("Roe", "Ada Roe", "nothing"))
    outer, inner = second.attributions
    second = replace(second, attributions=(outer, replace(inner, parent=outer.id)))
    (pair,) = (p for p in compare_readings(first, second).pairs if p.first == "s0")
    assert (pair.second, Change.SOURCE in pair.changes) == ("s0", False)


def test_nothing_in_common():
    comparison = compare_readings(june(), gardens())
    assert not comparison.is_same_page
    assert {c for p in comparison.pairs for c in p.changes} == {Change.CAME, Change.WENT}
    assert all(p.reasons == () for p in comparison.pairs)
    assert comparison.severity is Severity.NONE  # what two outlets chose to tell is no change


def test_the_order_is_told_on_one_page_only():
    first = read_lines(
        "Ada Crane: lamps burn until the boats are in\nTom Wick: the guild has sixty ferrymen",
        url="https://a.example/x",
    )
    second = read_lines(
        "Tom Wick: the guild has sixty ferrymen\nAda Crane: lamps burn until the boats are in",
        url="https://a.example/x",
    )
    changes = [p.changes for p in compare_readings(first, second).pairs]
    assert sorted(changes) == [(Change.MOVED,), (Change.SAME,)]
    other = replace(second, snap=replace(second.snap, url="https://b.example/x"))
    assert {p.changes for p in compare_readings(first, other).pairs} == {(Change.SAME,)}


def test_words_that_became_part_of_a_longer_statement_are_not_gone():
    first = read_lines(
        "Ada Crane: the lamps burn all night\nAda Crane: the old pier keeps its wooden pilings"
    )
    second = read_lines(
        "Ada Crane: the old pier keeps its wooden pilings and, she went on, the lamps burn all night"
    )
    assert [p.changes[0] for p in compare_readings(first, second).pairs] == [Change.WITHIN, Change.REWORDED]


def test_another_day_around_a_statement_is_shown():
    ours, theirs = june(), june()
    text = theirs.snap.text.replace("Mads Holm said.", "Mads Holm said on Friday.")
    body = theirs.snap.parts[-1]
    grown = replace(body, span=body.span._replace(end=body.span.end + len(" on Friday")))
    theirs = replace(theirs, snap=replace(theirs.snap, text=text, parts=(*theirs.snap.parts[:-1], grown)))
    (revision,) = compare_readings(ours, theirs).revisions
    assert (revision.place, revision.change) == (Place.AROUND, Change.REWORDED)
    assert [d.kind for d in revision.drift] == ["inserted"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"url": "https://www.a.example/n/1?utm_medium=x"}, {"url": "http://a.example/n/1/"}, True),
        ({"url": "https://a.example/?id=1", "text": "one two three"}, {"url": "https://a.example/?id=2", "text": "four five six"}, False),
        ({"url": "https://a.example/1"}, {"url": "https://b.example/1"}, False),
        ({"url": "https://[half"}, {"url": "https://[half"}, True),  # no address: the text tells
        ({"outlet": "The Echo"}, {"outlet": "the echo"}, True),
        ({"outlet": "The Echo"}, {"outlet": "The Post"}, False),
        ({"text": "one two three four"}, {"text": "five six seven eight"}, False),
    ],
)  # fmt: skip
def test_whether_it_is_one_page(first, second, same):
    snaps = [
        Snapshot(**({"id": "a", "text": "The ferry sails at noon."} | facts)) for facts in (first, second)
    ]
    assert judge_same_page(*snaps)[0] is same
    assert judge_same_page(*snaps)[1]


NAMES = st.sampled_from(["Ada Crane", "Tom Wick", "Lia Orvane"])
WORDS = st.lists(
    st.sampled_from("we will not stop the ferry pier guild lamps 400 boats winter".split()),
    min_size=1,
    max_size=9,
)
LINE = st.builds(
    lambda name, words, quoted: f"{name}: “{' '.join(words)}”" if quoted else f"{name}: {' '.join(words)}",
    NAMES, WORDS, st.booleans(),
)  # fmt: skip
PAGES = st.lists(LINE, max_size=7).map(lambda lines: read_lines("\n".join(lines), url="https://a.example/x"))


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_a_page_beside_itself_is_the_same(page):
    comparison = compare_readings(page, page)
    assert {p.changes for p in comparison.pairs} <= {(Change.SAME,)}
    assert (comparison.revisions, comparison.severity) == ((), Severity.NONE)


@settings(max_examples=60, deadline=None)
@given(PAGES, PAGES)
def test_every_statement_is_in_one_pair_and_swapping_the_pages_swaps_came_and_went(first, second):
    there, back = compare_readings(first, second), compare_readings(second, first)
    for comparison in (there, back):
        assert sorted(p.first for p in comparison.pairs if p.first) == sorted(
            a.id for a in comparison.first.attributions
        )
        assert sorted(p.second for p in comparison.pairs if p.second) == sorted(
            a.id for a in comparison.second.attributions
        )
    assert [len([p for p in c.pairs if p.first is None]) for c in (there, back)] == [
        len([p for p in c.pairs if p.second is None]) for c in (back, there)
    ]


def test_swapping_a_correction_swaps_came_and_went():
    there, back = compare_readings(june(), november()), compare_readings(november(), june())
    swap = {Change.CAME: Change.WENT, Change.WENT: Change.CAME}
    assert {(p.first, p.second, tuple(swap.get(c, c) for c in p.changes)) for p in there.pairs} == {
        (p.second, p.first, p.changes) for p in back.pairs
    }


def test_words_are_aligned_once_a_pair(monkeypatch):
    size, aligned = 1000, []
    compare = pairs.compare_wholes
    monkeypatch.setattr(pairs, "compare_wholes", lambda *args: aligned.append(1) or compare(*args))
    one, two = (
        read_lines("\n".join(f"Ada Crane: boat{n} carries cargo{n} {how} island{n}" for n in range(size)))
        for how in ("to", "from")
    )
    comparison = compare_readings(one, two)
    assert len(aligned) == size == len(comparison.pairs)


def test_a_very_long_quote_is_aligned_to_its_edges():
    words = [f"word{n % 700}" for n in range(5000)]
    one, two = (
        read_lines(f"Ada Crane: “{' '.join(words)}”"),
        read_lines(f"Ada Crane: “{' '.join(words[3:-2])}”"),
    )
    (pair,) = compare_readings(one, two).pairs
    assert [d.kind for d in pair.drift] == ["trimmed"]
    assert pair.alignment.similarity == pytest.approx(2 * 4995 / 9995)
