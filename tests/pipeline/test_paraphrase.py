"""Which indirect statements are looked for."""

from dataclasses import replace

import pytest

from onrecord.model import (
    Attribution,
    Entity,
    EntityKind,
    Mode,
    Polarity,
    Reading,
    Record,
    Snapshot,
    Span,
    Turn,
)
from onrecord.pipeline.paraphrase import find_paraphrase
from onrecord.pipeline.trace import trace_readings
from onrecord.trace import build_index

SAID = "We have it in writing that the ferry company pays half of the dredging."
TEXT = "Lia Orvane said the ferry company had agreed in writing to pay half of the dredging."
CONTENT = Span(TEXT.index("the ferry"), len(TEXT) - 1)
NAMED = Entity("Lia Orvane", EntityKind.PERSON)
STATEMENT = Attribution("a", (Span(0, 10),), (Span(11, 15),), (CONTENT,), mode=Mode.INDIRECT, entity=NAMED)


@pytest.fixture
def index(tmp_path):
    turn = Turn("LIA ORVANE", Span(0, len(SAID)))
    return build_index(tmp_path, "", [Record("r", SAID, (turn,), date="2031-05-03")])


def traces(index, *attribs, text=TEXT, **options):
    page = Reading(Snapshot("page", text, published="2031-05-04"), attribs)
    (reading,) = trace_readings([page], index, **options)
    return reading.traces


def test_an_indirect_statement_is_traced_to_what_it_reports(index):
    (trace,) = traces(index, STATEMENT)["a"]
    assert (trace.paraphrase, trace.passage.record, trace.span) == (True, "r", CONTENT)


def test_none_is_looked_for_where_that_is_not_wanted(index):
    assert traces(index, STATEMENT, paraphrases=False) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"mode": Mode.MIXED},
        {"polarity": Polarity.DENIED},
        {"polarity": Polarity.OPEN},
        {"imputed": True},
        {"assent": True},
        {"entity": None},
        {"entity": Entity(None, EntityKind.PERSON)},
        {"entity": Entity("residents", EntityKind.GROUP)},
        {"content": (Span(CONTENT.start, CONTENT.start + 17),)},
    ],
)
def test_what_is_no_report_of_a_named_source_is_left(index, change):
    assert traces(index, replace(STATEMENT, **change)) == {}


def test_what_touches_a_quote_is_left_to_the_quote(index):
    quoted = Attribution("q", (), (), (CONTENT,), (Span(CONTENT.end - 8, CONTENT.end),), Mode.DIRECT)
    assert not any(t.paraphrase for found in traces(index, STATEMENT, quoted).values() for t in found)
    marked = TEXT.replace("in writing", "“in writ”")
    assert traces(index, STATEMENT, text=marked) == {}


def test_what_stands_in_a_quote_after_a_quote_within_it_is_left_to_the_quote(index):
    text = f"Tom Wick says what he heard there. {TEXT} So he does."
    spoken = Span(0, len(text))  # by Tom Wick, who quotes two others; the marks are not near the statement
    inner = (Span(9, 13), Span(len(text) - 8, len(text) - 4))
    outer = Attribution("o", (), (), (spoken,), (spoken,), Mode.DIRECT)
    nested = [Attribution(f"n{n}", (), (), (one,), (one,), Mode.DIRECT) for n, one in enumerate(inner)]
    shift = text.index(TEXT)
    told = replace(STATEMENT, content=(Span(CONTENT.start + shift, CONTENT.end + shift),))
    found = traces(index, outer, *nested, told, text=text)
    assert not any(trace.paraphrase for each in found.values() for trace in each)


def test_a_bare_statement_can_be_asked_for(index):
    statement = "the ferry company agreed in writing to pay half of the dredging"
    reading = find_paraphrase(index, statement, "Lia Orvane", "2031-05-04")
    (trace,) = reading.traces["statement"]
    assert trace.paraphrase
    assert trace.passage.speaker == "LIA ORVANE"
