"""Fetch one page from the web, trusting nobody.

Only http and https; only public addresses, checked after resolving and then connected to by that
very address, so that a name cannot point elsewhere a moment later (DNS rebinding); each redirect is
checked again; time and size are bounded.
"""

import contextlib
import socket
import ssl
import threading
import zlib
from dataclasses import dataclass, replace
from functools import cache
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
TEXTUAL = ("text/html", "application/xhtml+xml", "text/plain")
MAX_PORT = 65_535  # a greater one would be cut to another, or be none that a system takes
_DAMAGED = "cannot be fetched: the server's compression is damaged"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a server is asked.

    ``agent`` says who asks. ``kinds`` are the content types that are taken, any where it is empty.
    ``allow_private`` lets it be this machine or one of a private network; never for strangers' URLs.
    ``max_seconds`` is for one answer. ``etag`` and ``modified`` are those of the answer known already.
    ``is_cut`` takes the first ``max_bytes`` of what is longer.
    """

    agent: str = f"onrecord/{own_version()} (reads one page at a person's request)"
    accept: str = "text/html, text/plain;q=0.9"
    kinds: tuple[str, ...] = TEXTUAL
    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    max_seconds: float = MAX_SECONDS
    etag: str | None = None
    modified: str | None = None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered once: ``data`` where the status is 200, ``target`` where it redirects."""

    status: int
    url: str
    said: str
    headers: httpx.Headers
    data: bytes = b""
    charset: str | None = None
    target: str | None = None

    @property
    def kind(self) -> str:
        """Its content type, in small letters; empty where it has none."""
        return _kind_of(self.headers)


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
    answer = fetch(url, Terms(allow_private=allow_private, max_bytes=max_bytes, max_seconds=max_seconds))
    if answer.status != 200:
        raise FetchError(f"cannot be fetched: the server answered {answer.said}")
    return Fetched(answer.data, answer.url, answer.charset, answer.kind == "text/plain")


def fetch(url: str, terms: Terms) -> Answer:
    """Ask for an address, and follow where it leads, all within ``terms.max_seconds``; see `fetch_page`."""
    with _client() as client, _Deadline(terms.max_seconds) as deadline:
        for _ in range(MAX_REDIRECTS + 1):
            answer = _ask_in_time(client, url, terms, deadline)
            if answer.target is None:
                return answer
            url = answer.target
    raise FetchError(f"cannot be fetched: it was redirected more than {MAX_REDIRECTS} times")


def ask_once(url: str, terms: Terms) -> Answer:
    """Ask for an address once, and follow nothing.

    Raises:
        FetchError: there is no answer, or it is none that may be taken.
    """
    with _client() as client, _Deadline(terms.max_seconds) as deadline:
        return _ask_in_time(client, url, terms, deadline)


