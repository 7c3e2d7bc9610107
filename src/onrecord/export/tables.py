"""Readings → flat rows for CSV, Parquet and data frames: one a statement, or one a trace.

The columns are defined here and nowhere else: name, kind, meaning, and how the value is found. A value is
None where there is nothing to say. The lists hold only words of our own (kinds, labels, spans), so that a
format without lists can join them by ``;``. Texts are as they stand on the page; each format says what it
cannot hold.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from onrecord.export.finding import (
    Finding,
    entity_of,
    name_of,
    quote_of,
    statements_of,
    words_at,
)
from onrecord.model import Reading, Span, Spans, Trace, gravest, labels_of, state_of

T = TypeVar("T")
Value = str | int | float | bool | list[str] | None
Row = dict[str, Value]


class Kind(StrEnum):
    """What the values of a column are, beside None."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list of string"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: ``of`` finds its value, ``meaning`` is a line for people; ``always``: it is never None."""

    name: str
    kind: Kind
    meaning: str
    of: Callable[[T], Any]
    always: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A kind of row. ``format`` is its name and version; within a version columns are added at the end."""

    format: str
    columns: tuple[Column[T], ...]
    items: Callable[[Reading], Iterator[T]]

    def rows(self, readings: Iterable[Reading]) -> Iterator[Row]:
        """The rows of some pages, in their order."""
        for reading in readings:
            for item in self.items(reading):
                yield {column.name: column.of(item) for column in self.columns}


class Traced(NamedTuple):
    """A trace of a statement: its number there, from 1, and the number of the one that it completes."""

    finding: Finding
    trace: Trace
    number: int
    completes: int | None


def _traced_of(reading: Reading) -> Iterator[Traced]:
    for finding in statements_of(reading):
        number = 0
        traces = reading.traces.get(finding.attrib.id, ())
        stack: list[tuple[Trace, int | None]] = [(trace, None) for trace in reversed(traces)]
        while stack:
            trace, completes = stack.pop()
            number += 1
            yield Traced(finding, trace, number, completes)
            stack += [(rest, number) for rest in reversed(trace.rest)]


def _at(finding: Finding, spans: Spans | Span | None) -> str | None:
    """The words of some spans of the page, or of one; None where there are none."""
    if spans is None:
        return None
    return words_at(finding.reading.snap.text, (spans,) if isinstance(spans, Span) else spans) or None


def _tell(spans: Spans) -> list[str]:
    return [f"{start}:{end}" for start, end in spans]


def _low(spans: Spans) -> int | None:
    return min((start for start, _ in spans), default=None)


def _high(spans: Spans) -> int | None:
    return max((end for _, end in spans), default=None)


def _through(finding: Finding) -> str | None:
    names = (name_of(finding.reading, attrib) or "someone" for attrib in finding.chain)
    return " ← ".join(names) or None


def _searched(finding: Finding) -> int | None:
    return max((trace.searched for trace in finding.traces), default=None)


def _for_trace(column: Column[Finding]) -> Column[Traced]:
    """A column of statements for the traces of each."""
    return Column(column.name, column.kind, column.meaning, lambda t: column.of(t.finding), column.always)


STRING, INTEGER, NUMBER, BOOLEAN, LIST = Kind
_PAGE: tuple[Column[Finding], ...] = (
    Column("page", STRING, "The page's id.", lambda f: f.reading.snap.id, True),
    Column("sha256", STRING, "SHA-256 of the page's text in UTF-8.", lambda f: f.reading.snap.sha256, True),
)
STATEMENTS: Table[Finding] = Table(
    "onrecord-statements/1",
    (
        *_PAGE,
        Column("url", STRING, "Where the page stands.", lambda f: f.reading.snap.url),
        Column("outlet", STRING, "Who published the page.", lambda f: f.reading.snap.outlet),
        Column("title", STRING, "The headline.", lambda f: f.reading.snap.title),
        Column("published", STRING, "ISO 8601 with zone.", lambda f: f.reading.snap.published),
        Column(
            "captured",
            STRING,
            "When this copy was taken, ISO 8601 with zone.",
            lambda f: f.reading.snap.captured,
        ),
        Column("statement", STRING, "The statement's id on the page.", lambda f: f.attrib.id, True),
        Column(
            "parent",
            STRING,
            "The id of the statement inside whose content this one stands.",
            lambda f: f.attrib.parent,
        ),
        Column(
            "through",
            STRING,
            "Who it is told through, from the nearest to the outermost, joined by ←.",
            _through,
        ),
        Column(
            "name",
            STRING,
            "Who is said to say it: the entity's name, else the page's words.",
            lambda f: name_of(f.reading, f.attrib),
        ),
        Column(
            "source", STRING, "The words of the page that name the source.", lambda f: _at(f, f.attrib.source)
        ),
        Column(
            "source_kind",
            STRING,
            "What sort of source it is.",
            lambda f: entity_of(f.attrib).kind.value,
            True,
        ),
        Column(
            "role", STRING, "Office or description, as the page gives it.", lambda f: entity_of(f.attrib).role
        ),
        Column("cue", STRING, "The words that tie source and content.", lambda f: _at(f, f.attrib.cue)),
        Column(
            "kind", STRING, "What the cue says that the source does.", lambda f: f.attrib.kind.value, True
        ),
        Column("content", STRING, "What is said, as the page has it.", lambda f: _at(f, f.attrib.content)),
        Column("quoted", STRING, "The words that claim to be verbatim.", lambda f: _at(f, f.attrib.quoted)),
        Column("mode", STRING, "direct, indirect or mixed.", lambda f: f.attrib.mode.value, True),
        Column("stance", STRING, "neutral, distancing or endorsing.", lambda f: f.attrib.stance.value, True),
        Column("polarity", STRING, "affirmed, denied or open.", lambda f: f.attrib.polarity.value, True),
        Column(
            "imputed",
            BOOLEAN,
            "True: what someone else says the source's words amount to.",
            lambda f: f.attrib.imputed,
            True,
        ),
        Column(
            "assent",
            BOOLEAN,
            "True: a question's proposition that the source agreed to.",
            lambda f: f.attrib.assent,
            True,
        ),
        Column(
            "about",
            STRING,
            "The id of the statement that this one answers, denies or is made of.",
            lambda f: f.attrib.about,
        ),
        Column("addressee", STRING, "To whom it was said.", lambda f: _at(f, f.attrib.addressee)),
        Column("when", STRING, "When it was said, in the page's words.", lambda f: _at(f, f.attrib.when)),
        Column(
            "day",
            STRING,
            "What when comes to: ISO 8601, a day, a week, a month or a year.",
            lambda f: f.attrib.day,
        ),
        Column(
            "occasion",
            STRING,
            "On what occasion, in the page's words.",
            lambda f: _at(f, f.attrib.occasion),
        ),
        Column(
            "confidence", NUMBER, "How sure the extraction is, 0 to 1.", lambda f: f.attrib.confidence, True
        ),
        Column("start", INTEGER, "Where the content begins: code points.", lambda f: _low(f.attrib.content)),
        Column("end", INTEGER, "Where the content ends, excluded.", lambda f: _high(f.attrib.content)),
        Column(
            "spans", LIST, "Each stretch of the content, start:end.", lambda f: _tell(f.attrib.content), True
        ),
        Column(
            "state",
            STRING,
            "The gravest of its quotes: grave, notable, not-found, cosmetic, none or untraced.",
            lambda f: state_of(f.traces),
            True,
        ),
        Column(
            "searched",
            INTEGER,
            "How many records were searched; none where nothing was looked for.",
            _searched,
        ),
    ),
    statements_of,
)

