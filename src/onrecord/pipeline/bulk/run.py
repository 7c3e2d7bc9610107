"""A plan → its output folder: the stages one after the other; what is done is not done again."""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger
from onrecord.model import Outcome, Rejected
from onrecord.pipeline.bulk.engine import Engine, open_engine
from onrecord.pipeline.bulk.inputs import Input, list_inputs, refuse_changed
from onrecord.pipeline.bulk.keeping import keep_run
from onrecord.pipeline.bulk.marks import Mark, find_mark, put_mark
from onrecord.pipeline.bulk.matching import MATCHINGS, group_pieces, matching_stages
from onrecord.pipeline.bulk.messages import Job
from onrecord.pipeline.bulk.opening import Opened, claim, cut, lock, open_method, sweep
from onrecord.pipeline.bulk.pieces import Piece
from onrecord.pipeline.bulk.plan import Plan
from onrecord.pipeline.bulk.stages import Kernel, Spent, Task, do_stage, read_stage
from onrecord.pipeline.bulk.tables import WORK, Written
from onrecord.pipeline.bulk.telling import telling_stages


@dataclass(slots=True)
class StageSpent:
    """What a stage took this time; tasks that were done before took nothing.

    Attributes:
        tasks: how many it has.
        done: how many are done.
        skipped: how many were done before.
        seconds: by the clock.
        processors: seconds of processors.
        counts: what there was of what, in all tasks done.
        new_pages: pages read this time.
        files: what they wrote.
        rows: of each task, what is matched later.
    """

    name: str
    tasks: int
    done: int = 0
    skipped: int = 0
    seconds: float = 0.0
    processors: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    new_pages: int = 0
    files: list[Written] = field(default_factory=list)
    rows: dict[int, dict[str, int]] = field(default_factory=dict)

    def add(self, spent: Spent) -> None:
        """Count a task in."""
        self.done += 1
        self.new_pages += 0 if spent.is_old else spent.mark.counts.get("pages", 0)
        self.skipped += spent.is_old
        self.processors += spent.seconds
        self.counts.update(spent.mark.counts)
        self.files += spent.mark.files
        self.rows[spent.number] = {name: spent.mark.counts.get(name, 0) for name in MATCHINGS}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to.

    Attributes:
        counts: what there is of what.
        stages: what each took this time; none where everything was done before.
        refused: folders, records and rows of tables that could not be read. Pages are in the counts.
    """

    counts: dict[str, int]
    stages: tuple[StageSpent, ...]
    refused: tuple[Rejected, ...]


Note = Callable[[StageSpent], None]


def run_plan(plan: Plan, note: Note = lambda _: None) -> Summary:
    """Carry a plan out, or go on with it where it stopped.

    Args:
        plan: as `read_plan` gives it.
        note: is told how far a stage is, each time a task is done.

    Raises:
        UsageError: the output folder holds something else, or what the plan names is not there, or was
            changed while it was read.
        OnRecordError: a task cannot be done.
    """
    output = plan.output.resolve()
    with lock(output):
        opened = open_method(plan)
        inputs, closed = list_inputs(plan)
        claim(plan, opened, inputs)
        if plan.ledger is not None:
            Ledger.open(plan.ledger).close()  # one that will not do is told now, not when all is read
        run, mark = Run(output, note), find_mark(output, "run", 0)
        if mark is None:
            mark = _carry_out(plan, opened, inputs, run)
        shutil.rmtree(output / "work", ignore_errors=True)
        kept = () if plan.ledger is None else run.keep(plan, opened)
        refused = tuple(dict.fromkeys((*opened.refused, *closed, *kept)))  # records are read again to be kept
    return Summary(mark.counts, tuple(run.stages), refused)


class Run:
    """The stages of a run, and what they took."""

    def __init__(self, output: Path, note: Note = lambda _: None) -> None:
        self.stages: list[StageSpent] = []
        self._output, self._note = output, note

    def carry_out(self, engine: Engine, pieces: Sequence[Piece], job: Job) -> Mark:
        """Do all stages; gives the mark of the whole: the tables that stay, and what is in them."""
        reads = [Task(self._output, "read", piece.number, (piece, job)) for piece in pieces]
        read = self._do(engine, read_stage, reads)
        groups = {
            name: group_pieces([read.rows[piece.number][name] for piece in pieces], each.bucket_rows)
            for name, each in MATCHINGS.items()
        }
        for name in MATCHINGS:
            for kernel, tasks in matching_stages(self._output, name, read.counts[name], groups[name]):
                self._do(engine, kernel, tasks)
        told = StageSpent("", 0)
        for kernel, tasks in telling_stages(self._output, read.counts, len(groups["quotes"])):
            told = self._do(engine, kernel, tasks)
        counts = read.counts + told.counts
        stay = (file for file in (*read.files, *told.files) if not file.path.startswith("work/"))
        files = sorted(stay, key=lambda file: file.path)
        return Mark(tuple(files), {name: counts[name] for name in sorted(counts) if name not in WORK})

    def keep(self, plan: Plan, opened: Opened) -> Iterator[Rejected]:
        """Keep the pages in the plan's ledger, one after the other."""
        stage, began = StageSpent("keep", 1), time.monotonic()
        records = plan.records if opened.records else None
        for done in keep_run(self._output, plan.ledger or "", opened.method, records):
            if isinstance(done, Rejected):
                yield done
                continue
            stage.counts["kept"] += done.outcome is not Outcome.UNCHANGED
            stage.seconds = time.monotonic() - began
            self._note(stage)
        stage.done, stage.skipped = 1, int(not stage.counts["kept"])
        self._note(stage)
        self.stages.append(stage)

    def _do(self, engine: Engine, kernel: Kernel, tasks: Sequence[Task]) -> StageSpent:
        stage, began = StageSpent(tasks[0].stage if tasks else "", len(tasks)), time.monotonic()
        for spent in do_stage(engine, kernel, tasks):
            stage.add(spent)
            stage.seconds = time.monotonic() - began
            self._note(stage)
        self.stages.append(stage)
        return stage


def _carry_out(plan: Plan, opened: Opened, inputs: Sequence[Input], run: Run) -> Mark:
    """Do what of a run is not done yet, and note that all is."""
    output = plan.output.resolve()
    try:
        sweep(output)
        engine = open_engine(plan.engine, _workers(plan), plan.worker_memory)
        try:
            mark = run.carry_out(engine, cut(plan, inputs), opened.job)
        finally:
            engine.close()
        refuse_changed(inputs)
        sweep(output)  # of workers that died, but not the run
        put_mark(output, "run", 0, mark)
    except ConnectionError:  # whoever was told how far it is has gone away
        raise
    except OSError as err:  # of the output's disk, or of the machine: inputs that fail are refused one by one
        why = (err.strerror or str(err)).lower()
        raise OnRecordError(f"{err.filename or output}: the run cannot go on ({why})") from err
    return mark


def _workers(plan: Plan) -> int:
    return plan.workers if plan.engine == "local" else plan.settings.workers
