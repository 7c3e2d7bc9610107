"""Speakers' labels inside a page."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.labels import find_labelled
from onrecord.model import Mode, Snapshot
from onrecord.text.quotes import paragraphs
from onrecord.text.turns import find_turns

INTERVIEW = (
    "The harbour minister met us on the pier.\n\n"
    "Lantern: Does it leak?\n\n"
    "Lia Orvane: It does not. The guild said it leaked.\n\n"
    "They were wrong.\n\n"
    "(She laughs.)\n\n"
    "Lantern: And the ferry?\n\n"
    "Lia Orvane: It sails.\n\n"
    "She walked off along the quay."
)


def _found(text):
    return [
        (
            *(text[s:e] for s, e in (*draft.source, *draft.cue)),
            " / ".join(text[s:e] for s, e in draft.content),
        )
        for draft in find_labelled(text, list(paragraphs(text, 0, len(text))))
    ]


def test_an_interview():
    assert _found(INTERVIEW) == [
        ("Lantern", ":", "Does it leak?"),
        ("Lia Orvane", ":", "It does not. The guild said it leaked. / They were wrong."),
        ("Lantern", ":", "And the ferry?"),
        ("Lia Orvane", ":", "It sails."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Date: 3 May\n\nPlace: Sallow\n\nContact: the guild",
        "Witnesses: Lia Orvane\n\nMembers present: Brandt\n\nApologies: Lund",
        "One thing is clear: the dam leaks.\n\nSo it goes: slowly.\n\nAnd yet: it holds.",
        "MINISTER: It leaks.\n\nNothing more was said.",
        "",
    ],
)
def test_no_turns(text):
    assert _found(text) == []


def test_reactions():
    text = (
        "@pim: it leaks\n\n@lia_o: it does not\n\n@pim: it does\n\n“It holds, for now.” — Kim Roos, engineer"
    )
    assert _found(text)[1:] == [
        ("@lia_o", ":", "it does not"),
        ("@pim", ":", "it does"),
        ("Kim Roos, engineer", "—", "“It holds, for now.”"),
    ]


def test_the_number_of_a_question_and_the_time_of_an_entry_are_no_part_of_a_name():
    text = (
        "Chair: When did you learn of it?\n\nDr Vance: In October.\n\nQ2 Sir Alan Croft: And did nothing?\n\n"
        "[00:14:05] Dr Vance: I wrote.\n\nQ3 Chair: Thank you.\n\n10.42am Dr Vance: Thank you."
    )
    assert [source for source, _, _ in _found(text)] == [
        "Chair", "Dr Vance", "Sir Alan Croft", "Dr Vance", "Chair", "Dr Vance"
    ]  # fmt: skip


def test_a_handle_tells_a_speaker_once_named():
    text = "Ada Crane (@ada): Good.\n\nBertil Moss (@bmoss): Bad.\n\nElm Water (@elm): We are reading it."
    assert [source for source, _, _ in _found(text)] == ["Ada Crane", "Bertil Moss", "Elm Water"]


@pytest.mark.parametrize("line", ["A Note To Readers: we err.", "Question: why?"])
def test_a_letter_is_a_label_only_by_itself(line):
    is_label = line.startswith("Question")
    assert bool(find_turns(line)) is is_label


def test_what_is_said_in_a_turn_is_nested_in_it(tagger):
    found = extract_attributions(Snapshot("page", INTERVIEW), tagger)
    turns = [a for a in found if a.parent is None and INTERVIEW[slice(*a.cue[0])] == ":"]
    assert [a.mode for a in turns] == [Mode.DIRECT] * 4
    (inner,) = [a for a in found if a.parent is not None]
    assert inner.parent == turns[1].id
    assert INTERVIEW[slice(*inner.source[0])] == "The guild"


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            "Chairwoman TOMLIN. We will begin.\n\nMr. VAN HASKETT. When did they tell you?\n\nMr. McORLEY. In April.",
            [
                ("Chairwoman TOMLIN", ".", "We will begin."),
                ("Mr. VAN HASKETT", ".", "When did they tell you?"),
                ("Mr. McORLEY", ".", "In April."),
            ],
        ),
        (
            "Sir Hugh Roos (Trent) (Con): Will she give way?\n\n"
            "The Under-Secretary of State (Ms Nadia Crane): I will.\n\nSir Hugh Roos: I am grateful.",
            [
                ("Sir Hugh Roos", ":", "Will she give way?"),
                ("Ms Nadia Crane", ":", "I will."),
                ("Sir Hugh Roos", ":", "I am grateful."),
            ],
        ),
        (
            "“ORRELL: It passed.\n\n“Twice.\n\n“TRASK: It did not.\n\nThe report calls it safe.\n\n“ORRELL: It did.”",
            [
                ("ORRELL", ":", "It passed. / “Twice."),
                ("TRASK", ":", "It did not."),
                ("ORRELL", ":", "It did.”"),
            ],
        ),
        (
            "The FBI. That is who came.\n\nFULL STORY. It leaks.\n\nTo NASA. It leaks.\n\nU.S. NEWS. It leaks.",
            [],
        ),
    ],
)
def test_labels_of_congress_parliament_and_of_a_quoted_transcript(text, turns):
    assert _found(text) == turns
