"""The records and other pages that quotes are looked for in, opened with a note on the terminal."""

from pathlib import Path

from rich.console import Console

from onrecord.cli.notes import complain, on_terminal
from onrecord.model import Rejected
from onrecord.pipeline.records import open_pages, open_records
from onrecord.trace import Index


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
