"""``onrecord serve``: the pages, in a browser."""

import contextlib
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.notes import complain
from onrecord.cli.options import ledger_option
from onrecord.errors import OnRecordError, UsageError

if TYPE_CHECKING:  # what the server needs takes a second to load, which no other command should wait for
    from onrecord.web import Settings

WAITING = 128  # connections that are not taken up yet; more are refused


@click.command(short_help="Serve it all in a browser, and to programs.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8770,
    show_default=True,
    metavar="PORT",
    help="At which port; 0 for any that is free.",
)
@ledger_option
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file that holds the token of whoever may write; without it, the token is ONRECORD_TOKEN.",
)
@click.option("--close-reading", is_flag=True, help="Ask for the token of whoever reads, too.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A further name under which the server may be reached; give the option once for each.",
)
def serve(token_file: Path | None, **given: Any) -> int:
    """Serve the ledger in a browser, to ask, read, search and review; and to programs, under /api/v1."""
    from onrecord.web import Settings

    settings = Settings(
        ledger=given["ledger"],
        host=given["host"],
        port=given["port"],
        token=_read_token(token_file),
        reading_closed=given["close_reading"],
        names=frozenset(name.lower() for name in given["names"]),
    )
    _run(settings)
    return 0


def _run(settings: "Settings") -> None:
    from onrecord.web import make_server

    server = make_server(settings)
    with _listen(settings.host, settings.port) as listening:
        host, port = listening.getsockname()[:2]
        complain(f"serving at http://{f'[{host}]' if ':' in host else host}:{port} (Ctrl-C stops it)")
        with contextlib.suppress(KeyboardInterrupt):  # told again once all is closed
            server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server((str(address[0]), port), family=family, backlog=WAITING)
    except (OSError, UnicodeError) as err:
        reason = (getattr(err, "strerror", None) or str(err)).partition(" (")[0].lower()
        raise OnRecordError(
            f"cannot listen at {host}:{port} ({reason}): give another --host or --port"
        ) from err
    # asyncio does so for the sockets that it makes itself. Else the end of an answer on a kept connection
    # waits some 40 ms, until its beginning was acknowledged.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _read_token(file: Path | None) -> str | None:
    """The token from a file, or from the environment; None where there is none."""
    if file is None:
        return os.environ.get("ONRECORD_TOKEN", "").strip() or None
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as err:
        reason = (getattr(err, "strerror", None) or "it is not text").lower()
        raise UsageError(f"{file}: the token cannot be read ({reason})") from err
    if not token:
        raise UsageError(f"{file}: holds no token")
    return token
