"""What it costs to keep a page: ``python -m bench.ledger_write PLACE... [--pages 1000] [--profile]``.

Each PLACE is a file or a ``postgresql://`` URL, new or empty. All get the same made-up pages in one run, a
page by turns, so that whatever else the machine does falls on all alike. A server's CPU time is told where it
runs on this machine: unlike the clock's, CPU time is much the same whatever else runs.
"""

import argparse
import cProfile
import pstats
import re
import statistics
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg

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
        self.size, self.served = size_of(ledger.place), 0.0

    def keep(self, reading: Reading) -> None:
        """Keep a page, then the same once more."""
        if len(self.clock) == WARM:
            self.served = -served_by(self.ledger.place)
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
        served = (self.served + served_by(self.ledger.place)) / (pages - WARM)
        times = [statistics.median(self.clock[WARM:]), statistics.mean(self.clock[WARM:])]
        times += [statistics.mean(self.cpu[WARM:]), served, statistics.median(self.again[WARM:])]
        figures = "".join(f"{value * 1000:12.2f}" for value in times)
        kind = "PostgreSQL" if "://" in self.ledger.place else "SQLite"
        return f"{kind:12}{figures}{(size_of(self.ledger.place) - self.size) / 1024 / pages:12.1f}"


def served_by(place: str) -> float:
    """The seconds of CPU that a server on this machine has spent on those who are connected to a ledger."""
    if "://" not in place:
        return 0.0
    with psycopg.connect(re.sub(r"\+\w+", "", place)) as connection:
        asked = (
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        pids = [pid for (pid,) in connection.execute(asked)]
    stats = [Path(f"/proc/{pid}/schedstat") for pid in pids]  # its first number: nanoseconds on a processor
    return sum(int(stat.read_text().split()[0]) for stat in stats if stat.is_file()) / 1e9


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
        heads = ("ms, median", "ms, mean", "CPU, ours", "CPU, server", "again, ms", "kB a page")
        print(" " * 12 + "".join(f"{head:>12}" for head in heads))
        for bench in benches:
            print(bench.row())
        if args.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
