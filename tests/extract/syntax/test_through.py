"""Through whom words come: who quotes, and who is quoted."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.draft import Draft
from onrecord.extract.syntax.through import tell_through
from onrecord.model import Snapshot, Span
from onrecord.text.quotes import quoted_spans
from tests.extract.words import roles


def _told(text, drafts=()):
    drafts, inside = tell_through(text, [Span(0, len(text))], quoted_spans(text), list(drafts))
    return [roles(text, draft) for draft in drafts], [roles(text, draft) for draft in inside]


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“It leaks,” she was quoted by the Courier as saying.",
         ("the Courier", "was quoted", "“It leaks,” she … as saying"), ("she", "as saying", "“It leaks,”")),
        ("Orvane was quoted by the Courier as saying that it leaks.",
         ("the Courier", "was quoted", "Orvane … as saying that it leaks"), ("Orvane", "as saying", "that it leaks")),
        ("Orvane was also quoted by the Courier as saying: “It leaks. It always did.”",
         ("the Courier", "was also quoted", "Orvane … as saying: “It leaks. It always did.”"),
         ("Orvane", "as saying", "“It leaks. It always did.”")),
        ("The fire was laid, the BNS agency quoted an unnamed officer as saying.",
         ("the BNS agency", "quoted", "The fire was laid … an unnamed officer as saying"),
         ("an unnamed officer", "as saying", "The fire was laid")),
    ],
)  # fmt: skip
def test_who_quotes_and_who_is_quoted(text, outer, inner):
    assert _told(text) == ([outer], [inner])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("In remarks carried by the agency, he was quoted as saying that it leaks.", "he"),
        ("On Monday, Orvane was quoted as saying in the Courier that it leaks.", "Orvane"),
        ("In May Ada Crane was quoted as saying that it leaks.", "Ada Crane"),
        ("An hour later the mayor was quoted as saying that it leaks.", "the mayor"),
    ],
)
def test_what_stands_before_may_be_where_or_when_it_was_said(text, who):
    assert _told(text) == ([(who, "was quoted as saying", "that it leaks")], [])


def test_where_nobody_is_said_to_quote_the_words_are_of_whoever_is_quoted():
    text = "“It leaks,” Orvane was quoted as saying."
    misread = Draft([], [Span(19, 39)], [Span(0, 11), Span(12, 18)])
    assert _told(text, [misread]) == ([("Orvane", "was quoted as saying", "“It leaks,”")], [])


@pytest.mark.parametrize(
    "text",
    [
        "The law was cited by Orvane as a model.",
        "“I was quoted by the Courier as saying that it leaks,” she said.",
        "He left when Orvane was quoted as saying.",
    ],
)
def test_nobody_is_quoted(text):
    assert _told(text) == ([], [])


def test_on_a_page_the_words_hang_below_whoever_quotes_them(tagger):
    text = "“The dam leaks,” Orvane was quoted as saying by the BNS agency."
    outer, inner = extract_attributions(Snapshot("page", text), tagger)
    assert inner.parent == outer.id
    assert text[slice(*inner.source[0])] == "Orvane"
