"""What a caller gives, whatever it is made of → Snapshots, and the index of the records."""

import contextlib
import hashlib
import os
import re
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from onrecord.errors import InputError, OnRecordError, RecordsError, UsageError
from onrecord.ingest import read_page, read_pages
from onrecord.ingest.files import MAX_PAGE, read_stream
from onrecord.ingest.stamps import to_utc
from onrecord.ingest.transcripts import read_transcript
from onrecord.model import Known, Record, Rejected, Snapshot
from onrecord.pipeline.known import open_table as open_table_at
from onrecord.pipeline.records import open_records as open_records_at
from onrecord.resolve import KnownTable
from onrecord.trace import Index, build_index

Where: TypeAlias = str | os.PathLike[str]
"""A file or folder; for a page also an http(s) address."""

Page: TypeAlias = Where | Snapshot
Records: TypeAlias = Where | Iterable[Record] | Index
Opener: TypeAlias = Callable[[Path, Path | None, Callable[[Rejected], None]], Index]

LONGEST_PLACE = 4096  # characters; no system knows a longer path, and a longer string is a text
SHOWN = 60  # characters of a text that tell it from others in a complaint
Day: TypeAlias = str | date | None
_SURROGATE = re.compile("[\ud800-\udfff]")


def make_snapshot(
    text: str | bytes,
    *,
    id: str | None = None,  # noqa: A002 - what it is called on a Snapshot
    title: str | None = None,
    outlet: str | None = None,
    published: Day = None,
    url: str | None = None,
) -> Snapshot:
    """Make a page of its text, or of its HTML, to be given to `read` or `trace`.

    Args:
        text: the page's plain text or its HTML; bytes in any encoding.
        id: what the page is called in results; made from its text where None.
        title: its headline, where it is known beforehand; else it is looked for, and so are the others.
        outlet: who published it.
        published: the day or time, ISO 8601 or a `date`; "on Tuesday" is dated from it.
        url: where it stands. It is not fetched.

    Raises:
        InputError: there is no text in it, or over 20 MB.
        UsageError: ``published`` is no day.

    Example:
        >>> snap = make_snapshot("“We sail,” Ana Brook said.", published="2031-05-03")
        >>> snap.text, snap.published
        ('“We sail,” Ana Brook said.', '2031-05-03')
    """
    data = _check_size(text)
    key = id or hashlib.sha256(data).hexdigest()[:16]
    known = Snapshot(key, "", title=title, outlet=outlet, published=read_day(published), url=url)
    return read_page(data, known, charset="utf-8" if isinstance(text, str) else None)


def make_record(
    text: str,
    id: str,  # noqa: A002 - what it is called on a Record
    *,
    title: str | None = None,
    date: Day = None,
    speaker: str | None = None,
    url: str | None = None,
) -> Record:
    """Make a record of a transcript or of another text in the speaker's own words, to be searched by `trace`.

    Args:
        text: plain text; lines that begin with "NAME: " tell who speaks.
        id: what the record is called in results.
        title: what it is, where its first lines do not say so.
        date: when it was said, ISO 8601 or a `date`.
        speaker: whose words they are, where the text does not tell its speakers apart.
        url: where it stands. It is not fetched.

    Raises:
        InputError: there is no text in it, or over 20 MB.
        UsageError: ``date`` is no day.

    Example:
        >>> make_record("ANA BROOK: We sail.\\nPIM ROE: We stay.", "council").speakers
        ('ANA BROOK', 'PIM ROE')
    """
    _check_size(text)
    record = read_transcript(mend(text), id)
    return replace(
        record,
        title=title or record.title,
        date=read_day(date) or record.date,
        speakers=record.speakers or ((speaker,) if speaker else ()),
        url=url or record.url,
    )


def open_records(records: Where, *, index: Where | None = None) -> Index:
    """Open records once, for many calls of `trace` or `find`; they are indexed the first time.

    What of them cannot be read is told as a warning.

    Args:
        records: a folder of transcripts (plain text, HTML, JSONL), or one file.
        index: the folder that keeps the index; beside the records when None.

    Raises:
        RecordsError: there is nothing there, or nothing in it is a legible record.
    """

    def note(bad: Rejected) -> None:
        warnings.warn(f"{bad.item}: {bad.reason}", stacklevel=4)

    return open_records_at(Path(records), None if index is None else Path(index), note)


