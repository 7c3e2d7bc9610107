"""``onrecord read``: take pages apart."""

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from onrecord.cli.notes import complain
from onrecord.cli.options import output_options, pages_argument
from onrecord.cli.progress import show_progress
from onrecord.cli.views import write_readings
from onrecord.errors import InputError
from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.model import Reading, Rejected, Snapshot
from onrecord.pipeline.known import open_table
from onrecord.pipeline.read import name_known_sources, read_in_processes, read_snapshots
from onrecord.resolve import KnownTable

MOST_COUNTS = 5  # kinds of what is no page that are told; the rest is in the sum


@click.command(short_help="Find who is said to have said what in pages.")
@pages_argument
@output_options
def read(pages: tuple[str, ...], jobs: int, entities: Path | None, kind: str, output: Path | None) -> int:
    """Find who is said to have said what in each PAGE: a file, a folder, a URL, or - for standard input."""
    return write_readings(read_all(pages, jobs, entities), kind, output)


def read_all(
    pages: tuple[str, ...], jobs: int, entities: Path | None, tagger: Tagger | None = None
) -> Iterator[Reading | Rejected]:
    """Read the pages that a command line names, with progress on a terminal.

    Yields:
        What the table of entities has that is refused, so that it is told and counted with the rest;
        then a Reading for each page, or why there is none.

    Raises:
        InputError: the table is none, or holds no good row.
    """
    table, refused = open_entities(entities) if entities else (None, [])
    snaps = open_pages(pages)
    readings = read_snapshots(snaps, tagger or Tagger()) if jobs == 1 else read_in_processes(snaps, jobs)
    if table is not None:
        readings = name_known_sources(readings, table)
    return chain(refused, show_progress(readings, "pages"))


def open_pages(pages: tuple[str, ...]) -> Iterator[Snapshot | Rejected]:
    """The pages that a command line names; at the end it is told what of WARC files is none."""
    skipped = Counter[str]()
    yield from read_pages(pages, sys.stdin.buffer if "-" in pages else None, skipped=skipped)
    if skipped:
        counts = ", ".join(f"{what} {count:,}" for what, count in skipped.most_common(MOST_COUNTS))
        complain(f"passed over, for they are no pages: {skipped.total():,} records ({counts})")


def open_entities(path: Path) -> tuple[KnownTable, list[Rejected]]:
    """The table that ``--entities`` names, and what of it is refused.

    Raises:
        InputError: it is none, or holds no good row; what was refused has then been told.
    """
    refused: list[Rejected] = []
    try:
        return open_table(path, refused.append), refused
    except InputError:
        for bad in refused:
            complain(f"{bad.item}: {bad.reason}")
        raise
