"""What the routes of one server share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

from fastapi import Request

from onrecord.errors import BusyError
from onrecord.ledger import Ledger
from onrecord.model import Stemma
from onrecord.pipeline.family import MOST_KEPT
from onrecord.pipeline.held import open_held_records
from onrecord.pipeline.latest import Latest
from onrecord.trace import Index
from onrecord.web.jobs import Jobs
from onrecord.web.settings import Settings

AT_ONCE = 2  # of what takes a core for up to seconds: readers come first
_working = BoundedSemaphore(AT_ONCE)


@dataclass(slots=True)
class Site:
    """One server: how it is set up, its questions, the paths that it answers at, and what it shows."""

    settings: Settings
    jobs: Jobs
    paths: frozenset[str]
    ledger: Ledger
    stemmas: Latest[Stemma] = field(default_factory=lambda: Latest(MOST_KEPT))
    _index: tuple[str, Index | None] | None = None
    _lock: Lock = field(default_factory=Lock)

    def index(self) -> Index | None:
        """The index of the ledger's records as they are now; None where it has none."""
        digest = self.ledger.records_digest()
        with self._lock:
            if self._index is None or self._index[0] != digest:
                self._index = digest, open_held_records(self.ledger)
            return self._index[1]


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


@contextmanager
def at_work() -> Iterator[None]:
    """Compare pages, or work out who carries the same words: no more at once than leaves room for readers.

    Raises:
        BusyError: as many are at it as may.
    """
    if not _working.acquire(blocking=False):
        raise BusyError("other pages and statements are being compared: ask again in a moment")
    try:
        yield
    finally:
        _working.release()
