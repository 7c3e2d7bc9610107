"""Which quotes of a statement are looked for."""

from onrecord.model import Attribution, Mode, Reading, Record, Snapshot, Span
from onrecord.pipeline import trace_readings
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
