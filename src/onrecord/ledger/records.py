"""Records as the ledger is asked for them: by number or id, and the stretches of them that were quoted."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.errors import NotHeldError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import load, name_of, unpack_text
from onrecord.ledger.judgements import MOST_ROWS
from onrecord.model import HeldRecord, Quotation, Record, Span

MOST_QUOTATIONS = 20_000  # of one record; the most quoted speech of a year has some thousands


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
    query = select(t.record).where(t.record.c.id == number)
    row = connection.execute(query).one_or_none() if abs(number) <= MOST_ROWS else None
    if row is None:
        raise NotHeldError(f"no record {number} in this ledger")
    return _held_record(row, _quoted(connection, row.key)), restore_record(row)


def number_of_record(connection: Connection, key: str) -> int | None:
    """The number of the current record by that id; None where there is none."""
    c = t.record.c
    return connection.execute(select(c.id).where(c.key == name_of(key), c.current)).scalar()


def each_record(connection: Connection, first: int = 0, last: int = 2**62) -> Iterator[Record]:
    """The current records whose numbers lie between two, both included."""
    c = t.record.c
    query = select(t.record).where(c.current, c.id >= first, c.id <= last).order_by(c.id)
    with connection.execute(query.execution_options(yield_per=50)) as found:
        for row in found:
            yield restore_record(row)


def list_stamps(connection: Connection) -> list[tuple[int, str]]:
    """Number and hash of every current record, in order."""
    c = t.record.c
    rows = connection.execute(select(c.id, c.sha).where(c.current).order_by(c.id))
    return [(number, sha) for number, sha in rows]


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
        .where(c.record_key == name_of(record))
        .order_by(c.start, c.end, c.id)
        .limit(MOST_QUOTATIONS)
    )
    return tuple(
        Quotation(key, Span(start, end), severity, outlet, published or None)
        for key, start, end, severity, outlet, published in connection.execute(query)
    )


def _held_record(row: Any, quoted: int) -> HeldRecord:
    record = load(row.meta, Record)
    return HeldRecord(
        row.id,
        record.id,
        row.sha,
        record.title,
        record.date,
        record.url,
        record.speakers,
        row.current,
        quoted,
    )


def _quoted(connection: Connection, key: str) -> int:
    some = select(1).select_from(t.quotation).where(t.quotation.c.record_key == key).limit(MOST_QUOTATIONS)
    return connection.execute(select(func.count()).select_from(some.subquery())).scalar() or 0
