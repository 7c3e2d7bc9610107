"""Inputs → pieces: what is read as a whole or not at all; and the pages of a piece, one by one."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from onrecord.errors import InputError
from onrecord.ingest import is_jsonl, name_page, read_pages, read_plain
from onrecord.ingest.files import iter_lines
from onrecord.ingest.jsonl import parse_object
from onrecord.model import Rejected, Snapshot
from onrecord.pipeline.bulk.inputs import Input
from onrecord.pipeline.bulk.remote import fetched, is_remote

Make = Callable[[], Snapshot | Rejected]


class Slice(msgspec.Struct, frozen=True):
    """Pages of one file.

    Attributes:
        name: what the file is called in the results.
        place: its absolute path, or its address.
        first: the first line, where each line is a page; counted from 0.
        last: the line after the last; None: to the end.
    """

    name: str
    place: str
    first: int = 0
    last: int | None = None


class Piece(msgspec.Struct, frozen=True):
    """What one task reads: some small files, or a slice of a big one."""

    number: int
    slices: tuple[Slice, ...]


def cut_inputs(inputs: Iterable[Input], pages: int) -> list[Piece]:
    """Cut inputs into pieces of so many pages, in their order; the same for the same files.

    Args:
        inputs: as `list_inputs` gives them.
        pages: the most pages of a piece.
    """
    pieces: list[tuple[Slice, ...]] = []
    small: list[Slice] = []
    for each in inputs:
        is_big = _holds_many(each)
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


def each_page(part: Slice, after: int | None) -> Iterator[tuple[int, Make]]:
    """The pages of a slice, each with its number in the file and how it is read.

    Nothing is made of a page before it is asked for, so that one that is not to be read can be left out.

    Args:
        part: the slice.
        after: the number of the page to go on behind; None: from the beginning.

    Raises:
        InputError: the file cannot be opened, or fetched.
    """
    with fetched(part.place) as path:
        pages = _each_line(part, path) if is_jsonl(path.name) else _each_whole(part, path)
        yield from ((number, make) for number, make in pages if after is None or number > after)


def _holds_many(each: Input) -> bool:
    return is_remote(each.place) or is_jsonl(each.name)


def _cut(each: Input, pages: int) -> Iterator[Slice]:
    if is_remote(each.place):  # it would be fetched again for each of its slices
        yield Slice(each.name, each.place)
        return
    lines = 0
    for lines, _ in iter_lines(Path(each.place)):  # noqa: B007 - the last number is what is asked for
        pass
    for first in range(0, max(lines, 1), pages):
        yield Slice(each.name, each.place, first, min(first + pages, max(lines, 1)))


def _each_line(part: Slice, path: Path) -> Iterator[tuple[int, Make]]:
    for number, line in iter_lines(path):
        if part.last is not None and number > part.last:
            return
        if number > part.first and (isinstance(line, InputError) or line.strip()):
            yield number - 1, partial(_read_line, part, number, line)


def _read_line(part: Slice, number: int, line: bytes | InputError) -> Snapshot | Rejected:
    try:
        if isinstance(line, InputError):
            raise line
        return read_plain(name_page(parse_object(line)))
    except InputError as err:
        return Rejected(f"{part.name}, line {number}", str(err))


def _each_whole(part: Slice, path: Path) -> Iterator[tuple[int, Make]]:
    """A file that is one page; of a kind that holds more, each in turn."""
    for number, item in enumerate(read_pages([str(path)])):
        yield number, partial(_renamed, item, str(path), part.name)


def _renamed(item: Snapshot | Rejected, place: str, name: str) -> Snapshot | Rejected:
    return Rejected(item.item.replace(place, name), item.reason) if isinstance(item, Rejected) else item
