"""The records of a ledger → the index that quotes are looked for in, kept beside the ledger."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from onrecord.ledger import Ledger, is_server, key_of
from onrecord.model import Fault
from onrecord.pipeline.records import open_as_is, open_index, place_in_cache
from onrecord.trace import INDEX_VERSION, Index, Source

SUFFIX = ".records"
_CHUNK = 64  # records that are indexed as one source; a new one makes only its own chunk be read again


def open_held_records(ledger: Ledger, folder: Path | None = None, *, anew: bool = False) -> Index | None:
    """Open the index of a ledger's current records, brought in line with them first.

    Args:
        ledger: whose records.
        folder: where the index is kept; beside the ledger's file when None, or in the user's cache
            where the ledger is on a server.
        anew: make the index from nothing, whatever stands there.

    Returns:
        The index; None where the ledger has no record.

    Raises:
        RecordsError: the index cannot be written.
    """
    sources = list(_list_sources(ledger))
    if not sources:
        return None
    return open_index(folder or place_of_index(ledger), sources, anew=anew)


def verify_held(ledger: Ledger) -> Iterator[Fault]:
    """Check a ledger and the index of its records, and put right what can be made again from the truth.

    Yields:
        Each fault when it is found.

    Raises:
        LedgerError: it is too damaged to be read.
        RecordsError: the index cannot be written.
    """
    yield from ledger.verify()
    sources, folder = list(_list_sources(ledger)), place_of_index(ledger)
    if sources and open_as_is(folder, sources) is None:
        open_index(folder, sources)
        yield Fault("index of the records", "was not that of the records that are there", repaired=True)


def place_of_index(ledger: Ledger) -> Path:
    """Where the index of a ledger's records is kept."""
    return place_in_cache(ledger.place, SUFFIX) if is_server(ledger.place) else Path(ledger.place + SUFFIX)


def _list_sources(ledger: Ledger) -> Iterator[Source]:
    """A source for each chunk of record numbers; its stamp tells which records are current in it."""
    for chunk, stamps in groupby(ledger.record_stamps(), lambda stamp: stamp[0] // _CHUNK):
        seen = key_of(*(f"{number} {sha}" for number, sha in stamps))
        first = chunk * _CHUNK
        read = partial(ledger.each_record, first, first + _CHUNK - 1)
        yield Source(f"{first}", f"{INDEX_VERSION} {seen}", read)
