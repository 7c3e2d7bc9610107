"""The steps composed, for one machine: pages → readings → traces."""

from onrecord.pipeline.descend import descend
from onrecord.pipeline.read import name_known_sources, read_in_processes, read_snapshots
from onrecord.pipeline.records import open_records
from onrecord.pipeline.trace import find_quote, trace_readings

__all__ = [
    "descend",
    "find_quote",
    "name_known_sources",
    "open_records",
    "read_in_processes",
    "read_snapshots",
    "trace_readings",
]
