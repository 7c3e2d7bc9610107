"""The rows by which a snapshot is searched, made from its current reading and what was judged of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, select, update

from onrecord.ledger import schema as t
from onrecord.ledger.codec import Detail, Traces, load, unpack, unpack_text
from onrecord.ledger.counts import add_rows, add_said, add_terms
from onrecord.ledger.dialects import among, put_rows_in
from onrecord.ledger.fulltext import TextRow, full_text_of, tally_terms
from onrecord.ledger.judgements import find_standing, judged_speaker, settle
from onrecord.ledger.rows import StatementRows, make_rows, speaker_row, text_row
from onrecord.model import Judgement, Reading, Snapshot, Target, Verdict

MOST_ASKED = 10_000  # ids in one question; databases take 32,766 at the least, and a page may have more

Row = dict[str, Any]
Judged = Mapping[str, Sequence[Judgement]]  # what stands of each statement, by its key


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
    more = drop_rows(connection, snapshot)
    row = connection.execute(current_reading(t.snapshot.c.id == snapshot)).one_or_none()
    if row is not None:
        rows = make_rows(row.key, restore(row))
        more.update(put_rows(connection, snapshot, rows, find_judged(connection, snapshot, rows)))
    add_rows(connection, more)


def find_judged(connection: Connection, snapshot: int, rows: Sequence[StatementRows]) -> Judged:
    """What people judged of a snapshot's statements, and nobody took back."""
    standing = find_standing(connection, t.judgement.c.snapshot_id == snapshot)
    return settle(standing, {each.statement["key"]: each.place for each in rows}) if standing else {}


def put_rows(
    connection: Connection, snapshot: int, rows: Sequence[StatementRows], judged: Judged | None = None
) -> Counter[Table]:
    """Put a snapshot's rows in; none of it may stand there yet.

    Returns:
        How many rows more the counted tables have by it, for the caller to note: see `counts.add_rows`.
    """
    if not rows:
        return Counter()
    judged = judged or {}
    first, free = next_ids(connection, t.statement, t.speaker)
    speakers, new = find_speakers(connection, rows, judged, free)
    made = [
        each.statement | {"id": number, "snapshot_id": snapshot, "speaker_id": who}
        for number, (each, who) in enumerate(zip(rows, speakers, strict=True), first)
    ]
    full = [
        text_row(row, [one["record_key"] for one in each.quotations])
        for row, each in zip(made, rows, strict=True)
    ]
    put_rows_in(connection, t.statement, made)
    put_rows_in(connection, t.quotation, _under(first, [each.quotations for each in rows]))
    put_rows_in(connection, t.doubt, _under(first, [_weighed(each, judged) for each in rows]))
    full_text_of(connection).put(connection, full)
    _count(connection, full, speakers, 1)
    return Counter({t.statement: len(rows), t.speaker: new})


def next_ids(connection: Connection, *tables: Table) -> tuple[int, ...]:
    """The id that comes next in each table: the writer's own, for there is but one at a time."""
    last = connection.execute(_select_last_ids(tables)).one()
    return tuple((number or 0) + 1 for number in last)


@cache
def _select_last_ids(tables: tuple[Table, ...]) -> Select[Any]:
    """Made once: to put a query together takes longer than to answer it."""
    return select(*(select(func.max(table.c.id)).scalar_subquery() for table in tables))


def drop_rows(connection: Connection, snapshot: int) -> Counter[Table]:
    """Take a snapshot's rows out; gives how many more the counted tables have by it, which is fewer."""
    c = t.statement.c
    rows = connection.execute(select(t.statement).where(c.snapshot_id == snapshot)).mappings().all()
    if not rows:
        return Counter()
    ids = [row["id"] for row in rows]
    records = records_of(connection, ids)
    full = [text_row(row, records.get(row["id"], ())) for row in rows]
    full_text_of(connection).drop(connection, full)
    of_page = select(c.id).where(c.snapshot_id == snapshot)
    for table in (t.quotation, t.doubt):
        connection.execute(delete(table).where(table.c.statement_id.in_(of_page)))
    connection.execute(delete(t.statement).where(c.snapshot_id == snapshot))
    _count(connection, full, [row["speaker_id"] for row in rows], -1)
    return Counter({t.statement: -len(rows)})


def records_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    """The keys of the records that statements were traced to, by the statement's id, in order."""
    c = t.quotation.c
    found: dict[int, list[str]] = {}
    for at in range(0, len(ids), MOST_ASKED):
        asked = c.statement_id.in_(ids[at : at + MOST_ASKED])
        query = select(c.statement_id, c.record_key).where(asked).order_by(c.id)
        for owner, record in connection.execute(query):
            found.setdefault(owner, []).append(record)
    return found


