"""Ledgers made by hand, of pages that no reader should have to see, for the tests of what is shown."""

from dataclasses import replace
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.model import Method, Reading
from tests.show.build import RECORD
from tests.show.test_hostile import HOSTILE, lighthouse_with

LONG = "".join(HOSTILE).replace("\x00", "") + " words without end" * 600  # more than 10,000 characters


def keep_readings(place: Path, *readings: Reading) -> list[str]:
    """Keep readings in a ledger as they are, with the lighthouse's record; gives the captures' keys."""
    with Ledger.open(place) as ledger:
        ledger.keep_records([RECORD])
        run = ledger.begin_run("add", Method("1", {}))
        return [ledger.keep(run, reading, records=ledger.records_digest()).key for reading in readings]


def hostile() -> Reading:
    """The lighthouse, with every text that its page or its record brings up to no good."""
    reading = lighthouse_with(LONG)
    return replace(reading, snap=replace(reading.snap, url=f"https://echo.example/{'a' * 3000}"))
