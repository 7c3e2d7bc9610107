"""Quote beside passage: what the segments say, and that they make up both sides."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Edit, EditKind, Passage, Record, Severity, Span, Trace
from onrecord.show.diff import Segment, compare, excerpt, mark_words
from tests.show.build import at, trace_to

WORDS = st.lists(st.sampled_from("we will not sell the old lamp".split()), min_size=1, max_size=12)


def _marked(segments):
    return " ".join(words for _, words in mark_words(segments))


@pytest.mark.parametrize(
    ("quote", "said", "shown"),
    [
        ("We will not go", "We will not go", "We will not go"),
        ("We will go", "We will not go", "We will [-not-] go"),
        ("We will never go", "We will not go", "We will [-not-] {+never+} go"),
        ("We will surely go", "We will go", "We will {+surely+} go"),
        ("The rain, it fell.", "The rain, it fell.", "The rain, it fell."),
    ],
)
def test_differences_are_marked(quote, said, shown):
    trace = trace_to(quote, Span(0, len(quote)), Record("r", said), said)
    assert _marked(compare(quote, trace)) == shown


@given(quote=WORDS, said=WORDS)
def test_the_segments_make_up_both_sides(quote, said):
    text, record = ". ".join(quote), ", ".join(said)
    trace = trace_to(text, Span(0, len(text)), Record("r", record), record)
    segments = compare(text, trace)
    assert " ".join(s.quote for s in segments if s.quote).split() == text.split()
    assert " ".join(s.record for s in segments if s.record).split() == record.split()
    assert all(a.same or b.same for a, b in itertools.pairwise(segments))


def test_a_cue_in_the_middle_is_the_pages_and_not_the_quotes():
    text = "“We will go,” said Ada Crane, “and we shall not return.”"
    quoted = (at(text, "We will go,"), at(text, "and we shall not return."))
    said = "We will go, and we will not return."
    edits = (
        Edit(EditKind.EQUAL, Span(quoted[0].start, at(text, "and we").end), Span(0, 18)),
        Edit(EditKind.REPLACED, at(text, "shall"), Span(19, 23)),
        Edit(EditKind.EQUAL, at(text, "not return"), Span(24, 34)),
    )
    trace = trace_to(text, Span(quoted[0].start, quoted[1].end), Record("r", said), said)
    trace = replace(trace, alignment=replace(trace.alignment, edits=edits))
    segments = compare(text, trace, quoted)
    assert [(s.record, s.quote, s.aside) for s in segments] == [
        ("We will go,", "We will go,", ""),
        ("and we", "and we", "said Ada Crane"),
        ("will", "shall", ""),
        ("not return.", "not return.", ""),
    ]


def test_a_splice_shows_where_the_record_goes_on_elsewhere():
    record = Record("r", "The lamp burns. It rained. The keeper stays.")
    text = "The lamp burns. The keeper stays."
    trace = trace_to(text, Span(0, len(text)), record, "The lamp burns.", "The keeper stays.")
    assert _marked(compare(text, trace)) == "The lamp burns. […] The keeper stays."


def test_the_edits_that_prove_grave_drift_are_told_from_the_rest():
    text, said = "We will go at two", "We will not go at ten"
    drift = (("trimmed", Severity.NOTABLE, ""), ("negation", Severity.GRAVE, ""))
    segments = compare(text, trace_to(text, Span(0, len(text)), Record("r", said), said, drift=drift))
    assert [s.severity for s in segments if not s.same] == [Severity.GRAVE, Severity.GRAVE]
    assert {s.severity for s in segments if s.same} == {None}


def test_a_passage_that_does_not_fit_its_spans_is_compared_by_its_words():
    text = "We will sell it"
    passage = Passage("r", (Span(5, 900),), "We will not sell it")
    trace = replace(trace_to(text, Span(0, len(text)), Record("r", text), text), passage=passage)
    assert _marked(compare(text, trace)) == "We will [-not-] sell it"


def test_nothing_found_has_no_segments():
    assert compare("We will go", Trace(Span(0, 10), 3)) == ()


def test_an_excerpt_keeps_the_difference_and_the_words_around_it():
    long = " ".join(f"w{n}" for n in range(60))
    steps = [
        Segment(EditKind.EQUAL, long, long),
        Segment(EditKind.DELETED, "not", ""),
        Segment(EditKind.EQUAL, long, long),
    ]
    assert _marked(excerpt(steps)) == "… w53 w54 w55 w56 w57 w58 w59 [-not-] w0 w1 w2 w3 w4 w5 w6 …"
    assert list(excerpt(steps[1:2])) == steps[1:2]
