"""A collection of records → its index, kept beside it and used again while nothing has changed."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.errors import RecordsError
from onrecord.ingest import read_records
from onrecord.model import Record, Rejected
from onrecord.trace import INDEX_VERSION, Index, build_index

SUFFIX = ".onrecord-index"


def open_records(
    records: Path, index_folder: Path | None = None, note: Callable[[Rejected], None] = lambda _: None
) -> Index:
    """Open the index of a collection, building it first where there is none or the records changed.

    Args:
        records: a folder of records, or one file.
        index_folder: where the index is kept; beside the records when None, or in the user's
            cache where nothing may be written beside them.
        note: is told of each record that could not be read.

    Returns:
        The opened index.

    Raises:
        RecordsError: there is nothing there, or nothing in it is a legible record.
    """
    if not records.exists():
        raise RecordsError(f"{records}: no such file or folder of records")
    folder = index_folder or _place_for(records.resolve())
    wanted = _fingerprint(records)
    try:
        index = Index.open(folder)
        if index.fingerprint == wanted:
            return index
    except RecordsError:
        pass  # none yet, or damaged: it can always be made again from the records
    return build_index(folder, wanted, _legible(records, note))


def _legible(records: Path, note: Callable[[Rejected], None]) -> Iterator[Record]:
    none = True
    for record in read_records(records):
        if isinstance(record, Rejected):
            note(record)
        else:
            none = False
            yield record
    if none:
        raise RecordsError(f"{records}: holds no record that can be read")


def _place_for(records: Path) -> Path:
    """Beside the records; in the user's cache where their folder is kept from writing, even to root."""
    beside = records.parent
    if os.access(beside, os.W_OK) and beside.stat().st_mode & 0o222:
        return records.with_name(records.name + SUFFIX)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord"
    return cache / (hashlib.sha256(os.fsencode(records)).hexdigest()[:16] + SUFFIX)


def _fingerprint(records: Path) -> str:
    """A hash of the names, sizes and times of all files, and of the index's own format."""
    files = sorted(p for p in records.rglob("*") if p.is_file()) if records.is_dir() else [records]
    seen = hashlib.sha256(str(INDEX_VERSION).encode())
    for path in files:
        if SUFFIX not in str(path.relative_to(records.parent)):
            stat = path.stat()
            seen.update(
                repr((str(path.relative_to(records.parent)), stat.st_size, stat.st_mtime_ns)).encode()
            )
    return seen.hexdigest()
