"""The source after its cue."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.mending.inverted import name_inverted
from onrecord.model import Span
from tests.extract.words import span_of


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Brandt left. “It leaks,” said Orvane, who stayed.", "said", "“It leaks,”", "Orvane"),
        (
            "Brandt left. “It leaks,” said the warden of the pier.",
            "said",
            "“It leaks,”",
            "the warden of the pier",
        ),
        (
            "Brandt left. “It leaks,” warned Ms. Lia van Orvane.",
            "warned",
            "“It leaks,”",
            "Ms. Lia van Orvane",
        ),
        ("Brandt left. “Does it?” asked she.", "asked", "“Does it?”", "she"),
        ("Brandt said Orvane was late.", "said", "Orvane was late", "Brandt"),
        ("Brandt rose, adding Orvane was late.", "adding", "Orvane was late", "Brandt"),
    ],
)
def test_the_source_stands_after_its_cue(text, cue, content, source):
    draft = Draft([span_of(text, "Brandt")], [span_of(text, cue)], [span_of(text, content)])
    start = text.index(". ") + 2 if ". “" in text else 0
    name_inverted(text, Span(start, len(text)), draft)
    assert [text[s:e] for s, e in draft.source] == [source]
