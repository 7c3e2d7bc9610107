"""``onrecord trace``: take pages apart and trace their quotes to the records."""

from functools import partial
from pathlib import Path

import click

from onrecord.cli.opening import open_collections
from onrecord.cli.options import output_options, pages_argument, paraphrases_option, records_options
from onrecord.cli.read import read_all
from onrecord.cli.views import write_readings
from onrecord.extract import Tagger
from onrecord.model import Severity
from onrecord.pipeline.descend import descend
from onrecord.pipeline.trace import trace_in_full


@click.command(short_help="Look for each quote of pages in records; name what differs.")
@pages_argument
@paraphrases_option
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
    readings = read_all(pages, jobs, entities, tagger)
    traced = trace_in_full(readings, opened, tagger, others=others, paraphrases=paraphrases)
    follow = partial(descend, index=opened)
    code = write_readings(traced, kind, output, len(opened), fail_on, follow=follow)
    return 1 if refused else code
