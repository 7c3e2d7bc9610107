"""The ledger's benchmark: what it fills is held whole, and what it asks for is there."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.ledger import METHOD, count_held, fill, make_paths, size_of
from bench.made_up import iter_readings
from onrecord.ledger import Ledger

PAGES = 60


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "a.ledger"
    fill(str(path), PAGES, 3, 0)
    return path


def test_made_up_pages_are_held_whole_and_found_sound(place: Path):
    with Ledger.open(place, create=False) as ledger:
        held = dict(ledger.readings())
        made = list(iter_readings(PAGES, 3))
        assert sorted(held.values(), key=repr) == sorted(made, key=repr)
        assert ledger.counts().pages < ledger.counts().captures == PAGES
        assert list(ledger.verify()) == []
    assert count_held(str(place), PAGES, 3) == PAGES
    assert count_held(str(place), PAGES, 4) == 0


def test_what_is_asked_for_is_there(place: Path):
    paths = make_paths(PAGES, 3)
    with Ledger.open(place, create=False) as ledger:
        for path in paths["page"]:
            ledger.hold(path.removeprefix("/pages/"))
        for path in paths["statement"]:
            ledger.hold_statement(path.removeprefix("/statements/"))
    assert all(parse_qs(urlsplit(path).query)["q"] for path in paths["search"])


def test_the_size_counts_the_journal(place: Path):
    with Ledger.open(place) as ledger:
        ledger.begin_run("add", METHOD)
        beside = place.with_name(place.name + "-wal")
        assert size_of(str(place)) >= place.stat().st_size + beside.stat().st_size > place.stat().st_size
