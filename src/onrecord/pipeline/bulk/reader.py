"""The process that reads pages for a worker, which starts it with the number of the line between them.

It says which page it is at before it reads it, and may end at any time: by itself, where a page takes too
much memory; by the kernel, where one takes too long, whatever Python is busy with.
"""

import resource
import signal
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from onrecord.errors import InputError, OnRecordError
from onrecord.extract import Tagger
from onrecord.model import Rejected
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
from onrecord.pipeline.bulk.pieces import Make, Slice, each_page
from onrecord.pipeline.bulk.rows import rows_of
from onrecord.pipeline.keep import Reader
from onrecord.pipeline.known import open_table
from onrecord.trace import Index

PATIENCE = 10  # times a page's seconds of processor time that it may take by the clock: for one that waits


def main() -> None:
    """Obey the worker at the other end of the connection until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the worker's to heed
    with Connection(int(sys.argv[1])) as worker:
        try:
            job = decode_job(worker.recv_bytes())
            reader = open_reader(job)
            _bound(job)
            worker.send_bytes(encode(Ready()))
            while True:
                order = decode_order(worker.recv_bytes())
                for message in _obey(order, reader, job):
                    worker.send_bytes(encode(message))
                    if isinstance(message, Burst):
                        return
        except OnRecordError as err:
            worker.send_bytes(encode(Unfit(str(err))))
        except (EOFError, ConnectionError):  # the worker is gone
            return


def open_reader(job: Job) -> Reader:
    """What pages are read with, loaded.

    Raises:
        OnRecordError: the weights, the index or the table are missing or damaged.
    """
    index = Index.open(Path(job.index)) if job.index else None
    table = open_table(Path(job.entities)) if job.entities else None
    return Reader(Tagger(), index, table=table, paraphrases=job.paraphrases)


def _bound(job: Job) -> None:
    """Bound what this process may take; a page that needs more gets a MemoryError."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (job.page_memory, job.page_memory))


def _obey(order: Order, reader: Reader, job: Job) -> Iterator[Message]:
    began = time.process_time()
    for number, part in enumerate(order.piece.slices[order.part :], order.part):
        after = order.after if number == order.part else None
        yield At(number)
        try:
            yield from _read_slice(number, part, after, reader, job)
        except InputError as err:
            yield Refused(part.name, str(err))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    yield Done(time.process_time() - began, peak)


def _read_slice(number: int, part: Slice, after: int | None, reader: Reader, job: Job) -> Iterator[Message]:
    for page, make in each_page(part, after):
        yield At(number, page)
        _set_alarm(job.page_seconds)
        message = _read(make, reader, f"{part.name}, page {page + 1}")
        _set_alarm(0)
        yield message
        yield At(number)


def _read(make: Make, reader: Reader, name: str) -> Message:
    """Read one page; whatever goes wrong costs no more than this page."""
    try:
        snap = make()
        if isinstance(snap, Rejected):
            return Refused(snap.item, snap.reason)
        name = snap.url or snap.id
        return Took(rows_of(reader.read(snap)))
    except MemoryError:
        return Burst()
    except InputError as err:
        return Refused(name, str(err))
    except Exception as err:
        return Refused(name, f"the reader failed on it ({type(err).__name__})")


def _set_alarm(seconds: float) -> None:
    """Let the kernel end this process unless it is done by then; 0: it is."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)
