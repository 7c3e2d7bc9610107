"""What the maker of a record tells between the words of those who speak, and in the midst of them."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.laid_out.labels import find_labelled
from onrecord.extract.laid_out.minuted import closes, find_resolved, is_narrated
from onrecord.model import Mode, Snapshot
from onrecord.text.quotes import paragraphs
from tests.extract.words import cut

SPEAKERS = {"Ada Crane", "Sir Piet Lund"}


@pytest.mark.parametrize(
    "line",
    [
        "1.52 pm",
        "11 am",
        "10:42",
        "On resuming—",
        "Ada Crane indicated dissent.",
        "Sir Piet Lund rose—",
        "Several hon. Members rose—",
        "Ada Crane left the room.",
        "Question put and agreed to.",
        "Amendment, by leave, withdrawn.",
        "Clause 3 ordered to stand part of the Bill.",
        "The sitting was suspended at 11.04 am.",
        "The witness withdrew.",
        "The Committee suspended for a vote in the House.",
    ],
)
def test_what_was_done_in_the_room(line):
    assert is_narrated(line, 0, len(line), SPEAKERS)


@pytest.mark.parametrize(
    "line",
    [
        "Seven of them left.",
        "Joan Pell rose early.",
        "Ada Crane said so.",
        "Ada Crane left us alone with it.",
        "Ada Crane rose: the room fell silent.",
        "The witness we called withdrew.",
        "The house was closed when my father came.",
        "The Council passed it. Nobody noticed until the bill came, and then they all did.",
        "Ada Crane nodded. " + "It went on. " * 20,
    ],
)
def test_what_a_speaker_tells(line):
    assert not is_narrated(line, 0, len(line), SPEAKERS)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Question put and agreed to.", True),
        ("The House divided: Ayes 10, Noes 9.", True),
        ("Resolved,", True),
        ("Europe divided into two camps.", False),
        ("Ordered meals come late.", False),
        ("Resolved, we went home.", False),
    ],
)
def test_a_vote_ends_a_turn(line, ends):
    assert closes(line, 0, len(line)) is ends


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Resolved,\n\nThat the weir be mended.", ["That the weir be mended."]),
        ("RESOLVED – that the weir be mended.", ["that the weir be mended."]),
        ("Resolved,\n\nThe weir will be mended.", []),
        ("Resolved to mend it, they left.", []),
        ("Resolved", []),
    ],
)
def test_what_a_body_resolved(text, found):
    drafts = find_resolved(text, list(paragraphs(text)))
    assert [cut(text, draft.content) for draft in drafts] == found
    assert all(not draft.source and cut(text, draft.cue).lower() == "resolved" for draft in drafts)


DEBATE = (
    "Ada Crane: It leaks. {} It always has.\n\nSir Piet Lund rose—\n\nAda Crane: No.\n\n1.52 pm\n\n"
    "Sir Piet Lund: Will she mend it?\n\nQuestion put and agreed to.\n\nThe lamps were lit.\n\nAda Crane: I am obliged."
)


def _turns(text):
    return [(cut(text, d.source), cut(text, d.content)) for d in find_labelled(text, list(paragraphs(text)))]


def test_an_interjection_is_of_another_and_what_was_done_of_nobody(tagger):
    text = DEBATE.format("[Hon. Members: “Hear, hear.”]")
    assert _turns(text) == [
        ("Ada Crane", "It leaks. … It always has."),
        ("Hon. Members", "“Hear, hear.”"),
        ("Ada Crane", "No."),
        ("Sir Piet Lund", "Will she mend it?"),
        ("Ada Crane", "I am obliged."),
    ]
    found = extract_attributions(Snapshot("page", text), tagger)
    heard = next(a for a in found if a.source and text[slice(*a.source[0])] == "Hon. Members")
    assert heard.parent is None and heard.mode is Mode.DIRECT


@pytest.mark.parametrize(
    "aside",
    ["[She wrote: “It leaks.”]", "(my mother always said: “It leaks.”)", "[inaudible]", "[Source: “Weirs”]"],
)
def test_the_speaker_may_use_brackets_that_are_no_interjection(aside):
    text = DEBATE.format(aside)
    assert _turns(text)[0] == ("Ada Crane", f"It leaks. {aside} It always has.")
