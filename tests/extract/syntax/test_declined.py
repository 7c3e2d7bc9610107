"""What somebody would not say, by itself."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.syntax.declined import find_declined, part_declined
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans
from tests.extract.words import roles, span_of


def _found(text, *drafts):
    return [
        roles(text, draft)
        for draft in find_declined(text, [Span(0, len(text))], quoted_spans(text), list(drafts))
    ]


def _draft(text, source, cue, content):
    places = [Span(text.index(words), text.index(words) + len(words)) for words in (source, cue, content)]
    return Draft(*([place] for place in places))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He would not be drawn on what the next round would cost.",
         ("He", "would not be drawn on", "what the next round would cost")),
        ("The regulator wouldn’t comment on single schools; it has a staff of twelve.",
         ("The regulator", "wouldn’t comment on", "single schools")),
        ("Ms Brandt does not care to discuss her years in Velda.",
         ("Ms Brandt", "does not care to discuss", "her years in Velda")),
        ("Orvane refused to be drawn on the date.", ("Orvane", "refused to be drawn on", "the date")),
        ("The ministry had no comment on the raid.", ("The ministry", "had no comment on", "the raid")),
        ("The president was silent on the new tax, which divides his party.",
         ("The president", "was silent on", "the new tax, which divides his party")),
        ("It did not respond to questions from the Courier about why the valve stood open.",
         ("It", "did not respond to", "questions from the Courier about why the valve stood open")),
        ("Brandt did not answer a letter from Mr. Lind.", ("Brandt", "did not answer", "a letter from Mr. Lind")),
        ("Asked about the lease, she would not be drawn on its price.",
         ("she", "would not be drawn on", "its price")),
        ("Orvane, who left in May, would not discuss the move.",
         ("Orvane, who left in May,", "would not discuss", "the move")),
        ("But the mayor would not say when it would open, saying that it was early.",
         ("the mayor", "would not say", "when it would open")),
        ("He would not discuss his pay when approached by the Courier.",
         ("He", "would not discuss", "his pay")),
    ],
)  # fmt: skip
def test_what_is_declined(text, told):
    assert _found(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The engine did not respond to the throttle.",
        "The street was silent on both sides of the river.",
        "The pump was silent on Sunday.",
        "The door would not open.",
        "Orvane would not be drawn.",
        "“He would not comment on the lease.”",
        "Those who were there would not say who began it.",
        "The trust gave no date and the mayor would not say when.",
        "The pier closed and Orvane would not say why.",
        "What the sign did not say was where it led.",
    ],
)
def test_what_declines_nothing(text):
    assert _found(text) == []


def test_inside_anothers_words_nothing_is_added():
    text = "She said little; the ministry would not discuss the lease."
    said = _draft(text, "She", "said", "little; the ministry would not discuss the lease")
    assert _found(text, said) == [("She", "said", "little; the ministry would not discuss the lease")]


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("It did not respond to questions from Transcor about why it sank.",
         ("Transcor", "did not respond to questions", "why it sank"),
         ("It", "did not respond to", "questions from Transcor about why it sank")),
        ("She would not discuss her divorce, which she had sought.", ("She", "would not discuss", "her divorce"),
         ("She", "would not discuss", "her divorce, which she had sought")),
        ("She would not say where it was on Monday.", ("She", "would not say", "where it was"),
         ("She", "would not say", "where it was")),
    ],
)  # fmt: skip
def test_what_was_found_in_part_is_mended(text, found, mended):
    assert _found(text, _draft(text, *found)) == [mended]


@pytest.mark.parametrize(
    ("text", "content", "told"),
    [
        ("She said that it is safe but would not say where.", "that it is safe but would not say where",
         [("said", "that it is safe"), ("would not say", "where")]),
        ("She urged calm, and declined to name anyone.", "calm, and declined to name anyone",
         [("urged", "calm"), ("declined", "to name anyone")]),
        ("She urged calm and declined further comment.", "calm and declined further comment",
         [("urged", "calm"), ("declined", "further comment")]),
        ("She said little of it and would not be drawn on the price.",
         "little of it and would not be drawn on the price",
         [("said", "little of it"), ("would not be drawn on", "the price")]),
        ("She said the ministry had been asked but declined to comment.",
         "the ministry had been asked but declined to comment",
         [("said", "the ministry had been asked but declined to comment")]),
        ("She said it would rise but would not say why.", "it would rise but would not say why",
         [("said", "it would rise"), ("would not say", "why")]),
        ("Police said he had been drinking and refused to give his name.",
         "he had been drinking and refused to give his name",
         [("said", "he had been drinking and refused to give his name")]),
        ("They said he had been drinking and refused to give his name.",
         "he had been drinking and refused to give his name",
         [("said", "he had been drinking and refused to give his name")]),
        ("She said Brandt ran off and refused to give his name.", "Brandt ran off and refused to give his name",
         [("said", "Brandt ran off and refused to give his name")]),
        ("She said she was sorry and declined to name anyone.", "she was sorry and declined to name anyone",
         [("said", "she was sorry"), ("declined", "to name anyone")]),
        ("She said that he came but did not see it.", "that he came but did not see it",
         [("said", "that he came but did not see it")]),
        ("She said “they came but would not say why”.", "“they came but would not say why”",
         [("said", "“they came but would not say why”")]),
    ],
)  # fmt: skip
def test_what_is_declined_is_told_apart(text, content, told):
    said = [[span_of(text, words)] for words in (*text.split()[:2], content)]
    drafts = part_declined(text, [Draft(*said)])
    assert [tuple(text[s:e] for s, e in (*d.cue, *d.content)) for d in drafts] == told
