"""What a page says of having been changed, and what only sounds like it."""

import pytest

from onrecord.model import Snapshot
from onrecord.text.notices import find_notice

OLD = Snapshot("a", "Rain fell on Monday. An earlier version of the bill was amended.")


def later(text: str, **told: str) -> Snapshot:
    return Snapshot("a", f"{OLD.text} {text}", **told)


@pytest.mark.parametrize(
    "note",
    [
        "Correction: it was Sunday.",
        "Corrections and clarifications: it was Sunday.",
        "CLARIFICATION – it was Sunday.",
        "Editor’s note: it was Sunday.",
        "Update: the rain has stopped.",
        "This article was amended on 3 May to say that it was Sunday.",
        "This story has been corrected.",
        "An earlier version of this report said that it was Monday.",
        "We have updated this to say Sunday.",
    ],
)
def test_a_note_is_found(note):
    assert find_notice(OLD, later(note)) == note


@pytest.mark.parametrize(
    "words",
    [
        "The minister said the correction of the river would take years.",
        "An earlier version of the law was worse.",
        "The bill was amended on Sunday.",
        "It was the earlier of the two.",
    ],
)
def test_what_is_news_is_no_note(words):
    assert find_notice(OLD, later(words)) is None


def test_a_note_that_was_there_before_says_nothing_of_this_change():
    first = later("Correction: it was Sunday.")
    assert find_notice(first, Snapshot("a", first.text.replace("Rain", "Snow"))) is None


@pytest.mark.parametrize(
    ("first", "second", "notice"),
    [
        ({}, {"updated": "2031-05-03"}, "updated 2031-05-03"),
        ({"updated": "2031-05-03"}, {"updated": "2031-05-04"}, "updated 2031-05-04"),
        ({"updated": "2031-05-03"}, {"updated": "2031-05-03"}, None),
        ({"updated": "2031-05-03"}, {}, None),
        ({"published": "2031-05-03"}, {"published": "2031-05-04"}, "published 2031-05-04"),
        ({"published": "2031-05-03"}, {"published": "2031-05-02"}, None),
        ({}, {"published": "2031-05-03"}, None),
    ],
)
def test_another_stamp_is_a_notice(first, second, notice):
    assert find_notice(Snapshot("a", "x", **first), Snapshot("a", "y", **second)) == notice
