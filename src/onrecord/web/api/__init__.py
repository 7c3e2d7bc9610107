"""The API for programs, ``/api/v1``: what it promises is in ``docs/api.md``."""

from fastapi import APIRouter

from onrecord.web.api import ask, guide, judgements, lists, news, pages, records, root, speakers, statements

API_ROUTERS: tuple[APIRouter, ...] = (
    root.router,
    pages.router,
    news.router,
    statements.router,
    lists.router,
    speakers.router,
    records.router,
    judgements.router,
    ask.router,
    guide.router,
)

__all__ = ["API_ROUTERS"]
