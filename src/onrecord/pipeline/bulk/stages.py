"""The steps of a run as tasks that any process can do: they read and write files of the output folder.

A task that is done has a mark. Done twice, by a process that was thought dead, say, it writes the same bytes.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from onrecord.pipeline.bulk.engine import Engine
from onrecord.pipeline.bulk.marks import Mark, find_mark, put_mark
from onrecord.pipeline.bulk.messages import Job, Passed, Refused, encode
from onrecord.pipeline.bulk.pieces import Piece
from onrecord.pipeline.bulk.tables import TABLES, TableWriter, path_of_table
from onrecord.pipeline.bulk.worker import end_reading, read_piece, spent


class Task(msgspec.Struct, frozen=True):
    """One task of a stage. ``work`` is what its kernel needs to know beside."""

    output: Path
    stage: str
    number: int
    work: Any = None


class Spent(msgspec.Struct, frozen=True):
    """What a task took; nothing where it was done before.

    Attributes:
        number: the task's.
        mark: what it wrote.
        is_old: it was done before.
        seconds: of processors.
        peak: bytes that its worker's reading process has taken at the most, in this task or one before.
    """

    number: int
    mark: Mark
    is_old: bool = False
    seconds: float = 0.0
    peak: int = 0


Kernel = Callable[[Task], Mark]


def do_stage(engine: Engine, kernel: Kernel, tasks: Sequence[Task]) -> Iterator[Spent]:
    """Do what of a stage is not done yet.

    Yields:
        What became of each task; of one that was done before, its mark alone.

    Raises:
        OnRecordError: a task cannot be done.
    """
    left = []
    for task in tasks:
        mark = find_mark(task.output, task.stage, task.number)
        if mark is None:
            left.append(task)
        else:
            yield Spent(task.number, mark, is_old=True)
    yield from engine.map(partial(_do, kernel), left)


def _do(kernel: Kernel, task: Task) -> Spent:
    if kernel is not read_stage:
        end_reading()
    began, elsewhere = time.process_time(), spent()
    mark = kernel(task)
    put_mark(task.output, task.stage, task.number, mark)
    seconds, peak = spent()
    return Spent(task.number, mark, False, time.process_time() - began + seconds - elsewhere[0], peak)


def read_stage(task: Task) -> Mark:
    """Read the pages of a piece; ``work`` is the piece and the job."""
    piece: Piece
    job: Job
    piece, job = task.work
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(TableWriter(task.output, path_of_table(name, task.number), schema))
            for name, schema in TABLES.items()
        }
        for item in read_piece(piece, job):
            if isinstance(item, Refused):
                row = {"item": item.item, "reason": item.reason}
                writers["rejected"].add([row], len(item.item))
                counts[f"refused: {item.reason}"] += 1
                continue
            if isinstance(item, Passed):
                counts.update({f"no page: {reason}": n for reason, n in item.counts.items()})
                continue
            for name, rows in item.rows.items():
                writers[name].add(rows, len(encode(rows)))
    counts |= {name: writer.rows for name, writer in writers.items()}
    return Mark(tuple(writer.done for writer in writers.values()), dict(sorted(counts.items())))
