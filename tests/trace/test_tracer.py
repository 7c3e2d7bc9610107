"""From a quote to its passage, or to saying that none was found."""

import pytest

from onrecord.model import Span
from onrecord.trace import Query, trace_quote

from .conftest import find, record

HARBOUR = """ADA MOORE: Good morning. We will mend the sea wall before the autumn storms, and we will pay for it
ourselves. Nobody needs to leave the lower town.

BO LIND: Who signed the contract for the stone?

ADA MOORE: I did, on the ninth of May. It is their quarry, and it is our wall.
"""
COUNCIL = """CLERK: The council meets again on Tuesday. The sea wall is the third point of the evening.
BO LIND: We will mend the sea wall before the autumn storms, the mayor tells us. I doubt it.
"""


@pytest.mark.parametrize(
    "quote",
    [
        "We will mend the sea wall before the autumn storms",
        "Nobody needs to leave the lower town.",
        "we will pay for it ourselves",
        "It is their quarry",
        "our wall",
    ],
)
def test_quotes_are_found_in_one_short_record(index_of, quote):
    trace = find(index_of(record(HARBOUR, date="2031-05-12")), quote, "Ada Moore", "2031-05-12")
    assert trace.passage.speaker == "ADA MOORE"
    assert trace.passage.text.lower().split() == quote.rstrip(".").lower().split()


def test_a_record_of_one_line_is_searched_like_any_other(index_of):
    trace = find(index_of("PIM ADEYO: The guild will strike on Monday."), "The guild will strike on Monday")
    assert trace.passage.text == "The guild will strike on Monday"
    assert trace.searched == 1


@pytest.mark.parametrize(
    "quote",
    [
        "Nobody ever said these seven words here",
        "We will sell the sea wall to the highest bidder before anyone can stop us",
        "and the",
        "the contract is a matter for the courts and not for the council of this town",
        "kittiwake",
    ],
)
def test_what_was_not_said_is_not_found(index_of, quote):
    trace = find(index_of(HARBOUR, COUNCIL), quote)
    assert (trace.passage, trace.alignment, trace.drift, trace.score) == (None, None, (), 0.0)
    assert trace.searched == 2
    assert "these 2 records" in trace.reasons[0]


@pytest.mark.parametrize("quote", ["", "…", "“ ” — !", "[Applause]"])
def test_a_quote_without_a_word_says_so(index_of, quote):
    assert find(index_of(HARBOUR), quote).reasons == ("the quote has no word to look for",)


def test_a_quote_without_a_stretch_says_so(index_of):
    assert trace_quote(index_of(HARBOUR), Query("some page", ())).passage is None


def test_the_speaker_decides_between_equal_passages(index_of):
    index = index_of(HARBOUR, COUNCIL)
    quote = "We will mend the sea wall before the autumn storms"
    for speaker in ("Ada Moore", "Bo Lind"):
        trace = find(index, quote, speaker)
        assert trace.passage.speaker == speaker.upper()
        assert f"said by {speaker.upper()}, as the page has it" in trace.reasons


def test_the_day_decides_between_equal_passages(index_of):
    line = "ADA MOORE: The wall will hold for a hundred years, whatever the sea does."
    index = index_of(record(line, "early", "2031-01-10"), record(line, "late", "2031-06-10"))
    for date, name in (("2031-01-11", "early"), ("2031-06-11", "late")):
        trace = find(index, "The wall will hold for a hundred years", "Moore", date)
        assert trace.passage.record == name
        assert "1 day before the page's date" in trace.reasons


def test_another_speaker_is_found_and_said(index_of):
    trace = find(index_of(HARBOUR), "Who signed the contract for the stone?", "Ada Moore", None)
    assert trace.passage.speaker == "BO LIND"
    assert "said by BO LIND, where the page has “Ada Moore”" in trace.reasons


def test_passages_as_good_are_listed(index_of):
    line = "ADA MOORE: The wall will hold for a hundred years, whatever the sea does."
    trace = find(index_of(line, line, line), "The wall will hold for a hundred years, whatever the sea does")
    assert {trace.passage.record, *(other.record for other in trace.others)} == {"r1", "r2", "r3"}


def test_the_surroundings_are_whole_words(index_of):
    text = "ADA MOORE: " + "The tide rose again. " * 60 + "We mended the wall ourselves. " + "It held. " * 90
    passage = find(index_of(text), "We mended the wall ourselves").passage
    assert text.startswith(
        passage.before.strip() + " We mended", passage.spans[0].start - len(passage.before)
    )
    assert passage.before.split()[0] in {"The", "tide", "rose", "again."}
    assert passage.after.split()[-1] in {"It", "held."}
    assert len(passage.before) <= 300


def test_a_query_is_the_stretch_and_not_the_page(index_of):
    page = "“It is their quarry,” she said. Nobody needs to leave the lower town."
    trace = trace_quote(index_of(HARBOUR), Query(page, (Span(1, 20),)))
    assert trace.passage.text == "It is their quarry"
    assert trace.span == Span(1, 20)
