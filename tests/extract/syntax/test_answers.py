"""A question, and the yes or no to it."""

import pytest

from onrecord.extract.draft import How
from onrecord.extract.syntax.answers import find_answers
from onrecord.model import Span


@pytest.mark.parametrize(
    ("text", "asker", "source", "cue", "asks", "how"),
    [
        (
            "When asked if the toll would rise, Pim Adeyo replied in the affirmative.",
            [], "Pim Adeyo", "replied in the affirmative", "the toll would rise", How.ASSENT,
        ),
        ("Asked by a reporter whether it leaks, she nodded.", ["a reporter"], "she", "nodded", "it leaks", How.ASSENT),
        (
            "Orvane answered “yes” when asked whether it was safe.",
            [], "Orvane", "answered “yes”", "it was safe", How.ASSENT,
        ),
        ("Asked whether it was safe, Orvane said no.", [], "Orvane", "said no", "it was safe", How.DISSENT),
        (
            "Orvane replied “no” when asked if she would go.",
            [], "Orvane", "replied “no”", "she would go", How.DISSENT,
        ),
        (
            "Asked by the clerk if it leaks, he shook his head.",
            ["the clerk"], "he", "shook his head", "it leaks", How.DISSENT,
        ),
        ("Lund nodded when asked if it leaked.", [], "Lund", "nodded", "it leaked", How.ASSENT),
        (
            "Brandt and Orvane said yes when asked whether they would stay.",
            [], "Brandt and Orvane", "said yes", "they would stay", How.ASSENT,
        ),
        ("It rained and Orvane nodded when asked if it leaks.", [], "Orvane", "nodded", "it leaks", How.ASSENT),
        ("She asked if it was cold, and he nodded.", [], "he", "nodded", "it was cold", How.ASSENT),
        ("It rained, and Orvane nodded when asked if it leaks.", [], "Orvane", "nodded", "it leaks", How.ASSENT),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ahead", ["", "The dam was inspected. "])
def test_yes_and_no(ahead, text, asker, source, cue, asks, how):
    text = ahead + text
    asked, answer = find_answers(text, Span(len(ahead), len(text)))
    assert [text[s:e] for s, e in asked.source] == asker
    assert [text[s:e] for s, e in answer.source] == [source]
    assert [text[s:e] for s, e in answer.cue] == [cue]
    assert [text[s:e] for s, e in answer.content] == [asks]
    assert asked.content == answer.content
    assert answer.how is how


@pytest.mark.parametrize(
    "text",
    [
        "She asked if the toll would rise.",
        "Asked about the toll, she left.",
        "He nodded and asked whether it leaks.",
        "Asked whether it leaks, she said no decision had been made.",
        "Asked whether it leaks, Orvane never answered yes.",
        "Asked whether it leaks, Orvane paused and nodded.",
        "Asked if it leaks," + " " * 20_000 + "she left.",
        "asked if , a " * 40_000,
    ],
)
def test_neither_yes_nor_no(text):
    assert find_answers(text, Span(0, len(text))) is None
