"""From a quote to its passage, or to saying that none was found."""

import pytest

from onrecord.model import Record, Span
from onrecord.text.turns import find_turns
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


@pytest.mark.parametrize("quote", ["The quay will be mended in March", "It was mended twice before"])
def test_the_surroundings_are_what_was_said_and_no_header(index_of, quote):
    said = "Good morning. The quay will be mended in March, I promise. It was mended twice before."
    other = record("ODO MERRIN: The tide has nothing to do with it. It comes and goes as it likes.", "a")
    text = f"Title: Briefing at the quay\nDate: 7 May 2031\n\nTOVE BRANNICK: {said}"
    passage = find(index_of(other, record(text, "b")), quote).passage
    assert passage.before == said[: said.index(quote)]


def test_a_query_is_the_stretch_and_not_the_page(index_of):
    page = "“It is their quarry,” she said. Nobody needs to leave the lower town."
    trace = trace_quote(index_of(HARBOUR), Query(page, (Span(1, 20),)))
    assert trace.passage.text == "It is their quarry"
    assert trace.span == Span(1, 20)


TWO = {
    "r1": "ADA MOORE: The harbour belongs to those who keep its lamps burning through the winter gales.",
    "r2": "ADA MOORE: Nobody on this council will ever sell a single stone of the old sea wall.",
}


def test_a_quote_put_together_from_two_records(index_of):
    index = index_of(*(record(text, name) for name, text in TWO.items()))
    quote = (
        "The harbour belongs to those who keep its lamps burning. "
        "Nobody on this council will ever sell a single stone of the old sea wall."
    )
    trace = find(index, quote, "Ada Moore")
    assert trace.passage is not None
    assert {trace.passage.record, *(rest.passage.record for rest in trace.rest)} == {"r1", "r2"}
    assert [d.kind for d in trace.drift] == ["spliced"]
    (rest,) = trace.rest
    assert quote[rest.span.start : rest.span.end] in quote
    assert rest.passage.text in TWO[rest.passage.record]


CAUTIONS = [
    ("Nobody on this council will ever sell a single stone", "Bo Lind", "2031-05-04", "another speaker"),
    ("Nobody on this council will ever sell a single stone", "Ada Moore", "2033-05-04", "another day"),
    ("Nobody on this council will ever sell a single stone", "Ada Moore", "2031-05-04", ""),
    ("Will the lamps on the outer mole be lit before the fair", "Bo Lind", "2031-05-04", "moderator"),
    ("Twelve barrels of oil went missing in the night", "Ada Moore", "2031-05-11", "ambiguous"),
    ("We shall sell the lighthouse before the autumn", "Ada Moore", "2031-05-04", "taken back"),
]


@pytest.mark.parametrize(("quote", "speaker", "day", "caution"), CAUTIONS)
def test_what_stands_against_a_passage_is_said(index_of, quote, speaker, day, caution):
    more = "ADA MOORE: Twelve barrels of oil went missing in the night, and I want to know why."
    index = index_of(
        record(TWO["r2"], "r2", "2031-05-03"),
        record(
            "MODERATOR: Will the lamps on the outer mole be lit before the fair?\nBO LIND: Yes.",
            "r3",
            "2031-05-03",
        ),
        record(more, "r4", "2031-05-01"),
        record(
            "ADA MOORE: We shall sell the lighthouse before the autumn. That’s not true.", "r6", "2031-05-03"
        ),
        record(f"BO LIND: And so it goes.\n{more} I said so before.", "r5", "2031-05-09"),
    )
    trace = find(index, quote, speaker, day)
    assert trace.passage is not None
    assert [c.kind for c in trace.cautions] == caution.split(",") * bool(caution)


def test_a_coined_word_is_traced_by_its_speaker_and_day(index_of):
    index = index_of(
        record("ADA MOORE: They have harbourmandered the whole coast, and they know it.", "r1", "2031-05-03"),
        record("BO LIND: The coast is long, and the winter is longer still.", "r2", "2031-05-03"),
    )
    trace = find(index, "harbourmandered", "Ada Moore", "2031-05-04")
    assert trace.passage is not None
    assert trace.passage.speaker == "ADA MOORE"
    assert find(index, "harbourmandered", "Bo Lind", "2034-05-04").passage is None


def test_a_short_phrase_that_many_say_is_counted(index_of):
    lines = [
        record(f"ADA MOORE: It is a sea change for all of us, I said in year {y}.", f"r{y}") for y in range(5)
    ]
    trace = find(index_of(*lines), "a sea change", "Ada Moore")
    assert trace.passage is not None
    assert [c.kind for c in trace.cautions] == ["ambiguous", "common"]
    assert len(trace.others) == 4


