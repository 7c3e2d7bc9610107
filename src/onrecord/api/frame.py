"""Statements and traces as a table: looked at in a notebook, handed to pandas, polars, DuckDB or pyarrow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, overload

from markupsafe import Markup

from onrecord.errors import UsageError
from onrecord.export import TABLES, arrow_batches, arrow_schema
from onrecord.export.tables import Kind, Row, Table
from onrecord.model import Reading
from onrecord.show.words import clip_end, count, flow

MAX_ROWS = 20  # shown in a notebook; more is not looked through there
MAX_CELL = 160  # characters shown of one value: a sentence or two
NAMED = 3  # columns that are told by name in one line
LOOKED_AT = (
    "page",
    "statement",
    "name",
    "cue",
    "content",
    "mode",
    "state",
    "quote",
    "found",
    "severity",
    "labels",
    "record",
    "speaker",
    "passage",
)
"""The columns that a notebook shows, of either table; all of them would run off the page."""

# Of pandas: each holds what is missing without turning the others into floats or objects. Strings are
# Python's own, for Arrow's cannot hold half a surrogate pair, which a page may.
_TYPES = {
    Kind.STRING: "string[python]",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "float64",
    Kind.BOOLEAN: "boolean",
    Kind.LIST: "object",
}

_TABLE = Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>")


# Not a collections.abc.Sequence, as Readings are not: polars would take it apart item by item.
@dataclass(frozen=True, slots=True, repr=False)
class Frame:
    """Rows of one kind, in the order of the pages; an item is a dict, a slice is a Frame.

    Attributes:
        name: what a row is: *statements* or *traces*.
        rows: the rows; ``docs/exports.md`` has the meaning of each column.
    """

    name: str
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self._table.columns)

    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame``; None is pandas' own missing value.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            pandas: Any = import_module("pandas")
        except ImportError as err:
            raise UsageError("to_pandas needs pandas, which is missing: pip install pandas") from err
        columns = {
            column.name: pandas.Series([row[column.name] for row in self.rows], dtype=_TYPES[column.kind])
            for column in self._table.columns
        }
        return pandas.DataFrame(columns)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows as an Arrow stream (the PyCapsule interface), which polars, DuckDB and pyarrow read.

        Raises:
            UsageError: pyarrow is not installed.
        """
        schema = arrow_schema(self._table)  # says what is to be done where pyarrow is missing
        arrow: Any = import_module("pyarrow")
        reader = arrow.RecordBatchReader.from_batches(schema, arrow_batches(self._table, self.rows))
        stream: object = reader.__arrow_c_stream__(requested_schema)
        return stream

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> "Frame": ...
    def __getitem__(self, at: int | slice) -> "Row | Frame":
        return replace(self, rows=self.rows[at]) if isinstance(at, slice) else self.rows[at]

    def __repr__(self) -> str:
        columns = self.columns
        return f"<{self._count()}: {', '.join(columns[:NAMED])}, … ({len(columns)} columns)>"

    def _repr_html_(self) -> str:
        """The first rows, and of them the columns that are looked at first."""
        names = [name for name in LOOKED_AT if name in self.columns]
        head = Markup().join(Markup('<th scope="col">{}</th>').format(name) for name in names)
        body = Markup().join(
            Markup("<tr>{}</tr>").format(Markup().join(_cell(row[name]) for name in names))
            for row in self.rows[:MAX_ROWS]
        )
        left = len(self.rows) - MAX_ROWS
        told = f"{self._count()}, {len(self.columns)} columns" + (f"; {left:,} not shown" if left > 0 else "")
        return str(_TABLE.format(told, head, body))

    @property
    def _table(self) -> Table[Any]:
        return TABLES[self.name]

    def _count(self) -> str:
        return count(len(self.rows), self.name.removesuffix("s"))


def make_frame(name: str, readings: Iterable[Reading]) -> Frame:
    """The rows of some pages, of the kind that ``name`` tells."""
    return Frame(name, tuple(TABLES[name].rows(readings)))


def _cell(value: object) -> Markup:
    shown = "" if value is None else ", ".join(value) if isinstance(value, list) else str(value)
    return Markup('<td dir="auto">{}</td>').format(clip_end(flow(shown), MAX_CELL))
