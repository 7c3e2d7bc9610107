"""``onrecord refresh``: what was concluded otherwise, or looked for in other records, is concluded anew."""

from pathlib import Path

import click

from onrecord.cli.add import take_entities, write_added
from onrecord.cli.options import (
    entities_option,
    format_option,
    jobs_option,
    ledger_option,
    paraphrases_option,
)
from onrecord.extract import Tagger
from onrecord.ledger import Ledger
from onrecord.pipeline.keep import open_reader
from onrecord.pipeline.keep import refresh as conclude_anew


@click.command(short_help="Conclude anew with this version and these records.")
@jobs_option
@entities_option
@paraphrases_option
@ledger_option
@format_option("text", "jsonl")
def refresh(jobs: int, entities: Path | None, paraphrases: bool, ledger: str, kind: str) -> int:
    """Conclude anew on the ledger's pages, where that may give something else.

    A page is read again where another version or other settings read it last (give the --entities that you
    add with), and its quotes are looked for again where the ledger has other records now. Nothing that was
    concluded before is lost. What is done stays done when it is interrupted.
    """
    tagger, (table, refused) = Tagger(), take_entities(entities)
    with Ledger.open(ledger, create=False) as opened:
        reader = open_reader(opened, tagger, table, paraphrases=paraphrases)
        code, kept = write_added(conclude_anew(opened, reader, jobs), kind)
    if not kept and kind == "text":
        click.echo("Nothing to do: every page was read so, and looked for in these records.")
    return code or min(refused, 1)
