"""What each database has a way of its own for: INSERT … ON CONFLICT, many rows or many values at once."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Table, any_, insert, literal
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger.codec import dump


def upsert(connection: Connection, table: Table) -> Any:
    """An INSERT that can be told what to do where the row is there already."""
    return (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(table)


def put_rows_in(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Put rows in, all with the same columns, and none with bytes.

    A server is sent them as one value: a message for each row takes it longer than the row itself.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), rows)
    else:
        connection.exec_driver_sql(_insert_as_json(table.name, tuple(rows[0])), (dump(rows),))


def among(connection: Connection, column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Whether a column has any of some values.

    A server is given them as one value, so that the question, however many they are, is planned once.
    """
    if connection.dialect.name == "sqlite":
        return column.in_(values)
    return column == any_(literal(list(values), ARRAY(column.type)))


@cache
def _insert_as_json(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    rows = f"json_populate_recordset(CAST(NULL AS {table}), CAST(%s AS json))"
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM {rows}"  # noqa: S608 - names are our own
