"""Progress and notes on standard error; nothing where it is not a terminal."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.cli.notes import on_terminal

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
