"""``onrecord run``: a plan is carried out on made-up pages, and gone on with."""

import json
import shutil
from pathlib import Path

import pytest
from pyarrow import parquet

from onrecord.cli.run import _Progress, _tell
from onrecord.ledger import Ledger
from onrecord.pipeline.bulk import StageSpent, Summary
from tests.cli.conftest import SAMPLE
from tests.pipeline.bulk.made import digests


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


def test_what_a_run_found_is_kept_in_a_ledger_and_not_read_again(run, plan, tmp_path):
    place = tmp_path / "town.ledger"
    shutil.copytree(SAMPLE / "records", tmp_path / "records", ignore=shutil.ignore_patterns(".*"))
    (tmp_path / "records" / "bad.txt").write_bytes(b"\0\0\1\2")
    plan.write_text(plan.read_text().replace(str(SAMPLE / "records"), "records"))
    first = run("run", plan, "--ledger", place)
    assert first.code == 1
    assert first.err.count("bad.txt: is not text") == 1
    with Ledger.open(place, create=False) as ledger:
        kept = sorted(capture.key for capture in ledger.captures())
        traced = [ledger.hold(key).searched for key in kept]
        assert set(traced) == {ledger.records_digest()}
    assert kept == sorted(parquet.read_table(tmp_path / "out" / "pages")["capture"].to_pylist())
    found = run("search", "--speaker", "Lia Orvane", "--ledger", place).out
    assert "The ferry stays" in found
    again = run("run", plan, "--ledger", place)
    assert "Nothing to do" in again.out
    added = run("add", SAMPLE / "pages" / "2-lorrany-press.txt", "--ledger", place)
    assert added.code == 0


def test_keeping_pages_in_a_ledger_tells_how_far_it_is(capsys, monkeypatch):
    monkeypatch.setattr("onrecord.cli.run.EVERY", 0)
    stage = StageSpent("keep", 1)
    stage.counts["kept"] = 7
    _Progress()(stage)
    assert capsys.readouterr().err.startswith("onrecord: keep: 0 of 1, 7 pages kept, ")


def test_a_reason_that_a_server_wrote_moves_no_terminal(capsys):
    _tell(Summary({"refused: the server calls it \x1b[2Jtext": 1}, (), ()))
    assert "it \N{REPLACEMENT CHARACTER}[2Jtext" in capsys.readouterr().out


def test_a_page_that_changes_back_within_a_run_has_its_former_text_in_the_ledger(run, tmp_path):
    texts = [f"“The ferry {verb},” mayor Lia Orvane said." for verb in ("stays", "goes", "stays")]
    lines = [
        json.dumps({"id": "f", "text": text, "url": "https://quay.example/f", "captured": f"2031-05-0{day}"})
        for day, text in enumerate(texts, 1)
    ]
    (tmp_path / "pages.jsonl").write_text("\n".join(lines) + "\n")
    plan = tmp_path / "plan.toml"
    plan.write_text('inputs = ["pages.jsonl"]\noutput = "out"\nledger = "town.ledger"\n')
    assert run("run", plan).code == 0
    for _ in range(2):  # the second time changes nothing
        with Ledger.open(tmp_path / "town.ledger", create=False) as ledger:
            latest = ledger.captures(limit=1)[0]
            history = [ledger.hold(seen.key).reading.snap.text for seen in ledger.history(latest.document)]
        assert history == texts
        assert "Nothing to do" in run("run", plan).out


def test_an_estimate_says_how_much_there_is_and_leaves_the_output_alone(run, plan, tmp_path):
    result = run("run", plan, "--estimate", "--workers", 4)
    assert result.code == 0
    assert "13 pages" in result.out
    assert "hours with 2 workers here" in result.out
    assert "hours with 4 workers on such machines" in result.out
    assert not (tmp_path / "out").exists()


def test_an_estimate_of_nothing_but_an_empty_file(run, tmp_path):
    (tmp_path / "empty.warc").write_bytes(b"")
    settings = '[settings]\nworkers = 4\nmemory = "3GB"\n'
    (tmp_path / "plan.toml").write_text(f'inputs = ["empty.warc"]\noutput = "out"\n{settings}')
    result = run("run", tmp_path / "plan.toml", "--estimate")
    assert (result.code, result.complaints) == (0, ["onrecord: settings.memory has room for 2 of 4 workers"])
    assert "1 pages" in result.out


def test_as_many_workers_as_one_likes_write_the_same_bytes(run, plan):
    run("run", plan)
    one = plan.with_name("one.toml")
    one.write_text(plan.read_text().replace("workers = 2", "workers = 1").replace('"out"', '"other"'))
    run("run", one)
    assert digests(plan.parent / "other") == digests(plan.parent / "out") != {}
