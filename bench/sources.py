"""Measure the resolve room: who is meant by each source, given the source spans that people marked.

    python -m bench.sources POLNEAR.jsonl.gz SOURCES.jsonl [-o PRED.jsonl]

POLNEAR holds the texts (``id``, ``text``, ``title``, ``publisher`` a line), SOURCES the gold spans
(``article``, ``source``, ``cue`` a line). The predictions are written in the form that
``score_sources.py`` reads; the words read per second of CPU time go to stderr.
"""

import argparse
import gzip
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from onrecord.model import Attribution, Snapshot, Span
from onrecord.resolve import resolve_sources

OUTLETS = {"nyt": "The New York Times", "usa-today": "USA TODAY", "wash-post": "The Washington Post"}


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines, gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode("utf-8").splitlines() if line.strip()]


def to_attribution(row: dict[str, Any]) -> Attribution:
    """Make an attribution of a gold line."""
    source, cue, content = (tuple(Span(*s) for s in row.get(k, ())) for k in ("source", "cue", "content"))
    return Attribution(str(row["index"]), source, cue, content)


def predict(snap: Snapshot, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Resolve one article's sources and give a prediction line for each."""
    out = []
    for row, attrib in zip(rows, resolve_sources(snap, [to_attribution(r) for r in rows]), strict=True):
        spans, entity = row["source"] or row["cue"], attrib.entity
        place = {"start": min(s for s, _ in spans), "end": max(e for _, e in spans)}
        told = {"name": entity.name, "kind": entity.kind.value, "role": entity.role} if entity else {}
        out.append({"article": row["article"], **place, **told, "reasons": entity.reasons if entity else ()})
    return out


def read_articles(polnear: Path, sources: Path) -> list[tuple[Snapshot, list[dict[str, Any]]]]:
    """Read the articles that have gold sources, each with its gold lines."""
    rows = defaultdict(list)
    for row in read_lines(sources):
        rows[row["article"]].append(row)
    out = []
    for article in read_lines(polnear):
        found = rows.get(article["id"], [])
        for row in found:
            row["content"] = article["attributions"][row["index"]]["content"]
        outlet = OUTLETS.get(article["publisher"], article["publisher"])
        snap = Snapshot(article["id"], article["text"], title=article["title"], outlet=outlet)
        if found:
            out.append((snap, found))
    return out


def main() -> None:
    """Read the two files, write the predictions, tell the speed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("polnear", type=Path)
    parser.add_argument("sources", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--repeat", type=int, default=1, help="read everything so often, for a steady figure")
    args = parser.parse_args()
    articles = read_articles(args.polnear, args.sources)
    started = time.process_time()
    for _ in range(args.repeat):
        lines = [line for snap, rows in articles for line in predict(snap, rows)]
    seconds = time.process_time() - started
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    if args.output:
        args.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    words = args.repeat * sum(len(snap.text.split()) for snap, _ in articles)
    print(f"{words / seconds:,.0f} words/s of CPU time", file=sys.stderr)


if __name__ == "__main__":
    main()
