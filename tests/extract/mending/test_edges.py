"""Marks at the edges of spans: whose they are."""

import time

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.layout import Layout
from onrecord.extract.mending.edges import keep_to_sentence, reach_verb, tidy_edges
from onrecord.model import Snapshot, Span
from onrecord.text.quotes import quoted_spans
from tests.extract.words import roles


def tidy(text: str, source: str, cue: str, content: str) -> tuple[str, str, str]:
    """The roles of a draft whose spans are where these words first stand."""
    spans = (
        [Span(at, at + len(words))] for words in (source, cue, content) if (at := text.index(words)) >= 0
    )
    draft = Draft(*spans)
    tidy_edges(text, draft, quoted_spans(text))
    return roles(text, draft)


@pytest.mark.parametrize(
    ("text", "source", "tidied"),
    [
        ("Orvane, said it leaks.", "Orvane,", "Orvane"),
        ("Orvane, the mayor, said it leaks.", "Orvane, the mayor,", "Orvane, the mayor,"),
        ("― Mara Orvane.\nsaid it leaks", "Mara Orvane.", "Mara Orvane"),
        ("Joe Orvane Jr. said it leaks.", "Joe Orvane Jr.", "Joe Orvane Jr."),
        ("the D.R.A. said it leaks.", "the D.R.A.", "the D.R.A."),
    ],
)
def test_a_source_ends_with_its_name(text, source, tidied):
    assert tidy(text, source, "said", "it leaks")[0] == tidied


@pytest.mark.parametrize(
    ("text", "content", "tidied"),
    [
        ("Orvane said it was “beyond repair,” and left.", "it was “beyond repair", "it was “beyond repair,”"),
        ("Orvane said it was ‘beyond repair’.", "it was ‘beyond repair", "it was ‘beyond repair’"),
        ("Orvane said “it leaks.”", "it leaks", "“it leaks.”"),
        ("Orvane said “it leaks. It sinks.”", "“it leaks", "“it leaks"),
        ('Orvane said it is "beyond repair.', 'it is "beyond repair', 'it is "beyond repair'),
        ("(Orvane said it leaks) and left.", "it leaks)", "it leaks"),
        ("Orvane said it leaks (badly) and left.", "it leaks (badly)", "it leaks (badly)"),
    ],
)
def test_a_content_has_its_marks_and_no_others(text, content, tidied):
    assert tidy(text, "Orvane", "said", content)[2] == tidied


def test_the_colon_before_the_words_is_the_cues():
    assert tidy("Orvane said: “It leaks.”", "Orvane", "said", "“It leaks.”")[1] == "said:"
    assert tidy("Orvane said it: the dam leaks.", "Orvane", "said", "the dam leaks")[1] == "said"


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("Orvane asked that it be burnt. It was not, and is here.", "that it be burnt. It was not", "that it be burnt"),
        ("He left at 10 a.m. The mayor, Orvane asked that it burn at 6 a.m. He left.", "that it burn at 6 a.m. He left", "that it burn at 6 a.m."),
        ("Is it lost? More than we think, Orvane asked.", "Is it lost? More than we think", "More than we think"),
        ("Orvane asked, “Is it lost? Is it burnt?”", "“Is it lost? Is it burnt?”", "“Is it lost? Is it burnt?”"),
        ("Orvane asked this:\nIs it lost? Is it burnt?", "Is it lost? Is it burnt", "Is it lost? Is it burnt"),
    ],
)  # fmt: skip
def test_a_content_that_is_not_quoted_ends_with_its_sentence(text, content, kept):
    at = text.index(content)
    draft = Draft(
        [Span(0, 6)], [Span(text.index("asked"), text.index("asked") + 5)], [Span(at, at + len(content))]
    )
    keep_to_sentence(draft, Layout.of(Snapshot("page", text)))
    assert roles(text, draft)[2] == kept


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("Orvane said the pump, fitted in May, was sound.", "the pump", "the pump, fitted in May, was sound"),
        ("Orvane said so, in writing, and was heard.", "so", "so"),
        (
            "Orvane said the pump was old, fitted in May, and was sound.",
            "the pump was old",
            "the pump was old",
        ),
        ("Orvane said a word, which was rude, is no crime.", "a word", "a word"),
    ],
)
def test_a_content_goes_on_to_its_verb(text, content, whole):
    at = text.index(content)
    draft = Draft([Span(0, 6)], [Span(7, 11)], [Span(at, at + len(content))])
    reach_verb(text, Span(0, len(text)), draft)
    assert roles(text, draft)[2] == whole


def test_the_end_of_a_sentence_is_looked_at_alone():
    text = "Orvane said the pump, fitted in May, was sound" + ", 3.5 on 3.6" * 500_000 + " or so."
    began = time.process_time()
    for _ in range(200):
        draft = Draft([Span(0, 6)], [Span(7, 11)], [Span(12, 20)])
        reach_verb(text, Span(0, len(text)), draft)
    assert draft.content == [Span(12, len(text) - 1)]
    assert time.process_time() - began < 1
