"""Sentences that an aside in them tells."""

import pytest

from onrecord.extract import extract_attributions
from onrecord.extract.draft import Draft
from onrecord.extract.syntax.asides import add_asides
from onrecord.model import Snapshot, Span
from onrecord.text.quotes import quoted_spans
from tests.extract.words import read, roles


def _read(text, tagger):
    return [roles(text, told) for told in read(text, tagger) if told.parent is None]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("People think that ice is silent, he tells me.", ("he", "tells", "People think that ice is silent")),
        ("Ek is fifty-eight and has, he reckons, recorded more ice than anyone alive. He talks slowly.",
         ("he", "reckons", "Ek is fifty-eight and has … recorded more ice than anyone alive")),
        ("Nobody, he insists, will ever hear it again.", ("he", "insists", "Nobody … will ever hear it again")),
        ("The money, the union alleges, went to a bank in Velda.",
         ("the union", "alleges", "The money … went to a bank in Velda")),
        ("The bridge, insisted the engineer, was never safe.",
         ("the engineer", "insisted", "The bridge … was never safe")),
        ("The company, Mr Halvard maintained, had “no knowledge whatever” of the leak.",
         ("Mr Halvard", "maintained", "The company … had “no knowledge whatever” of the leak")),
    ],
)  # fmt: skip
def test_an_aside_tells_its_sentence(tagger, sentence, found):
    assert _read(sentence, tagger) == [found]


def test_a_statement_inside_is_still_found(tagger):
    text = "The minister promised that the ice would be kept, he tells me."
    outer, inner = extract_attributions(Snapshot("page", text), tagger)
    assert inner.parent == outer.id
    assert "minister" in text[slice(*inner.source[0])]


@pytest.mark.parametrize(
    "text",
    [
        "“It leaks,” he says, leaving.",
        "When the rain came, he left.",
        "The more he talks, the less he says, and then he stops.",
        "Orvane, the mayor, said the pumps, old as they are, will do.",
        "“The pumps, the mayor says, are old.”",
        "As the smoke cleared, the soldiers charged.",
        "Before the race, she joked, sang and danced.",
        "At the end of the hearing, Judge Alder noted, and rose.",
        "The fee would rise, the crowd complained, and the meeting ended.",
        ", she said.",
    ],
)
def test_no_aside(text):
    assert add_asides(text, [Span(0, len(text))], quoted_spans(text), []) == []


def test_what_the_tagger_found_is_left_alone():
    text = "Nobody, he insists, will hear it."
    drafts = [Draft([Span(8, 10)], [Span(11, 18)], [Span(20, 32)])]
    assert add_asides(text, [Span(0, len(text))], [], drafts) is drafts
