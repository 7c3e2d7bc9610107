"""Made-up news: how fast it is made and what is on it, or a web of it on disk.

    python -m bench.made_up readings --pages 3000
    python -m bench.made_up warc OUT --pages 50000 --seed 1 --files 10 [--hostile]

``warc`` writes WARC files, the transcripts that were quoted and the truth (see `bench.made_up.web.write`).
"""

import argparse
import re
import time
from collections import Counter
from pathlib import Path

from bench.made_up import count_records, iter_readings, iter_records
from bench.made_up.web import Size, write_web

_WORD = re.compile(r"\w+")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = ap.add_subparsers(required=True)
    readings = tasks.add_parser("readings", help="how fast pages taken apart are made, and what is on them")
    readings.add_argument("--show", action="store_true", help="write out the first page")
    readings.set_defaults(run=tell_readings, pages=3000)
    warc = tasks.add_parser("warc", help="a web on disk")
    warc.add_argument("out", type=Path)
    warc.add_argument("--files", type=int, default=1)
    warc.add_argument("--hostile", action="store_true", help="plant what a reader must survive")
    warc.add_argument("--huge", type=int, default=1 << 30, help="bytes of the hostile huge record")
    warc.set_defaults(run=tell_warc, pages=50_000)
    for task in (readings, warc):
        task.add_argument("--pages", type=int)
        task.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    args.run(args)


def tell_warc(args: argparse.Namespace) -> None:
    """Write a web; tell how long that took and how large it is."""
    start = time.process_time()
    write_web(args.out, args.seed, Size(args.pages, args.files, args.hostile, args.huge))
    spent = time.process_time() - start
    size = sum(path.stat().st_size for path in args.out.glob("*.warc.gz")) / 1e6
    print(f"{args.pages} pages in {spent:.1f} s of CPU: {args.pages / spent:.0f} a second; {size:.1f} MB")


def tell_readings(args: argparse.Namespace) -> None:
    """Make pages taken apart; tell how fast, and what is on them."""
    tally, forms, kinds, urls = Counter[str](), set[str](), Counter[str](), Counter[str | None]()
    spent = -time.process_time()
    for reading in iter_readings(args.pages, args.seed):
        spent += time.process_time()
        if args.show and not tally:
            print(reading.snap.text, end="\n\n")
        words = _WORD.findall(reading.snap.text.lower())
        forms.update(words)
        urls[reading.snap.url] += 1
        traces = [trace for found in reading.traces.values() for trace in found]
        modes = [attrib.mode.value for attrib in reading.attributions]
        nested = sum(attrib.parent is not None for attrib in reading.attributions)
        tally.update(modes)
        tally.update(words=len(words), statements=len(modes), nested=nested, quotes=len(traces))
        tally["found"] += sum(trace.passage is not None for trace in traces)
        kinds.update(drift.kind for trace in traces for drift in trace.drift)
        spent -= time.process_time()
    spent += time.process_time()
    print(f"{args.pages} pages in {spent:.1f} s of CPU: {args.pages / spent:.0f} a second")
    print(f"{len(urls)} addresses, {len(forms)} word forms, {dict(tally)}")
    print(f"drift: {dict(kinds.most_common())}")
    start = time.process_time()
    records = sum(1 for _ in iter_records(count_records(args.pages), args.seed))
    print(f"{records} records in {time.process_time() - start:.1f} s of CPU")


if __name__ == "__main__":
    main()
