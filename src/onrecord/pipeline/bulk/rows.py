"""A reading → its rows in the tables of a run, and a row of pages → the reading."""

import dataclasses
from dataclasses import replace
from typing import Any

from onrecord.export import STATEMENTS, TRACES, Table
from onrecord.ledger import document_key, snapshot_key, statement_key
from onrecord.ledger.codec import dump, load
from onrecord.model import Reading
from onrecord.pipeline.bulk.families import quote_rows, shingles_of

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def rows_of(reading: Reading) -> Rows:
    """The rows of one page, by their table.

    Raises:
        InputError: it holds half of a surrogate pair, which is no text.
    """
    capture = snapshot_key(document_key(reading.snap), reading.snap)
    shingles = shingles_of(reading)
    return {
        "pages": [_page(capture, reading)],
        "statements": _flat(STATEMENTS, capture, reading),
        "traces": _flat(TRACES, capture, reading),
        "quotes": list(quote_rows(reading)),
        "shingles": [] if shingles is None else [shingles],
    }


def reading_of(row: Row) -> Reading:
    """The reading that a row of pages was made of.

    Raises:
        LedgerError: it is damaged.
    """
    reading = load(row["reading"], Reading)
    return replace(reading, snap=replace(reading.snap, text=row["text"]))


def _page(capture: str, reading: Reading) -> Row:
    snap = reading.snap
    dump(snap.text)  # only to refuse what is no text
    told = {f.name: getattr(snap, f.name) for f in dataclasses.fields(snap) if f.name != "parts"}
    return told | {
        "capture": capture,
        "document": document_key(snap),
        "sha256": snap.sha256,
        "statements": len(reading.attributions),
        "reading": dump(replace(reading, snap=replace(snap, text=""))),
    }


def _flat(table: Table[Any], capture: str, reading: Reading) -> list[Row]:
    return [
        {"capture": capture, "key": statement_key(capture, str(row["statement"])), **row}
        for row in table.rows([reading])
    ]
