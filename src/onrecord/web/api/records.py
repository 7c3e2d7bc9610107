"""Records: those that quotes are looked for in; listed, whole, what of them was quoted; and added."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request, Response

from onrecord.errors import InputError
from onrecord.export import record_json
from onrecord.ingest import check_turns, read_transcript
from onrecord.model import Record as Held
from onrecord.model import Span, Turn
from onrecord.text.turns import list_speakers
from onrecord.web.api.asked import MAX_ID, NewRecord, RecordNumber, Stretch
from onrecord.web.api.cursors import read_cursor, write_cursor
from onrecord.web.api.routes import BASE, ApiRouter, give
from onrecord.web.api.shapes import AddedRecord, Quotations, Record, Records
from onrecord.web.site import site_of

router = ApiRouter("records")


@router.read("/records", Records)
def list_records(request: Request, asked: Annotated[Stretch, Query()]) -> Response:
    """List the records that quotes are looked for in, by number."""
    (after,) = read_cursor(asked.cursor, "records", int) or (0,)
    found = site_of(request).ledger.records(limit=asked.limit + 1, after=min(after, MAX_ID))
    records = found[: asked.limit]
    following = write_cursor("records", records[-1].number) if len(found) > asked.limit else None
    return give({"records": records, "next": following})


@router.read("/records/{number}", Record)
def get_record(request: Request, number: RecordNumber) -> Response:
    """Give a record with its text and who speaks where in it."""
    told = record_json(*site_of(request).ledger.record(number), ())
    del told["quotations"]  # they have an address of their own
    return give(told)


@router.read("/records/{number}/quotations", Quotations)
def list_quotations(request: Request, number: RecordNumber) -> Response:
    """List the stretches of a record that statements were traced to, in the record's order.

    Of a version that another replaced there are none: they are traced to the words of the new one.
    """
    ledger = site_of(request).ledger
    held, _ = ledger.record(number)
    return give({"quotations": ledger.quotations(held.id) if held.current else ()})


@router.write("/records", AddedRecord)
def add_record(request: Request, given: NewRecord) -> Response:
    """Add a record; pages are looked for in it when they are next read or asked about."""
    if not any(c.isalnum() for c in given.text):
        raise InputError(
            "there is no word in the text: send a transcript, or another text in someone's own words"
        )
    ledger = site_of(request).ledger
    is_new = ledger.keep_records([_make_record(given)]).added
    number = ledger.number_of_record(given.id)
    return give({"number": number, "is_new": bool(is_new)}, 201, location=f"{BASE}/records/{number}")


def _make_record(given: NewRecord) -> Held:
    record = read_transcript(given.text, given.id)
    if given.turns is not None:
        turns = tuple(Turn(turn.speaker, Span(*turn.span)) for turn in given.turns)
        check_turns(turns, len(given.text))
        record = replace(record, turns=turns, speakers=list_speakers(turns))
    return replace(
        record,
        title=given.title or record.title,
        date=given.date or record.date,
        speakers=record.speakers or ((given.speaker,) if given.speaker else ()),
        url=given.url,
    )
