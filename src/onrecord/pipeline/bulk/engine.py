"""The engine: carries pure functions to where they are worked out. It has one verb.

What is moved between the steps lies in files (see `shuffle`), so that an engine need not keep anything, and
each step can go on where it stopped. A kernel is a function of a module; what it takes and gives is pickled.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import Protocol, TypeVar

from onrecord.errors import WorkError

T = TypeVar("T")
R = TypeVar("R")

TRIES = 3  # of one item whose worker dies, before the run is given up


class Engine(Protocol):
    """Works kernels out, here or elsewhere."""

    def map(self, kernel: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """What a kernel gives for each item, in the order in which they are done.

        Raises:
            WorkError: a worker died of the same item again and again.
        """
        ...

    def close(self) -> None:
        """End all that was started."""
        ...


class LocalEngine:
    """Processes of this machine; no server."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._processes: set[BaseProcess] = set()  # of the pool, which begins them as it is given items

    def map(self, kernel: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """See `Engine.map`; a worker that dies is replaced, and what it was at is begun again."""
        waiting, tries = deque(range(len(items))), [0] * len(items)
        running: dict[Future[R], int] = {}
        while waiting or running:
            while waiting and len(running) < 2 * self._workers:
                number = waiting.popleft()
                running[self._submit(kernel, items[number])] = number
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = [future for future in done if isinstance(future.exception(), BrokenProcessPool)]
            for future in done.difference(broken):
                del running[future]
                yield future.result()
            if broken:
                lost = sorted(running.values())
                running.clear()
                waiting.extendleft(reversed(lost))
                self._replace(lost, tries)

    def _submit(self, kernel: Callable[[T], R], item: T) -> Future[R]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _begin_worker)
        others = set(active_children())
        try:
            with _ctrl_c_held():
                future = self._pool.submit(kernel, item)
            self._processes.update(each for each in active_children() if each not in others)
            return future
        except BrokenProcessPool as err:  # one of its workers died since it was last looked at
            broken: Future[R] = Future()
            broken.set_exception(err)
            return broken

    def _replace(self, lost: Sequence[int], tries: list[int]) -> None:
        """Begin with new processes; those that were at work with the one that died are suspects."""
        for number in lost[: self._workers]:
            tries[number] += 1
            if tries[number] > TRIES:
                raise WorkError(
                    "a worker dies again and again, for want of memory perhaps: use fewer workers"
                )
        self.close()

    def close(self) -> None:
        """End its processes, whatever they are at: a task that is not done leaves nothing."""
        if self._pool is not None:
            for process in self._processes:
                process.terminate()
            self._processes.clear()
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def open_engine(name: str, workers: int, worker_memory: int) -> Engine:
    """The engine that a plan names.

    Args:
        name: ``local``, or ``ray:`` and where the cluster is found.
        workers: how many items are worked on at once; 0 on a cluster: as many as it has processors.
        worker_memory: bytes that one of them may take.

    Raises:
        UsageError: what the engine needs is not installed.
        WorkError: the cluster is not reached.
    """
    if name == "local":
        return LocalEngine(workers)
    from onrecord.pipeline.bulk.ray_engine import RayEngine

    return RayEngine(name, workers, worker_memory)


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process is begun, which inherits that and would complain of it otherwise."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_worker() -> None:
    """Leave Ctrl-C to the process that started this one, and end when it is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
