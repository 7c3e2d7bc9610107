"""Made-up records, indexed, and quotes traced to them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.model import Record, Span, Trace, Turn
from onrecord.trace import Index, Query, build_index, trace_quote

LABEL = re.compile(r"^([A-Z][A-Z ]+): ", re.MULTILINE)


def record(text: str, name: str = "r1", date: str | None = None) -> Record:
    """A record of "NAME: words" lines; a text without such lines has no turns."""
    labels = list(LABEL.finditer(text))
    ends = [label.start() for label in labels[1:]] + [len(text)] * bool(labels)
    turns = tuple(Turn(m[1], Span(m.end(), end)) for m, end in zip(labels, ends, strict=True))
    return Record(name, text, turns, date=date)


@pytest.fixture
def index_of(tmp_path: Path) -> Callable[..., Index]:
    """Index records, or texts of records, into a folder of their own."""

    def build(*given: Record | str) -> Index:
        records = [r if isinstance(r, Record) else record(r, f"r{i}") for i, r in enumerate(given, 1)]
        return build_index(tmp_path / "index", "these", records)

    return build


def find(index: Index, quote: str, speaker: str | None = None, date: str | None = None) -> Trace:
    return trace_quote(index, Query(quote, (Span(0, len(quote)),), speaker, date))
