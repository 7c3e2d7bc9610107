"""On whose word a statement is told."""

import pytest

from tests.extract.words import cut, read, roles


def _inner(text, tagger):
    found = read(text, tagger)
    outer = {a.id: cut(text, a.source) for a in found}
    return [(outer[a.parent], *roles(text, a)) for a in found if a.parent]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Police are treating the fire as suspicious, the BNS agency reported, quoting an unnamed officer.",
         ("the BNS agency", "an unnamed officer", "quoting", "Police are treating the fire as suspicious")),
        ("The BNS agency, citing Mira Orvane, reported that the fire was laid.",
         ("The BNS agency", "Mira Orvane", "citing", "that the fire was laid")),
        ("Citing two officials, the Courier reported that the fire was laid.",
         ("the Courier", "two officials", "Citing", "that the fire was laid")),
    ],
)  # fmt: skip
def test_whoever_is_cited_has_said_it_too(tagger, text, inner):
    assert _inner(text, tagger) == [inner]
    assert len(read(text, tagger)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The mayor will stay, she said, citing her love of the sea.",
        "The pier will shut, the council announced, citing costs.",
        "The club will move, its chairman said, citing report delays and staff costs.",
        "The club will move, its chairman said, citing record losses.",
    ],
)
def test_a_reason_is_nobodys_word(tagger, text):
    assert _inner(text, tagger) == []
