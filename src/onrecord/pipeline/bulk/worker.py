"""A worker: has pieces read by a process of its own, which it replaces when a page is the end of it.

A page is set aside where it takes more time or memory than it may, or where the process that reads it dies of
it. What was read before in that process must not decide this: what is not plainly the page's own doing is
tried again by a fresh one.
"""

import contextlib
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

from onrecord.errors import WorkError
from onrecord.pipeline.bulk.messages import (
    At,
    Burst,
    Done,
    Job,
    Message,
    Order,
    Passed,
    Ready,
    Refused,
    Took,
    Unfit,
    decode_message,
    encode,
)
from onrecord.pipeline.bulk.pieces import Piece
from onrecord.pipeline.bulk.reader import PATIENCE
from onrecord.pipeline.bulk.remote import FETCH_SECONDS, forget_fetched

TRIES = 3  # fresh processes that must die of a page before it is set aside: one may be killed from outside


_COMMAND = "from onrecord.pipeline.bulk.reader import main; main()"


class _ReadingProcess:
    """A reading process and the line to it."""

    def __init__(self, job: Job) -> None:
        own, its = socket.socketpair()
        command = [sys.executable, "-P", "-c", _COMMAND, str(its.fileno())]
        with its:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[its.fileno()]
            )
        self._line = Connection(own.detach())
        self.job = job
        self.is_fresh = True
        self.told = 0.0  # seconds of a processor that it said that it took
        try:
            self._line.send_bytes(encode(job))
            first = decode_message(self._line.recv_bytes())
        except (EOFError, ConnectionError) as err:
            raise WorkError(f"a reading process did not start ({self.end()})") from err
        if not isinstance(first, Ready):
            self.end()
            raise WorkError(
                first.reason if isinstance(first, Unfit) else "a reading process has no memory to start"
            )

    def obey(self, order: Order) -> Iterator[Message]:
        """What it says about an order; ends early where the process does."""
        with contextlib.suppress(EOFError, ConnectionError):
            self._line.send_bytes(encode(order))
            while True:
                message = decode_message(self._line.recv_bytes())
                yield message
                if isinstance(message, Done | Burst):
                    return

    def end(self) -> int:
        """End it, if it has not ended, and say how it did: its exit code, or minus the signal."""
        before = _spent_by_ended()
        self._line.close()
        try:
            code = self._process.wait(1)  # it notices that the line is closed
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        forget_fetched(self._process.pid)
        _spent.seconds += max(0.0, _spent_by_ended() - before - self.told)
        return code


@dataclass(slots=True)
class _Spent:
    seconds: float = 0.0
    peak: int = 0

    def add(self, done: Done) -> None:
        self.seconds += done.seconds
        self.peak = max(self.peak, done.peak)


def _spent_by_ended() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


_spent = _Spent()
_idle: list[_ReadingProcess] = []  # that of this worker, between two pieces: it loads the tagger once


def read_piece(piece: Piece, job: Job) -> Iterator[Took | Refused | Passed]:
    """Read the pages of a piece, in their order.

    Yields:
        The rows of each page, or why there are none; and how much was no page.

    Raises:
        WorkError: nothing can be read at all.
    """
    order, deaths = Order(piece), 0
    while True:
        process = _take(job)
        is_first, process.is_fresh = process.is_fresh, False  # whether it has read nothing else
        place, last = At(order.part), None
        for last in process.obey(order):
            if isinstance(last, At | Done) and last.passed:
                yield Passed(last.passed)
            if isinstance(last, At):
                if last != place and place.number is not None:
                    order = _behind(piece, place)  # a record that was no page: it is not counted again
                place = last
            elif isinstance(last, Took | Refused):
                order, deaths, is_first = _behind(piece, place), 0, False
                yield last
        if isinstance(last, Done):
            process.told += last.seconds
            _spent.add(last)
            _idle.append(process)
            return
        if isinstance(last, Unfit):
            raise WorkError(last.reason)
        if not isinstance(last, At | Burst):
            place = At(order.part)  # it died between two pages
        code = process.end()
        deaths += is_first
        reason = _judge(isinstance(last, Burst), code, deaths, job, place)
        if reason is not None:
            yield Refused(_name(piece, place), reason)
            order, deaths = _behind(piece, place), 0


def _behind(piece: Piece, place: At) -> Order:
    """Go on behind this page; or behind this slice, where it is no page that was begun."""
    if place.number is None:
        return Order(piece, place.part + 1)
    return Order(piece, place.part, place.number)


def _take(job: Job) -> _ReadingProcess:
    if _idle and _idle[-1].job == job:
        return _idle.pop()
    end_reading()
    return _ReadingProcess(job)


def end_reading() -> None:
    """End this worker's reading process: nothing is left to read, and its memory is wanted elsewhere."""
    while _idle:
        _idle.pop().end()


def _name(piece: Piece, place: At) -> str:
    part = piece.slices[place.part]
    return part.name if place.number is None else part.tell(place.number)


def _judge(burst: bool, code: int, deaths: int, job: Job, place: At) -> str | None:
    """Why a page is set aside on which its process ended; None where it is to be tried again.

    Time by the clock may have passed because the run was suspended, or the machine is very busy.
    """
    if code == -signal.SIGPROF:
        return f"took more than {job.page_seconds:g} seconds of processor time"
    if burst:
        return f"needs more than {job.page_memory // 1_000_000} MB of memory" if deaths else None
    if deaths < TRIES:
        return None
    if code == -signal.SIGALRM:
        seconds = FETCH_SECONDS if place.number is None else job.page_seconds * PATIENCE
        return f"was not done after {seconds:g} seconds"
    return f"the process that read it died (exit code {code})"


def spent() -> tuple[float, int]:
    """What the reading processes of this worker took: seconds of processors, and bytes at the most."""
    return _spent.seconds, _spent.peak
