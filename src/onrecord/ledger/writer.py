"""Writing to the ledger: a page, a record, a run; each whole or not at all.

Every function works within the caller's transaction. Nothing of the truth is changed but for the flags
that say which reading, tracing or record is the current one, and when a run ended.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from sqlalchemy import Connection, Select, Table, bindparam, exists, insert, select, update

from onrecord.errors import NotHeldError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import (
    MAX_TIME,
    Detail,
    Traces,
    dump,
    dump_meta,
    key_of,
    line_of,
    method_key,
    name_of,
    now,
    pack,
    pack_text,
    record_sha,
    sha_of,
)
from onrecord.ledger.counts import add_rows
from onrecord.ledger.dialects import upsert
from onrecord.ledger.index import index_snapshot, put_rows
from onrecord.ledger.rows import make_rows
from onrecord.model import Kept, Method, Outcome, Reading, Record, RecordsKept, Snapshot
from onrecord.text.urls import address_of

MAX_URL = 2000  # code points of an address that lists link to; a cut one leads nowhere
NO_RECORDS = "0" * 64  # the digest of no records at all
RECORDS_DIGEST = "records"  # the state by this name


def document_key(snap: Snapshot) -> str:
    """What tells a page from other pages: its address, or its outlet and id where it has none."""
    address = address_of(snap.url)
    if address is None:
        outlet = (snap.outlet or "").replace("%", "%25").replace(":", "%3A")  # it ends where the id begins
        return name_of(f"page:{outlet}:{snap.id}")
    host, path, query = address
    return name_of(f"//{host}{path}" + (f"?{urlencode(query, errors='replace')}" if query else ""))


def snapshot_key(document: str, snap: Snapshot) -> str:
    """A capture's permalink: which page, and which text."""
    return key_of(name_of(document), snap.sha256)


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
    connection: Connection,
    run: int,
    reading: Reading,
    records: str | None,
    document: str | None = None,
    *,
    seen: bool = True,
) -> Kept:
    """Keep a page as captured and what was concluded of it.

    Args:
        connection: within a transaction that writes.
        run: the run's id.
        reading: the page.
        records: the digest of the records that its quotes were looked for in; None where they were not.
        document: the key of the page that it is a capture of, where it is not told by the page itself.
        seen: whether the page has this text now; False where one that it had is only read again.
    """
    there = _look_up(connection, name_of(document or document_key(reading.snap)), reading.snap)
    if there.snapshot is None:
        return _keep_capture(connection, run, reading, records, there)
    read, is_new = _keep_reading(connection, there.snapshot, run, reading)
    traced = records is not None and _keep_tracing(connection, read, run, reading.traces, records)
    if is_new or traced:
        index_snapshot(connection, there.snapshot)
    if seen and not there.is_seen:
        again = _see_again(connection, there, reading.snap)
        if again.outcome is Outcome.CHANGED_BACK:
            return again
    outcome = Outcome.READ_AGAIN if is_new else Outcome.TRACED_AGAIN if traced else Outcome.UNCHANGED
    return Kept(there.key, outcome)


def is_seen(connection: Connection, document: str, snap: Snapshot) -> bool:
    """Whether a document is known to have had this text then: it was seen last, or noted with this time."""
    return _look_up(connection, name_of(document), snap).is_seen


def see(connection: Connection, document: str, snap: Snapshot) -> Kept:
    """Note that a document has a text now that the ledger holds; nothing where that was its latest one.

    Raises:
        NotHeldError: the ledger does not hold it.
    """
    there = _look_up(connection, name_of(document), snap)
    if there.snapshot is None:
        raise NotHeldError(f"no page {there.key} in this ledger")
    if there.is_seen:
        return Kept(there.key, Outcome.UNCHANGED)
    return _see_again(connection, there, snap)


class _There(NamedTuple):
    """What the ledger has of a page: None where it has it not yet."""

    key: str  # of the capture
    document: str
    snapshot: int | None
    owner: int | None  # the document's id
    before: str | None  # the key of the capture whose text it had until then
    was_there: bool  # that it had this text at some time before
    is_noted: bool  # that it was captured at this very time

    @property
    def is_seen(self) -> bool:
        """Whether it is no news that the document had this text then."""
        return self.is_noted or self.before == self.key


def _look_up(connection: Connection, document: str, snap: Snapshot) -> _There:
    key = snapshot_key(document, snap)
    captured = _when(snap)
    asked = {"key": key, "document": document, "captured": captured, "taken": captured or now()}
    row = connection.execute(_select_there(), asked).one()
    return _There(key, document, *row)


@cache
def _select_there() -> Select[Any]:
    """Made once: to put a query together takes longer than to answer it."""
    s, d, n = t.snapshot.c, t.document.c, t.sighting.c
    owner = select(d.id).where(d.key == bindparam("document")).scalar_subquery()
    until = (n.document_id == owner) & (t.taken <= bindparam("taken"))
    before = select(s.key).join(t.sighting, n.snapshot_id == s.id).where(until)
    before = before.order_by(t.taken.desc(), n.id.desc()).limit(1)
    found = select(s.id).where(s.key == bindparam("key")).scalar_subquery()
    there = exists().where(until, n.snapshot_id == found)
    noted = exists().where(n.snapshot_id == found, n.captured == bindparam("captured"))
    return select(found, owner, before.scalar_subquery(), there, noted)


