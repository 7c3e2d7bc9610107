"""``onrecord run``: a plan is carried out, or gone on with."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.views import complain
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.pipeline.bulk import StageSpent, Summary

EVERY = 10  # seconds between two lines of progress
REFUSED = "refused: "  # what the count of a reason begins with
MOST_REASONS = 20  # that the summary tells; all are in the table of what was refused


@click.command()
@click.argument("plan", type=click.Path(path_type=Path), metavar="PLAN")
def run(plan: Path) -> int:
    """Carry out PLAN, a TOML file that names pages by the thousand: read, trace and gather them into Parquet.

    A run that was interrupted, however it was, goes on where it stopped, and ends with the same files.
    """
    try:
        from onrecord.pipeline.bulk import read_plan, run_plan
    except ModuleNotFoundError as err:
        raise UsageError(f"a run needs {err.name}, which is missing: pip install 'onrecord[bulk]'") from err
    summary = run_plan(read_plan(plan), _Progress())
    for bad in summary.refused:
        complain(f"{bad.item}: {bad.reason}")
    _tell(summary)
    return int(bool(summary.refused or _reasons(summary)))


class _Progress:
    """Lines on standard error, some seconds apart, and one at the end of each stage."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, stage: "StageSpent") -> None:
        now = time.monotonic()
        if stage.done == stage.skipped or (now - self._told < EVERY and stage.done < stage.tasks):
            return
        self._told = now
        click.echo(f"onrecord: {stage.name}: {_tell_stage(stage)}", err=True)


def _tell_stage(stage: "StageSpent") -> str:
    told = f"{stage.done} of {stage.tasks}"
    pages = stage.counts["pages"]
    if pages:
        refused = sum(n for reason, n in stage.counts.items() if reason.startswith(REFUSED))
        rate = pages / stage.seconds if stage.seconds and not stage.skipped else 0
        told += f", {pages} pages" + (f", {rate:.1f} a second" if rate else "") + f", {refused} refused"
    return f"{told}, {stage.seconds:.0f} s, {stage.processors:.0f} s of processors"


def _reasons(summary: "Summary") -> list[tuple[int, str]]:
    """How often each reason was given, the most frequent first."""
    found = ((n, key.removeprefix(REFUSED)) for key, n in summary.counts.items() if key.startswith(REFUSED))
    return sorted(found, key=lambda reason: (-reason[0], reason[1]))


def _tell(summary: "Summary") -> None:
    if all(stage.done == stage.skipped for stage in summary.stages):
        click.echo("Nothing to do: this plan is carried out.")
    for name, number in summary.counts.items():
        if not name.startswith(REFUSED):
            click.echo(f"{number:>12,} {name}")
    reasons = _reasons(summary)
    for number, reason in reasons[:MOST_REASONS]:
        click.echo(f"{number:>12,} refused: {reason}")
    if len(reasons) > MOST_REASONS:
        click.echo(f"{sum(n for n, _ in reasons[MOST_REASONS:]):>12,} refused for other reasons")
