"""Readings → the format asked for; what was refused → one line each on standard error."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from rich.console import Console

from onrecord.cli.notes import complain
from onrecord.cli.output import open_output
from onrecord.export import page_json, page_line
from onrecord.model import Reading, Rejected, Severity, Stemma
from onrecord.show import render_reading, render_report, render_trace

FORMATS = ("text", "json", "jsonl", "html")
WIDTH = 80  # columns at most, however wide the terminal: longer lines are hard to read
NOTHING_FOUND, DRIFTED = 3, 4  # exit codes
LEVELS = tuple(Severity)


@dataclass(slots=True)
class Tally:
    """What the exit code depends on, counted while results are written."""

    rejected: int = 0
    traced: int = 0
    found: int = 0
    worst: int = 0
    fail_on: Severity | None = None
    readings: list[Reading] = field(default_factory=list)

    def count(self, reading: Reading, *, bare: bool = False) -> None:
        """Count a page's traces; paraphrases only where one was asked for by itself."""
        for traces in reading.traces.values():
            for trace in traces:
                if trace.paraphrase and not bare:
                    continue
                self.traced += 1
                self.found += trace.passage is not None
                self.worst = max([self.worst, *(LEVELS.index(d.severity) for d in trace.drift)])

    def exit_code(self) -> int:
        """1 where anything was refused, 4 where drift reaches ``fail_on``, 3 where nothing was found."""
        if self.rejected:
            return 1
        if self.fail_on is not None and self.worst >= LEVELS.index(self.fail_on):
            return DRIFTED
        return NOTHING_FOUND if self.traced and not self.found else 0


def write_readings(
    results: Iterable[Reading | Rejected],
    kind: str,
    output: Path | None,
    searched: int | None = None,
    fail_on: Severity | None = None,
    *,
    follow: Callable[[list[Reading]], list[Stemma]] | None = None,
    bare: bool = False,
) -> int:
    """Write all readings in a format; the exit code that they call for.

    Args:
        results: as the pipeline yields them.
        kind: one of ``FORMATS``.
        output: a file, or None for standard output.
        searched: how many records were searched; None where none were.
        fail_on: the severity of drift from which on the exit code is 4.
        follow: what several pages carry and how it came to them, for the report.
        bare: they are of bare quotes, with no page around them to be shown.
    """
    tally = Tally(fail_on=fail_on)
    with open_output(output) as stream:
        for result in results:
            if isinstance(result, Rejected):
                tally.rejected += 1
                complain(f"{result.item}: {result.reason}")
                continue
            tally.count(result, bare=bare)
            _write_one(result, kind, stream, tally, bare=bare)
        if kind == "json":
            stream.write(json.dumps(page_json(tally.readings), ensure_ascii=False, indent=1) + "\n")
        elif kind == "html":
            stemmas = follow(tally.readings) if follow else []
            report = render_report(tally.readings, searched=searched, title="On Record", stemmas=stemmas)
            stream.write(report)
    return tally.exit_code()


def _write_one(reading: Reading, kind: str, stream: TextIO, tally: Tally, *, bare: bool) -> None:
    if kind == "jsonl":
        stream.write(json.dumps(page_line(reading), ensure_ascii=False) + "\n")
    elif kind == "text" and bare:
        for trace in (t for traces in reading.traces.values() for t in traces):
            render_trace(reading.snap.text, trace, console_for(stream))
    elif kind == "text":
        render_reading(reading, console_for(stream))
    else:
        tally.readings.append(reading)


def console_for(stream: TextIO) -> Console:
    """A terminal as wide as it is, up to 80 columns; a file gets 80."""
    console = Console(file=stream, highlight=False, soft_wrap=False)
    width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return Console(file=stream, highlight=False, width=width)