def test_a_word_that_two_speakers_say_side_by_side(index_of):
    text = "Q: Will you pay for the glorpatron?\nADA ROOS: The glorpatron is a matter for the county."
    more = "\n".join(f"BO LIND: We turn to item {n} of the list now." for n in range(300))
    index = index_of(Record("r1", f"{text}\n{more}", find_turns(f"{text}\n{more}"), date="2031-05-03"))
    trace = find(index, "glorpatron", "Roos", "2031-05-04")
    assert trace.passage is not None
    assert trace.passage.speaker == "ADA ROOS"
    assert find(index, "the glorpatron", None, "2031-05-03").cautions


def test_a_quote_of_which_a_long_half_is_there_is_found(index_of):
    spoken = " ".join(f"lamp number{n} burns" for n in range(120))
    added = " ".join(f"boat number{n} sinks" for n in range(500, 620))
    trace = find(index_of(f"ADA MOORE: {spoken}"), f"{spoken} {added}")
    assert trace.passage is not None
    assert "inserted" in {d.kind for d in trace.drift}


def test_the_second_piece_of_a_quote_is_no_other_passage(index_of):
    said = (
        "The council was never asked. We read it in the newspaper like everybody else.",
        "I have nothing against the dredging; I am against being told about it on a Sunday evening.",
    )
    found = find(
        index_of(f"ADA MOORE: {' '.join(said)}"), f"{said[1]} The council was never asked.", "Ada Moore"
    )
    assert "reordered" in {drift.kind for drift in found.drift}
    assert found.others == ()


def test_words_that_someone_else_said_are_named_where_that_is_too_little(index_of):
    index = index_of("ADA MOORE: It rains on the quay.\nBO LIND: So it does.")
    found = find(index, "It rains", "Bo Lind")
    assert found.passage is None
    assert found.reasons[0] == "not found in this 1 record"
    assert found.reasons[1] == (
        "the words stand in r1: “It rains on the quay.”, said by ADA MOORE, where the page has “Bo Lind”;"
        " so few words prove nothing"
    )


@pytest.mark.parametrize(
    ("day", "said", "told"),
    [
        (None, "Thank you all.", []),  # the same transcript, kept twice
        ("2031-05-04", "Thank you all.", ["ambiguous"]),  # said again, another day
        (None, "And now to the ferry.", ["ambiguous"]),
    ],
)
def test_a_record_kept_twice_leaves_nothing_open(index_of, day, said, told):
    words = "We will keep the lamps lit until the last boat is in"
    copies = ("r1", "2031-05-03", "Thank you all."), ("r2", day, said)
    index = index_of(*(record(f"ADA MOORE: {words}. {rest}", name, date) for name, date, rest in copies))
    found = find(index, words, "Ada Moore", "2031-05-10")
    assert [caution.kind for caution in found.cautions] == told


WIDOWS = "We will not pay for the pier from the widows' fund"


@pytest.mark.parametrize(
    ("quote", "is_shown"),
    [
        (WIDOWS, True),
        (WIDOWS.removeprefix("We will not "), True),  # eight words
        (WIDOWS.removeprefix("We will not pay "), False),  # seven
        (WIDOWS.replace("pier", "quay"), False),  # not word for word
        ("I do not think that it is all", False),  # eight that anybody says
    ],
)
def test_a_long_sentence_is_shown_where_it_stands_whoever_says_it_there_and_whenever(
    index_of, quote, is_shown
):
    said = f"ADA MOORE: Good morning. {WIDOWS}. Thank you. And I do not think that it is all that we can do."
    index = index_of(record(said, "r1", "2014-03-02"), record("BO LIND: Ask me in spring.", "r2"))
    found = find(index, quote, "Bo Lind", "2024-05-03")
    assert (found.passage is not None) == is_shown
    if not is_shown:
        return
    assert found.score < 0.45
    assert "shown for its words alone" in found.reasons[-1]
    assert [caution.reason for caution in found.cautions] == [
        "the words are in the record, said by ADA MOORE, where the page has “Bo Lind”",
        "said 10 years before the page's date",
    ]
    assert (found.passage.text, found.passage.date) == (quote, "2014-03-02")


def test_where_a_long_sentence_stands_twice_both_places_are_told(index_of):
    records = [record(f"{who}: {WIDOWS}.", who, "2014-03-02") for who in ("ADA MOORE", "KIM VEY")]
    found = find(index_of(*records), WIDOWS, "Bo Lind", "2024-05-03")
    assert {found.passage.speaker, *(other.speaker for other in found.others)} == {"ADA MOORE", "KIM VEY"}
    assert "1 other passage fits as well or nearly so: which is meant is open" in [
        caution.reason for caution in found.cautions
    ]
