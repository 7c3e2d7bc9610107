"""One finding → W3C PROV: what it was made from, by what, and who answers for it.

As JSON-LD in the terms of PROV-O, for PROV-O is a W3C Recommendation where PROV-JSON is a member's
submission, and JSON-LD is what the other exports are. The context stands in the document, so that it is
read without a network.

Entities are the page's snapshot and the records (by hash where their text is at hand), the statement, and
each trace; activities the reading and the tracing; agents On Record, the outlet and the speaker. That a
statement is the speaker's is what the page says: the attribution's comment says so. That a record is where
it comes from is inferred: the primary source is qualified, with the tracing that inferred it.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.export.finding import (
    PRODUCT,
    Finding,
    address_of,
    entity_of,
    hash_text,
    name_of,
    name_record,
    name_statement,
    name_text,
    tell_statement,
    tell_trace,
    time_of,
    words_at,
)
from onrecord.model import EntityKind, Passage, Trace

_LINKS = """agent entity hadActivity qualifiedAttribution qualifiedPrimarySource specializationOf used
    wasAssociatedWith wasAttributedTo wasDerivedFrom wasGeneratedBy wasInformedBy wasQuotedFrom""".split()
_TIMES = ("endedAtTime", "generatedAtTime")
CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "onrecord": "urn:onrecord:terms:",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "comment": "rdfs:comment",
    "value": "prov:value",
    "sha256": "onrecord:sha256",
    "version": "onrecord:version",
    **{link: {"@id": f"prov:{link}", "@type": "@id"} for link in _LINKS},
    **{time: {"@id": f"prov:{time}", "@type": "xsd:dateTime"} for time in _TIMES},
}
READING, TRACING, SOFTWARE, OUTLET, SPEAKER = (
    f"_:{name}" for name in ("reading", "tracing", "software", "outlet", "speaker")
)
_KINDS = {EntityKind.PERSON: "prov:Person", EntityKind.ORGANISATION: "prov:Organization"}

Json = dict[str, Any]


def prov_json(finding: Finding) -> Json:
    """Give where a finding comes from as one PROV document.

    Example:
        >>> from onrecord.export.finding import statements_of
        >>> from onrecord.model import Attribution, Reading, Snapshot, Span
        >>> page = Reading(Snapshot("a", "Rain, she said."), (Attribution("1", (), (), (Span(0, 4),)),))
        >>> [node["type"] for node in prov_json(next(statements_of(page)))["@graph"]][:2]
        ['prov:Entity', 'prov:Entity']
    """
    nodes = [
        _page(finding),
        _statement(finding),
        *_traces(finding),
        *_records(finding),
        *_activities(finding),
        *_agents(finding),
    ]
    return {"@context": CONTEXT, "@graph": [_without_nothing(node) for node in nodes]}


def _page(finding: Finding) -> Json:
    snap = finding.reading.snap
    return {
        "id": name_text(snap.text),
        "type": "prov:Entity",
        "label": snap.title or snap.id,
        "comment": "the text of the page as captured",
        "sha256": snap.sha256,
        "specializationOf": address_of(snap.url),
        "generatedAtTime": time_of(snap.captured),
        "wasAttributedTo": OUTLET if snap.outlet else None,
    }


def _statement(finding: Finding) -> Json:
    snap, attrib = finding.reading.snap, finding.attrib
    outer = [name_statement(snap, attrib.parent)] if attrib.parent else []
    return {
        "id": _statement_id(finding),
        "type": "prov:Entity",
        "label": "a statement, as the page has it",
        "value": words_at(snap.text, attrib.content),
        "wasQuotedFrom": [name_text(snap.text), *outer],
        "wasGeneratedBy": READING,
        "qualifiedAttribution": {
            "type": "prov:Attribution",
            "agent": SPEAKER,
            "comment": f"as the page has it, found by a model: {tell_statement(finding)}",
        },
        "qualifiedPrimarySource": [
            {
                "type": "prov:PrimarySource",
                "entity": _passage_id(finding, trace, trace.passage),
                "hadActivity": TRACING,
                "comment": tell_trace(trace),
            }
            for trace in finding.traces
            if trace.passage
        ],
    }


def _traces(finding: Finding) -> Iterator[Json]:
    for trace in finding.traces:
        passage = trace.passage
        yield {
            "id": Finding(finding.reading, finding.attrib, trace).id,
            "type": "prov:Entity",
            "label": "what became of a quote" if not trace.paraphrase else "what a paraphrase likely reports",
            "value": tell_trace(trace),
            "wasGeneratedBy": TRACING,
            "wasDerivedFrom": [
                _statement_id(finding),
                *([_passage_id(finding, trace, passage)] if passage else []),
            ],
        }


def _records(finding: Finding) -> Iterator[Json]:
    """The passages, and each record that one was taken from once."""
    seen = set()
    for trace in finding.traces:
        if trace.passage is None:
            continue
        record = finding.record_of(trace.passage)
        name = name_record(trace.passage, record)
        for node in (
            {
                "id": _passage_id(finding, trace, trace.passage),
                "type": "prov:Entity",
                "label": "a passage of a record",
                "value": words_at(record.text, trace.home) if record else trace.passage.text,
                "wasQuotedFrom": [name],
            },
            {
                "id": name,
                "type": "prov:Entity",
                "label": trace.passage.title or trace.passage.record,
                "sha256": hash_text(record.text) if record else None,
                "specializationOf": address_of(record.url) if record else None,
            },
        ):
            if node["id"] not in seen:
                seen.add(node["id"])
                yield node


def _activities(finding: Finding) -> Iterator[Json]:
    run, traces = finding.run, finding.traces
    yield {
        "id": READING,
        "type": "prov:Activity",
        "label": "reading: the page taken apart into statements",
        "used": [name_text(finding.reading.snap.text)],
        "wasAssociatedWith": SOFTWARE,
        "endedAtTime": time_of(run.read_at),
        "comment": run.settings,
    }
    if traces:
        records = {name_record(t.passage, finding.record_of(t.passage)) for t in traces if t.passage}
        count = max(trace.searched for trace in traces)
        searched = f"{count:,} record{'' if count == 1 else 's'} searched"
        yield {
            "id": TRACING,
            "type": "prov:Activity",
            "label": "tracing: quotes looked for in the records",
            "used": [_statement_id(finding), *sorted(records)],
            "wasInformedBy": READING,
            "wasAssociatedWith": SOFTWARE,
            "endedAtTime": time_of(run.traced_at),
            "comment": f"{searched}: {run.searched}" if run.searched else searched,
        }


def _agents(finding: Finding) -> Iterator[Json]:
    snap, attrib = finding.reading.snap, finding.attrib
    yield {"id": SOFTWARE, "type": "prov:SoftwareAgent", "label": PRODUCT, "version": finding.run.version}
    if snap.outlet:
        yield {"id": OUTLET, "type": "prov:Organization", "label": snap.outlet}
    entity = entity_of(attrib)
    yield {
        "id": SPEAKER,
        "type": _KINDS.get(entity.kind, "prov:Agent"),
        "label": name_of(finding.reading, attrib) or "somebody the page does not name",
        "comment": entity.role,
    }


def _statement_id(finding: Finding) -> str:
    return name_statement(finding.reading.snap, finding.attrib.id)


def _passage_id(finding: Finding, trace: Trace, passage: Passage) -> str:
    """The record and the places in it, as RFC 5147 counts characters of a plain text."""
    places = ";".join(f"char={start},{end}" for start, end in trace.home)
    return f"{name_record(passage, finding.record_of(passage))}#{places}"


def _without_nothing(node: Json) -> Json:
    """A node without what is not known: in JSON-LD a null says nothing."""
    return {key: value for key, value in node.items() if value not in (None, [], {})}
