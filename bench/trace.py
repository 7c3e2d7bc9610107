"""Speed of tracing beside two peers: ``python bench/trace.py QUOTES.jsonl RECORDS [--index FOLDER]``.

QUOTES is what ``onrecord find --quotes`` takes, RECORDS what ``--records`` takes. The peers do less: a
phrase search (SQLite FTS5) finds only what is word for word; an alignment without an index (rapidfuzz's
partial ratio) is run on a sample, its time counted for all records. Seconds are CPU seconds of one core.
"""

import argparse
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rapidfuzz import fuzz

from onrecord.ingest import read_records
from onrecord.model import Record, Span
from onrecord.text.words import split_words
from onrecord.trace import Index, Query, build_index, trace_quote

SAMPLE_QUOTES, SAMPLE_RECORDS = 10, 100  # for the peer that reads every record for every quote
GOOD = 90  # of 100, from which a partial ratio counts as found


@contextmanager
def clock(what: str, amount: float, unit: str) -> Iterator[None]:
    start = time.process_time()
    yield
    spent = time.process_time() - start
    print(f"{what:34} {spent:8.2f} s  {amount / spent:12.1f} {unit}/s")


def run(name: str, rows: list[dict], find: Callable[[dict], bool]) -> float:
    """Look all quotes up, say how fast and how many were found; the quotes a second."""
    start = time.process_time()
    found = sum(map(find, rows))
    rate = len(rows) / (time.process_time() - start)
    print(f"{name:34} {rate:10.1f} quotes/s   {found} of {len(rows)} found")
    return rate


def phrase_search(records: list[Record]) -> Callable[[dict], bool]:
    """An FTS5 table of all records, asked for the quote's words as one phrase."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE records USING fts5(text)")
    base.executemany(
        "INSERT INTO records VALUES (?)", ((" ".join(split_words(r.text).norms),) for r in records)
    )

    def find(row: dict) -> bool:
        phrase = " ".join(split_words(row["text"]).norms).replace('"', "")
        rows = base.execute("SELECT rowid FROM records WHERE records MATCH ? LIMIT 10", (f'"{phrase}"',))
        return bool(phrase) and rows.fetchone() is not None

    return find


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("quotes", type=Path)
    ap.add_argument("records", type=Path)
    ap.add_argument("--index", type=Path, help="an index that stands already")
    args = ap.parse_args()
    rows = [json.loads(line) for line in args.quotes.read_text(encoding="utf-8").splitlines()]
    records = [record for record in read_records(args.records) if isinstance(record, Record)]
    words = sum(len(record.text.split()) for record in records)
    print(f"{len(rows)} quotes, {len(records)} records, {words} words")
    with tempfile.TemporaryDirectory() as folder:
        if args.index is None:
            with clock("build the index", words, "words"):
                build_index(Path(folder), "bench", records)
        with clock("open the index", words, "words"):
            index = Index.open(args.index or Path(folder))

        def ours(row: dict) -> bool:
            whole = (Span(0, len(row["text"])),)
            query = Query(row["text"], whole, row.get("source"), row.get("date"))
            return trace_quote(index, query).passage is not None

        ours(rows[0])  # the vocabulary is read once
        rate = run("onrecord, traced and aligned", rows, ours)
    with clock("build the FTS5 table", words, "words"):
        phrases = phrase_search(records)
    peer = run("SQLite FTS5, phrase", rows, phrases)
    print(f"{'  ratio':34} {rate / peer:10.2f}")
    rng = random.Random(1)
    few = rng.sample(records, min(SAMPLE_RECORDS, len(records)))
    some = rng.sample(rows, min(SAMPLE_QUOTES, len(rows)))
    sampled = run(
        "rapidfuzz partial ratio, sample",
        some,
        lambda row: max(fuzz.partial_ratio_alignment(row["text"], r.text).score for r in few) >= GOOD,
    )
    whole = sampled * len(few) / len(records)
    print(f"{'  for all records':34} {whole:10.2f} quotes/s\n{'  ratio':34} {rate / whole:10.1f}")


if __name__ == "__main__":
    main()
