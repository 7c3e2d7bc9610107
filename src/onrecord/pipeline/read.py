"""Snapshots → Readings: extract, resolve, and tell the outlet's own voice apart."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from typing import TypeVar

from onrecord.errors import OnRecordError
from onrecord.extract import (
    Tagger,
    extract_attributions,
    find_contestable,
    find_headline_basis,
    find_judgements,
    find_own_voice,
)
from onrecord.model import PartKind, Reading, Snapshot, Span
from onrecord.resolve import KnownTable, link_statements, name_known, resolve_sources
from onrecord.text.dates import day_of

T = TypeVar("T")  # what is no page is passed on as it came, such as Rejected


def read_snapshots(snaps: Iterable[Snapshot | T], tagger: Tagger) -> Iterator[Reading | T]:
    """Take each page apart; what could not be read is passed on as it came.

    Args:
        snaps: pages, as ``onrecord.ingest.read_pages`` yields them.
        tagger: the trained tagger.
    """
    for snap in snaps:
        yield read_snapshot(snap, tagger) if isinstance(snap, Snapshot) else snap


AHEAD = 4  # pages for each process that wait to be read or passed on: bounded memory, no idle process


def read_in_processes(snaps: Iterable[Snapshot | T], jobs: int) -> Iterator[Reading | T]:
    """The same on several cores, in the order of the pages; each process loads the shipped tagger.

    Args:
        snaps: pages, as ``onrecord.ingest.read_pages`` yields them.
        jobs: processes, at least 1.

    Raises:
        ModelError: the weights are missing or damaged.
        OnRecordError: a process died, for want of memory most likely.
    """
    waiting: deque[T | Future[Reading]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _load_tagger) as pool:
        try:
            for snap in snaps:
                waiting.append(pool.submit(_read_here, snap) if isinstance(snap, Snapshot) else snap)
                if len(waiting) > AHEAD * jobs:
                    yield _settled(waiting.popleft())
            while waiting:
                yield _settled(waiting.popleft())
        except BrokenProcessPool as err:
            raise OnRecordError(
                "a reading process died, perhaps for want of memory: use fewer --jobs"
            ) from err
        finally:
            pool.shutdown(cancel_futures=True)


def name_known_sources(readings: Iterable[Reading | T], table: KnownTable) -> Iterator[Reading | T]:
    """Complete, from a table of known entities, the sources that a page leaves short or unnamed."""
    for reading in readings:
        if not isinstance(reading, Reading):
            yield reading
        else:
            snap = reading.snap
            day = day_of(snap.published)
            named = name_known(snap.text, day.isoformat() if day else None, reading.attributions, table)
            named = link_statements(snap.text, named)  # to whom the table has named now
            yield replace(reading, attributions=named)


def _settled(item: T | Future[Reading]) -> Reading | T:
    return item.result() if isinstance(item, Future) else item


_taggers: list[Tagger | OnRecordError] = []  # the one of this process, or why it has none


def _load_tagger() -> None:
    """Make this process ready to read for another.

    Ctrl-C is left to that other, which ends this one. An error is kept until a page is to be read:
    raised here, it would kill the process and look like a want of memory.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _taggers.append(Tagger())
    except OnRecordError as err:
        _taggers.append(err)


def _read_here(snap: Snapshot) -> Reading:
    tagger = _taggers[0]
    if isinstance(tagger, OnRecordError):
        raise tagger
    return read_snapshot(snap, tagger)


def read_snapshot(snap: Snapshot, tagger: Tagger) -> Reading:
    """Take one page apart."""
    attributions = resolve_sources(snap, extract_attributions(snap, tagger))
    attributions = link_statements(snap.text, attributions)
    told = snap.spans_of(PartKind.BODY, PartKind.CAPTION) if snap.parts else (Span(0, len(snap.text)),)
    own_voice = find_own_voice(snap.text, told, attributions, snap.spans_of(PartKind.QUOTATION))
    judgements = find_judgements(snap.text, own_voice)
    return Reading(
        snap,
        attributions,
        own_voice,
        judgements,
        find_contestable(snap.text, own_voice, judgements, snap.spans_of(PartKind.CAPTION)),
        find_headline_basis(snap, attributions),
    )
