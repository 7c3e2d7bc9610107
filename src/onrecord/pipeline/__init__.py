"""The steps composed, for one machine: pages → readings → traces."""

from onrecord.pipeline.read import read_snapshots
from onrecord.pipeline.records import open_records
from onrecord.pipeline.trace import find_quote, trace_readings

__all__ = ["find_quote", "open_records", "read_snapshots", "trace_readings"]
