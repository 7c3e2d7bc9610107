"""Drift on known edits: ``python bench/drift.py RECORDS [--count N] [--seed S]``.

Sentences of transcripts are edited in known ways and traced; the kinds found are held against those
that the edit should give. What the unedited words already give (a sentence that reports another's
words) is not counted against an edit. Then unedited quotes: whole sentences, and stretches that begin
and end anywhere; a grave kind there is listed. Even and odd seeds share no record.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drift_edits import EDITS, Stock

from onrecord.ingest import read_records
from onrecord.model import Record, Severity, Span, Trace
from onrecord.text.sentences import sentences
from onrecord.trace import TAXONOMY, Index, Query, build_index, trace_quote

SAMPLE = 600  # records
APART = 60  # words between two spliced sentences
CONTEXT = frozenset("cut question hypothesis reported translated negation".split())


@dataclass(frozen=True)
class Sentence:
    """A sentence of a turn: its record, its words, and what comes next in the turn."""

    record: Record
    span: Span
    text: str
    rest: tuple[str, ...]  # the turn's sentences that stand well apart from it


def pick_sentences(records: list[Record]) -> list[Sentence]:
    found = []
    for record in records:
        for turn in record.turns:
            spans = [(s, e) for s, e in sentences(record.text, *turn.span) if 8 <= _size(record, s, e) <= 40]
            for start, end in spans:
                far = tuple(record.text[s:e] for s, e in spans if _size(record, end, s) > APART)[:5]
                found.append(Sentence(record, Span(start, end), record.text[start:end], far))
    return [s for s in found if not set(s.text) & set("[(\n") and "..." not in s.text and "--" not in s.text]


def _size(record: Record, start: int, end: int) -> int:
    return len(record.text[start:end].split()) if start < end else 0


def trace(index: Index, quote: str, record: Record) -> Trace:
    return trace_quote(index, Query(quote, (Span(0, len(quote)),), date=record.date))


def splices(sentence: Sentence, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    if sentence.rest:
        one, other = sentence.text, rng.choice(sentence.rest)
        yield "splice", f"{one} {other}", "spliced"
        yield "splice, marked", f"{one} … {other}", "spliced ellipsis"
        yield "reorder", f"{other} {one}", "spliced reordered"


def edited(pool: list[Sentence], count: int, rng: random.Random, stock: Stock) -> Iterator[tuple]:
    """Each kind of edit on up to ``count`` sentences."""
    for name, edit in EDITS.items():
        done = 0
        for sentence in rng.sample(pool, len(pool)):
            if made := edit(sentence.text, rng, stock):
                yield name, sentence, made[0], set(made[1].split())
                done += 1
            if done == count:
                break
    for sentence in rng.sample(pool, min(count, len(pool))):
        for name, quote, kinds in splices(sentence, rng):
            yield name, sentence, quote, set(kinds.split())


def stock_of(pool: list[Sentence]) -> Stock:
    words = Counter(word for s in pool for word in s.text.split()[1:] if word.isalpha())
    plain = [w for w, n in words.items() if n > 2 and w.islower() and len(w) > 6]
    plain = [w for w in plain if not w.endswith(("er", "est", "ly"))]
    names = [w for w, n in words.items() if n > 2 and w.istitle() and len(w) > 4 and w.lower() not in words]
    return Stock(sorted(plain), sorted(names))


def measure(index: Index, cases: Iterator[tuple], show: int) -> None:
    told: dict[str, Counter[str]] = {kind: Counter() for kind in TAXONOMY}
    tally, lost, whole = Counter(), 0, Counter()
    for name, sentence, quote, expected in cases:
        found = trace(index, quote, sentence.record)
        if not found.passage or found.passage.record != sentence.record.id:
            lost += 1
            continue
        kinds = {drift.kind for drift in found.drift}
        before = {d.kind for d in trace(index, sentence.text, sentence.record).drift} & CONTEXT
        kinds -= before - expected
        tally[name] += 1
        whole[name] += kinds == expected
        if kinds != expected and show > tally[name] - whole[name] - 1:
            print(
                f"  {name}: {sorted(kinds - expected)} too many, {sorted(expected - kinds)} lost\n    {quote}"
            )
        for kind in kinds | expected:
            told[kind]["tp" if kind in kinds & expected else "fp" if kind in kinds else "fn"] += 1
    print(f"{sum(tally.values())} edited quotes; {lost} more were not traced, or to another record")
    for name, number in tally.items():
        print(f"  {name:22} {whole[name] / number:.3f} of {number} exactly right")
    for kind, c in told.items():
        if c:
            p, r = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
            print(
                f"{kind:12} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} ({c['tp'] + c['fn']})"
            )


def unedited(index: Index, pool: list[Sentence], count: int, rng: random.Random) -> None:
    grave, kinds = Counter(), Counter()
    start = time.perf_counter()
    for n in range(count):
        sentence, part = rng.choice(pool), "stretches" if n % 2 else "sentences"
        words = sentence.text.split()
        first = rng.randrange(len(words) - 6) if n % 2 else 0
        last = rng.randrange(first + 5, len(words) + 1) if n % 2 else len(words)
        found = trace(index, " ".join(words[first:last]), sentence.record)
        kinds.update(drift.kind for drift in found.drift)
        for drift in found.drift:
            if drift.severity is Severity.GRAVE:
                grave[part] += 1
                print(f"  grave, {part}: {drift.reason}\n    {' '.join(words[first:last])}")
    spent = time.perf_counter() - start
    print(f"{count} unedited quotes: {dict(grave) or 'none'} grave; {count / spent:.0f} a second")
    print(", ".join(f"{kind} {number}" for kind, number in kinds.most_common()))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("records", type=Path)
    ap.add_argument("--count", type=int, default=300, help="sentences a kind of edit")
    ap.add_argument("--seed", type=int, default=2)
    ap.add_argument("--unedited", type=int, default=10_000, help="unedited quotes")
    ap.add_argument("--show", type=int, default=0, help="misses shown of each kind of edit")
    args = ap.parse_args()
    rng = random.Random(args.seed)
    records = [r for r in read_records(args.records) if isinstance(r, Record) and len(r.turns) > 1]
    mine = records[args.seed % 2 :: 2]
    records = rng.sample(mine, min(SAMPLE, len(mine)))
    pool = pick_sentences(records)
    print(f"seed {args.seed}: {len(records)} records, {len(pool)} sentences")
    with tempfile.TemporaryDirectory() as folder:
        index = build_index(Path(folder), "bench", records)
        measure(index, edited(pool, args.count, rng, stock_of(pool)), args.show)
        unedited(index, pool, args.unedited, rng)


if __name__ == "__main__":
    main()
