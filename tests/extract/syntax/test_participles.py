"""Participles at the head of a sentence: whose they are, and what is told of them."""

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.syntax.participles import read_participles
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans
from onrecord.text.sentences import sentences
from tests.extract.words import cut, roles


def _spans(text, words):
    return [Span(text.index(words), text.index(words) + len(words))] if words else []


def _read(text, *drafts):
    told = [Draft(*(_spans(text, words) for words in draft)) for draft in drafts]
    clauses = [Span(*clause) for clause in sentences(text, 0, len(text))]
    return read_participles(text, clauses, quoted_spans(text), told)


@pytest.mark.parametrize(
    ("text", "draft", "others", "source"),
    [
        ("Calling for “pipes that hold”, she urged haste.", ("", "Calling for", "“pipes that hold”"), [], "she"),
        ("Brandt left. Recalling the accord of 1998, he wept.",
         ("Brandt", "Recalling", "the accord of 1998"), [], "he"),
        ("Warning of floods, Ms. Lena Lind told them to go.", ("", "Warning of", "floods"), [], "Ms. Lena Lind"),
        ("Citing the drought, the head of the mill said no.", ("", "Citing", "the drought"),
         [("the head of the mill", "said", "no")], "the head of the mill"),
        ("Calling for “calm,” he sat.", ("", "Calling for", "“calm,”"), [], "he"),
        ("Citing the drought, the river of sand and its bed, it was shut.", ("", "Citing", "the drought"), [],
         "it"),
        ("Praising Lind, Orvane and Roe, all rose.", ("", "Praising", "Lind"), [], ""),
        ("Brandt said, calling for calm, he had slept.", ("Brandt", "calling for", "calm"), [], "Brandt"),
        ("Citing Lind, who was there, the mayor left.", ("Lind", "Citing", "the mayor left"), [], "Lind"),
        ("According to Brandt, she slept.", ("", "According to", "Brandt"), [], ""),
    ],
)  # fmt: skip
def test_the_subject_of_the_main_clause_tells(text, draft, others, source):
    assert cut(text, _read(text, draft, *others)[0].source) == source


@pytest.mark.parametrize(
    ("text", "drafts", "found", "told"),
    [
        ("Asked when the letter had come, she said in May.",
         [("", "Asked", "when the letter had come"), ("she", "said", "in May")],
         [("", "Asked", "when the letter had come"), ("she", "said", "in May")], "she"),
        ("He left. Reminded that it was his, Mr Roe said so.",
         [("He", "Reminded", "that it was his"), ("Mr Roe", "said", "so")],
         [("", "Reminded", "that it was his"), ("Mr Roe", "said", "so")], "Mr Roe"),
        ("Pressed by Lord Orvane, the chair, as to whether he swam, Roe admitted, in a whisper, that he did not.",
         [("Roe", "admitted", "to whether he swam")],
         [("Roe", "admitted", "that he did not"),
          ("Lord Orvane, the chair,", "Pressed", "as to whether he swam")], "Roe"),
        ("Told by her to sit down, the member for Velda said no.", [("the member for Velda", "said", "no")],
         [("the member for Velda", "said", "no"), ("her", "Told", "to sit down")], "the member for Velda"),
        ("When asked again why it leaks, he sighed.", [],
         [("", "asked", "why it leaks")], "he"),
        ("Quizzed about the lease, Roe said he slept.",
         [("Roe", "Quizzed about", "the lease"), ("Roe", "said", "he slept")],
         [("", "Quizzed about", "the lease"), ("Roe", "said", "he slept")], "Roe"),
        ("Urged to go by three members, he said no.",
         [("three members", "Urged", "to go"), ("he", "said", "no")],
         [("three members", "Urged", "to go"), ("he", "said", "no")], "he"),
        ("Asked if it leaks, he agreed.", [("he", "agreed", "it leaks")],
         [("he", "agreed", "it leaks"), ("", "Asked", "if it leaks")], "he"),
    ],
)  # fmt: skip
def test_whoever_is_asked_tells_nothing_in_it(text, drafts, found, told):
    read = _read(text, *drafts)
    assert [roles(text, draft) for draft in read] == found
    asked = next(draft for draft in read if not text[draft.cue[0].start :].startswith(("said", "adm", "agr")))
    assert cut(text, [asked.told]) == told


@pytest.mark.parametrize(
    "text",
    [
        "Told that way, he said, it is a sad tale.",
        "Challenged to a duel, he fled.",
        "Urged on by the crowd, she ran.",
        "“It leaks. Asked why it leaks, he sighed.”",
        "Asked why it leaks.",
        "Asked to come were Lind, Roe and Orvane.",
        "Singing in the rain, she left.",
    ],
)
def test_where_nothing_is_asked(text):
    assert _read(text) == []
