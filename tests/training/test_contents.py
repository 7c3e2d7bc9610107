"""Contents by themselves, as the tagger learns from them: what they hold, at whatever depth."""

import gzip
import json

from training.tagger.data import read_spoken
from training.tagger.vary import as_contents

RECORD = "Orvane: Good evening. They told me that she had denied it, and I want to know. Thank you."
PASSAGE = RECORD[RECORD.index("They") : RECORD.index(" Thank")]


def _at(words: str) -> list[list[int]]:
    return [[RECORD.index(words), RECORD.index(words) + len(words)]]


def _label(parent: int | str, source: str, cue: str, content: str, *, doubtful: bool = False) -> dict:
    return {
        "parent": parent,
        "source": _at(source),
        "cue": _at(cue),
        "content": _at(content),
        "type": "speech",
        "same_speaker": False,
        "doubtful": doubtful,
    }


def _words(content: dict, kind: str) -> list[list[str]]:
    text = content["text"]
    return [[text[s:e] for role in ("source", "cue", "content") for s, e in a[role]] for a in content[kind]]


def test_a_passage_of_a_record_is_learnt_from_as_a_content(tmp_path):
    labels, records = tmp_path / "spoken.jsonl", tmp_path / "records.jsonl.gz"
    row = {
        "record": "orvane",
        "start": RECORD.index("They"),
        "end": RECORD.index("They") + len(PASSAGE),
        "inner": [
            _label(0, "They", "told", "that she had denied it"),
            _label("n0", "she", "had denied", "it"),
            _label(0, "I", "want", "to know", doubtful=True),
        ],
    }
    labels.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with gzip.open(records, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": name, "text": RECORD}) + "\n" for name in ("other", "orvane"))
    passage, below = (content for article in read_spoken(labels, records) for content in as_contents(article))
    assert passage["text"] == PASSAGE
    assert _words(passage, "attributions") == [["They", "told", "that she had denied it"]]
    assert _words(passage, "doubtful") == [["I", "want", "to know"]]
    assert below["text"] == "that she had denied it"
    assert _words(below, "attributions") == [["she", "had denied", "it"]]
    assert passage["new"]  # no teacher is asked about it


def test_what_reaches_out_of_its_content_is_not_learnt_there():
    article = {
        "text": PASSAGE,
        "attributions": [{"source": [], "cue": [], "content": [[0, 20]]}],
        "inner": [
            {"parent": 0, "source": [[0, 4]], "cue": [[5, 9]], "content": [[13, 26]], "doubtful": False},
        ],
    }
    assert [content["attributions"] for content in as_contents(article)] == [[]]
