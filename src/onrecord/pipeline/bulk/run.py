"""A plan → its output folder: the stages one after the other; what is done is not done again."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from filelock import AcquireReturnProxy, FileLock, Timeout

from onrecord.errors import OnRecordError, UsageError
from onrecord.extract import Tagger
from onrecord.files import replace_whole
from onrecord.ledger import key_of
from onrecord.model import Method, Rejected
from onrecord.pipeline.bulk.engine import Engine, open_engine
from onrecord.pipeline.bulk.inputs import Input, list_inputs
from onrecord.pipeline.bulk.messages import Job
from onrecord.pipeline.bulk.pieces import Piece, cut_inputs
from onrecord.pipeline.bulk.plan import Plan
from onrecord.pipeline.bulk.stages import Kernel, Task, do_stage, read_stage
from onrecord.pipeline.keep import Reader
from onrecord.pipeline.known import open_table
from onrecord.pipeline.records import open_records
from onrecord.trace import Index


@dataclass(slots=True)
class StageSpent:
    """What a stage took this time; tasks that were done before took nothing.

    Attributes:
        tasks: how many it has.
        done: how many are done.
        skipped: how many were done before.
        seconds: by the clock.
        processors: seconds of processors.
        peak: bytes that a reading process took at the most.
        counts: what there was of what, in all tasks done.
    """

    name: str
    tasks: int
    done: int = 0
    skipped: int = 0
    seconds: float = 0.0
    processors: float = 0.0
    peak: int = 0
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. ``refused`` are inputs, records and rows of tables; pages are in the counts."""

    stages: tuple[StageSpent, ...]
    refused: tuple[Rejected, ...]

    @property
    def counts(self) -> Counter[str]:
        """What there is of what."""
        return sum((stage.counts for stage in self.stages), Counter())

    @property
    def is_idle(self) -> bool:
        """Whether everything was done before."""
        return all(stage.done == stage.skipped for stage in self.stages)


Note = Callable[[StageSpent], None]


def run_plan(plan: Plan, note: Note = lambda _: None) -> Summary:
    """Carry a plan out, or go on with it where it stopped.

    Args:
        plan: as `read_plan` gives it.
        note: is told how far a stage is, each time a task is done.

    Raises:
        UsageError: the output folder holds something else, or what the plan names is not there.
        OnRecordError: a task cannot be done.
    """
    with _lock(plan.output):
        output = plan.output.resolve()
        method, job, refused = _open_method(plan)
        inputs, closed = list_inputs(plan)
        _claim(plan, method, inputs)
        pieces = _cut(plan, inputs)
        engine = open_engine(plan.engine, _workers(plan), plan.worker_memory)
        try:
            reads = [Task(output, "read", piece.number, (piece, job)) for piece in pieces]
            stages = [_run_stage(engine, "read", read_stage, reads, note)]
        finally:
            engine.close()
    return Summary(tuple(stages), (*refused, *closed))


def _run_stage(engine: Engine, name: str, kernel: Kernel, tasks: Sequence[Task], note: Note) -> StageSpent:
    stage, began = StageSpent(name, len(tasks)), time.monotonic()
    for spent in do_stage(engine, kernel, tasks):
        stage.done += 1
        stage.skipped += spent.seconds == 0
        stage.processors += spent.seconds
        stage.peak = max(stage.peak, spent.peak)
        stage.counts.update(spent.mark.counts)
        stage.seconds = time.monotonic() - began
        note(stage)
    return stage


def _workers(plan: Plan) -> int:
    return plan.workers if plan.engine == "local" else plan.settings.workers


def _lock(output: Path) -> AcquireReturnProxy[Any]:
    """Keep the output folder from other runs, as long as the context lasts."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        return FileLock(output / ".lock", timeout=0).acquire()
    except Timeout as err:
        raise OnRecordError(f"{output}: another run is at work in this folder; wait for it") from err
    except OSError as err:
        raise OnRecordError(f"{output}: cannot be written ({(err.strerror or str(err)).lower()})") from err


def _open_method(plan: Plan) -> tuple[Method, Job, list[Rejected]]:
    """How the plan's pages are read, whole before any worker begins; and what of its tables is refused."""
    refused: list[Rejected] = []
    table = open_table(plan.entities, refused.append) if plan.entities else None
    index = open_records(plan.records, None, refused.append) if plan.records else None
    paraphrases = plan.settings.paraphrases
    method = Reader(Tagger(), index, table=table, paraphrases=paraphrases).method
    job = Job(
        index=str(index.folder.resolve()) if index else None,
        entities=str(plan.entities.resolve()) if plan.entities else None,
        paraphrases=paraphrases,
        page_seconds=plan.settings.page_seconds,
        page_memory=plan.page_memory,
    )
    records = {"records": _digest_of(index)} if index else {}
    return Method(method.version, method.settings | records), job, refused


def _digest_of(index: Index) -> str:
    return key_of(*(f"{name} {stamp}" for name, stamp in sorted(index.sources.items())))


def _claim(plan: Plan, method: Method, inputs: Sequence[Input]) -> None:
    """Make the output folder this plan's, or see that it is.

    What may differ from one run to the next does not change what is written: engine, workers, memory, ledger.

    Raises:
        UsageError: it holds the run of another plan, or something else.
    """
    settings = plan.settings
    wanted = {
        "version": method.version,
        **{f"method.{name}": value for name, value in sorted(method.settings.items())},
        "settings.page_seconds": settings.page_seconds,
        "settings.page_memory": plan.page_memory,
        "settings.piece_pages": settings.piece_pages,
        "inputs": key_of(*(f"{each.name}\t{each.stamp}" for each in inputs)),
    }
    place = plan.output / "plan.json"
    if not place.exists():
        if any(not each.name.startswith(".") for each in plan.output.iterdir()):
            raise UsageError(f"{plan.output}: holds something else; name an empty folder as output")
        _write(place, msgspec.json.format(msgspec.json.encode(wanted)))
        return
    held = msgspec.json.decode(place.read_bytes())
    differing = sorted(key for key in wanted.keys() | held.keys() if wanted.get(key) != held.get(key))
    if differing:
        raise UsageError(
            f"{plan.output}: was begun with other {', '.join(differing)};"
            " name another output, or delete this one"
        )


def _cut(plan: Plan, inputs: Sequence[Input]) -> list[Piece]:
    """The plan's pieces, cut once: it takes a look at every file."""
    place = plan.output / "pieces.json"
    if not place.exists():
        pieces = cut_inputs(inputs, plan.settings.piece_pages)
        _write(place, msgspec.json.encode(pieces))
    return msgspec.json.decode(place.read_bytes(), type=list[Piece])


def _write(place: Path, data: bytes) -> None:
    with replace_whole(place) as part:
        part.write_bytes(data)
