"""A quote finds its statement though it is misremembered, and is said to be like nothing where it is."""

import random

import pytest

from bench.ledger_search import SPOILS, sample
from bench.made_up import iter_readings
from onrecord.ledger import Ledger
from onrecord.ledger.terms import terms_of
from tests.ledger.build import FERRY, METHOD, SCHOOL, make_reading

FAMOUS = """Ada Crane: “We shall never sell the northern harbour, nor any part of it, to whoever offers most”
Bo Winter: “Nobody has ever asked the fishermen what they think of the organised colour of our centre”
Cleo Marsh: “I have travelled to the theatre by ferry every Thursday since my childhood”
Dee Ost: “The school roof leaks, and the council knows it, and nobody does anything about it”
"""


@pytest.fixture
def filled(ledger, run):
    for at in range(40):
        ledger.keep(run, make_reading(FERRY + SCHOOL, id=f"p{at}"))
    ledger.keep(run, make_reading(FAMOUS, id="famous"))
    return ledger


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (
            "We shall never sell the northern harbour, nor any part of it, to whoever offers most",
            "never sell",
        ),
        (
            "we will never sell the northern harbor or any part of it to the one who offers the most",
            "never sell",
        ),
        ("to whoever offers most we shall never sell the harbour", "never sell"),
        ("we shal nevr sell the nothern harbour nor any prt of it", "never sell"),
        (
            "nobody asked the fishermen what they think of the organized color of our center",
            "organised colour",
        ),
        ("I have traveled to the theater by ferry every Thursday since childhood", "travelled"),
        ("every thursday by ferry to the theatre", "travelled"),
        ("the roof of the school is leaking, the council knows it but nobody does anything", "roof leaks"),
        ("the school roof leaks", "roof leaks"),
        ("The school will not close", "school will not close"),
    ],
)
def test_a_misremembered_quote_finds_its_statement_first(filled, asked, found):
    likes = filled.like(asked)
    assert found in likes[0][0].words
    assert 0.5 <= likes[0][1] <= 1
    assert [score for _, score in likes] == sorted((score for _, score in likes), reverse=True)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "…",
        "the of and to",
        "Completely unrelated remarks concerning tulips, violins and mountaineering",
        "Le port du nord ne sera jamais vendu",
        "мы никогда не продадим северную гавань",
        "we we we we we we we we we we",
        "it is what it is, and that is that, as they say in the end",
    ],
)
def test_what_nobody_said_is_like_nothing_or_little(filled, asked):
    assert all(score < 0.6 for _, score in filled.like(asked))


def test_likeness_does_not_grow_with_how_often_a_word_is_said(filled):
    once = filled.like("never sell the northern harbour")[0][1]
    often = filled.like("never never never sell sell sell the northern northern harbour")
    assert all(score < 0.8 < once for _, score in often)


def test_so_many_as_are_asked_for(filled):
    assert len(filled.like("the school will not close", limit=3)) == 3


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A ledger of 60 made-up pages: in SQLite, for likeness is told by our own code, not by the database."""
    with Ledger.open(tmp_path_factory.mktemp("likes") / "a.ledger") as ledger:
        run = ledger.begin_run("add", METHOD)
        for reading in iter_readings(60, 4, 4):
            ledger.keep(run, reading, records="0" * 64)
        yield ledger


@pytest.mark.parametrize("name", SPOILS)
def test_among_made_up_statements_nine_of_ten_come_first(made_up, name):
    rng, right = random.Random(name), 0
    said = [hit.words for hit in sample(made_up, rng, 60)]
    for words in said:
        best = made_up.like(SPOILS[name](rng, words), limit=1)
        right += bool(best) and " ".join(terms_of(words)) in " ".join(terms_of(best[0][0].words))
    assert right >= (0.75 if name == "all at once" else 0.9) * len(said)
