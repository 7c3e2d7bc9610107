"""The process that reads pages for a worker, which starts it with the number of the line between them.

It says which page it is at before it reads it, and may end at any time: by itself, where a page takes too
much memory; by the kernel, where one takes too long, whatever Python is busy with.
"""

import resource
import signal
import sys
import time
from collections import Counter
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from onrecord.errors import InputError, OnRecordError
from onrecord.extract import Tagger
from onrecord.model import Rejected, Snapshot
from onrecord.pipeline.bulk.messages import (
    At,
    Burst,
    Done,
    Job,
    Message,
    Order,
    Ready,
    Refused,
    Took,
    Unfit,
    decode_job,
    decode_order,
    encode,
)
from onrecord.pipeline.bulk.pieces import read_slice
from onrecord.pipeline.bulk.remote import FETCH_SECONDS, forget_abandoned, is_remote
from onrecord.pipeline.bulk.rows import rows_of
from onrecord.pipeline.keep import Reader
from onrecord.pipeline.known import open_table
from onrecord.trace import Index

PATIENCE = 10  # times a page's seconds of processor time that it may take by the clock: for one that waits


def main() -> None:
    """Obey the worker at the other end of the line until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the worker's to heed
    forget_abandoned()  # here, for on a cluster each machine has such folders of its own
    with Connection(int(sys.argv[1])) as line:
        try:
            job = decode_job(line.recv_bytes())
            process = _Process(line, job)
            process.tell(Ready())
            while True:
                process.obey(decode_order(line.recv_bytes()))
        except OnRecordError as err:
            line.send_bytes(encode(Unfit(str(err))))
        except MemoryError:
            line.send_bytes(encode(Burst()))
        except (EOFError, ConnectionError):  # the worker is gone
            return


class _Process:
    """This process: what it reads with, and the line on which it tells what it reads."""

    def __init__(self, line: Connection, job: Job) -> None:
        """Load everything, then bound what this process may take: what needs more gets a MemoryError.

        Raises:
            OnRecordError: the weights, the index or the table are missing or damaged.
        """
        index = Index.open(Path(job.index)) if job.index else None
        table = open_table(Path(job.entities)) if job.entities else None
        self._reader = Reader(Tagger(), index, table=table, paraphrases=job.paraphrases)
        self._line, self._seconds = line, job.page_seconds
        self._passed: Counter[str] = Counter()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (job.page_memory, job.page_memory))

    def tell(self, message: Message) -> None:
        """Tell the worker."""
        self._line.send_bytes(encode(message))

    def obey(self, order: Order) -> None:
        """Read a piece, and tell what is in it."""
        began = time.process_time()
        for number, part in enumerate(order.piece.slices[order.part :], order.part):
            self.tell(At(number, passed=self._take_passed()))
            after = order.after if number == order.part else None
            if is_remote(part.place):
                signal.setitimer(signal.ITIMER_REAL, FETCH_SECONDS)
            try:
                for item in read_slice(part, after, partial(self._begin, number), self._passed):
                    self.tell(self._read(item))
                    _set_alarm(self._seconds)  # to find the next page, which this one's time is not for
            except InputError as err:
                self.tell(At(number, passed=self._take_passed()))  # what is refused is the slice, not a page
                self.tell(Refused(part.name, str(err)))
            _set_alarm(0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        self.tell(Done(time.process_time() - began, peak, self._take_passed()))

    def _begin(self, part: int, page: int) -> None:
        self.tell(At(part, page, self._take_passed()))
        _set_alarm(self._seconds)

    def _take_passed(self) -> dict[str, int]:
        """What was passed over since this was last asked."""
        taken = dict(self._passed)
        self._passed.clear()
        return taken

    def _read(self, snap: Snapshot | Rejected) -> Took | Refused:
        """Read one page; whatever goes wrong, but for memory, costs no more than this page."""
        if isinstance(snap, Rejected):
            return Refused(snap.item, snap.reason)
        try:
            return Took(rows_of(self._reader.read(snap)))
        except InputError as err:
            return Refused(snap.url or snap.id, str(err))
        except Exception as err:
            if isinstance(err, MemoryError):
                raise
            return Refused(snap.url or snap.id, f"the reader failed on it ({type(err).__name__})")


def _set_alarm(seconds: float) -> None:
    """Let the kernel end this process unless it is done by then; 0: it is."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)
