"""Whether a ledger is whole: every hash, every offset, every index row; and its indexes made anew."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, select
from sqlalchemy.exc import DBAPIError

from onrecord.errors import OnRecordError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import load, record_sha, sha_of, unpack_text
from onrecord.ledger.counts import (
    add_terms,
    count_said,
    count_tally,
    every_term,
    read_said,
    read_tally,
    rebuild_counts,
)
from onrecord.ledger.fulltext import TextRow, full_text_of, tally_terms
from onrecord.ledger.index import (
    canonical_ids,
    chosen_speakers,
    current_reading,
    find_judged,
    merge_speakers,
    records_of,
    restore,
)
from onrecord.ledger.records import restore_record
from onrecord.ledger.rows import StatementRows, make_rows, text_row
from onrecord.ledger.writer import (
    RECORDS_DIGEST,
    digest_of,
    put_state,
    records_digest,
    snapshot_key,
    snapshot_sha,
)
from onrecord.model import Fault, Reading, Snapshot, Span, Trace

_AT_ONCE = 2000  # statements that are held in memory
_OWNERS = ((t.statement, t.snapshot), (t.quotation, t.statement), (t.doubt, t.statement))


def check_file(connection: Connection) -> Iterator[Fault]:
    """What SQLite finds wrong with its own file; a server looks after its files by itself."""
    if connection.dialect.name == "sqlite":
        for (told,) in connection.exec_driver_sql("PRAGMA quick_check(20)"):
            if told != "ok":
                yield Fault("file", " ".join(str(told).split())[:300])


def check_snapshot(connection: Connection, number: int) -> Iterator[Fault]:
    """What is wrong with one snapshot's truth: its hash, its key, the offsets of what was found on it."""
    query = (
        select(t.snapshot, t.document.c.key.label("document"))
        .join(t.document, t.document.c.id == t.snapshot.c.document_id)
        .where(t.snapshot.c.id == number)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        yield Fault(f"page number {number}", "is of a document that is not there")
        return
    name = f"page {row.key}"
    try:
        snap, text = load(row.meta, Snapshot), unpack_text(row.text)
    except OnRecordError as err:
        yield Fault(name, str(err))
        return
    object.__setattr__(snap, "text", text)
    if snapshot_sha(row.meta, text) != row.sha:
        yield Fault(name, "is not as it was captured: the hash differs")
    elif snapshot_key(row.document, snap) != row.key:
        yield Fault(name, "its key does not fit its document and text")
    details = _check_details(connection, number), _check_reading(connection, number)
    for reason in (*_check_sightings(connection, row), *details[0], *details[1]):
        yield Fault(name, reason)


def is_indexed(connection: Connection, number: int) -> bool:
    """Whether a snapshot's statements stand in the index as its reading and the judgements have them."""
    row = connection.execute(current_reading(t.snapshot.c.id == number)).one()
    rows = make_rows(row.key, restore(row))
    judged = find_judged(connection, number, rows)
    who = [one["key"] if one else None for one in chosen_speakers(rows, judged)]
    s = t.statement.c
    query = (
        select(t.statement, t.speaker.c.key.label("who"))
        .outerjoin(t.speaker, t.speaker.c.id == s.speaker_id)
        .where(s.snapshot_id == number)
    )
    found = {one["key"]: dict(one) for one in connection.execute(query).mappings()}
    if found.keys() != {each.statement["key"] for each in rows}:
        return False
    return all(
        each.statement.items() | {("who", name)} <= found[each.statement["key"]].items()
        for each, name in zip(rows, who, strict=True)
    ) and _are_under(connection, number, rows, {key: one["id"] for key, one in found.items()})


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


def list_wrong_indexes(connection: Connection) -> Iterator[tuple[str, str]]:
    """Which of the indexes over all pages do not hold what they should, each with the reason."""
    found = _count_all(connection)
    try:
        full = full_text_of(connection)
        agrees = full.is_of_statements(connection) and dict(full.count(connection)) == found
    except DBAPIError:  # it is damaged
        agrees = False
    if not agrees:
        yield "full text", "did not hold the statements as they stand"
    if every_term(connection) != {term: n for term, n in found.items() if "_" not in term}:
        yield "terms", "were not counted as the statements have them"
    if read_tally(connection) != count_tally(connection) or read_said(connection) != count_said(connection):
        yield "counts", "were not those of what is there"
    if not _are_merged(connection):
        yield "speakers", "were not merged as people judged"
    if _digest(connection) != records_digest(connection):
        yield "records", "their digest was not that of the records that are there"


def mend_index(connection: Connection, item: str) -> None:
    """Make one of these indexes anew."""
    {
        "full text": rebuild_text,
        "terms": rebuild_terms,
        "counts": rebuild_counts,
        "speakers": merge_speakers,
        "records": mend_digest,
    }[item](connection)


def drop_strays(connection: Connection) -> None:
    """Take out what is of captures or statements that are not there."""
    for table, owner in _OWNERS:
        connection.execute(delete(table).where(_is_stray(table, owner)))


def has_strays(connection: Connection) -> bool:
    """Whether there is anything of captures or statements that are not there."""
    return any(
        connection.execute(select(table.c.id).where(_is_stray(table, owner)).limit(1)).first()
        for table, owner in _OWNERS
    )


def mend_digest(connection: Connection) -> None:
    """Note the digest of the records that are there."""
    put_state(connection, RECORDS_DIGEST, _digest(connection))


def rebuild_terms(connection: Connection) -> None:
    """Make the list of terms anew from the statements that stand."""
    connection.execute(delete(t.word))
    for part in _each_text(connection):
        terms = tally_terms(part)
        add_terms(connection, {term: terms[term] for term in sorted(terms) if "_" not in term})


def rebuild_text(connection: Connection) -> None:
    """Make the full text anew from the statements that stand."""
    full = full_text_of(connection)
    full.clear(connection)
    for part in _each_text(connection):
        full.put(connection, part)


def clear_indexes(connection: Connection) -> None:
    """Take out all that `index_snapshot` puts in, but the speakers, whom judgements name."""
    full_text_of(connection).clear(connection)
    for table in (t.doubt, t.quotation, t.statement, t.word):
        connection.execute(delete(table))
    rebuild_counts(connection)


def _is_stray(table: Table, owner: Table) -> ColumnElement[bool]:
    """Asked row by row: a list of all ids is more than PostgreSQL holds in memory to look things up in."""
    return ~exists().where(owner.c.id == table.c[f"{owner.name}_id"])


def _digest(connection: Connection) -> str:
    c = t.record.c
    current = connection.execute(select(c.key, c.sha).where(c.current))
    return digest_of((row.key, row.sha) for row in current)


def _each_text(connection: Connection) -> Iterator[list[TextRow]]:
    """What is searched of all statements, some thousands at a time."""
    query = select(t.statement).order_by(t.statement.c.id).limit(_AT_ONCE)
    last = -1
    while rows := connection.execute(query.where(t.statement.c.id > last)).mappings().all():
        records = records_of(connection, [row["id"] for row in rows])
        yield [text_row(row, records.get(row["id"], ())) for row in rows]
        last = rows[-1]["id"]


def _count_all(connection: Connection) -> Counter[str]:
    found: Counter[str] = Counter()
    for part in _each_text(connection):
        found.update(tally_terms(part))
    return found


def _are_merged(connection: Connection) -> bool:
    c = t.speaker.c
    found = dict(connection.execute(select(c.id, c.canonical_id).where(c.canonical_id != c.id)).all())
    return found == {one: other for one, other in canonical_ids(connection).items() if one != other}


def _are_under(
    connection: Connection, snapshot: int, rows: Sequence[StatementRows], ids: dict[str, int]
) -> bool:
    """Whether the quotations and doubts of a snapshot's statements are those that they should have."""
    of_page = select(t.statement.c.id).where(t.statement.c.snapshot_id == snapshot)
    for table, wanted in (
        (t.quotation, [(ids[each.statement["key"]], each.quotations) for each in rows]),
        (t.doubt, [(ids[each.statement["key"]], each.doubts) for each in rows]),
    ):
        names = [column.name for column in table.c if column.name not in ("id", "statement_id", "judged")]
        found = connection.execute(
            select(table.c.statement_id, *(table.c[name] for name in names)).where(
                table.c.statement_id.in_(of_page)
            )
        )
        expected = [(owner, *(one[name] for name in names)) for owner, group in wanted for one in group]
        if sorted(map(tuple, found)) != sorted(expected):
            return False
    return True


def _check_sightings(connection: Connection, row: Any) -> Iterator[str]:
    """Whether it is told when a snapshot's document had this text."""
    n = t.sighting.c
    owners = connection.execute(select(n.document_id).where(n.snapshot_id == row.id)).scalars().all()
    if not owners:
        yield "is not told when it was seen"
    elif {*owners} != {row.document_id}:
        yield "was seen as the text of another page than the one that it is of"


def _check_details(connection: Connection, number: int) -> Iterator[str]:
    """What of all that was ever concluded of a snapshot is not as it was kept."""
    r, c = t.reading.c, t.tracing.c
    readings = select(r.sha, r.detail).where(r.snapshot_id == number)
    tracings = select(c.sha, c.detail).join(t.reading, r.id == c.reading_id).where(r.snapshot_id == number)
    for what, query in (("reading", readings), ("tracing", tracings)):
        for sha, detail in connection.execute(query):
            if sha_of(detail) != sha:
                yield f"a {what} of it is not as it was kept: the hash differs"


def _check_reading(connection: Connection, number: int) -> Iterator[str]:
    row = connection.execute(current_reading(t.snapshot.c.id == number)).one_or_none()
    if row is None:
        yield "has no reading; onrecord add the page again"
        return
    try:
        yield from _misplaced(restore(row))
    except OnRecordError as err:
        yield str(err)


def _misplaced(reading: Reading) -> Iterator[str]:
    text = reading.snap.text
    known = {attrib.id for attrib in reading.attributions}
    parts = (part.span for part in reading.snap.parts)
    own = (*reading.own_voice, *reading.judgements, *reading.contestable, *parts)
    if any(not _within(span, text) for span in own):
        yield "a part of the page, or of the outlet's own voice, stands outside its text"
    for attrib in reading.attributions:
        mention = attrib.entity.mention if attrib.entity else None
        beside = (each for each in (attrib.addressee, attrib.when, attrib.occasion, mention) if each)
        spans = (*attrib.source, *attrib.cue, *attrib.content, *attrib.quoted, *beside)
        if any(not _within(span, text) for span in spans):
            yield f"statement {attrib.id} stands outside its text"
        if attrib.parent and attrib.parent not in known:
            yield f"statement {attrib.id} stands within one that is not there"
    for owner, traces in reading.traces.items():
        if owner not in known:
            yield f"a trace is of statement {owner}, which is not there"
        for trace in (each for first in traces for each in (first, *first.rest)):
            yield from (f"a trace of statement {owner} {why}" for why in _misaligned(trace, text))


def _misaligned(trace: Trace, text: str) -> Iterator[str]:
    if not _within(trace.span, text):
        yield "stands outside its text"
    if trace.alignment and any(not _within(edit.quote_span, text) for edit in trace.alignment.edits):
        yield "is aligned outside its text"


def _within(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)
