"""Pages from WARC files (ISO 28500), as crawlers such as Common Crawl's write them.

A page is a ``response`` with status 200, or a ``resource`` or ``conversion``, that is said to be text. What
is no page, a request or an image, is counted, not told one by one. What should have been a page and cannot
be read is told with its place and address, and reading goes on with the next record.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from typing import BinaryIO, NamedTuple

from onrecord.errors import InputError
from onrecord.ingest.captures import (
    MAX_HEAD,
    Header,
    address_of,
    digest_fits,
    length_of,
    make_page,
    parse_header,
    why_no_page,
)
from onrecord.ingest.files import MAX_PAGE, open_file
from onrecord.ingest.members import NO_RECORD, WORD, DamageError, Member, Members, PlainMember
from onrecord.model import Rejected, Snapshot

STEP = 65_536  # bytes of a record read, or passed over, at a time
MAX_BLOCK = MAX_PAGE + MAX_HEAD  # bytes of a record that is read into memory
_NTH = 1 << 40  # more bytes than a WARC file has; a number of 64 bits holds millions of them


class Piece(NamedTuple):
    """A stretch of a file: the members that begin at byte ``start`` or later, and before byte ``stop``."""

    start: int = 0
    stop: int | None = None  # None: the file's end


WHOLE = Piece()


def byte_of_record(number: int) -> int:
    """Where the record with a number begins; of several that were compressed as one, where these do."""
    return number % _NTH


def is_warc(name: str) -> bool:
    """Say whether a file's name is that of a WARC file, compressed or not."""
    return name.lower().endswith((".warc", ".warc.gz", ".warc.zst"))


def list_pieces(path: Path, size: int) -> list[Piece]:
    """Cut a file into pieces that can be read apart; together they hold each page once.

    Only a compressed file is cut: there the beginning of a record is told for sure. One that was compressed
    as a whole has all its pages in the first piece.

    Args:
        path: the file.
        size: bytes of a piece, at least 1.

    Raises:
        InputError: it cannot be opened, or holds no WARC record.
    """
    with open_file(path) as file:
        step = size if Members(file).is_compressed else path.stat().st_size
    length = path.stat().st_size
    return [Piece(at, min(at + step, length)) for at in range(0, length, step)]


def read_warc(
    source: Path | BinaryIO,
    piece: Piece = WHOLE,
    *,
    skipped: Counter[str] | None = None,
    after: int | None = None,
    begin: Callable[[int], None] = lambda _: None,
) -> Iterator[Snapshot | Rejected]:
    """Read the pages of a WARC file: plain, gzip or zstd.

    A record's number is the byte at which it begins; of several that were compressed as one, and so begin at
    one byte, the n-th (from 0) has n times 2^40 more.

    Args:
        source: the file, or a stream that is open for reading bytes.
        piece: what of it to read.
        skipped: where what is no page is counted, by what it is.
        after: the number of a record to go on behind, as ``begin`` was told it; None: from the beginning.
        begin: is told the number of each record before anything is made of it.

    Yields:
        A Snapshot for each page, in order, or the reason why there is none. A page whose digest does not fit
        is followed by a Rejected that says so.

    Raises:
        InputError: it cannot be opened, or holds no WARC record.
    """
    counts = Counter[str]() if skipped is None else skipped
    name = str(source) if isinstance(source, Path) else "stream"
    with open_file(source) if isinstance(source, Path) else nullcontext(source) as file:
        yield from _Reading(Members(file), name, counts, begin).read(piece, after)


