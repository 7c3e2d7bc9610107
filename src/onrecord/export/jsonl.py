"""Readings and traces → the interchange format ``onrecord/1``, as plain dicts ready for ``json``.

The format is described in ``docs/format.md`` and, field by field, in
``export/schema/onrecord-1.json``. Offsets are code points; texts are passed on unchanged.
"""

from collections.abc import Iterable
from typing import Any

from onrecord.export.schemas import read_schema
from onrecord.model import (
    Attribution,
    Drift,
    Edit,
    Entity,
    EntityKind,
    Part,
    Passage,
    Reading,
    Span,
    Spans,
    Trace,
    labels_of,
)

SCHEMA = "onrecord/1"
NOBODY = Entity(name=None, kind=EntityKind.UNKNOWN)
DIGITS = 4  # of scores: more would claim a precision that they have not

Json = dict[str, Any]


def page_line(reading: Reading) -> Json:
    """Give one page as one object of the format: a line of JSONL.

    Example:
        >>> from onrecord.model import Snapshot
        >>> line = page_line(Reading(Snapshot(id="a", text="Rain.")))
        >>> line["schema"], line["id"], line["attributions"]
        ('onrecord/1', 'a', [])
    """
    snap = reading.snap
    return {
        "schema": SCHEMA,
        "id": snap.id,
        "title": snap.title,
        "outlet": snap.outlet,
        "byline": snap.byline,
        "dateline_place": snap.dateline_place,
        "dateline_agency": snap.dateline_agency,
        "published": snap.published,
        "updated": snap.updated,
        "url": snap.url,
        "captured": snap.captured,
        "sha256": snap.sha256,
        "text": snap.text,
        "parts": [_part(part) for part in snap.parts],
        "attributions": [_attribution(a, reading.traces.get(a.id, ())) for a in reading.attributions],
        "own_voice": _spans(reading.own_voice),
        "judgements": _spans(reading.judgements),
        "contestable": _spans(reading.contestable),
        "headline_basis": reading.headline_basis,
    }


def page_json(readings: Iterable[Reading]) -> Json:
    """Give all pages as one JSON document: ``{"schema", "pages"}``, each page as ``page_line`` does."""
    return {"schema": SCHEMA, "pages": [page_line(reading) for reading in readings]}


def find_line(fragment_id: str, trace: Trace) -> Json:
    """Answer one line of ``find --quotes``; ``record_id`` is None where nothing was found."""
    spans = trace.home
    cover = _cover(spans)
    return {
        "fragment_id": fragment_id,
        "record_id": trace.passage.record if trace.passage else None,
        "record_start": cover.start if cover else None,
        "record_end": cover.end if cover else None,
        "record_spans": _spans(spans),
        "similarity": _similarity(trace),
        "drift": labels_of(trace.drift),
        "kinds": [drift.kind for drift in trace.drift],
        "searched": trace.searched,
    }


def load_schema() -> Json:
    """Load the JSON Schema (draft 2020-12) that every output of this module obeys."""
    return read_schema("onrecord-1")


def _part(part: Part) -> Json:
    return {"kind": part.kind.value, "span": list(part.span), "value": part.value}


def _attribution(attrib: Attribution, traces: tuple[Trace, ...]) -> Json:
    return {
        "id": attrib.id,
        "source": _spans(attrib.source),
        "cue": _spans(attrib.cue),
        "content": _spans(attrib.content),
        "quoted": _spans(attrib.quoted),
        "mode": attrib.mode.value,
        "parent": attrib.parent,
        "entity": _entity(attrib.entity or NOBODY),
        "addressee": span_json(attrib.addressee),
        "when": span_json(attrib.when),
        "day": attrib.day,
        "occasion": span_json(attrib.occasion),
        "kind": attrib.kind.value,
        "stance": attrib.stance.value,
        "polarity": attrib.polarity.value,
        "imputed": attrib.imputed,
        "assent": attrib.assent,
        "about": attrib.about,
        "confidence": round(attrib.confidence, DIGITS),
        "traces": [_trace(trace) for trace in traces],
    }


def _entity(entity: Entity) -> Json:
    return {
        "name": entity.name,
        "kind": entity.kind.value,
        "role": entity.role,
        "mention": span_json(entity.mention),
        "reasons": list(entity.reasons),
    }


def _trace(trace: Trace) -> Json:
    spans = trace.home
    return {
        "record": trace.passage.record if trace.passage else None,
        "record_span": span_json(_cover(spans)),
        "record_spans": _spans(spans),
        "span": list(trace.span),
        "similarity": _similarity(trace),
        "score": round(trace.score, DIGITS),
        "reasons": list(trace.reasons),
        "edits": [edit_json(edit) for edit in trace.alignment.edits] if trace.alignment else [],
        "drift": [drift_json(drift) for drift in trace.drift],
        "passage": _passage(trace.passage) if trace.passage else None,
        "cautions": [{"kind": c.kind.value, "reason": c.reason} for c in trace.cautions],
        "others": [_passage(passage) for passage in trace.others],
        "elsewhere": [_passage(passage) for passage in trace.elsewhere],
        "rest": [_trace(rest) for rest in trace.rest],
        "searched": trace.searched,
        "paraphrase": trace.paraphrase,
    }


def drift_json(drift: Drift) -> Json:
    """Give what some edits amount to."""
    return {
        "kind": drift.kind,
        "severity": drift.severity.value,
        "edits": [edit_json(edit) for edit in drift.edits],
        "reason": drift.reason,
        "label": drift.label,
    }


def edit_json(edit: Edit) -> Json:
    """Give one step of an alignment."""
    return {
        "kind": edit.kind.value,
        "quote_span": list(edit.quote_span),
        "record_span": list(edit.record_span),
    }


def _passage(passage: Passage) -> Json:
    return {
        "record": passage.record,
        "spans": _spans(passage.spans),
        "title": passage.title,
        "speaker": passage.speaker,
        "date": passage.date,
        "before": passage.before,
        "text": passage.text,
        "after": passage.after,
        "turn": span_json(passage.turn),
    }


def _similarity(trace: Trace) -> float | None:
    return round(trace.alignment.similarity, DIGITS) if trace.alignment else None


def _cover(spans: Spans) -> Span | None:
    """The stretch from the first to the last of the spans, in the record's order."""
    return Span(min(s for s, _ in spans), max(e for _, e in spans)) if spans else None


def span_json(span: Span | None) -> list[int] | None:
    """A span as ``[start, end]``; None where there is none."""
    return list(span) if span is not None else None


def _spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]
