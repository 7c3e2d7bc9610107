"""Asking servers as a good guest does: by their robots.txt, slowly, one at a time, and away when told so.

A server is what has one origin: scheme, host and port. Its robots.txt is kept for some hours (RFC 9309: where
there is none, all may be asked; where it cannot be had, nothing, for now). Between two requests there is a
delay, the server's own Crawl-delay where that is longer. After 429 and 503 it is let alone for as long as it
asks, or longer each time. Every request, for robots.txt too, goes through ``fetch.py`` with its bounds.
"""

import contextlib
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Protocol as TypingProtocol
from typing import TypeVar

from protego import Protego

from onrecord.errors import DisallowedError, FetchError, InputError, OnRecordError
from onrecord.ingest.fetch import MAX_REDIRECTS, Answer, Terms, ask_once, fetch
from onrecord.ingest.listings import check_address
from onrecord.model import Host
from onrecord.text.times import later, now
from onrecord.text.urls import origin_of
from onrecord.version import own_version

ROBOT = "onrecord"  # the name by which robots.txt can speak to us
DELAY = 5.0  # seconds between two requests to one server; people read slower than that
PATIENCE = 60.0  # seconds that a request waits for its turn; what takes longer is done another time
WAKE = 0.5  # seconds after which a thread that waits sees whether it should still
AT_ONCE = 8  # servers that are asked beside each other
ROBOTS_SECONDS = 6 * 3600  # for which robots.txt is kept; RFC 9309 allows a day
ROBOTS_BYTES = 600_000  # that are read of it; RFC 9309 asks for 500 KiB, and to heed those of a longer one
REST = (60.0, 3600.0)  # seconds a server is let alone that does not say how long: at first, and at most
MAX_SERVERS = 500  # that are held in memory with their rules; of the others the book knows
MAX_REST = 86_400.0  # seconds, however long a server asks for
T = TypeVar("T")


class HostBook(TypingProtocol):
    """Where it is kept what is known of servers."""

    def recall(self, origin: str) -> Host | None:
        """What is known of a server; None where nothing is."""

    def keep_host(self, host: Host) -> None:
        """Note what is known of a server."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked: ``delay`` in seconds, ``contact`` is where whoever asks can be reached."""

    delay: float = DELAY
    contact: str = ""
    allow_private: bool = False
    max_seconds: float = 30.0

    @property
    def agent(self) -> str:
        """Who asks, as servers are told."""
        return (
            f"{ROBOT}/{own_version()} (follows news for its readers{'; ' * bool(self.contact)}{self.contact})"
        )


@dataclass(slots=True)
class _Server:
    """A server as this process knows it; its turn is taken by one thread at a time."""

    host: Host
    turn: threading.Lock = field(default_factory=threading.Lock)
    rules: Protego | None = None
    next_at: float = 0.0  # on the clock of `time.monotonic`
    busy: int = 0  # how often in a row it answered that it is


