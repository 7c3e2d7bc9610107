"""``onrecord records``: the records that the ledger keeps, and looks for quotes in."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import click

from onrecord.cli.options import ledger_option
from onrecord.cli.views import complain
from onrecord.ingest import read_records
from onrecord.ledger import Ledger
from onrecord.model import Record, Rejected
from onrecord.pipeline import add_records, open_held_records


@click.group()
def records() -> None:
    """Keep records in the ledger: transcripts, official texts, posts."""


@records.command("add")
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER|FILE...")
@ledger_option
def add(places: tuple[Path, ...], ledger: str) -> int:
    """Keep the records of each FOLDER or FILE in the ledger, and index them.

    A record is known by its "id" in JSONL, and else by its path in the FOLDER. One that is there with other
    words is kept as a newer version of it; quotes are looked for in the newest.
    """
    with Ledger.open(ledger) as opened:
        before = len(opened.record_stamps())
        added, there, refused = _keep(opened, chain.from_iterable(map(read_records, places)))
        open_held_records(opened)
        total = len(opened.record_stamps())
        has_pages = bool(opened.captures(limit=1))
    new = total - before
    click.echo(f"{new} new, {added - new} changed, {there} there already: {total} records in the ledger")
    if added and has_pages:
        click.echo("Statements in the ledger were not looked for in what is new: onrecord refresh does that.")
    return min(refused, 1)


def _keep(ledger: Ledger, found: Iterable[Record | Rejected]) -> tuple[int, int, int]:
    """How many were new or changed, were there, and were refused."""
    added = there = refused = 0
    for done in add_records(ledger, found):
        if isinstance(done, Rejected):
            refused += 1
            complain(f"{done.item}: {done.reason}")
        else:
            added, there = added + done[0], there + done[1]
    return added, there, refused
