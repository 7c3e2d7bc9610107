"""Statements that a noun tells."""

import pytest

from onrecord.extract.inside.nouns import LONGEST, find_nouns
from tests.extract.words import cut


def _told(text):
    return [
        (cut(text, draft.source), cut(text, draft.cue), cut(text, draft.content))
        for draft in find_nouns(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Orvane's claim that it leaks", ("Orvane's", "claim", "that it leaks")),
        ("his earlier claims of fraud, she said", ("his", "claims of", "fraud")),
        ("calls for a ban on boats", ("", "calls for", "a ban on boats")),
        ("the guild’s request to see the map", ("the guild’s", "request", "to see the map")),
        (
            "statements by the old guild last week that it leaks.",
            ("the old guild", "statements", "that it leaks"),
        ),
        ("worries about the dam were raised", ("", "worries about", "the dam")),
        ("the board's attacks on her", ("the board's", "attacks on", "her")),
    ],
)
def test_a_noun_tells(text, told):
    assert _told(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "the statement was long",
        "a claim to",
        "calls that day",
        "they claim that it leaks",
        "an attack of nerves",
        "",
    ],
)
def test_what_only_looks_like_it(text):
    assert _told(text) == []


def test_a_noun_in_what_another_tells_is_left_to_that():
    assert _told("the guild's claim that Orvane's promise to mend it was kept") == [
        ("the guild's", "claim", "that Orvane's promise to mend it was kept")
    ]


def test_what_is_told_ends_with_its_sentence():
    assert _told("her promise to mend it. We went home") == [("her", "promise", "to mend it")]


def test_what_is_told_is_bounded():
    text = "claims of " + "mud " * 1000
    ((_, _, content),) = _told(text)
    assert len(content) <= LONGEST


def test_only_the_stretch_is_read():
    text = "Orvane's claim that it leaks"
    assert [cut(text, draft.source) for draft in find_nouns(text, 9, len(text))] == [""]
