"""``onrecord read``: take pages apart."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli.options import output_options, pages_argument
from onrecord.cli.progress import show_progress
from onrecord.cli.views import write_readings
from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.model import Reading, Rejected
from onrecord.pipeline import read_snapshots


@click.command()
@pages_argument
@output_options
def read(pages: tuple[str, ...], kind: str, output: Path | None) -> int:
    """Find who is said to have said what in each PAGE: a file, a URL, or - for standard input."""
    return write_readings(read_all(pages), kind, output)


def read_all(pages: tuple[str, ...]) -> Iterator[Reading | Rejected]:
    """Read the pages that a command line names, with progress on a terminal."""
    stdin = sys.stdin.buffer if "-" in pages else None
    return show_progress(read_snapshots(read_pages(pages, stdin), Tagger()), "pages")
