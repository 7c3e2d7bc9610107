"""Dialogue behind dashes."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.laid_out.dashed import find_dashed
from onrecord.model import Mode, Snapshot
from onrecord.text.quotes import paragraphs
from tests.extract.words import roles

TALK = "— {}\n\n— Deep enough, I said. You can swim.\n\nThe ferry left."


def _found(text):
    drafts = find_dashed(text, list(paragraphs(text)))
    return [roles(text, draft) for draft in drafts]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Is it deep? asked Mira Lund.", ("Mira Lund", "asked", "Is it deep?")),
        ("No, the woman with the goat said, turning. It never was!",
         ("the woman with the goat", "said", "No … It never was!")),
        ("How is your knee?", ("", "—", "How is your knee?")),
        ("So we told him no, Mira put in from the stove.", ("Mira", "put in", "So we told him no")),
        ("You are late, he told me, although nobody had called.", ("he", "told", "You are late")),
        ("They said it did, she answered, and filled the jug.", ("she", "answered", "They said it did")),
        ("We shall see, he said, and you will row.", ("he", "said", "We shall see … and you will row")),
    ],
)  # fmt: skip
def test_who_speaks_behind_a_dash(line, found):
    assert _found(TALK.format(line)) == [found, ("I", "said", "Deep enough … You can swim")]


@pytest.mark.parametrize(
    "text",
    [
        "The points:\n— The dam leaks, Orvane said.\n— The pumps are old, the mayor said.",
        "— Will you go?\n— I shall.",
        "— I left, he said.",
        "— , I said.\n\n—. ",
    ],
)
def test_a_list_of_points_is_no_dialogue(text):
    assert _found(text) == []


def test_on_a_page_the_words_are_the_speakers_own(tagger):
    found = extract_attributions(Snapshot("page", TALK.format("Is it deep? asked Lund.")), tagger)
    assert [a.mode for a in found if a.parent is None] == [Mode.DIRECT, Mode.DIRECT]
