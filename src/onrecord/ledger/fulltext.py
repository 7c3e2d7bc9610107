"""The full text of statements: FTS5 in SQLite, tsvector in PostgreSQL; the same terms in both.

Each keeps a table ``statement_text`` by the statement's id. Neither is left to cut words as it likes: they
are given our own terms (`onrecord.ledger.terms`) and facets (`onrecord.ledger.facets`), so that both find the
same. Rows are put in and taken out by the writer, in the same transaction, and never by triggers: a rebuild
of a table would drop those silently.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Select,
    Table,
    cast,
    column,
    func,
    literal,
    literal_column,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

Phrase = tuple[str, ...]  # terms in a row
NEAR = (
    20_000  # statements that PostgreSQL looks through one by one, in 10 ms; among them stands what is common
)
Groups = Sequence[Sequence[Phrase]]  # every group must be there, by any of its phrases
_text: Any = table("statement_text", column("id"), column("rowid"), column("tsv"), column("rank"))


class TextRow(NamedTuple):
    """What of a statement is searched: the terms of its words and of its source, and its facets."""

    id: int
    words: Sequence[str]
    source: Sequence[str]
    facets: Sequence[str]


class FullText(Protocol):
    """How one kind of database searches words."""

    table: Table

    def put(self, connection: Connection, rows: Sequence[TextRow]) -> None:
        """Add statements."""

    def drop(self, connection: Connection, rows: Sequence[TextRow]) -> None:
        """Take statements out; the rows are as they were put in."""

    def clear(self, connection: Connection) -> None:
        """Take all out."""

    def count(self, connection: Connection) -> Iterator[tuple[str, int]]:
        """Each term and facet that it has, and in how many statements."""

    def is_of_statements(self, connection: Connection) -> bool:
        """Whether it has a row for each statement, and no other."""

    @property
    def id(self) -> ColumnElement[int]:
        """The statement's id in it."""

    def matches(self, groups: Groups) -> ColumnElement[bool]:
        """Whether a statement has of every group any phrase; a facet is a phrase of its own."""

    def rank(self, groups: Groups) -> ColumnElement[float]:
        """How well it fits; less is better."""

    def last_first(self, found: Select[Any], groups: Groups, newest: int) -> Iterator[Select[Any]]:
        """A query with `matches`, by id from the last to the first; the next is for where one yields too few.

        Args:
            found: a query of this table without condition or order.
            groups: as of `matches`.
            newest: the id at which it begins.
        """


class Fts5:
    """SQLite's. It keeps no words of its own, so that what is taken out must be told as it was put in."""

    table = _text
    id = _text.c.rowid

    def put(self, connection: Connection, rows: Sequence[TextRow]) -> None:
        connection.exec_driver_sql(
            "INSERT INTO statement_text (rowid, words, source, facets) VALUES (?, ?, ?, ?)", _joined(rows)
        )

    def drop(self, connection: Connection, rows: Sequence[TextRow]) -> None:
        connection.exec_driver_sql(
            "INSERT INTO statement_text (statement_text, rowid, words, source, facets) "
            "VALUES ('delete', ?, ?, ?, ?)",
            _joined(rows),
        )

    def clear(self, connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO statement_text (statement_text) VALUES ('delete-all')")

    def count(self, connection: Connection) -> Iterator[tuple[str, int]]:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.statement_vocab "
            "USING fts5vocab('main', 'statement_text', 'row')"
        )
        yield from connection.exec_driver_sql("SELECT term, doc FROM temp.statement_vocab")

    def is_of_statements(self, connection: Connection) -> bool:
        return _agree(connection, "statement_text_docsize")

    def matches(self, groups: Groups) -> ColumnElement[bool]:
        asked = " AND ".join(
            "(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in group) + ")" for group in groups
        )
        return literal_column("statement_text").op("MATCH", is_comparison=True)(asked)

    def rank(self, groups: Groups) -> ColumnElement[float]:  # noqa: ARG002
        rank: ColumnElement[float] = _text.c.rank
        return rank

    def last_first(self, found: Select[Any], groups: Groups, newest: int) -> Iterator[Select[Any]]:
        yield found.where(self.matches(groups), self.id <= newest).order_by(self.id.desc())


