"""Accuracy and speed of extraction: ``python bench/attributions.py GOLD.jsonl[.gz] [SCORER]``.

Reads whole articles on one core, prints words a CPU second by step, and, where the scorer's path
is given, its figures. GOLD is PolNeAR as JSONL; each step is also given as its share of the whole.
"""

import argparse
import contextlib
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.export import page_line
from onrecord.extract import Tagger, extract_attributions
from onrecord.ingest import read_pages
from onrecord.model import Reading, Rejected
from onrecord.resolve import resolve_sources

SPENT: Counter[str] = Counter()


@contextlib.contextmanager
def clock(step: str) -> Iterator[None]:
    start = time.process_time()
    yield
    SPENT[step] += time.process_time() - start


def read_all(path: Path, tagger: Tagger, out: Path) -> int:
    """Read every article of the gold file into ``out``; the number of words."""
    words = 0
    pages = iter(read_pages([str(path)]))
    with out.open("w", encoding="utf-8") as lines:
        while True:
            with clock("ingest"):
                snap = next(pages, None)
            if snap is None:
                return words
            if isinstance(snap, Rejected):
                sys.exit(f"{snap.item}: {snap.reason}")
            with clock("extract"):
                attributions = extract_attributions(snap, tagger)
            with clock("resolve"):
                attributions = resolve_sources(snap, attributions)
            words += len(snap.text.split())
            lines.write(json.dumps(page_line(Reading(snap, attributions))) + "\n")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("gold", type=Path)
    ap.add_argument("scorer", type=Path, nargs="?", help="score_attributions.py")
    ap.add_argument("--weights", type=Path, help="a folder of weights other than the shipped")
    args = ap.parse_args()
    tagger = Tagger(args.weights) if args.weights else Tagger()
    with tempfile.TemporaryDirectory() as folder:
        out, gold = Path(folder, "out.jsonl"), Path(folder, "gold.jsonl")
        words = read_all(args.gold, tagger, out)
        total = sum(SPENT.values())
        print(f"{words} words, {words / total:.0f} words a CPU second")
        for step, seconds in SPENT.most_common():
            print(f"  {step:8} {words / seconds:>9.0f} words/s  {seconds / total:6.1%} of the time")
        if args.scorer:
            data = args.gold.read_bytes()
            gold.write_bytes(gzip.decompress(data) if args.gold.suffix == ".gz" else data)
            command = [sys.executable, str(args.scorer), str(gold), str(out)]
            report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            for name in ("attributed", "relaxed", "exact"):
                print(f"{name:10} F1 {report[name]['f1']:.3f}   direct {report['direct'][name]['f1']:.3f}")
            for kind in ("tokens", "spans"):
                figures = "   ".join(f"{role} {value['f1']:.3f}" for role, value in report[kind].items())
                print(f"{kind:10} {figures}")


if __name__ == "__main__":
    main()
