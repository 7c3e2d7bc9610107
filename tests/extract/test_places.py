"""Where the statements of a page stand."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.draft import Draft
from onrecord.extract.places import Cues, Taken
from onrecord.model import Span

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1])))


def test_a_draft_is_named_once_and_in_the_order_of_the_text():
    drafts = [Draft(cue=[Span(20, 24)]), Draft(cue=[Span(3, 7), Span(12, 15)]), Draft()]
    assert Cues(drafts).within(Span(0, 25)) == [1, 0]
    assert Cues(drafts).within(Span(4, 20)) == [1]
    assert Cues(drafts).within(Span(7, 12)) == []


@given(SPANS, st.integers(0, 40), st.integers(0, 10))
def test_a_stretch_meets_what_reaches_into_it(spans, start, length):
    asked = Span(start, start + length)
    assert Taken(spans).meets(asked) == any(s < asked.end and asked.start < e for s, e in spans)
