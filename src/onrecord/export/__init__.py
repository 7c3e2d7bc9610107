"""Readings, traces and stemmas → what other programs read."""

from onrecord.export.comparison import comparison_json
from onrecord.export.descent import descent_json, load_descent_schema
from onrecord.export.jsonl import SCHEMA, find_line, load_schema, page_json, page_line

__all__ = [
    "SCHEMA",
    "comparison_json",
    "descent_json",
    "find_line",
    "load_descent_schema",
    "load_schema",
    "page_json",
    "page_line",
]
