"""Traces → the same, with the passages of other pages that carry the words: who else quoted them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model import Reading, Rejected, Spans, Trace
from onrecord.pipeline.records import find_itself
from onrecord.trace import Index, Query, trace_quotes


def find_elsewhere(readings: Iterable[Reading | Rejected], pages: Index) -> Iterator[Reading | Rejected]:
    """Look up, for each quote that was traced, which other pages carry it; what was refused passes.

    Args:
        readings: pages whose quotes were traced to records, found or not.
        pages: the index of the other pages; the page itself may be among them.
    """
    for reading in readings:
        yield reading if isinstance(reading, Rejected) else _of_page(reading, pages)


def _of_page(reading: Reading, pages: Index) -> Reading:
    snap, itself = reading.snap, find_itself(reading.snap, pages)
    quoted = {attrib.id: attrib.quoted for attrib in reading.attributions}
    asked = [(key, t) for key, traces in reading.traces.items() for t in traces if not t.paraphrase]
    queries = (Query(snap.text, _stretches(trace, quoted[key]), None, snap.day) for key, trace in asked)
    found = dict(reading.traces)
    for (key, trace), there in zip(asked, trace_quotes(pages, queries), strict=True):
        passages = (*((there.passage,) if there.passage else ()), *there.others)
        others = tuple(passage for passage in passages if passage.record not in itself)
        carried = replace(trace, elsewhere=others)
        found[key] = tuple(carried if one is trace else one for one in found[key])
    return replace(reading, traces=found)


def _stretches(trace: Trace, quoted: Spans) -> Spans:
    """The quoted stretches that a trace is of, without the cue that breaks them up."""
    return tuple(s for s in quoted if trace.span.start <= s.start and s.end <= trace.span.end) or (
        trace.span,
    )
