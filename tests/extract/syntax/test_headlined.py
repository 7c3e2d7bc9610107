"""What a headline tells in its own grammar."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.syntax.headlined import find_headlined
from onrecord.model import Span
from onrecord.text.quotes import paragraphs
from tests.extract.words import roles

BODY = "\n\nThe hall was full."


def _found(headline, drafts=()):
    text = headline + BODY
    found = find_headlined(text, list(paragraphs(text)), list(drafts))
    return [roles(text, draft) for draft in found]


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Premier rules out inquiry into car park", ("Premier", "rules out", "inquiry into car park")),
        ("Utility chief concedes valve was never tested",
         ("Utility chief", "concedes", "valve was never tested")),
        ("Pupils differ over uniform", ("Pupils", "differ over", "uniform")),
        ("High Court pulls up council over files", ("High Court", "pulls up", "council over files")),
        ("‘Bath without a plug’: engineer", ("engineer", ":", "‘Bath without a plug’")),
        ("Cyclist had no lights, inquest hears", ("inquest", "hears", "Cyclist had no lights")),
    ],
)  # fmt: skip
def test_a_headline_tells(headline, found):
    assert _found(headline) == [found]


@pytest.mark.parametrize(
    "headline",
    [
        "Pier reopens after storm",
        "Car pulls up at pier",
        "Bus slams into lorry near Velda, nine dead",
        "Twin bomb blasts rock market",
        "Hospitals admit record number of flu patients",
        "We must say no to cheap ferries",
        "Judge pulls up at pier gate",
        "‘Salt and Steam’: Lena Orvo",
        "‘I lost it all’: the last keeper",
        "‘Bath without a plug’: how an engineer",
        "The mayor says the pier is safe.",
        "The ferry: mayor says it stays" + "!" * 120,
    ],
)
def test_no_headline_that_tells(headline):
    assert _found(headline) == []


def test_what_was_found_in_it_is_left_alone():
    assert _found("Mayor says pier is safe", [Draft([Span(0, 5)], [Span(6, 10)], [Span(11, 23)])]) == []
