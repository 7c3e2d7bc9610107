"""One file that holds named arrays, written beside and renamed, read as memory maps.

Layout: the magic, each array at a multiple of 64 bytes, a JSON footer that says where they are,
and a tail with the footer's place, size and checksum. Whatever is cut off or overwritten at
either end is noticed before an array is handed out.
"""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import RecordsError

MAGIC = b"onrecord-arrays/1\n"
_TAIL = struct.Struct("<QII18s")  # footer's offset, its size, its CRC-32, the magic again
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
        self._beside = path.with_name(f"{path.name}.{os.getpid()}.part")
        self._places: dict[str, tuple[str, int, int]] = {}
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        self._file = self._beside.open("wb")
        self._file.write(MAGIC)
        return self

    def start(self, name: str, dtype: str) -> None:
        """Begin an array of single bytes or numbers whose content follows in ``append``."""
        out = self._out()
        out.write(b"\0" * (-out.tell() % _ALIGN))
        self._places[name] = (np.dtype(dtype).str, out.tell(), 0)

    def append(self, content: bytes | memoryview) -> None:
        """Add bytes to the array that was started last."""
        self._out().write(content)

    def finish(self, name: str) -> None:
        """Note the size of the array that was started last."""
        kind, at, _ = self._places[name]
        self._places[name] = (kind, at, (self._out().tell() - at) // np.dtype(kind).itemsize)

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
    """Map the arrays of a file that ArrayWriter wrote; nothing is read before it is used.

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
    return told["meta"], {
        name: np.frombuffer(whole, dtype=np.dtype(kind), count=count, offset=start)
        for name, (kind, start, count) in told["arrays"].items()
    }
