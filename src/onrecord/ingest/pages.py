"""Pages from files, URLs and standard input, whatever kind they are."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.ingest.fetch import fetch_page
from onrecord.ingest.files import MAX_PAGE, is_folder, read_file, read_stream, walk_files
from onrecord.ingest.jsonl import holds_objects, parse_object, read_each, split_items
from onrecord.ingest.listings import is_url_list, read_url_list
from onrecord.ingest.page import PAGE_FIELDS, make_page, make_slug, read_page
from onrecord.ingest.parquet import is_parquet, iter_rows
from onrecord.ingest.warc import is_warc, read_warc
from onrecord.model import Rejected, Snapshot
from onrecord.text.times import now

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_PAGE_SUFFIXES = _HTML_SUFFIXES | {".txt"}


def read_pages(
    sources: Iterable[str],
    stdin: BinaryIO | None = None,
    *,
    allow_private: bool = False,
    skipped: Counter[str] | None = None,
) -> Iterator[Snapshot | Rejected]:
    """Read pages one after the other; what cannot be read is yielded as Rejected, and the rest goes on.

    Args:
        sources: files, http(s) URLs, or "-" for standard input. WARC, JSONL, JSON and Parquet files hold
            many pages, a folder those of its files, and a list (``.urls``) names one a line.
        stdin: where "-" is read from; the process's own standard input when None.
        allow_private: let URLs lead to this machine and to private networks.
        skipped: where the records of WARC files that are no pages are counted, by what they are.

    Yields:
        A Snapshot for each page, in order, or the reason why there is none.
    """
    reader = _Reader(stdin, allow_private, Counter() if skipped is None else skipped)
    for source in sources:
        try:
            yield from reader.read(source)
        except InputError as err:
            yield Rejected(source, str(err))


class _Reader:
    """How sources are read."""

    def __init__(self, stdin: BinaryIO | None, allow_private: bool, skipped: Counter[str]) -> None:
        self._stdin, self._allow_private, self._skipped = stdin, allow_private, skipped

    def read(self, source: str) -> Iterator[Snapshot | Rejected]:
        """Read what a user names as a page; raises InputError."""
        if not source:
            raise InputError("names nothing")  # "" would be the folder that one is in
        if source == "-":
            yield from _read_stdin(self._stdin or sys.stdin.buffer)
        elif _SCHEME.match(source):
            yield read_url(source, allow_private=self._allow_private)
        elif is_folder(path := Path(source)):
            yield from self._read_folder(path)
        elif is_url_list(path.name):
            yield from self._read_list(path)
        else:
            yield from self._read_file(path, path.stem)

    def _read_folder(self, folder: Path) -> Iterator[Snapshot | Rejected]:
        """Read the files of the kinds that hold pages."""
        empty = True
        for file in list_page_files(folder):
            empty = False
            if isinstance(file, Rejected):
                yield file
            else:
                yield from self.read_in(folder, file)
        if empty:
            raise InputError("holds no pages: HTML, plain text, WARC, JSONL, JSON or Parquet")

    def read_in(self, folder: Path, file: Path) -> Iterator[Snapshot | Rejected]:
        """Read a file of a folder; a page's id is its path there where the file holds no other."""
        try:
            yield from self._read_file(file, file.relative_to(folder).with_suffix("").as_posix())
        except InputError as err:
            yield Rejected(str(file), str(err))

    def _read_file(self, path: Path, key: str) -> Iterator[Snapshot | Rejected]:
        if is_warc(path.name):
            yield from read_warc(path, skipped=self._skipped)
        elif holds_objects(path.name):
            yield from read_each(path, make_page)
        elif is_parquet(path.name):
            yield from _read_rows(path)
        else:
            data = read_file(path)
            yield read_page(data, Snapshot(key, ""), is_html=path.suffix.lower() in _HTML_SUFFIXES)

    def _read_list(self, path: Path) -> Iterator[Snapshot | Rejected]:
        empty = True
        for url in read_url_list(path):
            empty = False
            if isinstance(url, Rejected):
                yield url
                continue
            try:
                yield read_url(url, allow_private=self._allow_private)
            except InputError as err:
                yield Rejected(url, str(err))
        if empty:
            raise InputError("names no address")


def list_page_files(path: Path) -> Iterator[Path | Rejected]:
    """The files of a folder that hold pages, by their names, or the one file; and what cannot be opened.

    A list of addresses in a folder is none of them: reading a folder fetches nothing.
    """
    if not is_folder(path):
        yield path
        return
    for file in walk_files(path):
        if isinstance(file, Rejected) or file.suffix.lower() in _PAGE_SUFFIXES or _holds_many(file.name):
            yield file


def read_page_file(root: Path, file: Path) -> Iterator[Snapshot | Rejected]:
    """Read the pages of one file of those that ``list_page_files(root)`` gives, as ``read_pages`` would."""
    if file == root:
        yield from read_pages([str(file)])
    else:
        yield from _Reader(None, False, Counter()).read_in(root, file)


def _holds_many(name: str) -> bool:
    return is_warc(name) or holds_objects(name) or is_parquet(name)


def _read_rows(path: Path) -> Iterator[Snapshot | Rejected]:
    for where, fields in iter_rows(path, PAGE_FIELDS):
        try:
            yield make_page(fields)
        except InputError as err:
            yield Rejected(where, str(err))


def _read_stdin(stream: BinaryIO) -> Iterator[Snapshot | Rejected]:
    """Read one page, or JSONL or JSON where every object could be one."""
    data = read_stream(stream, MAX_PAGE)
    lines = _split_objects(data) if data.lstrip()[:1] in (b"{", b"[") else []
    if lines and _is_page_line(lines[0]):
        for number, line in enumerate(lines, 1):
            try:
                if line.strip():
                    yield make_page(parse_object(line))
            except InputError as err:
                yield Rejected(f"stdin, line {number}", str(err))
    else:
        yield read_page(data, Snapshot("stdin", ""))


def _split_objects(data: bytes) -> list[bytes]:
    try:
        return split_items(data)
    except InputError:
        return data.splitlines()


def _is_page_line(line: bytes) -> bool:
    try:
        return not {"text", "html"}.isdisjoint(parse_object(line))
    except InputError:
        return False


def read_url(url: str, *, allow_private: bool = False) -> Snapshot:
    """Fetch a page and read it.

    Raises:
        FetchError: it cannot be fetched, or should not be.
        InputError: there is no text in it.
    """
    page = fetch_page(url, allow_private=allow_private)
    snap = Snapshot(make_slug(url), "", url=page.url, captured=now())
    return read_page(page.data, snap, is_html=not page.is_plain, charset=page.charset)
