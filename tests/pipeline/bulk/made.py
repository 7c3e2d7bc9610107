"""Small made-up pages for a run, and what a run left."""

import hashlib
import json
from pathlib import Path

NAMES = ("Lia Orvane", "Pim Adeyo", "Runa Falk")
SAID = (
    "We will not close the old pier before the new one stands",
    "The dues will rise by four per cent in the spring, and by no more than that",
    "If the ferry cannot land in winter, the island has no doctor",
)
SLOW = (
    "“We keep the ferry,” mayor Lia Orvane said on Monday. " * 4000
)  # takes many seconds, as any so long page
BIG = "\N{HERB} " + "rain fell on the quay " * 800_000  # takes some hundred megabytes only to be told apart


def page(number: int) -> dict[str, str]:
    """A page that quotes one of three utterances, as two others of every six do."""
    words, name = SAID[number % 3], NAMES[number % 3]
    return {
        "id": f"page-{number}",
        "text": f"Harbour news {number}\n\n“{words},” {name} said on Monday. It was the talk of pier {number}.",
        "publisher": f"Outlet {number % 4}",
        "date": f"2031-05-{number % 27 + 1:02}",
    }


def write_lines(path: Path, pages: list[dict[str, str]]) -> Path:
    """A JSONL file of pages."""
    path.write_text("".join(json.dumps(each) + "\n" for each in pages))
    return path


def write_plan(folder: Path, inputs: list[str], output: str = "out", **settings: object) -> Path:
    """A plan in a folder, with two workers unless told otherwise."""
    told = {"workers": 2, "piece_pages": 3} | settings
    lines = [f"inputs = {json.dumps(inputs)}", f'output = "{output}"', "[settings]"]
    path = folder / f"{output}.toml"
    path.write_text("\n".join([*lines, *(f"{key} = {json.dumps(value)}" for key, value in told.items())]))
    return path


def digests(output: Path) -> dict[str, str]:
    """The hash of every Parquet file of a run."""
    files = sorted(output.rglob("*.parquet"))
    return {str(file.relative_to(output)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
