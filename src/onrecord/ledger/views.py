"""What a ledger is asked for by key: a capture, a statement, a speaker, a record, the queue of doubts."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from onrecord.errors import NotHeldError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import load, unpack_text
from onrecord.ledger.index import current_reading, restore
from onrecord.ledger.rows import statement_key
from onrecord.model import (
    Capture,
    Counts,
    CueKind,
    Doubt,
    EntityKind,
    Held,
    HeldRecord,
    Hit,
    Mode,
    Quotation,
    Reading,
    Record,
    Snapshot,
    Span,
    Speaker,
    Target,
)

MOST_QUOTATIONS = 20_000  # of one record; the most quoted speech of a year has some thousands
_canonical = t.speaker.alias("canonical")


# -- captures -------------------------------------------------------------------------------------


def hold(connection: Connection, key: str) -> Held:
    """A capture with what is now concluded of it.

    Raises:
        NotHeldError: no capture has this key.
    """
    s, r, c = t.snapshot.c, t.reading.c, t.tracing.c
    query = current_reading(s.key == key).add_columns(
        r.at, t.run.c.version, c.records.label("records"), s.added, t.document.c.key.label("document")
    )
    query = query.join(t.run, t.run.c.id == r.run_id).join(t.document, t.document.c.id == s.document_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotHeldError(f"no page {key[:40]} in this ledger")
    reading = restore(row)
    capture = _capture(reading.snap, row.key, row.document, row.added, len(reading.attributions))
    keys = {attrib.id: statement_key(row.key, attrib.id) for attrib in reading.attributions}
    return Held(capture, reading, keys, row.version, row.at, row.records)


def captures_of(connection: Connection, document: str) -> tuple[Capture, ...]:
    """All captures of a document, the first one first."""
    return _captures(connection, t.document.c.key == document, order=t.snapshot.c.id)


def list_captures(connection: Connection, *, limit: int, before: int | None = None) -> Sequence[Capture]:
    """The latest captures, newest first; ``before`` is the number of captures passed over."""
    return _captures(connection, order=t.snapshot.c.id.desc(), limit=limit, offset=before or 0)


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
    found: str | None = connection.execute(query).scalar()
    if found is None:
        raise NotHeldError(f"no statement {key[:40]} in this ledger")
    return found


def each_reading(connection: Connection, *where: Any) -> Iterator[tuple[str, Reading]]:
    """Every capture's key with its current reading, in the order in which they were added."""
    query = current_reading(*where).order_by(t.snapshot.c.id).execution_options(yield_per=50)
    for row in connection.execute(query):
        yield row.key, restore(row)


# -- statements -----------------------------------------------------------------------------------


def select_hits() -> Select[Any]:
    """The query of all that a `Hit` shows, to be narrowed down."""
    s, p = t.statement.c, t.snapshot.c
    return (
        select(
            s.id, s.key, p.key.label("capture"), p.title, p.meta, s.outlet, s.published, s.source, s.words,
            s.mode, s.kind, s.state, s.drift, s.parent, s.day, s.confidence,
            _canonical.c.name.label("speaker"), _canonical.c.key.label("speaker_key"),
        )
        .join(t.snapshot, p.id == s.snapshot_id)
        .outerjoin(t.speaker, t.speaker.c.id == s.speaker_id)
        .outerjoin(_canonical, _canonical.c.id == t.speaker.c.canonical_id)
    )  # fmt: skip


def make_hits(connection: Connection, rows: Sequence[Any]) -> tuple[Hit, ...]:
    """Rows of `select_hits` as hits, with the records that each was traced to."""
    c = t.quotation.c
    records: dict[int, list[str]] = {}
    if rows:
        query = select(c.statement_id, c.record_key).where(c.statement_id.in_([row.id for row in rows]))
        for owner, record in connection.execute(query.order_by(c.id)):
            if record not in records.setdefault(owner, []):
                records[owner].append(record)
    return tuple(_hit(row, tuple(records.get(row.id, ()))) for row in rows)


def find_hit(connection: Connection, key: str) -> Hit:
    """One statement.

    Raises:
        NotHeldError: no statement has this key.
    """
    rows = connection.execute(select_hits().where(t.statement.c.key == key)).all()
    if not rows:
        raise NotHeldError(f"no statement {key[:40]} in this ledger")
    return make_hits(connection, rows)[0]


def hits_on(connection: Connection, capture: str) -> tuple[Hit, ...]:
    """All statements of a capture, in the page's order."""
    query = select_hits().where(t.snapshot.c.key == capture).order_by(t.statement.c.number)
    return make_hits(connection, connection.execute(query).all())


# -- speakers -------------------------------------------------------------------------------------


def find_speaker(connection: Connection, key: str) -> Speaker:
    """A speaker, with the names merged into it; asked for by any of their keys.

    Raises:
        NotHeldError: no speaker has this key.
    """
    asked = select(t.speaker.c.canonical_id).where(t.speaker.c.key == key).scalar_subquery()
    c = t.speaker.c
    group = connection.execute(select(t.speaker).where(c.canonical_id == asked).order_by(c.id)).all()
    if not group:
        raise NotHeldError(f"no speaker {key[:40]} in this ledger")
    ids = [row.id for row in group]
    count = select(func.count()).select_from(t.statement).where(t.statement.c.speaker_id.in_(ids))
    first = next(row for row in group if row.id == row.canonical_id)
    merged = tuple(row.key for row in group if row is not first)
    said = connection.execute(count).scalar() or 0
    return Speaker(first.key, first.name, EntityKind(first.kind), said, merged)


