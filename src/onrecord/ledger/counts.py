"""What is counted as it is written, for it would take too long to count when it is asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, func, select, update

from onrecord.ledger import schema as t

COUNTED: tuple[Table, ...] = (t.document, t.snapshot, t.statement, t.speaker, t.judgement)


def count_terms(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many statements each term stands; 0 where in none."""
    wanted = set(terms)
    if not wanted:
        return {}
    query = select(t.word.c.term, t.word.c.n).where(t.word.c.term.in_(wanted))
    return dict.fromkeys(wanted, 0) | dict(connection.execute(query).all())


def add_terms(connection: Connection, counts: Mapping[str, int]) -> None:
    """Change in how many statements each term stands, by so many more, or fewer where negative."""
    if connection.dialect.name == "sqlite":
        change = (
            "INSERT INTO word (term, back, n) VALUES (?, ?, ?) "
            "ON CONFLICT (term) DO UPDATE SET n = n + excluded.n"
        )
        _change(connection, change, [(term, term[::-1], n) for term, n in counts.items()])
    else:
        change = (
            "INSERT INTO word (term, back, n) SELECT who, reverse(who), by::integer FROM {given} "
            "ON CONFLICT (term) DO UPDATE SET n = word.n + excluded.n"
        )
        _change_as_json(connection, change, counts)


def add_said(connection: Connection, counts: Mapping[int, int]) -> None:
    """Change how many statements are ascribed to each speaker, by the speaker's id."""
    if connection.dialect.name == "sqlite":
        change = "UPDATE speaker SET n = n + ? WHERE id = ?"
        _change(connection, change, [(by, who) for who, by in counts.items()])
    else:
        change = "UPDATE speaker SET n = n + by::integer FROM {given} WHERE id = who::bigint"
        _change_as_json(connection, change, counts)


def add_rows(connection: Connection, more: Mapping[Table, int]) -> None:
    """Note that tables have so many rows more each, or fewer where negative."""
    counts = {table.name: by for table, by in more.items()}
    if connection.dialect.name == "sqlite":
        change = (
            "INSERT INTO tally (name, n) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = n + excluded.n"
        )
        _change(connection, change, list(counts.items()))
    else:
        change = (
            "INSERT INTO tally (name, n) SELECT who, by::bigint FROM {given} "
            "ON CONFLICT (name) DO UPDATE SET n = tally.n + excluded.n"
        )
        _change_as_json(connection, change, counts)


def _change(connection: Connection, change: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(change, rows)


def _change_as_json(connection: Connection, change: str, counts: Mapping[Any, int]) -> None:
    """Send a server all counts as one value, in the order in which they are given."""
    if counts:
        given = "json_each_text(CAST(%s AS json)) AS given (who, by)"
        told = msgspec.json.encode(counts).decode()
        connection.exec_driver_sql(change.format(given=given), (told,))


def read_tally(connection: Connection) -> dict[str, int]:
    """How many rows each counted table has, as noted."""
    noted = dict(connection.execute(select(t.tally.c.name, t.tally.c.n)).all())
    return {table.name: noted.get(table.name, 0) for table in COUNTED}


def count_tally(connection: Connection) -> dict[str, int]:
    """How many rows each counted table really has."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
        for table in COUNTED
    }


def count_said(connection: Connection) -> dict[int, int]:
    """How many statements are really ascribed to each speaker."""
    c = t.statement.c
    query = select(c.speaker_id, func.count()).where(c.speaker_id.is_not(None)).group_by(c.speaker_id)
    return dict(connection.execute(query).all())


def read_said(connection: Connection) -> dict[int, int]:
    """How many statements are ascribed to each speaker, as noted; those with none are left out."""
    c = t.speaker.c
    return dict(connection.execute(select(c.id, c.n).where(c.n != 0)).all())


def rebuild_counts(connection: Connection) -> None:
    """Count again what is noted of tables and speakers."""
    connection.execute(delete(t.tally))
    counted = count_tally(connection)
    add_rows(connection, {table: counted[table.name] for table in COUNTED})
    connection.execute(update(t.speaker).values(n=0))
    add_said(connection, count_said(connection))


def every_term(connection: Connection) -> dict[str, Any]:
    """In how many statements each term stands, as noted; those in none are left out."""
    return dict(connection.execute(select(t.word.c.term, t.word.c.n).where(t.word.c.n != 0)).all())