def _client() -> httpx.Client:
    return httpx.Client(timeout=STEP_SECONDS, trust_env=False, verify=_trusted())


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are trusted; loading them takes 20 ms, five times what an unchanged page does."""
    return httpx.create_ssl_context(trust_env=False)


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


def _ask_in_time(client: httpx.Client, url: str, terms: Terms, deadline: _Deadline) -> Answer:
    try:
        answer = _ask(client, httpx.URL(url), terms, deadline)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as err:
        raise FetchError(deadline.reason if deadline.passed else _explain(err)) from err
    if deadline.passed:
        raise FetchError(deadline.reason)
    return answer


def _ask(client: httpx.Client, target: httpx.URL, terms: Terms, deadline: _Deadline) -> Answer:
    """Ask once, at the first address that takes the connection."""
    if target.scheme not in ("http", "https") or not target.host:
        raise FetchError("cannot be fetched: only http and https addresses are")
    port = target.port or (443 if target.scheme == "https" else 80)
    if port > MAX_PORT:
        raise FetchError("cannot be fetched: not a valid address")
    addresses = resolve_host(target.raw_host.decode("ascii"), port, allow_private=terms.allow_private)
    for address in addresses[:-1]:
        with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return _ask_at(client, address, target, terms, deadline)
        if deadline.passed:
            raise FetchError(deadline.reason)
    return _ask_at(client, addresses[-1], target, terms, deadline)


def _ask_at(
    client: httpx.Client, address: str, target: httpx.URL, terms: Terms, deadline: _Deadline
) -> Answer:
    extensions: dict[str, Any] = {"trace": deadline.watch}
    if target.scheme == "https":
        extensions["sni_hostname"] = target.raw_host.decode("ascii")
    headers = _make_headers(terms) | {"Host": target.netloc.decode("ascii")}
    with client.stream(
        "GET", target.copy_with(host=address), headers=headers, extensions=extensions
    ) as answer:
        said = f"{answer.status_code} {answer.reason_phrase[:60]}".rstrip()
        plain = target.copy_with(username=None, password=None)  # what is kept and shown has no password
        told = Answer(answer.status_code, str(plain), said, answer.headers)
        if answer.status_code in _REDIRECTS and "location" in answer.headers:
            return replace(told, target=str(target.join(answer.headers["location"])))
        if answer.status_code != 200:
            return told
        _check_answer(answer, terms)
        return replace(told, data=_read_body(answer, terms), charset=answer.charset_encoding)


def _check_answer(answer: httpx.Response, terms: Terms) -> None:
    """Raise FetchError where an answer is of no kind that is taken, or too big by its own account."""
    kind = _kind_of(answer.headers)
    if kind and terms.kinds and kind not in terms.kinds:
        raise FetchError(f"is not a page: the server calls it {kind[:60]}")
    length = answer.headers.get("content-length", "")
    if length.isdigit() and int(length) > terms.max_bytes and not terms.is_cut:
        raise FetchError(_too_big(terms.max_bytes))


def _kind_of(headers: httpx.Headers) -> str:
    kind: str = headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower()


def _read_body(answer: httpx.Response, terms: Terms) -> bytes:
    """Read an answer as it is sent, and unpack it where it is compressed although that was declined."""
    pieces, size = [], 0
    for piece in answer.iter_raw(65536):
        size += len(piece)
        pieces.append(piece)
        if size > terms.max_bytes:
            break
    data = _bounded(b"".join(pieces), terms)
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError("cannot be fetched: the server compresses it in a way that was not asked for")
    if terms.is_cut:
        return _bounded(_inflate(data, terms.max_bytes)[0], terms)
    return unpack(data, terms.max_bytes)


def _bounded(data: bytes, terms: Terms) -> bytes:
    if len(data) > terms.max_bytes and not terms.is_cut:
        raise FetchError(_too_big(terms.max_bytes))
    return data[: terms.max_bytes]


def unpack(data: bytes, max_bytes: int) -> bytes:
    """Unpack gzip or zlib data, no further than the limit: a small answer can hold a bomb.

    Raises:
        FetchError: it is damaged, or holds more.
    """
    unpacked, is_whole = _inflate(data, max_bytes)
    if len(unpacked) > max_bytes:
        raise FetchError(_too_big(max_bytes))
    if not is_whole:  # a page that was cut short would be told as one that was changed
        raise FetchError(_DAMAGED)
    return unpacked


def _inflate(data: bytes, max_bytes: int) -> tuple[bytes, bool]:
    """What data unpack to, a byte beyond the limit at most, and whether that is all."""
    try:
        inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        return inflate.decompress(data, max_bytes + 1), inflate.eof
    except zlib.error as err:
        raise FetchError(_DAMAGED) from err


def _too_big(max_bytes: int) -> str:
    return f"is too big for one page: over {max_bytes // 1_000_000} MB"


def _make_headers(terms: Terms) -> dict[str, str]:
    """Say who asks; compression is declined, for pages are small and bombs are not."""
    headers = {"User-Agent": terms.agent, "Accept": terms.accept, "Accept-Encoding": "identity"}
    if terms.etag:
        headers["If-None-Match"] = terms.etag
    if terms.modified:
        headers["If-Modified-Since"] = terms.modified
    return headers


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
