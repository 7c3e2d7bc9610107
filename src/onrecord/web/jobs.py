"""Questions answered beside the server: in processes of their own, a few at a time, each within its time.

A process can be stopped at any moment, which a thread cannot: so one question that takes too long, or
too much memory, costs that question and no other.
"""

import contextlib
import logging
import secrets
import signal
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic

from onrecord.errors import BusyError, OnRecordError, WorkError
from onrecord.pipeline.ask import Desk, Question, Reply
from onrecord.show.words import count
from onrecord.web.settings import Limits

_log = logging.getLogger(__name__)
_spawn = get_context("spawn")  # a fork would take the server's threads and sockets along


class Stage(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Job:
    """A question and what became of it. ``doing`` is in words for who waits.

    ``reply`` is there once it is done, and holds the whole reading, as the pipeline gives it: whoever
    keeps it elsewhere takes it from here. ``error`` is there once it has failed.
    """

    id: str
    question: Question
    stage: Stage = Stage.WAITING
    doing: str = "waiting for its turn"
    reply: Reply | None = None
    error: OnRecordError | None = None

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.stage in (Stage.DONE, Stage.FAILED)


class Jobs:
    """The questions of a server.

    Args:
        limits: how many may wait, how long each may take, how many are kept.
        ledger: the ledger's place.
    """

    def __init__(self, limits: Limits, ledger: str) -> None:
        self._limits = limits
        self._ledger = ledger
        self._kept: dict[str, Job] = {}  # in the order asked
        self._waiting: deque[Job] = deque()
        self._change = threading.Condition()
        self._closing = False
        self._workers = [Worker(ledger) for _ in range(limits.workers)]
        self._threads = [threading.Thread(target=self._run, args=(w,), daemon=True) for w in self._workers]

    def start(self) -> None:
        """Begin to answer; a process is started once there is a question for it."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop all processes; what waits is not answered."""
        with self._change:
            self._closing = True
            self._change.notify_all()
        for worker in self._workers:
            worker.close()
        for thread in self._threads:
            thread.join()

    def submit(self, question: Question) -> Job:
        """Take a question.

        Raises:
            BusyError: as many wait as may.
        """
        job = Job(secrets.token_urlsafe(16), question)  # nobody guesses another's question
        with self._change:
            if len(self._waiting) >= self._limits.waiting:
                raise BusyError(
                    f"{count(len(self._waiting), 'question')} in the queue: ask again in a moment"
                )
            self._waiting.append(job)
            self._kept[job.id] = job
            self._forget()
            self._change.notify()
        return job

    def find(self, id: str) -> Job | None:  # noqa: A002 - the job's
        """The job of this id; None where there is none, or none any more."""
        return self._kept.get(id)

    def ahead_of(self, job: Job) -> int:
        """How many wait before a job that waits."""
        with self._change:
            return self._waiting.index(job) if job in self._waiting else 0

    def _forget(self) -> None:
        """Let the oldest answers go, beyond those to be kept; never what is still to be answered."""
        over = [job.id for job in self._kept.values() if job.is_over]
        for id_ in over[: max(0, len(self._kept) - self._limits.kept)]:
            del self._kept[id_]

    def _run(self, worker: "Worker") -> None:
        while (job := self._next()) is not None:
            job.stage, job.doing = Stage.RUNNING, "getting ready"
            try:
                job.reply = worker.answer(job, self._limits.seconds)
                job.stage = Stage.DONE
            except OnRecordError as err:
                job.error, job.stage = err, Stage.FAILED
            except Exception:  # whatever it is, who waits is told, and the next question has its turn
                _log.exception("an answer could not be taken in")
                worker.give_up()
                job.error = WorkError("something went wrong over it here; the server's log says what")
                job.stage = Stage.FAILED

    def _next(self) -> Job | None:
        with self._change:
            self._change.wait_for(lambda: self._waiting or self._closing)
            return None if self._closing else self._waiting.popleft()


class Worker:
    """One process that answers questions, started anew whenever it is gone."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._lock = threading.Lock()  # between the thread that starts the process and the one that closes
        self._is_closed = False

    def answer(self, job: Job, seconds: float) -> Reply:
        """Have a question answered; ``job.doing`` follows what is done.

        Raises:
            WorkError: it took longer than ``seconds``, or the process died over it.
            OnRecordError: what the question itself leads to.
        """
        line = self._open()
        ends = monotonic() + seconds
        try:
            line.send(job.question)
            while line.poll(max(0.0, ends - monotonic())):
                told = line.recv()
                if isinstance(told, str):
                    job.doing = told
                elif isinstance(told, OnRecordError):
                    raise told
                else:
                    reply: Reply = told
                    return reply
        except (EOFError, OSError) as err:
            self._stop()
            raise WorkError("the reading process died, perhaps for want of memory: try less text") from err
        self._stop()
        raise WorkError(f"it took longer than {seconds:.0f} seconds and was given up: try less text")

    def give_up(self) -> None:
        """End the process; the next question has another."""
        self._stop()

    def close(self) -> None:
        """End the process at once, and start no other."""
        self._is_closed = True
        self._stop()

    def _stop(self) -> None:
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join()

    def _open(self) -> Connection:
        """The line to the process, which is started where there is none alive."""
        with self._lock:
            if self._is_closed:
                raise WorkError("the server is being stopped: ask again once it is back")
            if self._line is None or self._process is None or not self._process.is_alive():
                self._line, theirs = _spawn.Pipe()
                self._process = _spawn.Process(
                    target=serve_questions, args=(theirs, self._ledger), daemon=True
                )
                self._process.start()
                theirs.close()  # or its end would never be seen from here
            return self._line


def serve_questions(line: Connection, ledger: str) -> None:
    """Answer questions from a pipe until it is closed; what runs in a process of its own.

    Sends, for each, what is being done as strings, and then the Reply or an OnRecordError.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, which ends this
    desk = Desk(ledger)
    with contextlib.suppress(EOFError, BrokenPipeError):  # the server has gone
        while True:
            line.send(_answer(desk, line.recv(), line.send))


def _answer(desk: Desk, question: Question, tell: Callable[[str], None]) -> Reply | OnRecordError:
    try:
        return desk.answer(question, tell)
    except OnRecordError as err:
        return err
    except BrokenPipeError:
        raise
    except MemoryError:
        return WorkError("there is not enough memory for it: try less text")
    except Exception:
        _log.exception("a question could not be answered")
        return OnRecordError("something went wrong over it here; the server's log says what")
