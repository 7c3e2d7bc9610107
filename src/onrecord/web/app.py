"""The app: routes, errors and safety put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from anyio import to_thread
from fastapi import Depends, FastAPI

from onrecord.ledger import Ledger
from onrecord.version import own_version
from onrecord.web.api import API_ROUTERS
from onrecord.web.api.spec import describe
from onrecord.web.forms import check_form
from onrecord.web.jobs import Jobs
from onrecord.web.problems import install_problems
from onrecord.web.routers import ROUTERS
from onrecord.web.safety import Guard
from onrecord.web.settings import Settings
from onrecord.web.site import Site

AT_ONCE = (
    8  # requests that are worked on; more threads share one core in smaller pieces, and take more memory
)


def make_app(settings: Settings) -> FastAPI:
    """Make the app that serves pages and API.

    Args:
        settings: how it is set up.

    Returns:
        The app, fit for any ASGI server. Whatever is added to it stands behind the Guard.

    Raises:
        UsageError: the settings would let in whom they should not.
        LedgerError: the ledger cannot be opened.
    """
    settings.check()
    ledger = Ledger.open(settings.ledger)
    jobs = Jobs(settings.limits, settings.ledger)

    app = FastAPI(
        title="On Record",
        version=own_version(),
        lifespan=_run,
        dependencies=[Depends(check_form)],
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,  # an address is written in one way
    )
    for router in (*ROUTERS, *API_ROUTERS):
        app.include_router(router)
    app.state.routes = [route for router in (*ROUTERS, *API_ROUTERS) for route in router.routes]
    app.openapi = partial(describe, app, settings)  # type: ignore[method-assign]
    paths = frozenset(route.path for router in ROUTERS for route in router.routes if hasattr(route, "path"))
    app.state.site = Site(settings, jobs, paths, ledger)
    install_problems(app)
    app.add_middleware(Guard, settings=settings)
    return app


@asynccontextmanager
async def _run(app: FastAPI) -> AsyncIterator[None]:
    site: Site = app.state.site
    site.jobs.start()
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    try:
        yield
    finally:
        site.jobs.close()
        site.ledger.close()
