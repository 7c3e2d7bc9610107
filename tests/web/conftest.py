"""A real server on this machine, and a client that speaks to it as a browser does."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from onrecord.extract import Tagger
from onrecord.ingest import read_pages, read_records
from onrecord.ledger import Ledger
from onrecord.model import Snapshot
from onrecord.pipeline.held import open_held_records
from onrecord.pipeline.keep import Reader, add_pages, add_records
from onrecord.web import Settings, make_server
from tests.cli.conftest import SAMPLE


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve an app on a free port of loopback; gives the address, as ``http://127.0.0.1:12345``."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = make_server(settings)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Browser:
    """Sends what a browser would: its own origin, its cookies, and the form token of the page it is on."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = httpx.Client(base_url=url, headers={"Accept": "text/html"}, timeout=60)

    def get(self, path: str, **kwargs: object) -> httpx.Response:
        return self.client.get(path, **kwargs)

    def token(self, page: str = "/") -> str:
        """The form token of a page, which the page's own cookie goes with."""
        return re.search(r'"X-Form-Token": "([^"]+)"', self.get(page).text)[1]

    def post(self, path: str, fields: dict[str, str], *, page: str = "/", **headers: str) -> httpx.Response:
        """Send a page's form; headers are named as ``sec_fetch_site``."""
        sent = httpx.Headers({"Origin": self.url, "Sec-Fetch-Site": "same-origin"})
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        return self.client.post(path, data={"form_token": self.token(page), **fields}, headers=sent)

    def ask(self, words: str, **fields: str) -> httpx.Response:
        """Ask as the start page does, and wait for the answer."""
        taken = self.post("/ask", {"words": words, **fields})
        assert taken.status_code == 303, taken.text
        return self.wait_for(taken.headers["location"])

    def wait_for(self, path: str) -> httpx.Response:
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            answer = self.get(path)
            if answer.status_code != 200 or "Looking into it" not in answer.text:
                return answer
            time.sleep(0.05)
        raise AssertionError("no answer within a minute")


@pytest.fixture
def open_site(tmp_path) -> Iterator[Callable[[Settings], Browser]]:
    """Serves apps for as long as the test runs, each over a new ledger if none is named; a browser on each."""
    with ExitStack() as running:

        def open_one(settings: Settings) -> Browser:
            if settings.ledger == Settings().ledger:
                settings = replace(settings, ledger=str(tmp_path / "new.ledger"))
            return Browser(running.enter_context(serving(settings)))

        yield open_one


@pytest.fixture(scope="module")
def recorded(tmp_path_factory) -> str:
    """A ledger that holds the sample's records, and no page."""
    place = tmp_path_factory.mktemp("desk") / "desk.ledger"
    with Ledger.open(place) as ledger:
        list(add_records(ledger, read_records(SAMPLE / "records")))
    return str(place)


@pytest.fixture(scope="module")
def site(recorded) -> Iterator[Browser]:
    """A server as it is started at a desk: on loopback, without a token; it has records to search."""
    with serving(Settings(ledger=recorded)) as url:
        yield Browser(url)


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """A ledger of the sample's pages and records, and a later capture of one page; not to be written to."""
    place = tmp_path_factory.mktemp("ledger") / "sample.ledger"
    with Ledger.open(place) as ledger:
        for _ in add_records(ledger, read_records(SAMPLE / "records")):
            pass
        reader = Reader(Tagger(), open_held_records(ledger), ledger.records_digest())
        snaps = list(read_pages([str(path) for path in sorted((SAMPLE / "pages").iterdir())]))
        changed = next(snap for snap in snaps if isinstance(snap, Snapshot) and "this year" in snap.text)
        later = replace(changed, text=changed.text.replace("this year", "next year"))
        for _ in add_pages(ledger, [*snaps, later], reader):
            pass
    return place


@pytest.fixture(scope="module")
def ledger_site(filled, tmp_path_factory) -> Iterator[Browser]:
    """A server over a copy of that ledger, which the tests of one module may write to."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(filled.parent, folder, dirs_exist_ok=True)
    with serving(Settings(ledger=str(folder / filled.name))) as url:
        yield Browser(url)
