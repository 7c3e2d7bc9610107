"""Rubbish in: one clear line each, the right exit code, and the rest of the work done."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import ModelError
from onrecord.pipeline import read as pipeline_read


def _page_line(result):
    return json.loads(result.out.splitlines()[0])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("picture.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40),
        ("zeros.txt", bytes(5000)),
        ("huge.txt", b"The ferry left. " * 3_500_000),
        ("cut.jsonl.gz", gzip.compress(b'{"id": "x", "text": "y"}\n' * 1000)[:60]),
    ],
)  # fmt: skip
def test_a_bad_page_costs_one_line_and_only_itself(run, page, tmp_path, name, data):
    bad = tmp_path / name
    if data is not None:
        bad.write_bytes(data)
    result = run("read", bad, page, "--format", "jsonl")
    assert result.code == 1
    assert _page_line(result)["id"] == "page" or name.startswith("cut")
    assert json.loads(result.out.splitlines()[-1])["id"] == "page"
    (complaint,) = result.complaints
    assert name in complaint
    assert "Traceback" not in result.err


def test_a_folder_in_place_of_a_file(run, tmp_path):
    result = run("read", tmp_path)
    assert result.code == 1
    assert len(result.complaints) == 1
    assert "folder" in result.complaints[0]


def test_a_bad_line_of_jsonl_is_named_by_number(run, tmp_path):
    pages = tmp_path / "pages.jsonl"
    pages.write_text(
        '{"id": "a", "text": "Orvane said the pier was safe."}\n{"id": \n{"id": "b", "text": "No."}\n'
    )
    result = run("read", pages, "--format", "jsonl")
    assert result.code == 1
    assert [json.loads(line)["id"] for line in result.out.splitlines()] == ["a", "b"]
    assert len(result.complaints) == 1
    assert "2" in result.complaints[0].replace(str(pages), "")


@pytest.mark.parametrize("kind", ["pages", "records", "quotes", "addresses"])
def test_a_binary_in_place_of_lines_is_one_complaint_not_one_a_line(run, records, tmp_path, kind):
    wrong = tmp_path / ("x.urls" if kind == "addresses" else "x.jsonl")
    wrong.write_bytes(bytes(range(256)) * 400)
    result = {
        "pages": lambda: run("read", wrong),
        "addresses": lambda: run("read", wrong),
        "records": lambda: run("records", "add", wrong, "--ledger", tmp_path / "a.ledger"),
        "quotes": lambda: run("find", "--quotes", wrong, "--records", records),
    }[kind]()
    assert result.code == 1
    (complaint,) = result.complaints
    assert complaint.startswith(f"onrecord: {wrong}, line 1: is not text")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command", [("read", "PAGE"), ("read", "PAGE", "--format", "jsonl"), ("--help",)], ids=" ".join
)
def test_a_full_disk_behind_standard_output_is_one_line(page, command):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", *(page if word == "PAGE" else word for word in command)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
        )
    assert done.returncode == 1
    assert done.stderr == "onrecord: standard output: no space is left for it; write to another place\n"


@pytest.mark.parametrize("kind", ["text", "jsonl"])
def test_a_closed_standard_output_is_one_line(page, kind):
    command = [sys.executable, "-m", "onrecord", "read", str(page), "--format", kind]
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command], stderr=subprocess.PIPE, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("onrecord: standard output is closed: ")
    assert done.stderr.count("\n") == 1


def test_a_page_without_any_statement_is_no_error(run, tmp_path):
    plain = tmp_path / "plain.txt"
    plain.write_text("The ferry left at nine. It rained.")
    result = run("read", plain, "--format", "jsonl")
    assert result.code == 0
    assert _page_line(result)["attributions"] == []
    assert run("read", plain).code == 0


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://localhost/x", "http://[::1]/", "http://169.254.169.254/"]
)
def test_private_addresses_are_refused(run, url):
    result = run("read", url)
    assert result.code == 1
    assert len(result.complaints) == 1


@pytest.mark.parametrize("content", [{}, {"x.bin": bytes(4000)}, {".hidden": b"PIM: words here"}])
def test_records_without_any_record(run, page, tmp_path, content):
    folder = tmp_path / "records"
    folder.mkdir()
    for name, data in content.items():
        (folder / name).write_bytes(data)
    result = run("trace", page, "--records", folder)
    assert result.code == 1
    assert result.out == ""
    assert "no record" in result.complaints[-1]


def test_a_folder_without_any_other_page_speaks_of_pages(run, page, records, tmp_path):
    (tmp_path / "others").mkdir()
    result = run("trace", page, "--records", records, "--pages", tmp_path / "others")
    assert result.code == 1
    (complaint,) = result.complaints
    assert "holds no page that can be read" in complaint


def test_records_that_are_not_there(run, page, tmp_path):
    result = run("trace", page, "--records", tmp_path / "none")
    assert result.code == 1
    assert len(result.complaints) == 1


def test_a_binary_among_the_records_costs_only_itself(run, page, records):
    (records / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    result = run("trace", page, "--records", records, "--format", "jsonl")
    assert result.code == 1
    assert len(result.complaints) == 1
    assert any(t["record"] for a in _page_line(result)["attributions"] for t in a["traces"])


@pytest.mark.parametrize(
    "args",
    [
        ("find", "--records", "."),
        ("find", "...", "--records", "."),
        ("find", "words", "--quotes", "x.jsonl", "--records", "."),
        ("find", "--quotes", "x.jsonl", "--records", ".", "--fail-on", "grave"),
        ("find", "--quotes", "x.jsonl", "--records", ".", "--format", "html"),
        ("find", "--quotes", "x.jsonl", "--records", ".", "--paraphrase"),
        ("find", "words", "--records", ".", "--date", "yesterday"),
        ("trace", "page.txt"),
        ("read",),
        ("read", "x", "--format", "pdf"),
        ("trace", "x", "--records", ".", "--fail-on", "often"),
        ("nonsense",),
        ("red", "x"),
        ("read", "x", "--nonsense"),
        ("read", "x", "--jobs", "many"),
        ("trace", "x", "--records"),
        ("compare", "a", "b", "c"),
    ],
)
def test_usage_errors(run, args):
    result = run(*args)
    assert (result.code, result.out) == (2, "")
    (complaint,) = result.complaints
    assert complaint.startswith("onrecord: ")


def test_an_output_that_cannot_be_written(run, page, tmp_path):
    result = run("read", page, "-o", tmp_path / "no" / "such" / "folder.json")
    assert result.code == 1
    assert len(result.complaints) == 1


def test_a_failed_run_leaves_an_old_output_alone(run, page, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    assert run("trace", page, "--records", tmp_path / "none", "-o", out).code == 1
    assert out.read_text() == "old"


def test_terminal_escapes_in_a_page_are_not_passed_on(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("“It is \x1b[31msafe\x1b]0;owned\x07,” Lia Orvane said. [bold]It rained.[/bold]")
    result = run("read", page)
    assert "\x1b" not in result.out
    assert "\x07" not in result.out


def test_bad_rows_of_a_table_are_told_and_counted(run, page, tmp_path):
    table = tmp_path / "known.jsonl"
    table.write_text('{"name": "Lia Orvane"}\n' + '{"name": 5}\n' * 14)
    result = run("read", page, "--entities", table, "--format", "jsonl")
    assert result.code == 1
    assert _page_line(result)["id"] == "page"
    assert len(result.complaints) == 11
    assert result.complaints[0].startswith(f"onrecord: {table}:2: ")
    assert result.complaints[10] == f"onrecord: {table}:12: and 4 more rows refused from here on"


@pytest.mark.parametrize("command", ["read", "trace"])
def test_a_table_without_a_good_row_stops_the_run(run, page, records, tmp_path, command):
    table = tmp_path / "known.jsonl"
    table.write_text("{oops\n" * 3)
    args = ("--records", records) if command == "trace" else ()
    result = run(command, page, "--entities", table, *args)
    assert (result.code, result.out) == (1, "")
    assert len(result.complaints) == 4
    assert "none of its 3 rows" in result.complaints[-1]


@pytest.mark.parametrize(
    ("name", "data", "lines"),
    [
        ("missing.csv", None, 1),
        ("picture.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40, 1),
        ("picture.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40, 1),
        ("page.txt", b"It rained.\n" * 5000, 12),
        ("empty.csv", b"", 1),
        ("empty.jsonl", b"", 1),
        ("bare.csv", b"name\n", 1),
    ],
)
def test_a_wrong_file_is_no_table_and_leaves_the_old_one_alone(run, tmp_path, name, data, lines):
    wrong, table = tmp_path / name, tmp_path / "known.jsonl"
    table.write_text("old")
    if data is not None:
        wrong.write_bytes(data)
    result = run("entities", "import", wrong, "-o", table)
    assert (result.code, result.out, table.read_text()) == (1, "", "old")
    assert len(result.complaints) == lines
    assert "Traceback" not in result.err
    assert list(tmp_path.glob("*part")) == []


def test_a_table_is_not_written_as_csv(run, tmp_path):
    csv = tmp_path / "known.csv"
    csv.write_text("name\nLia Orvane\n")
    result = run("entities", "import", csv, "-o", csv)
    assert (result.code, len(result.complaints)) == (2, 1)
    assert csv.read_text() == "name\nLia Orvane\n"


def test_a_process_without_weights_says_so_when_it_is_to_read(monkeypatch):
    def fail():
        raise ModelError("the weights are damaged")

    monkeypatch.setattr(pipeline_read, "Tagger", fail)
    monkeypatch.setattr(pipeline_read, "_taggers", [])
    before = signal.getsignal(signal.SIGINT)
    try:
        pipeline_read._load_tagger()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    with pytest.raises(ModelError, match="damaged"):
        pipeline_read._read_here(None)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_missing_weights_are_one_line_however_many_processes(page, tmp_path, jobs):
    source = Path(onrecord.__file__).parent
    shutil.copytree(source, tmp_path / "onrecord", ignore=shutil.ignore_patterns("weights", "__pycache__"))
    done = subprocess.run(
        [sys.executable, "-c", "from onrecord.cli.main import main; main()", "read", page, "--jobs", jobs],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    (complaint,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert "weights" in complaint
