"""The same plan on this machine's processes and on a Ray cluster: the same bytes, and what that costs."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from bench.scale.cluster import Cluster, cluster
from bench.scale.processes import watching
from bench.scale.runs import Ran, another, carry_out, digests, tell_differences

WORKERS = 2  # of the cluster, one processor each: a plan to compare has as many


@dataclass(frozen=True)
class Compared:
    """A plan carried out twice.

    Attributes:
        here: the run on this machine's processes.
        there: the run on the cluster; its ``processors`` are those of the driver.
        nodes: seconds of processors that the cluster took meanwhile.
        said: whether the files are the same.
        is_same: the same, for programs.
    """

    here: Ran
    there: Ran
    nodes: float
    said: str
    is_same: bool


def compare_engines(plan: Path, *, kill_worker: bool = False) -> Compared:
    """Carry a plan out here and on a cluster of two workers.

    Args:
        plan: a plan with ``workers = 2``.
        kill_worker: kill one of the workers when the first piece is read.
    """
    with tempfile.TemporaryDirectory(prefix="engines-", dir=plan.parent) as folder:
        here, there = Path(folder, "here"), Path(folder, "there")
        with another(plan, here, "local") as local:
            ran = carry_out(local)
        with cluster(WORKERS) as nodes, another(plan, there, nodes.engine) as remote:
            if kill_worker:
                Thread(target=_kill_worker, args=(nodes, there), daemon=True).start()
            with watching(*nodes.nodes) as watched:
                carried = carry_out(remote, nodes.settings)
        held = digests(here), digests(there)
    return Compared(ran, carried, watched.processors, tell_differences(*held), held[0] == held[1])


def _kill_worker(nodes: Cluster, output: Path) -> None:
    while not any(output.rglob("marks/*/*.json")):
        time.sleep(0.05)
    nodes.kill_worker()


def tell_compared(compared: Compared) -> str:
    """What the two runs took, for people."""
    here, there = compared.here, compared.there
    spent = there.processors + compared.nodes
    return "\n".join(
        [
            compared.said,
            f"here:    {here.seconds:7.1f} s by the clock, {here.processors:7.1f} s of processors",
            f"cluster: {there.seconds:7.1f} s by the clock, {spent:7.1f} s of processors",
            f"ratio:   {there.seconds / here.seconds:7.2f}{'':16}{spent / here.processors:7.2f}",
        ]
    )
