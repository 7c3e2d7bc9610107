"""The page that began the project, by the general path."""

import pytest

from onrecord.cli.views import write_readings
from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.pipeline import read_snapshots


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


@pytest.mark.parametrize("statement", ["b1", "b5", "b6", "b7", "b8"])
def test_statements(report, statement):
    """Both of the spokesman's, the official's quote, the denial and the warning, with source and entity."""
    assert not [f for f in report["faults"] if f.split()[0] == statement and not f.endswith("parent")]
