"""The heat of a record, and a record as it is read."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Quotation, Record, Span, Turn
from onrecord.show.heat import bin_heat, measure_heat
from onrecord.show.transcript import cut_pages, view_transcript

LENGTH = 60
quotations = st.lists(
    st.builds(
        lambda who, start, size, severity, outlet: Quotation(
            who, Span(start, start + size), severity, outlet, None
        ),
        st.sampled_from("abcdefg"),
        st.integers(-5, LENGTH),
        st.integers(0, 30),
        st.sampled_from(("none", "cosmetic", "grave")),
        st.sampled_from(("Hill Post", "Bay News", "The Quay", None)),
    ),
    max_size=12,
).map(lambda each: sorted(each, key=lambda q: q.span))


def quoted(*spans: tuple[int, int, str], severity: str = "none") -> list[Quotation]:
    return [Quotation(f"s{n}", Span(a, b), severity, outlet, None) for n, (a, b, outlet) in enumerate(spans)]


@given(quotations)
def test_heat_is_what_counting_at_each_letter_gives(given_):
    heat = measure_heat(given_, LENGTH)
    told = {at: s for s in heat.stretches for at in range(*s.span)}
    for at in range(LENGTH):
        here = [q for q in given_ if q.span.start <= at < q.span.end]
        counts = (
            len({q.statement for q in here}),
            len({q.outlet for q in here}),
            len({q.statement for q in here if q.severity == "grave"}),
        )
        assert (counts if here else None) == (
            (told[at].times, told[at].outlets, told[at].grave) if at in told else None
        )
    assert heat.share == pytest.approx(len(told) / LENGTH)
    free = "".join(" x"[at not in told] for at in range(LENGTH)).split()
    assert heat.untouched.end - heat.untouched.start == max(map(len, free), default=0)


@given(quotations, st.integers(1, 20))
def test_each_part_of_the_strip_has_the_hottest_stretch_that_touches_it(given_, bins):
    heat = measure_heat(given_, LENGTH)
    touching = defaultdict(list)
    for stretch in heat.stretches:
        for at in range(*stretch.span):
            touching[at * bins // LENGTH].append(stretch)
    for n, (hottest, grave) in enumerate(bin_heat(heat, LENGTH, bins)):
        if hottest is None:
            assert n not in touching
        else:
            assert (hottest.outlets, hottest.times) == max((s.outlets, s.times) for s in touching[n])
            assert grave == max(s.grave for s in touching[n])


def test_what_everybody_took_is_counted_as_passages_not_as_stretches():
    both = quoted((0, 10, "A"), (2, 6, "B"), (4, 9, "B"), (20, 30, "A"), (20, 30, "B"), (40, 45, "A"))
    heat = measure_heat(both, 60)
    assert (heat.by_all, heat.statements, heat.outlets) == (2, 6, 2)
    assert heat.top[0].span == (4, 6)  # of the run 0 to 10 the stretch that most statements have
    assert [s.span.start for s in heat.top] == [4, 20, 40]
    assert measure_heat(both[:1], 60).by_all == 0  # one outlet is not everybody


def test_levels_rise_with_the_outlets_not_with_the_times():
    many = quoted(*((0, 5, "A") for _ in range(9)), *((10, 15, str(n)) for n in range(5)))
    assert [s.level for s in measure_heat(many, 20).stretches] == [1, 4]


@given(st.text(alphabet="ab \n", max_size=200), st.integers(3, 40))
def test_pages_are_the_whole_text_and_none_is_too_long(text, size):
    pages = cut_pages(text, size, size // 2)
    assert "".join(text[s:e] for s, e in pages) == text
    assert all(e - s <= size for s, e in pages)
    assert all(e > s for s, e in pages) or not text


LINES = "VOSS: The boats stay.\nNo fares rise.\nLUND: Thank you.\n"
TALK = Record(
    "talk", LINES, (Turn("VOSS", Span(6, 36)), Turn("LUND", Span(43, 53))), speakers=("VOSS", "LUND")
)


def test_a_transcript_shows_the_text_itself_with_labels_heat_and_targets():
    said = quoted((6, 15, "A"), (10, 21, "B"))
    blocks = view_transcript(TALK, Span(0, len(LINES)), measure_heat(said, len(LINES)).stretches, said)
    assert ["".join(p.words for p in block.pieces) for block in blocks] == LINES.splitlines()
    assert [(p.words, p.role, p.stretch.outlets if p.stretch else 0, p.at) for p in blocks[0].pieces] == [
        ("VOSS: ", "label", 0, None),
        ("The ", "", 1, 6),
        ("boats", "", 2, 10),
        (" stay.", "", 1, 15),
    ]
    assert [len(block.statements) for block in blocks] == [2, 0, 0]
    assert [block.speaker for block in blocks] == ["", "", ""]  # the text names them itself


def test_a_speaker_is_named_where_the_text_does_not_name_them():
    text = "The boats stay.\nThank you, Voss.\n"
    bare = Record("bare", text, (Turn("Voss", Span(0, 16)), Turn("Lund", Span(16, 33))))
    assert [b.speaker for b in view_transcript(bare, Span(0, len(text)), (), ())] == ["Voss", "Lund"]
    later = view_transcript(TALK, Span(22, len(LINES)), (), ())
    assert [b.speaker for b in later] == ["VOSS (goes on)", ""]


@pytest.mark.parametrize(("at", "words"), [(25, "fares rise."), (21, "No fares rise.")])
def test_a_place_that_no_quote_begins_at_can_be_linked_to(at, words):
    blocks = view_transcript(TALK, Span(0, len(LINES)), (), (), at)
    assert [p.words for b in blocks for p in b.pieces if p.at == at] == [words]
