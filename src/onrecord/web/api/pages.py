"""Captures of pages: listed, whole, compared; and pages added."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request, Response

from onrecord.errors import NotHeldError, UsageError
from onrecord.export import comparison_json, held_json
from onrecord.ingest import name_page
from onrecord.pipeline.ask import AskKind, pose
from onrecord.pipeline.compare import compare_readings
from onrecord.web.api.ask import take
from onrecord.web.api.asked import CaptureKey, PageAt, PageKnown, PageText, Stretch
from onrecord.web.api.cursors import read_cursor, write_cursor
from onrecord.web.api.routes import ApiRouter, give
from onrecord.web.api.shapes import Answer, Captures, HeldPage, History, of_format
from onrecord.web.site import at_work, site_of

router = ApiRouter("pages")


@router.read("/pages", Captures)
def list_pages(request: Request, asked: Annotated[Stretch, Query()]) -> Response:
    """List captures, the latest first."""
    place = read_cursor(asked.cursor, "pages", str)
    before = place[0] if place else None
    try:
        found = site_of(request).ledger.captures(limit=asked.limit + 1, before=before)
    except NotHeldError as err:
        raise UsageError("the cursor is not one of this ledger; begin without it") from err
    captures = found[: asked.limit]
    following = write_cursor("pages", captures[-1].key) if len(found) > asked.limit else None
    return give({"captures": captures, "next": following})


@router.read("/pages/{key}", HeldPage)
def get_page(request: Request, key: CaptureKey) -> Response:
    """Give a capture whole: its text, its statements and their traces as `onrecord/1`, and their keys."""
    return give(held_json(site_of(request).ledger.hold(key)))


@router.read("/pages/{key}/captures", History)
def list_captures(request: Request, key: CaptureKey) -> Response:
    """List the captures of the page that a capture is of, and when it had which: of each the latest 1,000."""
    ledger = site_of(request).ledger
    document = ledger.hold(key).capture.document
    return give({"captures": ledger.captures_of(document), "history": ledger.history(document)})


@router.read("/pages/{key}/compare/{other}", of_format("onrecord-1", "comparison"))
def compare_pages(request: Request, key: CaptureKey, other: CaptureKey) -> Response:
    """Compare two captures, of one page or of two, statement by statement: changes from `key` to `other`."""
    ledger = site_of(request).ledger
    first, second = ledger.hold(key), ledger.hold(other)
    with at_work():
        return give(comparison_json(compare_readings(first.reading, second.reading)))


@router.write("/pages", Answer, 202)
def add_page(request: Request, page: PageAt | PageText | PageKnown) -> Response:
    """Add a page, by its public address, as text or HTML, or as an object; its answer tells its key."""
    if isinstance(page, PageAt):
        return take(request, pose(page.url, AskKind.URL))
    if isinstance(page, PageText):
        return take(request, pose(page.text, AskKind.TEXT))
    known = name_page(page.page.model_dump())
    return take(request, replace(pose(known.text, AskKind.TEXT), page=known))
