"""The routes, a file for each thing that is shown; a new one is named here, and the menu finds it."""

from fastapi import APIRouter

from onrecord.web.routers import ask, service, sign_in

ROUTERS: tuple[APIRouter, ...] = (ask.router, sign_in.router, service.router)
