"""``onrecord verify``: whether a ledger is whole."""

import click

from onrecord.cli.notes import complain
from onrecord.cli.options import ledger_option
from onrecord.ledger import Ledger
from onrecord.pipeline.held import verify_held
from onrecord.show.words import count


@click.command(short_help="Check every hash and offset; mend the indexes.")
@ledger_option
def verify(ledger: str) -> int:
    """Check every hash, offset and index of the ledger; mend what can be made again from what it keeps.

    Says a line for each fault as it is found. Exits with 1 where something is wrong that cannot be mended.
    """
    faults = repaired = 0
    with Ledger.open(ledger, create=False) as opened:
        for fault in verify_held(opened):
            faults, repaired = faults + 1, repaired + fault.repaired
            complain(f"{fault.item}: {fault.reason}" + (" (mended)" if fault.repaired else ""))
        counts = opened.counts()
    each = ((counts.captures, "capture"), (counts.statements, "statement"), (counts.records, "record"))
    held = ", ".join(count(n, noun) for n, noun in each)
    wrong = f"{count(faults, 'fault')}, {repaired} of them mended" if faults else "nothing is wrong"
    click.echo(f"{opened.name}: {wrong}; {held}")
    return 1 if faults > repaired else 0
