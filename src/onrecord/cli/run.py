"""``onrecord run``: a plan is carried out, or gone on with."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.notes import complain, printable
from onrecord.errors import UsageError
from onrecord.show.words import count

if TYPE_CHECKING:
    from onrecord.pipeline.bulk import Estimate, StageSpent, Summary

EVERY = 10  # seconds between two lines of progress
REFUSED, NO_PAGE = "refused: ", "no page: "  # what the count of a reason begins with
MOST_REASONS = 20  # that the summary tells; all are in the table of what was refused


@click.command(short_help="Read and trace pages by the thousand, into Parquet.")
@click.argument("plan", type=click.Path(path_type=Path), metavar="PLAN")
@click.option(
    "--workers",
    type=click.IntRange(1, 4096),
    metavar="N",
    help="Use N workers in place of the plan's; no more than its memory has room for.",
)
@click.option("--ledger", metavar="PLACE", help="Keep what was found in this ledger, too.")
@click.option("--estimate", is_flag=True, help="Read a sample, and say what the whole would take.")
def run(plan: Path, workers: int | None, ledger: str | None, estimate: bool) -> int:
    """Carry out PLAN, a TOML file that names pages by the thousand: read, trace and gather them into Parquet.

    A run that was interrupted, however it was, goes on where it stopped, and ends with the same files.
    """
    try:
        from onrecord.pipeline.bulk import estimate_plan, read_plan, run_plan
    except ModuleNotFoundError as err:
        raise UsageError(f"a run needs {err.name}, which is missing: pip install 'onrecord[bulk]'") from err
    told = read_plan(plan) if estimate else read_plan(plan, workers=workers, ledger=ledger)
    asked = told.settings.workers
    if told.engine == "local" and told.workers < asked:
        complain(f"settings.memory has room for {told.workers} of {asked} workers")
    if estimate:
        _tell_estimate(estimate_plan(told), told.workers, workers)
        return 0
    summary = run_plan(told, _Progress())
    for bad in summary.refused:
        complain(f"{bad.item}: {bad.reason}")
    _tell(summary)
    return int(bool(summary.refused or _reasons(summary.counts)))


class _Progress:
    """Lines on standard error, some seconds apart, and one at the end of each stage."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, stage: "StageSpent") -> None:
        now = time.monotonic()
        is_new = stage.done > stage.skipped or stage.counts["kept"]
        if not is_new or (now - self._told < EVERY and stage.done < stage.tasks):
            return
        self._told = now
        click.echo(f"onrecord: {stage.name}: {_tell_stage(stage)}", err=True)


def _tell_stage(stage: "StageSpent") -> str:
    told = f"{stage.done} of {stage.tasks}"
    if stage.counts["pages"]:
        refused = sum(n for _, n in _reasons(stage.counts))
        rate = stage.new_pages / stage.seconds if stage.seconds else 0
        told += f", {stage.counts['pages']} pages, {rate:.1f} a second, {refused} refused"
    if stage.counts["kept"]:
        told += f", {stage.counts['kept']} pages kept"
    return f"{told}, {stage.seconds:.1f} s, {stage.processors:.1f} s of processors"


def _reasons(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """How often each reason was given, the most frequent first."""
    found = ((key.removeprefix(REFUSED), n) for key, n in counts.items() if key.startswith(REFUSED))
    return sorted(found, key=lambda reason: (-reason[1], reason[0]))


def _tell(summary: "Summary") -> None:
    if all(stage.done == stage.skipped for stage in summary.stages):
        click.echo("Nothing to do: this plan is carried out.")
    for name in sorted(summary.counts, key=lambda name: (name.startswith(NO_PAGE), name)):
        if not name.startswith(REFUSED):
            click.echo(f"{summary.counts[name]:>12,} {name}")
    reasons = _reasons(summary.counts)
    for reason, number in reasons[:MOST_REASONS]:
        click.echo(f"{number:>12,} refused: {printable(reason)}")  # a server may have had a word in it
    if len(reasons) > MOST_REASONS:
        click.echo(f"{sum(n for _, n in reasons[MOST_REASONS:]):>12,} refused for other reasons")


def _tell_estimate(found: "Estimate", here: int, elsewhere: int | None) -> None:
    """Say what a sample comes to: with the plan's workers on this machine, and with so many elsewhere."""
    click.echo(f"From {found.sample:,} pages that were read here, evenly spread over the inputs:")
    click.echo(f"{found.pages:>12,} pages, by how many there were in as much of the inputs")
    per_page = f"{found.reading * 1000:.1f} to read it, the rest to gather families"
    click.echo(f"{found.seconds * 1000:>12.1f} ms of a processor a page: {per_page}")
    for workers, where in ((here, "here"), (elsewhere, "on such machines")):
        if workers is None:
            continue
        rate, memory = workers / found.seconds, found.memory * workers / 1e9
        told = f"hours with {count(workers, 'worker')} {where}, each with a processor of its own"
        click.echo(f"{found.hours(workers):>12,.2f} {told}: {rate:,.1f} pages a second")
        click.echo(f"{memory:>12,.2f} GB of memory for them, at {found.memory / 1e6:.0f} MB each at the most")
    click.echo(f"{found.stay * found.pages / 1e9:>12,.2f} GB of tables, at {found.stay / 1e3:.1f} KB a page")
    work = f"{found.work / 1e3:.1f} KB a page, which are deleted at the end"
    click.echo(f"{found.work * found.pages / 1e9:>12,.2f} GB of work files, at {work}")
