"""Where one passage of a spliced quote ends and the next begins."""

import pytest

from .conftest import find

SPEECH = (
    "ADA MOORE: I have travelled along the whole coast this year, and I met the keepers of every lamp. "
    + "Some of what they told me I would rather not have heard before breakfast. " * 8
    + "I learned a great deal about oil, and about the patience of those who carry it up the stairs."
)
QUOTES = [
    "I met the keepers of every lamp. I learned a great deal about oil, and about the patience of those",
    "I met the keepers of every lamp … I learned a great deal about oil, and about the patience of those",
    "I learned a great deal about oil, and about the patience of those. I met the keepers of every lamp",
]


@pytest.mark.parametrize("quote", QUOTES)
def test_the_words_at_a_joint_belong_to_the_passage_that_has_them(index_of, quote):
    trace = find(index_of(SPEECH), quote)
    first, second = (SPEECH[s:e] for s, e in trace.alignment.record_spans)
    assert {first, second} == {
        "I met the keepers of every lamp",
        "I learned a great deal about oil, and about the patience of those",
    }
    assert not [edit for edit in trace.alignment.edits if edit.kind != "equal"]
