"""Rubbish in: one clear line each, the right exit code, and the rest of the work done."""

import gzip
import json

import pytest


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
        ("trace", "page.txt"),
        ("read",),
        ("read", "x", "--format", "pdf"),
        ("trace", "x", "--records", ".", "--fail-on", "often"),
        ("nonsense",),
    ],
)
def test_usage_errors(run, args):
    result = run(*args)
    assert result.code == 2
    assert "Traceback" not in result.err


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
