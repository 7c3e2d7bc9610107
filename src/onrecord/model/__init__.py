"""The nouns: what On Record reads, finds and says. Frozen, typed, no I/O.

All offsets are code points into the ``text`` of the Snapshot or Record they speak of, end
excluded, so that ``snap.text[span.start:span.end]`` is what is shown.
"""

from onrecord.model.page import Part, PartKind, Record, Snapshot, Span, Spans, Turn
from onrecord.model.reading import Reading, Rejected
from onrecord.model.statement import (
    Attribution,
    CueKind,
    Entity,
    EntityKind,
    Known,
    Mode,
    Office,
    Polarity,
    Stance,
)
from onrecord.model.tracing import Alignment, Drift, Edit, EditKind, Passage, Severity, Trace, labels_of

__all__ = [
    "Alignment",
    "Attribution",
    "CueKind",
    "Drift",
    "Edit",
    "EditKind",
    "Entity",
    "EntityKind",
    "Known",
    "Mode",
    "Office",
    "Part",
    "PartKind",
    "Passage",
    "Polarity",
    "Reading",
    "Record",
    "Rejected",
    "Severity",
    "Snapshot",
    "Span",
    "Spans",
    "Stance",
    "Trace",
    "Turn",
    "labels_of",
]
