"""The page that began the project, by the general path."""

import pytest

from onrecord.cli.views import write_readings
from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.pipeline.read import read_snapshots


@pytest.fixture(scope="module")
def report(shared, score, tmp_path_factory) -> dict:
    out = tmp_path_factory.mktemp("specimen") / "out.jsonl"
    (page,) = (shared / "seed").glob("*.txt")
    write_readings(read_snapshots(read_pages([str(page)]), Tagger()), "jsonl", out)
    return score("score_specimen", shared / "seed" / "reading.json", out)


def test_every_part_of_the_page(report):
    assert report["parts_missed"] == []
    assert report["body_recall"] == 1.0
    assert report["not_body"] == 0


def test_every_statement(report):
    """Each that is not optional is found, with its source, who is meant, and its parent."""
    assert report["faults"] == []
    assert report["found"] == report["attributions"]


def test_the_outlets_own_voice(report):
    assert report["own_voice_covered"] >= 0.8
    assert report["attributed_called_own_voice"] <= 0.1