def _keep_capture(
    connection: Connection, run: int, reading: Reading, records: str | None, there: _There
) -> Kept:
    """Keep a capture that the ledger has not."""
    snap, owner = reading.snap, there.owner
    row = _snapshot_row(there.key, snap)
    more = Counter({t.snapshot: 1})
    if owner is None:
        outlet = line_of(snap.outlet) if snap.outlet else None
        owner = _insert(connection, t.document, {"key": there.document, "outlet": outlet})
        more[t.document] = 1
    number = _insert(connection, t.snapshot, row | {"document_id": owner})
    _insert_sighting(connection, owner, number, snap)
    read = _insert_reading(connection, number, run, reading)
    if records is not None:
        _insert_tracing(connection, read, run, reading.traces, records)
    else:
        reading = replace(reading, traces={})  # what was found in no records that are told is not kept
    more.update(put_rows(connection, number, make_rows(there.key, reading)))
    add_rows(connection, more)
    return Kept(there.key, Outcome.NEW_CAPTURE if there.owner else Outcome.NEW_PAGE, there.before)


def _see_again(connection: Connection, there: _There, snap: Snapshot) -> Kept:
    """Note that a document had a text that is held; that it had it sooner than was known is no change."""
    assert there.owner is not None  # noqa: S101 - a capture that is held is of a document
    assert there.snapshot is not None  # noqa: S101 - as its caller has made sure
    _insert_sighting(connection, there.owner, there.snapshot, snap)
    if not there.was_there:
        return Kept(there.key, Outcome.UNCHANGED)
    return Kept(there.key, Outcome.CHANGED_BACK, there.before)


def _insert_sighting(connection: Connection, document: int, snapshot: int, snap: Snapshot) -> None:
    row = {"document_id": document, "snapshot_id": snapshot, "at": now(), "captured": _when(snap)}
    connection.execute(insert(t.sighting), row)


def _when(snap: Snapshot) -> str | None:
    return line_of(snap.captured, MAX_TIME) if snap.captured else None


def keep_records(connection: Connection, records: Iterable[Record]) -> RecordsKept:
    """Keep records; one whose words changed takes the place of the one before, which stays.

    Returns:
        How many were new or changed, how many were there already, and the ids of those that were changed.
    """
    added, there, changed = 0, 0, list[str]()
    digest = int(records_digest(connection), 16)
    for record in records:
        sha, name = record_sha(record), name_of(record.id)
        where = (t.record.c.key == name) & t.record.c.current
        old = connection.execute(select(t.record.c.sha).where(where)).scalar()
        if old == sha:
            there += 1
            continue
        if old is not None:
            connection.execute(update(t.record).where(where).values(current=False))
            digest ^= mark_record(name, old)
            changed.append(record.id)
        row = {"key": name, "sha": sha, "meta": dump_meta(record), "text": pack_text(record.text)}
        _insert(connection, t.record, row | {"added": now(), "current": True})
        digest ^= mark_record(name, sha)
        added += 1
    if added:
        put_state(connection, RECORDS_DIGEST, f"{digest:064x}")
    return RecordsKept(added, there, tuple(changed))


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
    return int(hashlib.sha256(f"{key}\n{sha}".encode()).hexdigest(), 16)


def digest_of(marks: Iterable[tuple[str, str]]) -> str:
    """What tells so many records from any others: the keys of their ids, each once, with their hashes."""
    digest = int(NO_RECORDS, 16)
    for key, sha in marks:
        digest ^= mark_record(key, sha)
    return f"{digest:064x}"


def snapshot_sha(meta: str, text: str) -> str:
    """The hash of all that a capture is."""
    return sha_of(meta.encode(), text.encode("utf-8", "surrogatepass"))


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
    return _insert_reading(connection, snapshot, run, reading), True


def _insert_reading(connection: Connection, snapshot: int, run: int, reading: Reading) -> int:
    row = {"snapshot_id": snapshot, "run_id": run, "at": now(), "current": True}
    return _insert(connection, t.reading, row | _detail_row(Detail.of(reading)))


def _keep_tracing(connection: Connection, reading: int, run: int, traces: Traces, records: str) -> bool:
    """Keep what was found in the records, unless the same were searched before; whether it was kept."""
    c = t.tracing.c
    current = (c.reading_id == reading) & c.current
    if connection.execute(select(c.records).where(current)).scalar() == records:
        return False
    connection.execute(update(t.tracing).where(current).values(current=False))
    _insert_tracing(connection, reading, run, traces, records)
    return True


def _insert_tracing(connection: Connection, reading: int, run: int, traces: Traces, records: str) -> None:
    row = {"reading_id": reading, "run_id": run, "records": records, "at": now(), "current": True}
    connection.execute(insert(t.tracing), row | _detail_row(traces))


def _detail_row(detail: Any) -> dict[str, Any]:
    packed = pack(detail)
    return {"detail": packed, "sha": sha_of(packed)}


def _snapshot_row(key: str, snap: Snapshot) -> dict[str, Any]:
    meta, text = dump_meta(snap), pack_text(snap.text)
    return {
        "key": key,
        "sha": snapshot_sha(meta, snap.text),
        "meta": meta,
        "text": text,
        "title": line_of(snap.title) if snap.title else None,
        "url": snap.url if snap.url and len(snap.url) <= MAX_URL and snap.url.isprintable() else None,
        "added": now(),
    }


def _insert(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    made = connection.execute(insert(table), row).inserted_primary_key
    assert made is not None  # noqa: S101 - every table here has an id that counts up
    return int(made[0])
