"""Processes of this machine: what a tree of them holds in memory and has taken of the processors."""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PEEK = 0.5  # seconds between two looks at a tree: each takes a few milliseconds for a large process
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Watched:
    """What some trees of processes were seen to take, for as long as they were looked at.

    Attributes:
        peak: bytes at the most, all of their processes together.
        spent: seconds of processors, by process.
        before: of these, what they had taken before.
    """

    peak: int = 0
    spent: dict[int, float] = field(default_factory=dict)
    before: dict[int, float] = field(default_factory=dict)

    @property
    def processors(self) -> float:
        """Seconds of processors; of each process that has ended, up to the last look at it."""
        return sum(self.spent.values()) - sum(self.before.values())

    def look(self, roots: Sequence[int]) -> None:
        """Take note of what they hold and have taken by now."""
        pids = [pid for root in roots for pid in tree_of(root)]
        self.peak = max(self.peak, sum(map(_memory_of, pids)))
        self.spent |= {pid: max(_spent(pid), self.spent.get(pid, 0.0)) for pid in pids}


def tree_of(pid: int) -> list[int]:
    """A process and all below it, the parents first; those that have ended are left out."""
    found = [pid]
    for each in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def _memory_of(pid: int) -> int:
    """Bytes that a process holds; of what it shares with others, its share."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024
    return 0


def _spent(pid: int) -> float:
    """Seconds of processors that a process has taken, its children's left out."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def _stat(pid: int) -> list[str]:
    """The fields of ``/proc/PID/stat`` behind the name, from the state on; none where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


@contextmanager
def watching(*roots: int) -> Iterator[Watched]:
    """Look at trees of processes again and again, for as long as the context lasts."""
    watched, done = Watched(), threading.Event()
    watched.look(roots)
    watched.before = dict(watched.spent)

    def watch() -> None:
        while not done.wait(PEEK):
            watched.look(roots)

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
    return _stat(pid)[:1] not in ([], ["Z"])
