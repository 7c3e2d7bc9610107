"""``onrecord add``: pages are kept in the ledger."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from onrecord.cli.notes import complain
from onrecord.cli.options import format_option, ledger_option, pages_argument, paraphrases_option
from onrecord.cli.output import open_output
from onrecord.cli.read import open_entities, open_pages
from onrecord.cli.views import console_for
from onrecord.export import comparison_json
from onrecord.extract import Tagger
from onrecord.ledger import Ledger
from onrecord.model import Rejected
from onrecord.pipeline.keep import Added, add_pages, open_reader
from onrecord.resolve import KnownTable
from onrecord.show import render_kept
from onrecord.text.notices import find_notice


@click.command(short_help="Keep pages; tell which statements of a page were changed.")
@pages_argument
@paraphrases_option
@ledger_option
@format_option("text", "jsonl")
def add(
    pages: tuple[str, ...], jobs: int, entities: Path | None, paraphrases: bool, ledger: str, kind: str
) -> int:
    """Keep each PAGE in the ledger: as captured, with who is said to have said what, traced to its records.

    A page is kept whole or not at all. One that is there is not read again; one that was changed is kept as
    a new capture, and it is said which statements came, went or changed. Each page has a line: key, outcome,
    title.
    """
    tagger, (table, refused) = Tagger(), take_entities(entities)
    with Ledger.open(ledger) as opened:
        reader = open_reader(opened, tagger, table, paraphrases=paraphrases)
        code, _ = write_added(add_pages(opened, open_pages(pages), reader, jobs=jobs), kind)
    return code or min(refused, 1)


def take_entities(path: Path | None) -> tuple[KnownTable | None, int]:
    """The table that ``--entities`` names, and how many complaints about it were told."""
    table, refused = open_entities(path) if path else (None, [])
    for bad in refused:
        complain(f"{bad.item}: {bad.reason}")
    return table, len(refused)


def write_added(results: Iterable[Added | Rejected], kind: str) -> tuple[int, int]:
    """Write what became of each page as soon as it is known; the exit code, and how many were kept."""
    kept = rejected = 0
    with open_output(None) as stream:
        for result in results:
            if isinstance(result, Rejected):
                rejected += 1
                complain(f"{result.item}: {result.reason}")
                continue
            kept += 1
            write_one(result, kind, stream)
            stream.flush()
    return min(rejected, 1), kept


def write_one(added: Added, kind: str, stream: TextIO) -> None:
    """Write what became of one page."""
    kept, snap, comparison = added.kept, added.snap, added.comparison
    if kind == "text":
        render_kept(kept, snap, comparison, console_for(stream))
        return
    line = {
        "key": kept.key,
        "outcome": kept.outcome.value,
        "previous": kept.previous,
        "id": snap.id,
        "title": snap.title,
        "notice": find_notice(comparison.first.snap, snap) if comparison else None,
        "comparison": comparison_json(comparison) if comparison else None,
    }
    stream.write(json.dumps(line, ensure_ascii=False) + "\n")
