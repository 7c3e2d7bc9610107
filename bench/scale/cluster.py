"""A Ray cluster on this machine: a head and workers, each with processes of its own, on loopback."""

import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.scale.processes import await_end, kill, tree_of
from bench.scale.runs import environment

PATIENCE = 120.0  # seconds that a node may take to join, on a busy machine
GRACE = 10.0  # seconds that it has to end by itself
MEMORY = 4_000_000_000  # bytes that a node says it has for tasks; nothing is reserved
STORE = 100_000_000  # bytes of a node's object store: what is passed on is small, the rest lies in files
HOST = "127.0.0.2"  # loopback; for 127.0.0.1 Ray puts the machine's address in another network
_CALM = {"RAY_memory_monitor_refresh_ms": "0"}  # other programs may fill the machine's memory
TRIES = 3  # of starting a node: Ray gives up after 30 s, which a busy machine may take
STARTED = b"Ray runtime started"  # what `ray start` says once its node has joined


@dataclass
class Cluster:
    """A cluster that runs.

    Attributes:
        engine: what a plan names it.
        nodes: the process that keeps each node, the head first.
        settings: of the environment, which whoever works with it needs: where its own token lies.
    """

    engine: str
    nodes: list[int]
    settings: dict[str, str]

    def kill_worker(self) -> None:
        """Kill one worker node and all that runs on it, as a loss of power does."""
        kill(tree_of(self.nodes.pop()))


@contextmanager
def cluster(workers: int = 2) -> Iterator[Cluster]:
    """A head that takes no tasks, and workers of one processor each; all are gone in the end.

    Args:
        workers: how many.

    Raises:
        RuntimeError: a node does not start in time.
    """
    port = _free_port()
    folder = Path(tempfile.mkdtemp(prefix="or", dir="/tmp"))
    token = folder / "token"
    token.write_text(secrets.token_hex(32), encoding="ascii")
    settings = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN_PATH": str(token), **_CALM}
    head = ["--head", f"--port={port}", "--num-cpus=0", f"--temp-dir={folder}", "--include-dashboard=false"]
    worker = [f"--address={HOST}:{port}", "--num-cpus=1"]
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        nodes = [stack.enter_context(_node(folder / "head.log", head, settings))]
        for number in range(workers):
            nodes.append(stack.enter_context(_node(folder / f"worker-{number}.log", worker, settings)))
        yield Cluster(f"ray:{HOST}:{port}", nodes, settings)


@contextmanager
def _node(log: Path, options: list[str], settings: dict[str, str]) -> Iterator[int]:
    """A node of Ray as long as the context lasts; all that it started ends with it."""
    ray = str(Path(sys.executable).with_name("ray"))
    sizes = [f"--memory={MEMORY}", f"--object-store-memory={STORE}", f"--node-ip-address={HOST}"]
    command = [ray, "start", *options, *sizes, "--disable-usage-stats", "--block"]
    process = _start(command, log, environment() | settings)
    try:
        yield process.pid
    finally:
        _end(process)


def _start(command: Sequence[str], log: Path, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a node, and wait until it has joined."""
    for _ in range(TRIES):
        with log.open("wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out, env=env, start_new_session=True)
        until = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < until:
            if STARTED in log.read_bytes():
                return process
            time.sleep(0.2)
        _end(process)
    raise RuntimeError(f"a node of Ray does not start: {log.read_text(errors='replace')[-300:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a node with all that it started."""
    pids = tree_of(process.pid)
    process.terminate()
    kill(await_end(pids, GRACE))
    process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
