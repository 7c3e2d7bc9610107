"""``onrecord reindex``: all that a ledger is searched by, made anew."""

import click

from onrecord.cli.options import ledger_option
from onrecord.cli.progress import show_progress
from onrecord.ledger import Ledger
from onrecord.pipeline.held import open_held_records
from onrecord.show.words import count


@click.command(short_help="Make every index anew.")
@ledger_option
def reindex(ledger: str) -> int:
    """Make every index of the ledger anew from the pages, records and judgements that it keeps."""
    with Ledger.open(ledger, create=False) as opened:
        pages = sum(1 for _ in show_progress(opened.reindex(), "pages"))
        records = open_held_records(opened, anew=True)
    held = f"{count(pages, 'capture')} and {count(len(records) if records else 0, 'record')}"
    click.echo(f"{opened.name}: {held} indexed anew")
    return 0
