"""A ledger of made-up pages: how fast it fills and how it grows, and its server under load.

    python -m bench.ledger fill PLACE --pages 100000 [--extract 100]
    python -m bench.ledger load PLACE --pages 100000 --requests 20000 --add 2000

PLACE is a file or a ``postgresql://`` URL. ``fill`` keeps the records, then the pages. ``--extract`` takes so
many of the same texts apart for real, to say what keeping costs beside it. ``load`` starts the server on a
ledger that was filled so, and has pages, statements and searches read while another process adds pages of
another seed; then it says whether all of them are there. What keeping takes is the wall clock's time, the
making of the pages left out.
"""

import argparse
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote_plus

from sqlalchemy import create_engine, text

from bench.load import Plan, print_answers, run_load, serve
from bench.made_up import count_records, iter_readings, iter_records
from bench.made_up.pages import Press
from bench.made_up.records import Archive
from onrecord.extract import Tagger
from onrecord.ledger import Ledger, document_key, snapshot_key, statement_key
from onrecord.model import Method, Reading
from onrecord.pipeline.read import read_snapshot

METHOD = Method("made up", {})
STEPS = 10  # times that filling tells how far it is: a rate that falls shows
SAMPLED = 1_500  # pages that are asked for: more than any cache of pages would hold
_WORD = re.compile(r"[^\W\d_]{4,}")
SERVE = f"{sys.executable} -m onrecord serve --ledger {{place}} --port {{port}}"


