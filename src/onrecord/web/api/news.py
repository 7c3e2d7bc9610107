"""What is new, and what is watched."""

from typing import Annotated

from fastapi import Query, Request, Response

from onrecord.pipeline.news import list_news
from onrecord.web.api.asked import Stretch
from onrecord.web.api.cursors import read_cursor, write_cursor
from onrecord.web.api.routes import ApiRouter, give
from onrecord.web.api.shapes import NewsList, WatchedList
from onrecord.web.site import site_of

router = ApiRouter("news")


@router.read("/new", NewsList)
def list_new(request: Request, asked: Annotated[Stretch, Query()]) -> Response:
    """List captures as they came in or came back, the latest first, each beside the one before of the same
    page: what it changed, and whether it says so.
    """
    (before,) = read_cursor(asked.cursor, "new", int) or (None,)
    found = list_news(site_of(request).ledger, limit=asked.limit + 1, before=before)
    news = found[: asked.limit]
    following = write_cursor("new", news[-1].number) if len(found) > asked.limit else None
    return give({"news": news, "next": following})


@router.read("/watched", WatchedList)
def list_watched(request: Request) -> Response:
    """List what people named to be watched, each with what it last answered, when, and how often in a row
    it failed.
    """
    return give({"watched": site_of(request).ledger.watching.sources()})