def find_speakers(
    connection: Connection, rows: Sequence[StatementRows], judged: Judged, free: int
) -> tuple[list[int | None], int]:
    """The ids of whom each statement is ascribed to: as a person judged, else as its page says.

    Those who are new are put in, from the id ``free`` on; how many they are is told beside the ids.
    """
    chosen = chosen_speakers(rows, judged)
    wanted = {row["key"]: row for row in chosen if row}
    if not wanted:
        return [None] * len(rows), 0
    c = t.speaker.c
    query = select(c.key, c.id).where(among(connection, c.key, wanted))
    ids = dict(connection.execute(query).all())
    missing = sorted(wanted.keys() - ids.keys())
    if missing:
        new = {key: number for number, key in enumerate(missing, free)}
        made = [wanted[key] | {"id": number, "canonical_id": number, "n": 0} for key, number in new.items()]
        put_rows_in(connection, t.speaker, made)
        ids |= new
    return [ids[row["key"]] if row else None for row in chosen], len(missing)


def chosen_speakers(rows: Sequence[StatementRows], judged: Judged) -> list[Row | None]:
    """Whom each statement is ascribed to, as rows of the table of speakers; None where nobody is known."""
    chosen: list[Row | None] = []
    for each in rows:
        told = judged_speaker(judged.get(each.statement["key"], ()))
        chosen.append(speaker_row(*told) if told else None if told == () else each.speaker)
    return chosen


def heed(connection: Connection, judgement: int) -> None:
    """Let a judgement, by its id, have its effect on what is searched."""
    c = t.judgement.c
    query = select(c.target, c.snapshot_id).where(c.id == judgement)
    target, snapshot = connection.execute(query).one()
    if target == Target.SPEAKER.value:
        merge_speakers(connection)
    else:
        index_snapshot(connection, snapshot)


def merge_speakers(connection: Connection) -> None:
    """Point every speaker at the one that people judged it to be the same as; the oldest stands for all."""
    c = t.speaker.c
    query = select(c.id, c.canonical_id).where(c.canonical_id != c.id)
    held = {row.id: row.canonical_id for row in connection.execute(query)}
    wanted = dict.fromkeys(held) | canonical_ids(connection)
    changed = [
        {"number": number, "one": one or number}
        for number, one in wanted.items()
        if held.get(number, number) != (one or number)
    ]
    if changed:
        connection.execute(
            update(t.speaker).where(c.id == bindparam("number")).values(canonical_id=bindparam("one")),
            changed,
        )


def canonical_ids(connection: Connection) -> dict[int, int]:
    """Which speaker stands for each of those that people judged; of each pair the latest word counts."""
    pairs: dict[frozenset[str], Verdict] = {}
    for each in find_standing(connection, t.judgement.c.target == Target.SPEAKER.value):
        if each.value:
            pairs[frozenset((each.of, each.value))] = each.verdict
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while (above := root.setdefault(key, key)) != key:
            key = above
        return key

    for pair, verdict in pairs.items():
        if verdict is Verdict.SAME:
            one, other = sorted(pair)
            root[find(one)] = find(other)
    if not root:
        return {}
    c = t.speaker.c
    groups: dict[str, list[int]] = {}
    keys = list(root)
    for first in range(0, len(keys), MOST_ASKED):
        some = c.key.in_(keys[first : first + MOST_ASKED])
        for key, number in connection.execute(select(c.key, c.id).where(some)):
            groups.setdefault(find(key), []).append(number)
    return {number: min(group) for group in groups.values() for number in group}


def _weighed(each: StatementRows, judged: Judged) -> list[Row]:
    """A statement's doubts, those that a person has judged marked."""
    targets = {one.target.value for one in judged.get(each.statement["key"], ())}
    return [doubt | {"judged": doubt["target"] in targets} for doubt in each.doubts]


def _under(first: int, rows: Sequence[Sequence[Row]]) -> list[Row]:
    """Rows with the statement that each group of them belongs to, the first one's id given."""
    return [row | {"statement_id": owner} for owner, group in enumerate(rows, first) for row in group]


def _count(
    connection: Connection, full: Sequence[TextRow], speakers: Sequence[int | None], sign: int
) -> None:
    """Note that so many statements are there now, or are there no more."""
    terms = tally_terms(full)
    # In one order, so that the pages of an index are gone through once.
    add_terms(connection, {term: sign * terms[term] for term in sorted(terms) if "_" not in term})
    said = Counter(who for who in speakers if who is not None)
    add_said(connection, {who: sign * n for who, n in said.items()})
