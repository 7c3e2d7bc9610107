"""What is new: captures as they came in, what was changed and whether the page says so; what is watched."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request

from onrecord.model import News, Watched, WatchKind
from onrecord.pipeline.news import list_news
from onrecord.show.words import clip_end, count, flow, name_time
from onrecord.web.captures import MAX_NAME
from onrecord.web.links import address
from onrecord.web.pages import PageRouter, View
from onrecord.web.site import site_of

PER_PAGE = 20  # captures; each that was changed is compared, which takes some 40 ms the first time
FURTHEST = 2**62  # no database counts further
MAX_SHOWN = 90  # characters of an address
MOST_WATCHED = 200  # that are shown; JSON has all

router = PageRouter(include_in_schema=False)


@router.page("/new")
def show_new(request: Request, before: Annotated[int | None, Query(ge=0, le=FURTHEST)] = None) -> View:
    """The latest captures that came in or back, newest first, those before a number; and what is watched.

    As JSON: ``news`` as `onrecord.model.News`, ``next`` to be given as ``before``, None at the end, and
    ``watched`` as `onrecord.model.Watched`, what people named.
    """
    ledger = site_of(request).ledger
    found = list_news(ledger, limit=PER_PAGE + 1, before=before)
    news = found[:PER_PAGE]
    following = news[-1].number if len(found) > PER_PAGE else None
    watched = ledger.watching.sources()
    data = {
        "news": [asdict(each) for each in news],
        "next": following,
        "watched": [asdict(each) for each in watched],
    }
    shown = {
        "rows": [_row(each) for each in news],
        "first": "/new" if before else "",
        "next": address("/new", before=following) if following else "",
        "sources": [] if before else [_source(each) for each in watched[:MOST_WATCHED]],
        "untold": max(0, len(watched) - MOST_WATCHED),
    }
    return View("new.html.j2", data, shown)


def _row(news: News) -> dict[str, Any]:
    capture = news.capture
    return {
        "key": capture.key,
        "title": clip_end(flow(capture.title or capture.id), MAX_NAME),
        "outlet": clip_end(flow(capture.outlet or ""), MAX_NAME),
        "outcome": news.outcome.value,
        "at": name_time(news.at),
        "statements": capture.statements,
        "previous": news.previous,
        "notice": clip_end(flow(news.notice or ""), MAX_NAME),
        "amounts": _amounts(news),
    }


def _amounts(news: News) -> str:
    """What was changed, in words: "1 statement came, 2 statements were changed"."""
    if news.came is None or news.went is None or news.changed is None or news.beside is None:
        return "the texts are too long to be compared for this list"
    told = [f"{count(n, 'statement')} {verb}" for n, verb in ((news.came, "came"), (news.went, "went")) if n]
    if news.changed:
        told.append(f"{count(news.changed, 'statement')} {'was' if news.changed == 1 else 'were'} changed")
    if news.beside:
        told.append(count(news.beside, "change") + " beside the statements")
    return ", ".join(told) or "no statement was changed"


def _source(watched: Watched) -> dict[str, Any]:
    return {
        "url": watched.url,
        "name": watched.url if len(watched.url) <= MAX_SHOWN else f"{watched.url[:MAX_SHOWN]}…",
        "kind": "" if watched.kind is WatchKind.UNKNOWN else watched.kind.value,
        "pages": watched.pages,
        "asked": name_time(watched.asked),
        "due": name_time(watched.due),
        "answer": clip_end(flow(watched.answer), MAX_NAME) or "not asked yet",
        "failures": watched.failures,
    }
