"""Opening a ledger: SQLite by default, PostgreSQL as a server; reading from it, and writing to it.

SQLite runs in WAL mode, so that reading goes on while one writes; ``synchronous=NORMAL`` there means
that a killed process loses nothing, and a cut of power at most the last pages, never half of one.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from onrecord.errors import LedgerError
from onrecord.ledger.schema import REVISION
from onrecord.ledger.told import is_server, name_place, told

BUSY_MS = 10_000  # that a writer waits for another; a page is written in some ten milliseconds
QUERY_MS = 60_000  # that one question to a server may take, but for what goes through the whole ledger
WAIT_S = 10  # that a reader waits for a connection
POOL = 20  # connections at most: one for each request that is answered at once
SCRIPTS = "onrecord:ledger/migrations"
_APPLICATION = 0x4F6E5265  # "OnRe": tells a ledger from any other SQLite file


def open_engine(place: str, *, create: bool = True) -> Engine:
    """Open a ledger's database, make it where there is none, and bring an older one up to date.

    Args:
        place: as `find_place` gives it.
        create: make it where there is none.

    Raises:
        LedgerError: it is none, is damaged, of a newer version, or cannot be written or reached.
    """
    url = _url_of(place)
    name = name_place(place)
    if url.get_backend_name() == "sqlite":
        _check_file(Path(str(url.database)), create)
        engine = _sqlite_engine(url)
    else:
        engine = _postgres_engine(url)
    try:
        with told(name):
            _bring_up(engine, name, create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _url_of(place: str) -> URL:
    if is_server(place):
        try:
            url = make_url(place)
        except (ArgumentError, ValueError) as err:
            raise LedgerError("the ledger's URL cannot be read; give postgresql://user@host/name") from err
        if url.get_backend_name() not in ("postgresql", "postgres"):
            raise LedgerError(f"{name_place(place)}: a ledger is a file or a postgresql:// URL")
        return url.set(drivername="postgresql+psycopg")
    return URL.create("sqlite", database=place)


def _check_file(path: Path, create: bool) -> None:
    """Whether the file may be a ledger; SQLite itself would make one, or say less."""
    if "\0" in str(path) or str(path) == ":memory:":
        raise LedgerError("the ledger's name is none that a file can have; name another file")
    try:
        if not path.exists():
            if not create:
                raise LedgerError(f"{path}: there is no ledger; onrecord add makes one")
            if not path.parent.is_dir():
                raise LedgerError(f"{path}: there is no folder {path.parent}; make it first")
        elif not path.is_file():
            raise LedgerError(f"{path}: is not a file; name a file for the ledger")
        else:
            with path.open("rb") as stream:
                head = stream.read(16)
            if head and head != b"SQLite format 3\0":
                raise LedgerError(f"{path}: is not a ledger; name another file")
    except OSError as err:
        raise LedgerError(f"{path}: cannot be opened ({(err.strerror or str(err)).lower()})") from err


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=POOL,
        max_overflow=0,
        pool_timeout=WAIT_S,
        connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed from the statement
        for pragma in (
            "foreign_keys = on",
            "synchronous = normal",
            "wal_autocheckpoint = 4000",  # of pages of 4 kB: those written often are carried over once
            "journal_size_limit = 67108864",
            "cache_size = -16000",
            "temp_store = memory",
            "trusted_schema = off",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # One that will write takes the lock at once: a later upgrade could fail half-way.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres_engine(url: URL) -> Engine:
    try:
        return create_engine(
            url,
            pool_size=POOL,
            max_overflow=0,
            pool_timeout=WAIT_S,
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": 5,
                # To compile a query, or to start processes for it, takes longer than ours take.
                "options": f"-c statement_timeout={QUERY_MS} -c lock_timeout={BUSY_MS} "
                "-c jit=off -c max_parallel_workers_per_gather=0",
            },
        )
    except ModuleNotFoundError as err:
        raise LedgerError("PostgreSQL needs its driver: pip install 'onrecord[postgres]'") from err


@contextlib.contextmanager
def reading(engine: Engine, *, whole: bool = False) -> Iterator[Connection]:
    """A connection that sees the ledger as it stands when it is first asked, whatever is written meanwhile.

    Args:
        engine: the ledger's.
        whole: it goes through the whole ledger, which takes as long as it takes.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            connection = connection.execution_options(**options)
            if whole:
                connection.execute(text("SET LOCAL statement_timeout = 0"))
        yield connection


@contextlib.contextmanager
def writing(engine: Engine, *, whole: bool = False) -> Iterator[Connection]:
    """A connection in a transaction that writes; there is but one at a time, others wait for its end.

    Pages share counts and words, so that two writers would wait for each other anyway, and might wait in
    a circle; and what is added later has the greater id, by which lists can go on.

    Args:
        engine: the ledger's.
        whole: it goes through the whole ledger, which takes as long as it takes.
    """
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        _wait_in_line(connection, whole=whole)
        yield connection


def _wait_in_line(connection: Connection, *, whole: bool) -> None:
    """Be the one writer of a server; SQLite has seen to that as the transaction began."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_APPLICATION})"))
        if whole:
            connection.execute(text("SET LOCAL statement_timeout = 0"))


def _bring_up(engine: Engine, name: str, create: bool) -> None:
    with reading(engine) as connection:
        found = _revision(connection)
        if found == REVISION and _is_marked(connection):
            return
        if found is None or not _is_marked(connection):
            if inspect(connection).get_table_names():
                raise LedgerError(f"{name}: is a database, but not a ledger; name another place")
            if not create:
                raise LedgerError(f"{name}: there is no ledger in it; onrecord add makes one")
        elif found > REVISION:
            raise LedgerError(
                f"{name}: was made by a newer On Record (ledger {found}, this one knows {REVISION}); upgrade"
            )
    _migrate(engine)


def _revision(connection: Connection) -> str | None:
    """The ledger's migration; None where the database holds none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _is_marked(connection: Connection) -> bool:
    """Whether a database with migrations is a ledger, not another program's."""
    if connection.dialect.name == "sqlite":
        return bool(connection.exec_driver_sql("PRAGMA application_id").scalar() == _APPLICATION)
    return inspect(connection).has_table("statement_text")


def _migrate(engine: Engine) -> None:
    from alembic import command  # takes a quarter of a second: only where it is needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    if engine.dialect.name == "sqlite":
        _prepare_file(engine)
    # A table that is made anew is gone for a moment, and what points to it must not go with it.
    with (
        engine.connect().execution_options(writes=True) as connection,
        _without_foreign_keys(connection),
        connection.begin(),
    ):
        _wait_in_line(connection, whole=True)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextlib.contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite not heed them; within a transaction it would not be told so."""
    raw: Any = connection.connection.driver_connection
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        raw.execute("PRAGMA foreign_keys = off")
    try:
        yield
    finally:
        if is_sqlite:
            raw.execute("PRAGMA foreign_keys = on")


def _prepare_file(engine: Engine) -> None:
    """Set what cannot be set within a transaction; of two that make one ledger at once, either will do."""
    raw = engine.raw_connection()
    try:
        ends = time.monotonic() + BUSY_MS / 1000
        while True:
            try:
                raw.execute("PRAGMA journal_mode = wal")
                raw.execute(f"PRAGMA application_id = {_APPLICATION}")
                return
            except sqlite3.OperationalError as err:  # SQLite does not wait by itself here
                if "locked" not in str(err) or time.monotonic() > ends:
                    raise
                time.sleep(0.01)
    finally:
        raw.close()
