"""``onrecord descend``: who may have a quote from whom, over many pages."""

import json
from pathlib import Path
from typing import TextIO

import click

from onrecord.cli.notes import complain
from onrecord.cli.opening import open_collections
from onrecord.cli.options import format_option, index_option, output_option, pages_argument, records_option
from onrecord.cli.output import open_output
from onrecord.cli.read import read_all
from onrecord.cli.views import NOTHING_FOUND, console_for
from onrecord.export import descent_json
from onrecord.model import Reading, Rejected, Stemma
from onrecord.pipeline.descend import descend as follow
from onrecord.pipeline.trace import trace_readings
from onrecord.show import draw_dot, render_descent, render_stemma

FORMATS = ("text", "json", "dot", "html")


@click.command(short_help="Infer who may have a quote from whom, over many pages.")
@pages_argument
@records_option(required=False)
@index_option
@click.option("--quote", metavar="WORDS", help="Only the utterances that WORDS are a wording of.")
@format_option(*FORMATS)
@output_option
def descend(
    pages: tuple[str, ...],
    jobs: int,
    entities: Path | None,
    records: Path | None,
    index: Path | None,
    quote: str | None,
    kind: str,
    output: Path | None,
) -> int:
    """Find what several PAGEs quote, and infer who may have it from whom; no record is needed."""
    opened, _, refused = open_collections(records, None, index) if records else (None, None, 0)
    results = list(read_all(pages, jobs, entities))
    rejected = [result for result in results if isinstance(result, Rejected)]
    for bad in rejected:
        complain(f"{bad.item}: {bad.reason}")
    readings = [result for result in results if isinstance(result, Reading)]
    stemmas = follow(trace_readings(readings, opened) if opened else readings, opened, quote)
    with open_output(output) as stream:
        _write(stemmas, kind, stream, quote)
    if rejected or refused:
        return 1
    return 0 if stemmas else NOTHING_FOUND


def _write(stemmas: list[Stemma], kind: str, stream: TextIO, quote: str | None) -> None:
    if kind == "json":
        stream.write(json.dumps(descent_json(stemmas), ensure_ascii=False, indent=1) + "\n")
    elif kind == "dot":
        stream.write(draw_dot(stemmas))
    elif kind == "html":
        stream.write(render_descent(stemmas, title="On Record"))
    else:
        console = console_for(stream)
        for stemma in stemmas:
            render_stemma(stemma, console)
        if not stemmas:
            which = " that these words are a wording of" if quote else ""
            console.print(f"No utterance{which} was found on more than one page.")
