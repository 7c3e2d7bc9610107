"""What a run writes: its tables, and Parquet files whose bytes depend on the rows alone."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
import pyarrow as pa
from pyarrow import parquet

from onrecord.export import STATEMENTS, TRACES, arrow_schema
from onrecord.files import replace_whole
from onrecord.pipeline.bulk.families import QUOTES, SHINGLES

GROUP_BYTES = 16_000_000  # of rows as they come in, which are held, some times as big, until they are written
_SETTINGS: dict[str, Any] = {"compression": "zstd", "compression_level": 3, "version": "2.6"}

_KEY = pa.field("capture", pa.string(), False, {"description": "The page's key, as in a ledger."})


def _told(name: str, kind: pa.DataType, meaning: str, *, always: bool = False) -> pa.Field:
    return pa.field(name, kind, not always, {"description": meaning})


PAGES = pa.schema(
    [
        _KEY,
        _told("document", pa.string(), "What all captures of a page share: its address.", always=True),
        _told("id", pa.string(), "The page's id.", always=True),
        _told("url", pa.string(), "Where the page stands."),
        _told("outlet", pa.string(), "Who published the page."),
        _told("title", pa.string(), "The headline."),
        _told("byline", pa.string(), "Who wrote it."),
        _told("published", pa.string(), "ISO 8601 with zone."),
        _told("captured", pa.string(), "When this copy was taken, ISO 8601 with zone."),
        _told("sha256", pa.string(), "SHA-256 of the text in UTF-8.", always=True),
        _told("statements", pa.int32(), "How many were found.", always=True),
        _told("text", pa.string(), "The page's text, to which all offsets refer.", always=True),
        _told("reading", pa.string(), "All that was concluded, as JSON; the text is left out.", always=True),
    ],
    metadata={"onrecord.format": "onrecord-run-pages/1"},
)
REJECTED = pa.schema(
    [
        _told("item", pa.string(), "What could not be read.", always=True),
        _told("reason", pa.string(), "Why.", always=True),
    ],
    metadata={"onrecord.format": "onrecord-run-rejected/1"},
)

WORK = frozenset({"shingles"})  # tables that are of no use once the run is done


def _with_keys(schema: pa.Schema) -> pa.Schema:
    key = pa.field("key", pa.string(), False, {"description": "The statement's key, as in a ledger."})
    return pa.schema([_KEY, key, *schema], metadata=schema.metadata)


TABLES: dict[str, pa.Schema] = {
    "pages": PAGES,
    "statements": _with_keys(arrow_schema(STATEMENTS)),
    "traces": _with_keys(arrow_schema(TRACES)),
    "quotes": QUOTES,
    "shingles": SHINGLES,
    "rejected": REJECTED,
}


def path_of_table(name: str, number: int) -> str:
    """Where a table's rows of a piece stand in the output folder; ``work`` is deleted at the end."""
    return f"{'work/' if name in WORK else ''}{name}/{number:06}.parquet"


class Written(msgspec.Struct, frozen=True):
    """A file that is in its place. ``path`` is within the output folder."""

    path: str
    size: int
    sha256: str


class TableWriter:
    """A Parquet file that appears in its place whole, or not at all; use ``with``.

    Args:
        output: the output folder.
        path: the file's place in it.
        schema: of the rows.
    """

    def __init__(self, output: Path, path: str, schema: pa.Schema) -> None:
        self._written: Written | None = None
        self.rows = 0
        self._output, self._path, self._schema = output, path, schema
        self._held: list[dict[str, Any]] = []
        self._bytes = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        place = self._output / self._path
        place.parent.mkdir(parents=True, exist_ok=True)
        self._part = self._stack.enter_context(replace_whole(place))
        self._writer = parquet.ParquetWriter(self._part, self._schema, **_SETTINGS)
        return self

    def add(self, rows: Sequence[dict[str, Any]], size: int) -> None:
        """Add rows that took so many bytes to pass on."""
        self._held += rows
        self._bytes += size
        if self._bytes >= GROUP_BYTES:
            self._flush()

    def add_table(self, table: pa.Table) -> None:
        """Add a table as one group of rows, an empty one too."""
        self.rows += table.num_rows
        self._writer.write_table(table.cast(self._schema), row_group_size=max(1, table.num_rows))

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        if err is not None:
            with contextlib.suppress(OSError, pa.ArrowException):
                self._writer.close()
            self._stack.__exit__(kind, err, trace)
            return
        with self._stack:
            self._flush()
            self._writer.close()
            self._written = seal(self._part, self._path)

    @property
    def done(self) -> Written:
        """The file that is in its place, once it was left without an error."""
        assert self._written is not None  # noqa: S101
        return self._written

    def _flush(self) -> None:
        if self._held:
            self.add_table(pa.Table.from_pylist(self._held, schema=self._schema))
        self._held, self._bytes = [], 0


def write_table(output: Path, path: str, tables: Iterable[pa.Table], schema: pa.Schema) -> Written:
    """Write tables as the groups of rows of one Parquet file, an empty table as an empty group."""
    with TableWriter(output, path, schema) as writer:
        for table in tables:
            writer.add_table(table)
    return writer.done


def seal(part: Path, path: str) -> Written:
    """Make sure that a file outlasts a loss of power, and tell it by its hash."""
    with part.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
        return Written(path, file.tell(), digest)
