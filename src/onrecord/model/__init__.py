"""The nouns: what On Record reads, finds and says. Frozen, typed, no I/O.

All offsets are code points into the ``text`` of the Snapshot or Record they speak of, end
excluded, so that ``snap.text[span.start:span.end]`` is what is shown.
"""

from onrecord.model.comparison import Change, Comparison, Pair, Place, Revision
from onrecord.model.descent import (
    Ancestor,
    Edge,
    EdgeKind,
    Lection,
    Response,
    Stemma,
    Variant,
    Witness,
)
from onrecord.model.page import Part, PartKind, Record, Snapshot, Span, Spans, Turn
from onrecord.model.reading import Reading, Rejected
from onrecord.model.statement import (
    MAX_DEPTH,
    Attribution,
    CueKind,
    Entity,
    EntityKind,
    Known,
    Mode,
    Office,
    Polarity,
    Stance,
    chain_of,
)
from onrecord.model.tracing import (
    Alignment,
    Caution,
    CautionKind,
    Drift,
    Edit,
    EditKind,
    Passage,
    Severity,
    Trace,
    labels_of,
)

__all__ = [
    "MAX_DEPTH",
    "Alignment",
    "Ancestor",
    "Attribution",
    "Caution",
    "CautionKind",
    "Change",
    "Comparison",
    "CueKind",
    "Drift",
    "Edge",
    "EdgeKind",
    "Edit",
    "EditKind",
    "Entity",
    "EntityKind",
    "Known",
    "Lection",
    "Mode",
    "Office",
    "Pair",
    "Part",
    "PartKind",
    "Passage",
    "Place",
    "Polarity",
    "Reading",
    "Record",
    "Rejected",
    "Response",
    "Revision",
    "Severity",
    "Snapshot",
    "Span",
    "Spans",
    "Stance",
    "Stemma",
    "Trace",
    "Turn",
    "Variant",
    "Witness",
    "chain_of",
    "labels_of",
]
