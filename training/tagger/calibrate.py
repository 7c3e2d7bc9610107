"""Make confidences mean what they say: ``python -m training.tagger.calibrate WEIGHTS GOLD [OTHER]``.

Reads GOLD's articles with the weights, and fits two numbers that turn the tagger's own score of an
attribution into the share of such attributions that are right (Platt 1999): content words with a
Jaccard of half or more, and a source in common, or none on both sides. Writes them into the weights'
manifest. Prints the expected calibration error before and after, on GOLD and on OTHER.
"""

import argparse
import gzip
import json
import math
import re
from pathlib import Path

import numpy as np

from onrecord.extract import Tagger, extract_attributions
from onrecord.model import Snapshot

BINS = 10
WORD = re.compile(r"\w+")
ROUNDS = 50  # of Newton's method; it settles in ten


def words_of(starts: np.ndarray, spans: list) -> set[int]:
    """The numbers of the words, given by where each begins, that spans touch or stand within."""
    return {
        i
        for s, e in spans
        for i in range(max(int(np.searchsorted(starts, s, "right")) - 1, 0), int(np.searchsorted(starts, e)))
    }


def is_right(found: tuple[set, set], golds: list[tuple[set, set]]) -> bool:
    """Whether a statement's (source, content) words are those of one that people marked."""
    source, content = found
    return any(
        len(content & wanted) * 2 >= len(content | wanted) > 0 and (source & theirs or not (source or theirs))
        for theirs, wanted in golds
    )


def judge(path: Path, tagger: Tagger) -> tuple[np.ndarray, np.ndarray]:
    """The raw log-odds of every top statement of a gold file, and whether each is right."""
    scores, right = [], []
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            text = article["text"]
            starts = np.array([m.start() for m in WORD.finditer(text)])
            marked = article["attributions"]
            golds = [(words_of(starts, a["source"]), words_of(starts, a["content"])) for a in marked]
            for found in extract_attributions(Snapshot(article["id"], text), tagger):
                if found.parent is None:
                    scores.append(log_odds(found.confidence))
                    mine = words_of(starts, found.source), words_of(starts, found.content)
                    right.append(is_right(mine, golds))
    return np.array(scores), np.array(right, dtype=float)


def log_odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def fit(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and shift of the logistic curve that fits best."""
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    w = np.array([1.0, 0.0])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2), x.T @ (right - p))
    return float(w[0]), float(w[1])


def error_of(p: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over ten bins (Guo et al. 2017)."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    parts = [(bins == b) for b in range(BINS)]
    return float(sum(abs(p[i].mean() - right[i].mean()) * i.mean() for i in parts if i.any()))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("gold", type=Path)
    ap.add_argument("other", type=Path, nargs="?")
    args = ap.parse_args()
    path = args.weights / "manifest.json"
    manifest = json.loads(path.read_text()) | {"confidence": {"slope": 1.0, "shift": 0.0}}
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    tagger = Tagger(args.weights)
    scores, right = judge(args.gold, tagger)
    slope, shift = fit(scores, right)
    sets = {"gold": (scores, right)} | ({"other": judge(args.other, tagger)} if args.other else {})
    for name, (s, r) in sets.items():
        before = error_of(1 / (1 + np.exp(-s)), r)
        after = error_of(1 / (1 + np.exp(-(slope * s + shift))), r)
        print(f"{name}: {len(s)} statements, {r.mean():.3f} right; error {before:.3f} → {after:.3f}")
    manifest["confidence"] = {"slope": round(slope, 4), "shift": round(shift, 4)}
    path.write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
