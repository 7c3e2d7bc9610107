"""How far two readers agree by the scorer: ``python -m bench.agreement DATA SCORER``.

Prints F1 over all ordered pairs of readings of the PolNeAR articles in DATA that were annotated more than
once, and of the ten texts of the fourth watch set that were labelled twice (``training/watch/again``).
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path

from training.watch.read import AGAIN, FOURTH, read_all

Pair = tuple[str, list, list]  # a text and two readings of it


def polnear_pairs(data: Path) -> Iterator[Pair]:
    """Each two readings, in both orders, of each article that has several."""
    for part in ("train", "dev"):
        with gzip.open(data / f"polnear-{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                if others := article["other_annotations"]:
                    for one, other in permutations([article["attributions"], *others], 2):
                        yield article["text"], one, other


def watch_pairs() -> Iterator[Pair]:
    """The two readings of each text that was labelled twice."""
    first = {labelled.id: labelled for labelled in read_all(FOURTH)}
    for again in read_all(AGAIN):
        if first[again.id].text != again.text:
            sys.exit(f"{again.id}: the texts differ")
        yield again.text, first[again.id].attributions, again.attributions


def report(name: str, pairs: Iterable[Pair], scorer: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        with gold.open("w", encoding="utf-8") as wanted, found.open("w", encoding="utf-8") as given:
            for i, (text, one, other) in enumerate(pairs):
                for file, attributions in ((wanted, one), (given, other)):
                    file.write(json.dumps({"id": str(i), "text": text, "attributions": attributions}) + "\n")
        run = subprocess.run(
            [sys.executable, scorer, gold, found], capture_output=True, check=True, text=True
        )
    figures = json.loads(run.stdout)
    of = (figures["attributed"], figures["direct"]["attributed"], figures["tokens"]["content"])
    spans = (figures["spans"][role] for role in ("source", "cue", "content"))
    told = " ".join(f"{figure['f1']:.3f}" for figure in (*of, figures["exact"], *spans))
    print(f"{name}: attributed, direct, content words, exact; spans of source, cue, content: {told}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path, help="folder with polnear-train.jsonl.gz and polnear-dev.jsonl.gz")
    ap.add_argument("scorer", type=Path, help="score_attributions.py")
    args = ap.parse_args()
    report("PolNeAR's annotators", polnear_pairs(args.data), args.scorer)
    report("the fourth watch set", watch_pairs(), args.scorer)


if __name__ == "__main__":
    main()
