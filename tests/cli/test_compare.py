"""``onrecord compare``, as a user types it."""

import json

import pytest

from tests.cli.conftest import SAMPLE

JUNE = (
    "Ferry will sail all winter\n\n"
    "“We will not stop the ferry this winter,” harbour minister Lia Orvane said on Monday.\n\n"
    "Pim Adeyo, an engineer, warned that the pilings of the pier could fail within two years.\n"
)


@pytest.fixture
def captures(tmp_path):
    """Two captures of one made-up page: a negation went."""
    june, november = tmp_path / "june.txt", tmp_path / "november.txt"
    june.write_text(JUNE, encoding="utf-8")
    november.write_text(JUNE.replace("will not stop", "will stop"), encoding="utf-8")
    return june, november


def test_what_changed_is_said_within_80_columns(run, captures):
    result = run("compare", *captures)
    assert (result.code, result.err) == (0, "")
    assert "We will [-not-] stop the ferry this winter" in result.out
    assert max(map(len, result.out.splitlines())) <= 80


@pytest.mark.parametrize(("level", "code"), [("grave", 4), ("cosmetic", 4)])
def test_fail_on_a_change(run, captures, level, code):
    assert run("compare", *captures, "--fail-on", level).code == code
    assert run("compare", captures[0], captures[0], "--fail-on", level).code == 0


@pytest.mark.parametrize("kind", ["json", "jsonl", "html", "text"])
def test_every_format(run, captures, tmp_path, kind):
    out = tmp_path / f"out.{kind}"
    result = run("compare", *captures, "--format", kind, "-o", out)
    assert (result.code, result.out, result.err) == (0, "", "")
    written = out.read_text(encoding="utf-8")
    if kind in ("json", "jsonl"):
        line = json.loads(written)
        assert line["same_page"] is True
        assert line["severity"] == "grave"
        assert (written.count("\n") == 1) is (kind == "jsonl")
    else:
        assert "stop the ferry" in written


def test_one_page_from_standard_input(run, captures):
    assert "[-not-]" in run("compare", "-", captures[1], stdin=JUNE.encode()).out


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("-", "-"), 2, "standard input"),
        (("none.txt", "none.txt"), 1, "no such file"),
        (("many.jsonl", "june.txt"), 1, "more than one page"),
        (("june.txt", "empty.txt"), 1, "empty.txt"),
        (("june.txt",), 2, "missing argument 'B'. See onrecord compare --help"),
    ],
)
@pytest.mark.usefixtures("captures")
def test_what_cannot_be_compared_costs_a_line_that_says_why(run, tmp_path, monkeypatch, args, code, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "many.jsonl").write_text('{"id": "a", "text": "It rained."}\n' * 2)
    (tmp_path / "empty.txt").write_text("")
    result = run("compare", *args)
    assert (result.code, result.out) == (code, "")
    assert words in result.complaints[-1]


def test_two_pages_of_the_sample_are_two_outlets(run):
    pages = sorted((SAMPLE / "pages").iterdir())
    result = run("compare", pages[0], pages[2])
    assert "Only in B" in result.out
    assert "We will [-not-] end the winter service this year" in result.out
