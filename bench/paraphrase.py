"""How well indirect statements are traced to what they report, beside words alone and another encoder.

    python -m bench.paraphrase DATA INDEX [--peer FOLDER] [--half held-out]

DATA holds PolNeAR (``polnear-*.jsonl.gz``), INDEX is the folder of an index over the records; the gold is
``training/paraphrase/gold.jsonl``. All are asked the same statements in one run. FOLDER holds
another encoder as ``training/paraphrase/export.py`` writes it. Each encoder alone ranks the same candidates
by its cosine. Milliseconds are of CPU time on one core, vectors made anew.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.trace import Index
from onrecord.trace.paraphrase.accept import ACCEPT
from onrecord.trace.paraphrase.encoder import Encoder
from onrecord.trace.paraphrase.tracer import Candidate
from training.paraphrase.questions import Asked, ask_all, read_gold, read_pages

BINS = 5  # of equal width, in the table of calibration
DRAWS = 2000  # of statements with replacement, for the intervals

Vector = NDArray[np.float64]
Ranks = Callable[[Candidate], float]

BY_WORDS: dict[str, Ranks] = {
    "words alone": lambda one: one.found.share,
    "words, speaker, day": lambda one: one.found.standing,
}


def recalls(asked: Sequence[Asked], rank: Ranks) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each statement with a passage: whether it is ranked first, and among the first five."""
    first, five = [], []
    for one in asked:
        if one.there:
            order = sorted(range(len(one.candidates)), key=lambda i: -rank(one.candidates[i]))
            right = [bool(one.right[i]) for i in order]
            first.append(any(right[:1]))
            five.append(any(right[:5]))
    return np.array(first), np.array(five)


def interval(hits: NDArray[np.bool_]) -> str:
    """A mean with the middle 95 % of its bootstrap."""
    rng = np.random.default_rng(1)
    draws = hits[rng.integers(0, len(hits), (DRAWS, len(hits)))].mean(axis=1)
    low, high = np.percentile(draws, (2.5, 97.5))
    return f"{hits.mean():.3f} ({low:.2f} to {high:.2f})"


def print_recall(name: str, asked: Sequence[Asked], rank: Ranks) -> None:
    first, five = recalls(asked, rank)
    print(f"{name:28} R@1 {interval(first)}   R@5 {interval(five)}")


def print_acceptance(asked: Sequence[Asked]) -> None:
    """Precision and coverage at the threshold, and how true the probabilities are."""
    best = [
        (one.candidates[0].score, bool(one.right[0])) if one.candidates else (0.0, False) for one in asked
    ]
    scores, hits = np.array([s for s, _ in best]), np.array([h for _, h in best])
    there = np.array([one.there for one in asked])
    for threshold in (ACCEPT, 0.7):
        taken = scores >= threshold
        print(
            f"accepted from {threshold}: {taken.sum()} of {len(asked)}, right {hits[taken].mean():.3f}; "
            f"of {there.sum()} to be found {hits[taken].sum() / there.sum():.3f}; "
            f"of {(~there).sum()} with none, taken {(taken & ~there).sum()}"
        )
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    error = 0.0
    print("probability   statements   mean   right")
    for k in range(BINS):
        inside = bins == k
        if inside.any():
            mean, right = scores[inside].mean(), hits[inside].mean()
            error += inside.mean() * abs(mean - right)
            print(f"{k / BINS:.1f} to {(k + 1) / BINS:.1f} {inside.sum():14} {mean:8.3f} {right:7.3f}")
    print(f"expected calibration error {error:.3f}, Brier {np.mean((scores - hits) ** 2):.3f}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path)
    ap.add_argument("index", type=Path)
    ap.add_argument("--peer", type=Path)
    ap.add_argument("--half", choices=("held-out", "tune"), default="held-out")
    args = ap.parse_args()
    index, rows, pages = Index.open(args.index), read_gold(args.half), read_pages(args.data)
    list(ask_all(rows[:1], pages, index, None))  # vocabulary and stems are read once
    print(
        f"{len(rows)} statements, {sum(bool(row['record_id']) for row in rows)} with a passage, {args.half}"
    )
    for name, rank in BY_WORDS.items():
        print_recall(name, list(ask_all(rows, pages, index, None)), rank)
    if args.peer:
        asked = list(ask_all(rows, pages, index, Encoder(args.peer)))
        print_recall("the other encoder alone", asked, lambda one: one.evidence.sense)
    encoder = Encoder()
    start = time.process_time()
    asked = list(ask_all(rows, pages, index, encoder))
    spent = time.process_time() - start
    print_recall("the shipped encoder alone", asked, lambda one: one.evidence.sense)
    print_recall("onrecord", asked, lambda one: one.score)
    print_acceptance(asked)
    print(f"{1000 * spent / len(rows):.0f} ms a statement, {len(rows) / spent:.1f} statements/s")


if __name__ == "__main__":
    main()
