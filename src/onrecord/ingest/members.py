"""The members of a WARC file: what of it was compressed by itself, each unpacked within bounds.

A member (RFC 1952; a frame, in zstd's words, RFC 8878) commonly holds one record. So damage costs the member
that it is in: the next one is found by its first bytes, and by what they unpack to. A file that is not
compressed is read in the same way; there a member reaches to the file's end, and the next is the next record.
"""

import io
import re
import zlib
from typing import BinaryIO, Protocol, cast

from fastwarc.stream_io import ZstdReader

from onrecord.errors import InputError

CHUNK = 16_384  # bytes read at a time; a page has about as many, compressed
SCANNED = 65_536  # bytes looked through at a time for where the next member begins
LOOKED_AT = 1_000_000  # bytes of a file that must hold where a member begins
KEPT = 4_000_000  # bytes of a stream that cannot seek that may be gone back over
MAX_BACK = 1_000_000_000  # bytes of a file that are read anew after damage; then what it hides is given up
MAX_DICTIONARY = 10_000_000  # bytes; common ones have 1 MB
MIN_BOMB = 64_000_000  # bytes; what unpacks to less is no danger
MAX_RATIO = 100  # times what it was; text unpacks to some five times, repeated markup to thirty
_GZIP = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{5}[\x00-\x0d\xff]", re.DOTALL)
_ZSTD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")
_PLAIN = re.compile(rb"WARC/\d\.\d\r?\n[!-9;-~]{1,100}:")  # a first line, and a field
_SKIPPED = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")  # a frame of no data; the first holds the dictionary
WORD = b"WARC/"  # every record begins so
NO_RECORD = "is where no record begins"
_HEAD = 600  # bytes of a member that tell whether it is one


class DamageError(InputError):
    """What cannot be read of a member; the next may be sound."""


class Member(Protocol):
    """A member that is read from its beginning; ``end`` is where the next begins, once all has been read."""

    offset: int
    end: int | None

    def read(self, size: int) -> bytes:
        """Read at most ``size`` bytes, none at the end; raises DamageError."""


class PlainMember:
    """The rest of a file that is not compressed."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self.offset = offset
        self.end: int | None = None
        self._file = file
        file.seek(offset)

    def read(self, size: int) -> bytes:
        return self._file.read(size)


class GzipMember:
    """A member of a gzip file; its checksum is compared when its last byte is read."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self.offset = offset
        self.end: int | None = None
        self._file, self._inflate, self._made = file, zlib.decompressobj(zlib.MAX_WBITS | 16), 0
        file.seek(offset)

    def read(self, size: int) -> bytes:
        inflate, data = self._inflate, b""
        while not data and not inflate.eof:
            packed = inflate.unconsumed_tail or self._file.read(CHUNK)
            if not packed:
                raise DamageError("is cut short: the file ends within it")
            try:
                data = inflate.decompress(packed, size)
            except zlib.error as err:
                raise DamageError("its gzip data is damaged") from err
        self._made += len(data)
        _refuse_bomb(self._made, self._file.tell() - self.offset)
        if inflate.eof and self.end is None:
            self.end = self._file.tell() - len(inflate.unused_data)
        return data


class ZstdMember:
    """A frame of a zstd file, read with the dictionary at the head of the file where there is one."""

    def __init__(self, file: BinaryIO, offset: int, dictionary: bytes | None = None) -> None:
        self.offset = offset
        self.end: int | None = None
        self._end = _end_of_frame(file, offset)
        self._size, self._made = self._end - offset, 0
        stretch = cast(BinaryIO, _Stretch(file, offset, self._end))
        self._reader = ZstdReader(stretch, dictionary=dictionary)

    def read(self, size: int) -> bytes:
        try:
            data = self._reader.read(size)
        except OSError as err:
            raise DamageError("its zstd data is damaged") from err
        self._made += len(data)
        _refuse_bomb(self._made, self._size)
        if not data:
            self.end = self._end
        return data


