"""Where a fronted content ends, and a word on what was said."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.mending.fronted import end_before_word_on_it, end_fronted
from onrecord.model import Span
from tests.extract.words import span_of


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        (
            "Although Orvane claims it holds, the dam leaks.",
            "it holds, the dam leaks",
            "it holds",
        ),
        ("Orvane claims it holds, and it does.", "it holds, and it does", "it holds, and it does"),
        ("While Orvane claims it holds, the dam leaks.", "it holds", "it holds"),
        (
            "While Orvane claims the dam, built in 1950, is clean, safe and dry, the river is brown.",
            "the dam, built in 1950, is clean, safe and dry, the river is brown",
            "the dam, built in 1950, is clean, safe and dry",
        ),
        (
            "While Orvane claims “it holds, and will hold”, the dam leaks.",
            "“it holds, and will hold”, the dam leaks",
            "“it holds, and will hold”",
        ),
    ],
)  # fmt: skip
def test_a_fronted_clause_ends_before_its_main_clause(text, content, kept):
    draft = Draft([span_of(text, "Orvane")], [span_of(text, "claims")], [span_of(text, content)])
    end_fronted(text, Span(0, len(text)), draft)
    assert [text[s:e] for s, e in draft.content] == [kept]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("that the port had fallen, a claim the army denied", "that the port had fallen"),
        ("that the port had fallen, which could not be independently verified", "that the port had fallen"),
        ("it had fallen; this could not immediately be confirmed", "it had fallen"),
        (
            "that he died on Sunday, two days after the fire",
            "that he died on Sunday, two days after the fire",
        ),
        (
            "she was dismissed in May, a week after she rang",
            "she was dismissed in May, a week after she rang",
        ),
        ("it was “a lie, a claim nobody believes”", "it was “a lie, a claim nobody believes”"),
        ("that he had lodged a claim", "that he had lodged a claim"),
        ("that the port had fallen, hours after the last ship left", "that the port had fallen"),
        ("that the port fell an hour after dawn", "that the port fell an hour after dawn"),
        (
            "that it would shut, a month before the sale, and that all go",
            "that it would shut, a month before the sale, and that all go",
        ),
    ],
)
def test_a_word_on_what_was_said_is_no_part_of_it(content, kept):
    text = f"Orvane said {content}."
    draft = Draft([span_of(text, "Orvane")], [span_of(text, "said")], [span_of(text, content)])
    end_before_word_on_it(text, draft)
    assert [text[s:e] for s, e in draft.content] == [kept]
