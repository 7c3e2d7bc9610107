"""``onrecord entities``: a table of known people, bodies and offices."""

from pathlib import Path

import click

from onrecord.cli.output import open_output
from onrecord.cli.views import complain
from onrecord.ingest import known_line, read_known
from onrecord.model import Rejected


@click.group()
def entities() -> None:
    """Keep a table of known people, bodies and offices, for --entities."""


@entities.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TABLE",
    help="The table to write, whole or not at all.",
)
def import_(files: tuple[Path, ...], output: Path) -> int:
    """Make one table of FILEs: CSV (name,aliases,kind,offices,from,to) or FollowTheMoney JSON lines."""
    refused = entries = offices = 0
    with open_output(output) as stream:
        for item in read_known(files):
            if isinstance(item, Rejected):
                refused += 1
                complain(f"{item.item}: {item.reason}")
            else:
                entries, offices = entries + 1, offices + len(item.offices)
                stream.write(known_line(item))
    click.echo(f"{output}: {entries} entities, {offices} offices; {refused} rows refused")
    return min(refused, 1)
