"""The measures of a bulk run: what is looked at is really what runs, and what must be the same is compared."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="runs need pyarrow")

from bench.made_up.web import Size, write_web
from bench.scale.cost import Cost, tell_cost
from bench.scale.families import score_families, tell_scores
from bench.scale.kills import kill_runs, tell_killed
from bench.scale.processes import await_end, kill, tree_of, watching
from bench.scale.runs import Ran, another, carry_out, digests, running, tell_differences

PAGES = 24
_PLAN = """inputs = ["web/*.warc.gz"]
output = "out"
engine = "local"

[settings]
workers = 2
piece_pages = 4
paraphrases = false
"""
_PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "held = b'x' * 200_000_000; print(flush=True); sum(range(10**10))"])
print("started", flush=True)
child.wait()
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    write_web(folder / "web", 3, Size(PAGES, files=3))
    (folder / "plan.toml").write_text(_PLAN, encoding="utf-8")
    return folder / "plan.toml"


def test_a_tree_is_watched_with_all_below_it_and_killed_whole():
    process = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE)
    try:
        with watching(process.pid) as watched:
            while watched.peak < 200_000_000 or watched.processors < 0.3:
                assert process.poll() is None
                time.sleep(0.05)
        pids = tree_of(process.pid)
        assert len(pids) == 2
    finally:
        kill(tree_of(process.pid))
        process.communicate()
    assert await_end(pids, 30) == []


def test_another_plan_has_another_output_and_engine_and_is_gone_afterwards(tmp_path: Path):
    plan = tmp_path / "plan.toml"
    plan.write_text(_PLAN, encoding="utf-8")
    with another(plan, Path("/there"), "ray:auto") as other:
        told = other.read_text(encoding="utf-8").splitlines()
    assert sorted(told) == sorted(
        _PLAN.replace('"out"', '"/there"').replace('"local"', '"ray:auto"').splitlines()
    )
    assert told[0] == 'engine = "ray:auto"'
    assert list(tmp_path.iterdir()) == [plan]


def test_what_runs_ends_with_its_context():
    with running(["http.server", "0"]) as process:
        assert process.poll() is None
        assert os.getpgid(process.pid) == process.pid
    assert process.returncode is not None


def test_files_that_differ_are_told(tmp_path: Path):
    for name, text in (("a", "same"), ("b", "one")):
        (tmp_path / f"{name}.parquet").write_text(text)
    held = digests(tmp_path)
    assert tell_differences(held, dict(held)) == "all 2 Parquet files have the same bytes"
    assert tell_differences(held, held | {"b.parquet": ""}) == "1 of 2 files DIFFER: b.parquet"
    assert tell_differences(held, {"a.parquet": held["a.parquet"]}) == "1 of 2 files DIFFER: b.parquet"


def test_the_families_of_a_run_are_scored(plan: Path):
    ran = carry_out(plan)
    assert ran.counts["pages"] == PAGES
    assert ran.stages["read"] > 0
    assert ran.processors > ran.stages["read"] / 2
    scores = score_families(plan.parent / "web" / "truth.jsonl", plan.parent / "out")
    assert 0.8 * scores.planted < scores.extracted <= scores.planted
    assert scores.told == scores.gathered > 0
    assert scores.named[2] > 0.9
    assert "planted quotes were extracted" in tell_scores(scores)


def test_killed_runs_go_on_to_the_same_bytes(plan: Path):
    killed = kill_runs(plan, times=3, seed=2)
    assert killed.hits.total() == 3
    assert killed.faults == []
    assert killed.undead == 0
    assert "3 kills hit before the end" in tell_killed(killed)
    assert not list(plan.parent.glob("kills-*"))


def test_costs_are_told_with_how_flat_they_are():
    costs = [
        Cost(100, 40_000, 10**6, Ran(10.0, 10.0, 10**9, {"read": 9.0, "judge": 1.0}, {})),
        Cost(1000, 400_000, 10**7, Ran(50.0, 150.0, 10**9, {"read": 120.0, "judge": 30.0}, {})),
    ]
    told = tell_cost(costs).splitlines()
    assert told[1].split() == ["100", "10.0", "4,000", "100.00", "10.0%", "1,000", "10.0"]
    assert told[2].split() == ["1,000", "20.0", "8,000", "150.00", "20.0%", "1,000", "10.0"]
    assert told[-1] == "a page of the most costs 1.50 times one of the fewest; after reading 3.00 times"
