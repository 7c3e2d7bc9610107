"""All that answers a query, however much it is: sent as it is found, and held a page at a time."""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain, islice
from typing import Annotated, Any, TypeVar

from fastapi import Query, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse

from onrecord.export import TABLES, Row, csv_lines, noun_json, page_line, parquet_pieces
from onrecord.pipeline.cite import choose, rows_of
from onrecord.web.api.asked import Filters, TableOf
from onrecord.web.api.routes import ApiRouter
from onrecord.web.site import site_of

router = ApiRouter("lists")
JSONL, CSV, PARQUET = "application/jsonl", "text/csv", "application/vnd.apache.parquet"
CHUNK = 64_000  # bytes that are sent at once: a line each would take longer to send than to find
T = TypeVar("T")
_LINES = {"type": "string", "description": "A JSON object a line."}


@router.read("/statements.jsonl", _LINES, JSONL)
def stream_statements(request: Request, asked: Annotated[Filters, Query()]) -> Response:
    """Give all statements that fit, a line each, in the order in which they were added."""
    hits = _begin(site_of(request).ledger.each_hit(asked.query))
    return _stream(request, (_line(noun_json(hit)) for hit in hits), JSONL)


@router.read("/pages.jsonl", _LINES, JSONL)
def stream_pages(request: Request, asked: Annotated[Filters, Query()]) -> Response:
    """Give all captures with a statement that fits, or all there are, whole: `key` and `page` a line."""
    pages = _begin(choose(site_of(request).ledger, asked.query))
    lines = (_line({"key": page.key, "page": page_line(page.reading)}) for page in pages)
    return _stream(request, lines, JSONL)


@router.read("/statements.csv", {"type": "string"}, CSV)
def stream_csv(request: Request, asked: Annotated[TableOf, Query()]) -> Response:
    """Give all statements that fit, or their traces, as CSV that is safe in spreadsheets."""
    table = TABLES[asked.table]
    lines = csv_lines(table, _rows(request, asked))
    return _stream(request, (line.encode() for line in lines), CSV)


@router.read("/statements.parquet", {"type": "string", "contentMediaType": PARQUET}, PARQUET)
def stream_parquet(request: Request, asked: Annotated[TableOf, Query()]) -> Response:
    """Give all statements that fit, or their traces, as Parquet."""
    if find_spec("pyarrow") is None:
        raise HTTPException(501, "Parquet needs pyarrow on the server: pip install 'onrecord[parquet]'")
    return _stream(request, parquet_pieces(TABLES[asked.table], _rows(request, asked)), PARQUET)


def _rows(request: Request, asked: TableOf) -> Iterator[Row]:
    return rows_of(TABLES[asked.table], _begin(choose(site_of(request).ledger, asked.query)))


def _begin(items: Iterator[T]) -> Iterator[T]:
    """Find the first, so that what is wrong with the question is told while there is a status to send."""
    first = list(islice(items, 1))
    return chain(first, items)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _stream(request: Request, pieces: Iterator[bytes], kind: str) -> Response:
    """Send pieces as they come. A client that goes away has no more of them made."""
    if request.method == "HEAD":
        return Response(media_type=kind)
    return StreamingResponse(_gather(pieces), media_type=kind, headers={"Cache-Control": "no-store"})


def _gather(pieces: Iterator[bytes]) -> Iterator[bytes]:
    gathered: list[bytes] = []
    size = 0
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
