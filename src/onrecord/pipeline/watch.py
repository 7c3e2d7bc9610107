"""Watching: feeds, sitemaps, lists and pages are asked when they are due, and what is new is kept.

Nothing but the ledger knows how far this has come. A page is kept first and noted as asked then, so that one
that is broken off in between is asked again, found unchanged, and not kept twice.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from onrecord.errors import DisallowedError, FetchError, InputError, LedgerBusyError, OnRecordError
from onrecord.ingest.fetch import TEXTUAL, Answer, Terms
from onrecord.ingest.listings import find_feed, read_listing, tell_kind
from onrecord.ingest.page import make_slug, read_page
from onrecord.ingest.polite import Polite
from onrecord.ledger import Ledger
from onrecord.model import Rejected, Snapshot, Watched, WatchKind
from onrecord.pipeline.keep import Added, Reader, add_pages
from onrecord.text.times import later, now, seconds_between
from onrecord.text.urls import Address, address_of, origin_of

HOUR, DAY = 3600.0, 86_400.0
AGAIN = (HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY)  # most corrections come within a day
EVERY = 900.0  # seconds between two looks at a feed
PER_HOST = 20  # addresses of one server in a round; others are not kept waiting for the rest
MAX_SITEMAPS = 50  # of one sitemap of sitemaps, those told to be newest first
BACK_OFF = (900.0, DAY)  # seconds until what failed is asked again: at first, doubled each time, at most
MAX_FAILURES = 6  # in a row, after which a page is asked again only when that is due anyway
LONGEST_SLEEP = 60.0  # seconds; another process may have added something meanwhile
REMEMBERED = 10_000  # texts of which is known at which address they stood
_GONE = (404, 410)
_OURS = "cannot be read, by a fault of On Record; please report it"
_NAMES = "application/rss+xml, application/atom+xml, application/xml, text/xml, application/feed+json"
_ANY = Terms(accept=f"{_NAMES}, text/html;q=0.8, */*;q=0.5", kinds=(), max_bytes=20_000_000)
_PAGE = Terms(kinds=TEXTUAL)


@dataclass(frozen=True, slots=True)
class Pace:
    """When something is asked again, in seconds: sources ``every`` so many, pages ``again`` at these ages."""

    every: float = EVERY
    again: tuple[float, ...] = AGAIN

    def next_visit(self, found: str, at: str) -> str | None:
        """When a page is due again that was found then and is asked now; None where it is old enough."""
        age = seconds_between(found, at)
        left = [each for each in self.again if each > age]
        return later(found, min(left)) if left else None


@dataclass(frozen=True, slots=True)
class Seen:
    """An address that was asked and is as before, or that named pages: how many are new, old, or refused."""

    watched: Watched
    new: int = 0
    old: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Advice:
    """What a person may have meant who named a page: the feed that it says it has."""

    watched: Watched
    feed: str


@dataclass(frozen=True, slots=True)
class Pause:
    """All that was due is done; ``until`` is when something is due next, None where nothing is."""

    until: str | None


WatchEvent = Added | Rejected | Seen | Advice | Pause


class Watcher:
    """Watches what a ledger is told to watch.

    Args:
        ledger: where it stands what is watched, and where pages are kept.
        open_reader: makes what pages are read with, for the ledger's records as they are then.
        polite: what servers are asked through.
        pace: when what is asked again.
    """

    def __init__(
        self, ledger: Ledger, open_reader: Callable[[], Reader], polite: Polite, pace: Pace = Pace()
    ) -> None:
        self._ledger = ledger
        self._open_reader = open_reader
        self._polite = polite
        self._pace = pace
        self._opened: tuple[str, Reader] | None = None
        self._stood: OrderedDict[tuple[str, str], Address | None] = OrderedDict()

    def once(self) -> Iterator[WatchEvent]:
        """Ask all feeds, sitemaps and lists, and all pages that are due or new; then end.

        Yields:
            What became of each; a `Pause` at the end.

        Raises:
            LedgerError: the ledger cannot be used.
        """
        self._ledger.watching.wake(now())
        yield from self._ask_due()
        yield Pause(self._ledger.watching.next_due())

    def on(self) -> Iterator[WatchEvent]:
        """The same, over and over, until ``polite`` is stopped; a `Pause` whenever nothing is due."""
        while True:
            try:
                yield from self._ask_due()
                until = self._ledger.watching.next_due()
            except LedgerBusyError as err:  # whoever writes for so long is done some time
                yield Rejected(self._ledger.name, str(err))
                until = later(now(), LONGEST_SLEEP)
            yield Pause(until)
            left = seconds_between(now(), until) if until else LONGEST_SLEEP
            if not self._polite.sleep(min(max(left, 1.0), LONGEST_SLEEP)):
                return

    def _ask_due(self) -> Iterator[WatchEvent]:
        """Ask what is due, round by round, until none of it is left but what must wait for its server."""
        done: set[int] = set()
        while True:
            due = [one for one in self._ledger.watching.due(now(), PER_HOST) if one.id not in done]
            before = len(done)
            yield from self._ask(due, done)
            if len(done) == before:
                return

    def _ask(self, due: Iterable[Watched], done: set[int]) -> Iterator[WatchEvent]:
        answers = self._polite.ask_all((one, one.url, _terms(one)) for one in due)
        desk = _Desk(self._ledger, self._pace, done, self._stood)
        snaps = desk.read(answers)
        first = next(snaps, None)
        if first is not None:  # a run is begun only where there is a page to be read
            reader = self._reader()
            try:
                for result in add_pages(self._ledger, chain([first], snaps), reader, "watch"):
                    yield from desk.tell()
                    yield desk.settle(result)
            except OnRecordError:
                raise
            except Exception as err:  # whatever one page breaks must not keep the others from being watched
                desk.give_up(err)
        yield from desk.tell()

    def _reader(self) -> Reader:
        """What pages are read with; made anew where the ledger's records are others than before."""
        digest = self._ledger.records_digest()
        if self._opened is None or self._opened[0] != digest:
            self._opened = digest, self._open_reader()
        return self._opened[1]


