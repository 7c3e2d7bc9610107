"""Fit the weights of ``onrecord.trace.accept``: ``python -m training.trace.fit GOLD.jsonl RECORDS``.

GOLD holds a quote a line: ``fragment_id, article_id, text, source, article_date, kind`` (``match`` or
``neg-…``; others are passed over), ``record_id, record_start, record_end``, and ``alts``, records that hold
the same words. The model: one of the candidates is meant, or none; the odds of each against none are
``exp(weights · features)`` (conditional logit, McFadden 1974), fitted by damped Newton steps with a
little ridge. Printed are the weights, and how well weights fitted on four fifths of the articles decide
on the last fifth.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.accept import WEIGHTS
from training.trace.questions import Asked, ask_all

FOLDS = 5
RIDGE = 1.0  # pulls the weights of thin evidence to 0
ROUNDS = 100  # Newton steps; some thirty are enough
LONGEST = 5.0  # the most that one step moves a weight

Vector = NDArray[np.float64]


def fit(questions: Sequence[Asked]) -> Vector:
    """The weights that make the right answers likeliest."""
    size = len(WEIGHTS)
    ridge = RIDGE * np.diag([0.0] + [1.0] * (size - 1))  # not on the base
    weights = np.zeros(size)
    for _ in range(ROUNDS):
        gradient, curve = -ridge @ weights, ridge + 1e-6 * np.eye(size)
        for asked in questions:
            odds = np.exp(np.clip(asked.features @ weights, -30, 30))
            chances = odds / (1 + odds.sum())
            mean = chances @ asked.features
            gradient -= mean
            if asked.right.any():
                ours = odds * asked.right
                gradient += (ours / ours.sum()) @ asked.features
            curve += (asked.features.T * chances) @ asked.features - np.outer(mean, mean)
        step = np.linalg.solve(curve, gradient)
        weights += step * min(1.0, LONGEST / np.abs(step).max())
        if np.abs(step).max() < 1e-3:
            break
    return weights


def decide(weights: Vector, asked: Asked) -> tuple[bool, bool, bool]:
    """Whether these weights find the passage, find a wrong one, miss it."""
    odds = asked.features @ weights
    best = int(np.argmax(odds)) if len(odds) else 0
    found = bool(len(odds)) and bool(odds[best] >= 0)
    hit = found and bool(asked.right[best])
    return hit, found and not hit, asked.there and not hit


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("gold", type=Path)
    ap.add_argument("records", type=Path)
    args = ap.parse_args()
    rows = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] == "match" or row["kind"].startswith("neg")]
    questions = list(ask_all(rows, args.records))
    articles = sorted({asked.article for asked in questions})
    np.random.default_rng(1).shuffle(articles)
    fold = {article: i % FOLDS for i, article in enumerate(articles)}
    counts: defaultdict[str, Vector] = defaultdict(lambda: np.zeros(3))
    for i in range(FOLDS):
        weights = fit([asked for asked in questions if fold[asked.article] != i])
        for asked in questions:
            if fold[asked.article] == i:
                counts[asked.kind] += decide(weights, asked)
    for kind, (hits, wrong, misses) in counts.items():
        precision, recall = hits / (hits + wrong), hits / (hits + misses)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{kind:32} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   held out")
    for name, weight in zip(WEIGHTS, fit(questions), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
