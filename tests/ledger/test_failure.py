"""What goes wrong with a ledger's place is told in one line of the right kind, and nothing is half-written."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from onrecord.errors import LedgerBusyError, LedgerError
from onrecord.ledger import Ledger, engine, writer
from onrecord.ledger.told import told
from tests.ledger.build import FERRY, METHOD, SCHOOL, all_hits, make_reading


def refused(place: object, kind: type[LedgerError] = LedgerError, **options: bool) -> str:
    with pytest.raises(kind) as told:
        Ledger.open(place, **options)
    assert type(told.value) is kind
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 600
    return str(told.value)


# -- files ----------------------------------------------------------------------------------------


def test_what_is_no_ledger(tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("not a database, and never was one")
    assert "is not a ledger" in refused(notes)
    assert notes.read_text().startswith("not a database")
    assert "is not a file" in refused(tmp_path)
    assert "no folder" in refused(tmp_path / "missing/a.ledger")
    assert "none that a file can have" in refused("a\x00b.ledger")
    assert "postgresql://" in refused("mysql://host/name")
    assert "postgresql://" in refused("sqlite:///a.ledger")
    assert refused("postgresql://host:port/name")
    assert "no such user" in refused("~nobody-by-this-name/a.ledger")
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE accounts (id INTEGER)")
    before = other.read_bytes()
    assert "not a ledger" in refused(other)
    assert other.read_bytes() == before


@pytest.mark.parametrize("scheme", ["POSTGRESQL", " postgresql", "mysql"])
def test_a_password_is_told_of_no_url(scheme):
    assert "secret" not in refused(f"{scheme}://someone:secret@nowhere.example/name")


def test_an_empty_file_may_become_a_ledger(tmp_path):
    (tmp_path / "a.ledger").touch()
    Ledger.open(tmp_path / "a.ledger").close()


DAMAGE = {
    "head": (0, b"SQLite format 3\x00" + b"\xff" * 84),
    "tables": (100, b"\x00" * 2000),
    "everything beyond the first page": (4096, b"\xaa" * 4096 * 100),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file(_made_file, tmp_path, name):
    path = Path(shutil.copy(_made_file, tmp_path / "a.ledger"))
    with Ledger.open(path) as ledger:
        ledger.keep(ledger.begin_run("add", METHOD), make_reading(FERRY))
    at, garbage = DAMAGE[name]
    with path.open("r+b") as stream:
        stream.seek(at)
        stream.write(garbage)
    with pytest.raises(LedgerError) as told, Ledger.open(path) as ledger:
        all_hits(ledger)
        list(ledger.readings())
    assert str(told.value).isprintable()


def test_a_file_that_was_cut_short(_made_file, tmp_path):
    path = Path(shutil.copy(_made_file, tmp_path / "a.ledger"))
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size // 2)
    with pytest.raises(LedgerError), Ledger.open(path) as ledger:
        all_hits(ledger)
        ledger.keep(ledger.begin_run("add", METHOD), make_reading(FERRY))


AS_NOBODY = """
import os, sys
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from tests.ledger.build import METHOD, all_hits
Ledger.open(sys.argv[2]).close()  # so that all modules are loaded: nobody may not read them here
if not os.geteuid():
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    with Ledger.open(sys.argv[1]) as ledger:
        print(len(all_hits(ledger)))
        ledger.begin_run("add", METHOD)
except LedgerError as err:
    print(type(err).__name__, err)
