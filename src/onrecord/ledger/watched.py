"""What a ledger watches: feeds, sitemaps, lists and pages, when each is due, and what servers asked for."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)

from onrecord.errors import LedgerBusyError, NotHeldError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import line_of
from onrecord.ledger.dialects import upsert
from onrecord.ledger.told import is_server
from onrecord.ledger.writer import document_key
from onrecord.model import Entry, Host, Snapshot, Watched, WatchKind
from onrecord.text.times import later
from onrecord.text.urls import origin_of

AT_ONCE = 500  # that are due and given at once
LONGEST_REST = 86_400.0  # seconds; whatever is set further off was noted by a clock that was wrong
MAX_ANSWER = 200  # characters of what a server answered
MAX_MARK = 300  # characters of an ETag; a longer one is not sent back
Opens = Callable[..., AbstractContextManager[Connection]]
_COLUMNS = tuple(column for column in t.watched.c if column.name != "of_id")


@dataclass(frozen=True, slots=True)
class Watching:
    """What is watched in one ledger; ``place`` is the ledger's."""

    reading: Opens
    writing: Opens
    place: str

    # -- what is watched --------------------------------------------------------------------------

    def add(self, url: str, at: str) -> bool:
        """Watch an address that a person names; False where that was so already.

        One that a feed named before is watched anew: by its age it might not be due ever again.

        Args:
            url: made whole, in ASCII, at most 2,000 characters.
            at: this moment; it is due from now on.
        """
        key = key_of_url(url)
        with self.writing() as connection:
            found = connection.execute(select(t.watched).where(t.watched.c.key == key)).one_or_none()
            if found is None:
                entry = Entry(url, kind=WatchKind.UNKNOWN)
                connection.execute(insert(t.watched), _new_row(key, entry, at))
            elif found.of_id is not None:  # a feed named it; from now on it stays without that feed
                own = {"of_id": None, "found": at, "due": at}
                connection.execute(update(t.watched).where(t.watched.c.id == found.id).values(**own))
        return found is None or found.of_id is not None

    def forget(self, url: str) -> int:
        """Watch an address no longer, nor what it named; gives how many pages that were. Captures stay.

        Raises:
            NotHeldError: nobody named it.
        """
        c = t.watched.c
        own = (c.key == key_of_url(url)) & c.of_id.is_(None)
        with self.writing() as connection:
            found = connection.execute(select(c.id).where(own)).scalar()
            if found is None:
                raise NotHeldError(
                    f"{line_of(url, 200)}: is not watched; onrecord watch --list tells what is"
                )
            named = connection.execute(select(_count_named(found))).scalar() or 0
            connection.execute(delete(t.watched).where(c.id == found))
        return named

    def sources(self) -> tuple[Watched, ...]:
        """What people named, in that order, each with how many pages it named."""
        query = _select_watched(_count_named(t.watched.c.id)).where(t.watched.c.of_id.is_(None))
        query = query.order_by(t.watched.c.id)
        with self.reading() as connection:
            return tuple(map(_restore, connection.execute(query)))

    def wake(self, at: str) -> None:
        """Make all feeds, sitemaps and lists due that did not fail when they were last asked."""
        c = t.watched.c
        is_source = c.kind.in_([WatchKind.FEED, WatchKind.SITEMAP, WatchKind.LIST])
        with self.writing() as connection:
            connection.execute(
                update(t.watched)
                .where(is_source, c.failures == 0, c.of_id.is_(None), c.due > at)
                .values(due=at)
            )

    def due(self, at: str, per_host: int) -> tuple[Watched, ...]:
        """What is to be asked now, the longest overdue first; nothing of a server that is let alone.

        Args:
            at: this moment.
            per_host: how many of one server at most, so that none with many keeps others waiting.
        """
        c, rest = t.watched.c, t.host.c.rest
        turn = func.row_number().over(partition_by=c.origin, order_by=(c.due, c.id)).label("turn")
        ready = (
            select(c.id, turn)
            .outerjoin(t.host, t.host.c.origin == c.origin)
            .where(c.due <= at, or_(rest.is_(None), rest <= at, rest > later(at, LONGEST_REST)))
            .subquery()
        )
        query = (
            _select_watched()
            .join(ready, ready.c.id == c.id)
            .where(ready.c.turn <= per_host)
            .order_by(c.due, c.id)
            .limit(AT_ONCE)
        )
        with self.reading() as connection:
            return tuple(map(_restore, connection.execute(query)))

    def next_due(self) -> str | None:
        """When something is due next, and its server is not let alone; None where nothing ever is."""
        c, rest = t.watched.c, t.host.c.rest
        moment = case((rest > c.due, rest), else_=c.due)
        joined = t.watched.outerjoin(t.host, t.host.c.origin == c.origin)
        query = select(func.min(moment)).select_from(joined).where(c.due.is_not(None))
        with self.reading() as connection:
            found: str | None = connection.execute(query).scalar()
        return found

    # -- what came of asking ----------------------------------------------------------------------

    def note(self, seen: Watched) -> None:
        """Note what an address answered, and when it is due again."""
        with self.writing() as connection:
            _note(connection, seen)

    def take(self, seen: Watched, entries: Iterable[Entry], gap: float) -> int:
        """Note what a feed, sitemap or list answered, and watch what it names; all of it or nothing.

        Args:
            seen: it, as it is from now on.
            entries: what it names. One that is watched already, and of which a later time is told than
                before, is due again.
            gap: seconds that must be between two times that a page is asked so.

        Returns:
            How many are new.
        """
        at = seen.asked or seen.found
        named = {key_of_url(entry.url): entry for entry in entries}
        with self.writing() as connection:
            _note(connection, seen)
            known = _find(connection, named)
            for key, row in known.items():
                entry = named[key]
                if entry.told > row.told:
                    due = max(at, later(row.asked, gap)) if row.asked else at
                    sooner = {"due": min(due, row.due or due)} if row.of_id == seen.id else {}
                    connection.execute(
                        update(t.watched).where(t.watched.c.id == row.id).values(told=entry.told, **sooner)
                    )
            new = [_new_row(key, one, at, seen.id) for key, one in named.items() if key not in known]
            if new:
                connection.execute(insert(t.watched), new)
        return len(new)

    # -- servers ----------------------------------------------------------------------------------

    def recall(self, origin: str) -> Host | None:
        """What is known of a server; None where nothing is."""
        with self.reading() as connection:
            row = connection.execute(select(t.host).where(t.host.c.origin == origin)).one_or_none()
        return Host(**row._mapping) if row else None

    def keep_host(self, host: Host) -> None:
        """Note what is known of a server."""
        with self.writing() as connection:
            statement = upsert(connection, t.host)
            rest = {name: statement.excluded[name] for name in ("robots", "reason", "until", "rest")}
            connection.execute(
                statement.on_conflict_do_update(index_elements=["origin"], set_=rest), asdict(host)
            )

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who watches this ledger, until a process ends, however it ends.

        Raises:
            LedgerBusyError: another process does.
        """
        busy = LedgerBusyError("this ledger is watched by another process: end that one first")
        if is_server(self.place):
            with self.reading() as connection:  # the lock is the connection's, and goes with it
                number = int.from_bytes(hashlib.sha256(b"onrecord watch").digest()[:7])
                if not connection.execute(text("SELECT pg_try_advisory_lock(:n)"), {"n": number}).scalar():
                    raise busy
                connection.commit()  # no transaction stands open as long as somebody watches
                try:
                    yield
                finally:
                    connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": number})
            return
        try:
            with FileLock(f"{self.place}.watch", timeout=0):
                yield
        except Timeout as err:
            raise busy from err


def key_of_url(url: str) -> str:
    """What tells an address from others: the same for all addresses of one page, as of a document."""
    return document_key(Snapshot("", "", url=url))


_between, _named = (t.watched.alias(name) for name in ("between", "named"))


def _count_named(owner: Any) -> ColumnElement[int]:
    """How many pages something named, itself or by the sitemaps that it named, by way of the index."""
    count = select(func.count()).where(_named.c.kind == WatchKind.PAGE.value)
    itself = count.where(_named.c.of_id == owner)
    by_sitemaps = count.select_from(_named.join(_between, _between.c.id == _named.c.of_id)).where(
        _between.c.of_id == owner, _between.c.kind == WatchKind.SITEMAP.value
    )
    parts = (each.correlate(t.watched).scalar_subquery() for each in (itself, by_sitemaps))
    return sum(parts, start=literal(0))


def _select_watched(*more: Any) -> Select[Any]:
    columns = [*_COLUMNS, t.watched.c.of_id.label("of")]
    return select(*columns, *(column.label("pages") for column in more))


def _restore(row: Row[Any]) -> Watched:
    fields = dict(row._mapping)
    return Watched(**fields | {"kind": WatchKind(fields["kind"])})


def _new_row(key: str, entry: Entry, at: str, of: int | None = None) -> dict[str, Any]:
    return {
        "key": key,
        "url": entry.url,
        "origin": origin_of(entry.url),
        "kind": entry.kind.value,
        "of_id": of,
        "found": at,
        "due": at,
        "answer": "",
        "failures": 0,
        "told": entry.told,
    }


def _find(connection: Connection, keys: Iterable[str]) -> dict[str, Row[Any]]:
    """Those of some keys that are watched, by key; asked for in pieces that a database takes."""
    wanted, found = list(keys), {}
    for begin in range(0, len(wanted), AT_ONCE):
        some = wanted[begin : begin + AT_ONCE]
        rows = connection.execute(select(t.watched).where(t.watched.c.key.in_(some)))
        found.update({row.key: row for row in rows})
    return found


def _note(connection: Connection, seen: Watched) -> None:
    values = {
        "kind": seen.kind.value,
        "due": seen.due,
        "asked": seen.asked,
        "answer": line_of(seen.answer, MAX_ANSWER),
        "failures": seen.failures,
        "etag": _mark(seen.etag),
        "modified": _mark(seen.modified),
    }
    connection.execute(update(t.watched).where(t.watched.c.id == seen.id).values(**values))


def _mark(value: str | None) -> str | None:
    """An ETag or a time as it may be sent back; None for what no server should have sent."""
    return value if value and len(value) <= MAX_MARK and value.isascii() and value.isprintable() else None
