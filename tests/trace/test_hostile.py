"""Records and quotes that nobody would write in good faith, and some that people do."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Record, Span, Turn
from onrecord.trace import Query, build_index, trace_quote
from onrecord.trace.quote import MAX_QUOTE

from .conftest import find

PLAIN = "The keeper of the light has not slept for three nights, and the lamp still burns."
WILD = st.text(st.characters(), max_size=60)


@given(WILD, WILD, st.text(max_size=20))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_indexed_and_looked_for(tmp_path, text, quote, speaker):
    index = build_index(tmp_path, "f", [Record("r", text + " " + PLAIN)])
    trace = find(index, quote, speaker, quote)
    for span in trace.alignment.record_spans if trace.alignment else ():
        assert index.text_of(0)[slice(*span)]
    assert find(index, PLAIN, speaker).passage.text == PLAIN.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "The\0keeper\x07of\x1b[31mthe\x7flight\u2028has not slept at all",
        "The keeper \ud800of the light\udfff has not slept at all",
        "\u202eThe keeper of the light\u202c has not slept at all",
        "The keeper of the light 🕯️ 👩‍🚒 has not slept at all",
        "Ｔｈｅ ｋｅｅｐｅｒ ｏｆ the lıght … the keeper of the light has not slept at all",
        "ＴＨＥ ＫＥＥＰＥＲ of the light has not slept at all",
        "'; DROP TABLE records; -- The keeper of the light has not slept at all",
        "<script>alert(1)</script> The keeper of the light has not slept at all",
    ],
)
def test_strange_signs_do_not_hide_a_quote(index_of, text):
    index = index_of(Record("r", text))
    trace = find(index, "the keeper of the light has not slept at all")
    assert trace.passage.text == text[slice(*trace.passage.spans[0])]
    assert trace.passage.text.endswith("has not slept at all")


@pytest.mark.parametrize(
    "said, quote",
    [
        ("حارس المنارة لم ينم منذ ثلاث ليال والمصباح ما زال مشتعلا", "لم ينم منذ ثلاث ليال والمصباح"),
        (
            "Смотритель маяка не спал три ночи, и лампа всё ещё горит.",
            "не спал три ночи, и лампа всё ещё горит",
        ),
        ("Ο φαροφύλακας δεν κοιμήθηκε τρεις νύχτες", "δεν κοιμήθηκε τρεις νύχτες"),
    ],
)
def test_other_scripts_are_words_too(index_of, said, quote):
    trace = find(index_of(Record("r", said)), quote)
    assert trace.passage.text == quote
    assert [drift.kind for drift in trace.drift] == ["verbatim"]


def test_one_word_said_a_hundred_thousand_times(index_of):
    index = index_of(Record("r", "row " * 100_000), Record("s", PLAIN))
    assert find(index, "row " * 50).alignment.similarity == 1.0
    assert find(index, "row " * 100_000).passage.record == "r"
    assert find(index, PLAIN).passage.record == "s"


def test_a_quote_as_long_as_a_book_is_cut_and_says_so(index_of):
    text = " ".join(f"word{i} and so on" for i in range(10_000))
    trace = find(index_of(Record("r", text)), text)
    assert trace.passage.record == "r"
    assert f"only the first {MAX_QUOTE} words of the quote were looked for" in trace.reasons


def test_a_word_without_end_keeps_its_place(index_of):
    index = index_of(Record("r", "x" * 200_000 + " " + PLAIN))
    (span,) = find(index, PLAIN).passage.spans
    assert span == Span(200_001, 200_000 + len(PLAIN))


def test_turns_that_overlap_or_run_out_of_the_text_are_cut(index_of):
    turns = (
        Turn("A", Span(0, 40)),
        Turn("B", Span(30, 60)),
        Turn("C", Span(60, 10_000)),
        Turn("D", Span(500, 900)),
    )
    trace = find(index_of(Record("r", PLAIN, turns)), PLAIN)
    assert trace.passage.text == PLAIN.rstrip(".")


def test_spans_out_of_the_page_are_empty(index_of):
    index = index_of(Record("r", PLAIN))
    assert trace_quote(index, Query(PLAIN, (Span(900, 1000),))).passage is None


def test_a_source_as_long_as_a_page_is_read_to_its_limit(index_of):
    trace = find(index_of(Record("r", PLAIN)), PLAIN, "Ada " * 100_000)
    assert trace.passage.record == "r"
