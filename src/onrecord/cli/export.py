"""``onrecord export``: the ledger's findings for other programs."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import click

from onrecord.cli.notes import complain
from onrecord.cli.options import format_option, ledger_option, output_option
from onrecord.cli.output import open_output
from onrecord.cli.query import query_options
from onrecord.cli.views import NOTHING_FOUND
from onrecord.errors import NotHeldError, UsageError
from onrecord.export import (
    TABLES,
    Finding,
    annotation_json,
    csv_lines,
    page_line,
    prov_json,
    quotation_json,
    write_parquet,
)
from onrecord.files import replace_whole
from onrecord.ledger import Ledger
from onrecord.model import Query
from onrecord.pipeline.cite import Chosen, choose, choose_one, cite_each, rows_of
from onrecord.pipeline.prove import prove

Json = dict[str, Any]
FORMATS = ("jsonl", "csv", "parquet", "annotation", "schema.org", "prov", "bundle")


@click.command(short_help="Write statements for other programs.")
@query_options
@click.option(
    "--only", metavar="KEY", help="Only the statement or page with this key; onrecord search shows it."
)
@click.option(
    "--table",
    type=click.Choice(list(TABLES)),
    default="statements",
    show_default=True,
    help="What a row of csv or parquet is.",
)
@ledger_option
@format_option(*FORMATS)
@output_option
def export(query: Query, only: str | None, table: str, ledger: str, kind: str, output: Path | None) -> int:
    """Write the statements that a search would find; all of the ledger where nothing is asked for.

    jsonl has a page a line, whole; csv and parquet a row for each statement or trace; annotation a line for
    each statement and each of its traces, schema.org and prov one for each statement; bundle is the proof of
    one statement, named with --only.
    """
    with Ledger.open(ledger, create=False) as opened:
        chosen = _choose(opened, query, only)
        if kind == "bundle":
            return _write_bundle(opened, chosen, output)
        if kind == "parquet":
            return _write_parquet(chosen, table, output)
        written = 0
        with open_output(output) as stream:
            for line in _lines(opened, chosen, table, kind):
                stream.write(line)
                written += 1
    return _exit_code(written - (kind == "csv"))  # a table of nothing has its header


def _choose(ledger: Ledger, query: Query, only: str | None) -> Iterator[Chosen]:
    if only is None:
        return choose(ledger, query)
    if query != Query():
        raise UsageError("--only goes by itself: leave out QUERY and what narrows it down")
    try:
        return iter([choose_one(ledger, only)])
    except NotHeldError:
        return _choose_page(ledger, only)


def _choose_page(ledger: Ledger, key: str) -> Iterator[Chosen]:
    try:
        ledger.hold(key)
    except NotHeldError as err:
        raise NotHeldError(
            f"no statement or page {key[:60]} in this ledger; onrecord search finds keys"
        ) from err
    return choose(ledger, Query(capture=key))


def _lines(ledger: Ledger, chosen: Iterator[Chosen], table: str, kind: str) -> Iterator[str]:
    if kind == "csv":
        yield from csv_lines(TABLES[table], rows_of(TABLES[table], chosen))
    elif kind == "jsonl":
        for page in chosen:
            yield _line(page_line(page.reading))
    else:
        write: Callable[[Finding], Iterator[Json]] = _WRITERS[kind]
        for page in chosen:
            for finding in cite_each(ledger, page):
                yield from map(_line, write(finding))


def _annotations(finding: Finding) -> Iterator[Json]:
    """The statement's annotation, and one for each of its traces."""
    yield annotation_json(finding)
    for trace in finding.traces:
        yield annotation_json(replace(finding, trace=trace))


_WRITERS: dict[str, Callable[[Finding], Iterator[Json]]] = {
    "annotation": _annotations,
    "schema.org": lambda finding: iter([quotation_json(finding)]),
    "prov": lambda finding: iter([prov_json(finding)]),
}


def _write_parquet(chosen: Iterator[Chosen], table: str, output: Path | None) -> int:
    with replace_whole(_need_file(output)) as part:
        written = write_parquet(TABLES[table], rows_of(TABLES[table], chosen), part)
    return _exit_code(written)


def _exit_code(written: int) -> int:
    """0, or what nothing found has, which is said beside: what was written looks like any other file."""
    if not written:
        complain("no statement was found, so none was written")
    return 0 if written else NOTHING_FOUND


def _write_bundle(ledger: Ledger, chosen: Iterator[Chosen], output: Path | None) -> int:
    path = _need_file(output)
    findings = (finding for page in chosen for finding in cite_each(ledger, page))
    found = list(islice(findings, 2))  # a second is one too many; there may be millions
    if len(found) != 1:
        many = "several" if found else "none"
        raise UsageError(f"a bundle proves one statement, not {many}: name it with --only KEY")
    with replace_whole(path) as part:
        part.write_bytes(prove(found[0]))
    return 0


def _need_file(output: Path | None) -> Path:
    if output is None or str(output) == "-":
        raise UsageError("this format is no text: name a file with -o")
    return output


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
