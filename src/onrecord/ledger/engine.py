"""Opening a ledger: SQLite by default, PostgreSQL as a server; what goes wrong, in one line.

SQLite runs in WAL mode, so that reading goes on while one writes; ``synchronous=NORMAL`` there means
that a killed process loses nothing, and a cut of power at most the last pages, never half of one.
"""

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from onrecord.errors import LedgerBusyError, LedgerError, UsageError
from onrecord.ledger.schema import REVISION

BUSY_MS = 10_000  # that a writer waits for another; a page is written in some ten milliseconds
POOL = 20  # connections at most: one for each request that is answered at once
_APPLICATION = 0x4F6E5265  # "OnRe": tells a ledger from any other SQLite file


def open_engine(place: str | Path, *, create: bool = True) -> Engine:
    """Open a ledger's database, make it where there is none, and bring an older one up to date.

    Args:
        place: a file, or a ``postgresql://`` URL.
        create: make it where there is none.

    Raises:
        LedgerError: it is none, is damaged, of a newer version, or cannot be written or reached.
    """
    url = _url_of(str(place))
    name = name_place(str(place))
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


def name_place(place: str) -> str:
    """A ledger's place as it may be shown: without a password."""
    if "://" not in place:
        return place
    try:
        return make_url(place).render_as_string(hide_password=True)
    except ArgumentError:
        return "the ledger's URL"


@contextlib.contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what a database raises into one line that says what is wrong and what to do.

    Raises:
        LedgerBusyError: another holds the ledger, or its server has gone away.
        LedgerError: anything else.
        UsageError: it was asked for what is no text.
    """
    try:
        yield
    except DBAPIError as err:
        raise _explain(err, name) from err
    except sqlite3.Error as err:
        raise LedgerError(f"{name}: {err}") from err
    except UnicodeEncodeError as err:  # what it was asked for, such as an argument that is not UTF-8
        raise UsageError("what is asked for is not valid text: write it in UTF-8") from err
    except SQLAlchemyError as err:
        if "TimeoutError" in type(err).__name__:
            raise LedgerBusyError(f"{name}: too many readers at once; try again") from err
        raise LedgerError(f"{name}: {_first_line(err)}") from err


def _url_of(place: str) -> URL:
    if re.match(r"[a-z0-9+]+://", place):
        try:
            url = make_url(place)
        except ArgumentError as err:
            raise LedgerError("the ledger's URL cannot be read; give postgresql://user@host/name") from err
        if url.get_backend_name() not in ("postgresql", "postgres"):
            raise LedgerError(f"{name_place(place)}: a ledger is a file or a postgresql:// URL")
        return url.set(drivername="postgresql+psycopg")
    return URL.create("sqlite", database=str(Path(place).expanduser()))


def _check_file(path: Path, create: bool) -> None:
    """Whether the file may be a ledger; SQLite itself would make one, or say less."""
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
        connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed from the statement
        for pragma in (
            "foreign_keys = on",
            "synchronous = normal",
            "cache_size = -16000",
            "mmap_size = 1073741824",
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
            pool_pre_ping=True,
            connect_args={"connect_timeout": 5, "options": "-c statement_timeout=60000"},
        )
    except ModuleNotFoundError as err:
        raise LedgerError("PostgreSQL needs its driver: pip install 'onrecord[postgres]'") from err


def _bring_up(engine: Engine, name: str, create: bool) -> None:
    with engine.connect() as connection:
        found = _revision(connection)
        if found == REVISION:
            return
        if found is None:
            tables = inspect(connection).get_table_names()
            if tables:
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


def _migrate(engine: Engine) -> None:
    from alembic import command  # takes a quarter of a second: only where it is needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "onrecord:ledger/migrations")
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:  # neither can be set within a transaction
            raw.execute("PRAGMA journal_mode = wal")
            raw.execute(f"PRAGMA application_id = {_APPLICATION}")
        finally:
            raw.close()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":  # two that make it at once: one waits
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_APPLICATION})"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _explain(err: DBAPIError, name: str) -> LedgerError:
    said = _first_line(err.orig or err)
    lost = err.connection_invalidated or isinstance(err, OperationalError)
    for told_by, reason in _SQLITE_REASONS.items():
        if told_by in said:
            kind = LedgerBusyError if "locked" in told_by else LedgerError
            return kind(f"{name}: {reason}")
    if lost and "sqlite" not in type(err.orig).__module__:
        return LedgerBusyError(f"{name}: its server cannot be reached, or went away ({said}); try again")
    return LedgerError(f"{name}: {said}")


_SQLITE_REASONS = {
    "database is locked": "another process has been writing to it for too long; try again",
    "database table is locked": "another process has been writing to it for too long; try again",
    "readonly database": "may not be written to; change its permissions or name another with --ledger",
    "disk is full": "no space is left for it; nothing of this page was kept",
    "disk I/O error": "the disk fails, or has no space left; nothing of this page was kept",
    "malformed": "is damaged; onrecord verify tells how far, and a copy from before would help",
    "not a database": "is not a ledger, or is damaged; name another file",
    "unable to open database file": "cannot be opened; look at its permissions and those of its folder",
}


def _first_line(err: BaseException) -> str:
    return " ".join(str(err).split("\n")[0].split())[:200]