def fill(place: str, pages: int, seed: int, extract: int) -> None:
    """Keep records and pages; tell the rate, the growth, and the cost beside extraction."""
    with Ledger.open(place) as ledger:
        ledger.keep_records(iter_records(count_records(pages), seed))
        records, before, size = ledger.records_digest(), ledger.counts().captures, size_of(place)
        run, spent, written = ledger.begin_run("add", METHOD), 0.0, 0
        print(f"{'pages':>10}{'pages/s':>10}{'kB/page':>10}", flush=True)
        readings = iter_readings(pages, seed)
        for step in range(STEPS):
            due = list(range(step * pages // STEPS, (step + 1) * pages // STEPS))
            took = keep(ledger, run, islice(readings, len(due)), records)
            spent, written = spent + took, written + len(due)
            grown = (size_of(place) - size) / 1024 / max(1, written)
            print(f"{written:10}{len(due) / max(took, 1e-9):10.0f}{grown:10.2f}", flush=True)
        ledger.end_run(run)
        counts = ledger.counts()
    print(f"{counts.captures - before} new captures; it holds {counts}")
    if extract:
        cost, each = spent / max(1, written), time_extraction(extract, pages, seed)
        print(
            f"a page: {cost * 1000:.2f} ms kept, {each * 1000:.1f} ms taken apart: {cost / each:.1%} on top"
        )


def keep(ledger: Ledger, run: int, readings: Iterator[Reading], records: str) -> float:
    """Keep some pages; the seconds that it took, their making not counted."""
    spent = 0.0
    for reading in readings:
        start = time.perf_counter()
        ledger.keep(run, reading, records=records)
        spent += time.perf_counter() - start
    return spent


def time_extraction(count: int, pages: int, seed: int) -> float:
    """The seconds that one of the same pages takes to be taken apart, tracing not counted."""
    tagger, spent = Tagger(), 0.0
    for reading in islice(iter_readings(pages, seed), count):
        start = time.perf_counter()
        read_snapshot(reading.snap, tagger)
        spent += time.perf_counter() - start
    return spent / count


def size_of(place: str) -> int:
    """What a ledger takes on disk, in bytes, its journal included."""
    if "://" not in place:
        return sum(path.stat().st_size for path in Path(place).parent.glob(Path(place).name + "*"))
    engine = create_engine(re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+psycopg://", place))
    with engine.connect() as connection:
        size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    engine.dispose()
    return int(size)


def make_paths(pages: int, seed: int, held: int | None = None) -> dict[str, list[str]]:
    """The addresses that are read: of pages, of statements, and of searches of several sorts."""
    rng, press = random.Random(f"{seed}/load"), Press(pages, Archive(count_records(pages), seed))
    paths: dict[str, list[str]] = {"page": [], "statement": [], "search": []}
    held = min(pages, held or pages)
    for number in rng.sample(range(held), min(held, SAMPLED)):
        reading = press.make(number)
        key = snapshot_key(document_key(reading.snap), reading.snap)
        attrib = rng.choice(reading.attributions)
        paths["page"].append(f"/pages/{key}")
        paths["statement"].append(f"/statements/{statement_key(key, attrib.id)}")
        paths["search"].append(f"/search?q={quote_plus(_ask_for(rng, reading))}")
    return paths


def _ask_for(rng: random.Random, reading: Reading) -> str:
    """What someone might search for on a page: words, a phrase in marks, or a word ill spelt."""
    attrib = rng.choice(reading.attributions)
    said = " ".join(reading.snap.text[s:e] for s, e in attrib.content)
    words: list[str] = _WORD.findall(said) or ["budget"]
    sort = rng.random()
    if sort < 0.4:
        return " ".join(rng.sample(words, min(len(words), rng.randint(1, 3))))
    if sort < 0.8:
        plain = re.findall(r"\w+", said)
        start = rng.randrange(max(1, len(plain) - 3))
        return '"' + " ".join(plain[start : start + 4]) + '"'
    word = max(words, key=len)
    return word[:2] + word[3:4] + word[2:3] + word[4:] if len(word) > 5 else word


def load(args: argparse.Namespace) -> None:
    """Read from the server while another process adds; tell the times, the memory, and what was lost."""
    paths = make_paths(args.pages, args.seed, args.held)
    with serve(args.command.replace("{place}", args.place), "/") as server:
        plan = Plan(server.url, paths, args.readers, args.requests, args.pause / 1000, args.seed)
        writer = add_beside(args.place, args.add, args.seed + 1)
        start = time.perf_counter()
        answers = run_load(plan)
        seconds = time.perf_counter() - start
        was_adding = writer is not None and writer.poll() is None
        print_answers(answers, seconds)
        print(f"server: {max(server.peaks, default=0):.0f} MB at most, {server.peaks[-1]:.0f} MB at the end")
    if writer:
        print(f"adding {'went on throughout' if was_adding else 'had ended before the last answer'}")
        writer.wait()
        print(f"{count_held(args.place, args.add, args.seed + 1)} of {args.add} captures to add are there")


def add_beside(place: str, pages: int, seed: int) -> subprocess.Popen[bytes] | None:
    """Begin to add so many pages of another seed in another process."""
    if not pages:
        return None
    command = [
        sys.executable,
        "-m",
        "bench.ledger",
        "fill",
        place,
        "--pages",
        str(pages),
        "--seed",
        str(seed),
    ]
    return subprocess.Popen(command)


def count_held(place: str, pages: int, seed: int) -> int:
    """How many of so many made-up pages a ledger holds."""
    with Ledger.open(place, create=False) as ledger:
        snaps = (reading.snap for reading in iter_readings(pages, seed))
        return sum(ledger.concluded(document_key(snap), snap) is not None for snap in snaps)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("task", choices=("fill", "load"))
    ap.add_argument("place")
    ap.add_argument("--pages", type=int, default=2_000, help="made-up pages in the ledger")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--extract", type=int, default=0, help="pages taken apart for real, to compare")
    ap.add_argument("--held", type=int, help="of them that are there, where filling was stopped")
    ap.add_argument("--readers", type=int, default=16)
    ap.add_argument("--requests", type=int, default=3_000)
    ap.add_argument("--pause", type=float, default=0.0, help="ms that a reader rests on average")
    ap.add_argument("--add", type=int, default=0, help="pages added meanwhile")
    ap.add_argument("--command", default=SERVE, help="how the server is started: {place}, {port}")
    args = ap.parse_args()
    if args.task == "fill":
        fill(args.place, args.pages, args.seed, args.extract)
    else:
        load(args)


if __name__ == "__main__":
    main()
