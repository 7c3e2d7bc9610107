"""Fit the weights by which what is seen inside contents is judged (``onrecord.extract.inside.judge``).

``python -m training.nested.fit DATA [--write]`` reads PolNeAR's train articles that ``labels.jsonl``
covers, takes what the tagger and the form of nouns show inside the contents that it finds, and fits a
logistic curve with a little ridge on the signs of each, by Newton's method: 1 where a label that counts is
met as the nested scorer asks (half of the content's words, a word of the source), 0 where none is; what
meets a doubtful label or the speaker's own teaches nothing. Prints, for the articles held out, how many are
met and how many are wrong at several bounds, and how true the chances are. ``--write`` keeps the table.
"""

import argparse
import json
import math
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from onrecord.extract import Tagger
from onrecord.extract.draft import Draft
from onrecord.extract.finding import find_drafts
from onrecord.extract.inside.judge import BASE, SURENESS, WEIGHTS, Seen, log_odds, signs
from onrecord.extract.inside.nesting import DEPTH, is_possible, see_again
from onrecord.extract.layout import Layout
from onrecord.ingest import read_pages
from onrecord.model import Rejected, Snapshot
from training.tagger.calibrate import meets
from training.tagger.data import read_articles, read_written

LABELS = Path(__file__).parent / "labels.jsonl"
TABLE = Path(__file__).parents[2] / "src/onrecord/extract/inside" / WEIGHTS
RIDGE = 2.0
RAREST = 6  # times a sign is seen
ROUNDS = 30
CHANCES = (0, 0.2, 0.4, 0.6, 0.8, 1)
BOUNDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
WORD = re.compile(r"\w+")

Words = set[int]


@dataclass(frozen=True, slots=True)
class Shown:
    """Something seen inside a content; ``right``: None where it teaches nothing; ``label``: that it meets."""

    signs: list[str]
    sureness: float
    right: bool | None
    label: int
    cue: tuple[int, int]
    article: str


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a label, and whether it is neither doubtful nor the speaker's own."""

    content: Words
    source: Words
    counts: bool


def words_of(text: str, spans: list) -> Words:
    return {s + m.start() for s, e in spans for m in WORD.finditer(text[s:e])}


def which(text: str, draft: Draft, labels: list[Label]) -> int:
    """The label that a draft meets, -1 where none."""
    found = words_of(text, draft.source), words_of(text, draft.content)
    met = (i for i, label in enumerate(labels) if meets(found, (label.source, label.content)))
    return next(met, -1)


def show(article: str, snap: Snapshot, labels: list[Label], tagger: Tagger) -> list[Shown]:
    """All that is seen inside the contents of an article's statements, and below what of it is labelled."""
    layout = Layout.of(snap)
    text = layout.text
    outside, _, inside = find_drafts(layout, tagger)
    shown: list[Shown] = []

    def is_labelled(draft: Draft, parent: Draft, seen: Seen) -> bool:
        """Show a draft, and say whether it meets a label."""
        if not is_possible(text, draft, parent):
            return False
        met = which(text, draft, labels)
        right = False if met < 0 else True if labels[met].counts else None
        found = list(signs(text, draft, parent, seen))
        shown.append(Shown(found, log_odds(draft.confidence), right, met, draft.cue[0], article))
        return met >= 0

    def below(parent: Draft) -> list[Draft]:
        """What of that which is seen in a draft's content is labelled."""
        kept: list[Draft] = []

        def takes(draft: Draft, seen: Seen) -> bool:
            labelled = is_labelled(draft, parent, seen)
            kept.extend([draft] if labelled else [])
            return labelled

        see_again(layout, parent, tagger, takes)
        return kept

    for draft in inside:
        first, last = draft.place()
        holders = [d for d in outside if any(s <= first and last <= e for s, e in d.content)]
        if holders:
            is_labelled(draft, holders[0], Seen.FIRST)
    level = outside
    for _ in range(DEPTH):
        level = [draft for parent in level for draft in below(parent)]
    return shown


