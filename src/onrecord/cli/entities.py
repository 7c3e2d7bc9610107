"""``onrecord entities``: a table of known people, bodies and offices."""

from pathlib import Path

import click

from onrecord.cli.notes import complain
from onrecord.cli.output import open_output
from onrecord.errors import InputError, UsageError
from onrecord.ingest import known_line
from onrecord.pipeline.known import load_known
from onrecord.show.words import count


@click.group(short_help="Make a table of known people and offices, for --entities.")
def entities() -> None:
    """Keep a table of known people, bodies and offices, for --entities."""


@entities.command("import", short_help="Make one table of CSV and FollowTheMoney files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TABLE",
    help="The table to write, JSON lines, whole or not at all.",
)
def import_(files: tuple[Path, ...], output: Path) -> int:
    """Make one table of FILEs: CSV (name,aliases,kind,offices,from,to) or FollowTheMoney JSON lines."""
    if output.suffix.lower() == ".csv":  # read back, it would be taken for CSV by its name
        raise UsageError(f"{output}: the table is JSON lines, not CSV: name it .jsonl")
    known, told, refused = load_known(files)
    for bad in told:
        complain(f"{bad.item}: {bad.reason}")
    if not known:
        raise InputError(f"no entry was read, so the table was not written; {count(refused, 'row')} refused")
    with open_output(output) as stream:
        stream.writelines(map(known_line, known))
    offices = sum(len(entry.offices) for entry in known)
    entries = f"{len(known):,} {'entity' if len(known) == 1 else 'entities'}, {count(offices, 'office')}"
    click.echo(f"{output}: {entries}; {count(refused, 'row')} refused", err=True)
    return min(refused, 1)
