"""Run a migration on the connection that the ledger hands over; nothing here reads settings."""

from typing import Any

from alembic import context

from onrecord.ledger.schema import metadata


def include_object(_: Any, name: str | None, kind: str, _reflected: bool, _to: Any) -> bool:
    """Leave out the full text, which no table of the schema names: it differs by the database."""
    return kind != "table" or name in metadata.tables


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=include_object,
    transactional_ddl=True,
)
context.run_migrations()
