"""Make confidences mean what they say: ``python -m training.tagger.calibrate WEIGHTS DATA [OTHER]``.

Reads the dev articles of DATA with the weights, and fits two numbers that turn the tagger's own score of an
attribution into the share of such attributions that are right (Platt 1999): content words with a Jaccard of
half or more, and a source in common, or none on both sides. Writes them into the weights' manifest. Prints
the expected calibration error before and after, and on OTHER. What is found inside contents is judged by
itself (``training.nested.fit``).
"""

import argparse
import json
import math
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from onrecord.extract import Tagger
from onrecord.extract.tagger.tagging import tag_stretches
from onrecord.text.quotes import paragraphs
from training.tagger.data import read_articles

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


def meets(found: tuple[set, set], wanted: tuple[set, set]) -> bool:
    """Whether a statement's (source, content) words are those that people marked, as the scorers count it.

    Half of the content's words are, and a word of the source, or there is none on both sides.
    """
    (source, content), (theirs, marked) = found, wanted
    close = len(content & marked) * 2 >= len(content | marked) > 0
    return close and bool(source & theirs or not (source or theirs))


def is_right(found: tuple[set, set], golds: list[tuple[set, set]]) -> bool:
    """Whether a statement's (source, content) words are those of one that people marked."""
    return any(meets(found, wanted) for wanted in golds)


def judge(rows: Iterable[dict], tagger: Tagger) -> tuple[np.ndarray, np.ndarray]:
    """The raw log-odds of all that the tagger sees in texts, and whether each is right.

    Args:
        rows: ``text``, and ``attributions`` as people marked them; what is found of those that are
            ``doubtful`` is left out.
    """
    scores, right = [], []
    for row in rows:
        text, marked = row["text"], row["attributions"]
        starts = np.array([m.start() for m in WORD.finditer(text)])
        words = [(words_of(starts, a["source"]), words_of(starts, a["content"])) for a in marked]
        sure = [w for w, a in zip(words, marked, strict=True) if not a.get("doubtful")]
        for draft in tag_stretches(text, paragraphs(text, 0, len(text)), tagger)[0]:
            mine = words_of(starts, draft.source), words_of(starts, draft.content)
            if draft.cue and (is_right(mine, sure) or not is_right(mine, words)):
                scores.append(log_odds(draft.confidence))
                right.append(is_right(mine, sure))
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
    ap.add_argument("data", type=Path)
    ap.add_argument("other", type=Path, nargs="?")
    args = ap.parse_args()
    path = args.weights / "manifest.json"
    manifest = json.loads(path.read_text()) | {"confidence": {}}
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    tagger = Tagger(args.weights)
    found = {"dev": judge(read_articles(args.data / "polnear-dev.jsonl.gz"), tagger)}
    if args.other:
        found["other"] = judge(map(json.loads, args.other.open(encoding="utf-8")), tagger)
    slope, shift = fit(*found["dev"])
    for name, (scores, right) in found.items():
        before = error_of(1 / (1 + np.exp(-scores)), right)
        after = error_of(1 / (1 + np.exp(-(slope * scores + shift))), right)
        print(f"{name}: {len(scores)} statements, {right.mean():.3f} right; error {before:.3f} → {after:.3f}")
    manifest["confidence"] = {"slope": round(slope, 4), "shift": round(shift, 4)}
    path.write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
