"""Records: transcripts with the heat of what was quoted of them, how often and by whom."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Request
from starlette.exceptions import HTTPException

from onrecord.export import noun_json
from onrecord.model import HeldRecord, Quotation, Record, Span
from onrecord.show.heat import Heat, Stretch, bin_heat, measure_heat
from onrecord.show.transcript import cut_pages, view_transcript
from onrecord.show.words import SIGNS, STATES, clean, count, cut, flow, name_time
from onrecord.web.links import address, field
from onrecord.web.pages import PageRouter, View
from onrecord.web.site import site_of

router = PageRouter(include_in_schema=False)

PAGE = 50  # records that are listed at once
BINS = 100  # parts of the strip: each is still wide enough to hit on a phone held sideways
BIN, HEIGHT, STEP = 10, 48, 10  # width of a part, height of the strip and of a level, in its own units
MOST_NAMED = 20  # statements that are listed beside a paragraph; the search lists all
QUOTE = 160  # characters shown of a stretch that was taken most
_LAST = 2**62  # no database counts further

Number = Annotated[int, Path(ge=1, le=_LAST)]


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the strip: where it stands, how high and hot, and where in the text it leads."""

    x: int
    y: int
    height: int
    level: int
    grave: int
    href: str
    told: str


@router.page("/records")
def list_records(request: Request) -> View:
    """The records, those beyond the number ``after``.

    As JSON: ``records`` as `onrecord.model.HeldRecord`, ``next`` to be given as ``after``.
    """
    after = _read_number(request, "after") or 0
    found = site_of(request).ledger.records(limit=PAGE + 1, after=after)
    more = found[PAGE - 1].number if len(found) > PAGE else None
    shown = {
        "records": [(record, _name(record), name_time(record.date)) for record in found[:PAGE]],
        "next": address("/records", after=more) if more else "",
        "first": "/records" if after else "",
        "flow": flow,
    }
    return View("records.html.j2", {"records": [noun_json(r) for r in found[:PAGE]], "next": more}, shown)


@router.page("/records/{number}")
def show_record(request: Request, number: Number) -> View:
    """A page of a record: ``page`` by number from 1, or ``at`` a code point of its text.

    As JSON: ``record``, ``page`` of ``pages``, ``start`` and ``end`` of its ``text``, ``turns``, the
    ``heat`` and the ``quotations`` that touch it, and ``figures`` of the whole record.
    """
    ledger = site_of(request).ledger
    held, record = ledger.record(number)
    quotations = ledger.quotations(held.id) if held.current else ()
    heat = measure_heat(quotations, len(record.text))
    pages = cut_pages(record.text)
    at = _read_number(request, "at")
    n = _choose_page(request, pages, at)
    blocks = view_transcript(record, pages[n], heat.stretches, quotations, at)
    shown = {
        "held": held,
        "name": _name(held),
        "when": name_time(held.date),
        "url": clean(held.url) if held.url and held.url.lower().startswith(("https://", "http://")) else "",
        "speakers": [flow(name) for name in held.speakers[:MOST_NAMED]],
        "other_speakers": max(0, len(held.speakers) - MOST_NAMED),
        "newer": None if held.current else ledger.number_of_record(held.id),
        "heat": heat,
        "words": {"untouched": _count_words(record.text, heat.untouched)},
        "top": [(s, _excerpt(record.text, s.span), _lead(number, s.span.start)) for s in heat.top],
        "strip": draw_strip(number, heat, len(record.text)),
        "window": _place_on_strip(pages[n], len(record.text)),
        "blocks": blocks,
        "most": MOST_NAMED,
        "n": n + 1,
        "pages": [address(f"/records/{number}", page=k + 1) for k in range(len(pages))],
        "untouched": _lead(number, heat.untouched.start),
        "search": address("/search", record=held.id),
        "sign_of": SIGNS,
        "state_names": STATES,
        "name_time": name_time,
        "flow": flow,
    }
    return View("record.html.j2", _data(held, record, heat, quotations, (n, pages)), shown)


def draw_strip(number: int, heat: Heat, length: int) -> list[Bar]:
    """The whole record as a strip of bars, the hotter the higher, each leading into the text."""
    bars = []
    for n, (stretch, grave) in enumerate(bin_heat(heat, length, BINS) if length else ()):
        if stretch is None:
            continue
        height = stretch.level * STEP
        told = f"quoted {stretch.times}× by {count(stretch.outlets, 'outlet')}"
        told += f", {grave}× with grave drift" if grave else ""
        lead = _lead(number, stretch.span.start)
        bars.append(Bar(n * BIN, HEIGHT - height, height, stretch.level, grave, lead, told))
    return bars


def _data(
    held: HeldRecord,
    record: Record,
    heat: Heat,
    quotations: tuple[Quotation, ...],
    at: tuple[int, list[Span]],
) -> dict[str, Any]:
    n, pages = at
    page = pages[n]

    def near(span: Span) -> bool:
        return span.start < page.end and span.end > page.start

    return {
        "record": noun_json(held),
        "page": n + 1,
        "pages": len(pages),
        "start": page.start,
        "end": page.end,
        "text": record.text[page.start : page.end],
        "turns": [{"speaker": t.speaker, "span": list(t.span)} for t in record.turns if near(t.span)],
        "heat": [_stretch_json(s) for s in heat.stretches if near(s.span)],
        "quotations": [noun_json(q) for q in quotations if near(q.span)],
        "figures": {
            "statements": heat.statements,
            "outlets": heat.outlets,
            "grave": heat.grave,
            "share": round(heat.share, 4),
            "by_all": heat.by_all,
            "untouched": list(heat.untouched),
        },
    }


def _stretch_json(stretch: Stretch) -> dict[str, Any]:
    return {
        "span": list(stretch.span),
        "times": stretch.times,
        "outlets": stretch.outlets,
        "grave": stretch.grave,
    }


def _choose_page(request: Request, pages: list[Span], at: int | None) -> int:
    """Which page is asked for, from 0; the last one that begins before ``at``, where that is given."""
    if at is not None:
        return max((k for k, page in enumerate(pages) if page.start <= at), default=0)
    asked = _read_number(request, "page")
    asked = 1 if asked is None else asked
    if not 1 <= asked <= len(pages):
        raise HTTPException(404, f"this record has {count(len(pages), 'page')}: ask for one of them")
    return asked - 1


def _read_number(request: Request, name: str) -> int | None:
    value = field(request, name)
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise HTTPException(400, f"{name} is not a number")
    return int(value)


def _lead(number: int, at: int) -> str:
    return f"{address(f'/records/{number}', at=at)}#at-{at}"


def _name(held: HeldRecord) -> str:
    return flow(held.title or held.id)[:300] or "a record without a name"


def _excerpt(text: str, span: Span) -> str:
    words = cut(text[span.start : span.end][: QUOTE * 2], [Span(0, QUOTE * 2)])
    return words if len(words) <= QUOTE else words[:QUOTE].rpartition(" ")[0] + " …"


def _count_words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())


def _place_on_strip(page: Span, length: int) -> tuple[float, float]:
    """Where the page stands on the strip: from where, and how wide."""
    scale = BINS * BIN / max(1, length)
    return round(page.start * scale, 1), round((page.end - page.start) * scale, 1)
