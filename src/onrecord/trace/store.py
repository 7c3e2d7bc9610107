"""One file that holds named arrays, written beside and renamed, read as memory maps.

Layout: the magic, each array at a multiple of 64 bytes, a JSON footer that says where they are and
what their checksums are, and a tail with the footer's own place, size and checksum. All of them are
checked before an array is handed out, at about a gigabyte a second: a word of evidence that a bad
disk has changed would be worse than a slow start.
"""

import contextlib
import json
import mmap
import os
import secrets
import struct
import time
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import RecordsError

MAGIC = b"onrecord-arrays/2\n"
_TAIL = struct.Struct("<QII18s")  # footer's offset, its size, its CRC-32, the magic again
_STALE = 24 * 3600  # seconds; a part that old was left by a builder that was killed
_ALIGN = 64  # bytes; a cache line, and more than any type needs

Arrays = Mapping[str, NDArray[Any]]


class ArrayWriter:
    """Write arrays into ``path``; the file appears whole when the ``with`` block ends well.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "some.arrays"
        ...     with ArrayWriter(path, {"made": "by hand"}) as out:
        ...         out.add("odd", np.array([1, 3, 5]))
        ...     meta, arrays = read_arrays(path)
        ...     meta["made"], arrays["odd"].tolist()
        ('by hand', [1, 3, 5])
    """

    def __init__(self, path: Path, meta: dict[str, Any]) -> None:
        self.meta = meta
        self._path = path
        self._beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
        self._places: dict[str, tuple[str, int, int, int]] = {}
        self._sum = 0  # CRC-32 of the array that was started last
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        for part in self._path.parent.glob(f"{self._path.name}.*.part"):
            with contextlib.suppress(OSError):  # another builder has taken it away
                if time.time() - part.stat().st_mtime > _STALE:
                    part.unlink()
        self._file = self._beside.open("wb")
        self._file.write(MAGIC)
        return self

    def start(self, name: str, dtype: str) -> None:
        """Begin an array of single bytes or numbers whose content follows in ``append``."""
        out = self._out()
        out.write(b"\0" * (-out.tell() % _ALIGN))
        self._places[name] = (np.dtype(dtype).str, out.tell(), 0, 0)
        self._sum = 0

    def append(self, content: bytes | memoryview) -> None:
        """Add bytes to the array that was started last."""
        self._out().write(content)
        self._sum = zlib.crc32(content, self._sum)

    def finish(self, name: str) -> None:
        """Note the size and the checksum of the array that was started last."""
        kind, at, _, _ = self._places[name]
        self._places[name] = (kind, at, (self._out().tell() - at) // np.dtype(kind).itemsize, self._sum)

    def add(self, name: str, values: NDArray[Any]) -> None:
        """Write a whole one-dimensional array."""
        self.start(name, values.dtype.str)
        self.append(np.ascontiguousarray(values).tobytes())
        self.finish(name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        out = self._out()
        try:
            if kind is None:
                self._close(out)
                self._beside.replace(self._path)
        finally:
            out.close()
            self._beside.unlink(missing_ok=True)

    def _close(self, out: BinaryIO) -> None:
        footer = json.dumps({"meta": self.meta, "arrays": self._places}).encode()
        at = out.tell()
        out.write(footer)
        out.write(_TAIL.pack(at, len(footer), zlib.crc32(footer), MAGIC))
        out.flush()
        os.fsync(out.fileno())

    def _out(self) -> BinaryIO:
        if self._file is None:
            raise RuntimeError("an ArrayWriter is used in a with block")
        return self._file


def read_arrays(path: Path) -> tuple[dict[str, Any], Arrays]:
    """Map the arrays of a file that ArrayWriter wrote, and check that they are as it wrote them.

    Args:
        path: the file.

    Returns:
        The meta data that it was written with, and its arrays by name, read-only.

    Raises:
        RecordsError: the file is missing, cut short or damaged.
    """
    try:
        with path.open("rb") as file:
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as err:
        raise RecordsError(f"{path}: the index cannot be opened ({err}); build it anew") from err
    try:
        return _arrays_of(whole)
    except (struct.error, ValueError, KeyError, TypeError) as err:
        raise RecordsError(f"{path}: the index is damaged ({err}); delete it, and it is built anew") from err


def _arrays_of(whole: mmap.mmap) -> tuple[dict[str, Any], Arrays]:
    if len(whole) < len(MAGIC) + _TAIL.size or whole[: len(MAGIC)] != MAGIC:
        raise ValueError("it does not begin as an index does")
    at, size, checksum, magic = _TAIL.unpack(whole[-_TAIL.size :])
    if magic != MAGIC or at + size + _TAIL.size != len(whole):
        raise ValueError("its end is missing")
    footer = whole[at : at + size]
    if zlib.crc32(footer) != checksum:
        raise ValueError("its table of contents is garbled")
    told = json.loads(footer)
    arrays = {}
    for name, (kind, start, count, checksum) in told["arrays"].items():
        arrays[name] = np.frombuffer(whole, dtype=np.dtype(kind), count=count, offset=start)
        if zlib.crc32(memoryview(whole)[start : start + arrays[name].nbytes]) != checksum:
            raise ValueError(f"its {name} are garbled")
    return told["meta"], arrays
