"""Readings and traces → what other programs read."""

from onrecord.export.comparison import comparison_json
from onrecord.export.jsonl import SCHEMA, find_line, load_schema, page_json, page_line

__all__ = ["SCHEMA", "comparison_json", "find_line", "load_schema", "page_json", "page_line"]