class _Reading:
    """One reading of one file: where it is, and what it has passed over."""

    def __init__(
        self, members: Members, name: str, counts: Counter[str], begin: Callable[[int], None]
    ) -> None:
        self._members, self._name, self._counts, self._tell = members, name, counts, begin
        self._begun = 0  # where the record begins that is being read
        self._address = ""  # of what it is
        self._has_begun = False  # a record that is read; what is passed over was told of before

    def read(self, piece: Piece, after: int | None) -> Iterator[Snapshot | Rejected]:
        at = self._members.find(piece.start) if piece.start else self._members.first
        behind = 0  # records of the first member that are passed over
        if after is not None:
            at, behind = byte_of_record(after), after // _NTH + 1
        elif at and not piece.start:
            self._begin(0)
            yield Rejected(f"{self._name}, byte 0", NO_RECORD)
        while at is not None and (piece.stop is None or at < piece.stop):
            self._enter(at)
            if not behind:
                self._begin(at)
            try:
                member = self._members.open(at)
                if member is None:
                    return
                reader = _RecordReader(member)
                yield from self._read_member(reader, behind)
                at = reader.at if reader.is_plain else member.end
            except DamageError as err:
                if self._has_begun:
                    yield Rejected(self._place, str(err))
                at = self._members.find(self._begun + 1)
            behind = 0

    def _begin(self, number: int) -> None:
        self._has_begun = True
        self._tell(number)

    def _enter(self, at: int, address: str = "") -> None:
        """Take note of where the reading is, for what is to be told of it."""
        self._begun, self._address = at, address

    @property
    def _place(self) -> str:
        shown = "".join(c for c in self._address[:200] if c.isprintable())
        return f"{self._name}, byte {self._begun}" + (f" ({shown})" if shown else "")

    def _read_member(self, reader: "_RecordReader", behind: int) -> Iterator[Snapshot | Rejected]:
        """Read a member's records, those behind so many; of a file that is not compressed the next one.

        The last is held back until the member's checksum has been compared.
        """
        held: list[Snapshot | Rejected] = []
        for nth in count():
            begun = reader.at
            if not held:
                self._enter(begun)
            head = reader.read_head()
            yield from held
            if not head:
                return
            self._enter(begun)
            header = parse_header(head)
            if nth < behind:
                reader.pass_over(length_of(header))
            else:
                if nth:
                    self._begin(begun + nth * _NTH)
                held = list(self._read_record(header, head, reader))
            reader.end_record()
            if reader.is_plain:
                yield from held
                return

    def _read_record(
        self, header: Header, head: bytes, reader: "_RecordReader"
    ) -> Iterator[Snapshot | Rejected]:
        self._enter(self._begun, address_of(header))
        length = length_of(header)
        if no_page := why_no_page(header, reader.peek(min(length, MAX_HEAD))):
            reader.pass_over(length)
            self._counts[no_page] += 1
        elif length > MAX_BLOCK:
            reader.pass_over(length)
            yield Rejected(self._place, f"is too big for one page: over {MAX_PAGE // 1_000_000} MB")
        else:
            block = reader.read(length)
            try:
                yield make_page(header, head, block)
            except InputError as err:
                yield Rejected(self._place, str(err))
                return
            if not digest_fits(header, block):
                yield Rejected(self._place, "its digest does not fit: what was read may have been altered")


class _RecordReader:
    """A member, read by headers and by lengths; no more of it is kept than is asked for."""

    def __init__(self, member: Member) -> None:
        self.is_plain = isinstance(member, PlainMember)
        self._member, self._held, self._read = member, b"", 0

    @property
    def at(self) -> int:
        """Where it is in the file; where the member begins, of one that is compressed."""
        return self._member.offset + (self._read - len(self._held) if self.is_plain else 0)

    def read_head(self) -> bytes:
        """Read a record's header, with the blank line that ends it; nothing at the member's end."""
        if not self.peek(1):
            return b""
        while (end := self._held.find(b"\r\n\r\n")) < 0 and len(self._held) <= MAX_HEAD:
            if not self._held.startswith(WORD[: len(self._held)]):
                raise DamageError(NO_RECORD)
            if not self._fetch():
                raise DamageError("is cut short within its header")
        if not 0 <= end <= MAX_HEAD:
            raise DamageError("has a header without end")
        return self._take(end + 4)

    def peek(self, size: int) -> bytes:
        """What comes next, ``size`` bytes at most."""
        while len(self._held) < size and self._fetch():
            pass
        return self._held[:size]

    def read(self, size: int) -> bytes:
        """Read ``size`` bytes, or raise DamageError where there are not so many."""
        pieces, missing = [self._take(size)], size
        while (missing := missing - len(pieces[-1])) > 0:
            if not self._fetch():
                raise DamageError("is cut short, or its length is wrong")
            pieces.append(self._take(missing))
        return b"".join(pieces)

    def pass_over(self, size: int) -> None:
        """Go on by ``size`` bytes, or raise DamageError where there are not so many."""
        while (size := size - len(self._take(size))) > 0:
            if not self._fetch():
                raise DamageError("is cut short, or its length is wrong")

    def end_record(self) -> None:
        """Go on over the line breaks that end a record; raises DamageError where something else is there."""
        if self.peek(4).strip(b"\r\n"):
            raise DamageError("its length is wrong")
        self._take(4)

    def _take(self, size: int) -> bytes:
        taken, self._held = self._held[:size], self._held[size:]
        return taken

    def _fetch(self) -> bool:
        data = self._member.read(STEP)
        self._held += data
        self._read += len(data)
        return bool(data)
