"""Reading pages in bulk beside its peers: ``python bench/read_pages.py FILE.warc[.gz|.zst] [--most PAGES]``.

Prints pages a CPU second of one core for On Record (WARC → Snapshots: captions, credits, datelines and stamps
told apart, with title, outlet, byline and times), the file's records a CPU second and the peak memory; then
the same pages through fastwarc and each peer: resiliparse's text of the main content, trafilatura's, and
trafilatura's with metadata, which gives the most of what a Snapshot holds.
"""

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str

from onrecord.ingest import read_warc
from onrecord.ingest.files import MAX_PAGE
from onrecord.model import Snapshot

PEERS: dict[str, Callable[[str], object]] = {
    "fastwarc and decoding alone": len,
    "resiliparse, main content": lambda markup: extract_plain_text(markup, main_content=True),
    "trafilatura": trafilatura.extract,
    "trafilatura, metadata": lambda markup: trafilatura.bare_extraction(markup, with_metadata=True),
}


def iter_markup(path: Path) -> Iterator[str]:
    """The markup of each page of a sound WARC file, as fastwarc gives it."""
    for record in ArchiveIterator(str(path), record_types=WarcRecordType.response, parse_http=False):
        record.freeze()  # read from the file, some bodies end the iterator once they are decoded
        try:
            record.parse_http(auto_decode="all")
            body = record.reader.read(MAX_PAGE)
        except OSError:
            continue
        is_page = record.http_headers is not None and record.http_headers.status_code == 200
        if is_page and (record.http_content_type or "").endswith(("/html", "+xml", "/plain")):
            yield bytes_to_str(body, record.http_charset or "utf-8", "replace")


def measure(things: Iterator[object]) -> tuple[int, float]:
    """How many there are, and the CPU seconds that they took."""
    start = time.process_time()
    return sum(1 for _ in things), time.process_time() - start


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("warc", type=Path)
    ap.add_argument("--most", type=int, metavar="PAGES", help="read no more pages than that")
    args = ap.parse_args()
    sum(1 for _ in islice(read_warc(args.warc), 20))  # regular expressions are compiled, and the like
    skipped = Counter[str]()
    found = islice(read_warc(args.warc, skipped=skipped), args.most)
    kinds = Counter[bool]()
    _, ours = measure(kinds.update([isinstance(each, Snapshot)]) for each in found)
    pages, records = kinds[True], kinds.total() + skipped.total()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{pages} pages, {kinds[False]} refused, {records} records of {args.warc.stat().st_size / 1e6:.1f} MB"
    )
    print(f"{'onrecord':28}{pages / ours:9.0f} pages, {records / ours:.0f} records a CPU second")
    print(f"{'onrecord, peak memory':28}{peak / 1024:9.0f} MB")
    for name, read in PEERS.items():
        count, theirs = measure(read(markup) for markup in islice(iter_markup(args.warc), args.most or pages))
        ratio = (pages / ours) / (count / theirs)
        speed = f"{count / theirs:9.0f} pages a CPU second, of {count}"
        print(f"{name:28}{speed}: onrecord is {ratio:.2f} times as fast")


if __name__ == "__main__":
    main()
