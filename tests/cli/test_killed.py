"""Nothing is lost: a command that is killed at any moment, or has no room left, leaves whole pages and no others."""

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from tests.cli.harbour import told, write_pages, write_records
from tests.cli.warm import Warm
from tests.faults import kill_at_random, small_disk

SEED = 20310503  # the seeds stand in the names of the tests, so that a failure says which it was


def finish(process: Warm) -> None:
    assert process.wait(timeout=120) == 0, process.complaints()


def count_rows(place: Path, table: str) -> int:
    """How many rows are committed; -1 where there is no such table yet."""
    if not place.exists():
        return -1
    with closing(sqlite3.connect(f"file:{place}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own name
        except sqlite3.OperationalError:
            return -1


def is_begun(place: Path) -> bool:
    """Whether there is a ledger yet: what is killed before its first commit leaves none."""
    try:
        Ledger.open(place, create=False).close()
    except LedgerError as err:
        assert "there is no ledger" in str(err), err
        return False
    return True


@dataclass
class Killer:
    """Kills commands at random moments of the time in which they write, and counts how often it did.

    It lets a command commit some rows of a table, and then some milliseconds more: so kills fall into what the
    command does between two commits, and every run but a few gets on, however busy the machine is.
    """

    rng: random.Random
    table: str
    milliseconds: float = 60  # a page takes some 30, on an idle machine
    kills: int = 0

    def kill(self, place: Path, *args: object) -> bool:
        """Whether the command was killed; it may have ended before."""
        process = Warm(*args, "--ledger", place, told=place.with_suffix(".told"))
        wanted = count_rows(place, self.table) + self.rng.randint(0, 3)  # -1 and 0: the ledger itself is made
        while process.poll() is None and count_rows(place, self.table) < wanted:
            time.sleep(0.002)
        was_killed = kill_at_random(process, self.rng, self.milliseconds / 1000)
        assert was_killed or process.wait() == 0, process.complaints()
        self.kills += was_killed
        return was_killed

    def rounds(self, kills: int) -> Iterator[int]:
        """Numbers, until it has killed often enough."""
        n = 0
        while self.kills < kills:
            yield n
            n += 1


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A folder with pages, records and a ledger of both whose making nobody disturbed.

    In ``added`` is the ledger as it was before there were records, in ``joined`` with them, but not traced to
    them.
    """
    folder = tmp_path_factory.mktemp("whole")
    pages, records = write_pages(folder / "pages"), write_records(folder / "records")
    place = folder / "ledger" / "a.ledger"
    place.parent.mkdir()
    finish(Warm("add", *pages, "--ledger", place, told=folder / "told"))
    shutil.copytree(place.parent, folder / "added")
    finish(Warm("records", "add", records, "--ledger", place, told=folder / "told"))
    shutil.copytree(place.parent, folder / "joined")
    finish(Warm("refresh", "--ledger", place, told=folder / "told"))
    return folder


@pytest.fixture(scope="module")
def pages(whole) -> list[Path]:
    return [*sorted((whole / "pages").glob("page-*.txt")), whole / "pages" / "later" / "page-00.txt"]


@pytest.fixture(scope="module")
def added(whole) -> dict:
    """What the ledger has of the pages, before there were records."""
    found = told(whole / "added" / "a.ledger")
    assert len(found) == 12
    assert all(searched is None and said for searched, _, said in found.values())
    return found


@pytest.mark.parametrize(("jobs", "kills", "seed"), [(1, 25, SEED), (2, 2, SEED + 1)])
def test_add_leaves_each_page_whole_or_not_at_all(run, pages, added, tmp_path, jobs, kills, seed):
    killer, seen = Killer(random.Random(seed), "snapshot"), set()
    for n in killer.rounds(kills):
        place = tmp_path / f"{n}.ledger"
        while killer.kill(place, "add", *pages, "--jobs", jobs):
            if is_begun(place):
                verified = run("verify", "--ledger", place)
                assert "nothing is wrong" in verified.out, verified
                found = told(place)
                assert list(found.items()) == list(added.items())[: len(found)]
                seen.add(len(found))
        assert told(place) == added
    assert len(seen - {0, 12}) >= min(kills // 2, 4), f"killed too early or too late: {seen}"


@pytest.mark.parametrize(("kills", "seed"), [(6, SEED + 2)])
def test_refresh_leaves_each_page_as_before_or_done(run, whole, added, tmp_path, kills, seed):
    wanted = told(whole / "ledger" / "a.ledger")
    assert list(wanted) == list(added)
    assert all(searched for searched, *_ in wanted.values())
    killer = Killer(random.Random(seed), "tracing")
    for n in killer.rounds(kills):
        place = shutil.copytree(whole / "joined", tmp_path / str(n)) / "a.ledger"
        while killer.kill(place, "refresh"):
            assert "nothing is wrong" in run("verify", "--ledger", place).out
            assert all(state in (added[key], wanted[key]) for key, state in told(place).items())
        assert told(place) == wanted


@pytest.mark.parametrize(("kills", "seed"), [(6, SEED + 3)])
def test_records_are_kept_all_or_none_and_their_index_is_mended(run, whole, tmp_path, kills, seed):
    with Ledger.open(whole / "ledger" / "a.ledger") as ledger:
        none, all_ = 0, ledger.record_stamps()
    killer = Killer(random.Random(seed), "record")
    for n in killer.rounds(kills):
        place = tmp_path / f"{n}.ledger"
        while killer.kill(place, "records", "add", whole / "records"):
            if is_begun(place):
                assert run("verify", "--ledger", place).code == 0
                with Ledger.open(place) as ledger:
                    assert len(ledger.record_stamps()) in (none, len(all_))
        with Ledger.open(place) as ledger:
            assert [sha for _, sha in ledger.record_stamps()] == [sha for _, sha in all_]
        assert "nothing is wrong" in run("verify", "--ledger", place).out


@pytest.mark.parametrize(("times", "seed"), [(4, SEED + 4)])
def test_a_full_disk_costs_only_what_does_not_fit(run, pages, added, tmp_path, times, seed):
    rng, seen = random.Random(seed), set()
    with small_disk(tmp_path / "disk", 4 << 20) as disk:
        if not disk.is_real:
            pytest.skip("nobody but root can make a small disk here")
        for n in range(times):
            place = disk.folder / f"{n}.ledger"
            finish(Warm("add", pages[0], "--ledger", place, told=tmp_path / "told"))
            ballast = disk.fill(leave=rng.randrange(50_000, 600_000))
            process = Warm("add", *pages, "--ledger", place, told=tmp_path / "told")
            code = process.wait(timeout=120)
            ballast.unlink()
            if code:
                (line,) = process.complaints().splitlines()
                assert "no space" in line
            assert "nothing is wrong" in run("verify", "--ledger", place).out
            found = told(place)
            assert list(found.items()) == list(added.items())[: len(found)]
            seen.add(len(found))
            finish(Warm("add", *pages, "--ledger", place, told=tmp_path / "told"))
            assert told(place) == added
            for file in disk.folder.glob(f"{n}.ledger*"):
                file.unlink()
    assert seen - {12}, "there was room for everything"