"""


def as_nobody(place: Path, spare: Path) -> list[str]:
    """What somebody sees who is not root: root may write and read whatever there is."""
    for folder in [place.parent, *place.parent.parents][:3]:
        folder.chmod(folder.stat().st_mode | 0o011)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(place), str(spare / "spare.ledger")],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert not found.stderr, found.stderr[-2000:]
    return found.stdout.splitlines()


def test_a_file_that_may_not_be_written_to(_made_file, tmp_path, tmp_path_factory):
    path = Path(shutil.copy(_made_file, tmp_path / "a.ledger"))
    with Ledger.open(path) as ledger:
        ledger.keep(ledger.begin_run("add", METHOD), make_reading(FERRY))
    path.chmod(0o444)
    tmp_path.chmod(0o777)  # SQLite wants to keep its notes beside the file
    found = as_nobody(path, tmp_path_factory.mktemp("spare"))
    assert found[0] == "4"
    assert found[1].startswith("LedgerError")
    assert "may not be written to" in found[1]


def test_a_folder_and_a_file_that_may_not_be_read(_made_file, tmp_path, tmp_path_factory):
    path = Path(shutil.copy(_made_file, tmp_path / "a.ledger"))
    path.chmod(0)
    (told,) = as_nobody(path, tmp_path_factory.mktemp("spare"))
    assert told.startswith("LedgerError")
    assert "permission denied" in told
    (told,) = as_nobody(
        tmp_path / "new.ledger", tmp_path_factory.mktemp("spare")
    )  # in a folder that nobody but its owner may write to
    assert told.startswith("LedgerError")
    assert "cannot be opened" in told


# -- other writers, and readers -------------------------------------------------------------------


def test_another_who_writes_for_too_long(ledger, made, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MS", 300)
    key = ledger.keep(ledger.begin_run("add", METHOD), make_reading(FERRY)).key
    with Ledger.open(made) as waiting:
        run = waiting.begin_run("add", METHOD)
        with ledger._writing():  # and does not end
            with pytest.raises(LedgerBusyError, match="another process") as told:
                waiting.keep(run, make_reading(SCHOOL))
            assert str(told.value).isprintable()
            assert waiting.hold(key).capture.statements == 4  # readers need not wait
        assert waiting.keep(run, make_reading(SCHOOL, id="b")).outcome == "new page"
        assert waiting.counts().captures == 2
        assert list(waiting.verify()) == []


def test_too_many_readers_at_once(ledger, made, monkeypatch):
    monkeypatch.setattr(engine, "WAIT_S", 0.2)
    monkeypatch.setattr(engine, "POOL", 2)
    ledger.keep(ledger.begin_run("add", METHOD), make_reading(FERRY))
    with Ledger.open(made) as small:
        with small._reading(), small._reading(), pytest.raises(LedgerBusyError, match="too many readers"):
            small.counts()
        assert small.counts().captures == 1


def test_a_ledger_is_used_by_many_threads_at_once(ledger):
    run = ledger.begin_run("add", METHOD)
    wrong: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for at in range(5):
                key = ledger.keep(run, make_reading(FERRY, id=f"{number}-{at}")).key
                assert ledger.hold(key).capture.id == f"{number}-{at}"
                assert len(all_hits(ledger)) % 4 == 0
        except BaseException as err:
            wrong.append(err)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert ledger.counts().captures == 30
    assert list(ledger.verify()) == []


# -- a server that goes, and comes back -----------------------------------------------------------


@pytest.fixture
def on_server(postgres, _made_database):
    url = postgres.create(template=_made_database)
    with Ledger.open(url) as ledger:
        yield ledger
    postgres.start()
    postgres.drop(url)


@pytest.mark.parametrize("way", ["stop", "kill"])
def test_a_server_that_goes_in_the_middle_of_a_page_and_comes_back(postgres, on_server, way):
    run = on_server.begin_run("add", METHOD)
    on_server.keep(run, make_reading(FERRY))
    with psycopg.connect(on_server.place, autocommit=True) as connection:
        connection.execute("CHECKPOINT")  # without fsync, only this is promised to last
    with pytest.raises(LedgerBusyError, match="went away") as told, on_server._writing() as connection:
        writer.keep_page(connection, run, make_reading(SCHOOL, id="b"), None)
        getattr(postgres, way)()
        writer.keep_page(connection, run, make_reading(SCHOOL, id="c"), None)
    assert str(told.value).isprintable()
    assert postgres.password not in str(told.value)
    with pytest.raises(LedgerBusyError, match="cannot be reached"):
        on_server.counts()
    postgres.start()
    assert on_server.counts().captures == 1
    assert on_server.keep(run, make_reading(SCHOOL, id="b")).outcome == "new page"
    assert list(on_server.verify()) == []


def test_a_server_that_cannot_be_reached_is_worth_trying_again(postgres, on_server):
    complaint = refused(on_server.place.replace(f":{postgres.port}/", ":1/"), LedgerBusyError)
    assert "cannot be reached" in complaint
    assert postgres.password not in complaint


def test_a_server_that_lets_nobody_in_says_what_to_do(postgres, on_server):
    complaints = {
        "password": refused(on_server.place.replace(postgres.password, "guessed")),
        "database": refused(postgres.url("no_such")),
        "odd": refused(postgres.url("no such; database")),
    }
    assert complaints["password"].endswith("no role onrecord with this password there; look at both")
    assert complaints["database"].endswith("no such database; createdb no_such makes it there")
    assert complaints["odd"].endswith("createdb 'no such; database' makes it there")
    for line in complaints.values():
        assert f"@127.0.0.1:{postgres.port}/" in line  # where
        assert "try again" not in line
        assert "guessed" not in line
        assert postgres.password not in line


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ('FATAL:  role "ida" does not exist', "createuser ida makes it there"),
        ('FATAL:  role "ida" is not permitted to log in', "the role ida may not log in there; name another"),
        ('FATAL:  permission denied for database "desk"', "may not use the database desk; name another"),
        ('FATAL:  Peer authentication failed for user "ida"', "does not let ida in so; name another role"),
        (
            'FATAL:  no pg_hba.conf entry for host "127.0.0.1", user "ida"',
            "does not let this role in from here",
        ),
        ("fe_sendauth: no password supplied", "wants a password"),
    ],
)
def test_who_is_refused_by_a_server_is_told_what_to_do(said, advice):
    raised = psycopg.OperationalError(f'connection failed: connection to server at "::1" failed: {said}')
    with pytest.raises(LedgerError, match=advice) as found, told("postgresql://ida@host/desk"):
        raise OperationalError("", {}, raised)
    assert type(found.value) is LedgerError


def test_a_server_that_has_no_connection_left(on_server):
    held = []
    try:
        with pytest.raises(psycopg.OperationalError):
            while len(held) < 500:
                held.append(psycopg.connect(on_server.place))
        assert "too many" in refused(on_server.place, LedgerBusyError)
    finally:
        for connection in held:
            connection.close()
    assert on_server.counts().captures == 0


def test_a_server_that_takes_too_long(on_server, monkeypatch):
    monkeypatch.setattr(engine, "QUERY_MS", 100)
    with (
        Ledger.open(on_server.place) as ledger,
        pytest.raises(LedgerBusyError, match="took too long"),
        ledger._reading() as connection,
    ):
        connection.execute(text("SELECT pg_sleep(5)"))
