"""``onrecord records``: the records that the ledger keeps, and looks for quotes in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from onrecord.cli.notes import complain
from onrecord.cli.options import ledger_option
from onrecord.ingest import read_records
from onrecord.ledger import Ledger
from onrecord.model import Record, Rejected
from onrecord.pipeline.held import open_held_records
from onrecord.pipeline.keep import add_records
from onrecord.show.words import count, flow


@click.group(short_help="Keep records, to look for quotes in.")
def records() -> None:
    """Keep records in the ledger: transcripts, official texts, posts."""


@records.command("add", short_help="Keep records, and index them.")
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER|FILE...")
@click.option("--under", default="", metavar="NAME", help="Let their ids begin with NAME/.")
@ledger_option
def add(places: tuple[Path, ...], under: str, ledger: str) -> int:
    """Keep the records of each FOLDER or FILE in the ledger, and index them.

    A record is known by its "id" in JSONL or JSON, and else by its path in the FOLDER. One that is there
    with other words is kept as a newer version of it, which is said; quotes are looked for in the newest.
    Where files of two folders have the same names, --under tells them apart.
    """
    with Ledger.open(ledger) as opened:
        before = len(opened.record_stamps())
        added, there, refused = _keep(opened, _read_apart(places, under))
        open_held_records(opened)
        total = len(opened.record_stamps())
        has_pages = bool(opened.captures(limit=1))
    new = total - before
    click.echo(
        f"{new} new, {added - new} changed, {there} there already: {count(total, 'record')} in the ledger"
    )
    if added and has_pages:
        click.echo("Statements in the ledger were not looked for in what is new: onrecord refresh does that.")
    return min(refused, 1)


def _read_apart(places: Iterable[Path], under: str) -> Iterator[Record | Rejected]:
    """The records of all places; of two that have one id, and are of different places, the first."""
    owners: dict[str, Path] = {}
    for place in places:
        for record in read_records(place):
            if isinstance(record, Rejected):
                yield record
                continue
            owner = owners.setdefault(record.id, place)
            if owner != place:
                reason = f"has the id of one in {owner}; add them one by one, with --under NAME"
                yield Rejected(f"{place}: record {record.id}", reason)
            else:
                yield replace(record, id=f"{under}/{record.id}") if under else record


def _keep(ledger: Ledger, found: Iterable[Record | Rejected]) -> tuple[int, int, int]:
    """How many were new or changed, were there, and were refused."""
    added = there = refused = 0
    for done in add_records(ledger, found):
        if isinstance(done, Rejected):
            refused += 1
            complain(f"{done.item}: {done.reason}")
        else:
            added, there = added + done.added, there + done.there
            for changed in done.changed:
                click.echo(f"{flow(changed)}: replaces the version before")
    return added, there, refused
