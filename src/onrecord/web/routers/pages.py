"""Captures: the latest ones, one with its statements marked, and two of them compared."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Query, Request

from onrecord.export import comparison_json, held_json, noun_json
from onrecord.model import Capture, Held, Hit, Sighting
from onrecord.pipeline.compare import compare_readings
from onrecord.show.comparison import view_comparison
from onrecord.show.words import NO_OUTLET, clip_end, flow, name_time
from onrecord.web.captures import (
    MAX_CAPTURES,
    MAX_NAME,
    MAX_TEXT,
    clip_first,
    cut_reading,
    list_facts,
    name_capture,
    view_beginning,
    view_rows,
)
from onrecord.web.pages import PageRouter, View
from onrecord.web.site import at_work, site_of

PER_PAGE = 50
FURTHEST = 10_000_000  # captures that can be passed over; a ledger with more is searched, not leafed through
MOST_FIRST = 3  # findings named above the text: more would push the text itself out of sight
REF = "p1"  # what anchors on the page of a capture begin with, as in a report

router = PageRouter(include_in_schema=False)


@router.page("/pages")
def list_pages(request: Request, skip: Annotated[int, Query(ge=0, le=FURTHEST)] = 0) -> View:
    """The latest captures, newest first.

    As JSON: ``captures`` (each as ``onrecord.model.Capture``), ``skip``, and ``next``, the ``skip`` of the
    stretch after this one, None at the end.
    """
    found = site_of(request).ledger.captures(limit=PER_PAGE + 1, skip=skip)
    captures = found[:PER_PAGE]
    data = {
        "captures": [noun_json(capture) for capture in captures],
        "skip": skip,
        "next": skip + PER_PAGE if len(found) > PER_PAGE else None,
    }
    rows = [_list_row(capture) for capture in captures]
    return View("captures.html.j2", data, {"rows": rows, "previous": max(0, skip - PER_PAGE)})


@router.page("/pages/{key}")
def show_page(request: Request, key: str) -> View:
    """A page as captured once, its statements marked, with who says them through whom.

    As JSON: the capture as `onrecord show` gives it, ``captures`` of the same document, its ``history``
    (which one's text it had when), and the keys of the ``speakers`` by the ids of the statements.
    """
    ledger = site_of(request).ledger
    held = ledger.hold(key)
    hits = {hit.key: hit for hit in ledger.hits_on(key)}
    captures = ledger.captures_of(held.capture.document)
    history = ledger.history(held.capture.document)
    beginning = cut_reading(held.reading, MAX_TEXT)
    shown = view_beginning(held.reading, MAX_TEXT, searched=None if held.searched is None else 0)
    page = shown["pages"][0]
    first = shown["first"]
    return View(
        "capture.html.j2",
        {"key": held.capture.key},
        {
            **shown,
            "first": [clip_first(item) for item in first[:MOST_FIRST]],
            "more": len(first[MOST_FIRST:]) + shown["more"],
            "title": clip_end(page.title, MAX_NAME),
            "outlet": clip_end(flow(held.capture.outlet or NO_OUTLET), MAX_NAME),
            "page": page,
            "rows": view_rows(held, beginning, page.statements, page.blocks, hits, REF),
            "facts": list_facts(held, history),
            **_other_captures(held, captures),
        },
        more=lambda: _tell_page(held, hits, captures, history),
    )


def _tell_page(
    held: Held, hits: Mapping[str, Hit], captures: Sequence[Capture], history: Sequence[Sighting]
) -> dict[str, Any]:
    return {
        **held_json(held),
        "captures": [capture.key for capture in captures],
        "history": [noun_json(each) for each in history],
        "speakers": {name: hits[key].speaker_key for name, key in held.keys.items() if key in hits},
    }


@router.page("/pages/{key}/compare/{other}")
def compare_pages(request: Request, key: str, other: str) -> View:
    """Two captures, of one page or of two, statement by statement: A is the first, B the second.

    As JSON: a comparison of the format ``onrecord/1``.
    """
    ledger = site_of(request).ledger
    first, second = ledger.hold(key), ledger.hold(other)
    with at_work():
        comparison = compare_readings(first.reading, second.reading)
    shown: dict[str, Any] = {
        "view": view_comparison(comparison),
        "is_same_page": comparison.is_same_page,
        "side_links": {"A": f"/pages/{key}", "B": f"/pages/{other}"},
        "names": [name_capture(first.capture), name_capture(second.capture)],
        "swapped": f"/pages/{other}/compare/{key}",
    }
    return View("compared.html.j2", comparison_json(comparison), shown)


def _list_row(capture: Capture) -> dict[str, Any]:
    return {
        "key": capture.key,
        "title": clip_end(flow(capture.title or capture.id), MAX_NAME),
        "outlet": clip_end(flow(capture.outlet or ""), MAX_NAME),
        "published": name_time(capture.published)[:MAX_NAME],
        "added": name_time(capture.added),
        "statements": capture.statements,
    }


def _other_captures(held: Held, captures: tuple[Capture, ...]) -> dict[str, Any]:
    """The other captures of a document, newest first, and the one before."""
    # One that so many came after that it is not among them is before them all.
    at = next((n for n, capture in enumerate(captures) if capture.key == held.capture.key), -1)
    others = [
        {
            "key": capture.key,
            "name": name_capture(capture),
            "statements": capture.statements,
            "earlier": n < at,
        }
        for n, capture in enumerate(captures)
        if n != at
    ]
    return {
        "before": captures[at - 1] if at > 0 else None,
        "others": others[::-1][:MAX_CAPTURES],
        "untold": max(0, len(others) - MAX_CAPTURES),
    }
