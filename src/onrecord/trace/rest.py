"""Quotes put together from two records: what comes from the other one is spliced, not added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Drift, Edit, Severity, Span
from onrecord.trace.changes import Differences
from onrecord.trace.drift import TAXONOMY, name_drift
from onrecord.trace.index import Index
from onrecord.trace.quote import Quote
from onrecord.trace.weigh import Rest

SPLICED = "spliced"
_ORDER = list(TAXONOMY)


def places_of_rest(index: Index, quote: Quote, rests: Sequence[Rest]) -> dict[Span, str]:
    """The stretches of the quote, on its page, that come from other records, and those records' ids."""
    words = quote.words
    return {
        Span(words.starts[rest.start], words.ends[rest.end - 1]): index.note_of(rest.candidate.record).id
        for rest in rests
    }


def name_with_rest(diffs: Differences, elsewhere: Mapping[Span, str]) -> tuple[Drift, ...]:
    """Name the drift of a quote of which some stretches come from other records.

    Args:
        diffs: its alignment with the one record, and the changes there.
        elsewhere: those stretches on the page, and the records that they come from.
    """
    if not elsewhere:
        return name_drift(diffs)
    away = [change for change in diffs.changes if _is_within(change.edit, elsewhere)]
    edits = tuple(edit for edit in diffs.alignment.edits if not _is_within(edit, elsewhere))
    changes = tuple(change for change in diffs.changes if change not in away)
    kept = replace(diffs, alignment=replace(diffs.alignment, edits=edits), changes=changes)
    named = [drift for drift in name_drift(kept) if drift.kind not in ("verbatim", SPLICED)]
    records = " and ".join(dict.fromkeys(elsewhere.values()))
    reason = f"put together from passages that stand apart: the rest is in {records}"
    spliced = Drift(SPLICED, Severity.NOTABLE, tuple(change.edit for change in away), reason, SPLICED)
    return tuple(sorted([*named, spliced], key=lambda drift: _ORDER.index(drift.kind)))


def _is_within(edit: Edit, spans: Iterable[Span]) -> bool:
    start, end = edit.quote_span
    return any(span.start <= start < end <= span.end for span in spans)
