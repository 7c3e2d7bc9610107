"""Speakers named on a line of their own above their words."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.laid_out.namelines import find_quoted_under_names, find_under_names
from onrecord.model import Mode, Snapshot
from onrecord.text.quotes import paragraphs

READERS = (
    "We asked three readers what they would change first.\n\n"
    "Carla Nunez, 34, baker\nThe rents. My landlord told me that he would rather have it empty than cheap.\n\n"
    "Piet Vos, 61\nBenches. I have said it to every mayor since 1990.\n\nYou cannot have a street without a seat.\n\n"
    "Cllr Amina Yusuf\nNothing is open after five. I want somewhere to go that is not a pub.\n\n"
    "The council will publish its plan in May."
)


def _found(text):
    drafts = find_under_names(text, list(paragraphs(text)))
    return [tuple(text[s:e] for s, e in (*draft.source, *draft.content)) for draft in drafts]


def test_a_panel():
    assert [(who, len(words)) for who, *words in _found(READERS)] == [
        ("Carla Nunez, 34, baker", 1),
        ("Piet Vos, 61", 2),
        ("Cllr Amina Yusuf", 1),
    ]


def test_what_is_told_inside_their_words_is_theirs(tagger):
    found = extract_attributions(Snapshot("page", READERS), tagger)
    nunez = next(a for a in found if READERS[slice(*a.source[0])].startswith("Carla"))
    assert (nunez.mode, nunez.cue) == (Mode.DIRECT, ())
    assert "My landlord" in [READERS[slice(*a.source[0])] for a in found if a.parent == nunez.id]


SAID = "I have told the mayor that the street is empty."


@pytest.mark.parametrize(
    "text",
    [
        f"Getty Images\n{SAID}\n\nAnna Lisle\n{SAID}\n\nGetty Images\n{SAID}\n\nGetty Images\n{SAID}",
        f"Advertisement\n{SAID}\n\nAdvertisement\n{SAID}\n\nAdvertisement\n{SAID}",
        "Carla Nunez, 34\nNunez baked bread.\n\nPiet Vos, 61\nVos mended nets.\n\nAda Finch, 40\nFinch taught here.",
        f"Carla Nunez, 34\n{SAID}\n\nPiet Vos, 61\n{SAID}",
        f"Carla Nunez, 34\n{SAID}\n\nPiet Vos, 61\n{SAID}\n\n{SAID}\n\n{SAID}\n\n{SAID}\n\n{SAID}\n\nAda Finch, 40\n{SAID}",
    ],
    ids=["credits", "advertisements", "the dead", "too few", "too far apart"],
)
def test_no_panel(text):
    assert _found(text) == []


REACTIONS = (
    "Dr Kofi Lund, reader in harbours, Sallow College\n\n“It leaks. I have said so.” He wants a new wall.\n\n"
    "Mira Vos, director, the ferry line\n\n“It holds.”\n\n“It always has.”\n\nThe guild will meet in May."
)


def _quoted(text):
    drafts = find_quoted_under_names(text, list(paragraphs(text)))
    return [tuple(text[s:e] for s, e in (*draft.source, *draft.content)) for draft in drafts]


@pytest.mark.parametrize("marks", ["“”", "‘’", '""'])
def test_reactions_in_marks_of_any_kind(marks):
    text = REACTIONS.replace("“", marks[0]).replace("”", marks[1])
    assert [len(found) for found in _quoted(text)] == [2, 3]


@pytest.mark.parametrize("before", ["", "Three react.\n\n", "Ada Crewe, a guide, said:\n\n“It sinks.”\n\n"])
def test_reactions_below_names_with_posts(before):
    assert _quoted(before + REACTIONS) == [
        ("Dr Kofi Lund, reader in harbours, Sallow College", "“It leaks. I have said so.”"),
        ("Mira Vos, director, the ferry line", "“It holds.”", "“It always has.”"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"“It sinks.”\n\n{REACTIONS}",
        REACTIONS.replace("so.”", "so,”").replace("He wants", "he said:"),
        REACTIONS.replace(", director, the ferry line", ""),
        "Boats, bridges and mills\n\n“It leaks.”\n\nGreen Hills, Blue Bay and more\n\n“It holds.”",
    ],
    ids=["names below", "a cue", "no post", "subheads"],
)
def test_no_reactions(text):
    assert _quoted(text) == []
