"""A run that is killed goes on where it stopped, and ends with the same bytes."""

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from pyarrow import parquet

from onrecord.errors import LedgerError, OnRecordError, UsageError
from onrecord.pipeline.bulk import read_plan, run_plan
from onrecord.pipeline.bulk.inputs import list_inputs
from onrecord.pipeline.bulk.opening import cut, lock
from tests.cli.harbour import COMMAND, ENVIRONMENT
from tests.ingest.server import Server, reply
from tests.pipeline.bulk.made import digests, page, write_lines, write_plan

SEED = 20310503
PATIENCE = 120  # seconds that a process may take to end, on a busy machine


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> Path:
    """A folder with made-up pages, and the output of a run over them."""
    folder = tmp_path_factory.mktemp("run")
    write_lines(folder / "pages.jsonl", [page(n) for n in range(16)])
    run_plan(read_plan(write_plan(folder, ["pages.jsonl"])))
    return folder


def workers_of(session: int) -> list[int]:
    """The processes of a session that are alive."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its = stat.read_text().rsplit(")", 1)[1].split()[:4]
        except OSError:  # it has ended since
            continue
        if int(its) == session and state != "Z":
            found.append(int(stat.parent.name))
    return found


def test_families_are_told_across_pieces(undisturbed):
    families = parquet.read_table(undisturbed / "out" / "families").to_pylist()
    assert sorted(each["speaker"] for each in families) == ["Lia Orvane", "Pim Adeyo", "Runa Falk"]
    assert sum(each["witnesses"] for each in families) == 16
    assert not (undisturbed / "out" / "work").exists()


@pytest.mark.parametrize("whole_group", [True, False], ids=["group", "driver"])
def test_a_run_that_is_killed_ends_with_the_same_bytes(undisturbed, whole_group):
    rng, output = random.Random(SEED), undisturbed / f"killed-{whole_group}"
    plan = write_plan(undisturbed, ["pages.jsonl"], output.name)
    for done in (1, 6, 12):  # marks after which it is killed: in the midst of reading, and of matching
        process = subprocess.Popen([*COMMAND, "run", plan], env=ENVIRONMENT, start_new_session=True)
        while process.poll() is None and len(list(output.glob("marks/*/*.json"))) < done:
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.2))
        if whole_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while (left := workers_of(process.pid)) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert left == [], "workers must end with their driver"
    run_plan(read_plan(plan))
    assert digests(output) == digests(undisturbed / "out")
    assert list(output.rglob("*.part")) == []


def test_a_worker_that_is_killed_is_replaced(undisturbed):
    plan = write_plan(undisturbed, ["pages.jsonl"], "worker-killed")
    process = subprocess.Popen([*COMMAND, "run", plan], env=ENVIRONMENT, start_new_session=True)
    while process.poll() is None and not list((undisturbed / "worker-killed").glob("pages/.*.part")):
        time.sleep(0.01)
    for worker in workers_of(process.pid):
        if worker != process.pid:
            os.kill(worker, signal.SIGKILL)
    assert process.wait(PATIENCE) == 0
    assert digests(undisturbed / "worker-killed") == digests(undisturbed / "out")


def test_a_plan_that_was_changed_is_refused_and_one_that_only_runs_otherwise_is_not(undisturbed):
    before = digests(undisturbed / "out")
    with pytest.raises(UsageError, match=r"was begun with other settings\.piece_pages"):
        run_plan(read_plan(write_plan(undisturbed, ["pages.jsonl"], piece_pages=4)))
    assert digests(undisturbed / "out") == before
    summary = run_plan(read_plan(write_plan(undisturbed, ["pages.jsonl"], workers=1, memory="2GB")))
    assert summary.stages == ()
    assert summary.counts["pages"] == 16


def test_inputs_that_change_while_they_are_read_make_no_result(tmp_path):
    pages = tmp_path / "pages.jsonl"
    write_lines(pages, [page(n) for n in range(4)])
    plan = read_plan(write_plan(tmp_path, ["pages.jsonl"]))
    with pytest.raises(UsageError, match=r"inputs: pages\.jsonl: was changed while it was read"):
        run_plan(plan, lambda _: write_lines(pages, [page(n) for n in range(5)]))
    with pytest.raises(UsageError, match="was begun with other inputs"):
        run_plan(plan)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    write_lines(tmp_path / "pages.jsonl", [page(0)])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("the only copy")
    with pytest.raises(UsageError, match="holds something else"):
        run_plan(read_plan(write_plan(tmp_path, ["pages.jsonl"])))
    assert [each.name for each in (tmp_path / "out").iterdir() if each.name[0] != "."] == ["thesis.txt"]


def test_a_ledger_that_will_not_do_is_told_before_a_page_is_read(tmp_path):
    write_lines(tmp_path / "pages.jsonl", [page(0)])
    plan = read_plan(write_plan(tmp_path, ["pages.jsonl"]), ledger=str(tmp_path))
    with pytest.raises(LedgerError, match="is not a file"):
        run_plan(plan)
    assert not (tmp_path / "out" / "pages").exists()


def test_a_folder_that_cannot_be_made_is_told_in_a_line(tmp_path):
    write_lines(tmp_path / "pages.jsonl", [page(0)])
    plan = read_plan(write_plan(tmp_path, ["pages.jsonl"], workers=1))
    with pytest.raises(OnRecordError, match=r"out/families: the run cannot go on \(file exists\)$"):
        run_plan(plan, lambda _: (plan.output / "families").write_text("in its way"))


def test_two_runs_do_not_share_a_folder(tmp_path):
    write_lines(tmp_path / "pages.jsonl", [page(0)])
    with lock(tmp_path / "out"), pytest.raises(OnRecordError, match="another run is at work"):
        run_plan(read_plan(write_plan(tmp_path, ["pages.jsonl"])))


def test_files_of_a_web_server_are_read(tmp_path):
    lines = write_lines(tmp_path / "pages.jsonl", [page(n) for n in range(3)]).read_bytes()
    with Server() as server:
        server.answers["/pages.jsonl"] = reply(lines, "application/jsonl")
        server.answers["/absent.jsonl"] = reply(b"", status="404 Not Found")
        server.answers["/pier.html"] = reply(
            b"<!doctype html><title>The pier</title><p>Rain fell on the old pier."
        )
        told = [f"{server.url}/{name}" for name in ("pages.jsonl", "absent.jsonl", "pier.html")]
        summary = run_plan(read_plan(write_plan(tmp_path, told)))
    assert summary.counts["pages"] == 4
    pages = parquet.read_table(tmp_path / "out" / "pages").to_pylist()
    assert (pages[-1]["url"], pages[-1]["id"]) == (told[2], told[2].removesuffix(".html"))
    rejected = parquet.read_table(tmp_path / "out" / "rejected").to_pylist()
    assert [bad["item"] for bad in rejected] == [told[1]]
    assert rejected[0]["reason"].startswith("cannot be fetched")


@pytest.mark.parametrize("name", ["plan.json", "pieces.json"])
def test_a_note_that_is_cut_short_is_told(undisturbed, name):
    output = undisturbed / "damaged"
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(undisturbed / "out", output, ignore=shutil.ignore_patterns("marks"))
    (output / name).write_bytes(b"")
    with pytest.raises(OnRecordError, match=f"{name}: is damaged; name another output, or delete this one"):
        run_plan(read_plan(write_plan(undisturbed, ["pages.jsonl"], output.name)))


def test_a_folder_that_was_moved_is_read_from_where_it_is(tmp_path):
    (tmp_path / "here").mkdir()
    write_lines(tmp_path / "here" / "pages.jsonl", [page(0)])
    plan = write_plan(tmp_path / "here", ["pages.jsonl"])
    (tmp_path / "here" / "out").mkdir()
    cut(read_plan(plan), list_inputs(read_plan(plan))[0])
    moved = read_plan((tmp_path / "here").rename(tmp_path / "there") / plan.name)
    (piece,) = cut(moved, list_inputs(moved)[0])
    assert piece.slices[0].place == str(tmp_path / "there" / "pages.jsonl")
