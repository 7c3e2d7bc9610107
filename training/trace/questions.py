"""The questions that the weights of ``onrecord.trace.accept`` are fitted on.

Each quote of the gold is asked with and without its speaker and its day, for many a user knows
neither; of the whole collection, and of small ones cut from it, which hold the right record or only
one that looks alike. The small ones are asked for a piece of a few words too, as pages quote them; in
the whole one a piece stands in many places, of which the gold knows only one.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.ingest import read_records
from onrecord.model import Record, Span
from onrecord.trace import Index, Query, build_index
from onrecord.trace.accept import WEIGHTS, features_of
from onrecord.trace.quote import read_quote
from onrecord.trace.weigh import Asker, Candidate

Row = dict[str, Any]

GROUPS = {"middling": 20, "tiny": 2}  # quotes a collection; it holds somewhat more records
KEPT = 0.6  # of the right records, and of those that look alike, the share that a collection holds


class Asked(NamedTuple):
    """One question: its candidates, and which of them are right."""

    article: str
    kind: str  # which collection, what of the quote, how much was known
    there: bool  # the collection holds the passage
    features: NDArray[np.float64]  # (candidates, features)
    right: NDArray[np.bool_]  # (candidates,)


def ask_all(rows: list[Row], records: Path) -> Iterator[Asked]:
    """Ask every question of every collection.

    Args:
        rows: lines of the gold, matches and negatives.
        records: the whole collection.
    """
    by_id = {r.id: r for r in read_records(records) if isinstance(r, Record)}
    rng = random.Random(1)
    alike: dict[str, str] = {}  # a quote's id → the likeliest record of those that are not its own
    with TemporaryDirectory() as folder:
        index = build_index(Path(folder), "whole", by_id.values())
        for row in rows:
            yield from _ask(index, row, "whole", {row["record_id"]}, rng)
            found = _candidates(index, row, 0, len(row["text"]), row["source"], None)
            wrong = (index.note_of(c.record).id for c in found if not _is_right(index, c, row))
            alike[row["fragment_id"]] = next(wrong, "")
    for name, size in GROUPS.items():
        order = rng.sample(rows, len(rows))
        for group in (order[i : i + size] for i in range(0, len(order), size)):
            wanted = [row["record_id"] for row in group] + [alike[row["fragment_id"]] for row in group]
            held = {one for one in wanted if one in by_id and rng.random() < KEPT}
            held |= set(rng.sample(sorted(by_id), size // 2))
            with TemporaryDirectory() as folder:
                index = build_index(Path(folder), name, [by_id[one] for one in sorted(held)])
                for row in group:
                    yield from _ask(index, row, name, held, rng)


def _ask(index: Index, row: Row, collection: str, held: set[str], rng: random.Random) -> Iterator[Asked]:
    words = row["text"].split()
    size = rng.randint(2, 6)
    first = rng.randrange(max(1, len(words) - size + 1))
    start = len(" ".join(words[:first])) + (first > 0)
    end = start + len(" ".join(words[first : first + size]))
    there = row["kind"] == "match" and any(p["record_id"] in held for p in _places(row))
    pieces = {"quote": (0, len(row["text"]))} | ({"piece": (start, end)} if collection in GROUPS else {})
    for what, (a, b) in pieces.items():
        for known in ("both", "speaker", "day", "neither"):
            speaker = row["source"] if known in ("both", "speaker") else None
            day = row["article_date"] if known in ("both", "day") else None
            found = _candidates(index, row, a, b, speaker, day)
            features = np.array([list(features_of(c.evidence).values()) for c in found])
            right = np.array([_is_right(index, c, row) for c in found], dtype=bool)
            kind = f"{collection}, {what}, {known} known"
            yield Asked(row["article_id"], kind, there, features.reshape(-1, len(WEIGHTS)), right)


def _candidates(
    index: Index, row: Row, start: int, end: int, speaker: str | None, day: str | None
) -> list[Candidate]:
    text = " ".join(row["text"].split())[start:end]
    query = Query(text, (Span(0, len(text)),), speaker, day)
    return Asker(index, query, read_quote(index, query)).candidates()


def _places(row: Row) -> list[Row]:
    return [row, *row.get("alts", ())]


def _is_right(index: Index, candidate: Candidate, row: Row) -> bool:
    """Whether a candidate lies on the passage that the gold names, or on one as good."""
    if row["kind"] != "match":
        return False
    start, end = index.span_of(candidate.parts[0].first, candidate.parts[-1].last)
    name = index.note_of(candidate.record).id
    return any(
        p["record_id"] == name and p["record_start"] < end and start < p["record_end"] for p in _places(row)
    )
