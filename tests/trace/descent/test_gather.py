"""Which quotes are wordings of one utterance, and which only share a phrase."""

import pytest

from onrecord.model import Span
from onrecord.trace.descent import Quoted, gather_families

from .families import SAID

LONG = "the slipway at the north quay is not safe for lorries before the winter"
OTHER = "the rescue boat will be moved to the south pier when the storms begin"


def together(*quotes: Quoted) -> list[list[int]]:
    return [family for family in gather_families(quotes) if len(family) > 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, LONG.replace("lorries", "trucks")),
        (LONG, "is not safe for lorries before the winter"),
        (LONG, f"I have said that {LONG}, and I will say it again"),
        (SAID, SAID.replace("lamps", "fires").replace("ninety", "90")),
    ],
)
def test_wordings_of_one_utterance(one, other):
    assert together(Quoted(one), Quoted(other)) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LONG, OTHER),
        ("thoughts and prayers", "thoughts and prayers"),
        (f"at the end of the day {LONG}", f"at the end of the day {OTHER}"),
        ("", LONG),
    ],
)
def test_a_phrase_is_no_utterance(one, other):
    assert together(Quoted(one), Quoted(other)) == []


def test_two_who_are_named_otherwise_did_not_say_it_unless_it_is_long():
    short = LONG.removesuffix(" for lorries before the winter")
    assert together(Quoted(short, "Ada Crane"), Quoted(f"{short}", "Tom Wick")) == []
    assert together(Quoted(SAID, "Ada Crane"), Quoted(SAID, "Tom Wick")) == [[0, 1]]
    assert together(Quoted(SAID, "Ada Crane"), Quoted(f"{LONG} {SAID}", "Tom Wick")) == []
    assert together(Quoted(LONG, "Ada Crane"), Quoted(LONG, "Crane"), Quoted(LONG, "she")) == [[0, 1, 2]]


def test_a_slogan_does_not_glue_two_speeches():
    slogan = "keep the harbour lamps lit"
    speeches = [f"{slogan} {LONG}", f"{OTHER} {slogan}"]
    families = together(*map(Quoted, (*speeches, slogan)))
    assert families in ([[0, 2]], [[1, 2]])


def test_one_passage_of_a_record_is_one_utterance():
    a, b, c = (
        Quoted(w, None, ("r", Span(*s)))
        for w, s in (("rough at first", (5, 20)), ("first of all", (15, 30)), ("far", (90, 95)))
    )
    assert together(a, b, c) == [[0, 1]]


def test_ten_thousand_quotes_and_one_phrase_of_all_come_to_an_end():
    quotes = [
        Quoted(f"the slipway at the quay {i} {i * 7} {i * 13} {i * 17} {i * 19} {i * 23}")
        for i in range(10_000)
    ]
    assert sum(map(len, gather_families(quotes))) == len(quotes)
