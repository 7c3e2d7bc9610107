"""``read``, ``read_text``, ``trace`` and ``find``: what the commands of these names do, as calls."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cache, partial
from itertools import chain

from onrecord.api.given import (
    Day,
    Page,
    Records,
    Where,
    clip,
    is_one,
    make_snapshot,
    mend,
    name_type,
    open_table,
    opened,
    read_day,
    take_pages,
)
from onrecord.api.readings import Readings
from onrecord.errors import InputError, UsageError
from onrecord.extract import Tagger
from onrecord.model import Known, Reading, Rejected
from onrecord.pipeline.elsewhere import find_elsewhere
from onrecord.pipeline.paraphrase import find_paraphrase
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.pipeline.read import name_known_sources, read_in_processes, read_snapshots
from onrecord.pipeline.records import open_pages
from onrecord.pipeline.trace import find_quote, trace_in_full
from onrecord.resolve import KnownTable
from onrecord.trace import Index

MOST_JOBS = 64  # processes, as for the command: more would only wait for one another


def read(
    pages: Page | Iterable[Page], *, jobs: int = 1, entities: Where | Iterable[Known] | None = None
) -> Readings:
    """Find who is said to have said what on some pages.

    Args:
        pages: a path, an http(s) address, a Snapshot, or several of them. A folder, or a WARC,
            JSONL or Parquet file, holds many.
        jobs: read in so many processes; for many pages. A script that asks for more than one must
            do so below ``if __name__ == "__main__":``.
        entities: a table of known people, bodies and offices, for what a page leaves unnamed.

    Returns:
        A Reading for each page, in order; ``.rejected`` says what could not be read, and why.

    Raises:
        InputError: a single page was asked for, and cannot be read; or the table is none.
        UsageError: something is no page at all.

    Example:
        >>> readings = read(make_snapshot("“We sail at noon,” harbour master Ana Brook said on Friday."))
        >>> [attrib.entity.name for attrib in readings[0].attributions]
        ['Ana Brook']
    """
    rejected: list[Rejected] = []
    table = open_table(entities, rejected.append)
    return _gather(_read_each(pages, jobs, table), rejected, alone=is_one(pages))


def read_text(
    text: str | bytes,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: Day = None,
    url: str | None = None,
) -> Readings:
    """Find who is said to have said what in a text, or in a page's HTML.

    Args:
        text: the text, or the HTML of a page; bytes in any encoding.
        title: its headline; this and the others are looked for in the text where None.
        outlet: who published it.
        published: the day or time, ISO 8601 or a `date`; "on Tuesday" is dated from it.
        url: where it stands. It is not fetched.

    Returns:
        The one Reading. For several texts, give `read` a list of `make_snapshot(text, id=…)`.

    Raises:
        InputError: there is no text in it, or over 20 MB.
        UsageError: ``published`` is no day.

    Example:
        >>> len(read_text("“We sail at noon,” harbour master Ana Brook said on Friday.").statements)
        1
    """
    return read(make_snapshot(text, title=title, outlet=outlet, published=published, url=url))


def trace(
    pages: Page | Iterable[Page] | Readings,
    *,
    records: Records,
    elsewhere: Where | Index | None = None,
    jobs: int = 1,
    entities: Where | Iterable[Known] | None = None,
    paraphrases: bool = True,
) -> Readings:
    """Read some pages, look for each of their quotes in the records, and name what differs.

    Args:
        pages: as for `read`; or Readings, which are not read again.
        records: the records to search: a folder of transcripts, one file, Records, or what
            `open_records` gives. Those on disk are indexed the first time, beside themselves.
        elsewhere: a folder of other pages, to say which of them carry the same words.
        jobs, entities: as for `read`.
        paraphrases: look for what indirect statements likely report, too.

    Returns:
        A Reading for each page; ``.rejected`` has what could not be read, of pages, records and table.

    Raises:
        InputError: a single page was asked for, and cannot be read; or the table is none.
        RecordsError: there is nothing to search.
        UsageError: something is no page or no record at all.

    Example:
        >>> from onrecord import make_record
        >>> hall = make_record("ANA BROOK: We do not sail at noon, and nobody should.", "council")
        >>> snap = make_snapshot("“We sail at noon, and nobody should,” Ana Brook said on Friday.")
        >>> trace(snap, records=[hall])
        <Readings: 1 page, 1 statement; 1 quote looked for in 1 record: 1 grave drift>
    """
    rejected: list[Rejected] = []
    table = open_table(entities, rejected.append)
    with opened(records, rejected.append) as index, _opened_pages(elsewhere, rejected) as others:
        readings = _read_each(pages, jobs, table)
        traced = trace_in_full(readings, index, _load_tagger(), others=others, paraphrases=paraphrases)
        return _gather(traced, rejected, alone=is_one(pages), searched=len(index))


def find(
    quotes: str | Iterable[str],
    *,
    records: Records,
    speaker: str | None = None,
    date: Day = None,
    paraphrase: bool = False,
    elsewhere: Where | Index | None = None,
) -> Readings:
    """Look for a bare quote in the records: where it was said, by whom, and what differs.

    Args:
        quotes: the quote, without quotation marks; or several.
        records: as for `trace`.
        speaker: who is said to have said it.
        date: when it was quoted, ISO 8601 or a `date`; nearer records are preferred.
        paraphrase: it is told in other words: find the passage that it likely reports.
        elsewhere: as for `trace`.

    Returns:
        A Reading for each quote, whose page is the quote itself. One that holds no word is in ``.rejected``.

    Raises:
        InputError: a single quote was asked for, and it holds no word.
        RecordsError: there is nothing to search.
        UsageError: ``date`` is no day, or something is no quote or no record at all.

    Example:
        >>> from onrecord import make_record
        >>> hall = make_record("ANA BROOK: We sail at noon.", "council")
        >>> find("we sail at noon", records=[hall])[0].traces["quote"][0].passage.speaker
        'ANA BROOK'
    """
    rejected: list[Rejected] = []
    look = partial(find_paraphrase if paraphrase else find_quote, speaker=speaker, date=read_day(date))
    with opened(records, rejected.append) as index, _opened_pages(elsewhere, rejected) as others:
        found = _find_each([quotes] if isinstance(quotes, str) else quotes, partial(look, index))
        if others is not None:
            found = find_elsewhere(found, others)
        return _gather(found, rejected, alone=isinstance(quotes, str), searched=len(index))


@cache
def _load_tagger() -> Tagger:
    """The shipped tagger, loaded once: a notebook calls many times."""
    return Tagger()


def _read_each(
    pages: Page | Iterable[Page] | Readings, jobs: int, table: KnownTable | None
) -> Iterator[Reading | Rejected]:
    if not isinstance(jobs, int) or not 1 <= jobs <= MOST_JOBS:
        raise UsageError(f"jobs is a number of processes, 1 to {MOST_JOBS}, not {jobs!r}")
    if isinstance(pages, Readings):
        found: Iterator[Reading | Rejected] = chain(pages.rejected, pages)
    elif jobs == 1:
        found = read_snapshots(take_pages(pages), _load_tagger())
    else:
        found = read_in_processes(take_pages(pages), jobs)
    return found if table is None else name_known_sources(found, table)


def _find_each(quotes: Iterable[str], look: Callable[[str], Reading]) -> Iterator[Reading | Rejected]:
    tagger = _load_tagger()
    for quote in quotes:
        if not isinstance(quote, str):
            raise UsageError(f"a quote is a str, not {name_type(quote)}")
        if any(c.isalnum() for c in quote):
            yield flag_quoted_there(look(mend(quote)), tagger)
        else:
            yield Rejected(clip(quote), "holds no word: give the words to look for")


def _opened_pages(
    pages: Where | Index | None, rejected: list[Rejected]
) -> AbstractContextManager[Index | None]:
    return nullcontext() if pages is None else opened(pages, rejected.append, open_pages)


def _gather(
    results: Iterable[Reading | Rejected],
    rejected: list[Rejected],
    *,
    alone: bool,
    searched: int | None = None,
) -> Readings:
    """What came of a call; where it was for one page alone and that gave nothing, the reason is raised."""
    readings: list[Reading] = []
    refused: list[Rejected] = []
    for item in results:
        if isinstance(item, Rejected):
            refused.append(item)
        else:
            readings.append(item)
    if alone and refused and not readings:
        raise InputError(f"{refused[0].item}: {refused[0].reason}")
    return Readings(tuple(readings), (*rejected, *refused), searched)
