"""``onrecord run``: a plan is carried out on made-up pages, and gone on with."""

import hashlib
import json
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.cli.conftest import SAMPLE


@pytest.fixture
def plan(tmp_path) -> Path:
    """A plan over the bundled sample and a JSONL file of which one line is none."""
    lines = [
        {
            "id": f"harbour-{n}",
            "text": f"“The ferry stays,” mayor Lia Orvane said on day {n}.",
            "date": "2031-05-04",
        }
        for n in range(7)
    ]
    (tmp_path / "more.jsonl").write_text("\n".join([*map(json.dumps, lines), "not json"]) + "\n")
    file = tmp_path / "plan.toml"
    file.write_text(
        f'inputs = ["{SAMPLE / "pages"}", "more.jsonl"]\nrecords = "{SAMPLE / "records"}"\noutput = "out"\n'
        "[settings]\nworkers = 2\npiece_pages = 3\n"
    )
    return file


def digests(output: Path) -> dict[str, str]:
    """The hash of every Parquet file of a run."""
    files = sorted(output.rglob("*.parquet"))
    return {str(file.relative_to(output)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_plan_becomes_tables_and_a_second_run_does_nothing(run, plan):
    output = plan.parent / "out"
    result = run("run", plan)
    assert result.code == 1, result.err  # a line was refused
    assert "12 pages" in result.out
    assert "1 refused: is not JSON" in result.out
    pages = parquet.read_table(output / "pages").to_pylist()
    assert [page["id"] for page in pages][-7:] == [f"harbour-{n}" for n in range(7)]
    statements = parquet.read_table(output / "statements").to_pylist()
    assert {s["name"] for s in statements if s["page"] == "harbour-3"} == {"Lia Orvane"}
    rejected = parquet.read_table(output / "rejected").to_pylist()
    assert [bad["item"] for bad in rejected] == ["more.jsonl, line 8"]
    before = digests(output)
    again = run("run", plan)
    assert "Nothing to do" in again.out
    assert again.code == 1
    assert digests(output) == before


def test_as_many_workers_as_one_likes_write_the_same_bytes(run, plan):
    run("run", plan)
    one = plan.with_name("one.toml")
    one.write_text(plan.read_text().replace("workers = 2", "workers = 1").replace('"out"', '"other"'))
    run("run", one)
    assert digests(plan.parent / "other") == digests(plan.parent / "out") != {}
