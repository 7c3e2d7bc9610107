"""A ledger in a file, then one on a server."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from onrecord.ledger import Ledger
from tests.ledger.build import METHOD
from tests.ledger.postgres import Postgres


@pytest.fixture(scope="session")
def _made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with nothing in it: to copy one takes less time than to make one."""
    path = tmp_path_factory.mktemp("made") / "made.ledger"
    Ledger.open(path).close()
    return path


@pytest.fixture(scope="session")
def _made_database(_server: Postgres) -> str:
    _server.start()
    url = _server.create()
    Ledger.open(url).close()
    return url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a ledger with nothing in it: a file, then a database."""
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("_made_file"), tmp_path / "made.ledger"))
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.create(template=request.getfixturevalue("_made_database"))
    yield url
    postgres.start()
    postgres.drop(url)


@pytest.fixture
def ledger(made: str) -> Iterator[Ledger]:
    """A ledger with nothing in it, open."""
    with Ledger.open(made) as opened:
        yield opened


@pytest.fixture
def run(ledger: Ledger) -> int:
    """A run of that ledger."""
    return ledger.begin_run("add", METHOD)


@pytest.fixture
def rows(made: str) -> Callable[..., list[tuple]]:
    """Asks the database itself, past the ledger; what changes it is committed."""

    def ask(statement: str, *values: object) -> list[tuple]:
        if "://" in made:
            with psycopg.connect(made) as connection:
                cursor = connection.execute(statement.replace("?", "%s"), values)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(made)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    return ask
