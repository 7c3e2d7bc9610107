"""What stands between the server and whoever asks: headers, names, origins, tokens and limits.

Everything here is decided by the head of a request, before anything of the app runs; what a form
must hold beyond that is seen to in ``forms``.
"""

import asyncio
import ipaddress
from time import monotonic
from urllib.parse import unquote_to_bytes, urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OversizeError, RefusedError, SignInError, UsageError
from onrecord.web.forms import SAFE
from onrecord.web.problems import answer_error
from onrecord.web.settings import Limits, Settings
from onrecord.web.tokens import has_bearer, is_signed_in

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",  # htmx asks again how far the work has come
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # No other site is told where a reader comes from. With no-referrer a browser would say of our own
    # forms, too, that their origin is null, and over plain http it says nothing else of where they are from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OPEN = frozenset({"/sign-in", "/healthz"})  # beside /static/: what those who have not signed in need, too


class Guard:
    """Wraps the app: no request reaches it unchecked, and no answer leaves without the headers.

    Args:
        app: the app.
        settings: who may do what, and how much of it.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, came = False, monotonic()

        async def send_safely(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                took = f"app;dur={(monotonic() - came) * 1000:.1f}"  # milliseconds, for who measures
                MutableHeaders(scope=message).update(HEADERS | {"Server-Timing": took})
            await send(message)

        request = Request(scope)
        try:
            check_request(request, self._settings)
            bounded = _bound(receive, self._settings.limits)
            await self._app(scope, bounded, send_safely)
        except ClientDisconnect:
            return
        except Exception as err:
            if begun:
                raise
            await answer_error(request, err)(scope, receive, send_safely)


def check_request(request: Request, settings: Settings) -> None:
    """See that a request may go on, by its head alone.

    Raises:
        UsageError: its address is not UTF-8, or holds a NUL.
        RefusedError: it asks for another host, or comes from another site.
        SignInError: it writes, or reads where that is closed, without the token.
        OversizeError: it holds more than is taken, by its own account.
    """
    for part in (request.scope.get("raw_path") or b"", request.scope["query_string"]):
        _check_encoding(part)
    host = request.headers.get("host", "")
    if not is_known_host(host, settings):
        raise RefusedError(
            f"this server does not go by the name {host[:100]}: start it with --name to let it"
        )
    is_write = request.method not in SAFE
    if is_write and not has_bearer(request) and not _is_from_here(request):
        raise RefusedError("this came from another site: nothing is changed at another site's wish")
    is_closed = is_write or settings.reading_closed
    if is_closed and not _is_open(request.url.path) and not is_signed_in(request):
        raise SignInError("this takes the operator's token: sign in, or send it as Authorization: Bearer")
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > settings.limits.body:
        raise _oversize(settings.limits)


def is_known_host(host: str, settings: Settings) -> bool:
    """Whether a Host header names this server.

    A bare address does, always: what must be kept out is a stranger's name that is made to lead here
    (DNS rebinding), which would make our pages part of the stranger's site.

    Example:
        >>> is_known_host("127.0.0.1:8770", Settings()), is_known_host("evil.example", Settings())
        (True, False)
    """
    if not host or set(host) & set("@/\\?# "):
        return False
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or name in settings.names or bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith("/static/")


def _is_from_here(request: Request) -> bool:
    """Whether a browser, if it is one, sends this from one of our own pages."""
    sites, origins = request.headers.getlist("sec-fetch-site"), request.headers.getlist("origin")
    host = request.headers.get("host")
    return all(site == "same-origin" for site in sites) and all(
        origin.partition("://")[2] == host for origin in origins
    )


def _check_encoding(part: bytes) -> None:
    try:
        text = unquote_to_bytes(part).decode("utf-8")
    except UnicodeDecodeError as err:
        raise UsageError("the address is not in UTF-8: write what is not ASCII in it as UTF-8") from err
    if "\0" in text:
        raise UsageError("the address holds a NUL character: take it out")


def _bound(receive: Receive, limits: Limits) -> Receive:
    """Take a body no further than the limit, whatever its head says, and no slower than it may come."""
    size, is_whole = 0, False
    clock = asyncio.get_running_loop().time
    last = clock() + limits.arrival

    async def receive_some() -> Message:
        nonlocal size, is_whole
        if is_whole:  # what comes now is that the client has gone, whenever it does
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), min(limits.silence, last - clock()))
        except TimeoutError as err:
            if clock() >= last:
                raise HTTPException(
                    408, f"the request took over {limits.arrival:.0f} seconds to come"
                ) from err
            raise HTTPException(
                408, f"nothing more of the request came for {limits.silence:.0f} seconds"
            ) from err
        size += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if size > limits.body:
            raise _oversize(limits)
        return message

    return receive_some


def _oversize(limits: Limits) -> OversizeError:
    return OversizeError(f"the request holds over {limits.body:,} bytes: send less at once")
