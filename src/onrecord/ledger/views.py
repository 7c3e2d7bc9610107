"""What a ledger is asked for by key: a capture, a statement, the queue of doubts."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from onrecord.errors import NotHeldError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import is_key, line_of, load, name_of
from onrecord.ledger.counts import read_tally
from onrecord.ledger.index import current_reading, records_of, restore
from onrecord.ledger.rows import statement_key
from onrecord.model import (
    Capture,
    Counts,
    CueKind,
    Doubt,
    Held,
    Hit,
    Mode,
    Sighting,
    Snapshot,
    Target,
)

MOST_CAPTURES = 1000  # of one document that are told at once: a live page's that is looked at for weeks
_canonical = t.speaker.alias("canonical")


# -- captures -------------------------------------------------------------------------------------


def hold(connection: Connection, key: str) -> Held:
    """A capture with what is now concluded of it.

    Raises:
        NotHeldError: no capture has this key.
    """
    row = connection.execute(_select_held(), {"asked": key}).one_or_none() if is_key(key) else None
    if row is None:
        raise NotHeldError(f"no page {line_of(key, 40)} in this ledger")
    reading = restore(row)
    capture = _capture(reading.snap, row, len(reading.attributions))
    keys = {attrib.id: statement_key(row.key, attrib.id) for attrib in reading.attributions}
    return Held(capture, reading, keys, row.version, row.at, row.records, row.traced)


@cache
def _select_held() -> Select[Any]:
    """Made once: to put a query together takes longer than to answer it."""
    s, r, c = t.snapshot.c, t.reading.c, t.tracing.c
    query = current_reading(s.key == bindparam("asked")).add_columns(
        r.at, t.run.c.version, c.records.label("records"), c.at.label("traced"), s.added,
        t.document.c.key.label("document"), *_standing(),
    )  # fmt: skip
    return query.join(t.run, t.run.c.id == r.run_id).join(t.document, t.document.c.id == s.document_id)


def captures_of(connection: Connection, document: str) -> tuple[Capture, ...]:
    """The captures of a document, the one whose text it has now last; at most `MOST_CAPTURES`, the latest."""
    rows = connection.execute(_select_captures_of(), {"asked": name_of(document)}).all()
    return tuple(_restore_capture(row, row.n) for row in reversed(rows))


@cache
def _select_captures_of() -> Select[Any]:
    s, n = t.snapshot.c, t.sighting.c
    latest = (select(func.max(each)).where(n.snapshot_id == s.id) for each in (t.taken, n.id))
    last = [each.scalar_subquery().desc() for each in latest]
    said = select(func.count()).where(t.statement.c.snapshot_id == s.id).scalar_subquery()
    query = _select_captures().add_columns(said.label("n")).where(t.document.c.key == bindparam("asked"))
    return query.order_by(*last).limit(MOST_CAPTURES)


def history_of(connection: Connection, document: str, limit: int) -> tuple[Sighting, ...]:
    """Which texts a document had, the latest last; at most so many, the latest.

    A text that was noted again without another in between, for an older capture came in later, is told once.
    """
    s, n = t.snapshot.c, t.sighting.c
    prior = func.lag(n.snapshot_id).over(order_by=(t.taken, n.id)).label("prior")
    query = select(s.key, n.at, n.captured, n.id, n.snapshot_id, t.taken.label("taken"), prior)
    query = query.join(t.snapshot, s.id == n.snapshot_id).join(t.document, t.document.c.id == n.document_id)
    c = query.where(t.document.c.key == name_of(document)).subquery().c
    told = select(c.key, c.at, c.captured).where(c.prior.is_distinct_from(c.snapshot_id))
    rows = connection.execute(told.order_by(c.taken.desc(), c.id.desc()).limit(limit)).all()
    return tuple(Sighting(*row) for row in rows[::-1])


@cache
def _select_captures() -> Select[Any]:
    """The query of all that a `Capture` shows but the count of its statements, to be narrowed down."""
    s = t.snapshot.c
    query = select(s.id, s.key, s.meta, s.added, t.document.c.key.label("document"), *_standing())
    return query.join(t.document, t.document.c.id == s.document_id)


def _standing() -> tuple[Any, ...]:
    """Of a snapshot: when its document took it on last, and whether it has another text now."""
    s, n = t.snapshot.c, t.sighting.c
    order = t.taken.desc(), n.id.desc()
    seen = select(n.at).where(n.snapshot_id == s.id).order_by(*order).limit(1)
    latest = select(n.snapshot_id).where(n.document_id == s.document_id).order_by(*order).limit(1)
    superseded = s.id != latest.correlate(t.snapshot).scalar_subquery()
    return seen.correlate(t.snapshot).scalar_subquery().label("seen"), superseded.label("is_superseded")


def list_captures(
    connection: Connection, *, limit: int, skip: int = 0, before: str | None = None
) -> tuple[Capture, ...]:
    """The latest captures, newest first, after those that are passed over.

    Raises:
        NotHeldError: no capture has the key ``before``.
    """
    c = t.snapshot.c
    older = [] if before is None else [c.id < _id_of_capture(connection, before)]
    return _captures(connection, *older, order=c.id.desc(), limit=limit, offset=skip)


def list_keys(connection: Connection, after: int, limit: int = 1000) -> tuple[list[str], int]:
    """The keys of some captures in the order in which they were added, and the id of the last one."""
    c = t.snapshot.c
    rows = connection.execute(select(c.id, c.key).where(c.id > after).order_by(c.id).limit(limit)).all()
    return [row.key for row in rows], rows[-1].id if rows else after


def capture_of_statement(connection: Connection, key: str) -> str:
    """The key of the capture on which a statement stands.

    Raises:
        NotHeldError: no statement has this key.
    """
    query = (
        select(t.snapshot.c.key)
        .join(t.statement, t.statement.c.snapshot_id == t.snapshot.c.id)
        .where(t.statement.c.key == key)
    )
    found: str | None = connection.execute(query).scalar() if is_key(key) else None
    if found is None:
        raise NotHeldError(f"no statement {line_of(key, 40)} in this ledger")
    return found


def select_concluded() -> Select[Any]:
    """The query of captures with the method of their current reading, and the records then searched."""
    s, r, c = t.snapshot.c, t.reading.c, t.tracing.c
    return (
        select(s.key, t.run.c.method, c.records)
        .select_from(t.snapshot)
        .join(t.reading, (r.snapshot_id == s.id) & r.current)
        .join(t.run, t.run.c.id == r.run_id)
        .outerjoin(t.tracing, (c.reading_id == r.id) & c.current)
    )


def find_concluded(connection: Connection, key: str) -> tuple[str, str | None] | None:
    """By which method a capture was last taken apart, and in which records its quotes were looked for."""
    row = connection.execute(select_concluded().where(t.snapshot.c.key == key)).one_or_none()
    return (row.method, row.records) if row else None


def number_readings(connection: Connection, keys: Iterable[str]) -> list[tuple[str, int, int]]:
    """The captures by these keys, in their order, each with the numbers of its current reading and tracing.

    A capture that is read or traced again has another number; 0 where it was not traced.
    """
    s, r, c = t.snapshot.c, t.reading.c, t.tracing.c
    query = (
        select(s.key, r.id, func.coalesce(c.id, 0))
        .join(t.reading, (r.snapshot_id == s.id) & r.current)
        .outerjoin(t.tracing, (c.reading_id == r.id) & c.current)
        .where(s.key.in_(list(keys)))
        .order_by(s.key)
    )
    return [(key, reading, tracing) for key, reading, tracing in connection.execute(query)]


def list_stale(connection: Connection, method: str, records: str | None) -> list[str]:
    """The captures that were last taken apart by another method, or looked for in other records."""
    is_other = t.run.c.method != method
    if records is not None:
        is_other |= t.tracing.c.records.is_distinct_from(records)
    query = select_concluded().where(is_other).order_by(t.snapshot.c.id)
    return [row.key for row in connection.execute(query)]


# -- statements -----------------------------------------------------------------------------------


@cache
def select_hits() -> Select[Any]:
    """The query of all that a `Hit` shows, to be narrowed down."""
    s, p = t.statement.c, t.snapshot.c
    _, superseded = _standing()
    return (
        select(
            s.id, s.key, p.key.label("capture"), p.title, p.url, s.outlet, s.published, s.source, s.words,
            s.mode, s.kind, s.state, s.drift, s.parent, s.day, s.confidence,
            _canonical.c.name.label("speaker"), _canonical.c.key.label("speaker_key"),
            superseded,
        )
        .join(t.snapshot, p.id == s.snapshot_id)
        .outerjoin(t.speaker, t.speaker.c.id == s.speaker_id)
        .outerjoin(_canonical, _canonical.c.id == t.speaker.c.canonical_id)
    )  # fmt: skip


def make_hits(connection: Connection, rows: Sequence[Any]) -> tuple[Hit, ...]:
    """Rows of `select_hits` as hits, with the records that each was traced to."""
    records = records_of(connection, [row.id for row in rows])
    return tuple(_hit(row, tuple(dict.fromkeys(records.get(row.id, ())))) for row in rows)


def find_hit(connection: Connection, key: str) -> Hit:
    """One statement.

    Raises:
        NotHeldError: no statement has this key.
    """
    rows = connection.execute(_select_hit(), {"asked": key}).all() if is_key(key) else ()
    if not rows:
        raise NotHeldError(f"no statement {line_of(key, 40)} in this ledger")
    return make_hits(connection, rows)[0]


def hits_on(connection: Connection, capture: str) -> tuple[Hit, ...]:
    """All statements of a capture, in the page's order."""
    rows = connection.execute(_select_hits_on(), {"asked": capture}).all() if is_key(capture) else ()
    return make_hits(connection, rows)


