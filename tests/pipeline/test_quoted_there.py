"""What is read around a passage to tell whose words its speaker gives."""

import pytest

from onrecord.model import Passage, Reading, Snapshot, Span, Trace
from onrecord.pipeline import quoted_there

BEFORE, WORDS, AFTER = "Ladies and gentlemen, ", "we sail at noon.", " We do not. He said so."
TURN = 10  # code points of the record before the turn
START = TURN + len(BEFORE)
END = START + len(WORDS)


@pytest.mark.parametrize(
    ("turn", "around"),
    [
        (Span(TURN, END + 11), BEFORE + WORDS + AFTER[:11]),
        (Span(TURN, END), BEFORE + WORDS),
        (Span(TURN, END - 5), BEFORE + WORDS),  # the passage runs into the next speaker's words
        (Span(START, END + 99), WORDS + AFTER),
    ],
)
def test_nobody_elses_turn_is_read_around_a_passage(monkeypatch, turn, around):
    read: list[str] = []
    monkeypatch.setattr(quoted_there, "extract_attributions", lambda snap, _: read.append(snap.text) or ())
    passage = Passage("r", (Span(START, END),), WORDS, BEFORE, AFTER, "ADA MOORE", turn=turn)
    trace = Trace(Span(0, len(WORDS)), 1, passage)
    quoted_there.flag_quoted_there(Reading(Snapshot("page", WORDS), traces={"a": (trace,)}), None)
    assert read == [around]
