"""``onrecord compare``: two pages, or two captures of one, statement by statement."""

import json
import sys
from itertools import islice
from pathlib import Path

import click

from onrecord.cli.options import fail_on_option, output_options
from onrecord.cli.output import open_output
from onrecord.cli.views import DRIFTED, LEVELS, console_for
from onrecord.errors import InputError, UsageError
from onrecord.export import comparison_json
from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.model import Comparison, Reading, Rejected, Severity, Snapshot
from onrecord.pipeline.compare import compare_readings
from onrecord.pipeline.read import read_snapshots
from onrecord.show import render_comparison, render_comparison_page


@click.command(short_help="Compare two pages, or two captures of one.")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@fail_on_option
@output_options
def compare(first: str, second: str, fail_on: Severity | None, kind: str, output: Path | None) -> int:
    """Compare page A with page B, or two captures of one page, statement by statement.

    What was changed is told from A to B. Each is a file, a URL, or - for standard input, and holds one page.
    """
    if first == second == "-":
        raise UsageError("only one of A and B can be standard input: name a file for the other")
    snaps = [_read_one(source) for source in (first, second)]
    ours, theirs = (r for r in read_snapshots(snaps, Tagger()) if isinstance(r, Reading))
    comparison = compare_readings(ours, theirs)
    write_comparison(comparison, kind, output)
    is_reached = fail_on is not None and LEVELS.index(comparison.severity) >= LEVELS.index(fail_on)
    return DRIFTED if is_reached else 0


def write_comparison(comparison: Comparison, kind: str, output: Path | None) -> None:
    """Write a comparison in one of the formats that ``--format`` knows."""
    with open_output(output) as stream:
        if kind == "text":
            render_comparison(comparison, console_for(stream))
        elif kind == "html":
            stream.write(render_comparison_page(comparison))
        else:
            indent = 1 if kind == "json" else None
            stream.write(json.dumps(comparison_json(comparison), ensure_ascii=False, indent=indent) + "\n")


def _read_one(source: str) -> Snapshot:
    """The one page that an argument names.

    Raises:
        InputError: it cannot be read, or holds more pages than one.
    """
    found = list(islice(read_pages((source,), sys.stdin.buffer if source == "-" else None), 2))
    if len(found) > 1:
        raise InputError(f"{source}: holds more than one page; give A and B a file each, with one page in it")
    if not found:
        raise InputError(f"{source}: holds no page")
    (snap,) = found
    if isinstance(snap, Rejected):
        raise InputError(f"{snap.item}: {snap.reason}")
    return snap
