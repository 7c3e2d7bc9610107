"""A comparison → the interchange format ``onrecord/1``, as plain dicts ready for ``json``."""

from typing import Any

from onrecord.export.jsonl import DIGITS, SCHEMA, drift_json, edit_json, page_line, span_json
from onrecord.model import Alignment, Comparison, Pair, Revision

Json = dict[str, Any]


def comparison_json(comparison: Comparison) -> Json:
    """Give a comparison as one object of the format, both pages whole within it.

    Example:
        >>> from onrecord.model import Reading, Snapshot
        >>> page = Reading(Snapshot("a", "Rain."))
        >>> comparison_json(Comparison(page, page, (), is_same_page=True))["severity"]
        'none'
    """
    return {
        "schema": SCHEMA,
        "first": page_line(comparison.first),
        "second": page_line(comparison.second),
        "same_page": comparison.is_same_page,
        "reasons": list(comparison.reasons),
        "severity": comparison.severity.value,
        "pairs": [_pair(pair) for pair in comparison.pairs],
        "revisions": [_revision(revision) for revision in comparison.revisions],
    }


def _pair(pair: Pair) -> Json:
    return {
        "first": pair.first,
        "second": pair.second,
        "changes": [change.value for change in pair.changes],
        "severity": pair.severity.value,
        **_alignment(pair.alignment),
        "drift": [drift_json(drift) for drift in pair.drift],
        "reasons": list(pair.reasons),
    }


def _revision(revision: Revision) -> Json:
    return {
        "place": revision.place.value,
        "change": revision.change.value,
        "severity": revision.severity.value,
        "first": revision.first,
        "second": revision.second,
        "first_span": span_json(revision.first_span),
        "second_span": span_json(revision.second_span),
        **_alignment(revision.alignment),
        "drift": [drift_json(drift) for drift in revision.drift],
    }


def _alignment(alignment: Alignment | None) -> Json:
    return {
        "similarity": round(alignment.similarity, DIGITS) if alignment else None,
        "edits": [edit_json(edit) for edit in alignment.edits] if alignment else [],
    }
