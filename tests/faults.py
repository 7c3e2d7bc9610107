"""What goes wrong outside of a program: a disk that is full, a process that is killed."""

import os
import random
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

SMALL = 2 << 20  # bytes; an empty ledger fits in, a day's news does not


@dataclass(frozen=True)
class SmallDisk:
    """A folder with room for so many bytes.

    Args:
        folder: where it is.
        size: how many bytes it holds.
        is_real: whether it is a file system of its own. If not, no single file that a process writes by `start`
            can grow beyond `size`: the write fails too, but as “file too large” (EFBIG), not as “no space left”.
    """

    folder: Path
    size: int
    is_real: bool

    def start(self, command: list[str], **options: Any) -> subprocess.Popen[Any]:
        """Starts a process to which the limit applies; options are those of `subprocess.Popen`."""
        limit = None if self.is_real else self._limit
        return subprocess.Popen(command, preexec_fn=limit, **options)

    def fill(self, leave: int = 0) -> Path:
        """Fills a real disk up to `leave` bytes, with a file that may be removed to make room again."""
        ballast = self.folder / "ballast"
        free = shutil.disk_usage(self.folder).free
        ballast.write_bytes(bytes(max(0, free - leave)))
        return ballast

    def _limit(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, self.size))


@contextmanager
def small_disk(folder: Path, size: int = SMALL) -> Iterator[SmallDisk]:
    """Makes a small disk at `folder`: a tmpfs where we may mount one (as root, mostly), else a limit on files.

    Example:
        with small_disk(tmp_path / "disk") as disk:
            process = disk.start([sys.executable, "-m", "onrecord", "add", …])
    """
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)]
    is_real = not os.geteuid() and not subprocess.run(mount, capture_output=True, check=False).returncode
    try:
        yield SmallDisk(folder, size, is_real)
    finally:
        if is_real:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # lazy: whoever still holds a file


class Running(Protocol):
    """A process that leads a group of its own; as `subprocess.Popen` has it."""

    pid: int

    def poll(self) -> int | None:
        """How it ended; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Waits for its end; `subprocess.TimeoutExpired` where that does not come in time."""


def kill_at_random(process: Running, rng: random.Random, within: float = 1.0) -> bool:
    """Kills a process by SIGKILL, with its children, at a random moment.

    Args:
        process: started with `start_new_session=True`, so that its children can be told from ours.
        rng: chooses the moment.
        within: seconds; the latest moment. About as long as the process takes undisturbed.

    Returns:
        Whether it was killed; not so where it had ended before.
    """
    if process.poll() is None and os.getpgid(process.pid) != process.pid:
        raise ValueError("the process shares our group: start it with start_new_session=True")
    with suppress(subprocess.TimeoutExpired):
        process.wait(rng.uniform(0, within))
    if process.poll() is None:  # until we take note of its end, its number is nobody else's
        with suppress(ProcessLookupError):  # but where another took note of it, a moment ago
            os.killpg(process.pid, signal.SIGKILL)
    return process.wait() == -signal.SIGKILL
