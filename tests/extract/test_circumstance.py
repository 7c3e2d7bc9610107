"""Whom a statement was said to, when, and on what occasion."""

import pytest

from onrecord.extract.circumstance import find_addressee, find_occasion, find_when
from onrecord.extract.draft import Draft
from onrecord.model import Span
from tests.extract.words import span_of


@pytest.mark.parametrize(
    ("text", "cue", "content", "addressee", "when"),
    [
        ("Orvane told the board on Tuesday that it leaks.", "told", "that it leaks", "the board", "on Tuesday"),
        ("Orvane said on 3 May 2031 that it leaks.", "said", "that it leaks", None, "on 3 May 2031"),
        ("Orvane said it leaked on Tuesday.", "said", "it leaked on Tuesday", None, None),
        ("The board asked if it leaks.", "asked", "it leaks", None, None),
        ("When asked by reporters if it leaks, she left.", "asked", "it leaks", None, None),
        ("Orvane said the day before yesterday that it leaks.", "said", "that it leaks", None,
         "the day before yesterday"),
        ("Orvane said on Monday, 7 April, that it leaks.", "said", "that it leaks", None, "on Monday, 7 April"),
        ("Orvane said in May last year that it leaks.", "said", "that it leaks", None, "in May last year"),
        ("Orvane said on 3rd May that it leaks.", "said", "that it leaks", None, "on 3rd May"),
        ("Orvane said on Oct. 12, 2029, that it leaks.", "said", "that it leaks", None, "on Oct. 12, 2029"),
        ("Orvane told a rally at the weekend that it leaks.", "told", "that it leaks", "a rally", "at the weekend"),
        ("Orvane urged calm in a bay that was shut since Friday.", "urged", "calm", None, None),
        ("It fell on Friday after Orvane said it leaks.", "said", "it leaks", None, None),
        ("Last week Orvane said it leaks.", "said", "it leaks", None, "Last week"),
        ("Yesterday Orvane said it leaks.", "said", "it leaks", None, "Yesterday"),
        ("Orvane told Sallow Today on Friday it leaks.", "told", "it leaks", "Sallow Today", "on Friday"),
        ("“It leaks,” Orvane told a rally late on Friday.", "told", "“It leaks,”", "a rally", "late on Friday"),
        ("Orvane told the Lantern by phone that it leaks.", "told", "that it leaks", "the Lantern", None),
        ("ORVANE SAID FRIDAY THAT IT MAY LEAK.", "SAID", "THAT IT MAY LEAK", None, "FRIDAY"),
        ("“It leaks,” Orvane told reporters.", "told", "“It leaks,”", "reporters", None),
        ("Orvane told Mr. Brandt on Friday that it leaks.", "told", "that it leaks", "Mr. Brandt", "on Friday"),
        ("Orvane told the U.S. envoy that it leaks.", "told", "that it leaks", "the U.S. envoy", None),
        ("Orvane told the Sunday Lantern that it leaks.", "told", "that it leaks", "the Sunday Lantern", None),
        ("Orvane told the association of retired pilots and keepers of all lights of the northern coasts that it leaks.",
         "told", "that it leaks", None, None),
        ("Orvane told Lena May that it leaks.", "told", "that it leaks", "Lena May", None),
        ("On Friday Orvane told the board that it leaks.", "told", "that it leaks", "the board", "On Friday"),
    ],
)  # fmt: skip
def test_circumstance(text, cue, content, addressee, when):
    draft = Draft(
        [span_of(text, "Orvane")] if "Orvane" in text else [], [span_of(text, cue)], [span_of(text, content)]
    )
    sentence = Span(0, len(text))
    whom, day = find_addressee(text, draft, sentence), find_when(text, draft, sentence)
    assert (whom and text[slice(*whom)]) == addressee
    assert (day and text[slice(*day)]) == when


@pytest.mark.parametrize(
    ("text", "cue", "content", "occasion"),
    [
        (
            "Orvane said in an interview with the Lantern that it leaks.",
            "said",
            "it leaks",
            "in an interview with the Lantern",
        ),
        (
            "At a rally in Sallow on Tuesday, Orvane said it leaks.",
            "said",
            "it leaks",
            "At a rally in Sallow",
        ),
        (
            "In a May 3 interview with the Lantern, Orvane said it leaks.",
            "said",
            "it leaks",
            "In a May 3 interview with the Lantern",
        ),
        ("At a rally in Hask Orvane said it leaks.", "said", "it leaks", "At a rally in Hask"),
        ("In a blog post, Orvane said it leaks.", "said", "it leaks", "In a blog post"),
        ("Speaking at the new slip on Monday, Orvane said it leaks.", "said", "it leaks", "at the new slip"),
        ("Speaking in May, Orvane said it leaks.", "said", "it leaks", None),
        ("Orvane told the Lantern by phone that it leaks.", "told", "that it leaks", "by phone"),
        ("Orvane said in parliament that it leaks.", "said", "that it leaks", "in parliament"),
        ("Orvane wrote on Facebook that it leaks.", "wrote", "it leaks", "on Facebook"),
        ("Orvane said the dam at the rally leaks.", "said", "the dam at the rally leaks", None),
        ("Orvane said to the mayor it leaks.", "said", "it leaks", None),
        (f"Orvane said it leaks{', and so on' * 9}, and danced at a rally.", "said", "it leaks", None),
        (
            f"He had sung for them at a rally in Hask{', and so on' * 9}, and Orvane said it leaks.",
            "said",
            "it leaks",
            None,
        ),
        *(
            (
                f"At a rally in Hask{', and so on' * k}, Orvane said it leaks.",
                "said",
                "it leaks",
                "At a rally in Hask",
            )
            for k in (9, 99)
        ),
        (
            "At a rally in Hask, which had been called by the guild for the evening, Orvane said it leaks.",
            "said",
            "it leaks",
            "At a rally in Hask",
        ),
    ],
)
def test_occasion(text, cue, content, occasion):
    draft = Draft([span_of(text, "Orvane")], [span_of(text, cue)], [span_of(text, content)])
    found = find_occasion(text, draft, Span(0, len(text)))
    assert (found and text[slice(*found)]) == occasion
