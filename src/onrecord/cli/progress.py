"""Progress and notes on standard error; nothing where it is not a terminal."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.cli.views import complain, on_terminal
from onrecord.model import Rejected
from onrecord.pipeline import open_records
from onrecord.trace import Index

T = TypeVar("T")


def show_progress(items: Iterable[T], noun: str) -> Iterator[T]:
    """Pass items on, counting them on a terminal."""
    if not on_terminal():
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed} " + noun), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(noun, total=None)
        for item in items:
            progress.advance(task)
            yield item


def open_with_notes(records: Path, index_folder: Path | None) -> tuple[Index, int]:
    """Open the records' index, saying what could not be read; the index and how many those were."""
    refused: list[Rejected] = []

    def note(rejected: Rejected) -> None:
        refused.append(rejected)
        complain(f"{rejected.item}: {rejected.reason}")

    if not on_terminal():
        return open_records(records, index_folder, note), len(refused)
    with Console(stderr=True).status("opening the records (indexed the first time)"):
        return open_records(records, index_folder, note), len(refused)
