"""Indirect statements are traced to what they report, or it is said that nothing was found."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.model import Span
from onrecord.text.stems import stem_word
from onrecord.trace import Query
from onrecord.trace.paraphrase import trace_paraphrase
from onrecord.trace.paraphrase.accept import Evidence, judge
from onrecord.trace.paraphrase.encoder import Encoder
from onrecord.trace.voices import Agreement

from .conftest import record

COUNCIL = """ADA MOORE: Good evening. We are going to dredge the harbour before winter, and it will cost the town
four million crowns. I know that is a lot of money. The fishing boats cannot get out at low tide any more.

BO LIND: Who is going to pay for it? My ward has no boats.

ADA MOORE: The ferry company pays half of it. We have that in writing. And I will never raise the fees
for pensioners who cross to the island hospital. Never.

BO LIND: I will vote against the budget. The library has been shut since March, the roof leaks, and nobody
in this room seems to care about the children who used to read there after school.
"""
FESTIVAL = """NIA OKORO: The brass band will play on Saturday. Bring an umbrella. The pie stall is back, too.
ADA MOORE: I shall judge the pies myself, and I cannot be bribed.
"""


def report(index, statement, speaker=None, date=None):
    return trace_paraphrase(index, Query(statement, (Span(0, len(statement)),), speaker, date))


@pytest.fixture
def index(index_of):
    return index_of(record(COUNCIL, "council", "2031-05-12"), record(FESTIVAL, "festival", "2031-05-20"))


@pytest.mark.parametrize(
    ("statement", "speaker", "words"),
    [
        (
            "that the harbour would be dredged before winter at a cost of four million crowns",
            "Ada Moore",
            "dredge",
        ),
        ("that the ferry company had agreed in writing to pay half", "Moore", "pays half"),
        (
            "pensioners crossing to the island hospital would never face raised fees",
            "Ada Moore",
            "pensioners",
        ),
        (
            "he would be voting against the budget because the library had been shut",
            "Bo Lind",
            "vote against",
        ),
    ],
)
def test_what_is_told_in_other_words_is_found(index, statement, speaker, words):
    trace = report(index, statement, speaker, "2031-05-13")
    assert words in trace.passage.text
    assert trace.passage.record == "council"
    assert trace.paraphrase
    assert trace.score >= 0.5


def test_a_paraphrase_is_never_shown_as_a_quotation(index):
    trace = report(index, "that the ferry company had agreed in writing to pay half", "Moore", "2031-05-13")
    assert (trace.alignment, trace.drift) == (None, ())
    assert "in other words" in trace.reasons[0]


@pytest.mark.parametrize(
    ("statement", "speaker"),
    [
        ("that the airport should be closed to freight at night", "Ada Moore"),
        ("he admired the painter's early landscapes most of all", "Bo Lind"),
        ("the orchestra needs a new conductor before its tour of the north", "Nia Okoro"),
        ("that taxes on vineyards would double within a decade", None),
    ],
)
def test_what_was_not_said_is_not_found(index, statement, speaker):
    trace = report(index, statement, speaker, "2031-05-13")
    assert (trace.passage, trace.alignment, trace.others) == (None, None, ())
    assert trace.searched == 2
    assert "these 2 records" in trace.reasons[0]


def test_the_words_of_someone_else_are_not_what_a_named_source_said(index):
    statement = "the library has been shut since March and its roof leaks"
    assert report(index, statement, "Bo Lind", "2031-05-13").passage.speaker == "BO LIND"
    assert report(index, statement, "Nia Okoro", "2031-05-13").passage is None


def test_the_day_decides_between_equal_passages(index_of):
    line = "ADA MOORE: The ferry company pays half of the dredging. We have that in writing."
    index = index_of(record(line, "early", "2031-01-10"), record(line, "late", "2031-06-10"))
    for date, name in (("2031-01-11", "early"), ("2031-06-11", "late")):
        trace = report(
            index, "that the ferry company would pay half of the dredging, in writing", "Moore", date
        )
        assert trace.passage.record == name


@pytest.mark.parametrize(
    "statement", ["", "that", "he would do so", "… — !", "it was what they had said it was"]
)
def test_a_statement_that_tells_nothing_is_not_looked_for(index, statement):
    trace = report(index, statement, "Ada Moore")
    assert trace.passage is None
    assert "too few words" in trace.reasons[0]


def test_a_query_without_a_stretch_says_so(index):
    assert trace_paraphrase(index, Query("some page", ())).passage is None


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.none() | st.text(max_size=30))
def test_whatever_is_asked_the_passage_is_the_records_own(index, statement, speaker):
    trace = report(index, statement, speaker, "2031-05-13")
    if trace.passage is not None:
        (span,) = trace.passage.spans
        text = {"council": COUNCIL, "festival": FESTIVAL}[trace.passage.record]
        assert text[slice(*span)] == trace.passage.text
    assert 0 <= trace.score <= 1
    assert trace.reasons


def test_a_huge_statement_and_a_record_without_stops_find_a_short_passage(index_of):
    endless = record("ADA MOORE: " + "and then we went to the harbour again with stone number 7 " * 4000, "r")
    index = index_of(endless)
    long = "the harbour and the stone went again " * 2000
    report(index, "warm up the harbour stone", "Moore")
    trace = report(index, long, "Moore")
    assert trace.passage is None or len(trace.passage.text.split()) <= 90


def _evidence(**change):
    usual = {
        "share": 0.6,
        "rarity": 20.0,
        "sense": 0.6,
        "lead": 0.05,
        "amounts": None,
        "words": 25,
        "days": 1,
    }
    return Evidence(**{**usual, "agreement": Agreement.SAME, **change})


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"share": 0.9}, {"share": 0.3}),
        ({"sense": 0.8}, {"sense": 0.2}),
        ({"agreement": Agreement.SAME}, {"agreement": Agreement.UNKNOWN}),
        ({"days": 0}, {"days": 60}),
        ({"days": 0}, {"days": -9}),
        ({"amounts": 1.0}, {"amounts": 0.0}),
    ],
)
def test_each_piece_of_evidence_counts_the_right_way(better, worse):
    assert judge(_evidence(**better)) > judge(_evidence(**worse))


def test_weights_that_are_not_those_of_the_manifest_are_refused(tmp_path):
    (tmp_path / "manifest.json").write_text('{"sha256": {"encoder.onnx": "0"}}')
    (tmp_path / "encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="damaged"):
        Encoder(tmp_path)
    with pytest.raises(ModelError, match="cannot be read"):
        Encoder(tmp_path / "nowhere")


def test_near_in_sense_is_near_in_vector():
    encode = Encoder().encode
    asked = encode("the harbour will be dug out before winter")
    near, far = (
        encode("We are going to dredge the port by November."),
        encode("She judged the pies at the fair."),
    )
    assert asked @ near > asked @ far
    assert abs(float(asked @ asked) - 1) < 1e-3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("taxes", "taxed"),
        ("planned", "plans"),
        ("voted", "votes"),
        ("immigrants", "immigration"),
        ("paid", "pay"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem_word(one) == stem_word(other)


@pytest.mark.parametrize(
    ("one", "other"), [("tax", "text"), ("wall", "well"), ("2015", "2016"), ("ship", "shop")]
)
def test_other_words_do_not(one, other):
    assert stem_word(one) != stem_word(other)