@cache
def _select_hit() -> Select[Any]:
    return select_hits().where(t.statement.c.key == bindparam("asked"))


@cache
def _select_hits_on() -> Select[Any]:
    on_it = select_hits().where(t.snapshot.c.key == bindparam("asked"))
    return on_it.order_by(t.statement.c.number)


def find_carriers(connection: Connection, key: str, limit: int) -> tuple[Hit, ...]:
    """Statements that were traced to a stretch of a record that this one was traced to as well."""
    if not is_key(key):
        return ()
    own, other = t.quotation.alias("own"), t.quotation.alias("other")
    ids = (
        select(other.c.statement_id)
        .join(own, own.c.record_key == other.c.record_key)
        .join(t.statement, t.statement.c.id == own.c.statement_id)
        .where(
            t.statement.c.key == key,
            other.c.start < own.c.end,
            other.c.end > own.c.start,
            other.c.statement_id != own.c.statement_id,
        )
        .distinct()
        .order_by(other.c.statement_id)
        .limit(limit)
    )
    return make_hits(connection, connection.execute(select_hits().where(t.statement.c.id.in_(ids))).all())


# -- the queue, and the whole ---------------------------------------------------------------------


def find_doubts(
    connection: Connection, target: Target | None, *, limit: int, after: tuple[float, int] | None = None
) -> tuple[tuple[Doubt, ...], tuple[float, int] | None]:
    """What a person should look at, the most doubtful first, and from where to go on."""
    d = t.doubt.c
    query = select_hits().add_columns(d.id.label("doubt"), d.target, d.weight, d.reason)
    query = query.join(t.doubt, d.statement_id == t.statement.c.id).where(~d.judged)
    if target is not None:
        query = query.where(d.target == target.value)
    if after is not None:
        query = query.where((d.weight < after[0]) | ((d.weight == after[0]) & (d.id < after[1])))
    rows = connection.execute(query.order_by(d.weight.desc(), d.id.desc()).limit(limit + 1)).all()
    more = len(rows) > limit
    rows = rows[:limit]
    hits = make_hits(connection, rows)
    doubts = tuple(
        Doubt(hit, Target(row.target), row.weight, row.reason) for hit, row in zip(hits, rows, strict=True)
    )
    return doubts, (rows[-1].weight, rows[-1].doubt) if more else None


