"""The words of spans, as the tests of this room compare them."""

from collections.abc import Iterable

from onrecord.extract import extract_attributions
from onrecord.extract.draft import Draft
from onrecord.extract.tagger import Tagger
from onrecord.model import Attribution, Snapshot, Span


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words of some spans, with a sign where one ends and the next begins."""
    return " … ".join(text[start:end] for start, end in spans)


def roles(text: str, told: Draft | Attribution) -> tuple[str, str, str]:
    """The words of a statement's source, cue and content."""
    return cut(text, told.source), cut(text, told.cue), cut(text, told.content)


def read(text: str, tagger: Tagger) -> tuple[Attribution, ...]:
    """The attributions of a page of plain text."""
    return extract_attributions(Snapshot("page", text), tagger)


def span_of(text: str, words: str) -> Span:
    """Where words stand first in a text."""
    at = text.index(words)
    return Span(at, at + len(words))
