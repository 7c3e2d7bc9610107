"""What a sentence gives as somebody's view."""

import pytest

from onrecord.extract.syntax.opinion import find_opinions
from onrecord.model import Span
from tests.extract.words import cut


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("In Orvane’s view, the dam is sound.", "Orvane’s", ["In", "view"], "the dam is sound"),
        ("In the words of one docker, it is “a bath”.", "one docker", ["In", "words"], "it is “a bath”"),
        ("In her opinion, it holds!", "her", ["In", "opinion"], "it holds"),
        ("Per the filing, it holds.", "the filing", ["Per"], "it holds"),
        ("It holds, per a company filing.", "a company filing", ["per"], "It holds"),
        ("By his own account, it holds.", "his", ["By", "own account"], "it holds"),
        ("It was “a bath”, in the words of one docker.", "one docker", ["in", "words"], "It was “a bath”"),
        ("It was, in Orvane’s words, “a bath”.", "Orvane’s", ["in", "words"], "It was … “a bath”"),
        ("She left, in her words, “to breathe”.", "her", ["in", "words"], "“to breathe”"),
    ],
)
def test_what_a_sentence_gives_as_a_view(text, source, cue, content):
    (draft,) = find_opinions(text, Span(0, len(text)))
    assert [text[s:e] for s, e in draft.source] == [source]
    assert [text[s:e] for s, e in draft.cue] == cue
    assert cut(text, draft.content) == content


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It is understood the hall was empty.", "is understood", "the hall was empty"),
        ("It’s widely believed that it leaks", "’s widely believed", "that it leaks"),
        ("Local legend has it that a bishop drowned here.", "legend has it", "that a bishop drowned here"),
    ],
)
def test_nobodys_view(text, cue, content):
    (draft,) = find_opinions(text, Span(0, len(text)))
    assert draft.source == []
    assert [text[s:e] for s, e in (*draft.cue, *draft.content)] == [cue, content]


@pytest.mark.parametrize(
    "text",
    [
        "It is thought to leak.",
        "It is feared by all.",
        "In view of the rain, it shut.",
        "In Hask, the dam leaks.",
        "In a word, no.",
        "It fell, per capita.",
        "It was claimed on Friday.",
        "Per Lindqvist, the captain, lifted the cup.",
        "“It is, in her words, a bath.”",
    ],
)
def test_no_view(text):
    assert list(find_opinions(text, Span(0, len(text)))) == []
