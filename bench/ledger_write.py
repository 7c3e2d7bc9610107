"""What it costs to keep a page: ``python -m bench.ledger_write PLACE... [--pages 1000] [--profile]``.

Each PLACE is a file or a ``postgresql://`` URL, new or empty. All get the same made-up pages in one run, a
page by turns, so that whatever else the machine does falls on all alike.
"""

import argparse
import cProfile
import pstats
import statistics
import time
from contextlib import ExitStack

from bench.ledger import METHOD, size_of
from bench.made_up import count_records, iter_readings, iter_records
from onrecord.ledger import Ledger
from onrecord.model import Outcome, Reading

WARM = 50  # pages that are kept before it is measured: code is loaded, names and words are new


class Bench:
    """One ledger, and what keeping took there."""

    def __init__(self, ledger: Ledger, pages: int, seed: int) -> None:
        self.ledger = ledger
        ledger.keep_records(iter_records(count_records(pages), seed))
        self.records = ledger.records_digest()
        self.run = ledger.begin_run("add", METHOD)
        self.clock, self.cpu, self.again = list[float](), list[float](), list[float]()
        self.size = size_of(ledger.place)

    def keep(self, reading: Reading) -> None:
        """Keep a page, then the same once more."""
        clock, cpu = time.perf_counter(), time.process_time()
        self.ledger.keep(self.run, reading, records=self.records)
        self.cpu.append(time.process_time() - cpu)
        self.clock.append(time.perf_counter() - clock)
        clock = time.perf_counter()
        again = self.ledger.keep(self.run, reading, records=self.records)
        self.again.append(time.perf_counter() - clock)
        if again.outcome is not Outcome.UNCHANGED:
            raise AssertionError(f"{reading.snap.id} changed by being added again")

    def row(self) -> str:
        """What it took, as a line of a table."""
        pages = len(self.clock)
        times = [statistics.median(self.clock[WARM:]), statistics.mean(self.clock[WARM:])]
        times += [statistics.mean(self.cpu[WARM:]), statistics.median(self.again[WARM:])]
        figures = "".join(f"{value * 1000:12.2f}" for value in times)
        kind = "PostgreSQL" if "://" in self.ledger.place else "SQLite"
        return f"{kind:12}{figures}{(size_of(self.ledger.place) - self.size) / 1024 / pages:12.1f}"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("places", nargs="+", metavar="PLACE")
    ap.add_argument("--pages", type=int, default=1_000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--profile", action="store_true", help="tell where the time goes")
    args = ap.parse_args()
    statements = 0
    with ExitStack() as stack:
        opened = [stack.enter_context(Ledger.open(place)) for place in args.places]
        benches = [Bench(ledger, args.pages, args.seed) for ledger in opened]
        profile = cProfile.Profile()
        for reading in iter_readings(args.pages + WARM, args.seed, count_records(args.pages)):
            statements += len(reading.attributions)
            if args.profile:
                profile.enable()
            for bench in benches:
                bench.keep(reading)
            profile.disable()
        print(f"{args.pages} pages, {statements / (args.pages + WARM):.1f} statements a page")
        print(f"{'':12}{'ms, median':>12}{'ms, mean':>12}{'ms of CPU':>12}{'again, ms':>12}{'kB a page':>12}")
        for bench in benches:
            print(bench.row())
        if args.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
