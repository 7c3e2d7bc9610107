"""Pages → the ledger: each captured, taken apart, traced to the ledger's records, and kept; one by one.

What the ledger has already by the same method is not done again, so that an interrupted run goes on
where it stopped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.errors import InputError
from onrecord.extract import Tagger
from onrecord.ledger import Ledger, document_key, method_key, snapshot_key
from onrecord.model import Comparison, Kept, Method, Outcome, Reading, Record, Rejected, Snapshot
from onrecord.pipeline.compare import compare_readings, judge_same_page
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.pipeline.read import name_known_sources, read_snapshot
from onrecord.pipeline.trace import add_reports, trace_reading
from onrecord.resolve import KnownTable
from onrecord.trace import Index
from onrecord.version import own_version

_AT_ONCE = 200  # records kept in one transaction


@dataclass(frozen=True, slots=True)
class Added:
    """A page that is in the ledger now. ``comparison`` is with the capture before, where this one is new."""

    kept: Kept
    snap: Snapshot
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """All that pages are read with: the tagger, the records to trace to, known entities."""

    tagger: Tagger
    index: Index | None = None
    digest: str | None = None
    table: KnownTable | None = None
    paraphrases: bool = True

    @property
    def method(self) -> Method:
        """How this reader concludes, as a run notes it."""
        settings: dict[str, Any] = {"tagger": self.tagger.sha256, "paraphrases": self.paraphrases}
        if self.table is not None:
            settings["entities"] = self.table.sha256
        return Method(own_version(), settings)

    def read(self, snap: Snapshot) -> Reading:
        """Take a page apart, and trace it where there are records."""
        reading = read_snapshot(snap, self.tagger)
        if self.table is not None:
            reading = next(r for r in name_known_sources([reading], self.table) if isinstance(r, Reading))
        return reading if self.index is None else self.trace(reading, self.index)

    def trace(self, reading: Reading, index: Index) -> Reading:
        """Look for a page's quotes in the records."""
        traced = trace_reading(reading, index)
        traced = add_reports(traced, index) if self.paraphrases else traced
        return flag_quoted_there(traced, self.tagger)


def add_pages(
    ledger: Ledger, snaps: Iterable[Snapshot | Rejected], reader: Reader, command: str = "add"
) -> Iterator[Added | Rejected]:
    """Keep pages in the ledger, each in a transaction of its own.

    Args:
        ledger: where they are kept.
        snaps: as ``onrecord.ingest.read_pages`` yields them.
        reader: what they are read with.
        command: what the run is called.

    Yields:
        What became of each page, in order; or why it is not kept.
    """
    method = reader.method
    run = ledger.begin_run(command, method)
    for snap in snaps:
        if isinstance(snap, Rejected):
            yield snap
            continue
        try:
            yield _add(ledger, snap, reader, run, method_key(method))
        except InputError as err:
            yield Rejected(snap.id, str(err))
    ledger.end_run(run)


def add_records(ledger: Ledger, records: Iterable[Record | Rejected]) -> Iterator[tuple[int, int] | Rejected]:
    """Keep records in the ledger, some hundred in a transaction.

    Yields:
        For each transaction how many were new or changed and how many were there; and what is refused.
    """
    batch: list[Record] = []
    for record in records:
        if isinstance(record, Rejected):
            yield record
            continue
        batch.append(record)
        if len(batch) == _AT_ONCE:
            yield ledger.keep_records(batch)
            batch = []
    if batch:
        yield ledger.keep_records(batch)


def _add(ledger: Ledger, snap: Snapshot, reader: Reader, run: int, method: str) -> Added:
    document = name_document(ledger, snap)
    done = ledger.concluded(document, snap)
    if done is not None and done[0] == method and reader.digest in (None, done[1]):
        return Added(Kept(snapshot_key(document, snap), Outcome.UNCHANGED), snap)
    reading = reader.read(snap)
    kept = ledger.keep(run, reading, records=reader.digest, document=document)
    if kept.outcome is not Outcome.NEW_CAPTURE or kept.previous is None:
        return Added(kept, snap)
    before = ledger.hold(kept.previous).reading
    return Added(kept, snap, compare_readings(before, reading))


def name_document(ledger: Ledger, snap: Snapshot) -> str:
    """Which document a snapshot is a capture of.

    A page without an address is known by its outlet and id; another page of the same name is told by
    its text, and then known by that as well.
    """
    document = document_key(snap)
    if document.startswith("//"):
        return document
    captures = ledger.captures_of(document)
    if not captures:
        return document
    same, _ = judge_same_page(ledger.hold(captures[-1].key).reading.snap, snap)
    return document if same else f"{document}:{snap.sha256[:16]}"
