"""The watch set: its markup parses, its offsets are exact, its counts are what its README says."""

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from training.tagger.data import read_written
from training.watch.read import AGAIN, FOURTH, HERE, NESTED, Labelled, counts, parse, read_all

WATCHED = list(read_all())
WRITTEN = HERE.parent / "written"
ALL = [(folder, text) for folder in (HERE, FOURTH, NESTED, AGAIN, WRITTEN) for text in read_all(folder)]
BROKEN = {
    "a brace that is never closed": "{1s|Ana Roos said {1t|that it leaks}",
    "one stretch inside another": "{1s|Ana} {1c|said} {1t|that {2s|Bo} lied}",
    "an empty stretch": "{1s|Ana} {1c|said} {1t|}",
    "a role that there is not": "{1s|Ana} {1x|said} {1t|so}",
    "a number left out": "{1s|Ana} {1c|said} {1t|so}, {3c|adding} {3t|more}",
}


def test_stretches_of_one_attribution_are_gathered() -> None:
    found = parse("01-demo", "{1t|It leaks}, {1s2s|Ana} {1c|said}, {2c|adding} {2t|more}, {1t|badly}.")
    assert found.text == "It leaks, Ana said, adding more, badly."
    assert found.attributions == [
        {"source": [[10, 13]], "cue": [[14, 18]], "content": [[0, 8], [33, 38]]},
        {"source": [[10, 13]], "cue": [[20, 26]], "content": [[27, 31]]},
    ]


@pytest.mark.parametrize("marked", BROKEN.values(), ids=BROKEN.keys())
def test_broken_markup_is_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="01-demo"):
        parse("01-demo", marked)


@pytest.mark.parametrize(("folder", "labelled"), ALL, ids=[labelled.id for _, labelled in ALL])
def test_a_text_is_labelled_as_the_readme_says(folder: Path, labelled: Labelled) -> None:
    spans = [(role, *span) for found in labelled.attributions for role in found for span in found[role]]
    marked = (folder / f"{labelled.id}.txt").read_text(encoding="utf-8")
    in_order = sorted({(start, end) for _, start, end in spans})

    assert [labelled.text[start:end] for start, end in in_order] == re.findall(r"\|([^}]*)\}", marked)
    assert all(left[1] <= right[0] for left, right in pairwise(in_order))
    assert all(labelled.text[start:end].strip() == labelled.text[start:end] for start, end in in_order)
    assert all(found["content"] and (found["source"] or found["cue"]) for found in labelled.attributions)
    contents = [(start, end) for role, start, end in spans if role == "content"]
    assert len(contents) == len(set(contents)), "only sources may be shared"


@pytest.mark.parametrize("article", read_written([NESTED, WRITTEN]), ids=lambda article: article["id"])
def test_what_a_content_holds_stands_in_it(article: dict) -> None:
    inner = article.get("inner", [])
    for label in inner:
        parent = label["parent"]
        holder = article["attributions"][parent] if isinstance(parent, int) else inner[int(parent[1:])]
        assert label["cue"] and label["content"]
        for start, end in (span for role in ("source", "cue", "content") for span in label[role]):
            assert any(first <= start < end <= last for first, last in holder["content"])


def test_the_readme_holds_the_counts() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert counts() in readme
    assert counts(FOURTH) in readme


def test_the_command_prints_the_gold_lines() -> None:
    printed = subprocess.run(
        [sys.executable, HERE / "read.py"], capture_output=True, check=True, encoding="utf-8"
    )
    gold = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [(line["id"], line["text"]) for line in gold] == [(text.id, text.text) for text in WATCHED]
    assert [line["attributions"] for line in gold] == [text.attributions for text in WATCHED]