class Members:
    """The members of one file: opened where they begin, found where that is not known.

    Args:
        file: a binary file or stream; of one that cannot seek only the last megabytes are gone back over.

    Raises:
        InputError: no member of any kind begins in its first megabyte.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file if file.seekable() else cast(BinaryIO, _Recent(file))
        self._patience = MAX_BACK
        self._dictionary: bytes | None = None
        self._begins, self.first = self._find_kind()
        if self._begins is _ZSTD:
            self._dictionary = self._read_dictionary()

    @property
    def is_compressed(self) -> bool:
        """Whether the file is compressed, so that its members are told apart for sure."""
        return self._begins is not _PLAIN

    def open(self, offset: int) -> Member | None:
        """Open the member that begins at an offset; None at the file's end.

        Raises:
            DamageError: none begins there.
        """
        head = self._head_at(offset)
        while self._begins is _ZSTD and _SKIPPED.match(head):
            offset = _end_of_frame(self._file, offset)
            head = self._head_at(offset)
        if not head:
            return None
        if self._begins is _PLAIN:
            return PlainMember(self._file, offset)
        if not self._begins.match(head):
            raise DamageError(NO_RECORD)
        if self._begins is _GZIP:
            return GzipMember(self._file, offset)
        return ZstdMember(self._file, offset, self._dictionary)

    def _head_at(self, offset: int) -> bytes:
        if self._file.seek(offset) != offset:
            raise DamageError("cannot be gone to: the stream ends, or is too far on; give the file itself")
        return self._file.read(_HEAD)

    def find(self, after: int) -> int | None:
        """Find where the first member at ``after`` or later begins; None where there is none.

        Once too much has been read anew, looking begins where the file is now: bounded, whatever it holds.
        """
        reached = self._file.tell()
        self._patience -= max(0, reached - after)
        return self._scan(after if self._patience > 0 else max(after, reached), self._begins)

    def _find_kind(self) -> tuple[re.Pattern[bytes], int]:
        head = self._file.read(LOOKED_AT)
        found = [(m.start(), begins) for begins in (_GZIP, _ZSTD, _PLAIN) if (m := _first(begins, head))]
        if not found:
            raise InputError("holds no WARC record")
        first, begins = min(found, key=lambda each: each[0])
        return begins, first

    def _scan(self, at: int, begins: re.Pattern[bytes]) -> int | None:
        base, data = self._file.seek(at), b""
        while block := self._file.read(SCANNED):
            data += block
            if found := _first(begins, data):
                return base + found.start()
            base, data = base + max(0, len(data) - _HEAD), data[-_HEAD:]
        return None

    def _read_dictionary(self) -> bytes | None:
        """Read the dictionary, which a frame at the head of the file holds, packed or not."""
        self._file.seek(0)
        if not _SKIPPED.match(self._file.read(4)):
            return None
        end = _end_of_frame(self._file, 0)
        if end > MAX_DICTIONARY:
            raise InputError(f"has a dictionary of over {MAX_DICTIONARY // 1_000_000} MB")
        words = _read_exactly(self._file, 8, end - 8)
        try:
            return ZstdReader(io.BytesIO(words)).read(MAX_DICTIONARY) if _ZSTD.match(words) else words
        except OSError as err:
            raise InputError("has a dictionary that is damaged") from err


def _first(begins: re.Pattern[bytes], data: bytes) -> re.Match[bytes] | None:
    """Where the first member begins in data, what only looks like one left out."""
    return next((m for m in begins.finditer(data) if begins is not _GZIP or _is_warc(data, m.start())), None)


def _is_warc(data: bytes, at: int) -> bool:
    """Say whether what unpacks at an offset is a WARC record, as far as the data go."""
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[at : at + _HEAD], len(WORD))
    except zlib.error:
        return False
    return WORD.startswith(start)


def _refuse_bomb(made: int, packed: int) -> None:
    if made > max(MIN_BOMB, MAX_RATIO * packed):
        raise DamageError("unpacks to far more than any page: a bomb")


def _end_of_frame(file: BinaryIO, offset: int) -> int:
    """Where a zstd frame ends (RFC 8878, 3.1), by the lengths of its blocks; nothing is unpacked."""
    head = _read_exactly(file, offset, 5)
    if _SKIPPED.match(head):
        return offset + 8 + int.from_bytes(_read_exactly(file, offset + 4, 4), "little")
    flags = head[4]
    is_single = flags >> 5 & 1
    sizes = (1 - is_single, (0, 1, 2, 4)[flags & 3], (is_single, 2, 4, 8)[flags >> 6])
    at, is_last = offset + 5 + sum(sizes), 0
    while not is_last:
        block = int.from_bytes(_read_exactly(file, at, 3), "little")
        is_last, kind, size = block & 1, block >> 1 & 3, block >> 3
        if kind == 3:
            raise DamageError("its zstd data is damaged")
        at += 3 + (1 if kind == 1 else size)  # 1: one byte that is repeated
    return at + (4 if flags & 4 else 0)


def _read_exactly(file: BinaryIO, at: int, size: int) -> bytes:
    data = file.read(size) if file.seek(at) == at else b""
    if len(data) < size:
        raise DamageError("is cut short: the file ends within it")
    return data


class _Stretch:
    """A stretch of a file as a file."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._at, self._end = file, start, end

    def read(self, size: int = CHUNK) -> bytes:
        self._file.seek(self._at)
        data = self._file.read(min(size, self._end - self._at))
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


class _Recent:
    """A stream that cannot seek, with what was read last: that can be gone back to."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._kept, self._base, self._at = stream, bytearray(), 0, 0

    def read(self, size: int) -> bytes:
        at = self._at - self._base
        if at == len(self._kept):
            self._kept += self._stream.read(size)
        data = bytes(self._kept[at : at + size])
        self._at += len(data)
        if len(self._kept) > 2 * KEPT:
            self._base += len(self._kept) - KEPT
            del self._kept[:-KEPT]
        return data

    def seek(self, offset: int) -> int:
        """Go to an offset, or as near to it as can be; say where that is."""
        self._at = max(self._base, min(offset, self._base + len(self._kept)))
        while self._at < offset and self.read(min(offset - self._at, SCANNED)):
            pass
        return self._at

    def tell(self) -> int:
        return self._at
