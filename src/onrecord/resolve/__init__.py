"""The name in the text → the person, body or state meant."""

from onrecord.resolve.about import link_statements
from onrecord.resolve.known import KnownTable, name_known
from onrecord.resolve.resolver import resolve_sources

__all__ = ["KnownTable", "link_statements", "name_known", "resolve_sources"]
