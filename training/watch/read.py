"""Read the watch set: our own texts with inline labels, as the lines that a scorer takes as gold.

``python training/watch/read.py`` prints a JSON line a text (``id``, ``kind``, ``text``,
``attributions``); ``--counts`` prints the table of README.md; ``--fourth`` takes the other set.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOURTH = HERE / "fourth"
NESTED = HERE / "nested"  # with what their contents hold
AGAIN = HERE / "again"  # ten texts of the fourth set, labelled a second time
ROLES = {"s": "source", "c": "cue", "t": "content"}
STRETCH = re.compile(r"\{((?:\d+[sct])+)\|([^{}|]+)\}")  # {1s|Ana Roos}, or {1s2s|she} where two share it

Attribution = dict[str, list[list[int]]]


@dataclass(frozen=True)
class Labelled:
    """A text without its markup, and what the markup said.

    Each attribution has ``source``, ``cue`` and ``content``: lists of ``[start, end]`` code points
    into ``text``, end excluded, in the order of the text.
    """

    id: str
    text: str
    attributions: list[Attribution]

    @property
    def kind(self) -> str:
        """The kind of English: the file's name without its number."""
        return self.id.partition("-")[2]


def parse(name: str, marked: str) -> Labelled:
    """Take the markup out of a text, and say where each labelled stretch stands in what is left.

    Raises:
        ValueError: A brace or bar is left over, or the numbers are not 1, 2, 3 … without a gap.
    """
    text, found = "", dict[int, Attribution]()
    end = 0
    for stretch in STRETCH.finditer(marked):
        text += marked[end : stretch.start()]
        span = [len(text), len(text) + len(stretch[2])]
        for number, role in re.findall(r"(\d+)([sct])", stretch[1]):
            attribution = found.setdefault(int(number), {role: [] for role in ROLES.values()})
            attribution[ROLES[role]].append(list(span))
        text += stretch[2]
        end = stretch.end()
    text += marked[end:]
    if left := re.search(r".{0,30}[{}|].{0,30}", text):
        raise ValueError(f"{name}: broken markup near {left[0]!r}")
    if sorted(found) != list(range(1, len(found) + 1)):
        raise ValueError(f"{name}: attributions are numbered {sorted(found)}")
    return Labelled(name, text, [found[number] for number in sorted(found)])


def read_all(folder: Path = HERE) -> Iterator[Labelled]:
    """The texts of a folder, in the order of their numbers."""
    for path in sorted(folder.glob("[0-9]*.txt"), key=lambda path: int(path.name.partition("-")[0])):
        yield parse(path.stem, path.read_text(encoding="utf-8"))


def counts(folder: Path = HERE) -> str:
    """How many texts, words and attributions of each kind: a Markdown table."""
    rows: dict[str, list[int]] = {}
    for labelled in read_all(folder):
        size = (1, len(labelled.text.split()), len(labelled.attributions))
        for kind in (labelled.kind, "all"):
            rows[kind] = [have + more for have, more in zip(rows.get(kind, [0, 0, 0]), size, strict=True)]
    rows["all"] = rows.pop("all")  # the sum stands last
    lines = [f"| {kind} | {texts} | {words} | {labels} |" for kind, (texts, words, labels) in rows.items()]
    return "\n".join(["| kind | texts | words | attributions |", "|---|---|---|---|", *lines])


def main() -> None:
    """Print a set, or its counts, to standard output."""
    folder = FOURTH if "--fourth" in sys.argv[1:] else HERE
    if "--counts" in sys.argv[1:]:
        print(counts(folder))
        return
    for labelled in read_all(folder):
        line = {name: getattr(labelled, name) for name in ("id", "kind", "text", "attributions")}
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
