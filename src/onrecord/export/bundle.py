"""One finding → a proof bundle: a zip that shows it, and lets anybody check it, with no network.

It holds the page's text and those of the records that are at hand, the finding in our own format, as Web
Annotation, schema.org and PROV, a manifest of every offset with the words that stand there, a page for
people, and the hash of each. The same finding gives the same bytes: names are sorted, times fixed, nothing
is compressed.

A bundle proves that its words stand in its texts and differ as it says. It does not prove where the texts
are from: for that, hold the page's hash against one's own copy.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.errors import UsageError
from onrecord.export.finding import (
    Finding,
    hash_text,
    name_of,
    quote_of,
    tell_trace,
)
from onrecord.export.jsonl import DIGITS, page_line
from onrecord.export.prov import prov_json
from onrecord.export.schema_org import quotation_json
from onrecord.export.web_annotation import annotation_json
from onrecord.model import Edit, Record, Span, Spans, Trace
from onrecord.text.stretches import passage_words

FORMAT = "onrecord-proof/1"
MANIFEST, SUMS, PAGE = "manifest.json", "SHA256SUMS", "page.txt"
_MADE = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold: the same bytes whenever it is made
_READABLE = 0o644 << 16
README = f"""A proof bundle of On Record ({FORMAT})

index.html       shows the finding; it asks for nothing from a network
{PAGE}         the text of the page as captured
record.txt       the text of the record, where it was at hand; further ones are record-2.txt and so on
{MANIFEST}    every stretch with its offsets and its words, the edits, the drift, what was searched
finding.json     the same in the format onrecord/1
annotation.json  as W3C Web Annotation; quotation.json as schema.org; prov.json as W3C PROV
{SUMS}       the hash of each file

To check it by hand:

1. No file was changed since the bundle was made:
       sha256sum --check {SUMS}
2. The words stand where the manifest says. Offsets count Unicode code points from 0, the end excluded:
       python3 -c "print(open('{PAGE}', encoding='utf-8', newline='').read()[START:END])"
3. The page is the one that you know: its hash is in the manifest, and is that of its text.
   A bundle shows that it is consistent, not who made it.

"Not found" means not found in the records that were searched. It is no verdict on the quote.
"""

Json = dict[str, Any]


def bundle(finding: Finding, report: str) -> bytes:
    """Make a finding's proof bundle.

    Args:
        finding: the statement or trace, with those of its records that are at hand.
        report: the page that shows it, as HTML that needs no network.

    Returns:
        The bytes of a zip, the same for the same finding and version.

    Raises:
        UsageError: a record is not the one that the quote was traced to.
    """
    files = {
        "README.txt": README.encode(),
        "index.html": report.encode("utf-8", "replace"),
        PAGE: _bytes(finding.reading.snap.text),
        MANIFEST: dump(manifest_json(finding)),
        "finding.json": dump(page_line(finding.narrow())),
        "annotation.json": dump(annotation_json(finding)),
        "quotation.json": dump(quotation_json(finding)),
        "prov.json": dump(prov_json(finding)),
        **{name: _bytes(record.text) for name, record in records_of(finding)},
    }
    files[SUMS] = "".join(
        f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)
    ).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _MADE)
            entry.create_system, entry.external_attr = 3, _READABLE  # as on Unix, wherever it is made
            archive.writestr(entry, files[name])
    return stream.getvalue()


def manifest_json(finding: Finding) -> Json:
    """Give every stretch of a finding with its offsets and its words: the bundle's manifest.

    Raises:
        UsageError: a record is not the one that the quote was traced to.
    """
    run = finding.run
    return {
        "schema": FORMAT,
        "finding": finding.id,
        "run": {
            "version": run.version,
            "read_at": run.read_at,
            "traced_at": run.traced_at,
            "searched": run.searched,
            "settings": run.settings,
        },
        "page": _page(finding),
        "records": [_record(name, record) for name, record in records_of(finding)],
        "statement": _statement(finding),
        "traces": [_trace(finding, trace) for trace in finding.traces],
    }


def records_of(finding: Finding) -> list[tuple[str, Record]]:
    """The records that a bundle holds, each with its file's name, in the order of the traces.

    Raises:
        UsageError: a record is not the one that the quote was traced to.
    """
    kept: dict[str, Record] = {}
    for trace in finding.traces:
        record = finding.record_of(trace.passage) if trace.passage else None
        if record is not None:
            _check_record(trace, record)
            kept.setdefault(record.id, record)
    return [
        ("record.txt" if n == 1 else f"record-{n}.txt", record) for n, record in enumerate(kept.values(), 1)
    ]


def fits_trace(trace: Trace, record: Record) -> bool:
    """Whether the words of the trace's passage stand in a record where the trace has them."""
    words = passage_words(trace.passage) if trace.passage else None
    return all(
        end <= len(record.text) and (not words or words(Span(start, end)) == record.text[start:end])
        for start, end in (trace.passage.spans if trace.passage else ())
    )


