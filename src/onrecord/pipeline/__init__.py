"""The steps composed, for one machine: pages → readings → traces."""

from onrecord.pipeline.compare import compare_readings
from onrecord.pipeline.read import name_known_sources, read_in_processes, read_snapshots
from onrecord.pipeline.records import open_records
from onrecord.pipeline.trace import find_quote, trace_readings

__all__ = [
    "compare_readings",
    "find_quote",
    "name_known_sources",
    "open_records",
    "read_in_processes",
    "read_snapshots",
    "trace_readings",
]
