"""The engine on a Ray cluster; a node that dies is replaced by Ray, and what it was at is begun again."""

import os
import platform
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from onrecord.errors import UsageError, WorkError
from onrecord.pipeline.bulk.engine import TRIES
from onrecord.version import own_version

T = TypeVar("T")
R = TypeVar("R")


class RayEngine:
    """Tasks of a Ray cluster, one processor and some memory each.

    Args:
        name: ``ray:auto``, ``ray:HOST:PORT`` or ``ray://HOST:PORT``, Ray's own form for a client.
        workers: tasks at once; 0: as many as the cluster has processors.
        worker_memory: bytes that Ray reserves for a task.

    Raises:
        UsageError: Ray is not installed.
        WorkError: the cluster is not reached.
    """

    def __init__(self, name: str, workers: int, worker_memory: int) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            import ray
        except ImportError as err:
            raise UsageError("this engine needs Ray: pip install 'onrecord[cluster]'") from err
        self._ray: Any = ray
        self._memory = worker_memory
        address = name if name.startswith("ray://") else name.removeprefix("ray:")
        try:
            self._ray.init(address=address, log_to_driver=False)
        except (ConnectionError, ValueError, RuntimeError) as err:
            raise WorkError(f"{name}: no Ray cluster is reached there ({_line_of(err)})") from err
        self._workers = workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def map(self, kernel: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """See `Engine.map`."""
        ray = self._ray
        remote = ray.remote(num_cpus=1, memory=self._memory, max_retries=TRIES)(_work_out)
        waiting = list(reversed(items))
        running: list[Any] = []
        try:
            while waiting or running:
                while waiting and len(running) < 2 * self._workers:
                    running.append(remote.remote(kernel, waiting.pop(), own_version()))
                done, running = ray.wait(running)
                for each in done:
                    yield ray.get(each)
        except ray.exceptions.RayTaskError as err:
            raise err.cause from err
        except ray.exceptions.RayError as err:
            raise WorkError(f"the cluster gave up a task: {_line_of(err)}") from err

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        self._ray.shutdown()


def _work_out(kernel: Callable[[T], R], item: T, version: str) -> R:
    """What Ray runs: a function, which a partial one is not to it.

    Raises:
        WorkError: another version is installed where this runs; it may conclude otherwise.
    """
    if version != (own := own_version()):
        where = f"{platform.node()} has onrecord {own}, and the run is of {version}"
        raise WorkError(f"{where}: install the same on all machines")
    return kernel(item)


def _line_of(err: BaseException) -> str:
    return str(err).partition("\n")[0] or type(err).__name__
