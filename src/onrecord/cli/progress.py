"""Progress and notes on standard error; nothing where it is not a terminal."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.cli.views import complain, on_terminal
from onrecord.model import Rejected
from onrecord.pipeline import open_pages, open_records
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


def open_collections(
    records: Path, pages: Path | None, index_folder: Path | None
) -> tuple[Index, Index | None, int]:
    """Open the index of the records, and of other pages if asked; how much of them could not be read."""
    refused: list[Rejected] = []

    def note(rejected: Rejected) -> None:
        refused.append(rejected)
        complain(f"{rejected.item}: {rejected.reason}")

    def both() -> tuple[Index, Index | None]:
        opened = open_records(records, index_folder, note)
        return opened, open_pages(pages, index_folder, note) if pages else None

    if not on_terminal():
        return *both(), len(refused)
    with Console(stderr=True).status("opening the records (indexed the first time)"):
        return *both(), len(refused)
