"""``onrecord entities``: a table of known people, bodies and offices."""

from collections.abc import Iterable
from pathlib import Path

import click

from onrecord.cli.output import open_output
from onrecord.cli.views import complain
from onrecord.errors import InputError, UsageError
from onrecord.ingest import known_line, read_known
from onrecord.model import Known, Rejected

MAX_COMPLAINTS = 10  # a wrong file has thousands of bad rows, which say no more than the first


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
        raise InputError(f"no entry was read, so the table was not written; {refused} rows refused")
    with open_output(output) as stream:
        stream.writelines(map(known_line, known))
    offices = sum(len(entry.offices) for entry in known)
    click.echo(f"{output}: {len(known)} entities, {offices} offices; {refused} rows refused", err=True)
    return min(refused, 1)


def load_known(paths: Iterable[Path]) -> tuple[list[Known], list[Rejected], int]:
    """Read tables whole.

    Returns:
        The entries; what to tell of the rows refused, a line each up to ``MAX_COMPLAINTS`` and one
        for the others; and how many were refused.

    Raises:
        InputError: a file is no table at all.
    """
    known: list[Known] = []
    told: list[Rejected] = []
    refused, beyond = 0, ""
    for item in read_known(paths):
        if isinstance(item, Known):
            known.append(item)
            continue
        refused += 1
        if refused <= MAX_COMPLAINTS:
            told.append(item)
        else:
            beyond = beyond or item.item
    if beyond:
        told.append(Rejected(beyond, f"and {refused - MAX_COMPLAINTS} more rows refused from here on"))
    return known, told, refused
