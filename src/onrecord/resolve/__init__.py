"""The name in the text → the person, body or state meant."""

from onrecord.resolve.resolver import resolve_sources

__all__ = ["resolve_sources"]
