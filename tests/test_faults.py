"""The faults are real: the disk is full, the process is gone, and what was there before is there still."""

import os
import random
import select
import sqlite3
import subprocess
import sys

import pytest

from tests import faults
from tests.faults import kill_at_random, small_disk

WRITES = """
import sys
try:
    with open(sys.argv[1], "wb", buffering=0) as file:
        for _ in range(64):
            assert file.write(bytes(1 << 16)) == 1 << 16
except (OSError, AssertionError) as err:
    sys.exit(f"full: {type(err).__name__}")
"""

KEEPS = """
import sqlite3, sys
ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
ledger.execute("PRAGMA journal_mode = WAL")
ledger.execute("CREATE TABLE IF NOT EXISTS note (number INTEGER, body BLOB)")
for number in range(int(sys.argv[2])):
    ledger.execute("BEGIN")
    ledger.executemany("INSERT INTO note VALUES (?, ?)", [(number, bytes(5000))] * 2)
    ledger.execute("COMMIT")
"""


@pytest.fixture(params=["as it comes", "by limit"])
def disk(request, tmp_path, monkeypatch):
    """A small disk as this machine gives it, then one where nothing may be mounted."""
    if request.param == "by limit":
        monkeypatch.setattr(faults.os, "geteuid", lambda: 1000)
    with small_disk(tmp_path / "disk") as made:
        assert made.is_real == os.path.ismount(made.folder)
        yield made


def test_a_process_fills_it(disk):
    process = disk.start(
        [sys.executable, "-c", WRITES, disk.folder / "big"], stderr=subprocess.PIPE, text=True
    )
    assert "full: " in process.communicate()[1]
    assert (disk.folder / "big").stat().st_size <= disk.size


def test_a_database_keeps_what_was_committed(disk):
    place = disk.folder / "ledger.sqlite"
    small, large = ([sys.executable, "-c", KEEPS, place, str(number)] for number in (10, 1000))
    assert disk.start(small).wait() == 0
    process = disk.start(large, stderr=subprocess.PIPE, text=True)
    assert "sqlite3.OperationalError" in process.communicate()[1]
    _check(place, at_least=20)


def test_what_is_full_has_room_again(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        if not disk.is_real:
            pytest.skip("no file system can be mounted here")
        ballast = disk.fill(leave=8192)
        with pytest.raises(OSError, match="No space left"):
            (disk.folder / "note").write_bytes(bytes(100_000))
        ballast.unlink()
        (disk.folder / "note").write_bytes(bytes(100_000))
    assert not os.path.ismount(tmp_path / "disk")
    assert list((tmp_path / "disk").iterdir()) == []


def test_kills_come_at_different_moments_and_spare_what_was_committed(tmp_path):
    rng = random.Random(5)
    place = tmp_path / "ledger.sqlite"
    counts = []
    for _ in range(8):
        process = subprocess.Popen([sys.executable, "-c", KEEPS, place, "1000000"], start_new_session=True)
        assert kill_at_random(process, rng, within=0.4)
        if place.exists():
            counts.append(_check(place, at_least=counts[-1] if counts else 0))
    assert len(set(counts)) > 2


def test_children_are_killed_with_their_parent():
    parent = (
        "import subprocess, sys; subprocess.Popen(['sleep', '60']); print('up', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout.readline() == b"up\n"
    assert kill_at_random(process, random.Random(1), within=0.01)
    ended, _, _ = select.select([process.stdout], [], [], 30)  # when the last that holds the pipe has ended
    assert ended and process.stdout.read() == b""


def test_what_had_ended_was_not_killed():
    process = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    assert process.wait() == 0
    assert not kill_at_random(process, random.Random(1))


def test_a_process_of_our_own_group_is_left_alone():
    process = subprocess.Popen(["sleep", "60"])
    with pytest.raises(ValueError, match="start_new_session"):
        kill_at_random(process, random.Random(1))
    assert process.poll() is None
    process.kill()
    process.wait()


def _check(place, at_least):
    """Opens a database that was left as it stood: whole, and each transaction in it whole or absent."""
    with sqlite3.connect(place) as ledger:
        assert ledger.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not ledger.execute("SELECT 1 FROM sqlite_master WHERE name = 'note'").fetchall():
            return 0
        (count,) = ledger.execute("SELECT count(*) FROM note").fetchone()
    ledger.close()
    assert count % 2 == 0
    assert count >= at_least
    return count
