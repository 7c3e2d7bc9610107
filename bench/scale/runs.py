"""Runs of a plan, each in a process of its own: started, measured, and their files compared."""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType
from typing import IO

from bench.scale.processes import await_end, kill, tree_of, watching

Out = IO[bytes] | int
GRACE = 30.0  # seconds that the processes of a run may outlive it, where it was killed alone


@dataclass(frozen=True)
class Ran:
    """A run that came to its end.

    Attributes:
        seconds: by the clock, with start-up.
        processors: seconds of processors, of all of its processes.
        peak: bytes that all of its processes held together at the most.
        stages: of each stage the seconds of processors that its tasks took.
        counts: what there was of what.
    """

    seconds: float
    processors: float
    peak: int
    stages: dict[str, float]
    counts: dict[str, int]


@contextmanager
def another(plan: Path, output: Path, engine: str | None = None) -> Iterator[Path]:
    """The same plan with another output folder and, if told, another engine; it lies beside the first.

    Args:
        plan: a plan.
        output: the other folder.
        engine: the other engine.
    """
    told = re.sub(r"(?m)^output\s*=.*$", f'output = "{output}"', plan.read_text(encoding="utf-8"), count=1)
    if engine:
        told = re.sub(r"(?m)^engine\s*=.*\n", "", told)
        told = f'engine = "{engine}"\n{told}'
    with NamedTemporaryFile("w", dir=plan.parent, suffix=".toml", encoding="utf-8") as file:
        file.write(told)
        file.flush()
        yield Path(file.name)


def environment() -> dict[str, str]:
    """Nothing is sent to the makers of the engines; what is started finds the packages of this process."""
    path = os.pathsep.join(filter(None, sys.path))
    quiet = {"DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0"}
    return os.environ | quiet | {"PYTHONPATH": path}


@contextmanager
def running(
    command: Sequence[str], out: Out = subprocess.DEVNULL, settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen[bytes]]:
    """A module of Python that runs, as the leader of a process group of its own; killed in the end.

    Args:
        command: the module and its arguments.
        out: where what it says goes.
        settings: of its environment, beside the usual ones.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=out,
        stderr=out,
        start_new_session=True,
        env=environment() | settings,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            kill(tree_of(process.pid))
            process.wait()


def carry_out(plan: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Ran:
    """Carry a plan out, and measure that.

    Args:
        plan: the plan.
        settings: of the environment, beside the usual ones.

    Raises:
        RuntimeError: it came to no good end; with what it said last.
    """
    with NamedTemporaryFile() as out:
        began = time.monotonic()
        command = ["bench.scale.carry", str(plan)]
        with running(command, out.file, settings) as process, watching(process.pid) as watched:
            process.wait()
            seconds = time.monotonic() - began
        said = Path(out.name).read_text(encoding="utf-8", errors="replace")
    if process.returncode:
        raise RuntimeError(f"the run of {plan} ended with {process.returncode}: {said[-500:]}")
    told = json.loads(said.splitlines()[-1])
    return Ran(seconds, watched.processors, watched.peak, told["stages"], told["counts"])


def kill_some(process: subprocess.Popen[bytes], whom: str, pick: float) -> list[int]:
    """Kill of a run what is asked for; those of its processes that outlive it.

    Args:
        process: the run.
        whom: ``group``, the whole of it; ``driver``, the process that was started; ``worker``, one below it.
        pick: from 0 to 1: which of the workers.
    """
    pids = tree_of(process.pid)
    workers = pids[1:]
    if whom == "worker" and workers:
        kill([workers[int(pick * len(workers))]])
        return []
    kill(pids if whom == "group" else pids[:1])
    process.wait()
    return await_end(pids, GRACE)


def digests(output: Path) -> dict[str, str]:
    """The SHA-256 of every Parquet file of an output folder."""
    files = sorted(output.rglob("*.parquet"))
    return {str(file.relative_to(output)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def tell_differences(one: dict[str, str], other: dict[str, str]) -> str:
    """Say which files of two runs differ."""
    differing = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    if not differing:
        return f"all {len(one)} Parquet files have the same bytes"
    return f"{len(differing)} of {len(one.keys() | other.keys())} files DIFFER: {', '.join(differing[:5])}"
