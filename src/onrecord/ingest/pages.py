"""Pages from files, URLs and standard input, whatever kind they are."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.ingest.fetch import fetch_page
from onrecord.ingest.files import MAX_PAGE, read_file, read_stream
from onrecord.ingest.jsonl import Fields, is_jsonl, parse_object, read_each
from onrecord.ingest.page import make_slug, name_page, read_page
from onrecord.ingest.plain import read_plain
from onrecord.ingest.warc import is_warc, read_warc
from onrecord.model import Rejected, Snapshot

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def read_pages(
    sources: Iterable[str], stdin: BinaryIO | None = None, *, allow_private: bool = False
) -> Iterator[Snapshot | Rejected]:
    """Read pages one after the other; what cannot be read is yielded as Rejected, and the rest goes on.

    Args:
        sources: file paths, http(s) URLs, or "-" for standard input. A JSONL file holds many pages.
        stdin: where "-" is read from; the process's own standard input when None.
        allow_private: let URLs lead to this machine and to private networks.

    Yields:
        A Snapshot for each page, in order, or the reason why there is none.
    """
    for source in sources:
        try:
            yield from _read_source(source, stdin, allow_private)
        except InputError as err:
            yield Rejected(source, str(err))


def _read_source(source: str, stdin: BinaryIO | None, allow_private: bool) -> Iterator[Snapshot | Rejected]:
    if source == "-":
        yield from _read_stdin(stdin or sys.stdin.buffer)
    elif _SCHEME.match(source):
        yield read_url(source, allow_private=allow_private)
    elif is_jsonl(source):
        yield from read_each(Path(source), _make_page)
    else:
        path = Path(source)
        data = read_file(path)
        yield read_page(data, Snapshot(path.stem, ""), is_html=path.suffix.lower() in _HTML_SUFFIXES)


def _read_stdin(stream: BinaryIO) -> Iterator[Snapshot | Rejected]:
    """Read one page, or JSONL where every line could be one."""
    data = read_stream(stream, MAX_PAGE)
    lines = data.splitlines() if data.lstrip()[:1] == b"{" else []
    if lines and _is_page_line(lines[0]):
        for number, line in enumerate(lines, 1):
            try:
                if line.strip():
                    yield _make_page(parse_object(line))
            except InputError as err:
                yield Rejected(f"stdin, line {number}", str(err))
    else:
        yield read_page(data, Snapshot("stdin", ""))


def _is_page_line(line: bytes) -> bool:
    try:
        return "text" in parse_object(line)
    except InputError:
        return False


def read_url(url: str, *, allow_private: bool = False) -> Snapshot:
    """Fetch a page and read it.

    Raises:
        FetchError: it cannot be fetched, or should not be.
        InputError: there is no text in it.
    """
    page = fetch_page(url, allow_private=allow_private)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    snap = Snapshot(make_slug(url), "", url=page.url, captured=now)
    return read_page(page.data, snap, is_html=not page.is_plain, charset=page.charset)


def _make_page(fields: Fields) -> Snapshot:
    return read_plain(name_page(fields))
