"""Which quotes of a statement are looked for, and whose words a passage gives."""

import pytest

from onrecord.extract import Tagger
from onrecord.model import Attribution, Mode, Reading, Record, Snapshot, Span
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.pipeline.trace import find_quote, trace_readings
from onrecord.text.turns import find_turns
from onrecord.trace import build_index

TEXT = "Kim Teller said Lia Orvane’s remark that “the figures were rough indeed” was “an honest admission of error”."


def _span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_a_quote_is_traced_for_the_innermost_speaker(tmp_path):
    inner, outer = _span("the figures were rough indeed"), _span("an honest admission of error")
    said = Attribution("a", (_span("Kim Teller"),), (), (Span(16, 108),), (inner, outer), Mode.MIXED)
    told = Attribution("b", (_span("Lia Orvane’s"),), (), (inner,), (inner,), Mode.DIRECT, parent="a")
    record = Record("r", "The figures were rough indeed. It was an honest admission of error.")
    index = build_index(tmp_path, "", [record])
    (reading,) = trace_readings([Reading(Snapshot("page", TEXT), (said, told))], index)
    assert [t.span for t in reading.traces["a"]] == [outer]
    assert [t.span for t in reading.traces["b"]] == [inner]


TURNS = """ADA MOORE: My rival stood in this very hall and said that the harbour will be sold before the winter is out.
That is not so. I say that the lamps will burn until the last boat is in.
No lamp was ever put out before. If the survey says that the quay is sound we will open it again in June.
BO LIND: We will see about that."""


@pytest.mark.parametrize(
    ("quote", "flagged"),
    [
        ("the harbour will be sold before the winter is out", True),
        ("the lamps will burn until the last boat is in", False),
        ("We will see about that", False),
        ("the quay is sound we will open it again in June", False),
    ],
)
def test_words_that_the_record_gives_as_anothers_are_flagged(tmp_path, quote, flagged):
    index = build_index(tmp_path, "", [Record("r", TURNS, find_turns(TURNS))])
    reading = flag_quoted_there(find_quote(index, quote), Tagger())
    (trace,) = reading.traces["quote"]
    assert trace.passage is not None
    reasons = {c.kind.value: c.reason for c in trace.cautions}
    assert ("quoted there" in reasons) is flagged
    assert ("taken back" in reasons) is flagged
    if flagged:
        assert "rival" in reasons["quoted there"]
        assert "That is not so." in reasons["taken back"]


@pytest.mark.parametrize(("word", "asked"), [("harbourdoggle", 1), ("good", 0)])
def test_a_single_word_is_looked_for_where_few_say_it(tmp_path, word, asked):
    text = f"The mayor called the plan {word}."
    start = text.index(word)
    spans = (Span(start, start + len(word)),)
    attrib = Attribution(
        "a", (Span(0, 9),), (Span(10, 16),), (Span(17, start + len(word)),), spans, Mode.MIXED
    )
    index = build_index(tmp_path, "", [Record("r", f"MAYOR ROOS: I call it a {word}.")])
    (reading,) = trace_readings([Reading(Snapshot("page", text), (attrib,))], index, paraphrases=False)
    assert sum(len(traces) for traces in reading.traces.values()) == asked
