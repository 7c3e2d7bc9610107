"""Sources and their relative clauses."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.mending.relative import name_relative, widen_relative
from onrecord.model import Span
from tests.extract.words import span_of


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "He cites an email in which the manager, Ada Crewe, wrote that it leaks.",
            "the manager, Ada Crewe,",
        ),
        ("He wrote that it leaks.", "He"),
        ("He cites a song in which nobody sings. He wrote that it leaks.", "He"),
    ],
)
def test_who_writes_in_a_letter_in_which_they_write(text, source):
    draft = Draft([span_of(text, "He")], [span_of(text, "wrote")], [span_of(text, "that it leaks")])
    name_relative(text, Span(text.rfind("He "), len(text)), draft)
    assert [text[s:e] for s, e in draft.source] == [source]


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("A nurse, who", "A nurse, who asked not to be named,"),
        ("A nurse", "A nurse, who asked not to be named,"),
        ("A nurse, who asked not to be named,", "A nurse, who asked not to be named,"),
    ],
)
def test_a_source_has_its_relative_clause_whole(source, whole):
    text = "A nurse, who asked not to be named, said that it leaks."
    draft = Draft([span_of(text, source)], [span_of(text, "said")], [span_of(text, "that it leaks")])
    widen_relative(text, draft)
    assert [text[s:e] for s, e in draft.source] == [whole]


@pytest.mark.parametrize(
    "text", ["A nurse left. Lund, who stayed, said that it leaks.", "A nurse, he said, leaks that it leaks."]
)
def test_what_is_no_clause_of_the_source_stays_apart(text):
    draft = Draft([span_of(text, "A nurse")], [span_of(text, "said")], [span_of(text, "that it leaks")])
    widen_relative(text, draft)
    assert [text[s:e] for s, e in draft.source] == ["A nurse"]
