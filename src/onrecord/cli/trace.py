"""``onrecord trace``: take pages apart and trace their quotes to the records."""

from pathlib import Path

import click

from onrecord.cli.options import output_options, pages_argument, records_options
from onrecord.cli.progress import open_collections
from onrecord.cli.read import read_all
from onrecord.cli.views import write_readings
from onrecord.extract import Tagger
from onrecord.model import Rejected, Severity
from onrecord.pipeline import find_elsewhere, flag_quoted_there, trace_readings


@click.command()
@pages_argument
@click.option(
    "--paraphrases/--no-paraphrases",
    default=True,
    show_default=True,
    help="Look for what indirect statements likely report, too.",
)
@records_options
@output_options
def trace(
    pages: tuple[str, ...],
    jobs: int,
    entities: Path | None,
    paraphrases: bool,
    records: Path,
    carriers: Path | None,
    index: Path | None,
    fail_on: Severity | None,
    kind: str,
    output: Path | None,
) -> int:
    """Read each PAGE, then trace every quote in it to the records, and name what differs."""
    opened, others, refused = open_collections(records, carriers, index)
    tagger = Tagger()
    traced = trace_readings(read_all(pages, jobs, entities, tagger), opened, paraphrases=paraphrases)
    if others is not None:
        traced = find_elsewhere(traced, others)
    flagged = (item if isinstance(item, Rejected) else flag_quoted_there(item, tagger) for item in traced)
    code = write_readings(flagged, kind, output, opened, fail_on)
    return code or min(refused, 1)
