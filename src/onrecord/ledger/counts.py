"""What is counted as it is written, for it would take too long to count when it is asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, text, update

from onrecord.ledger import schema as t
from onrecord.ledger.upsert import upsert

COUNTED: tuple[Table, ...] = (t.document, t.snapshot, t.statement, t.speaker, t.judgement)


def count_terms(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many statements each term stands; 0 where in none."""
    wanted = set(terms)
    query = select(t.word.c.term, t.word.c.n).where(t.word.c.term.in_(wanted))
    return dict.fromkeys(wanted, 0) | dict(connection.execute(query).all())


def add_terms(connection: Connection, counts: Mapping[str, int]) -> None:
    """Change in how many statements each term stands, by so many more, or fewer where negative."""
    if not counts:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO word (term, back, n) VALUES (?, ?, ?) "
            "ON CONFLICT (term) DO UPDATE SET n = n + excluded.n",
            [(term, term[::-1], n) for term, n in counts.items()],
        )
        return
    connection.execute(
        text(
            "INSERT INTO word (term, back, n) SELECT term, reverse(term), n "
            "FROM unnest(CAST(:terms AS text[]), CAST(:counts AS integer[])) AS given (term, n) "
            "ON CONFLICT (term) DO UPDATE SET n = word.n + excluded.n"
        ),
        {"terms": list(counts), "counts": list(counts.values())},
    )


def add_said(connection: Connection, counts: Mapping[int, int]) -> None:
    """Change how many statements are ascribed to each speaker, by the speaker's id."""
    if counts:
        c = t.speaker.c
        change = text("UPDATE speaker SET n = n + :by WHERE id = :who")
        if connection.dialect.name == "sqlite":
            connection.execute(change, [{"who": who, "by": by} for who, by in counts.items()])
            return
        given = "unnest(CAST(:who AS bigint[]), CAST(:by AS integer[])) AS given (who, by)"
        connection.execute(
            text(f"UPDATE {c.n.table.name} SET n = n + given.by FROM {given} WHERE id = given.who"),  # noqa: S608
            {"who": list(counts), "by": list(counts.values())},
        )


def add_rows(connection: Connection, table: Table, by: int) -> None:
    """Note that a table has so many rows more, or fewer."""
    statement = upsert(connection, t.tally)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"n": t.tally.c.n + statement.excluded.n}
        ),
        {"name": table.name, "n": by},
    )


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
    for table, n in ((table, count_tally(connection)[table.name]) for table in COUNTED):
        add_rows(connection, table, n)
    connection.execute(update(t.speaker).values(n=0))
    add_said(connection, count_said(connection))


def every_term(connection: Connection) -> dict[str, Any]:
    """In how many statements each term stands, as noted; those in none are left out."""
    return dict(connection.execute(select(t.word.c.term, t.word.c.n).where(t.word.c.n != 0)).all())