def _terms(watched: Watched) -> Terms:
    terms = _PAGE if watched.kind is WatchKind.PAGE else _ANY
    return replace(terms, etag=watched.etag, modified=watched.modified)


@dataclass(slots=True)
class _Desk:
    """Where answers come in, in one round: read, and noted once it is known what became of them."""

    ledger: Ledger
    pace: Pace
    done: set[int]
    stood: OrderedDict[tuple[str, str], Address | None]
    _waiting: deque[tuple[Watched, Answer]] = field(default_factory=deque)
    _events: deque[WatchEvent] = field(default_factory=deque)

    def read(self, answers: Iterable[tuple[Watched, Answer | FetchError | None]]) -> Iterator[Snapshot]:
        """The pages among the answers; all else is noted, and told of by `tell`."""
        for watched, answer in answers:
            if answer is None:  # its server is let alone: it stays due
                continue
            self.done.add(watched.id)
            try:
                snap = self._take(watched, answer)
            except InputError as err:
                is_gone = isinstance(answer, Answer) and answer.status in _GONE
                may_change = isinstance(err, FetchError) and not isinstance(err, DisallowedError)
                self._fail(watched, str(err), is_final=is_gone or not may_change)
                continue
            except OnRecordError:
                raise
            except Exception as err:
                self._fail(watched, f"{_OURS}: {type(err).__name__}")
                continue
            if snap is not None:
                yield snap

    def settle(self, result: Added | Rejected) -> WatchEvent:
        """Note what became of the page that was read first of those that are not noted yet."""
        watched, answer = self._waiting.popleft()
        if isinstance(result, Rejected):
            self._fail(watched, result.reason)
            return self._events.pop()
        self._note(watched, answer)
        return result

    def give_up(self, err: Exception) -> None:
        """Note that the page in hand broke its reading; those behind it stay due."""
        if not self._waiting:
            raise err
        self._fail(self._waiting.popleft()[0], f"{_OURS}: {type(err).__name__}")

    def tell(self) -> Iterator[WatchEvent]:
        """What happened since this was asked last."""
        while self._events:
            yield self._events.popleft()

    def _take(self, watched: Watched, answer: Answer | FetchError) -> Snapshot | None:
        """The page that an answer is; None where it is something else, which is noted.

        Raises:
            InputError: it is nothing that will do.
        """
        if isinstance(answer, FetchError):
            raise answer
        if answer.status == 304:
            self._events.append(Seen(self._note(watched, answer)))
            return None
        if answer.status != 200:
            raise FetchError(f"cannot be fetched: the server answered {answer.said}")
        kind = tell_kind(answer.data, is_plain=answer.kind == "text/plain")
        if watched.kind is WatchKind.PAGE and kind in (WatchKind.FEED, WatchKind.SITEMAP):
            raise InputError(f"is a {kind.value}, not a page")
        is_page = WatchKind.PAGE in (watched.kind, kind if watched.kind is WatchKind.UNKNOWN else None)
        if not is_page:
            self._take_listing(watched, answer, kind)
            return None
        if watched.kind is WatchKind.UNKNOWN and (feed := find_feed(answer.data, answer.url)):
            self._events.append(Advice(watched, feed))
        watched = replace(watched, kind=WatchKind.PAGE)
        snap = self._read_page(watched, answer)
        self._waiting.append((watched, answer))
        return snap

    def _read_page(self, watched: Watched, answer: Answer) -> Snapshot:
        if answer.kind and answer.kind not in TEXTUAL:
            raise InputError(f"is not a page: the server calls it {answer.kind[:60]}")
        snap = Snapshot(make_slug(watched.url), "", url=answer.url, captured=now())
        is_html = answer.kind != "text/plain"
        snap = read_page(answer.data, snap, is_html=is_html, charset=answer.charset)
        mark, own = (origin_of(answer.url), snap.sha256), address_of(answer.url)
        if self.stood.setdefault(mark, own) != own:  # a wall for robots, or one page for all that is gone
            raise InputError("is not kept: the server gives the same page at another address")
        if len(self.stood) > REMEMBERED:
            self.stood.popitem(last=False)
        return snap

    def _take_listing(self, watched: Watched, answer: Answer, kind: WatchKind) -> None:
        listing = read_listing(answer.data, answer.url, kind)
        at = now()
        oldest = later(at, -max(self.pace.again))
        entries = [one for one in listing.entries if not one.told or one.told >= oldest]
        sitemaps = [one for one in entries if one.kind is WatchKind.SITEMAP]
        followed = sitemaps[:MAX_SITEMAPS] if watched.of is None else []  # none leads further than one
        taken = [one for one in entries if one.kind is WatchKind.PAGE] + followed
        noted = self._noted(replace(watched, kind=listing.kind), answer, at)
        new = self.ledger.watching.take(noted, taken, self.pace.again[0])
        refused = len(listing.refused) + len(sitemaps) - len(followed)
        self._events.append(Seen(noted, new, len(listing.entries) - len(entries), refused))

    def _note(self, watched: Watched, answer: Answer) -> Watched:
        noted = self._noted(watched, answer, now())
        self.ledger.watching.note(noted)
        return noted

    def _noted(self, watched: Watched, answer: Answer, at: str) -> Watched:
        """An address as it is after a good answer: how, and when it is due again."""
        if watched.kind is WatchKind.PAGE:
            due = self.pace.next_visit(watched.found, at)
        elif watched.of is not None and watched.told:  # it is told when it changes
            due = None
        else:
            due = later(at, self.pace.every)
        noted = replace(watched, due=due, asked=at, answer=answer.said, failures=0)
        if answer.status == 304:
            return noted
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        return replace(noted, etag=etag, modified=modified)

    def _fail(self, watched: Watched, reason: str, *, is_final: bool = False) -> None:
        """Note that an address gave nothing that will do, and when it is tried again."""
        at, failures = now(), watched.failures + 1
        wait = min(BACK_OFF[0] * 2.0 ** min(failures - 1, 10), BACK_OFF[1])
        due: str | None = later(at, wait)
        if watched.kind is WatchKind.PAGE and (is_final or failures >= MAX_FAILURES):
            due = self.pace.next_visit(watched.found, at)
        elif watched.kind is not WatchKind.PAGE:
            due = later(at, max(wait, self.pace.every))
        self.ledger.watching.note(replace(watched, due=due, asked=at, answer=reason, failures=failures))
        self._events.append(Rejected(watched.url, reason))
