"""A folder of named arrays that grows: each a file that is appended to, one small manifest that commits.

A writer adds bytes behind what the manifest knows of, or writes a new file; then it replaces the
manifest, and only with that is anything there. So a reader sees what was committed when it opened,
whatever is being written, and a writer that dies, or whose disk is full, leaves what stood before it.
Every array has a running checksum, and all are checked when they are opened, at some four gigabytes a
second: a word of evidence that a bad disk has changed would be worse than a slow start.
"""

import contextlib
import json
import mmap
import os
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from onrecord.errors import RecordsError

MANIFEST = "manifest.json"
LAYOUT = "onrecord-arrays/3"
_LOCK = "lock"
_AGAIN = 5  # times that a reader looks for a manifest whose files are not gone already

Arrays = Mapping[str, NDArray[Any]]


@dataclass(slots=True)
class _Entry:
    """An array as committed, or as it will be: its file, type, length in items and checksum."""

    file: str
    dtype: str
    count: int
    crc: int


class ArrayWriter:
    """Write arrays into a folder; all of it counts when the ``with`` block ends well, and else nothing.

    Args:
        folder: made if it is not there. One writer at a time: others wait.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     for odd in ([1, 3], [5]):
        ...         with ArrayWriter(Path(folder)) as out:
        ...             out.append("odd", np.array(odd))
        ...             out.meta["made"] = "by hand"
        ...     meta, arrays = read_arrays(Path(folder))
        ...     meta["made"], arrays["odd"].tolist()
        ('by hand', [1, 3, 5])
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.meta: dict[str, Any] = {}
        self._lock = FileLock(folder / _LOCK)
        self._entries: dict[str, _Entry] = {}
        self._open: dict[str, BinaryIO] = {}  # by array
        self._generation = 0

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        if _holds_else(self.folder):  # "report.2024" would be taken for an array that nobody knows of
            raise RecordsError(f"{self.folder}: holds something else than an index; name an empty folder")
        self._lock.acquire()
        try:
            told = _read_manifest(self.folder)
        except RecordsError:
            told = {"generation": secrets.randbelow(1 << 30), "meta": {}, "arrays": {}}
        self._generation = told["generation"] + 1
        self.meta = told["meta"]
        self._entries = {name: _Entry(*entry) for name, entry in told["arrays"].items()}
        return self

    def clear(self) -> None:
        """Begin from nothing, in place of what stands there."""
        self.meta = {}
        for name in list(self._entries):
            self.drop(name)

    def append(self, name: str, values: NDArray[Any]) -> None:
        """Add one-dimensional ``values`` at the end of an array, which is made if it is not there."""
        if name not in self._entries:
            self._entries[name] = _Entry(f"{name}.{self._generation}", values.dtype.str, 0, 0)
        entry = self._entries[name]
        if np.dtype(entry.dtype) != values.dtype:
            raise TypeError(f"{name} holds {entry.dtype}, not {values.dtype.str}")
        content = np.ascontiguousarray(values).view(np.uint8).data
        self._file_of(name, entry).write(content)
        entry.crc = zlib.crc32(content, entry.crc)
        entry.count += len(values)

    def put(self, name: str, values: NDArray[Any]) -> None:
        """Write an array in place of the one that had the name."""
        self.drop(name)
        self.append(name, values)

    def drop(self, name: str) -> None:
        """Let an array go."""
        self._entries.pop(name, None)
        if name in self._open:
            self._open.pop(name).close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._commit()
        finally:
            for file in self._open.values():
                with contextlib.suppress(OSError):  # a full disk says so once
                    file.close()
            self._sweep()
            self._lock.release()

    def _file_of(self, name: str, entry: _Entry) -> BinaryIO:
        if name not in self._open:
            path = self.folder / entry.file
            file = path.open("r+b" if entry.count else "w+b")
            file.truncate(entry.count * np.dtype(entry.dtype).itemsize)  # what a dead writer left behind it
            file.seek(0, os.SEEK_END)
            self._open[name] = file
        return self._open[name]

    def _commit(self) -> None:
        for file in self._open.values():
            file.flush()
            os.fsync(file.fileno())
        arrays = {name: [e.file, e.dtype, e.count, e.crc] for name, e in self._entries.items()}
        told = {"layout": LAYOUT, "generation": self._generation, "meta": self.meta, "arrays": arrays}
        body = json.dumps(told)
        beside = self.folder / f"{MANIFEST}.part"
        with beside.open("w", encoding="utf-8") as manifest:
            manifest.write(f"{body}\n{zlib.crc32(body.encode())}\n")
            manifest.flush()
            os.fsync(manifest.fileno())
        beside.replace(self.folder / MANIFEST)

    def _sweep(self) -> None:
        """Take away the files that no manifest knows of."""
        with contextlib.suppress(RecordsError, OSError):
            kept = {entry[0] for entry in _read_manifest(self.folder)["arrays"].values()}
            for path in self.folder.iterdir():
                if path.name not in kept | {MANIFEST, _LOCK} and path.suffix[1:].isdigit():
                    path.unlink(missing_ok=True)
            (self.folder / f"{MANIFEST}.part").unlink(missing_ok=True)


def _holds_else(folder: Path) -> bool:
    """Whether files stand in a folder that no writer of ours has been at."""
    if (folder / _LOCK).exists() or not any(
        path.is_file() and not path.name.startswith(".") for path in folder.iterdir()
    ):
        return False
    try:
        _read_manifest(folder)
    except RecordsError:
        return True
    return False


def read_arrays(folder: Path) -> tuple[dict[str, Any], Arrays]:
    """Map the arrays of a folder that ArrayWriter wrote, and check that they are as it wrote them.

    Args:
        folder: the folder.

    Returns:
        The meta data that it was written with, and its arrays by name, read-only.

    Raises:
        RecordsError: the folder holds no such arrays, or they are cut short or damaged.
    """
    for left in reversed(range(_AGAIN)):
        told = _read_manifest(folder)
        try:
            return told["meta"], {n: _map(folder, n, _Entry(*e)) for n, e in told["arrays"].items()}
        except FileNotFoundError as err:
            if not left or _read_manifest(folder)["generation"] == told["generation"]:
                raise _damaged(folder, f"{Path(err.filename).name} is missing") from err
        except (OSError, ValueError, TypeError) as err:
            raise _damaged(folder, str(err)) from err
    raise AssertionError("unreachable")


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        body, crc, end = (folder / MANIFEST).read_text(encoding="utf-8").split("\n")
        told = json.loads(body)
        if zlib.crc32(body.encode()) != int(crc) or end or told["layout"] != LAYOUT:
            raise ValueError("its manifest is garbled, or of another layout")
    except OSError as err:
        reason = (err.strerror or "no such file").lower()
        raise RecordsError(f"{folder}: the index cannot be opened ({reason}); build it anew") from err
    except (ValueError, KeyError, TypeError) as err:
        raise _damaged(folder, str(err)) from err
    else:
        manifest: dict[str, Any] = told
        return manifest


def _map(folder: Path, name: str, entry: _Entry) -> NDArray[Any]:
    dtype = np.dtype(entry.dtype)
    size = entry.count * dtype.itemsize
    if not size:
        return np.empty(0, dtype)
    with (folder / entry.file).open("rb") as file:
        if os.fstat(file.fileno()).st_size < size:
            raise ValueError(f"its {name} are cut short")
        whole = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
    if zlib.crc32(whole) != entry.crc:
        raise ValueError(f"its {name} are garbled")
    return np.frombuffer(whole, dtype=dtype)


def _damaged(folder: Path, why: str) -> RecordsError:
    return RecordsError(f"{folder}: the index is damaged ({why}); delete it, and it is built anew")
