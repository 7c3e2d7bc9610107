"""Words set off below whoever wrote them, without quotation marks."""

import pytest

from onrecord.extract.laid_out.blocks import find_blocks
from onrecord.model import Mode
from onrecord.text.quotes import paragraphs
from tests.extract.words import cut, read


def _blocks(text):
    return [[text[s:e] for s, e in block] for block in find_blocks(text, list(paragraphs(text)), [])]


OWNER = "In a statement posted on Sunday, Rex Malloy said:"
SORRY = "We are heartbroken by what happened at the doors of the Velvet. We let our guests down."
PLANNED = "We had planned for nine hundred people and two thousand came."
POLICE = "Police said two people remained in hospital."


def _read(text, tagger):
    return [(cut(text, a.source), cut(text, a.content), a.mode, a.parent is None) for a in read(text, tagger)]


def test_a_statement_of_two_paragraphs(tagger):
    text = "\n\n".join([OWNER, SORRY, PLANNED, POLICE])
    assert _read(text, tagger) == [
        ("Rex Malloy", f"{SORRY} … {PLANNED}", Mode.DIRECT, True),
        ("Police", "two people remained in hospital", Mode.INDIRECT, True),
    ]


def test_what_is_told_inside_a_block_is_its_writers(tagger):
    told = "The fire chief told me that the doors had been locked. Nobody told the guests."
    text = "\n\n".join(["Malloy's partner, Ada Finch, wrote on X:", told, POLICE])
    outer, inner, *_ = _read(text, tagger)
    assert outer == ("Malloy's partner, Ada Finch,", told, Mode.DIRECT, True)
    assert inner == ("The fire chief", "that the doors had been locked", Mode.INDIRECT, False)


def test_a_block_ends_with_its_first_paragraph_where_the_outlet_says_i_too():
    text = "\n\n".join([OWNER, SORRY, PLANNED, POLICE, "I went home along the quay."])
    assert _blocks(text) == [[SORRY]]
    assert _blocks("\n\n".join([OWNER, SORRY, PLANNED, POLICE])) == [[SORRY, PLANNED]]


@pytest.mark.parametrize(
    "text",
    [
        f"{OWNER}\n\n“{SORRY}”",  # it has its marks
        f"{OWNER}\n\n• {SORRY}",
        f"{OWNER}\n\n1. {SORRY}",
        f"{OWNER}\n\nThe Velvet is closed\n\nSchools open at noon",
        f"{OWNER}\n\nAdvertisement\n\n{POLICE}",
        f"The court said that the club must do the following:\n\n{PLANNED}",
        f"Here are the main points:\n\n{PLANNED}",
        f"Read more:\n\n{PLANNED}",
    ],
)
def test_no_block(text):
    assert _blocks(text) == []


def test_what_stands_between_and_is_not_read_parts_a_block_from_its_lead():
    text = f"{OWNER}\n\nLog in to read on.\n\n{POLICE}"
    read = [p for p in paragraphs(text) if not text[slice(*p)].startswith("Log")]
    assert find_blocks(text, read, []) == []
