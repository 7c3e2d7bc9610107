"""Lines in the terminal: wrapped, set in, and with no word that rich would read as markup."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from onrecord.model import NOT_FOUND

MIN_WIDTH = 20  # columns; in a narrower terminal lines run over
WIDTH = 96  # columns; longer lines are hard to follow, however wide the terminal

STYLES = {"none": "green", "cosmetic": "cyan", "notable": "yellow", "grave": "bold red", NOT_FOUND: "magenta"}
DIFF_STYLES = {"same": "", "gone": "bold red", "added": "bold green", "aside": "dim", "jump": "dim"}


def print_rule(console: Console, sign: str) -> None:
    """Print a line across."""
    console.print(Text(sign * min(console.width, WIDTH), "dim"))


def print_facts(console: Console, facts: Sequence[str], indent: int) -> None:
    """Print short facts side by side; a line breaks between two of them wherever that serves."""
    room = _room(console, indent)
    rows: list[str] = []
    for fact in filter(None, facts):
        longer = f"{rows[-1]} · {fact}" if rows else fact
        if rows and cell_len(longer) <= room:
            rows[-1] = longer
        else:
            rows.append(fact)
    for row in rows:
        print_line(console, Text(row, "dim"), indent)


def print_line(console: Console, line: Text, indent: int, label: str = "") -> None:
    """Print one line, wrapped; a rule stands before every row, any other label before the first."""
    rule = label if label.strip() in ("│", "┃") else " " * len(label)
    for n, row in enumerate(line.wrap(console, _room(console, indent + len(label)))):
        row.rstrip()
        margin = " " * indent + (label if n == 0 else rule)
        console.print(Text.assemble((margin, "dim"), row), highlight=False, soft_wrap=True)


def _room(console: Console, indent: int) -> int:
    return max(MIN_WIDTH, min(console.width, WIDTH) - indent)
