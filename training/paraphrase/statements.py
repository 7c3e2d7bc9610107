"""The indirect statements of PolNeAR whose source speaks in the records at about that time.

They are the questions of the gold: whoever judges them reads each with its candidates (``pool.py``).
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.model import Attribution, Snapshot, Span
from onrecord.resolve import resolve_sources
from onrecord.trace import Index
from onrecord.trace.index import day_number
from onrecord.trace.voices import Agreement

FEWEST_WORDS = 6  # of a content; shorter ones fit too many passages to be judged
BEFORE, AFTER = 21, 1  # days from the record to the article, within which the speaker must be on record
QUOTED = re.compile(r"[\"“”«»]|''|``")


@dataclass(frozen=True, slots=True)
class Statement:
    """An indirect statement; ``speaker`` is who is meant by its source, spans count in the article."""

    article: str
    date: str
    number: int
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: str
    text: str
    page: str


def read_articles(polnear: Path) -> Iterator[dict[str, Any]]:
    """The articles of a part of PolNeAR."""
    with gzip.open(polnear, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_statements(polnear: Path, index: Index) -> Iterator[Statement]:
    """Every indirect statement of these articles whose source is on record within the days."""
    for article in read_articles(polnear):
        snap = Snapshot(article["id"], article["text"], title=article["title"], outlet=article["publisher"])
        rows = [_attribution(i, row) for i, row in enumerate(article["attributions"])]
        for attrib in resolve_sources(snap, [row for row in rows if row.source and row.content]):
            name = attrib.entity.name if attrib.entity else None
            text = " … ".join(snap.text[s:e] for s, e in attrib.content)
            if not name or QUOTED.search(text) or len(text.split()) < FEWEST_WORDS:
                continue
            if _is_on_record(index, name, article["date"]):
                yield Statement(
                    snap.id,
                    article["date"],
                    int(attrib.id),
                    attrib.content,
                    attrib.cue,
                    name,
                    text,
                    snap.text,
                )


def _attribution(number: int, row: dict[str, list[list[int]]]) -> Attribution:
    source, cue, content = (tuple(Span(*s) for s in row.get(k) or ()) for k in ("source", "cue", "content"))
    return Attribution(str(number), source, cue, content)


def _is_on_record(index: Index, name: str, date: str) -> bool:
    same = index.speaking.compare(name) == Agreement.SAME
    voices = np.flatnonzero(same[index.voices])
    ago = day_number(date) - index.days[index.record_of(index.segments[voices])]
    return bool(((ago >= -AFTER) & (ago <= BEFORE)).any())
