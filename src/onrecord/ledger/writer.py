"""Writing to the ledger: a page, a record, a run; each whole or not at all.

Every function works within the caller's transaction. Nothing of the truth is changed but for the flags
that say which reading, tracing or record is the current one.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text, update

from onrecord.ledger import schema as t
from onrecord.ledger.codec import (
    Detail,
    Traces,
    dump,
    dump_meta,
    key_of,
    method_key,
    now,
    pack,
    pack_text,
    record_sha,
)
from onrecord.ledger.index import index_snapshot
from onrecord.ledger.upsert import upsert
from onrecord.model import Kept, Method, Outcome, Reading, Record, Snapshot
from onrecord.text.urls import address_of

NO_RECORDS = "0" * 64  # the digest of no records at all
RECORDS_DIGEST = "records"  # the state by this name


def document_key(snap: Snapshot) -> str:
    """What tells a page from other pages: its address, or its outlet and id where it has none."""
    address = address_of(snap.url)
    if address is None:
        return f"page:{snap.outlet or ''}:{snap.id}"
    host, path, query = address
    return f"//{host}{path}" + ("?" + "&".join(f"{k}={v}" for k, v in query) if query else "")


def snapshot_key(document: str, snap: Snapshot) -> str:
    """A capture's permalink: which page, and which text."""
    return key_of(document, snap.sha256)


def begin_run(connection: Connection, command: str, method: Method) -> int:
    """Note that a run begins, and how it concludes; gives its id."""
    row = {
        "command": command,
        "version": method.version,
        "method": method_key(method),
        "settings": dump(method.settings),
        "started": now(),
    }
    return _insert(connection, t.run, row)


def end_run(connection: Connection, run: int) -> None:
    """Note that a run ended by itself."""
    connection.execute(update(t.run).where(t.run.c.id == run).values(ended=now()))


def keep_page(
    connection: Connection, run: int, reading: Reading, records: str | None, document: str | None = None
) -> Kept:
    """Keep a page as captured and what was concluded of it.

    Args:
        connection: within a transaction that writes.
        run: the run's id.
        reading: the page.
        records: the digest of the records that its quotes were looked for in; None where they were not.
        document: the key of the page that it is a capture of, where it is not told by the page itself.
    """
    snap = reading.snap
    document = document or document_key(snap)
    key = snapshot_key(document, snap)
    _lock(connection, document)
    found = connection.execute(select(t.snapshot.c.id).where(t.snapshot.c.key == key)).scalar()
    previous = None
    if found is None:
        owner = _document_id(connection, document, snap)
        previous = _latest(connection, owner)
        found = _insert(connection, t.snapshot, _snapshot_row(key, owner, snap))
        outcome = Outcome.NEW_CAPTURE if previous else Outcome.NEW_PAGE
    else:
        outcome = Outcome.UNCHANGED
    read, is_new = _keep_reading(connection, found, run, reading)
    traced = records is not None and _keep_tracing(connection, read, run, reading.traces, records)
    if is_new or traced:
        index_snapshot(connection, found)
    if outcome is Outcome.UNCHANGED and (is_new or traced):
        outcome = Outcome.READ_AGAIN if is_new else Outcome.TRACED_AGAIN
    return Kept(key, outcome, previous)


def keep_records(connection: Connection, records: Iterable[Record]) -> tuple[int, int]:
    """Keep records; one whose words changed takes the place of the one before, which stays.

    Returns:
        How many were new or changed, and how many were there already.
    """
    _lock(connection, RECORDS_DIGEST)
    added = there = 0
    digest = int(records_digest(connection), 16)
    for record in records:
        sha = record_sha(record)
        where = (t.record.c.key == record.id) & t.record.c.current
        old = connection.execute(select(t.record.c.sha).where(where)).scalar()
        if old == sha:
            there += 1
            continue
        if old is not None:
            connection.execute(update(t.record).where(where).values(current=False))
            digest ^= mark_record(record.id, old)
        row = {"key": record.id, "sha": sha, "meta": dump_meta(record), "text": pack_text(record.text)}
        _insert(connection, t.record, row | {"added": now(), "current": True})
        digest ^= mark_record(record.id, sha)
        added += 1
    if added:
        put_state(connection, RECORDS_DIGEST, f"{digest:064x}")
    return added, there


def records_digest(connection: Connection) -> str:
    """What tells the current records from any others, whatever their order."""
    found: str | None = connection.execute(
        select(t.state.c.value).where(t.state.c.name == RECORDS_DIGEST)
    ).scalar()
    return found or NO_RECORDS


def put_state(connection: Connection, name: str, value: str) -> None:
    """Note something about the ledger as a whole."""
    statement = upsert(connection, t.state)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value}),
        {"name": name, "value": value},
    )


def mark_record(key: str, sha: str) -> int:
    """What a record adds to the digest of all: combined by exclusive or, so that order does not matter."""
    return int(key_of(key, sha) * 4, 16)


def _keep_reading(connection: Connection, snapshot: int, run: int, reading: Reading) -> tuple[int, bool]:
    """The id of the snapshot's reading by this run's method, and whether it is new."""
    r = t.reading
    method = select(t.run.c.method).where(t.run.c.id == run).scalar_subquery()
    same = (
        select(r.c.id)
        .join(t.run, t.run.c.id == r.c.run_id)
        .where(r.c.snapshot_id == snapshot, r.c.current, t.run.c.method == method)
    )
    found = connection.execute(same).scalar()
    if found is not None:
        return found, False
    connection.execute(update(r).where(r.c.snapshot_id == snapshot, r.c.current).values(current=False))
    row = {"snapshot_id": snapshot, "run_id": run, "at": now(), "current": True}
    return _insert(connection, r, row | {"detail": pack(Detail.of(reading))}), True


def _keep_tracing(connection: Connection, reading: int, run: int, traces: Traces, records: str) -> bool:
    """Keep what was found in the records, unless the same were searched before; whether it was kept."""
    c = t.tracing.c
    current = (c.reading_id == reading) & c.current
    if connection.execute(select(c.records).where(current)).scalar() == records:
        return False
    connection.execute(update(t.tracing).where(current).values(current=False))
    row = {"reading_id": reading, "run_id": run, "records": records, "at": now(), "current": True}
    _insert(connection, t.tracing, row | {"detail": pack(traces)})
    return True


def _document_id(connection: Connection, key: str, snap: Snapshot) -> int:
    found: int | None = connection.execute(select(t.document.c.id).where(t.document.c.key == key)).scalar()
    return found or _insert(connection, t.document, {"key": key, "outlet": snap.outlet})


def _latest(connection: Connection, document: int) -> str | None:
    c = t.snapshot.c
    return connection.execute(
        select(c.key).where(c.document_id == document).order_by(c.id.desc()).limit(1)
    ).scalar()


def _snapshot_row(key: str, document: int, snap: Snapshot) -> dict[str, Any]:
    return {
        "key": key,
        "document_id": document,
        "text_sha": snap.sha256,
        "meta": dump_meta(snap),
        "text": pack_text(snap.text),
        "title": snap.title,
        "outlet": snap.outlet,
        "published": snap.published,
        "added": now(),
    }


def _insert(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    made = connection.execute(insert(table), row).inserted_primary_key
    assert made is not None  # noqa: S101 - every table here has an id that counts up
    return int(made[0])


def _lock(connection: Connection, name: str) -> None:
    """Let two writers of one thing wait for each other; SQLite has but one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})
