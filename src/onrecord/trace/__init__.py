"""The trace room: a quote, and the passage of the records that it comes from."""

from onrecord.trace.build import Source, build_index, update_index
from onrecord.trace.drift import TAXONOMY, DriftKind
from onrecord.trace.index import FORMAT as INDEX_VERSION
from onrecord.trace.index import Index, Note
from onrecord.trace.pairing import Item, are_alike, pair_items, share_in_order
from onrecord.trace.quote import Query
from onrecord.trace.rarity import is_common
from onrecord.trace.tracer import trace_quote, trace_quotes
from onrecord.trace.wording import compare_wholes, compare_wordings

__all__ = [
    "INDEX_VERSION",
    "TAXONOMY",
    "DriftKind",
    "Index",
    "Item",
    "Note",
    "Query",
    "Source",
    "are_alike",
    "build_index",
    "compare_wholes",
    "compare_wordings",
    "is_common",
    "pair_items",
    "share_in_order",
    "trace_quote",
    "trace_quotes",
    "update_index",
]
