"""A dozen made-up pages about a made-up harbour, the hearing that they quote, and what a ledger has of them."""

import os
import sys
from pathlib import Path
from typing import Any

import onrecord
from onrecord.extract import Tagger
from onrecord.ingest import read_pages, read_records
from onrecord.ledger import Ledger
from onrecord.model import Query
from onrecord.pipeline.keep import add_pages, add_records, open_reader

COMMAND = [sys.executable, "-m", "onrecord"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(onrecord.__file__).parents[1])}
SAID = (
    "We will not close the old pier before the new one stands.",
    "The crane has been inspected twice this year, and it passed both times.",
    "Nobody in this room wants the lighthouse to go dark.",
    "The dues will rise by four per cent in the spring, and by no more than that.",
    "I have asked the engineers for a second report on the north wall.",
    "If the ferry cannot land in winter, the island has no doctor.",
)
NAMES = ("Lia Orvane", "Pim Adeyo", "Runa Falk", "Oskar Tell")
OUTLETS = ("Tarnholm Post", "Harbour Weekly", "North Wall News")
PAGES = 11  # and a later capture of the first


def write_records(folder: Path) -> Path:
    """A folder with the transcript of the hearing, and a statement."""
    folder.mkdir()
    turns = [f"{NAMES[n % 4].upper()}: {words}" for n, words in enumerate(SAID)]
    head = "Title: Hearing on the harbour\nDate: 2031-05-03\n\n"
    (folder / "hearing.txt").write_text(head + "\n\n".join(turns) + "\n")
    (folder / "statement.txt").write_text("RUNA FALK: The north wall is older than the town hall.\n")
    return folder


def write_pages(folder: Path) -> list[Path]:
    """The pages, in the order in which they are to be added; the last is a later capture of the first."""
    (folder / "later").mkdir(parents=True)
    pages = [_write(folder / f"page-{n:02}.txt", n, SAID[n % 6]) for n in range(PAGES)]
    return [*pages, _write(folder / "later" / "page-00.txt", 0, SAID[0].replace("not close", "close"))]


def _write(path: Path, n: int, first: str) -> Path:
    who, other = NAMES[n % 4], NAMES[(n + 1) % 4]
    path.write_text(
        f"The harbour, part {n + 1}: {who} speaks\n\n{OUTLETS[n % 3]}\n\n"
        f"“{first}” {who} said on Saturday at the hearing in Tarnholm.\n\n"
        f"{other} told the council that the matter had been open for {n + 2} years. "
        f"“{SAID[(n + 2) % 6]}” {other} said.\n\n"
        f"The council warned that “{SAID[(n + 4) % 6][:-1].lower()}” would be the last word on it.\n"
    )
    return path


def told(place: Path) -> dict[str, Any]:
    """What a ledger has: each capture by its key, in order, with what was concluded and can be found of it."""
    with Ledger.open(place, create=False) as ledger:
        found = {}
        for key, reading in ledger.readings():
            hits = ledger.search(Query(capture=key), limit=200).hits
            said = {(hit.key, hit.words, hit.state, hit.drift, hit.records) for hit in hits}
            found[key] = (ledger.hold(key).searched, reading, said)
        return found


def make_ledger(folder: Path) -> Path:
    """A ledger of the pages, the records, and what was found in them."""
    place = folder / "harbour.ledger"
    with Ledger.open(place) as ledger:
        for _ in add_records(ledger, read_records(write_records(folder / "records"))):
            pass
        pages = read_pages([str(page) for page in write_pages(folder / "pages")])
        outcomes = [added.kept.outcome for added in add_pages(ledger, pages, open_reader(ledger, Tagger()))]
    assert [outcome.value for outcome in outcomes] == ["new page"] * PAGES + ["new capture"]
    return place