def _check_record(trace: Trace, record: Record) -> None:
    if not fits_trace(trace, record):
        raise UsageError(
            f"record {record.id!r}: its text is not the one that the quote was traced to; trace it anew"
        )


def _page(finding: Finding) -> Json:
    snap = finding.reading.snap
    return {
        "file": PAGE,
        "sha256": snap.sha256,
        "length": len(snap.text),
        "id": snap.id,
        "url": snap.url,
        "outlet": snap.outlet,
        "title": snap.title,
        "published": snap.published,
        "captured": snap.captured,
    }


def _record(name: str, record: Record) -> Json:
    return {
        "file": name,
        "sha256": hash_text(record.text),
        "length": len(record.text),
        "id": record.id,
        "url": record.url,
        "title": record.title,
        "date": record.date,
    }


def _statement(finding: Finding) -> Json:
    text, attrib = finding.reading.snap.text, finding.attrib
    return {
        "id": attrib.id,
        "name": name_of(finding.reading, attrib),
        "mode": attrib.mode.value,
        "source": _stretches(text, attrib.source),
        "cue": _stretches(text, attrib.cue),
        "content": _stretches(text, attrib.content),
        "quoted": _stretches(text, attrib.quoted),
    }


def _trace(finding: Finding, trace: Trace) -> Json:
    text, passage = finding.reading.snap.text, trace.passage
    record = finding.record_of(passage) if passage else None
    known = record.text if record else None
    edits: Sequence[Edit] = trace.alignment.edits if trace.alignment else ()
    return {
        "told": tell_trace(trace),
        "paraphrase": trace.paraphrase,
        "searched": trace.searched,
        "quote": _stretches(text, quote_of(finding.attrib, trace)),
        "record": passage.record if passage else None,
        "speaker": passage.speaker if passage else None,
        "passage": _stretches(known, trace.home),
        "score": round(trace.score, DIGITS),
        "similarity": round(trace.alignment.similarity, DIGITS) if trace.alignment else None,
        "edits": [
            {
                "kind": edit.kind.value,
                "quote": stretch(text, edit.quote_span),
                "record": stretch(known, edit.record_span),
            }
            for edit in edits
        ],
        "drift": [
            {"kind": d.kind, "severity": d.severity.value, "label": d.label, "reason": d.reason}
            for d in trace.drift
        ],
        "cautions": [caution.reason for caution in trace.cautions],
    }


def _stretches(text: str | None, spans: Spans) -> list[Json]:
    return [stretch(text, span) for span in spans]


def stretch(text: str | None, span: Span) -> Json:
    """A span with the words that stand there; None where the text is not at hand."""
    return {"start": span.start, "end": span.end, "exact": None if text is None else text[slice(*span)]}


def stretches_of(manifest: Json) -> Iterator[tuple[str, str | None, Json]]:
    """Every stretch that a manifest tells of: what it is, the record it is of (None: the page), itself."""
    for role in ("source", "cue", "content", "quoted"):
        yield from ((role, None, each) for each in manifest["statement"][role])
    for number, trace in enumerate(manifest["traces"], 1):
        yield from ((f"quote of trace {number}", None, each) for each in trace["quote"])
        yield from ((f"passage of trace {number}", trace["record"], each) for each in trace["passage"])
        for n, edit in enumerate(trace["edits"], 1):
            yield f"edit {n} of trace {number}", None, edit["quote"]
            yield f"edit {n} of trace {number}", trace["record"], edit["record"]


def dump(value: Json) -> bytes:
    """JSON in UTF-8; half of a surrogate pair is written as its escape, so that it comes back as it was."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _bytes(text: str) -> bytes:
    """A text as its hash is taken: half of a surrogate pair passed through."""
    return text.encode("utf-8", "surrogatepass")
