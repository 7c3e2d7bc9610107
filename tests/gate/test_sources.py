"""Floors under who is meant, on the gold's own sources."""

import json

import pytest

from bench.sources import predict, read_articles

FLOORS = {"accuracy": 0.94, "named": 0.93, "needs_coref": 0.86, "pronouns": 0.85}  # shares


@pytest.fixture(scope="module")
def report(shared, score, tmp_path_factory) -> dict:
    data = shared / "data"
    out = tmp_path_factory.mktemp("sources") / "out.jsonl"
    read = read_articles(data / "polnear-dev.jsonl.gz", data / "sources-dev.jsonl")
    out.write_text("".join(json.dumps(line) + "\n" for snap, rows in read for line in predict(snap, rows)))
    return score("score_sources", data / "sources-dev.jsonl", out)


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_falls_below_its_floor(report, figure):
    assert report[figure]["share"] >= FLOORS[figure]


def test_who_is_anonymous(report):
    assert report["anonymous"]["f1"] >= 0.80
