"""Readers at once on a web server, and what each kind of page takes: p50, p95, p99, errors, memory.

Each reader keeps one connection and asks again when it has its answer. Its time runs from the request to the
last byte, so on a machine that the readers share with the server it holds their own waiting, too; where the
server tells its own time (Server-Timing), that is given beside it. For `bench.ledger`, and any other server.
"""

import http.client
import random
import re
import shlex
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE = 60.0  # seconds that a server may take to start, and an answer to come
PEEK = 0.2  # seconds between two looks at the server's memory
_TIMING = re.compile(r"\bdur=([\d.]+)")


@dataclass(frozen=True)
class Plan:
    """What is asked: of each kind its paths, by so many readers, so many requests together.

    ``pause`` is how long a reader rests after an answer, in seconds; 0 keeps the server busy throughout.
    """

    url: str
    paths: Mapping[str, Sequence[str]]
    readers: int = 16
    requests: int = 3_000
    pause: float = 0.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: seconds as the reader has them, and as the server does; status 0 where none came."""

    kind: str
    status: int
    seconds: float
    at_server: float | None
    size: int


@dataclass
class Server:
    """A server that runs: where, and the most memory that it and its children held, in MB."""

    url: str
    pid: int
    peaks: list[float] = field(default_factory=list)


@contextmanager
def serve(command: str, ready: str = "/") -> Iterator[Server]:
    """Run a server for a while, and watch its memory.

    Args:
        command: how it is started, ``{port}`` where its port belongs.
        ready: the path that answers once it is up.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(shlex.split(command.replace("{port}", str(port)))) as process:
        server, done = Server(f"http://127.0.0.1:{port}", process.pid), threading.Event()
        watch = threading.Thread(target=_watch, args=(server, done), daemon=True)
        try:
            _wait(process, server.url, ready)
            watch.start()
            yield server
        finally:
            done.set()
            process.terminate()


def _wait(process: subprocess.Popen[bytes], url: str, ready: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        if _ask(_connect(url), "ready", ready).status:
            return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not answer {ready} within {PATIENCE:.0f} s")


def _watch(server: Server, done: threading.Event) -> None:
    while not done.wait(PEEK):
        server.peaks.append(memory_of(server.pid))


def memory_of(pid: int) -> float:
    """What a process and its children hold in memory now, in MB; 0 where it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    held = re.search(r"VmRSS:\s+(\d+)", status)
    return (int(held[1]) / 1024 if held else 0.0) + sum(memory_of(int(child)) for child in children)


def run_load(plan: Plan) -> list[Answer]:
    """Ask all that is planned; the answers, in no order."""
    answers: list[Answer] = []
    share = [plan.requests // plan.readers + (i < plan.requests % plan.readers) for i in range(plan.readers)]
    threads = [
        threading.Thread(target=_read, args=(plan, random.Random(f"{plan.seed}/{i}"), count, answers))
        for i, count in enumerate(share)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _read(plan: Plan, rng: random.Random, count: int, answers: list[Answer]) -> None:
    connection, kinds = _connect(plan.url), list(plan.paths)
    for _ in range(count):
        kind = rng.choice(kinds)
        answers.append(_ask(connection, kind, rng.choice(plan.paths[kind])))
        if plan.pause:
            time.sleep(plan.pause * 2 * rng.random())
    connection.close()


def _connect(url: str) -> http.client.HTTPConnection:
    address = urlsplit(url)
    return http.client.HTTPConnection(address.hostname or "127.0.0.1", address.port, timeout=PATIENCE)


def _ask(connection: http.client.HTTPConnection, kind: str, path: str) -> Answer:
    start = time.perf_counter()
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        size = len(answer.read())
    except (OSError, http.client.HTTPException):
        connection.close()  # the next request opens it again
        return Answer(kind, 0, time.perf_counter() - start, None, 0)
    spent = time.perf_counter() - start
    told = _TIMING.search(answer.headers.get("Server-Timing", ""))
    return Answer(kind, answer.status, spent, float(told[1]) / 1000 if told else None, size)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of all does not exceed.

    Example:
        >>> percentile([4.0, 1.0, 3.0, 2.0], 0.5)
        2.0
    """
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * share // 1) - 1)]


def print_answers(answers: Sequence[Answer], seconds: float) -> None:
    """The table: of each kind its count, its percentiles in ms (of good answers), and its errors."""
    print(f"{len(answers)} requests in {seconds:.1f} s: {len(answers) / seconds:.0f} a second")
    heads = ("n", "p50", "p95", "p99", "most", "p95 there", "kB", "errors")
    print(f"{'ms':12}" + "".join(f"{head:>11}" for head in heads))
    for kind in sorted({answer.kind for answer in answers}):
        print(f"{kind:12}" + "".join(f"{value:>11}" for value in _row(answers, kind)))


def _row(answers: Sequence[Answer], kind: str) -> Iterator[str]:
    mine = [answer for answer in answers if answer.kind == kind]
    good = [answer for answer in mine if 200 <= answer.status < 400]
    yield str(len(mine))
    times = [answer.seconds * 1000 for answer in good]
    for share in (0.5, 0.95, 0.99, 1.0):
        yield f"{percentile(times, share):.1f}" if times else "-"
    there = [answer.at_server * 1000 for answer in good if answer.at_server is not None]
    yield f"{percentile(there, 0.95):.1f}" if there else "-"
    yield f"{sum(answer.size for answer in good) / len(good) / 1024:.1f}" if good else "-"
    yield str(len(mine) - len(good))
