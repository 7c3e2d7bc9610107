"""``onrecord descend`` as the shell calls it."""

import json

import pytest

from tests.cli.conftest import SAMPLE

PAGES = sorted((SAMPLE / "pages").iterdir())


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("text", "━"), ("json", "{"), ("dot", "digraph descent {"), ("html", "<!DOCTYPE html>")],
)
def test_the_sample_in_every_format(run, tmp_path, kind, begins):
    records = ("--records", SAMPLE / "records", "--index", tmp_path / "index")
    result = run("descend", *PAGES, *records, "--format", kind)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(begins)
    assert "Hask Islander" in result.out
    assert "fabricat" not in result.out
    if kind == "text":
        assert max(map(len, result.out.splitlines())) <= 80


def test_no_record_is_needed_and_one_utterance_can_be_chosen(run, tmp_path):
    out = tmp_path / "out.json"
    result = run("descend", *PAGES, "--format", "json", "--quote", "We can live with fewer boats", "-o", out)
    assert (result.code, result.out) == (0, "")
    (stemma,) = json.loads(out.read_text(encoding="utf-8"))["stemmas"]
    assert stemma["speaker"] == "Marit Osk"


def test_nothing_in_common_is_said(run, page):
    result = run("descend", page)
    assert result.code == 3
    assert "No utterance was found on more than one page" in result.out


def test_a_quote_that_fits_no_utterance_is_named_as_the_reason(run):
    result = run("descend", *PAGES, "--quote", "The lighthouse was sold to a painter last spring")
    assert result.code == 3
    assert result.out.startswith("No utterance that these words are a wording of was found")


def test_a_page_that_cannot_be_read_is_told_and_the_rest_is_done(run, tmp_path):
    result = run("descend", tmp_path / "none.txt", *PAGES)
    assert result.code == 1
    assert len(result.complaints) == 1
    assert "Hask Islander" in result.out
