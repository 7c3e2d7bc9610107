"""The rows by which a snapshot is searched, made from its current reading and what was judged of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from onrecord.ledger import schema as t
from onrecord.ledger.codec import Detail, Traces, load, unpack, unpack_text
from onrecord.ledger.fulltext import full_text_of
from onrecord.ledger.judgements import find_standing, judged_speaker, settle
from onrecord.ledger.rows import StatementRows, count_terms, make_rows, speaker_row
from onrecord.ledger.upsert import upsert
from onrecord.model import Judgement, Reading, Snapshot, Target

Row = dict[str, Any]


def current_reading(*where: Any) -> Select[Any]:
    """The query of snapshots with their current reading and tracing."""
    s, r, c = t.snapshot.c, t.reading.c, t.tracing.c
    return (
        select(s.id, s.key, s.meta, s.text, r.id.label("reading"), r.detail, c.detail.label("traces"))
        .join(t.reading, (r.snapshot_id == s.id) & r.current)
        .outerjoin(t.tracing, (c.reading_id == r.id) & c.current)
        .where(*where)
    )


def restore(row: Any) -> Reading:
    """A row of `current_reading` as the reading that it is."""
    snap = load(row.meta, Snapshot)
    object.__setattr__(snap, "text", unpack_text(row.text))  # just made, and nobody else's yet
    traces: Traces = unpack(row.traces, Traces) if row.traces else {}
    return unpack(row.detail, Detail).with_page(snap, traces)


def index_snapshot(connection: Connection, snapshot: int) -> None:
    """Make a snapshot's rows anew, in place of those that stand."""
    drop_rows(connection, snapshot)
    row = connection.execute(current_reading(t.snapshot.c.id == snapshot)).one_or_none()
    if row is None:
        return
    rows = make_rows(row.key, restore(row))
    if not rows:
        return
    standing = find_standing(connection, t.judgement.c.snapshot_id == snapshot)
    judged = settle(standing, {each.statement["key"]: each.place for each in rows})
    speakers = _speaker_ids(connection, rows, judged)
    made = [
        each.statement | {"snapshot_id": snapshot, "speaker_id": who}
        for each, who in zip(rows, speakers, strict=True)
    ]
    put = insert(t.statement).returning(t.statement.c.id, sort_by_parameter_order=True)
    ids = list(connection.execute(put, made).scalars())
    full = [
        {"id": i, "words": row["words"], "source": row["source"]} for i, row in zip(ids, made, strict=True)
    ]
    full_text_of(connection).put(connection, full)
    _put_under(connection, t.quotation, ids, [each.quotations for each in rows])
    _put_under(connection, t.doubt, ids, [_weighed(each, judged) for each in rows])
    count_words(connection, count_terms(rows), 1)


def drop_rows(connection: Connection, snapshot: int) -> None:
    """Take a snapshot's rows out."""
    c = t.statement.c
    old = (
        connection.execute(select(c.id, c.words, c.source).where(c.snapshot_id == snapshot)).mappings().all()
    )
    if not old:
        return
    ids = [row["id"] for row in old]
    full_text_of(connection).drop(connection, [dict(row) for row in old])
    count_words(connection, count_terms([StatementRows(dict(row), None) for row in old]), -1)
    for table in (t.quotation, t.doubt):
        connection.execute(delete(table).where(table.c.statement_id.in_(ids)))
    connection.execute(delete(t.statement).where(c.snapshot_id == snapshot))


def merge_speakers(connection: Connection) -> None:
    """Point every speaker at the one that people judged it to be the same as; the oldest stands for all."""
    c = t.speaker.c
    connection.execute(update(t.speaker).where(c.canonical_id != c.id).values(canonical_id=c.id))
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while (above := root.setdefault(key, key)) != key:
            key = above
        return key

    for each in find_standing(connection, t.judgement.c.target == Target.SPEAKER.value):
        if each.verdict == "same" and each.value:
            root[find(each.of)] = find(each.value)
    if not root:
        return
    ids = dict(connection.execute(select(c.key, c.id).where(c.key.in_(root))).tuples().all())
    groups: dict[str, list[int]] = {}
    for key, number in ids.items():
        groups.setdefault(find(key), []).append(number)
    for group in groups.values():
        connection.execute(update(t.speaker).where(c.id.in_(group)).values(canonical_id=min(group)))


def _speaker_ids(
    connection: Connection, rows: Sequence[StatementRows], judged: dict[str, list[Judgement]]
) -> list[int | None]:
    """Whom each statement is ascribed to: as a person judged, else as its page says."""
    chosen: list[Row | None] = []
    for each in rows:
        told = judged_speaker(judged.get(each.statement["key"], ()))
        chosen.append(speaker_row(*told) if told else None if told == () else each.speaker)
    wanted = {row["key"]: row for row in chosen if row}
    if not wanted:
        return [None] * len(rows)
    c = t.speaker.c
    query = select(c.key, c.id).where(c.key.in_(wanted))
    ids = dict(connection.execute(query).tuples().all())
    missing = [wanted[key] | {"canonical_id": 0} for key in sorted(wanted.keys() - ids.keys())]
    if missing:
        connection.execute(upsert(connection, t.speaker).on_conflict_do_nothing(), missing)
        connection.execute(update(t.speaker).where(c.canonical_id == 0).values(canonical_id=c.id))
        ids = dict(connection.execute(query).tuples().all())
    return [ids[row["key"]] if row else None for row in chosen]


def _weighed(each: StatementRows, judged: dict[str, list[Judgement]]) -> list[Row]:
    """A statement's doubts, those that a person has judged marked."""
    targets = {one.target.value for one in judged.get(each.statement["key"], ())}
    return [doubt | {"judged": doubt["target"] in targets} for doubt in each.doubts]


def _put_under(connection: Connection, table: Any, ids: Sequence[int], rows: Sequence[Sequence[Row]]) -> None:
    made = [row | {"statement_id": owner} for owner, group in zip(ids, rows, strict=True) for row in group]
    if made:
        connection.execute(insert(table), made)


def count_words(connection: Connection, counts: Counter[str], sign: int) -> None:
    """Change by how much each term stands in statements: ``sign`` 1 adds, -1 takes off.

    In one order, so that two writers cannot lock each other.
    """
    if sign > 0:
        statement = upsert(connection, t.word)
        statement = statement.on_conflict_do_update(
            index_elements=["term"], set_={"n": t.word.c.n + statement.excluded.n}
        )
        connection.execute(statement, [{"term": term, "n": n} for term, n in sorted(counts.items())])
        return
    for term, n in sorted(counts.items()):
        connection.execute(update(t.word).where(t.word.c.term == term).values(n=t.word.c.n - n))
