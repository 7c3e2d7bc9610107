"""Floors under the traces of bare quotes to all records, and under the names of what differs."""

import subprocess
import sys

import pytest

FLOORS = {"precision": 0.955, "recall": 0.96, "f1": 0.96}  # a dictionary of 5-word shingles has F1 0.90
EDITED = 0.92  # of quotes that are not verbatim, found
OVERLAP = 0.98  # mean IoU of right spans
LABELS = {"verbatim", "substituted", "trimmed", "inserted", "ellipsis", "cleaned", "bracketed"}
MACRO, EXACT = 0.88, 0.93  # of the labels: macro-F1, and the set exactly right


@pytest.fixture(scope="module")
def report(shared, score, tmp_path_factory):
    folder, data = tmp_path_factory.mktemp("traces"), shared / "data"
    command = [
        sys.executable,
        str(shared / "score" / "from_output.py"),
        "quotes",
        str(data / "trace-open.jsonl"),
    ]
    (folder / "quotes.jsonl").write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    find = [sys.executable, "-m", "onrecord", "find", "--quotes", str(folder / "quotes.jsonl")]
    where = ["--records", str(data / "records.jsonl.gz"), "--index", str(folder / "index")]
    subprocess.run([*find, *where, "-o", str(folder / "out.jsonl")], check=True)
    gold = [line for line in (data / "trace-open.jsonl").read_text(encoding="utf-8").splitlines() if line]
    edited = [line for line in gold if '"kind": "match"' in line and '"drift": ["verbatim"]' not in line]
    (folder / "edited.jsonl").write_text("\n".join(edited), encoding="utf-8")
    whole = score("score_traces", data / "trace-open.jsonl", folder / "out.jsonl", "--json")
    return whole, score("score_traces", folder / "edited.jsonl", folder / "out.jsonl", "--json")


@pytest.mark.parametrize("figure", FLOORS)
def test_traces_of_bare_quotes(report, figure):
    assert report[0]["trace"][figure] >= FLOORS[figure]


def test_edited_quotes_are_found(report):
    assert report[1]["trace"]["recall"] >= EDITED


def test_spans_overlap(report):
    assert report[0]["iou_right"] >= OVERLAP


def test_labels_of_drift(report):
    told = report[0]["drift"]
    macro = sum(told["labels"][label]["f1"] for label in LABELS) / len(LABELS)
    assert macro >= MACRO
    assert told["exact set"] >= EXACT
