"""What the routes of one server share."""

from dataclasses import dataclass, field
from threading import Lock

from fastapi import Request

from onrecord.ledger import Ledger
from onrecord.pipeline.family import Stemmas
from onrecord.pipeline.held import open_held_records
from onrecord.trace import Index
from onrecord.web.jobs import Jobs
from onrecord.web.settings import Settings


@dataclass(slots=True)
class Site:
    """One server: how it is set up, its questions, the paths that it answers at, and what it shows."""

    settings: Settings
    jobs: Jobs
    paths: frozenset[str]
    ledger: Ledger
    stemmas: Stemmas = field(default_factory=Stemmas)
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
