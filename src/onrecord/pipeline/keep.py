"""Pages → the ledger: each captured, taken apart, traced to the ledger's records, and kept; one by one.

What the ledger has already by the same method is not done again, so that an interrupted run goes on
where it stopped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from onrecord.errors import InputError, LedgerBusyError, LedgerError
from onrecord.extract import Tagger
from onrecord.ledger import Ledger, document_key, method_key
from onrecord.model import Comparison, Kept, Method, Reading, Record, RecordsKept, Rejected, Snapshot
from onrecord.pipeline.compare import compare_readings, judge_same_page
from onrecord.pipeline.held import open_held_records
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.pipeline.read import name_known_sources, read_in_processes, read_snapshot, read_snapshots
from onrecord.pipeline.trace import add_reports, trace_reading
from onrecord.resolve import KnownTable
from onrecord.trace import Index
from onrecord.version import own_version

T = TypeVar("T")  # what is no page is passed on as it came
_AT_ONCE = 200  # records kept in one transaction


@dataclass(frozen=True, slots=True)
class Added:
    """A page that is in the ledger now. ``comparison`` is with the capture before, where this one is new."""

    kept: Kept
    snap: Snapshot
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A page that need not be read, for what is concluded of its text is in the ledger."""

    document: str
    snap: Snapshot


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
        return self.complete(read_snapshot(snap, self.tagger))

    def complete(self, reading: Reading) -> Reading:
        """Name what the table knows on a page that is taken apart, and trace it where there are records."""
        if self.table is not None:
            (reading,) = name_known_sources([reading], self.table)
        return reading if self.index is None else self.trace(reading, self.index)

    def trace(self, reading: Reading, index: Index) -> Reading:
        """Look for a page's quotes in the records."""
        traced = trace_reading(reading, index)
        traced = add_reports(traced, index) if self.paraphrases else traced
        return flag_quoted_there(traced, self.tagger)


def open_reader(
    ledger: Ledger, tagger: Tagger, table: KnownTable | None = None, *, paraphrases: bool = True
) -> Reader:
    """The reader that traces to a ledger's own records as they are now.

    Args:
        ledger: whose records; where it has none, nothing is traced.
        tagger: the trained tagger.
        table: known entities, where there is a table of them.
        paraphrases: look for what indirect statements report, too.

    Raises:
        RecordsError: the index of the records cannot be written.
    """
    digest = ledger.records_digest()  # first: what comes in meanwhile is looked in again, not missed
    index = open_held_records(ledger)
    return Reader(tagger, index, digest if index else None, table, paraphrases)


def add_pages(
    ledger: Ledger,
    snaps: Iterable[Snapshot | Rejected],
    reader: Reader,
    command: str = "add",
    jobs: int = 1,
) -> Iterator[Added | Rejected]:
    """Keep pages in the ledger, each in a transaction of its own.

    Args:
        ledger: where they are kept.
        snaps: as ``onrecord.ingest.read_pages`` yields them.
        reader: what they are read with.
        command: what the run is called.
        jobs: processes that pages are taken apart in; this one alone traces and writes.

    Yields:
        What became of each page, in order; or why it is not kept.
    """
    run = ledger.begin_run(command, reader.method)
    read: Iterator[Reading | _Known | Rejected] = _read(_list_new(ledger, snaps, reader), reader, jobs)
    for item in read:
        if isinstance(item, _Known):  # seen only now: pages before it may be other texts of the same
            yield _tell(ledger, ledger.see(item.document, item.snap), item.snap)
        else:
            yield _keep(ledger, item, reader, run) if isinstance(item, Reading) else item
    ledger.end_run(run)


def refresh(ledger: Ledger, reader: Reader, jobs: int = 1) -> Iterator[Added | Rejected]:
    """Conclude anew on each page that was read by another method, or looked for in other records.

    What was concluded before stays in the ledger beside it. Each page has a transaction of its own, and
    one that is done is not stale any more: an interrupted run goes on where it stopped.

    Args:
        ledger: whose pages.
        reader: what they are read with.
        jobs: processes that pages are taken apart in.

    Yields:
        What became of each page that was stale, in the order in which they were added.
    """
    run = ledger.begin_run("refresh", reader.method)
    read: Iterator[Reading | Rejected] = _read(_list_stale(ledger, reader), reader, jobs)
    for item in read:
        yield _keep(ledger, item, reader, run, seen=False) if isinstance(item, Reading) else item
    ledger.end_run(run)


def add_records(ledger: Ledger, records: Iterable[Record | Rejected]) -> Iterator[RecordsKept | Rejected]:
    """Keep records in the ledger, some hundred in a transaction.

    Yields:
        What was done in each transaction; and what is refused.
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


def _list_new(
    ledger: Ledger, snaps: Iterable[Snapshot | Rejected], reader: Reader
) -> Iterator[Snapshot | _Known | Rejected]:
    """The pages that are to be read, and those that are not."""
    method = method_key(reader.method)
    for snap in snaps:
        if isinstance(snap, Rejected):
            yield snap
            continue
        document = name_document(ledger, snap)
        done = ledger.concluded(document, snap)
        if done is not None and done[0] == method and reader.digest in (None, done[1]):
            yield _Known(document, snap)
        else:
            yield snap


def _list_stale(ledger: Ledger, reader: Reader) -> Iterator[Snapshot | Reading | Rejected]:
    """The pages that are to be read again, and the readings that need only be traced again."""
    method = method_key(reader.method)
    for key in ledger.stale(method, reader.digest):
        try:
            held = ledger.hold(key)
        except LedgerBusyError:
            raise
        except LedgerError as err:  # one that is damaged must not keep the others from it
            yield Rejected(f"page {key}", str(err))
            continue
        done = ledger.concluded(held.capture.document, held.reading.snap)
        is_read = done is not None and done[0] == method
        yield replace(held.reading, traces={}) if is_read else held.reading.snap


def _read(items: Iterable[Snapshot | T], reader: Reader, jobs: int) -> Iterator[Reading | T]:
    """Read what is a page, and pass the rest on, in order."""
    return read_snapshots(items, reader.tagger) if jobs == 1 else read_in_processes(items, jobs)


def _keep(
    ledger: Ledger, reading: Reading, reader: Reader, run: int, *, seen: bool = True
) -> Added | Rejected:
    snap = reading.snap
    try:
        done, document = reader.complete(reading), name_document(ledger, snap)
        kept = ledger.keep(run, done, records=reader.digest, document=document, seen=seen)
    except InputError as err:
        return Rejected(snap.id, str(err))
    return _tell(ledger, kept, snap)


def _tell(ledger: Ledger, kept: Kept, snap: Snapshot) -> Added:
    """What became of a page; where its text is another than before, with what changed."""
    if kept.previous is None:
        return Added(kept, snap)
    before, now = (ledger.hold(key).reading for key in (kept.previous, kept.key))
    return Added(kept, snap, compare_readings(before, now))


def name_document(ledger: Ledger, snap: Snapshot) -> str:
    """Which document a snapshot is a capture of.

    A page without an address is known by its outlet and id; another page of the same name is told by
    its text, and then known by that as well. What the ledger holds is of the document that it is held by.
    """
    document = document_key(snap)
    if document.startswith("//"):
        return document
    by_text = f"{document}:{snap.sha256[:16]}"
    for name in (document, by_text):
        if ledger.concluded(name, snap) is not None:
            return name
    latest = ledger.history(document, limit=1)
    if not latest:
        return document
    same, _ = judge_same_page(ledger.hold(latest[0].key).reading.snap, snap)
    return document if same else by_text
