"""What a user types to keep, find, show and export, and what comes back."""

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pyarrow import parquet

from onrecord.export import Finding, check_bundle, load_schema
from onrecord.ledger import Ledger
from onrecord.model import Hit, Judgement, Query, Target, Verdict
from onrecord.pipeline.cite import cite_one
from tests.cli.conftest import SAMPLE
from tests.cli.harbour import PAGES, make_ledger, told, write_pages, write_records


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """A ledger that is not to be written to."""
    return make_ledger(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def place(kept, tmp_path, monkeypatch) -> Path:
    """A ledger of one's own, which the environment names."""
    shutil.copytree(kept.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / kept.name))
    return tmp_path / kept.name


def count_rows(place: Path, table: str) -> int:
    with closing(sqlite3.connect(place)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own name


def change(place: Path, statement: str) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(statement)
        connection.commit()


# -- keeping --------------------------------------------------------------------------------------


def test_add_says_what_became_of_each_page(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    first, *_, later = write_pages(tmp_path / "pages")
    added = run("add", first)
    assert (added.code, added.err) == (0, "")
    key, outcome = added.out.split()[0], " ".join(added.out.split()[1:3])
    assert (len(key), outcome) == (16, "new page")
    assert "Lia Orvane speaks" in added.out
    assert (tmp_path / "onrecord.ledger").exists()
    before = told(tmp_path / "onrecord.ledger")
    assert f"{key}  unchanged" in run("add", first).out
    assert told(tmp_path / "onrecord.ledger") == before
    changed = run("add", later)
    assert "new capture" in changed.out
    assert f"A is the capture before, {key}; B is this one" in changed.out.replace("\n", " ").replace(
        "  ", " "
    )
    assert "1 statement changed" in changed.out
    assert "[-not-]" in changed.out
    assert "GRAVE negation" in changed.out
    assert "unchanged" not in changed.out


def test_add_tells_programs_the_same(run, page, tmp_path):
    place = tmp_path / "a.ledger"
    first = run("add", "-", page, "--format", "jsonl", "--ledger", place, stdin=page.read_bytes())
    lines = [json.loads(line) for line in first.out.splitlines()]
    assert [line["outcome"] for line in lines] == ["new page", "new page"]
    page.write_text(page.read_text().replace("the new one", "a new one"))
    again = run("add", page, tmp_path / "missing.txt", "--format", "jsonl", "--ledger", place)
    assert again.code == 1
    assert [complaint.split(": ", 1)[1] for complaint in again.complaints] == [
        f"{tmp_path}/missing.txt: no such file"
    ]
    (line,) = map(json.loads, again.out.splitlines())
    assert (line["outcome"], line["previous"]) == ("new capture", lines[1]["key"])
    assert any("reworded" in pair["changes"] for pair in line["comparison"]["pairs"])


def test_many_processes_keep_what_one_keeps(run, tmp_path):
    pages = write_pages(tmp_path / "pages")
    one, two = (run("add", *pages, "--jobs", n, "--ledger", tmp_path / f"{n}.ledger") for n in (1, 2))
    assert (two.code, two.out) == (one.code, one.out)
    assert told(tmp_path / "2.ledger") == told(tmp_path / "1.ledger")


def test_records_are_counted_and_refresh_looks_in_them(run, tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "a.ledger"))
    pages, records = write_pages(tmp_path / "pages"), write_records(tmp_path / "records")
    assert run("records", "add", records / "statement.txt").out.splitlines() == [
        "1 new, 0 changed, 0 there already: 1 record in the ledger"
    ]
    assert "0 new, 0 changed, 1 there already" in run("records", "add", records / "statement.txt").out
    run("add", *pages)
    (records / "statement.txt").write_text("RUNA FALK: The north wall is younger than the town hall.\n")
    added = run("records", "add", records)
    first, second, *_ = added.out.splitlines()
    assert first == "statement: replaces the version before"
    assert second == "1 new, 1 changed, 0 there already: 2 records in the ledger"
    assert "onrecord refresh" in added.out
    assert run("search", "--state", "grave").code == 3
    refreshed = run("refresh", "--format", "jsonl")
    assert [json.loads(line)["outcome"] for line in refreshed.out.splitlines()] == ["traced again"] * (
        PAGES + 1
    )
    assert run("search", "--state", "grave").code == 0
    assert run("refresh").out.startswith("Nothing to do")
    assert count_rows(tmp_path / "a.ledger", "tracing") == 2 * (PAGES + 1)
    assert count_rows(tmp_path / "a.ledger", "reading") == PAGES + 1


def test_records_of_one_name_in_two_folders_are_told_apart(run, tmp_path):
    place, folders = tmp_path / "a.ledger", [tmp_path / "spring", tmp_path / "autumn"]
    for folder in folders:
        folder.mkdir()
        (folder / "hearing.txt").write_text(f"LIA ORVANE: The pier stays until {folder.name}.\n")
    both = run("records", "add", *folders, "--ledger", place)
    assert (both.code, both.complaints) == (
        1,
        [
            f"onrecord: {folders[1]}: record hearing: has the id of one in {folders[0]}; "
            "add them one by one, with --under NAME"
        ],
    )
    assert "1 new, 0 changed" in both.out
    apart = run("records", "add", folders[1], "--under", "autumn", "--ledger", place)
    assert (apart.code, apart.out) == (0, "1 new, 0 changed, 0 there already: 2 records in the ledger\n")
    assert "until autumn" in run("show", "autumn/hearing", "--ledger", place, "--format", "json").out
    assert "until spring" in run("show", "hearing", "--ledger", place, "--format", "json").out
    over = run("records", "add", folders[1], "--ledger", place)
    assert over.out.startswith("hearing: replaces the version before\n0 new, 1 changed")


def test_refresh_adds_conclusions_and_a_judgement_survives_it(run, place):
    with Ledger.open(place) as ledger:
        hit = ledger.search(Query(drift="negation")).hits[0]
        ledger.judge(
            Judgement(0, "", "ann", Target.SOURCE, hit.key, Verdict.DIFFERENT, "Bo Brand", "she asked")
        )
    again = run("refresh", "--no-paraphrases")
    assert again.out.count("read again") == PAGES + 1
    assert count_rows(place, "reading") == 2 * (PAGES + 1)
    shown = run("show", hit.key).out
    assert "judged source: different, Bo Brand" in shown
    assert "ann" in shown and "she asked" in shown
    with Ledger.open(place) as ledger:
        assert ledger.hit(hit.key).speaker == "Bo Brand"
    assert run("refresh", "--no-paraphrases").out.startswith("Nothing to do")


def test_a_table_names_whom_a_page_does_not(run, tmp_path):
    table, page, place = tmp_path / "known.jsonl", tmp_path / "page.txt", tmp_path / "a.ledger"
    table.write_text('{"name": "Lia Orvane", "kind": "person"}\n{"kind": "person"}\n')
    page.write_text("“We keep the ferry,” Orvane said on Monday. “It is the town’s,” Orvane added.\n")
    added = run("add", page, "--entities", table, "--ledger", place)
    assert (added.code, len(added.complaints)) == (1, 1)
    assert run("search", "--speaker", "Lia Orvane", "--ledger", place).code == 0
    assert "read again" in run("refresh", "--ledger", place).out
    assert run("search", "--speaker", "Lia Orvane", "--ledger", place).code == 3


# -- finding --------------------------------------------------------------------------------------


def found(run, *args: object) -> list[dict]:
    return [
        json.loads(line)
        for line in run("search", "--limit", 200, *args, "--format", "jsonl").out.splitlines()
    ]


@pytest.mark.parametrize(
    ("args", "holds"),
    [
        (("--speaker", "Lia Orvane"), lambda hit: hit["speaker"] == "Lia Orvane"),
        (("--mode", "direct"), lambda hit: hit["mode"] == "direct"),
        (("--kind", "warns"), lambda hit: hit["kind"] == "warns"),
        (("--state", "grave"), lambda hit: hit["state"] == "grave"),
        (("--drift", "negation"), lambda hit: "negation" in hit["drift"]),
        (("--record", "hearing"), lambda hit: "hearing" in hit["records"]),
        (
            ("lighthouse", "--mode", "direct"),
            lambda hit: "lighthouse" in hit["words"] and hit["mode"] == "direct",
        ),
        (('"second report"',), lambda hit: "second report" in hit["words"]),
    ],
)
@pytest.mark.usefixtures("place")
def test_search_narrows_down(run, args, holds):
    hits, all_ = found(run, *args), found(run)
    assert 0 < len(hits) < len(all_)
    assert all(map(holds, hits))
    if not args[0].startswith('"'):  # a phrase is looked for without its signs
        assert [hit["key"] for hit in all_ if holds(hit)] == sorted(
            (hit["key"] for hit in hits), key=[hit["key"] for hit in all_].index
        )


def test_search_by_outlet_and_day(run, tmp_path):
    place = tmp_path / "sample.ledger"
    run("add", *sorted((SAMPLE / "pages").iterdir()), "--ledger", place)
    of_day = ("--since", "2024-11-12", "--until", "2024-11-12", "--ledger", place)
    assert {hit["outlet"] for hit in found(run, "--outlet", "Northmere Dispatch", *of_day)} == {
        "Northmere Dispatch"
    }
    assert run("search", "--since", "2024-11-13", "--ledger", place).code == 3
    assert run("search", "--until", "2024-11-11", "--ledger", place).code == 3


@pytest.mark.usefixtures("place")
def test_what_was_respelt_is_said(run):
    text = run("search", "lighthuose")
    assert text.code == 0
    assert text.complaints == ["onrecord: no statement has “lighthuose”: looked for “lighthouse”"]
    assert "lighthouse" in text.out
    assert json.loads(run("search", "lighthuose", "--format", "json").out)["respelt"] == {
        "lighthuose": ["lighthouse"]
    }


@pytest.mark.usefixtures("place")
def test_a_cursor_goes_through_all_once(run):
    seen, cursor, args = [], (), ("search", "--limit", 7)
    while True:
        answer = json.loads(run(*args, *cursor, "--format", "json").out)
        seen += [hit["key"] for hit in answer["statements"]]
        if answer["next"] is None:
            break
        assert f"--cursor {answer['next']}" in run(*args, *cursor).err
        cursor = ("--cursor", answer["next"])
    assert len(seen) == len(set(seen)) == len(found(run))


@pytest.mark.usefixtures("place")
def test_a_misremembered_quote_finds_its_statements_and_its_record(run):
    text = run("search", "--like", "nobody here wants that lighthouse to go dark")
    assert text.code == 0
    assert "alike" in text.out
    assert "record hearing" in text.out
    told_ = json.loads(
        run("search", "--like", "Nobody in this room wants the lighthouse to go dim", "--format", "json").out
    )
    assert told_["record"]["record_id"] == "hearing"
    assert told_["statements"][0]["likeness"] > 0.9
    assert run("search", "--like", "seven purple walruses juggled my mandolin yesterday").code == 3


def test_lists_fit_the_terminal_and_obey_no_page(run, tmp_path):
    page, place = tmp_path / "page.txt", tmp_path / "a.ledger"
    page.write_text(
        "\x1b[31mThe pier\n\n“It is \x1b[31msafe\x1b]0;owned\x07,” Lia Orvane said. [bold]It rained.[/bold]\n"
    )
    outs = [run("add", page, "--ledger", place).out, run("search", "--ledger", place).out]
    (hit,) = found(run, "--ledger", place)
    outs += [run("show", hit[key], "--ledger", place).out for key in ("key", "capture", "speaker_key")]
    assert all(out and "\x1b" not in out and "\x07" not in out for out in outs)
    assert max(len(line) for out in outs for line in out.splitlines()) <= 80


# -- showing and exporting ------------------------------------------------------------------------


@pytest.mark.usefixtures("place")
def test_show_finds_each_thing_by_its_key(run):
    hit = found(run, "--drift", "negation")[0]
    page = run("show", hit["capture"]).out
    assert hit["key"] in page
    assert "2 captures of this page" in page
    statement = run("show", hit["key"]).out
    assert "GRAVE negation" in statement
    assert len(statement) < len(page)
    speaker = run("show", hit["speaker_key"]).out
    assert hit["speaker"] in speaker and hit["key"] in speaker
    record = run("show", "hearing").out
    assert record == run("show", "1").out
    assert "stretches of it are quoted" in record
    assert all(
        run("show", key, "--format", "html").out.lower().startswith("<!doctype html>")
        for key in (hit["key"], hit["capture"])
    )


@pytest.mark.usefixtures("place")
def test_show_tells_programs_the_same(run):
    hit = found(run, "--drift", "negation")[0]
    shown = {
        key: json.loads(run("show", hit[key], "--format", "json").out)
        for key in ("key", "capture", "speaker_key")
    }
    on = shown["key"].pop("on")
    assert shown["key"] == hit
    assert hit["key"] in on["keys"].values()
    assert shown["capture"]["page"]["schema"] == "onrecord/1"
    assert hit["key"] in shown["capture"]["keys"].values()
    assert hit in shown["speaker_key"]["latest"]
    record = json.loads(run("show", "hearing", "--format", "json").out)
    assert hit["key"] in {each["statement"] for each in record["quotations"]}
    guide = (SAMPLE.parent / "docs" / "ledger.md").read_text(encoding="utf-8")
    for noun in (hit, shown["capture"], shown["speaker_key"], record, record["quotations"][0]):
        assert all(f"`{key}`" in guide for key in noun)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_an_export_of_nothing_says_so(run, tmp_path, kind):
    result = run("export", "zeppelin", "--format", kind, "-o", tmp_path / "out")
    assert result.code == 3
    assert result.complaints == ["onrecord: no statement was found, so none was written"]


@pytest.mark.usefixtures("place")
def test_export_gives_what_search_finds(run, tmp_path):
    query = ("--drift", "negation")
    wanted = {hit["words"] for hit in found(run, *query)}
    out = tmp_path / "out"
    lines = {
        kind: run("export", *query, "--format", kind).out.splitlines()
        for kind in ("jsonl", "annotation", "schema.org", "prov")
    }
    pages = [json.loads(line) for line in lines["jsonl"]]
    for page in pages:
        Draft202012Validator(load_schema()).validate(page)
    assert len(lines["schema.org"]) == len(lines["prov"]) == len(found(run, *query))
    assert len(lines["annotation"]) > len(lines["prov"])
    rows = list(csv.DictReader(io.StringIO(run("export", *query, "--format", "csv").out)))
    assert {row["content"] for row in rows} == wanted
    assert run("export", *query, "--format", "parquet", "--table", "traces", "-o", out).code == 0
    assert all("negation" in kinds for kinds in parquet.read_table(out)["kinds"].to_pylist())
    assert len(run("export").out.splitlines()) == PAGES + 1


@pytest.mark.usefixtures("place")
def test_a_bundle_proves_one_statement(run, tmp_path):
    hit, out = found(run, "--drift", "negation")[0], tmp_path / "proof.zip"
    assert run("export", "--only", hit["key"], "--format", "bundle", "-o", out).code == 0
    assert check_bundle(out) == []
    held = json.loads(run("show", hit["capture"], "--format", "json").out)
    with zipfile.ZipFile(out) as bundle:
        told, prov = (json.loads(bundle.read(name)) for name in ("manifest.json", "prov.json"))
    assert (told["run"]["read_at"], told["run"]["traced_at"]) == (held["read"], held["traced"])
    (tracing,) = (node for node in prov["@graph"] if node["id"] == "_:tracing")
    assert tracing["endedAtTime"] == held["traced"]
    page = run("export", "--only", hit["capture"], "--format", "csv").out.splitlines()
    assert len(page) > 2


@pytest.mark.usefixtures("place")
def test_that_there_is_more_than_one_to_prove_is_said_after_two(run, tmp_path, monkeypatch):
    cited: list[str] = []

    def count(*args: object) -> Finding:
        cited.append("")
        return cite_one(*args)

    monkeypatch.setattr("onrecord.pipeline.cite.cite_one", count)
    refused = run("export", "--format", "bundle", "-o", tmp_path / "proof.zip")
    assert (refused.code, len(cited)) == (2, 2)
    assert "one statement, not several" in refused.err


@pytest.mark.usefixtures("place")
def test_a_bundle_is_without_a_record_that_was_changed_since(run, tmp_path):
    hit, out = found(run, "--drift", "negation")[0], tmp_path / "proof.zip"
    (tmp_path / "hearing.txt").write_text("LIA ORVANE: Nothing of this was ever said in this form.\n")
    assert "1 changed" in run("records", "add", tmp_path / "hearing.txt").out
    assert run("export", "--only", hit["key"], "--format", "bundle", "-o", out).code == 0
    assert check_bundle(out) == []


# -- checking -------------------------------------------------------------------------------------


def test_verify_finds_and_mends(run, place):
    whole = told(place)
    assert "nothing is wrong" in run("verify").out
    change(place, "UPDATE statement SET words = 'Nobody said this.' WHERE number = 1")
    shutil.rmtree(f"{place}.records")
    mended = run("verify")
    assert mended.code == 0
    assert all(line.endswith("(mended)") for line in mended.complaints)
    assert any("index of the records" in line for line in mended.complaints)
    assert told(place) == whole
    assert "nothing is wrong" in run("verify").out


def test_verify_says_what_cannot_be_mended(run, place):
    change(place, "UPDATE snapshot SET text = (SELECT text FROM snapshot WHERE id = 4) WHERE id = 3")
    verified = run("verify")
    assert verified.code == 1
    (complaint,) = verified.complaints
    assert "the hash differs" in complaint
    assert "1 fault, 0 of them mended" in verified.out


def test_reindex_makes_what_was_there(run, place):
    whole = told(place)
    change(place, "DELETE FROM quotation")
    assert told(place) != whole
    assert f"{PAGES + 1} captures and 2 records indexed anew" in run("reindex").out
    assert told(place) == whole


def test_the_guide_names_every_key_of_a_statement():
    guide = (SAMPLE.parent / "docs" / "ledger.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in guide for name in Hit.__slots__)
