"""Rows → Parquet, through pyarrow, which is asked for only here: ``pip install 'onrecord[parquet]'``.

The file's metadata names the format (``onrecord.format``, as ``onrecord-statements/1``) and the version of
On Record that wrote it; each column has its meaning as its description. Half of a surrogate pair, which
Parquet's UTF-8 cannot hold, becomes U+FFFD; all else is exact.
"""

import re
from collections.abc import Iterable, Iterator
from io import RawIOBase
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from onrecord.errors import OnRecordError, UsageError
from onrecord.export.tables import Column, Kind, Row, Table, Value
from onrecord.version import own_version

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 20_000  # rows in memory at once, some tens of megabytes; fewer make files that are slow to read
_UNFIT = re.compile("[\ud800-\udfff]")


def write_parquet(table: Table[Any], rows: Iterable[Row], sink: Path | IO[bytes], group: int = GROUP) -> int:
    """Write rows as one Parquet file, a group of rows at a time.

    Args:
        table: what they are rows of.
        rows: as ``table.rows`` yields them.
        sink: a path, or a stream open for bytes.
        group: rows of a row group, at least 1.

    Returns:
        How many rows were written.

    Raises:
        UsageError: pyarrow is not installed.
        OnRecordError: the file cannot be written.
    """
    schema = arrow_schema(table)
    from pyarrow import parquet

    written = 0
    try:
        with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
            for batch in arrow_batches(table, rows, group):
                writer.write_batch(batch)
                written += batch.num_rows
    except OSError as err:
        raise OnRecordError(f"{sink}: cannot be written ({err}); name another file") from err
    return written


def parquet_pieces(table: Table[Any], rows: Iterable[Row], group: int = GROUP) -> Iterator[bytes]:
    """Rows as the bytes of one Parquet file, piece by piece; for the arguments see `write_parquet`.

    Raises:
        UsageError: pyarrow is not installed.
    """
    schema = arrow_schema(table)
    from pyarrow import parquet

    sink = _Pieces()
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        for batch in arrow_batches(table, rows, group):
            writer.write_batch(batch)
            yield sink.take()
    yield sink.take()


class _Pieces(RawIOBase):
    """What a file is written to that is passed on as it grows."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        """What was written since it was last asked for."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def arrow_schema(table: Table[Any]) -> "pa.Schema":
    """The table's columns as an Arrow schema.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow = _load_arrow()
    types = {
        Kind.STRING: arrow.string(),
        Kind.INTEGER: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.BOOLEAN: arrow.bool_(),
        Kind.LIST: arrow.list_(arrow.string()),
    }

    def field(column: Column[Any]) -> "pa.Field[Any]":
        told = {"description": column.meaning}
        return arrow.field(column.name, types[column.kind], nullable=not column.always, metadata=told)

    metadata = {"onrecord.format": table.format, "onrecord.version": own_version()}
    return arrow.schema([field(column) for column in table.columns], metadata=metadata)


def arrow_batches(table: Table[Any], rows: Iterable[Row], group: int = GROUP) -> "Iterator[pa.RecordBatch]":
    """Rows as Arrow record batches of ``group`` rows, the last one shorter.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow, schema = _load_arrow(), arrow_schema(table)
    rows = iter(rows)
    while batch := list(islice(rows, group)):
        columns = [[_fit(row[name]) for row in batch] for name in schema.names]
        arrays = [arrow.array(values, type=schema.field(n).type) for n, values in enumerate(columns)]
        yield arrow.record_batch(arrays, schema=schema)


def _fit(value: Value) -> Value:
    if isinstance(value, list):
        return [_UNFIT.sub("�", each) for each in value]
    return _UNFIT.sub("�", value) if isinstance(value, str) else value


def _load_arrow() -> Any:
    try:
        import pyarrow
    except ImportError as err:
        raise UsageError("Parquet needs pyarrow, which is missing: pip install 'onrecord[parquet]'") from err
    return pyarrow
