"""The command in processes of their own that need not load Python's modules anew: each is forked from one that has.

What such a process is and does is the same; but to start it takes a hundredth of the time, which counts where
sixty are started only to be killed.
"""

import os
import subprocess
import sys
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from onrecord.cli.main import main

_SERVER = get_context("forkserver")
_SERVER.set_forkserver_preload([__name__])


class Warm:
    """A command that runs; has of `subprocess.Popen` what the tests ask of one. It leads a group of its own."""

    def __init__(self, *args: object, told: Path) -> None:
        self._told = told
        self._process: BaseProcess = _SERVER.Process(target=_run, args=([*map(str, args)], told))
        self._process.start()
        assert self._process.pid is not None
        self.pid: int = self._process.pid
        while self.poll() is None and not self._leads():
            time.sleep(0.001)

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Waits for its end; `subprocess.TimeoutExpired` where that does not come in time."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired("onrecord", timeout or 0)
        return code

    def complaints(self) -> str:
        """What it complained of."""
        return self._told.read_text() if self._told.exists() else ""

    def _leads(self) -> bool:
        try:
            return os.getpgid(self.pid) == self.pid
        except ProcessLookupError:  # it has ended, which will be told in a moment
            return False


def _run(args: list[str], told: Path) -> None:
    os.setsid()
    for number, path in ((1, Path(os.devnull)), (2, told)):
        with path.open("wb") as stream:
            os.dup2(stream.fileno(), number)
    sys.argv = ["onrecord", *args]
    main()