def count_all(connection: Connection) -> Counts:
    """How much the ledger holds; a speaker of several names counts once a name."""
    r = t.record.c
    noted = read_tally(connection)
    records = connection.execute(select(func.count()).select_from(t.record).where(r.current)).scalar() or 0
    return Counts(
        noted["document"],
        noted["snapshot"],
        noted["statement"],
        noted["speaker"],
        records,
        noted["judgement"],
    )


def _captures(
    connection: Connection, *where: Any, order: Any, limit: int | None = None, offset: int = 0
) -> tuple[Capture, ...]:
    s = t.snapshot.c
    chosen = select(s.id).where(*where)
    ids = connection.execute(chosen.order_by(order).limit(limit).offset(offset)).scalars().all()
    said = select(t.statement.c.snapshot_id, func.count().label("n"))
    said = said.where(t.statement.c.snapshot_id.in_(ids)).group_by(t.statement.c.snapshot_id)
    counts: dict[int, int] = dict(connection.execute(said).all())
    query = _select_captures().where(s.id.in_(ids)).order_by(order)
    return tuple(_restore_capture(row, counts.get(row.id, 0)) for row in connection.execute(query))


def _restore_capture(row: Any, statements: int) -> Capture:
    return _capture(load(row.meta, Snapshot), row, statements)


def _id_of_capture(connection: Connection, key: str) -> int:
    c = t.snapshot.c
    found: int | None = connection.execute(select(c.id).where(c.key == key)).scalar() if is_key(key) else None
    if found is None:
        raise NotHeldError(f"no page {line_of(key, 40)} in this ledger")
    return found


def _capture(snap: Snapshot, row: Any, statements: int) -> Capture:
    return Capture(
        row.key,
        row.document,
        snap.id,
        snap.title,
        snap.outlet,
        snap.url,
        snap.published,
        snap.captured,
        row.added,
        statements,
        row.seen,
        bool(row.is_superseded),
    )


def _hit(row: Any, records: tuple[str, ...]) -> Hit:
    return Hit(
        key=row.key,
        capture=row.capture,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=row.published or None,
        speaker=row.speaker,
        speaker_key=row.speaker_key,
        source=row.source,
        words=row.words,
        mode=Mode(row.mode),
        kind=CueKind(row.kind),
        state=row.state,
        drift=tuple(row.drift.split()),
        records=records,
        parent=row.parent,
        day=row.day,
        confidence=row.confidence,
        is_superseded=bool(row.is_superseded),
    )
