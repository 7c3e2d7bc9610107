"""Inputs → pieces: what is read as a whole or not at all; and the pages of a piece, one by one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import msgspec
from pyarrow import ArrowException, parquet

from onrecord.errors import InputError
from onrecord.ingest import Piece as Stretch
from onrecord.ingest import (
    byte_of_record,
    holds_objects,
    is_url_list,
    is_warc,
    list_pieces,
    read_pages,
    read_url_list,
    read_warc,
)
from onrecord.ingest.files import FIRST_LINE, LineStart
from onrecord.ingest.jsonl import is_json, iter_object_lines, mark_object_lines, parse_object
from onrecord.ingest.page import PAGE_FIELDS, make_page
from onrecord.ingest.parquet import is_parquet, iter_rows
from onrecord.model import Rejected, Snapshot
from onrecord.pipeline.bulk.inputs import Input
from onrecord.pipeline.bulk.remote import fetched, is_remote, is_web

WARC_PAGE = 10_000  # bytes that a page of news takes in a WARC file, compressed, with what is none around it


_MANY = (is_warc, holds_objects, is_parquet, is_url_list)  # kinds of files that hold many pages

Begin = Callable[[int], None]


class Slice(msgspec.Struct, frozen=True):
    """Pages of one file.

    Attributes:
        name: what the file is called in the results.
        place: its absolute path, or its address.
        first: where the slice begins, from 0: a line, an address of a list, a row of Parquet, a byte of WARC.
        last: where it ends, excluded; None: the whole file.
        byte: where the first line of a slice of lines begins, so that it is not read from the head.
    """

    name: str
    place: str
    first: int = 0
    last: int | None = None
    byte: int | None = None

    @property
    def page_units(self) -> int:
        """What a page takes: bytes of a WARC file, else one line or row."""
        return WARC_PAGE if is_warc(self.name) else 1

    def tell(self, number: int) -> str:
        """Where a page stands, for people."""
        if is_warc(self.name):
            return f"{self.name}, byte {byte_of_record(number)}"
        kinds = ((is_json, "item"), (holds_objects, "line"), (is_parquet, "row"), (is_url_list, "address"))
        unit = next((unit for is_kind, unit in kinds if is_kind(self.name)), None)
        return f"{self.name}, {unit} {number + 1}" if unit else self.name


class Piece(msgspec.Struct, frozen=True):
    """What one task reads: some small files, or a slice of a big one."""

    number: int
    slices: tuple[Slice, ...]


def cut_inputs(inputs: Iterable[Input], pages: int) -> list[Piece]:
    """Cut inputs into pieces of so many pages, in their order; the same for the same files.

    Args:
        inputs: as `list_inputs` gives them.
        pages: the most pages of a piece; of WARC files, about so many.
    """
    pieces: list[tuple[Slice, ...]] = []
    small: list[Slice] = []
    for each in inputs:
        is_big = is_remote(each.place) or any(is_kind(each.name) for is_kind in _MANY)
        if small and (is_big or len(small) == pages):
            pieces.append(tuple(small))
            small = []
        if is_big:
            pieces += [(part,) for part in _cut(each, pages)]
        else:
            small.append(Slice(each.name, each.place))
    if small:
        pieces.append(tuple(small))
    return [Piece(number, slices) for number, slices in enumerate(pieces)]


def read_slice(
    part: Slice, after: int | None, begin: Begin, passed: Counter[str]
) -> Iterator[Snapshot | Rejected]:
    """Read the pages of a slice.

    Args:
        part: the slice.
        after: the number of the page to go on behind; None: from the beginning.
        begin: is told the number of each page before anything is made of it.
        passed: where the records of WARC files that are no pages are counted, by what they are.

    Raises:
        InputError: the file cannot be opened, or fetched.
    """
    with fetched(part.place) as path:
        if is_warc(path.name):
            stretch = Stretch(part.first, part.last)
            pages = read_warc(path, stretch, skipped=passed, after=after, begin=begin)
        elif is_parquet(path.name):
            pages = _read_rows(part, path, after, begin)
        elif holds_objects(path.name):
            pages = _read_lines(part, path, after, begin)
        elif is_url_list(path.name):
            pages = _read_list(part, path, after, begin)
        else:
            pages = _read_whole(part, path, after, begin)
        for item in pages:
            if isinstance(item, Rejected):
                item = Rejected(item.item.replace(str(path), part.name), item.reason)
            yield item


def _cut(each: Input, pages: int) -> Iterator[Slice]:
    path = Path(each.place)
    if is_remote(each.place):  # it would be fetched again for each of its slices
        yield Slice(each.name, each.place)
    elif is_warc(each.name):
        try:
            stretches = list_pieces(path, pages * WARC_PAGE)
        except InputError:  # it is told by the one that reads it
            stretches = [Stretch(0, each.size)]
        for start, stop in stretches:
            yield Slice(each.name, each.place, start, stop)
    else:
        count, starts = _starts(path, pages)
        for first, byte in starts:
            yield Slice(each.name, each.place, first, min(first + pages, count), byte)


def _starts(path: Path, pages: int) -> tuple[int, Sequence[tuple[int, int | None]]]:
    """How many lines, rows or addresses a file has, and at which, and which byte, a slice of it begins.

    It is 1 where there are none, or none can be told, which the file's reader tells.
    """
    try:
        if holds_objects(path.name):
            count, marks = mark_object_lines(path, pages)
            return max(1, count), marks
        count = _count(path)
    except (InputError, ArrowException, OSError):
        return 1, [(0, None)]
    return count, [(first, None) for first in range(0, count, pages)]


def _count(path: Path) -> int:
    if is_parquet(path.name):
        told = parquet.read_metadata(path)
        is_of_pages = not PAGE_FIELDS.isdisjoint(told.schema.to_arrow_schema().names)
        return max(1, int(told.num_rows)) if is_of_pages else 1
    return max(1, sum(1 for _ in read_url_list(path)))


def _read_lines(part: Slice, path: Path, after: int | None, begin: Begin) -> Iterator[Snapshot | Rejected]:
    first = part.first if after is None else after + 1
    start = FIRST_LINE if part.byte is None else LineStart(part.first, part.byte)
    number = 0
    for number, line in iter_object_lines(path, start):
        if part.last is not None and number > part.last:
            return
        if number > first and (isinstance(line, InputError) or line.strip()):
            begin(number - 1)
            try:
                yield _read_line(line)
            except InputError as err:
                yield Rejected(part.tell(number - 1), str(err))
    if not number:
        raise InputError("is empty")


def _read_line(line: bytes | InputError) -> Snapshot:
    if isinstance(line, InputError):
        raise line
    return make_page(parse_object(line))


def _read_rows(part: Slice, path: Path, after: int | None, begin: Begin) -> Iterator[Snapshot | Rejected]:
    first = part.first if after is None else after + 1
    count = None if part.last is None else max(0, part.last - first)
    for number, (where, fields) in enumerate(islice(iter_rows(path, PAGE_FIELDS, first), count), first):
        begin(number)
        try:
            yield make_page(fields)
        except InputError as err:
            yield Rejected(where, str(err))


def _read_list(part: Slice, path: Path, after: int | None, begin: Begin) -> Iterator[Snapshot | Rejected]:
    first, number = part.first if after is None else after + 1, -1
    for number, url in enumerate(islice(read_url_list(path), part.last)):
        if number >= first:
            begin(number)
            yield from [url] if isinstance(url, Rejected) else read_pages([url])
    if number < 0:
        raise InputError("names no address")


def _read_whole(part: Slice, path: Path, after: int | None, begin: Begin) -> Iterator[Snapshot | Rejected]:
    """A file that is one page; its id is its name, for files of several folders may be called alike."""
    if after is None:
        begin(0)
        key, url = part.name.removesuffix(path.suffix), part.place if is_web(part.place) else None
        for item in read_pages([str(path)]):
            yield replace(item, id=key, url=url) if isinstance(item, Snapshot) else item
