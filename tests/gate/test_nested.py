"""A floor under statements within statements: whole articles in, the twelve that are labelled for it."""

import gzip
import json

from onrecord.cli.views import write_readings
from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.pipeline.read import read_snapshots

FLOOR = 0.36  # F1; one statement is worth some two points


def test_nested_statements(shared, score, tmp_path):
    data = shared / "data"
    gold = data / "nested-dev.jsonl"
    read = {json.loads(line)["article"] for line in gold.read_text(encoding="utf-8").splitlines()}
    with gzip.open(data / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = [line for line in lines if json.loads(line)["id"] in read]
    (tmp_path / "pages.jsonl").write_text("".join(pages), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    readings = read_snapshots(read_pages([str(tmp_path / "pages.jsonl")]), Tagger())
    assert write_readings(readings, "jsonl", out) == 0
    assert score("score_nested", gold, out)["f1"] >= FLOOR
