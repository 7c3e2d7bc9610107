"""What watching takes: a round of new pages, one where nothing is new, and one where some pages were changed.

Outlets of made-up pages are served on loopback, each a server of its own, with a feed, ETags and no delay
asked for, so that what is measured is our own work and not politeness:

    python -m bench.watch PLACE --pages 500 --outlets 8
"""

import argparse
import hashlib
import resource
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bench.made_up import iter_readings
from onrecord.extract import Tagger
from onrecord.ingest import Manners, Polite
from onrecord.ledger import Ledger
from onrecord.pipeline.keep import Added, open_reader
from onrecord.pipeline.watch import Watcher
from onrecord.text.times import now

ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>"
CHANGED = 10  # one page in so many is changed for the last round


@dataclass
class Outlet:
    """What one server has, by path."""

    texts: dict[str, bytes] = field(default_factory=dict)

    def add(self, path: str, text: str) -> None:
        told = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
        self.texts[path] = f"<html><title>{path[1:]}</title><article>{told}</article></html>".encode()

    def name_all(self, path: str) -> None:
        items = "".join(f"<entry><link href='{page}'/></entry>" for page in self.texts)
        self.texts[path] = ATOM.format(items).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers with what an outlet has, and with 304 where that is known."""

    def __init__(self, outlet: Outlet, *args: object) -> None:
        self.outlet = outlet
        super().__init__(*args)

    def do_GET(self) -> None:
        body = self.outlet.texts.get(self.path)
        tag = f'"{hashlib.sha256(body or b"").hexdigest()[:16]}"'
        is_known = body is not None and self.headers.get("If-None-Match") == tag
        self.send_response(404 if body is None else 304 if is_known else 200)
        sent = b"" if body is None or is_known else body
        kind = "application/atom+xml" if self.path.startswith("/feed") else "text/html; charset=utf-8"
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(sent))), ("ETag", tag)):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(outlet: Outlet) -> Iterator[str]:
    """Serve an outlet at a free port; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, outlet))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def make_outlets(pages: int, outlets: int, seed: int) -> list[Outlet]:
    """Made-up pages, dealt out; no two have one path, for a ledger tells addresses without their ports."""
    made = [Outlet() for _ in range(outlets)]
    for n, reading in enumerate(iter_readings(pages, seed)):
        made[n % outlets].add(f"/page-{n}", f"{reading.snap.text}\n\nThis was page number {n}.")
    for n, outlet in enumerate(made):
        outlet.name_all(f"/feed-{n}")
    return made


def measure(watcher: Watcher, ledger: Ledger, name: str, *, all_due: bool) -> None:
    """Watch once, and print what it took and what came of it."""
    if all_due:
        with ledger.watching.writing() as connection:
            connection.exec_driver_sql("UPDATE watched SET due = found")
    begun = time.perf_counter()
    came: Counter[str] = Counter()
    for event in watcher.once():
        came[event.kept.outcome.value if isinstance(event, Added) else type(event).__name__] += 1
    seconds = time.perf_counter() - begun
    asked = came.total() - came["Pause"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(came.items()))
    print(f"{name:9} {seconds:8.1f} s {asked / seconds:8.1f} addresses a second, peak {peak:.0f} MB: {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("place", help="a new ledger: a file or a postgresql:// URL")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--outlets", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    made = make_outlets(args.pages, args.outlets, args.seed)
    with Ledger.open(args.place) as ledger, ExitStack() as running:
        for n, outlet in enumerate(made):
            ledger.watching.add(f"{running.enter_context(serve(outlet))}/feed-{n}", now())
        tagger = Tagger()
        polite = Polite(Manners(delay=0.0, allow_private=True), ledger.watching)
        watcher = Watcher(ledger, lambda: open_reader(ledger, tagger), polite)
        measure(watcher, ledger, "new", all_due=False)
        measure(watcher, ledger, "unchanged", all_due=True)
        for outlet in made:
            for path in list(outlet.texts)[::CHANGED]:
                outlet.texts[path] = outlet.texts[path].replace(b"</article>", b"<p>It rained.</p></article>")
        measure(watcher, ledger, "changed", all_due=True)


if __name__ == "__main__":
    main()
