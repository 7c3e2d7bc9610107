"""``onrecord trace``: take pages apart and trace their quotes to the records."""

from pathlib import Path

import click

from onrecord.cli.options import output_options, pages_argument, records_options
from onrecord.cli.progress import open_with_notes
from onrecord.cli.read import read_all
from onrecord.cli.views import write_readings
from onrecord.model import Severity
from onrecord.pipeline import trace_readings


@click.command()
@pages_argument
@records_options
@output_options
def trace(
    pages: tuple[str, ...],
    jobs: int,
    entities: Path | None,
    records: Path,
    index: Path | None,
    fail_on: Severity | None,
    kind: str,
    output: Path | None,
) -> int:
    """Read each PAGE, then trace every quote in it to the records, and name what differs."""
    opened, refused = open_with_notes(records, index)
    code = write_readings(
        trace_readings(read_all(pages, jobs, entities), opened), kind, output, opened, fail_on
    )
    return code or min(refused, 1)
