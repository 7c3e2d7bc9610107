"""Floors under statements within statements: the twelve articles labelled for it, and texts of our own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.nested import our_own, the_twelve
from onrecord.cli.views import write_readings
from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.pipeline.read import read_snapshots

TWELVE = 0.4  # F1; one statement is worth some two points
OUR_OWN = 0.79


@pytest.fixture
def found_in(score: Callable[..., dict], tmp_path: Path) -> Callable[[list[dict], list[dict]], float]:
    def read(pages: list[dict], gold: list[dict]) -> float:
        names = {"pages": [{"id": page["id"], "text": page["text"]} for page in pages], "gold": gold}
        for name, lines in names.items():
            (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        out = tmp_path / "out.jsonl"
        readings = read_snapshots(read_pages([str(tmp_path / "pages.jsonl")]), Tagger())
        assert write_readings(readings, "jsonl", out) == 0
        return score("score_nested", tmp_path / "gold.jsonl", out)["f1"]

    return read


def test_statements_in_statements_of_the_twelve(shared, found_in):
    assert found_in(*the_twelve(shared / "data")) >= TWELVE


def test_statements_in_statements_of_our_own_texts(found_in):
    assert found_in(*our_own()) >= OUR_OWN
