"""A made-up outlet that is watched, and time that a test lets pass."""

import pytest

from onrecord.extract import Tagger
from onrecord.ingest import Manners, Polite
from onrecord.ledger import Ledger
from onrecord.pipeline.keep import open_reader
from onrecord.pipeline.watch import Pace, Watcher
from onrecord.text.times import later, now
from tests.ingest.outlet import Outlet

TIMES = (  # that are noted of the past: table, key, columns
    ("watched", "id", ("found", "due", "asked")),
    ("host", "origin", ("until", "rest")),
    ("sighting", "id", ("captured",)),
)


@pytest.fixture
def outlet():
    with Outlet() as running:
        yield running


@pytest.fixture
def ledger(request, tmp_path):
    """A ledger in a file; on a server where a test asks for that."""
    where = request.getfixturevalue("database") if getattr(request, "param", "") else tmp_path / "a.ledger"
    with Ledger.open(where) as opened:
        yield opened


@pytest.fixture(scope="module")
def tagger():
    return Tagger()


@pytest.fixture
def look(ledger, tagger):
    """Watches once; gives what became of each."""

    def once(*sources, again=(3600.0,), **manners):
        for source in sources:
            ledger.watching.add(source, now())
        polite = Polite(Manners(**{"delay": 0.0, "allow_private": True, **manners}), ledger.watching)
        return list(Watcher(ledger, lambda: open_reader(ledger, tagger), polite, Pace(again=again)).once())

    return once


@pytest.fixture
def wait(ledger):
    """Lets time pass for what is watched, and for what is known of servers."""

    def pass_by(seconds: float) -> None:
        with ledger.watching.writing() as connection:
            for table, key, names in TIMES:
                columns = f"{key}, {', '.join(names)}"
                for row in connection.exec_driver_sql(f"SELECT {columns} FROM {table}").all():  # noqa: S608
                    for name, value in zip(names, row[1:], strict=True):
                        if value:
                            connection.exec_driver_sql(
                                f"UPDATE {table} SET {name} = ? WHERE {key} = ?",  # noqa: S608
                                (later(value, -seconds), row[0]),
                            )

    return pass_by
