"""The full text of statements: FTS5 in SQLite, tsvector in PostgreSQL; the same terms in both.

Each keeps a table ``statement_text`` by the statement's id. Rows are put in and taken out by the writer,
in the same transaction, and never by triggers: a rebuild of a table would drop those silently.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Table,
    cast,
    column,
    func,
    literal_column,
    table,
    text,
)

from onrecord.ledger.terms import terms_of

Phrase = tuple[str, ...]  # terms in a row
Groups = Sequence[Sequence[Phrase]]  # every group must be there, by any of its phrases
_text: Any = table("statement_text", column("id"), column("rowid"), column("tsv"), column("rank"))


class FullText(Protocol):
    """How one kind of database searches words."""

    table: Table

    def put(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Add statements: ``id``, ``words``, ``source``."""

    def drop(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Take statements out: ``id``, and ``words`` and ``source`` as they were put in."""

    def clear(self, connection: Connection) -> None:
        """Take all out."""

    def check(self, connection: Connection) -> bool:
        """Whether it agrees with the statements."""

    @property
    def id(self) -> ColumnElement[int]:
        """The statement's id in it."""

    def matches(self, groups: Groups) -> ColumnElement[bool]:
        """Whether a statement has of every group any phrase."""

    def rank(self, groups: Groups) -> ColumnElement[float]:
        """How well it fits; less is better."""


class Fts5:
    """SQLite's."""

    table = _text
    id = _text.c.rowid

    def put(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        connection.execute(
            text("INSERT INTO statement_text (rowid, words, source) VALUES (:id, :words, :source)"), rows
        )

    def drop(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        connection.execute(
            text(
                "INSERT INTO statement_text (statement_text, rowid, words, source) "
                "VALUES ('delete', :id, :words, :source)"
            ),
            rows,
        )

    def clear(self, connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO statement_text (statement_text) VALUES ('delete-all')")

    def check(self, connection: Connection) -> bool:
        from sqlalchemy.exc import DBAPIError

        try:  # 1: against the statements' own words, too
            connection.exec_driver_sql(
                "INSERT INTO statement_text (statement_text, rank) VALUES ('integrity-check', 1)"
            )
        except DBAPIError:
            return False
        return True

    def matches(self, groups: Groups) -> ColumnElement[bool]:
        asked = " AND ".join(
            "(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in group) + ")" for group in groups
        )
        return literal_column("statement_text").op("MATCH", is_comparison=True)(asked)

    def rank(self, groups: Groups) -> ColumnElement[float]:  # noqa: ARG002
        rank: ColumnElement[float] = _text.c.rank
        return rank


class TsVector:
    """PostgreSQL's."""

    table = _text
    id = _text.c.id

    def put(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        connection.execute(
            text("INSERT INTO statement_text (id, tsv) VALUES (:id, to_tsvector('simple', :terms))"),
            [{"id": row["id"], "terms": self._terms(row)} for row in rows],
        )

    def drop(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
        connection.execute(
            text("DELETE FROM statement_text WHERE id = ANY(:ids)"), {"ids": [row["id"] for row in rows]}
        )

    def clear(self, connection: Connection) -> None:
        connection.execute(text("TRUNCATE statement_text"))

    def check(self, connection: Connection) -> bool:
        missing = connection.execute(
            text(
                "SELECT EXISTS (SELECT 1 FROM statement s FULL JOIN statement_text t ON t.id = s.id "
                "WHERE s.id IS NULL OR t.id IS NULL)"
            )
        ).scalar()
        return not missing

    def matches(self, groups: Groups) -> ColumnElement[bool]:
        found: ColumnElement[bool] = _text.c.tsv.op("@@", is_comparison=True)(self._asked(groups))
        return found

    def rank(self, groups: Groups) -> ColumnElement[float]:
        fits = func.ts_rank(_text.c.tsv, self._asked(groups), 1)  # 1: by the length's logarithm
        return -cast(fits, Double)  # as it comes back from a cursor

    def _asked(self, groups: Groups) -> ColumnElement[Any]:
        joined = " & ".join(
            "(" + " | ".join(" <-> ".join(f"'{term}'" for term in phrase) for phrase in group) + ")"
            for group in groups
        )
        return func.to_tsquery("simple", joined)

    def _terms(self, row: dict[str, Any]) -> str:
        return " ".join([*terms_of(row["words"]), *terms_of(row["source"])])


def full_text_of(connection: Connection) -> FullText:
    """The full text of a connection's database."""
    return Fts5() if connection.dialect.name == "sqlite" else TsVector()