def find_speakers(connection: Connection, folded: str, limit: int) -> tuple[Speaker, ...]:
    """Speakers whose name begins with some terms, or that say most where none are given."""
    c, said = t.speaker.c, func.count(t.statement.c.id)
    counts = (
        select(c.canonical_id, said.label("n"))
        .outerjoin(t.statement, t.statement.c.speaker_id == c.id)
        .where(*([c.folded.contains(folded, autoescape=True)] if folded else []))
        .group_by(c.canonical_id)
        .order_by(said.desc())
        .limit(limit)
        .subquery()
    )
    query = select(c.key, c.name, c.kind, counts.c.n).join(counts, counts.c.canonical_id == c.id)
    rows = connection.execute(query.order_by(counts.c.n.desc(), c.id))
    return tuple(Speaker(key, name, EntityKind(kind), n) for key, name, kind, n in rows)


# -- records --------------------------------------------------------------------------------------


def list_records(connection: Connection, *, limit: int, after: int = 0) -> tuple[HeldRecord, ...]:
    """The current records by number, those beyond ``after``."""
    c = t.record.c
    query = select(c.id, c.key, c.sha, c.meta, c.current).where(c.current, c.id > after).order_by(c.id)
    rows = connection.execute(query.limit(limit)).all()
    return tuple(_held_record(row, _quoted(connection, row.key)) for row in rows)


def find_record(connection: Connection, number: int) -> tuple[HeldRecord, Record]:
    """A record by its number, with its text.

    Raises:
        NotHeldError: no record has this number.
    """
    row = connection.execute(select(t.record).where(t.record.c.id == number)).one_or_none()
    if row is None:
        raise NotHeldError(f"no record {number} in this ledger")
    return _held_record(row, _quoted(connection, row.key)), restore_record(row)


def number_of_record(connection: Connection, key: str) -> int | None:
    """The number of the current record by that id; None where there is none."""
    c = t.record.c
    return connection.execute(select(c.id).where(c.key == key, c.current)).scalar()


def each_record(connection: Connection, first: int = 0, last: int = 2**62) -> Iterator[Record]:
    """The current records whose numbers lie between two, both included."""
    c = t.record.c
    query = select(t.record).where(c.current, c.id >= first, c.id <= last).order_by(c.id)
    for row in connection.execute(query.execution_options(yield_per=50)):
        yield restore_record(row)


def restore_record(row: Any) -> Record:
    """A row as the record that it is."""
    record = load(row.meta, Record)
    object.__setattr__(record, "text", unpack_text(row.text))  # just made, and nobody else's yet
    return record


def find_quotations(connection: Connection, record: str) -> tuple[Quotation, ...]:
    """The stretches of a record that statements were traced to, in the record's order."""
    c, s = t.quotation.c, t.statement.c
    query = (
        select(s.key, c.start, c.end, c.severity, s.outlet, s.published)
        .join(t.statement, s.id == c.statement_id)
        .where(c.record_key == record)
        .order_by(c.start, c.end, c.id)
        .limit(MOST_QUOTATIONS)
    )
    return tuple(
        Quotation(key, Span(start, end), severity, outlet, published or None)
        for key, start, end, severity, outlet, published in connection.execute(query)
    )


def find_carriers(connection: Connection, key: str, limit: int) -> tuple[Hit, ...]:
    """Statements that were traced to a stretch of a record that this one was traced to as well."""
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
    """How much the ledger holds."""

    def count(table: Any, *where: Any) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar() or 0

    return Counts(
        count(t.document),
        count(t.snapshot),
        count(t.statement),
        count(t.speaker, t.speaker.c.canonical_id == t.speaker.c.id),
        count(t.record, t.record.c.current),
        count(t.judgement),
    )


def _captures(
    connection: Connection, *where: Any, order: Any, limit: int | None = None, offset: int = 0
) -> tuple[Capture, ...]:
    s = t.snapshot.c
    said = (
        select(func.count())
        .select_from(t.statement)
        .where(t.statement.c.snapshot_id == s.id)
        .scalar_subquery()
    )
    query = (
        select(s.key, s.meta, s.added, t.document.c.key.label("document"), said.label("n"))
        .join(t.document, t.document.c.id == s.document_id)
        .where(*where)
        .order_by(order)
        .limit(limit)
        .offset(offset)
    )
    return tuple(
        _capture(load(row.meta, Snapshot), row.key, row.document, row.added, row.n)
        for row in connection.execute(query)
    )


def _capture(snap: Snapshot, key: str, document: str, added: str, statements: int) -> Capture:
    return Capture(
        key,
        document,
        snap.id,
        snap.title,
        snap.outlet,
        snap.url,
        snap.published,
        snap.captured,
        added,
        statements,
    )


def _hit(row: Any, records: tuple[str, ...]) -> Hit:
    return Hit(
        key=row.key,
        capture=row.capture,
        title=row.title,
        outlet=row.outlet,
        url=load(row.meta, Snapshot).url,
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
    )


def _held_record(row: Any, quoted: int) -> HeldRecord:
    record = load(row.meta, Record)
    return HeldRecord(
        row.id, row.key, row.sha, record.title, record.date, record.url, record.speakers, row.current, quoted
    )


def _quoted(connection: Connection, key: str) -> int:
    count = select(func.count()).select_from(t.quotation).where(t.quotation.c.record_key == key)
    return connection.execute(count).scalar() or 0
