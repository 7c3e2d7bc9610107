"""Fetch one page from the web, trusting nobody.

Only http and https; only public addresses, checked after resolving and then connected to by that
very address, so that a name cannot point elsewhere a moment later (DNS rebinding); each redirect is
checked again; time and size are bounded.
"""

import contextlib
import socket
import threading
import zlib
from dataclasses import dataclass
from typing import Any, Self

import httpx

from onrecord.errors import FetchError
from onrecord.ingest.addresses import resolve_host
from onrecord.ingest.files import explain_os_error
from onrecord.version import own_version

MAX_BYTES = 10_000_000  # the heaviest article pages are below 5 MB
MAX_SECONDS = 30.0  # for the whole page; a server that drips holds up the other pages
STEP_SECONDS = 10.0  # for a connection, or for silence between two pieces
MAX_REDIRECTS = 5  # an outlet takes two or three, for https, www and consent
_TEXTUAL = ("text/html", "application/xhtml+xml", "text/plain")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: its bytes, where it was found in the end, and what the server called it."""

    data: bytes
    url: str
    charset: str | None
    is_plain: bool


def fetch_page(
    url: str, *, allow_private: bool = False, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS
) -> Fetched:
    """Fetch a page.

    Args:
        url: an http or https address.
        allow_private: also connect to this machine and to private networks; never for strangers' URLs.
        max_bytes: the most that is read of it.
        max_seconds: the longest it may take, redirects included.

    Raises:
        FetchError: it cannot be fetched, or should not be; the message says why in one line.
    """
    with httpx.Client(timeout=STEP_SECONDS, trust_env=False) as client, _Deadline(max_seconds) as deadline:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = _ask(client, httpx.URL(url), allow_private, max_bytes, deadline)
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as err:
                raise FetchError(deadline.reason if deadline.passed else _explain(err)) from err
            if deadline.passed:
                raise FetchError(deadline.reason)
            if isinstance(answer, Fetched):
                return answer
            url = answer
    raise FetchError(f"cannot be fetched: it was redirected more than {MAX_REDIRECTS} times")


class _Deadline:
    """Cuts the connection when the time is up, even where a server drips its headers."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self.reason = f"cannot be fetched: it took longer than {seconds:.0f} seconds"
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def watch(self, event: str, info: dict[str, Any]) -> None:
        """Take note of the connection in use (httpcore's trace extension)."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.passed:  # while it was being made
                self._cut()

    def _cut(self) -> None:
        self.passed = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _ask(
    client: httpx.Client, target: httpx.URL, allow_private: bool, max_bytes: int, deadline: _Deadline
) -> Fetched | str:
    """Ask once, at the first address that takes the connection: the page, or the URL it has moved to."""
    if target.scheme not in ("http", "https") or not target.host:
        raise FetchError("cannot be fetched: only http and https addresses are")
    port = target.port or (443 if target.scheme == "https" else 80)
    addresses = resolve_host(target.raw_host.decode("ascii"), port, allow_private=allow_private)
    for address in addresses[:-1]:
        with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return _ask_at(client, address, target, max_bytes, deadline)
        if deadline.passed:
            raise FetchError(deadline.reason)
    return _ask_at(client, addresses[-1], target, max_bytes, deadline)


def _ask_at(
    client: httpx.Client, address: str, target: httpx.URL, max_bytes: int, deadline: _Deadline
) -> Fetched | str:
    extensions: dict[str, Any] = {"trace": deadline.watch}
    if target.scheme == "https":
        extensions["sni_hostname"] = target.raw_host.decode("ascii")
    headers = {**_HEADERS, "Host": target.netloc.decode("ascii")}
    with client.stream(
        "GET", target.copy_with(host=address), headers=headers, extensions=extensions
    ) as answer:
        if answer.status_code in _REDIRECTS and "location" in answer.headers:
            return str(target.join(answer.headers["location"]))
        kind = _check_answer(answer, max_bytes)
        data = _read_body(answer, max_bytes)
        return Fetched(data, str(target), answer.charset_encoding, kind == "text/plain")


def _check_answer(answer: httpx.Response, max_bytes: int) -> str:
    """The answer's content type; FetchError where it is no page, or too big by its own account."""
    if answer.status_code != 200:
        said = f"{answer.status_code} {answer.reason_phrase[:60]}".rstrip()
        raise FetchError(f"cannot be fetched: the server answered {said}")
    kind: str = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in _TEXTUAL:
        raise FetchError(f"is not a page: the server calls it {kind[:60]}")
    length = answer.headers.get("content-length", "")
    if length.isdigit() and int(length) > max_bytes:
        raise FetchError(_too_big(max_bytes))
    return kind


def _read_body(answer: httpx.Response, max_bytes: int) -> bytes:
    """Read an answer as it is sent, and unpack it where it is compressed although that was declined."""
    pieces, size = [], 0
    for piece in answer.iter_raw(65536):
        size += len(piece)
        if size > max_bytes:
            raise FetchError(_too_big(max_bytes))
        pieces.append(piece)
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    data = b"".join(pieces)
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError("cannot be fetched: the server compresses it in a way that was not asked for")
    return _unpack(data, max_bytes)


def _unpack(data: bytes, max_bytes: int) -> bytes:
    """Unpack gzip or zlib data, no further than the limit: a small answer can hold a bomb."""
    try:
        unpacked = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(data, max_bytes + 1)
    except zlib.error as err:
        raise FetchError("cannot be fetched: the server's compression is damaged") from err
    if len(unpacked) > max_bytes:
        raise FetchError(_too_big(max_bytes))
    return unpacked


def _too_big(max_bytes: int) -> str:
    return f"is too big for one page: over {max_bytes // 1_000_000} MB"


def _make_headers() -> dict[str, str]:
    """Say who asks; compression is declined, for pages are small and bombs are not."""
    agent = f"onrecord/{own_version()} (reads one page at a person's request)"
    return {"User-Agent": agent, "Accept": "text/html, text/plain;q=0.9", "Accept-Encoding": "identity"}


_HEADERS = _make_headers()


def _explain(err: Exception) -> str:
    if isinstance(err, httpx.TimeoutException):
        return f"cannot be fetched: no answer within {STEP_SECONDS:.0f} seconds"
    if isinstance(err, httpx.InvalidURL | UnicodeError | ValueError):
        return "cannot be fetched: not a valid address"
    cause = err.__cause__
    while cause is not None and not (isinstance(cause, OSError) and cause.strerror):
        cause = cause.__cause__ or cause.__context__
    why = explain_os_error(cause) if cause else " ".join(str(err).split())[:150]
    return f"cannot be fetched: {why.removeprefix('cannot be read: ')}"
