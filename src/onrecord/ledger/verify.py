"""Whether a ledger is whole: every hash, every offset, every index row; and its indexes made anew."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, select

from onrecord.errors import OnRecordError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import load, record_sha, unpack_text
from onrecord.ledger.fulltext import full_text_of
from onrecord.ledger.index import count_words, current_reading, index_snapshot, restore
from onrecord.ledger.rows import StatementRows, count_terms, make_rows
from onrecord.ledger.views import restore_record
from onrecord.ledger.writer import (
    NO_RECORDS,
    RECORDS_DIGEST,
    mark_record,
    put_state,
    records_digest,
    snapshot_key,
)
from onrecord.model import Fault, Reading, Snapshot, Span, Trace


def check_snapshot(connection: Connection, number: int) -> Iterator[Fault]:
    """What is wrong with one snapshot: its hash, its key, the offsets of what was found on it, its rows."""
    query = (
        select(t.snapshot, t.document.c.key.label("document"))
        .join(t.document, t.document.c.id == t.snapshot.c.document_id)
        .where(t.snapshot.c.id == number)
    )
    row = connection.execute(query).one()
    try:
        snap = load(row.meta, Snapshot)
        text = unpack_text(row.text)
    except OnRecordError as err:
        yield Fault(f"page {row.key}", str(err))
        return
    object.__setattr__(snap, "text", text)
    if snap.sha256 != row.text_sha:
        yield Fault(f"page {row.key}", "its text is not the one that was captured: the hash differs")
    elif snapshot_key(row.document, snap) != row.key:
        yield Fault(f"page {row.key}", "its key does not fit its document and text")
    yield from _check_reading(connection, number, row.key)


def check_record(row: Any) -> Iterator[Fault]:
    """What is wrong with one record: its hash, and the turns of those who speak."""
    try:
        record = restore_record(row)
    except OnRecordError as err:
        yield Fault(f"record {row.id}", str(err))
        return
    if record_sha(record) != row.sha:
        yield Fault(f"record {row.id}", "is not the one that was added: the hash differs")
    if any(not _within(turn.span, record.text) for turn in record.turns):
        yield Fault(f"record {row.id}", "has a turn that stands outside its text")


def check_digest(connection: Connection) -> bool:
    """Whether the digest of the current records is that of the records that are there."""
    return _digest(connection) == records_digest(connection)


def mend_digest(connection: Connection) -> None:
    """Note the digest of the records that are there."""
    put_state(connection, RECORDS_DIGEST, _digest(connection))


def check_words(connection: Connection) -> bool:
    """Whether the list of terms counts the statements that stand."""
    kept = dict(connection.execute(select(t.word.c.term, t.word.c.n).where(t.word.c.n != 0)).tuples().all())
    found: Counter[str] = Counter()
    for part in _words(connection):
        found.update(count_terms(part))
    return found == kept


def rebuild_words(connection: Connection) -> None:
    """Make the list of terms anew from the statements that stand."""
    connection.execute(delete(t.word))
    for part in _words(connection):
        count_words(connection, count_terms(part), 1)


def rebuild_text(connection: Connection) -> None:
    """Make the full text anew from the statements that stand."""
    full = full_text_of(connection)
    full.clear(connection)
    c = t.statement.c
    query = select(c.id, c.words, c.source).execution_options(yield_per=2000)
    for part in connection.execute(query).partitions():
        full.put(connection, [dict(row._mapping) for row in part])


def _digest(connection: Connection) -> str:
    digest = int(NO_RECORDS, 16)
    c = t.record.c
    for key, sha in connection.execute(select(c.key, c.sha).where(c.current)):
        digest ^= mark_record(key, sha)
    return f"{digest:064x}"


def _words(connection: Connection) -> Iterator[list[StatementRows]]:
    """The words of all statements, some thousands at a time."""
    c = t.statement.c
    query = select(c.words, c.source).execution_options(yield_per=2000)
    for part in connection.execute(query).partitions():
        yield [StatementRows(dict(row._mapping), None) for row in part]


def _check_reading(connection: Connection, number: int, key: str) -> Iterator[Fault]:
    row = connection.execute(current_reading(t.snapshot.c.id == number)).one_or_none()
    if row is None:
        yield Fault(f"page {key}", "has no reading; onrecord add the page again")
        return
    try:
        reading = restore(row)
    except OnRecordError as err:
        yield Fault(f"page {key}", str(err))
        return
    for reason in _misplaced(reading):
        yield Fault(f"page {key}", reason)
    wanted = sorted(
        (r.statement["key"], r.statement["words"], r.statement["state"]) for r in make_rows(key, reading)
    )
    c = t.statement.c
    found = sorted(
        connection.execute(select(c.key, c.words, c.state).where(c.snapshot_id == number)).tuples()
    )
    if wanted != [tuple(each) for each in found]:
        index_snapshot(connection, number)
        yield Fault(f"page {key}", "its statements were not indexed as they stand", repaired=True)


def _misplaced(reading: Reading) -> Iterator[str]:
    text = reading.snap.text
    known = {attrib.id for attrib in reading.attributions}
    for attrib in reading.attributions:
        spans = (*attrib.source, *attrib.cue, *attrib.content, *attrib.quoted)
        if any(not _within(span, text) for span in spans):
            yield f"statement {attrib.id} stands outside its text"
        if attrib.parent and attrib.parent not in known:
            yield f"statement {attrib.id} stands within one that is not there"
    for owner, traces in reading.traces.items():
        if owner not in known:
            yield f"a trace is of statement {owner}, which is not there"
        for trace in traces:
            yield from (f"a trace of statement {owner} {why}" for why in _misaligned(trace, text))


def _misaligned(trace: Trace, text: str) -> Iterator[str]:
    if not _within(trace.span, text):
        yield "stands outside its text"
    if trace.alignment and any(not _within(edit.quote_span, text) for edit in trace.alignment.edits):
        yield "is aligned outside its text"


def _within(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)
