"""INSERT … ON CONFLICT, which SQLAlchemy has for each database by itself."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table) -> Any:
    """An INSERT that can be told what to do where the row is there already."""
    return (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(table)
