"""What is watched: feeds, sitemaps, lists and pages, when each was asked, and what it answered."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.held import Capture, Outcome


class WatchKind(StrEnum):
    """What an address turned out to be."""

    UNKNOWN = "unknown"  # not asked yet
    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"  # plain text, an address a line
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that a feed, sitemap or list names, and what it tells of it. Times are ISO 8601.

    ``kind`` is ``SITEMAP`` where a sitemap names another one; else it is likely a page.
    """

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    kind: WatchKind = WatchKind.PAGE

    @property
    def told(self) -> str:
        """The latest time that is told of it; empty where none is."""
        return max(self.published or "", self.updated or "")


@dataclass(frozen=True, slots=True)
class Watched:
    """An address that is watched. Times are ISO 8601 in UTC, to the second.

    ``of`` is the number of the feed, sitemap or list that named it; None where a person did. ``found`` says
    when it was first named, ``asked`` when it was last asked, and ``due`` from when it is to be asked again:
    None is never. ``answer`` says in a line what it last answered, ``failures`` how often in a row that was
    not what it should be. ``etag`` and ``modified`` are its own marks of its last good answer. ``told`` is
    the latest time that was told of it. ``pages`` counts what it named.
    """

    id: int
    key: str
    url: str
    origin: str
    kind: WatchKind
    of: int | None
    found: str
    due: str | None
    asked: str | None = None
    answer: str = ""
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    told: str = ""
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of a server: its robots.txt, until when that holds, and until when it is let alone.

    ``origin`` is its scheme, name and port. ``robots`` is the file's text, empty where there is none; None
    where it could not be had, for ``reason``: then nothing is asked there.
    """

    origin: str
    robots: str | None = ""
    reason: str = ""
    until: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """That a page took on a text, the one of the capture ``key``: for the first time, or again.

    ``number`` counts them in their order. ``previous`` is the capture whose text the page had before, None of
    a new page.
    """

    number: int
    key: str
    at: str
    previous: str | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class News:
    """A capture that came in, or came back, beside the one before of the same page.

    ``number``, ``at``, ``outcome`` and ``previous`` are those of `Came`. ``notice`` is what the page tells a
    reader of its having been changed, None where it tells nothing. ``came``, ``went`` and ``changed`` count
    statements, and ``beside`` what was changed beside them; all are None where a text is too long to be
    compared for a list.
    """

    number: int
    at: str
    outcome: Outcome
    capture: Capture
    previous: str | None = None
    notice: str | None = None
    came: int | None = None
    went: int | None = None
    changed: int | None = None
    beside: int | None = None

    @property
    def is_silent(self) -> bool:
        """Whether a page was changed, and does not say so."""
        return self.previous is not None and self.notice is None
