"""Statements → schema.org, as JSON-LD: a Quotation where words are claimed verbatim, else a Claim.

The vocabulary's own terms are taken at their word. ``spokenByCharacter`` is the person or organisation to
whom a quotation is attributed *within the containing work*: just what a page does, so it is the speaker
here, and it says nothing of whether they spoke so. A Claim has no such term; its ``creator`` is the one
said to make it. What a source denies, leaves open, or is said to amount to has no speaker: its description
says how it stands. The page is a NewsArticle, which a Quotation ``isPartOf`` and in which a Claim has its
``appearance``. A record that a quote was traced to is what it ``isBasedOn``, one that a paraphrase likely
reports is a ``citation``; both are inferred, and their description says so. A quote that was not found has
neither: the vocabulary has no term for that.
"""

import re
from typing import Any

from onrecord.export.finding import (
    Finding,
    address_of,
    entity_of,
    hash_text,
    is_own,
    name_record,
    name_statement,
    name_text,
    statements_of,
    tell_statement,
    tell_trace,
    words_at,
)
from onrecord.model import EntityKind, Mode, Reading, Snapshot, Trace

CONTEXT = "https://schema.org"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?)?)?")
_TYPES = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANISATION: "Organization",
    EntityKind.STATE: "Organization",  # a state that speaks is its government
}

Json = dict[str, Any]


def quotation_json(finding: Finding) -> Json:
    """Give one statement as a Quotation or a Claim, its page within it.

    Example:
        >>> from onrecord.model import Attribution, Snapshot, Span
        >>> page = Reading(Snapshot("a", "Rain, she said."), (Attribution("1", (), (), (Span(0, 4),)),))
        >>> given = quotation_json(next(statements_of(page)))
        >>> given["@type"], given["text"]
        ('Claim', 'Rain')
    """
    return {"@context": CONTEXT, **_statement(finding, _article(finding.reading.snap))}


def quotations_json(reading: Reading) -> Json:
    """Give a page and all its statements as one graph."""
    article = _article(reading.snap)
    page = {"@id": article["@id"]}
    return {"@context": CONTEXT, "@graph": [article, *(_statement(f, page) for f in statements_of(reading))]}


def _statement(finding: Finding, page: Json) -> Json:
    snap, attrib = finding.reading.snap, finding.attrib
    parent = {"@id": name_statement(snap, attrib.parent)} if attrib.parent else None
    content = words_at(snap.text, attrib.content)
    is_claim = attrib.mode is Mode.INDIRECT or not attrib.quoted
    spoken = attrib.day if attrib.day and _DATE.fullmatch(attrib.day) else None
    given = {
        "@type": "Claim" if is_claim else "Quotation",
        "@id": finding.id,
        "text": content if is_claim else words_at(snap.text, attrib.quoted),
        "description": tell_statement(finding) + ("" if is_claim else f": {content}"),
        "creator" if is_claim else "spokenByCharacter": _speaker(finding) if is_own(attrib) else None,
        "dateCreated": spoken,
        "appearance": page if is_claim else None,
        "isPartOf": parent if is_claim else [page, parent] if parent else page,
        "isBasedOn": [_record(finding, t) for t in finding.traces if t.passage and not t.paraphrase],
        "citation": [_record(finding, t) for t in finding.traces if t.passage and t.paraphrase],
    }
    return _without_nothing(given)


def _speaker(finding: Finding) -> Json | None:
    """Who is said to say it; without a type where the page leaves open whether it is a person or a body."""
    entity = entity_of(finding.attrib)
    words = words_at(finding.reading.snap.text, finding.attrib.source)
    kind = _TYPES.get(entity.kind)
    role = {"jobTitle" if kind == "Person" else "description": entity.role}
    if entity.name is None:
        role = {"description": words or entity.role}
    return _without_nothing({"@type": kind, "name": entity.name, **role}) or None


def _record(finding: Finding, trace: Trace) -> Json:
    """The passage of a record, inferred to be where the words come from."""
    passage = trace.passage
    if passage is None:
        raise ValueError("a trace that found nothing has no record")
    record = finding.record_of(passage)
    text = words_at(record.text, trace.home) if record else passage.text
    return _without_nothing(
        {
            "@type": "CreativeWork",
            "@id": name_record(passage, record),
            "url": address_of(record.url) if record else None,
            "name": passage.title or passage.record,
            "datePublished": passage.date if passage.date and _DATE.fullmatch(passage.date) else None,
            "creator": {"name": passage.speaker} if passage.speaker else None,
            "text": text,
            "description": tell_trace(trace),
            "identifier": f"sha256:{hash_text(record.text)}" if record else None,
        }
    )


def _article(snap: Snapshot) -> Json:
    published, updated = (
        stamp if stamp and _DATE.fullmatch(stamp) else None for stamp in (snap.published, snap.updated)
    )
    return _without_nothing(
        {
            "@type": "NewsArticle",
            "@id": name_text(snap.text),
            "url": address_of(snap.url),
            "headline": snap.title,
            "creditText": snap.byline,
            "datePublished": published,
            "dateModified": updated,
            "publisher": {"@type": "Organization", "name": snap.outlet} if snap.outlet else None,
            "identifier": f"sha256:{snap.sha256}",
        }
    )


def _without_nothing(node: Json) -> Json:
    """A node without what is not known: in JSON-LD a null says nothing."""
    return {key: value for key, value in node.items() if value not in (None, [], {})}
