"""How fast made-up pages are made, and what is on them: ``python -m bench.made_up --pages 3000``."""

import argparse
import re
import time
from collections import Counter

from bench.made_up import count_records, iter_readings, iter_records

_WORD = re.compile(r"\w+")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--pages", type=int, default=3000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--show", action="store_true", help="write out the first page")
    args = ap.parse_args()
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
