"""What edits amount to: the taxonomy of drift (docs/drift.md), and the rules by which a kind is told.

Each module of rules takes the reading of one quote and gives what proves a kind: `shape` how the
words were handled, `sense` and `verbs` what that did to the meaning, `context` what stands around
the passage and is not in the quote.
"""

from onrecord.model import labels_of
from onrecord.trace.drift.naming import name_drift
from onrecord.trace.drift.taxonomy import TAXONOMY, DriftKind

__all__ = ["TAXONOMY", "DriftKind", "labels_of", "name_drift"]
