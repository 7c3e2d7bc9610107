"""Parquet → objects, a few rows in memory at once, through pyarrow: ``pip install 'onrecord[parquet]'``."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.ingest.files import explain_os_error, open_file
from onrecord.ingest.jsonl import Fields

if TYPE_CHECKING:
    from pyarrow.parquet import FileMetaData

ROWS = 64  # in memory at once; pages of common size are some 5 MB together
STREAMED = 1_000_000  # bytes of a column that are read at a time, however large its row groups


def is_parquet(name: str) -> bool:
    """Say whether a file's name is that of a Parquet file."""
    return name.lower().endswith((".parquet", ".pq"))


def iter_rows(path: Path, columns: frozenset[str], first: int = 0) -> Iterator[tuple[str, Fields]]:
    """Yield (where it stands, object) for each row, with those of the columns that the file has.

    Args:
        path: the file.
        columns: the names of what is wanted; nothing else is read.
        first: the row to begin with, from 0; row groups that end before it are not read.

    Raises:
        InputError: it cannot be opened or read further, holds no rows or none of the columns, or pyarrow
            is missing.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as err:
        raise InputError("needs pyarrow to be read: pip install 'onrecord[parquet]'") from err
    with open_file(path) as stream:
        try:
            file = parquet.ParquetFile(stream, buffer_size=STREAMED)
            wanted = [name for name in file.schema_arrow.names if name in columns]
            if not wanted:
                raise InputError(f"has none of the columns of pages: {', '.join(sorted(columns))}")
            number, groups = _groups_from(file.metadata, first)
            for batch in file.iter_batches(ROWS, row_groups=groups, columns=wanted, use_threads=False):
                begin = min(max(0, first - number), len(batch))
                number += begin
                for row in batch.slice(begin).to_pylist():
                    number += 1
                    yield f"{path}, row {number}", {key: _plain(value) for key, value in row.items()}
            if not number:
                raise InputError("is empty")
        except MemoryError:  # Arrow has one of its own, which says nothing of the file
            raise
        except (ArrowException, OSError, UnicodeDecodeError) as err:
            why = (
                explain_os_error(err)
                if isinstance(err, OSError) and err.strerror
                else "is damaged, or no Parquet"
            )
            raise InputError(why) from err
        except (OverflowError, ValueError) as err:  # of a cell, as Python has no day after the year 9999
            raise InputError("cannot be read further: it holds a day or time that is none") from err


def _groups_from(told: "FileMetaData", first: int) -> tuple[int, list[int]]:
    """How many rows stand before the row group that holds a row, and that group and those behind it."""
    sizes = [told.row_group(number).num_rows for number in range(told.num_row_groups)]
    skipped, rows = 0, 0
    while skipped < len(sizes) and rows + sizes[skipped] <= first:
        rows += sizes[skipped]
        skipped += 1
    return rows, list(range(skipped, len(sizes)))


def _plain(value: Any) -> Any:
    """A cell as JSON would have it: days and times as ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value
