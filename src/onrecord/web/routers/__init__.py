"""The routes, a file for each thing that is shown; a new one is named here, and the menu finds it."""

from fastapi import APIRouter

from onrecord.web.routers import (
    ask,
    judgements,
    news,
    pages,
    records,
    review,
    search,
    service,
    sign_in,
    speakers,
    statements,
)

ROUTERS: tuple[APIRouter, ...] = (
    ask.router,
    news.router,
    pages.router,
    statements.router,
    search.router,
    speakers.router,
    records.router,
    review.router,
    judgements.router,
    sign_in.router,
    service.router,
)
