"""The app on a socket: how uvicorn is set up, the same wherever it is started from."""

import uvicorn

from onrecord.web.app import make_app
from onrecord.web.settings import Settings

PARTING = 5  # seconds that a request may still take once the server is told to stop


def make_server(settings: Settings) -> uvicorn.Server:
    """Make the server; it is started with ``run(sockets=[…])``.

    Raises:
        UsageError: the settings would let in whom they should not.
    """
    config = uvicorn.Config(
        make_app(settings),
        log_level="warning",
        access_log=False,  # what people ask is theirs
        server_header=False,
        ws="none",
        limit_concurrency=settings.limits.connections,
        timeout_graceful_shutdown=PARTING,
    )
    return uvicorn.Server(config)
