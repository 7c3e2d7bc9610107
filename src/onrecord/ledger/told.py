"""What goes wrong with a database → one line that says what is wrong, and what to do."""

import contextlib
import re
import shlex
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from onrecord.errors import InputError, LedgerBusyError, LedgerError
from onrecord.ledger.codec import line_of


def find_place(place: str | Path) -> str:
    """Where a ledger is, as all that stands beside it is named by: a URL, or a file's name without ``~``.

    Raises:
        LedgerError: ``~`` is of nobody known here.
    """
    if is_server(str(place)):
        return str(place)
    try:
        return str(Path(place).expanduser())
    except RuntimeError as err:
        raise LedgerError(f"{line_of(str(place))}: there is no such user; name another file") from err


def is_server(place: str) -> bool:
    """Whether a ledger is on a server: its place is a URL, not a file."""
    return "://" in place


def name_place(place: str) -> str:
    """A ledger's place as it may be shown: without a password."""
    if not is_server(place):
        return line_of(place)
    try:
        return make_url(place).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "the ledger's URL"


@contextlib.contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what a database raises into one line that says what is wrong and what to do.

    Raises:
        LedgerBusyError: another holds the ledger, or its server has gone away.
        InputError: it was given what no database takes: half of a surrogate pair, a number too great.
        LedgerError: anything else.
    """
    try:
        yield
    except (UnicodeEncodeError, OverflowError, DataError) as err:
        raise InputError("what was given cannot be kept or looked for: it is no text, or too great") from err
    except DBAPIError as err:
        raise _explain(err, name) from err
    except sqlite3.Error as err:
        raise _explain_sqlite(_first_line(err), name) from err
    except SQLAlchemyError as err:
        if isinstance(err, PoolTimeoutError):
            raise LedgerBusyError(f"{name}: too many readers at once; try again") from err
        raise LedgerError(f"{name}: {_first_line(err)}") from err


def _explain(err: DBAPIError, name: str) -> LedgerError:
    said = _first_line(err.orig or err)
    if isinstance(err.orig, sqlite3.Error):
        return _explain_sqlite(said, name)
    state = getattr(err.orig, "sqlstate", None) or ""
    if state in ("55P03", "40P01", "40001"):  # waited too long for a lock, in a circle, or in vain
        return LedgerBusyError(f"{name}: {_BUSY}")
    if state == "57014":
        return LedgerBusyError(f"{name}: the server took too long for an answer; ask for less, or try again")
    if state in ("53100", "53200", "54000") or state.startswith("42"):
        return LedgerError(f"{name}: {said}")
    if refused := _explain_refusal(str(err.orig)):
        return LedgerError(f"{name}: {refused}")
    if err.connection_invalidated or isinstance(err, OperationalError):
        return LedgerBusyError(f"{name}: its server cannot be reached, or went away ({said}); try again")
    return LedgerError(f"{name}: {said}")


def _explain_refusal(said: str) -> str | None:
    """What is wrong and what to do where a server answers, and lets nobody in by this URL; None elsewhere.

    It says so by words alone, which may be of another language: then it is told as it is.
    """
    for pattern, advice in _REFUSALS:
        if found := re.search(pattern, said):
            return advice.format(line_of(shlex.quote(found[1])))
    return None


def _explain_sqlite(said: str, name: str) -> LedgerError:
    if "locked" in said:
        return LedgerBusyError(f"{name}: {_BUSY}")
    reason = next((reason for told_by, reason in _SQLITE_REASONS.items() if told_by in said), said)
    return LedgerError(f"{name}: {reason}")


_OTHER_ROLE = "name another role in the URL, or have the server's operator let this one in"
_REFUSALS = (
    ('database "(.+)" does not exist', "its server has no such database; createdb {} makes it there"),
    ('role "(.+)" does not exist', "its server has no such role; createuser {} makes it there"),
    ('role "(.+)" is not permitted to log in', f"the role {{}} may not log in there; {_OTHER_ROLE}"),
    ('permission denied for database "(.+)"', f"its role may not use the database {{}}; {_OTHER_ROLE}"),
    ('password authentication failed for user "(.+)"', "no role {} with this password there; look at both"),
    ('authentication failed for user "(.+)"', f"its server does not let {{}} in so; {_OTHER_ROLE}"),
    ("(no pg_hba.conf entry) for", f"its server does not let this role in from here; {_OTHER_ROLE}"),
    ("(no password) supplied", "its server wants a password: user:password@ in the URL, or in ~/.pgpass"),
)
_BUSY = "another process has been writing to it for too long; try again"
_SQLITE_REASONS = {
    "readonly database": "may not be written to; change its permissions or name another with --ledger",
    "disk is full": "no space is left for it; nothing of this page was kept",
    "disk I/O error": "the disk fails, or has no space left; nothing of this page was kept",
    "malformed": "is damaged; onrecord verify tells how far, and a copy from before would help",
    "not a database": "is not a ledger, or is damaged; name another file",
    "unable to open database file": "cannot be opened; look at its permissions and those of its folder",
}


def _first_line(err: BaseException) -> str:
    return " ".join(str(err).split("\n")[0].split())[:200]