def is_one(pages: object) -> bool:
    """Whether a single page is given, not several."""
    return isinstance(pages, str | os.PathLike | Snapshot)


def take_pages(pages: Page | Iterable[Page]) -> Iterator[Snapshot | Rejected]:
    """The Snapshots of what is given as pages, in order; what cannot be read comes as Rejected.

    Raises:
        UsageError: something is no page at all.
    """
    for page in [pages] if isinstance(pages, str | os.PathLike | Snapshot) else pages:
        if isinstance(page, Snapshot):
            fit = page.text == mend(page.text)
            yield (
                page if fit else Rejected(clip(page.id), "its text holds half a character; use make_snapshot")
            )
            continue
        if not isinstance(page, str | os.PathLike):
            raise UsageError(
                f"a page is a path, an address or a Snapshot, not {name_type(page)}; of a text make one "
                "with onrecord.make_snapshot(text)"
            )
        place = str(page)
        if "\n" in place or len(place) > LONGEST_PLACE:
            yield Rejected(clip(place), "is no path or address; give a text to onrecord.read_text")
        else:
            # what the command calls "-" would have a notebook wait for ever
            yield from read_pages([str(Path(place).absolute()) if place == "-" else place])


@contextlib.contextmanager
def opened(
    records: Records, note: Callable[[Rejected], None], opener: Opener = open_records_at
) -> Iterator[Index]:
    """The index of what is given as records: kept beside a folder or file; of a list, for the while.

    Args:
        records: a folder or file, an index that is open, or records.
        note: is told of what of them cannot be read.
        opener: opens a folder's or file's index.

    Raises:
        RecordsError: there is nothing to search.
        UsageError: something is no record at all.
    """
    if isinstance(records, Index):
        for bad in records.refused:
            note(bad)
        yield records
    elif isinstance(records, str | os.PathLike):
        yield opener(Path(records), None, note)
    else:
        with tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
            index = _index_given(Path(folder), records)
            if not len(index):
                raise RecordsError("there is no record among those given: give one at least")
            yield index


def open_table(
    entities: Where | Iterable[Known] | None, note: Callable[[Rejected], None]
) -> KnownTable | None:
    """The table of known entities that is given, if any; ``note`` is told of its rows refused."""
    if entities is None:
        return None
    if isinstance(entities, str | os.PathLike):
        return open_table_at(Path(entities), note)
    return KnownTable(entities)


def mend(text: str) -> str:
    """A text with a sign in place of each half of a character, which the model cannot read."""
    return _SURROGATE.sub("\ufffd", text)


def clip(text: str) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(mend(text[: 4 * SHOWN]).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _index_given(folder: Path, records: Iterable[Any]) -> Index:
    def checked() -> Iterator[Record]:
        for record in records:
            if not isinstance(record, Record):
                raise UsageError(
                    f"records are a folder, a file, or Records, not {name_type(record)}; of a text make one "
                    "with onrecord.make_record(text, id)"
                )
            yield record

    try:
        return build_index(folder, "given", checked())
    except OSError as err:
        raise OnRecordError(f"{folder}: the records cannot be indexed there ({err.strerror})") from err


def _check_size(text: str | bytes) -> bytes:
    if not isinstance(text, str | bytes):
        raise UsageError(f"a text is str or bytes, not {name_type(text)}")
    data = mend(text).encode() if isinstance(text, str) else text
    if not data.strip():
        raise InputError("is empty: give a text with words in it")
    return read_stream(BytesIO(data), MAX_PAGE)


def read_day(when: Day) -> str | None:
    """A day or time as ISO 8601, however it is given; UsageError where it is none."""
    if when is None:
        return None
    told = when.isoformat() if isinstance(when, date) else when
    day = to_utc(told)
    if day is None:
        raise UsageError(f"{clip(told)} is no day: write it as YYYY-MM-DD")
    return day


def name_type(thing: object) -> str:
    """What something is, for a complaint."""
    return f"a {type(thing).__name__}" if thing is not None else "None"
