"""A run is killed again and again, and goes on: in the end its files must be those of an undisturbed run."""

import random
import shutil
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.scale.processes import kill
from bench.scale.runs import GRACE, another, carry_out, digests, kill_some, running, tell_differences

WHOM = ("group", "group", "driver", "worker")  # half of the kills hit all of a run's processes


@dataclass
class Killed:
    """What became of the runs that were killed.

    Attributes:
        hits: kills that hit before the end, by whom they hit.
        finished: runs that came to their end, killed on the way or not.
        undead: processes that outlived the driver for too long.
        faults: of each run whose files differ, how.
    """

    hits: Counter[str] = field(default_factory=Counter)
    finished: int = 0
    undead: int = 0
    faults: list[str] = field(default_factory=list)


def kill_runs(plan: Path, times: int, seed: int) -> Killed:
    """Kill a plan's run so many times, at random moments, and let it go on each time.

    Args:
        plan: it should take some seconds, and have several pieces.
        times: kills that must hit before the end.
        seed: of the moments.
    """
    rng, killed = random.Random(seed), Killed()
    folder = Path(tempfile.mkdtemp(prefix="kills-", dir=plan.parent))
    with another(plan, folder / "right") as undisturbed:
        ran = carry_out(undisturbed)
    right = digests(folder / "right")
    while killed.hits.total() < times:
        output = folder / f"run-{killed.finished}"
        with another(plan, output) as disturbed:
            _carry_out_disturbed(disturbed, ran.seconds, times, rng, killed)
        killed.finished += 1
        held = digests(output)
        if held != right:
            killed.faults.append(f"{output}: {tell_differences(right, held)}")
        else:
            shutil.rmtree(output)
    if not killed.faults:  # else they are kept, to be looked into
        shutil.rmtree(folder)
    return killed


def _carry_out_disturbed(plan: Path, seconds: float, times: int, rng: random.Random, killed: Killed) -> None:
    """Carry a plan out, killed on the way for as long as kills are left."""
    while killed.hits.total() < times:
        whom = rng.choice(WHOM)
        with running(["onrecord", "run", str(plan)]) as process:
            time.sleep(rng.uniform(0, seconds))
            if process.poll() is not None:
                break
            undead = kill_some(process, whom, rng.random())
            killed.undead += len(undead)
            kill(undead)
            killed.hits[whom] += 1
            process.wait()  # a run that has lost a worker goes on, or says why not and is gone on with
    carry_out(plan)


def tell_killed(killed: Killed) -> str:
    """What became of them, for people."""
    whom = ", ".join(f"{count} of the {name}" for name, count in sorted(killed.hits.items()))
    lines = [f"{killed.hits.total()} kills hit before the end: {whom}"]
    right = killed.finished - len(killed.faults)
    lines.append(f"{killed.finished} runs came to their end, {right} of them with the right bytes")
    lines.append(f"{killed.undead} processes outlived their driver by {GRACE:.0f} s")
    return "\n".join([*lines, *killed.faults])
