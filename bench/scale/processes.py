"""Processes of this machine: what a tree of them holds in memory and has taken of the processors."""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PEEK = 0.1  # seconds between two looks at a tree's memory
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Watched:
    """What a tree was seen to take: bytes at the most, all of its processes together."""

    peak: int = 0


def tree_of(pid: int) -> list[int]:
    """A process and all below it, the parents first; those that have ended are left out."""
    found = [pid]
    for each in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def memory_of_tree(pid: int) -> int:
    """Bytes that a tree holds now; what several of its processes share is shared out between them."""
    return sum(_proportional(each) for each in tree_of(pid))


def _proportional(pid: int) -> int:
    with contextlib.suppress(OSError, StopIteration, IndexError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024
    return 0


def processors_of_tree(pid: int) -> float:
    """Seconds of processors that a tree has taken, those of its members that have ended included."""
    return sum(_spent(each) for each in tree_of(pid)) / _TICKS


def _spent(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))  # utime, stime, and the same of its children that were waited for


@contextmanager
def watching(pid: int) -> Iterator[Watched]:
    """Look at a tree's memory again and again, for as long as the context lasts."""
    watched, done = Watched(), threading.Event()

    def watch() -> None:
        while not done.wait(PEEK):
            watched.peak = max(watched.peak, memory_of_tree(pid))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield watched
    finally:
        done.set()
        thread.join()


def kill(pids: list[int]) -> None:
    """End processes at once, as a loss of power does; those that have ended already are passed over."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def await_end(pids: list[int], seconds: float) -> list[int]:
    """Wait until processes have ended; those that have not, after so many seconds."""
    until = time.monotonic() + seconds
    while (left := [pid for pid in pids if _is_alive(pid)]) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
