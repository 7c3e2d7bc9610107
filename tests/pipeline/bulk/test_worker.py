"""A page that is the end of the process that reads it costs itself alone."""

import gzip
import os
import signal
import subprocess
import tempfile
import threading
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.errors import InputError, WorkError
from onrecord.pipeline.bulk import reader, remote, worker
from onrecord.pipeline.bulk.messages import At, Done, Job, Order, Refused, Took
from onrecord.pipeline.bulk.pieces import Piece, Slice
from onrecord.pipeline.bulk.worker import read_piece
from tests.ingest import warcs
from tests.pipeline.bulk.made import BIG, SLOW, page, write_lines

JOB = Job(None, None, paraphrases=False, page_seconds=3, page_memory=400_000_000)


@pytest.fixture(autouse=True)
def _end_processes():
    yield
    while worker._idle:
        worker._idle.pop().end()


def piece_of(path: Path) -> Piece:
    return Piece(0, (Slice("a.jsonl", str(path), 0, 100),))


def reading_processes() -> list[int]:
    """Those that this process started."""
    children = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/children").read_text().split()
    return [int(child) for child in children if b"bulk.reader" in Path(f"/proc/{child}/cmdline").read_bytes()]


def ids(items: list[Took | Refused]) -> list[str]:
    return [item.rows["pages"][0]["id"] if isinstance(item, Took) else item.item for item in items]


def test_pages_that_take_too_long_or_too_much_are_set_aside(tmp_path):
    pages = [page(0), page(1) | {"text": SLOW}, page(2), page(3) | {"text": BIG}, page(4)]
    found = list(read_piece(piece_of(write_lines(tmp_path / "a.jsonl", pages)), JOB))
    assert ids(found) == ["page-0", "a.jsonl, line 2", "page-2", "a.jsonl, line 4", "page-4"]
    reasons = [item.reason for item in found if isinstance(item, Refused)]
    assert reasons == ["took more than 3 seconds of processor time", "needs more than 400 MB of memory"]


def test_a_row_of_parquet_that_takes_too_much_is_not_called_damage(tmp_path):
    rows = [page(0), page(1) | {"text": "rain fell on the quay " * 12_000_000}]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    piece = Piece(0, (Slice("a.parquet", str(tmp_path / "a.parquet"), 0, 2),))
    assert [item.reason for item in read_piece(piece, JOB)] == ["needs more than 400 MB of memory"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.warc", "a.warc.gz"])
def test_a_reading_process_that_is_killed_from_outside_costs_no_page(tmp_path, name):
    path = tmp_path / name
    if name == "a.jsonl":
        write_lines(path, [page(n) for n in range(5)])
    else:
        records = b"".join(warcs.page(n) for n in range(5))
        path.write_bytes(gzip.compress(records) if name == "a.warc.gz" else records)
    piece = Piece(0, (Slice(name, str(path), 0, path.stat().st_size),))
    before = list(read_piece(piece, JOB))
    found = []
    for item in read_piece(piece, JOB):
        found.append(item)
        if len(found) == 2:
            (child,) = reading_processes()
            os.kill(child, signal.SIGKILL)
    assert found == before
    assert len(set(ids(found))) == 5


def test_a_file_that_is_gone_is_told_and_the_next_is_read(tmp_path):
    there = write_lines(tmp_path / "a.jsonl", [page(0)])
    slices = (Slice("gone.html", str(tmp_path / "gone.html")), Slice("a.jsonl", str(there), 0, 1))
    assert list(ids(list(read_piece(Piece(0, slices), JOB)))) == ["gone.html", "page-0"]


def test_what_was_fetched_goes_with_the_process_that_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    process = worker._take(JOB)
    fetched = tmp_path / f"onrecord-fetched-{process._process.pid}-a" / "big.warc.gz"
    fetched.parent.mkdir()
    fetched.write_text("x")
    process._process.kill()
    assert process.end() == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []


def test_what_processes_left_that_are_gone_is_cleared_away_at_the_next_start(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    gone = subprocess.Popen(["true"])
    gone.wait()
    left, held, living, other = (
        tmp_path / name
        for name in (
            f"onrecord-fetched-{gone.pid}-a",
            f"onrecord-fetched-{gone.pid}-b",  # of that number in another container, say
            f"onrecord-fetched-{os.getpid()}-a",
            "onrecord-fetched-by-hand",
        )
    )
    for folder in (left, held, living, other):
        folder.mkdir()
        (folder / "big.warc.gz").write_text("x")
    with remote._held(held):
        worker._take(JOB).end()
    assert sorted(tmp_path.glob("onrecord-*")) == sorted([held, living, other])


@pytest.mark.parametrize(
    ("said", "told"),
    [("", r"did not start \(0\)"), ("line.send_bytes(encode(Burst()))", "no memory to start")],
)
def test_a_process_that_ends_before_it_is_ready_is_told(monkeypatch, said, told):
    command = "import sys; from multiprocessing.connection import Connection; from onrecord.pipeline.bulk.messages import *"
    monkeypatch.setattr(worker, "_COMMAND", f"{command}; line = Connection(int(sys.argv[1])); {said}")
    with pytest.raises(WorkError, match=told):
        worker._take(JOB)


def test_a_run_that_was_suspended_costs_no_page():
    told = [worker._judge(False, -signal.SIGALRM, deaths, JOB, At(0, 1)) for deaths in range(4)]
    assert told == [None, None, None, "was not done after 30 seconds"]


def test_a_file_that_breaks_off_is_refused_once_whenever_its_reader_is_killed(monkeypatch):
    def read_slice(_part, _after, begin, _passed):
        begin(5)
        yield None
        raise InputError("is damaged")

    told = []
    monkeypatch.setattr(reader, "read_slice", read_slice)
    monkeypatch.setattr(reader, "_set_alarm", lambda _: None)
    process = object.__new__(reader._Process)
    process._seconds, process._passed = 3, Counter()
    process._read = lambda _: Took({})
    process.tell = told.append
    process.obey(Order(Piece(0, (Slice("a.jsonl", "a.jsonl"),))))
    end = told.index(Refused("a.jsonl", "is damaged"))
    dying = SimpleNamespace(obey=lambda _: told[: end + 1], end=lambda: -9, is_fresh=True)
    fresh = SimpleNamespace(is_fresh=True, told=0, job=None, end=int)
    processes = iter([dying, fresh])
    monkeypatch.setattr(worker, "_take", lambda _: next(processes))
    orders = []
    fresh.obey = lambda order: orders.append(order) or [Done(0, 0)]
    list(read_piece(piece_of(Path("a.jsonl")), JOB))
    assert orders == [Order(piece_of(Path("a.jsonl")), 1)]  # behind the file: it is not opened again


def test_to_find_the_next_page_takes_none_of_the_time_of_the_one_before(monkeypatch):
    done = []

    def read_slice(_part, _after, begin, _passed):
        begin(0)
        yield None
        done.append("found the next")

    monkeypatch.setattr(reader, "read_slice", read_slice)
    monkeypatch.setattr(reader, "_set_alarm", done.append)
    process = object.__new__(reader._Process)
    process._seconds, process._passed = 3, Counter()
    process._read = lambda _: done.append("read")
    process.tell = lambda _: None
    process.obey(Order(Piece(0, (Slice("a.html", "a.html"),))))
    assert done == [3, "read", 3, "found the next", 0]
