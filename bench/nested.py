"""What is found inside contents, by the scorer: ``python -m bench.nested DATA SCORER``.

Prints what ``score_nested.py`` says of the twelve articles of ``nested-dev.jsonl``, of the articles of
PolNeAR's train part that ``training/nested`` holds out, and of our own texts in ``training/watch/nested``,
which no weights have learnt from, or in another folder; of these also, by ``score_attributions.py`` where it
stands beside SCORER, how much is found outside contents.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.export import page_line
from onrecord.extract import Tagger, extract_attributions
from onrecord.ingest import read_pages
from onrecord.model import Reading, Rejected
from onrecord.resolve import resolve_sources
from training.nested.fit import labelled
from training.tagger.data import read_written
from training.watch.read import NESTED

Lines = list[dict]


def gold_lines(article: str, inner: Lines) -> Iterator[dict]:
    """Labels as lines of the scorer's gold."""
    for i, label in enumerate(inner):
        yield {"article": article, "index": f"n{i}", "name": None, "optional": label["doubtful"], **label}


def the_twelve(data: Path) -> tuple[Lines, Lines]:
    """The articles of ``nested-dev.jsonl`` and its labels."""
    gold = [json.loads(line) for line in (data / "nested-dev.jsonl").open(encoding="utf-8")]
    with gzip.open(data / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = list(map(json.loads, lines))
    covered = {label["article"] for label in gold}
    return [page for page in pages if page["id"] in covered], gold


def held_out(data: Path) -> tuple[Lines, Lines]:
    """The articles that ``training/nested/labels.jsonl`` holds out, and its labels."""
    articles = labelled(data, held_out=True)
    return articles, [line for article in articles for line in gold_lines(article["id"], article["inner"])]


def our_own(folder: Path = NESTED, first: int = 0) -> tuple[Lines, Lines]:
    """Our own texts in a folder, from a number on, and their labels."""
    texts = [text for text in read_written([folder]) if int(text["id"].partition("-")[0]) >= first]
    return texts, [line for text in texts for line in gold_lines(text["id"], text["inner"])]


def read(pages: Lines, tagger: Tagger, folder: Path) -> Iterator[dict]:
    """What is found on each page, as the lines that a scorer takes."""
    path = folder / "pages.jsonl"
    write(path, ({"id": page["id"], "text": page["text"]} for page in pages))
    for snap in read_pages([str(path)]):
        if isinstance(snap, Rejected):
            sys.exit(f"{snap.item}: {snap.reason}")
        yield page_line(Reading(snap, resolve_sources(snap, extract_attributions(snap, tagger))))


def write(path: Path, lines: Iterable[dict]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def score(scorer: Path, gold: Lines, found: Lines, folder: Path) -> dict:
    write(folder / "gold.jsonl", gold)
    write(folder / "found.jsonl", found)
    run = [sys.executable, scorer, folder / "gold.jsonl", folder / "found.jsonl"]
    return json.loads(subprocess.run(run, capture_output=True, check=True, text=True).stdout)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path, help="folder with nested-dev.jsonl and the PolNeAR files")
    ap.add_argument("scorer", type=Path, help="score_nested.py")
    ap.add_argument("--weights", type=Path, help="a folder of weights other than the shipped")
    ap.add_argument("--texts", type=Path, default=NESTED, help="a folder of other texts of our own")
    ap.add_argument("--from", type=int, default=0, dest="first", help="the number of the first of them")
    args = ap.parse_args()
    tagger = Tagger(args.weights) if args.weights else Tagger()
    sets = {
        "the twelve": the_twelve(args.data),
        "held out": held_out(args.data),
        "our own": our_own(args.texts, args.first),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for told, (pages, gold) in sets.items():
            found = list(read(pages, tagger, folder))
            f = score(args.scorer, gold, found, folder)
            print(
                f"{told}: {f['found']} of {f['core']} found, {f['wrong']} wrong,"
                f" precision {f['precision']:.3f}, recall {f['recall']:.3f}, F1 {f['f1']:.3f}",
                flush=True,
            )
        outside = args.scorer.with_name("score_attributions.py")
        if outside.exists():
            wanted = [{k: p[k] for k in ("id", "text", "attributions")} for p in pages]
            f = score(outside, wanted, found, folder)
            of = (f["attributed"], f["direct"]["attributed"], f["tokens"]["content"])
            print(f"{told}, outside contents: " + " / ".join(f"{figure['f1']:.3f}" for figure in of))


if __name__ == "__main__":
    main()