TRACES: Table[Traced] = Table(
    "onrecord-traces/1",
    (
        *map(_for_trace, _PAGE),
        Column("statement", STRING, "The statement's id on the page.", lambda t: t.finding.attrib.id, True),
        Column(
            "trace", INTEGER, "The trace's number among the statement's, from 1.", lambda t: t.number, True
        ),
        Column(
            "completes",
            INTEGER,
            "The number of the trace that this one completes: the same quote, from another record.",
            lambda t: t.completes,
        ),
        Column(
            "paraphrase",
            BOOLEAN,
            "True: the passage is likely what is reported, in other words; never a quotation.",
            lambda t: t.trace.paraphrase,
            True,
        ),
        Column(
            "quote",
            STRING,
            "The words of the page that were looked for.",
            lambda t: _at(t.finding, quote_of(t.finding.attrib, t.trace)),
        ),
        Column(
            "start", INTEGER, "Where they begin on the page: code points.", lambda t: t.trace.span.start, True
        ),
        Column("end", INTEGER, "Where they end, excluded.", lambda t: t.trace.span.end, True),
        Column("searched", INTEGER, "How many records were searched.", lambda t: t.trace.searched, True),
        Column(
            "found",
            BOOLEAN,
            "False: not found in the records searched, which is not a verdict.",
            lambda t: t.trace.passage is not None,
            True,
        ),
        Column("record", STRING, "The record's id.", lambda t: t.trace.passage and t.trace.passage.record),
        Column("record_title", STRING, "Its title.", lambda t: t.trace.passage and t.trace.passage.title),
        Column(
            "record_date",
            STRING,
            "ISO 8601, a day or a time.",
            lambda t: t.trace.passage and t.trace.passage.date,
        ),
        Column(
            "speaker",
            STRING,
            "Who speaks there, as the record has it.",
            lambda t: t.trace.passage and t.trace.passage.speaker,
        ),
        Column("passage", STRING, "The record's words.", lambda t: t.trace.passage and t.trace.passage.text),
        Column(
            "record_start",
            INTEGER,
            "Where they begin in the record: code points.",
            lambda t: _low(t.trace.home),
        ),
        Column("record_end", INTEGER, "Where they end, excluded.", lambda t: _high(t.trace.home)),
        Column(
            "record_spans",
            LIST,
            "Each stretch of the record, start:end, in the quote's order.",
            lambda t: _tell(t.trace.home),
            True,
        ),
        Column(
            "similarity",
            NUMBER,
            "The share of words that pair, 0 to 1.",
            lambda t: t.trace.alignment and t.trace.alignment.similarity,
        ),
        Column("score", NUMBER, "How well the passage fits, 0 to 1.", lambda t: t.trace.score, True),
        Column(
            "severity",
            STRING,
            "The gravest of the drift: none, cosmetic, notable or grave.",
            lambda t: gravest(t.trace).value if t.trace.passage and not t.trace.paraphrase else None,
        ),
        Column("labels", LIST, "The drift's labels.", lambda t: labels_of(t.trace.drift), True),
        Column("kinds", LIST, "All kinds of drift.", lambda t: [d.kind for d in t.trace.drift], True),
        Column(
            "cautions",
            LIST,
            "What a reader should know before leaning on it.",
            lambda t: [c.kind.value for c in t.trace.cautions],
            True,
        ),
    ),
    _traced_of,
)
TABLES: dict[str, Table[Any]] = {"statements": STATEMENTS, "traces": TRACES}
