"""Interviews without names."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.interviews import find_interview
from onrecord.model import Mode, Snapshot
from onrecord.text.quotes import paragraphs
from tests.extract.words import cut

HEAD = "Five questions for a captain\n\nMira Lund has steered the ferry for thirty years.\n\n"
TAIL = "\n\nThe ferry runs daily from nine."


def _answers(text):
    found = find_interview(text, list(paragraphs(text)))
    return [(cut(text, draft.source), cut(text, draft.content)) for draft in found]


def test_answers_in_the_first_person_are_whose_name_stands_above():
    text = f"{HEAD}Was it hard for you?\n\nI was sick.\n\nMy father laughed.\n\nAnd then?\n\nI stayed.\n\nWhat did you do?\n\nWe had sheep.{TAIL}"
    assert _answers(text) == [
        ("Mira Lund", "I was sick. … My father laughed."),
        ("Mira Lund", "I stayed."),
        ("Mira Lund", "We had sheep."),
    ]


def test_answers_that_are_quoted_whole(tagger):
    text = f"{HEAD}Was it hard?\n\n“He says that it was.”\n\nAnd then?\n\n“It rained,” she says.\n\nWhy?\n\n“Sheep.”{TAIL}"
    assert _answers(text) == [("Mira Lund", "“He says that it was.”"), ("Mira Lund", "“Sheep.”")]
    found = extract_attributions(Snapshot("page", text), tagger)
    assert [a.mode for a in found if a.parent is None] == [Mode.DIRECT] * 3


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Why is it shut?\n\nThere are cracks.\n\nWhen will it open?\n\nIn June.\n\nAnd now?\n\nTake a bus.{TAIL}",
        f"{HEAD}Was it hard?\n\nI was sick.{TAIL}",
        f"{HEAD}I met her once.\n\nWas she right?\n\nI doubt it.\n\nDid you?\n\nI did.\n\nWhat can you do?\n\nI rest.{TAIL}",
        f"{HEAD}Was it right?\n\nI doubt it.\n\nCould I have known?\n\nI did.\n\nWhy?\n\nI was away.{TAIL}",
        f"{HEAD}Is it shut?\n\nWe do not know.\n\nWhen?\n\nWe shall see.\n\nWhy?\n\nI asked our engineers.{TAIL}",
        "Why?\n\nHow?\n\nWhen?\n\nWho?",
    ],
)
def test_what_explains_is_no_interview(text):
    assert _answers(text) == []


def test_whoever_was_met_answers_and_an_answer_ends_at_the_next_question():
    head = "A captain leaves\n\nThe New Lowmere ferry sails. We met Orla Venn on Monday.\n\n"
    text = f"{head}Were you afraid?\n\nI was.\n\nWas it hard?\n\n“It was.”\n\nDo you swim?\n\nI do.\n\nAnd you sail?\n\nI do."
    assert _answers(text) == [("Orla Venn", "I was."), ("Orla Venn", "I do."), ("Orla Venn", "I do.")]
