"""Readings and traces → what other programs read."""

from onrecord.export.jsonl import SCHEMA, find_line, load_schema, page_json, page_line

__all__ = ["SCHEMA", "find_line", "load_schema", "page_json", "page_line"]