def labelled(data: Path, held_out: bool) -> list[dict]:
    """PolNeAR's articles that are held out, or the others that ``labels.jsonl`` covers, with their labels."""
    articles = {a["id"]: a for a in read_articles(data / "polnear-train.jsonl.gz")}
    rows = map(json.loads, LABELS.open(encoding="utf-8"))
    return [
        articles[row["article"]] | {"inner": row["inner"]}
        for row in rows
        if row.get("held_out", False) is held_out
    ]


def show_all(articles: list[dict], tagger: Tagger) -> tuple[list[Shown], int]:
    """What is seen in the contents of articles, and how many of their labels count."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages.jsonl"
        lines = ({"id": article["id"], "text": article["text"]} for article in articles)
        pages.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        snaps = [page for page in read_pages([str(pages)]) if not isinstance(page, Rejected)]
    shown: list[Shown] = []
    count = 0
    for article, snap in zip(articles, snaps, strict=True):
        labels = [
            Label(
                words_of(snap.text, a["content"]),
                words_of(snap.text, a["source"]),
                not (a["doubtful"] or a["same_speaker"]),
            )
            for a in article["inner"]
        ]
        count += sum(label.counts for label in labels)
        shown += show(article["id"], snap, labels, tagger)
    return shown, count


def fit(shown: list[Shown]) -> dict[str, float]:
    """What each sign weighs."""
    telling = [x for x in shown if x.right is not None]
    often = Counter(sign for x in telling for sign in x.signs)
    names = [*sorted(sign for sign, times in often.items() if times >= RAREST), SURENESS, BASE]
    place = {name: i for i, name in enumerate(names)}
    given = np.zeros((len(telling), len(names)))
    for row, x in zip(given, telling, strict=True):
        row[[place[sign] for sign in x.signs if sign in place]] = 1
        row[-2:] = x.sureness, 1
    right = np.array([x.right for x in telling], dtype=float)
    ridge = np.full(len(names), RIDGE)
    ridge[-2:] = 0.01
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-given @ weights))
        curve = (given * (p * (1 - p))[:, None]).T @ given + np.diag(ridge)
        weights += np.linalg.solve(curve, given.T @ (right - p) - ridge * weights)
    return dict(zip(names, weights.tolist(), strict=True))


def report(shown: list[Shown], count: int, weights: dict[str, float]) -> None:
    """How many labels are met, and how much that is seen is wrong at each bound; how true chances are."""

    def odds(x: Shown) -> float:
        return weights[BASE] + weights[SURENESS] * x.sureness + sum(weights.get(s, 0.0) for s in x.signs)

    for bound in BOUNDS:
        met: set[tuple[str, int]] = set()
        wrong = 0
        taken: set[tuple[str, int]] = set()
        for x in sorted(shown, key=odds, reverse=True):
            places = {(x.article, at) for at in range(*x.cue)}
            if odds(x) < math.log(bound / (1 - bound)) or places & taken:
                continue
            taken |= places
            wrong += x.right is False
            met |= {(x.article, x.label)} if x.right else set()
        f1 = 2 * len(met) / (len(met) + wrong + count)
        print(f"bound {bound}: {len(met)} of {count} met, {wrong} wrong, F1 {f1:.3f}")
    told = [(1 / (1 + math.exp(-odds(x))), x.right) for x in shown if x.right is not None]
    for low, high in pairwise(CHANCES):
        within = [(p, right) for p, right in told if low <= p < high]
        if within:
            said, right = np.mean(np.array(within, dtype=float), axis=0)
            print(f"chance {low} to {high}: {len(within)} seen, {said:.2f} said, {right:.2f} right")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path, help="folder with polnear-train.jsonl.gz")
    ap.add_argument("--weights", type=Path, help="a folder of weights other than the shipped")
    ap.add_argument("--written", type=Path, nargs="*", default=[], help="folders of our own labelled texts")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    tagger = Tagger(args.weights) if args.weights else Tagger()
    texts = [text for text in read_written(args.written) if "inner" in text]
    weights = fit(show_all([*labelled(args.data, False), *texts], tagger)[0])
    report(*show_all(labelled(args.data, True), tagger), weights)
    if args.write:
        lines = (f"{name}\t{weight:.2f}\n" for name, weight in sorted(weights.items()))
        TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
