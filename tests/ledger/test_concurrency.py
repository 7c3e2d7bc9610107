"""Two who add at once, and one who reads meanwhile: every page is there, once, and seen whole or not at all."""

import multiprocessing
import random

import pytest

from onrecord.ledger import Ledger, search, views
from onrecord.model import Query
from tests.ledger.build import FERRY, METHOD, SCHOOL, all_hits, make_reading, make_record

PAGES = 25
SPAWN = multiprocessing.get_context("spawn")


def _page(number: int):
    return make_reading(FERRY + SCHOOL + f"Ian Moor {number % 7}: number {number} stays", id=f"p{number}")


def _add(place, numbers, gate, answers):
    try:
        with Ledger.open(place) as ledger:
            run = ledger.begin_run("add", METHOD)
            gate.wait()
            kept = [ledger.keep(run, _page(number)).outcome.value for number in numbers]
            records = [make_record(f"talk-{number}") for number in numbers]
            answers.put((kept.count("new page"), ledger.keep_records(records)[0]))
    except Exception as err:
        answers.put(repr(err))


@pytest.mark.parametrize("same", [False, True], ids=["different pages", "the same pages"])
def test_two_add_at_once(ledger, made, same):
    numbers = list(range(PAGES))
    shares = (
        [random.Random(at).sample(numbers, PAGES) for at in range(2)]
        if same
        else [numbers[::2], numbers[1::2]]
    )
    gate, answers = SPAWN.Barrier(3), SPAWN.Queue()
    workers = [SPAWN.Process(target=_add, args=(made, share, gate, answers)) for share in shares]
    for worker in workers:
        worker.start()
    gate.wait()
    seen = 0
    while any(worker.is_alive() for worker in workers) and answers.qsize() < 2:
        for capture in ledger.captures(limit=5):
            held = ledger.hold(capture.key)
            assert len(held.keys) == capture.statements == 7
        found = all_hits(ledger, Query("the"), limit=50)
        assert len(found) % 6 == 0 or seen < PAGES * 6  # pages of hits may see more pages each time
        seen = ledger.counts().captures
        assert ledger.counts().statements % 7 == 0
    told = [answers.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join()
    assert [sum(each) for each in zip(*told, strict=True)] == [PAGES, PAGES]
    counts = ledger.counts()
    assert (counts.pages, counts.captures, counts.statements, counts.records) == (
        PAGES,
        PAGES,
        PAGES * 7,
        PAGES,
    )
    assert {reading.snap.id for _, reading in ledger.readings()} == {f"p{number}" for number in numbers}
    assert list(ledger.verify()) == []


def test_a_reader_sees_the_ledger_as_it_stood_when_it_began(ledger, run):
    ledger.keep(run, _page(0))
    with ledger._reading() as connection:
        before = views.count_all(connection), search.search(connection, Query("the"))
        ledger.keep(run, _page(1))
        assert (views.count_all(connection), search.search(connection, Query("the"))) == before
    assert ledger.counts().captures == 2
