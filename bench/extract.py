"""Speed of extraction beside its peers: ``python bench/extract.py PAGES.jsonl[.gz] [--spacy MODEL]``.

Prints words a CPU second of one core for On Record (text → attributions with sources, judgements and
own voice) and, where they are installed beside it (``pip install -r bench/peers.txt``), for textacy
and sayswho over the same spaCy model; then words a second on two cores, the peak memory of
``onrecord read`` over all pages, and the seconds that one page takes from a cold start. sayswho's
coreference model is left out, which is in its favour: what it does with quotes is timed alone.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from onrecord.extract import Tagger
from onrecord.ingest import read_pages
from onrecord.model import Rejected, Snapshot
from onrecord.pipeline.read import read_snapshots
from onrecord.text.quotes import paragraphs

ONE_PAGE = "“We keep the ferry,” the mayor said.\n"


def words_a_second(snaps: list[Snapshot], read: Callable[[Snapshot], object]) -> float:
    """Words of whole articles by CPU seconds, after one article to warm up."""
    read(snaps[0])
    start = time.process_time()
    for snap in snaps:
        read(snap)
    return sum(len(s.text.split()) for s in snaps) / (time.process_time() - start)


def peers(model: str) -> dict[str, Callable[[Snapshot], object]]:
    """The peers that are installed, each as it is meant to be used."""
    found: dict[str, Callable[[Snapshot], object]] = {}
    if find_spec("spacy") is None:
        return found
    import spacy

    nlp = spacy.load(model)
    if find_spec("textacy"):
        from textacy.extract import direct_quotations

        def with_textacy(snap: Snapshot) -> object:
            quotes = []
            for s, e in paragraphs(snap.text, 0, len(snap.text)):
                try:
                    quotes += direct_quotations(nlp(snap.text[s:e]))
                except ValueError:  # it will not take an odd number of quotation marks
                    continue
            return quotes

        found["textacy"] = with_textacy
    if find_spec("sayswho"):
        from sayswho.quote_finder import quote_finder

        def with_sayswho(snap: Snapshot) -> object:
            try:
                return list(quote_finder(nlp(snap.text)))
            except TypeError:  # it will not take some tokens that begin with a quotation mark
                return []

        found["sayswho"] = with_sayswho
    return found


def run(*args: str, text: str | None = None) -> float:
    """Run the command ``onrecord``; seconds by the clock."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", *args]
    subprocess.run(command, input=text, text=True, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("pages", type=Path)
    ap.add_argument("--spacy", default="en_core_web_sm", help="the spaCy model that the peers use")
    args = ap.parse_args()
    snaps = [s for s in read_pages([str(args.pages)]) if not isinstance(s, Rejected)]
    words = sum(len(s.text.split()) for s in snaps)
    tagger = Tagger()
    ours = words_a_second(snaps, lambda snap: list(read_snapshots([snap], tagger)))
    print(f"{'onrecord, one core':24}{ours:9.0f} words a CPU second")
    for name, read in peers(args.spacy).items():
        theirs = words_a_second(snaps, read)
        ratio = f"onrecord is {ours / theirs:.2f} times as fast"
        print(f"{name + ', one core':24}{theirs:9.0f} words a CPU second: {ratio}")
    cold = min(run("read", "-", text=ONE_PAGE) for _ in range(3))
    print(f"{'onrecord, cold start':24}{cold:9.2f} seconds for one page")
    spent = run("read", str(args.pages), "--format", "jsonl")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'onrecord, peak memory':24}{peak:9.0f} MB of one process")
    print(f"{'onrecord read':24}{words / spent:9.0f} words a second by the clock, start-up included")
    both = run("read", str(args.pages), "--format", "jsonl", "--jobs", "2")
    print(f"{'onrecord read --jobs 2':24}{words / both:9.0f} words a second by the clock, start-up included")


if __name__ == "__main__":
    main()
