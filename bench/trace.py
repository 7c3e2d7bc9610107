"""Speed and memory of tracing beside two peers: ``python bench/trace.py QUOTES.jsonl RECORDS``.

QUOTES is what ``onrecord find --quotes`` takes, RECORDS what ``--records`` takes. Each system is run in
a process of its own, on collections of several sizes cut from RECORDS; a larger one than RECORDS is
made up with copies in which every word is exchanged for one of like frequency, so that nothing in them
is quoted. The peers: SQLite FTS5 ranks records by the quote's words, and rapidfuzz aligns it with the
ten best; rapidfuzz's partial ratio alone with every record, on a sample, its time counted for all.
Seconds are CPU seconds of one core; found means that a passage was given, not that it is right.
"""

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from onrecord.ingest import read_records
from onrecord.model import Record, Span
from onrecord.text.words import split_words
from onrecord.trace import Index, Query, build_index, trace_quotes

SIZES = (1, 4, 8, 16)  # million words
BEST = 10  # records that FTS5 ranks first, to be aligned
SAMPLE_QUOTES, SAMPLE_RECORDS, SOME_QUOTES = 8, 60, 100  # for peers too slow for all
GOOD = 90  # of 100, from which a partial ratio counts as found
NEAR = 200  # ranks; a word's stand-in is as common as it, or nearly so

Answer = Callable[[list[dict[str, Any]]], int]


def collect(path: Path, words: int) -> Iterator[Record]:
    """Records of about so many words: some of those at ``path``, or all and copies that say nothing."""
    records = [record for record in read_records(path) if isinstance(record, Record)]
    rng = random.Random(1)
    rng.shuffle(records)
    left = words
    for record in records:
        if left <= 0:
            return
        left -= len(record.text.split())
        yield record
    counts = Counter(word for record in records for word in record.text.split())
    ranked = [word for word, _ in counts.most_common()]
    while left > 0:
        pieces = [ranked[i : i + NEAR] for i in range(0, len(ranked), NEAR)]
        other = {w: x for piece in pieces for w, x in zip(piece, rng.sample(piece, len(piece)), strict=True)}
        for record in records[: len(records) if left > 0 else 0]:
            text = " ".join(other[word] for word in record.text.split())
            left -= len(record.text.split())
            yield replace(record, id=f"{record.id}*{left}", text=text, turns=())
            if left <= 0:
                break


def ours(records: Iterator[Record], folder: Path) -> Answer:
    build_index(folder, "bench", records)
    index = Index.open(folder)

    def answer(rows: list[dict[str, Any]]) -> int:
        queries = (
            Query(row["text"], (Span(0, len(row["text"])),), row.get("source"), row.get("date"))
            for row in rows
        )
        return sum(trace.passage is not None for trace in trace_quotes(index, queries))

    answer([{"text": "words that are read once"}])
    return answer


def full_text(records: Iterator[Record], folder: Path) -> Answer:
    base = sqlite3.connect(folder / "fts.sqlite")
    base.execute("CREATE VIRTUAL TABLE records USING fts5(text)")
    base.executemany("INSERT INTO records VALUES (?)", ((record.text,) for record in records))
    base.commit()

    def find(row: dict[str, Any]) -> bool:
        words = " OR ".join(f'"{word}"' for word in set(split_words(row["text"]).norms) if word.isalnum())
        found = base.execute(
            "SELECT text FROM records WHERE records MATCH ? ORDER BY rank LIMIT ?", (words, BEST)
        )
        return (
            max((fuzz.partial_ratio_alignment(row["text"], text).score for (text,) in found), default=0)
            >= GOOD
        )

    return lambda rows: sum(map(find, rows[:SOME_QUOTES]))


def alone(records: Iterator[Record], folder: Path) -> Answer:  # noqa: ARG001 (as the others)
    kept = [record.text for record in records]
    some = random.Random(1).sample(kept, min(SAMPLE_RECORDS, len(kept)))

    def answer(rows: list[dict[str, Any]]) -> int:
        found = 0
        for row in random.Random(1).sample(rows, SAMPLE_QUOTES):
            scores = [fuzz.partial_ratio_alignment(row["text"], text).score for text in some]
            found += max(scores) >= GOOD
        answer.share = len(some) / len(kept)  # type: ignore[attr-defined]
        return found

    return answer


SYSTEMS = {
    "onrecord": (ours, 0),
    "FTS5, then rapidfuzz": (full_text, SOME_QUOTES),
    "rapidfuzz": (alone, SAMPLE_QUOTES),
}


def write(records: Iterator[Record], out: Path) -> None:
    """Write a collection as JSONL, for each system to read as it will."""
    with out.open("w", encoding="utf-8") as lines:
        for record in records:
            turns = [{"speaker": t.speaker, "start": t.span.start, "end": t.span.end} for t in record.turns]
            told = {"id": record.id, "date": record.date, "text": record.text, "turns": turns}
            lines.write(json.dumps(told) + "\n")


def run(name: str, quotes: Path, records: Path, folder: Path) -> dict[str, Any]:
    """Build and ask one system; what it took."""
    system, limit = SYSTEMS[name]
    rows = [json.loads(line) for line in quotes.read_text(encoding="utf-8").splitlines()]
    start = time.process_time()
    held = (record for record in read_records(records) if isinstance(record, Record))
    answer = system(held, folder)
    built = time.process_time()
    found = answer(rows)
    spent = (time.process_time() - built) / getattr(answer, "share", 1.0)
    asked = min(limit or len(rows), len(rows))
    disk = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    peak = peak_memory()
    return {
        "rate": asked / spent,
        "found": found,
        "asked": asked,
        "build": built - start,
        "disk": disk,
        "peak": peak,
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("quotes", type=Path)
    ap.add_argument("records", type=Path)
    ap.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="millions of words")
    ap.add_argument("--only", help=argparse.SUPPRESS)  # a system, in this process
    args = ap.parse_args()
    if args.only:
        with tempfile.TemporaryDirectory() as folder:
            found = run(args.only, args.quotes, args.records, Path(folder))
        print(json.dumps(found))
        return
    heads = ("words", "quotes/s", "found", "build s", "disk MB", "peak MB", "ratio")
    print(f"{'':22}" + "".join(f"{head:>10}" for head in heads))
    for million in args.sizes:
        rates: dict[str, float] = {}
        with tempfile.TemporaryDirectory() as folder:
            some = Path(folder) / "records.jsonl"
            write(collect(args.records, million * 1_000_000), some)
            for name in SYSTEMS:
                command = [sys.executable, __file__, str(args.quotes), str(some), "--only", name]
                told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
                rates[name] = told["rate"]
                print_row(name, million, told, rates["onrecord"] / told["rate"])


def peak_memory() -> float:
    """The most memory that this process has held, in MB; not its parent's, as getrusage would have it."""
    told = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2]
    return int(told.split()[0]) / 1024


def print_row(name: str, million: int, told: dict[str, Any], ratio: float) -> None:
    """One system on one collection: a line of the table."""
    found = f"{told['found']}/{told['asked']}"
    numbers = (f"{told[key]:.1f}" for key in ("build", "disk", "peak"))
    row = (f"{million} M", f"{told['rate']:.1f}", found, *numbers, f"{ratio:.1f}")
    print(f"{name:22}" + "".join(f"{value:>10}" for value in row), flush=True)


if __name__ == "__main__":
    main()