class TsVector:
    """PostgreSQL's. Both sides are given as lexemes, past its parser, which cuts by the server's language."""

    table = _text
    id = _text.c.id

    def put(self, connection: Connection, rows: Sequence[TextRow]) -> None:
        connection.execute(
            text(
                "INSERT INTO statement_text (id, tsv) "
                "SELECT id, CAST(tsv AS tsvector) FROM unnest(CAST(:ids AS bigint[]), CAST(:tsvs AS text[])) "
                "AS given (id, tsv) ON CONFLICT (id) DO UPDATE SET tsv = excluded.tsv"
            ),
            {"ids": [row.id for row in rows], "tsvs": [_lexemes(row) for row in rows]},
        )

    def drop(self, connection: Connection, rows: Sequence[TextRow]) -> None:
        connection.execute(
            text("DELETE FROM statement_text WHERE id = ANY(:ids)"), {"ids": [row.id for row in rows]}
        )

    def clear(self, connection: Connection) -> None:
        connection.execute(text("TRUNCATE statement_text"))

    def count(self, connection: Connection) -> Iterator[tuple[str, int]]:
        query = text("SELECT word, ndoc FROM ts_stat('SELECT tsv FROM statement_text')")
        yield from connection.execute(query)

    def is_of_statements(self, connection: Connection) -> bool:
        return _agree(connection, "statement_text")

    def matches(self, groups: Groups) -> ColumnElement[bool]:
        found: ColumnElement[bool] = _text.c.tsv.op("@@", is_comparison=True)(_asked(groups))
        return found

    def rank(self, groups: Groups) -> ColumnElement[float]:
        fits = func.ts_rank(_text.c.tsv, _asked(groups), 1)  # 1: by the length's logarithm
        return -cast(fits, Double)  # as it comes back from a cursor

    def last_first(self, found: Select[Any], groups: Groups, newest: int) -> Iterator[Select[Any]]:
        # Its index gives ids in no order, and its planner guesses how many have a phrase: left alone, it goes
        # back through all statements for ten that have it, or sorts tens of thousands for twenty. "Is true"
        # and "plus nothing" keep it from either.
        some = self.matches(groups).is_(true()), self.id.between(newest - NEAR, newest)
        yield found.where(*some).order_by(self.id.desc())
        yield found.where(self.matches(groups), self.id + 0 <= newest).order_by((self.id + 0).desc())


def full_text_of(connection: Connection) -> FullText:
    """The full text of a connection's database."""
    return Fts5() if connection.dialect.name == "sqlite" else TsVector()


def tally_terms(rows: Sequence[TextRow]) -> Counter[str]:
    """In how many statements each term and facet stands."""
    return Counter(term for row in rows for term in {*row.words, *row.source, *row.facets})


def _joined(rows: Sequence[TextRow]) -> list[tuple[int, str, str, str]]:
    return [(row.id, " ".join(row.words), " ".join(row.source), " ".join(row.facets)) for row in rows]


def _lexemes(row: TextRow) -> str:
    """A tsvector as it is written; between words and source lies a gap, so that no phrase spans both."""
    places: dict[str, list[int]] = {}
    for at, term in enumerate(row.words, 1):
        places.setdefault(term, []).append(at)
    for at, term in enumerate(row.source, len(row.words) + 3):
        places.setdefault(term, []).append(at)
    told = [f"'{term}':{','.join(map(str, at))}" for term, at in places.items()]
    return " ".join([*told, *(f"'{facet}'" for facet in row.facets)])


def _asked(groups: Groups) -> ColumnElement[Any]:
    joined = " & ".join(
        "(" + " | ".join("(" + " <-> ".join(f"'{term}'" for term in phrase) + ")" for phrase in group) + ")"
        for group in groups
    )
    return cast(literal(joined), TSQUERY)


def _agree(connection: Connection, rows: str) -> bool:
    """Whether a table has the ids that the table of statements has."""
    ids = "SELECT id FROM {} EXCEPT SELECT id FROM {}"
    return not any(
        connection.execute(text(ids.format(*pair) + " LIMIT 1")).first()
        for pair in (("statement", rows), (rows, "statement"))
    )
