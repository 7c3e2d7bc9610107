"""What a plan would take, from a sample of its pages that is read as the run would read it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from onrecord.errors import InputError
from onrecord.pipeline.bulk.engine import LocalEngine
from onrecord.pipeline.bulk.inputs import list_inputs
from onrecord.pipeline.bulk.messages import Job
from onrecord.pipeline.bulk.opening import open_method
from onrecord.pipeline.bulk.pieces import Piece, Slice, cut_inputs
from onrecord.pipeline.bulk.plan import OWN_MEMORY, Plan
from onrecord.pipeline.bulk.run import Run
from onrecord.pipeline.bulk.stages import Task, do_stage, read_stage

PLACES = 20  # that the sample is taken from, evenly spread over the inputs
PAGES_EACH = 10  # pages of a place
SECONDS = 120.0  # after which no further place is read


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was measured, and what it comes to for the whole.

    Attributes:
        sample: pages that were read, or refused, of the sample.
        pages: of the whole, from how many there were in as much of the inputs.
        seconds: of a processor, a page; reading and gathering families.
        reading: of these, reading alone.
        memory: bytes that a worker took at the most.
        stay: bytes a page of the tables that stay.
        work: bytes a page of those that are deleted at the end.
    """

    sample: int
    pages: int
    seconds: float
    reading: float
    memory: int
    stay: float
    work: float

    def hours(self, workers: int) -> float:
        """Hours for the whole with so many workers, each with a processor of its own."""
        return self.pages * self.seconds / workers / 3600


def estimate_plan(plan: Plan, within: float = SECONDS) -> Estimate:
    """Read a sample of a plan's pages, and say what the whole would take. The output folder is left alone.

    Args:
        plan: as `read_plan` gives it.
        within: seconds after which no further place of the sample is read.

    Raises:
        UsageError: what the plan names is not there.
        InputError: the sample holds no page.
    """
    job = open_method(plan).job
    pieces = cut_inputs(list_inputs(plan)[0], plan.settings.piece_pages)
    sample = [Piece(number, (part,)) for number, part in enumerate(_spread(pieces))]
    with TemporaryDirectory(prefix="onrecord-") as folder:
        return _measure(Path(folder), pieces, sample, job, within)


def _measure(
    folder: Path, pieces: Sequence[Piece], sample: Sequence[Piece], job: Job, within: float
) -> Estimate:
    engine, began = LocalEngine(1), time.monotonic()
    read: list[Piece] = []
    seconds, peak = 0.0, 0
    try:
        for piece in sample:
            if time.monotonic() - began > within:
                break
            for spent in do_stage(engine, read_stage, [Task(folder, "read", piece.number, (piece, job))]):
                seconds, peak = seconds + spent.seconds, max(peak, spent.peak)
            read.append(piece)
        run = Run(folder)
        mark = run.carry_out(engine, read, job)
    finally:
        engine.close()
    met = mark.counts.get("pages", 0) + mark.counts.get("rejected", 0)
    if not met:
        raise InputError("the sample holds no page: nothing can be said of the whole")
    gathering = sum(stage.processors for stage in run.stages)
    return Estimate(
        sample=met,
        pages=round(met * _share(pieces, read)),
        seconds=(seconds + gathering) / met,
        reading=seconds / met,
        memory=peak + OWN_MEMORY,
        stay=sum(file.size for file in mark.files) / met,
        work=sum(file.stat().st_size for file in (folder / "work").rglob("*.parquet")) / met,
    )


def _spread(pieces: Sequence[Piece]) -> list[Slice]:
    """The beginnings of some slices, evenly spread over all."""
    parts = [part for piece in pieces for part in piece.slices]
    count = min(len(parts), PLACES if any(part.last is not None for part in parts) else PLACES * PAGES_EACH)
    chosen = [parts[(2 * n + 1) * len(parts) // (2 * count)] for n in range(count)]
    return [_beginning(part) for part in chosen]


def _beginning(part: Slice) -> Slice:
    if part.last is None:
        return part
    return msgspec.structs.replace(part, last=min(part.last, part.first + PAGES_EACH * part.page_units))


def _share(pieces: Sequence[Piece], read: Sequence[Piece]) -> float:
    """How many times the sample the whole is."""
    return _units(pieces) / _units(read)


def _units(pieces: Sequence[Piece]) -> float:
    """Pages that these pieces may have, by their lines, bytes or files."""
    return sum(
        1 if part.last is None else max(1, part.last - part.first) / part.page_units
        for piece in pieces
        for part in piece.slices
    )
