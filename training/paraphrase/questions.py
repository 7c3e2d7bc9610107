"""The gold as questions: each statement with its candidates, and which of them are right."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.text.stems import stem_word
from onrecord.text.words import split_words
from onrecord.trace import Index, Query
from onrecord.trace.paraphrase.accept import WEIGHTS, features_of
from onrecord.trace.paraphrase.passages import span_of
from onrecord.trace.paraphrase.statement import read_statement
from onrecord.trace.paraphrase.tracer import Candidate, Encodes, weigh_passages
from training.paraphrase.statements import read_articles

GOLD = Path(__file__).with_name("gold.jsonl")
ALIKE = 0.7  # of the stems of two passages, shared: the same words in another copy of the record

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement: its candidates in order, which are right, and whether any passage is known to be."""

    row: Row
    query: Query
    there: bool
    candidates: list[Candidate]
    features: NDArray[np.float64]  # (candidates, features)
    right: NDArray[np.bool_]  # (candidates,)


def read_gold(split: str, gold: Path = GOLD) -> list[Row]:
    """The lines of the gold that are in a half, ``tune`` or ``held-out``."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["split"] == split]


def read_pages(folder: Path) -> dict[str, str]:
    """The texts of PolNeAR's articles by their id; ``folder`` holds ``polnear-*.jsonl.gz``."""
    parts = sorted(folder.glob("polnear-*.jsonl.gz"))
    return {article["id"]: article["text"] for part in parts for article in read_articles(part)}


def ask_all(
    rows: list[Row],
    pages: dict[str, str],
    index: Index,
    encoder: Encodes | None,
    known: tuple[str, ...] = ("speaker", "date"),
) -> Iterator[Asked]:
    """Look every statement up, as the product does; ``known``: what is told beside its words."""
    numbers = {index.note_of(record).id: record for record in np.flatnonzero(index.alive).tolist()}
    for row in rows:
        spans = tuple(Span(*span) for span in row["content"])
        speaker, date = (row[name] if name in known else None for name in ("speaker", "date"))
        query = Query(pages[row["article_id"]], spans, speaker, date)
        found = weigh_passages(index, query, read_statement(index, query), encoder)
        places = [place for place in (row, *row["also"]) if place["record_id"]]
        wanted = [(numbers[p["record_id"]], Span(p["start"], p["end"])) for p in places]
        features = np.array([list(features_of(one.evidence).values()) for one in found])
        right = np.array([is_right(index, one, wanted) for one in found], dtype=bool)
        yield Asked(row, query, bool(places), found, features.reshape(len(found), len(WEIGHTS)), right)


def is_right(index: Index, candidate: Candidate, wanted: list[tuple[int, Span]]) -> bool:
    """Whether a candidate is one of the passages, overlaps it by half, or has its words."""
    window = candidate.found.window
    here = span_of(index, window)
    for record, span in wanted:
        shared = min(here.end, span.end) - max(here.start, span.start)
        if record == window.record and 2 * shared >= min(here.end - here.start, span.end - span.start):
            return True
        one, other = (_stems(index, *place) for place in ((window.record, here), (record, span)))
        if len(one & other) >= ALIKE * len(one | other):
            return True
    return False


def _stems(index: Index, record: int, span: Span) -> set[str]:
    return set(map(stem_word, split_words(index.text_of(record, *span)).norms))
