"""Findings → W3C Web Annotations (Recommendation of 23 February 2017), as JSON-LD.

A statement is an annotation of its content: who says it (*identifying*), its mode (*classifying*), and a
line for readers (*describing*). A trace is an annotation of the quote: the record's passage (*linking*),
the drift (*tagging*), and what was searched. Only terms of the Recommendation are used, so that any client
can read it.

Positions count Unicode code points of the page's text, end excluded. That is what the Recommendation asks
for (4.2.4: code points, not code units, which 4.2.5 takes over for positions), and what On Record counts in
itself. The text is what was read from the page, without markup; a browser may have other blanks, and finds
the words by the quote selector. A content that is broken up has a target for each stretch.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.export.finding import (
    PRODUCT,
    Finding,
    address_of,
    name_of,
    name_record,
    name_text,
    quote_of,
    statements_of,
    tell_statement,
    tell_trace,
    time_of,
)
from onrecord.model import Passage, Reading, Record, Snapshot, Span, Spans, Trace
from onrecord.text.stretches import passage_words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = (
    32  # code points of prefix and suffix: enough to tell two places of one phrase apart on nearly any page
)

Json = dict[str, Any]


def annotation_json(finding: Finding) -> Json:
    """Give one finding as an annotation: the trace where it has one, else the statement.

    Example:
        >>> from onrecord.model import Attribution, Snapshot
        >>> page = Reading(Snapshot("a", "Rain, she said."), (Attribution("1", (), (), (Span(0, 4),)),))
        >>> given = annotation_json(next(statements_of(page)))
        >>> given["target"][0]["selector"][1]["exact"]
        'Rain'
    """
    return {"@context": CONTEXT, **_annotation(finding)}


def annotations_json(reading: Reading, link: str | None = None) -> Json:
    """Give a page's statements and traces as an AnnotationCollection with one AnnotationPage.

    Args:
        reading: the page.
        link: where the collection can be looked up; None where nowhere.
    """
    snap = reading.snap
    name = address_of(link) or f"urn:onrecord:annotations:{snap.sha256}"
    items = [_annotation(finding) for finding in _findings(reading)]
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"{PRODUCT}: {snap.title or snap.id}",
        "total": len(items),
        "first": {"id": f"{name}#page-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def selectors(text: str, span: Span) -> list[Json]:
    """Say where a stretch of a text stands, by its place and by its words.

    Returns:
        A TextPositionSelector, then a TextQuoteSelector whose ``prefix + exact + suffix`` stands in the text.

    Example:
        >>> selectors("One two three", Span(4, 7))[1]
        {'type': 'TextQuoteSelector', 'exact': 'two', 'prefix': 'One ', 'suffix': ' three'}
    """
    start, end = span
    return [
        _position(span),
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]


def _findings(reading: Reading) -> Iterator[Finding]:
    for finding in statements_of(reading):
        yield finding
        for trace in finding.traces:
            yield Finding(reading, finding.attrib, trace)


def _annotation(finding: Finding) -> Json:
    run, trace = finding.run, finding.trace
    made = time_of(run.traced_at if trace else run.read_at)
    return {
        "id": finding.id,
        "type": "Annotation",
        "motivation": "linking" if trace and trace.passage else "describing",
        "creator": {"type": "Software", "name": f"{PRODUCT} {run.version}"},
        **({"created": made} if made else {}),
        "body": _bodies_of_trace(finding, trace) if trace else _bodies_of_statement(finding),
        "target": _targets(
            finding.reading.snap, quote_of(finding.attrib, trace) if trace else finding.attrib.content
        ),
    }


def _bodies_of_statement(finding: Finding) -> list[Json]:
    who = name_of(finding.reading, finding.attrib)
    return [
        _text(tell_statement(finding), "describing"),
        *([_text(who, "identifying")] if who else []),
        _text(finding.attrib.mode.value, "classifying"),
    ]


def _bodies_of_trace(finding: Finding, trace: Trace) -> list[Json]:
    told = _text(tell_trace(trace), "describing")
    if trace.passage is None:
        return [told]
    tags = dict.fromkeys(drift.kind for drift in trace.drift)
    return [
        told,
        *_passages(trace.passage, trace.home, finding.record_of(trace.passage)),
        *(_text(tag, "tagging") for tag in tags),
    ]


def _passages(passage: Passage, spans: Spans, record: Record | None) -> list[Json]:
    """Where the words stand in the record, which is called by its hash where its text is at hand."""
    address = address_of(record.url) if record else None
    state = {"state": _state(name_text(record.text))} if record and address else {}
    return [
        {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": address or name_record(passage, record),
            **state,
            "selector": selectors(record.text, span) if record else _selectors_by_passage(passage, span),
        }
        for span in spans
    ]


def _selectors_by_passage(passage: Passage, span: Span) -> list[Json]:
    """By the place, and by the words where the passage holds them all."""
    words = passage_words(passage)
    exact = words(span) if words else ""
    whole = exact and len(exact) == span.end - span.start
    return [_position(span), *([{"type": "TextQuoteSelector", "exact": exact}] if whole else [])]


def _targets(snap: Snapshot, spans: Spans) -> list[Json]:
    source = address_of(snap.url)
    state = {"state": _state(name_text(snap.text), time_of(snap.captured))} if source else {}
    return [
        {
            "type": "SpecificResource",
            "source": source or name_text(snap.text),
            **state,
            "selector": selectors(snap.text, span),
        }
        for span in spans
    ]


def _state(cached: str, captured: str | None = None) -> Json:
    """Which version of a page at an address is meant: the one with this text."""
    return {"type": "TimeState", "cached": cached, **({"sourceDate": captured} if captured else {})}


def _position(span: Span) -> Json:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
