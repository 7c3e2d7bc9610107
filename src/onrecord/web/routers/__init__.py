"""The routes, a file for each thing that is shown; a new one is named here, and the menu finds it."""

from fastapi import APIRouter

from onrecord.web.routers import ask, records, review, search, service, sign_in, speakers

ROUTERS: tuple[APIRouter, ...] = (
    ask.router,
    search.router,
    speakers.router,
    records.router,
    review.router,
    sign_in.router,
    service.router,
)
