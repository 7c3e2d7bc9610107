"""The tables of a run → a ledger: what was concluded is kept as it is, and no page is read again."""

from collections.abc import Iterator
from pathlib import Path

from pyarrow import parquet

from onrecord.errors import InputError
from onrecord.ingest import read_records
from onrecord.ledger import Ledger, digest_of, mark_of, method_key
from onrecord.model import Kept, Method, Reading, Record, Rejected
from onrecord.pipeline.bulk.rows import reading_of
from onrecord.pipeline.keep import add_records, name_document

_BATCH = 64  # pages in memory at once


def keep_run(
    output: Path, place: str, method: Method, records: Path | None = None
) -> Iterator[Kept | Rejected]:
    """Keep the pages of a run that is done, and the records that their quotes were looked for in.

    What the ledger has by the same method is left as it is, so that one that was interrupted goes on.

    Args:
        output: the run's output folder.
        place: the ledger: a file, or a ``postgresql://`` URL.
        method: how the pages were read.
        records: the records; None where nothing was traced.

    Yields:
        What became of each page, in order; or why it is not kept.

    Raises:
        LedgerError: the ledger cannot be opened, or written.
    """
    with Ledger.open(place) as ledger:
        digest = None
        if records is not None:
            marks: dict[str, str] = {}
            yield from _keep_records(ledger, records, marks)
            digest = digest_of(marks.items())
        run = ledger.begin_run("run", method)
        for reading in _readings(output):
            document = name_document(ledger, reading.snap)
            try:
                if ledger.concluded(document, reading.snap) == (method_key(method), digest):
                    yield ledger.see(document, reading.snap)
                else:
                    yield ledger.keep(run, reading, records=digest, document=document)
            except InputError as err:
                yield Rejected(reading.snap.id, str(err))
        ledger.end_run(run)


def _keep_records(ledger: Ledger, records: Path, marks: dict[str, str]) -> Iterator[Rejected]:
    """Keep records, and note what each adds to the digest of all."""

    def passing() -> Iterator[Record | Rejected]:
        for record in read_records(records):
            if isinstance(record, Record):
                marks.update([mark_of(record)])
            yield record

    yield from (done for done in add_records(ledger, passing()) if isinstance(done, Rejected))


def _readings(output: Path) -> Iterator[Reading]:
    for path in sorted((output / "pages").glob("*.parquet")):
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH, columns=["text", "reading"]):
                yield from map(reading_of, batch.to_pylist())
