"""``onrecord show``: one page, statement, speaker or record of the ledger."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from onrecord.cli.options import format_option, ledger_option, output_option
from onrecord.cli.output import open_output
from onrecord.cli.views import console_for
from onrecord.errors import NotHeldError, UsageError
from onrecord.export import Finding, held_json, noun_json, record_json
from onrecord.ledger import Ledger
from onrecord.model import Query, Reading
from onrecord.show import (
    render_capture,
    render_judgements,
    render_reading,
    render_record,
    render_report,
    render_speaker,
)

LATEST = 50  # statements of a speaker that are shown; onrecord search --speaker has the others
MAX_NUMBER = 18  # digits of a record's number: a database counts no further

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that the ledger holds, as each format has it; only what is a reading has a report."""

    text: Callable[[Console], None]
    json: Callable[[], Json]
    reading: Reading | None = None


@click.command(short_help="Show a page, statement, speaker or record.")
@click.argument("key", metavar="ID")
@ledger_option
@format_option("text", "json", "html")
@output_option
def show(key: str, ledger: str, kind: str, output: Path | None) -> int:
    """Show what the ledger has by ID: the key of a page, statement or speaker, or a record's number or id."""
    with Ledger.open(ledger, create=False) as opened:
        shown = _find(opened, key)
        if kind == "html" and shown.reading is None:
            raise UsageError(f"{key}: a speaker or record has no report: take --format text or json")
        with open_output(output) as stream:
            if kind == "text":
                shown.text(console_for(stream))
            elif kind == "json":
                stream.write(json.dumps(shown.json(), ensure_ascii=False, indent=1) + "\n")
            elif shown.reading is not None:
                stream.write(_report(shown.reading))
    return 0


def _find(ledger: Ledger, key: str) -> Shown:
    for find in (_page, _statement, _speaker, _record):
        with contextlib.suppress(NotHeldError):
            return find(ledger, key)
    raise NotHeldError(
        f"{ledger.name}: holds no page, statement, speaker or record {key[:60]}; onrecord search finds keys"
    )


def _page(ledger: Ledger, key: str) -> Shown:
    held = ledger.hold(key)

    def text(console: Console) -> None:
        render_capture(held, len(ledger.captures_of(held.capture.document)), console)
        render_reading(held.reading, console, held.keys)

    return Shown(text, lambda: held_json(held), held.reading)


def _statement(ledger: Ledger, key: str) -> Shown:
    held, name = ledger.hold_statement(key)
    attrib = next(each for each in held.reading.attributions if each.id == name)
    reading = Finding(held.reading, attrib).narrow()
    judged = ledger.judgements_of(key)

    def text(console: Console) -> None:
        render_reading(reading, console, held.keys)
        render_judgements(judged, console)

    return Shown(text, lambda: {**noun_json(ledger.hit(key)), "on": held_json(held, reading)}, reading)


def _speaker(ledger: Ledger, key: str) -> Shown:
    speaker = ledger.speaker(key)
    hits = ledger.search(Query(speaker=speaker.key), limit=LATEST).hits
    judged = ledger.judgements_of(key)

    def text(console: Console) -> None:
        render_speaker(speaker, hits, console)
        render_judgements(judged, console)

    return Shown(text, lambda: {**noun_json(speaker), "latest": [noun_json(hit) for hit in hits]})


def _record(ledger: Ledger, key: str) -> Shown:
    is_number = key.isdecimal() and len(key) <= MAX_NUMBER
    number = ledger.number_of_record(key) or (int(key) if is_number else None)
    if number is None:
        raise NotHeldError(f"no record {key[:60]} in this ledger")
    held, record = ledger.record(number)
    quoted = ledger.quotations(held.id) if held.current else ()
    return Shown(
        lambda console: render_record(held, record, quoted, console),
        lambda: record_json(held, record, quoted),
    )


def _report(reading: Reading) -> str:
    searched = [trace.searched for traces in reading.traces.values() for trace in traces]
    return render_report([reading], searched=max(searched, default=None), title="On Record")