class Polite:
    """Asks servers politely; may be used by several threads at once.

    Args:
        manners: how they are asked.
        book: where it is kept what is known of them.
    """

    def __init__(self, manners: Manners, book: HostBook) -> None:
        self._manners = manners
        self._book = book
        self._servers: dict[str, _Server] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Wait for nothing more, and ask nothing more."""
        self._stopped.set()

    def sleep(self, seconds: float) -> bool:
        """Wait, but no longer than until it is stopped; whether it was not."""
        return not self._stopped.wait(seconds)

    def ask_all(self, asks: Iterable[tuple[T, str, Terms]]) -> Iterator[tuple[T, Answer | FetchError | None]]:
        """Ask for many addresses, several servers beside each other, each in the order that is given.

        Args:
            asks: what each is for, its address, and on which terms.

        Yields:
            What each was for, with its answer, or why there is none; None where its server is not to be asked
            now. In the order in which they come.
        """
        by_host: dict[str, list[tuple[T, str, Terms]]] = defaultdict(list)
        for ask in asks:
            by_host[origin_of(ask[1])].append(ask)
        waiting: queue.SimpleQueue[list[tuple[T, str, Terms]]] = queue.SimpleQueue()
        for group in by_host.values():
            waiting.put(group)
        given: queue.Queue[tuple[T, Answer | FetchError | None] | BaseException] = queue.Queue(AT_ONCE)
        over = threading.Event()
        for _ in range(min(AT_ONCE, len(by_host))):
            threading.Thread(target=self._work, args=(waiting, given, over), daemon=True).start()
        try:
            left = sum(map(len, by_host.values()))
            while left and not self._stopped.is_set():
                with contextlib.suppress(queue.Empty):
                    item = given.get(timeout=WAKE)
                    if isinstance(item, BaseException):
                        raise item
                    left -= 1
                    yield item
        finally:
            over.set()

    def _work(
        self,
        waiting: "queue.SimpleQueue[list[tuple[T, str, Terms]]]",
        given: "queue.Queue[tuple[T, Answer | FetchError | None] | BaseException]",
        over: threading.Event,
    ) -> None:
        """Ask one server after the other, until none is left or nobody waits for answers."""
        try:
            while not over.is_set():
                ends = time.monotonic() + PATIENCE
                for what, url, terms in waiting.get_nowait():
                    answer: Answer | FetchError | None = None
                    if time.monotonic() < ends and not over.is_set():
                        answer = self._try(url, terms)
                    _hand_over(given, (what, answer), over)
        except queue.Empty:
            pass
        except BaseException as err:  # told where somebody can act on it
            _hand_over(given, err, over)

    def _try(self, url: str, terms: Terms) -> Answer | FetchError | None:
        try:
            return self.ask(url, terms)
        except FetchError as err:
            return err
        except OnRecordError:
            raise
        except Exception as err:  # one address must not end the asking for all others
            return FetchError(f"cannot be fetched: {type(err).__name__}")

    def ask(self, url: str, terms: Terms) -> Answer | None:
        """Ask for an address, and follow where it leads, each server by its own rules.

        Args:
            url: an http or https address.
            terms: on which terms; who asks, and whether private addresses may be, is told by the manners.

        Returns:
            The answer; None where a server is to be let alone now.

        Raises:
            FetchError: it may not be asked for, or there is no answer that may be taken.
        """
        own = self._manners
        terms = replace(terms, agent=own.agent, allow_private=own.allow_private, max_seconds=own.max_seconds)
        for _ in range(MAX_REDIRECTS + 1):
            server = self._server(origin_of(url))
            with server.turn:
                answer = self._ask_server(server, url, terms)
            if answer is None or answer.target is None:
                return answer
            try:
                url = check_address(answer.target)
            except InputError as err:
                raise FetchError(f"cannot be fetched: it leads to what {err}") from err
        raise FetchError(f"cannot be fetched: it was redirected more than {MAX_REDIRECTS} times")

    def _server(self, origin: str) -> _Server:
        with self._lock:
            if len(self._servers) > MAX_SERVERS:
                moment = time.monotonic()
                kept = {o: s for o, s in self._servers.items() if s.turn.locked() or s.next_at > moment}
                self._servers = kept
            if origin not in self._servers:
                self._servers[origin] = _Server(self._book.recall(origin) or Host(origin))
            return self._servers[origin]

    def _ask_server(self, server: _Server, url: str, terms: Terms) -> Answer | None:
        if self._stopped.is_set() or _is_ahead(server.host.rest, now()):
            return None
        rules = self._rules(server, terms)
        if not rules.can_fetch(url, ROBOT):
            raise DisallowedError("is not fetched: the server's robots.txt asks us not to")
        delay = max(self._manners.delay, min(rules.crawl_delay(ROBOT) or 0.0, MAX_REST))
        wait = server.next_at - time.monotonic()
        if wait > PATIENCE or not self.sleep(max(0.0, wait)):
            return None
        try:
            answer = ask_once(url, terms)
        finally:
            server.next_at = time.monotonic() + delay
        if answer.status in (429, 503):
            self._let_alone(server, _rest_of(answer, server.busy))
            server.busy += 1
            return answer
        server.busy = 0
        if delay > PATIENCE:  # also where this process ends before
            self._let_alone(server, delay)
        return answer

    def _rules(self, server: _Server, terms: Terms) -> Protego:
        """The rules of a server's robots.txt, which is asked for where it is not known or too old."""
        moment = now()
        if not _is_ahead(server.host.until, moment):
            server.host = self._fetch_robots(server, terms, moment)
            server.rules = None
            self._book.keep_host(server.host)
        if server.host.robots is None:
            raise FetchError(f"is not fetched: the server's robots.txt {server.host.reason}")
        if server.rules is None:
            server.rules = Protego.parse(server.host.robots)
        return server.rules

    def _fetch_robots(self, server: _Server, terms: Terms, moment: str) -> Host:
        """Ask for robots.txt; where it cannot be had, the server is let alone for a while (RFC 9309)."""
        asked = replace(
            terms,
            accept="text/plain",
            kinds=(),
            max_bytes=ROBOTS_BYTES,
            is_cut=True,
            etag=None,
            modified=None,
        )
        try:
            answer = fetch(f"{server.host.origin}/robots.txt", asked)
            if answer.status < 429 or 429 < answer.status < 500:
                data = answer.data
                if len(data) == ROBOTS_BYTES:  # half a line might forbid more than the whole
                    data = data[: data.rfind(b"\n") + 1]
                robots = data.decode("utf-8-sig", "replace").replace("\0", "")
                server.busy = 0
                return Host(server.host.origin, robots, until=later(moment, ROBOTS_SECONDS))
            reason, rest = f"was answered with {answer.said}", _rest_of(answer, server.busy)
        except FetchError as err:
            reason, rest = str(err), _growing(server.busy)
        server.busy += 1
        until = later(moment, rest)
        return Host(server.host.origin, None, reason, until, until)

    def _let_alone(self, server: _Server, seconds: float) -> None:
        server.host = replace(server.host, rest=later(now(), seconds))
        self._book.keep_host(server.host)


def _hand_over(given: "queue.Queue[T]", item: T, over: threading.Event) -> None:
    """Give an item to whoever waits for it, unless nobody does any more."""
    while not over.is_set():
        try:
            return given.put(item, timeout=WAKE)
        except queue.Full:
            continue
    return None


def _is_ahead(until: str, moment: str) -> bool:
    """Whether a time is to come; one further off than any is set was noted by a clock that was wrong."""
    return moment < until <= later(moment, MAX_REST)


def _growing(times: int) -> float:
    """How long a server is let alone that was busy so many times before: twice as long each time."""
    return min(REST[0] * 2.0 ** min(times, 10), REST[1])


def _rest_of(answer: Answer, times: int) -> float:
    """How long a server asks to be let alone (Retry-After, RFC 9110: seconds, or a time), in seconds."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), MAX_REST)
    try:
        when = parsedate_to_datetime(said)
        seconds = when.replace(tzinfo=when.tzinfo or UTC).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return _growing(times)
    return min(max(seconds, 0.0), MAX_REST)
