"""A reading with its traces → the rows by which it is searched: statements, quotations, doubts, terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping

from onrecord.ledger.codec import MAX_TIME, key_of, line_of, name_of
from onrecord.ledger.doubts import find_doubts
from onrecord.ledger.facets import facets_of
from onrecord.ledger.fulltext import TextRow
from onrecord.ledger.terms import terms_of
from onrecord.model import Attribution, Entity, EntityKind, Reading, Span, Spans, Trace, gravest, state_of

MAX_WORDS = 2000  # code points of a statement that lists show and searches find; a longer one is a speech
_NAMELESS = frozenset({EntityKind.ANONYMOUS})

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StatementRows:
    """One statement's rows; ``speaker`` is the one that its page names, None where it names nobody."""

    statement: Row
    speaker: Row | None
    quotations: tuple[Row, ...] = ()
    doubts: tuple[Row, ...] = ()

    @property
    def place(self) -> Span:
        """Where it stands on its page."""
        return Span(self.statement["start"], self.statement["end"])


def statement_key(snapshot_key: str, attrib_id: str) -> str:
    """A statement's permalink: where it stands in which capture."""
    return key_of(snapshot_key, attrib_id)


def speaker_key(name: str, kind: EntityKind) -> str:
    """A speaker's permalink: the name without case, accents and signs, and what sort of source it is."""
    return key_of(kind.value, " ".join(terms_of(line_of(name))))


def make_rows(snapshot_key: str, reading: Reading) -> list[StatementRows]:
    """The rows of every statement of a page, in the page's order; of two with one id, the first's."""
    rows = (
        _rows(snapshot_key, reading, attrib, number) for number, attrib in enumerate(reading.attributions, 1)
    )
    seen: dict[str, StatementRows] = {}
    for each in rows:
        seen.setdefault(each.statement["key"], each)
    return list(seen.values())


def text_row(row: Mapping[str, Any] | RowMapping, records: Sequence[str]) -> TextRow:
    """What of a statement is searched.

    Args:
        row: of the table of statements.
        records: the keys of the records that it was traced to, in order.
    """
    return TextRow(row["id"], terms_of(row["words"]), terms_of(row["source"]), facets_of(row, records))


def speaker_row(name: str, kind: EntityKind) -> Row:
    """The row of a speaker by that name."""
    name = line_of(name)
    folded = " ".join(terms_of(name))
    return {"key": speaker_key(name, kind), "name": name, "kind": kind.value, "folded": folded}


def cover_of(spans: Spans) -> Span:
    """The stretch from the first to the last of some spans; empty where there are none."""
    return Span(min(s for s, _ in spans), max(e for _, e in spans)) if spans else Span(0, 0)


def _rows(snapshot_key: str, reading: Reading, attrib: Attribution, number: int) -> StatementRows:
    snap, traces = reading.snap, reading.traces.get(attrib.id, ())
    cover = cover_of(attrib.content or attrib.cue or attrib.source)
    drift = dict.fromkeys(d.kind for trace in traces for d in trace.drift)
    row = {
        "key": statement_key(snapshot_key, attrib.id),
        "attrib": line_of(attrib.id),
        "number": number,
        "start": cover.start,
        "end": cover.end,
        "parent": statement_key(snapshot_key, attrib.parent) if attrib.parent else None,
        "source": _source(snap.text, attrib),
        "words": line_of(" … ".join(snap.text[s:e] for s, e in attrib.content), MAX_WORDS),
        "mode": attrib.mode.value,
        "kind": attrib.kind.value,
        "state": state_of(traces),
        "drift": f" {' '.join(drift)} " if drift else "",
        "outlet": line_of(snap.outlet) if snap.outlet else None,
        "published": line_of(snap.published or "", MAX_TIME),
        "day": line_of(attrib.day, MAX_TIME) if attrib.day else None,
        "confidence": attrib.confidence,
    }
    named = _speaker(attrib.entity)
    return StatementRows(row, named, tuple(_quotations(traces)), tuple(find_doubts(attrib, traces)))


def _speaker(entity: Entity | None) -> Row | None:
    if entity is None or entity.kind in _NAMELESS or not entity.name or not terms_of(entity.name):
        return None
    return speaker_row(entity.name, entity.kind)


def _source(text: str, attrib: Attribution) -> str:
    """Who is meant, and the page's own words for it where they differ."""
    words = line_of(" ".join(text[s:e] for s, e in attrib.source))
    name = line_of(attrib.entity.name) if attrib.entity and attrib.entity.name else ""
    return f"{name} ({words})" if name and words and name != words else name or words


def _quotations(traces: Sequence[Trace]) -> Iterator[Row]:
    """The stretches of records that a statement was traced to."""
    for trace in traces:
        for each in (trace, *trace.rest):
            if each.passage and not each.paraphrase:
                for start, end in each.home:
                    yield {
                        "record_key": name_of(each.passage.record),
                        "start": start,
                        "end": end,
                        "severity": gravest(each).value,
                    }
