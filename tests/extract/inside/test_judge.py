"""What is judged to be a statement inside another's words."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.inside.judge import Seen, chance, signs
from onrecord.extract.inside.nesting import is_possible
from onrecord.model import Span


def _draft(text, *parts, confidence=0.8):
    """A draft of source, cue and content; an empty one has none."""
    spans = [[Span(text.index(part), text.index(part) + len(part))] if part else [] for part in parts]
    return Draft(*spans, confidence)


TEXT = "Orvane said the guild claimed that the dam leaks."
PARENT = _draft(TEXT, "Orvane", "said", "the guild claimed that the dam leaks")
CHILD = _draft(TEXT, "the guild", "claimed", "that the dam leaks")


def test_a_claim_with_a_source_is_likelier_than_none():
    nobody = _draft(TEXT, "", "claimed", "that the dam leaks")
    assert chance(TEXT, CHILD, PARENT, Seen.AGAIN) > chance(TEXT, nobody, PARENT, Seen.AGAIN)


def test_the_surer_the_tagger_the_likelier():
    unsure = _draft(TEXT, "the guild", "claimed", "that the dam leaks", confidence=0.1)
    assert chance(TEXT, CHILD, PARENT, Seen.AGAIN) > chance(TEXT, unsure, PARENT, Seen.AGAIN)


@pytest.mark.parametrize("seen", Seen)
def test_a_chance_is_between_0_and_1_whatever_is_seen(seen):
    odd = _draft(TEXT, "Orvane", "Orvane", "d", confidence=1.0)
    assert 0 < chance(TEXT, odd, odd, seen) < 1


def test_the_signs_tell_who_says_it_in_what_form():
    found = set(signs(TEXT, CHILD, PARENT, Seen.AGAIN))
    assert {
        "cue claims",
        "source described",
        "source beside",
        "content that",
        "to its end",
        "in says",
    } <= found


@pytest.mark.parametrize(
    ("text", "parts", "possible"),
    [
        ("I think it leaks.", ("I", "think", "it leaks"), False),
        ("I can promise that it leaks.", ("I", "can promise", "that it leaks"), False),
        ("I said it leaks.", ("I", "said", "it leaks"), True),
        ("They think it leaks.", ("They", "think", "it leaks"), True),
        ("It leaks, says the guild.", ("the guild", "", "It leaks"), False),
    ],
)
def test_the_speakers_own_i_think_says_no_more_than_they_do(text, parts, possible):
    parent = Draft([], [], [Span(0, len(text))])
    assert is_possible(text, _draft(text, *parts), parent) is possible


def test_what_repeats_its_parent_is_no_other():
    assert not is_possible(TEXT, _draft(TEXT, "", "said", "the guild claimed that the dam leaks"), PARENT)
