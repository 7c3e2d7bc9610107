"""Fit the weights of ``onrecord.trace.paraphrase.accept``: ``python -m training.paraphrase.fit DATA INDEX``.

DATA holds PolNeAR, INDEX is the folder of an index over the records. Fitted on the tune half of the
gold, as the weights of quotes are (``training/trace/fit.py``): one of the candidates is meant, or none.
The probability is that of the best candidate, so slope and shift are then fitted to how often that one
is right, each article's by weights that were fitted without it (Platt 1999), and are worked into the
weights. Printed are the weights, and how the articles left out came off.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.trace import Index
from onrecord.trace.paraphrase.accept import WEIGHTS
from onrecord.trace.paraphrase.encoder import SHIPPED, Encoder
from training.paraphrase.questions import Asked, ask_all, read_gold, read_pages

FOLDS = 10  # by article
RIDGE = 2.0  # pulls the weights of thin evidence to 0; a hundred statements prove little
KNOWN = (("speaker", "date"), ("speaker",), ("date",))  # what a user may know; each is asked
ROUNDS = 100  # Newton steps; some twenty are enough
LONGEST = 3.0  # the most that one step moves a weight

Vector = NDArray[np.float64]


def fit(questions: list[Asked]) -> Vector:
    """The weights that make the right answers likeliest; base first."""
    size = len(WEIGHTS)
    ridge = RIDGE * np.diag([0.0] + [1.0] * (size - 1))
    weights = np.zeros(size)
    for _ in range(ROUNDS):
        gradient, curve = -ridge @ weights, ridge + 1e-6 * np.eye(size)
        for asked in questions:
            if asked.there and not asked.right.any():
                continue  # its passage is not among the candidates: no fault of theirs
            odds = np.exp(np.clip(asked.features @ weights, -30, 30))
            chances = odds / (1 + odds.sum())
            mean = chances @ asked.features
            gradient -= mean
            curve += (asked.features.T * chances) @ asked.features - np.outer(mean, mean)
            if asked.right.any():
                ours = odds * asked.right / (odds * asked.right).sum()
                told = ours @ asked.features
                gradient += told
        step = np.linalg.solve(curve, gradient)
        weights += step * min(1.0, LONGEST / np.abs(step).max())
        if np.abs(step).max() < 1e-3:
            break
    return weights


def left_out(questions: list[Asked]) -> tuple[Vector, NDArray[np.bool_]]:
    """For each statement the log-odds of its best candidate by weights fitted without its article."""
    articles = sorted({asked.row["article_id"] for asked in questions})
    np.random.default_rng(1).shuffle(articles)
    fold = {article: i % FOLDS for i, article in enumerate(articles)}
    odds, hits = np.full(len(questions), -30.0), np.zeros(len(questions), bool)
    for k in range(FOLDS):
        weights = fit([asked for asked in questions if fold[asked.row["article_id"]] != k])
        for i, asked in enumerate(questions):
            if fold[asked.row["article_id"]] == k and len(asked.features):
                told = asked.features @ weights
                best = int(np.argmax(told))
                odds[i], hits[i] = told[best], asked.right[best]
    return odds, hits


def calibrate(odds: Vector, hits: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift from log-odds to those of being right."""
    slope, shift = 1.0, 0.0
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(slope * odds + shift, -30, 30)))
        each = np.stack([odds, np.ones_like(odds)])
        gradient = each @ (hits - chance) - np.array([0.1 * (slope - 1), 0.0])
        curve = (each * (chance * (1 - chance))) @ each.T + 0.1 * np.eye(2)
        slope, shift = np.array([slope, shift]) + np.linalg.solve(curve, gradient)
    return float(slope), float(shift)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("index", type=Path)
    ap.add_argument("--encoder", type=Path, default=SHIPPED)
    args = ap.parse_args()
    rows, pages = read_gold("tune"), read_pages(args.data)
    index, encoder = Index.open(args.index), Encoder(args.encoder)
    asked = [one for known in KNOWN for one in ask_all(rows, pages, index, encoder, known)]
    odds, hits = left_out(asked)
    slope, shift = calibrate(odds, hits)
    taken = slope * odds + shift >= 0
    there = np.array([one.there for one in asked])
    print(f"{len(rows)} statements; slope {slope:.2f}, shift {shift:.2f}; articles left out:")
    for i, known in enumerate(KNOWN):
        part = slice(i * len(rows), (i + 1) * len(rows))
        among = sum(bool(one.right.any()) for one in asked[part] if one.there)
        print(
            f"{' and '.join(known) or 'neither'} known: {there[part].sum()} to be found, {among} among the "
            f"candidates, {hits[part].sum()} first; accepted {taken[part].sum()}, "
            f"right {hits[part][taken[part]].mean():.3f}"
        )
    weights = fit(asked) * slope
    weights[0] += shift
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
