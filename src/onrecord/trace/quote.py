"""What is looked for: a quote on a page, and the same made ready for the search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model import Span, Spans
from onrecord.text.words import Words, split_words
from onrecord.trace.said import Said

EDGE = 2  # words; so few at a quote's end stand for the record's next words there; more have been added
MAX_QUOTE = 20_000  # words; beyond it a quote is a document, and only its beginning is looked for

_ELLIPSES = ("..", "…", ". .", "* *")
_OPEN, _CLOSE = "[(", "])"
_STOP = re.compile(r"[.?!][\s\"'“”‘’«»]*$")  # ends what stands between two stretches, or the first of them


@dataclass(frozen=True, slots=True)
class Query:
    """A quote on a page, or a bare one.

    Attributes:
        text: the page's text, or the bare quote's.
        spans: the quoted stretches on it, marks excluded; several where the cue breaks it up.
        speaker: who is said to have said it, as the page has it: a name, a pronoun, a phrase.
        date: the day of the page, ISO 8601.
    """

    text: str
    spans: Spans
    speaker: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as words.

    Attributes:
        text: the page's text.
        words: its words, with offsets into it.
        ids: their numbers in the index.
        weights: how rare each is, in nats.
        marked: the words (by place) before which an ellipsis stands.
        parted: the words with which the page, after a sentence's end, opens its quotation marks again.
        bracketed: the words that stand in brackets.
        cut: the quote was too long, and is only its beginning.
    """

    text: str
    words: Words
    ids: list[int]
    weights: list[float]
    marked: frozenset[int]
    parted: frozenset[int]
    bracketed: frozenset[int]
    cut: bool


class Part(NamedTuple):
    """Words ``quote_from:quote_to`` of a quote, and the words ``first:last`` that they come from."""

    quote_from: int
    quote_to: int
    first: int
    last: int


def read_quote(said: Said, query: Query) -> Quote:
    """Split a query into words and number them as the other side does.

    Args:
        said: the words that it will be held against.
        query: the quote.

    Returns:
        The quote; it may hold no word at all.
    """
    words = Words([], [], [])
    marked: list[int] = []
    parted: list[int] = []
    bracketed: list[int] = []
    for i, span in enumerate(query.spans):
        found = split_words(query.text, span.start, span.end)
        before = len(words)
        if i and _STOP.search(query.text, query.spans[i - 1].end - 1, span.start):
            parted.append(before)
        marked.extend(before + i for i in _marked(query.text, span, found))
        bracketed.extend(before + i for i in _bracketed(query.text, span, found))
        words.norms.extend(found.norms)
        words.starts.extend(found.starts)
        words.ends.extend(found.ends)
        if len(words) > MAX_QUOTE:
            break
    cut = len(words) > MAX_QUOTE
    for column in (words.norms, words.starts, words.ends):
        del column[MAX_QUOTE:]
    ids = said.number_words(words.norms)
    rarity = said.rarity(words.norms, ids)
    if len(bracketed) == len(words):
        bracketed.clear()  # an aside as a whole: no editor's
    places = frozenset(marked), frozenset(parted), frozenset(bracketed)
    return Quote(query.text, words, ids, rarity, *places, cut)


def slice_quote(quote: Quote, start: int, end: int) -> Quote:
    """Words ``start`` to ``end`` of a quote, ``end`` excluded, as a quote of their own."""
    words = quote.words
    return Quote(
        quote.text,
        Words(words.norms[start:end], words.starts[start:end], words.ends[start:end]),
        quote.ids[start:end],
        quote.weights[start:end],
        frozenset(i - start for i in quote.marked if start <= i < end),
        frozenset(i - start for i in quote.parted if start <= i < end),
        frozenset(i - start for i in quote.bracketed if start <= i < end),
        cut=False,
    )


def _marked(text: str, span: Span, words: Words) -> Iterator[int]:
    """The words of a stretch before which an ellipsis stands; one past the last where it ends so."""
    if not any(mark in text[span.start : span.end] for mark in _ELLIPSES):
        return
    at = span.start
    for i, (start, end) in enumerate(zip([*words.starts, span.end], [*words.ends, span.end], strict=True)):
        if any(mark in text[at:start] for mark in _ELLIPSES):
            yield i
        at = end


def _bracketed(text: str, span: Span, words: Words) -> Iterator[int]:
    """The words of a stretch that stand in brackets closed within it."""
    depth, at = 0, span.start
    inside: list[int] = []
    if not any(mark in text[span.start : span.end] for mark in _OPEN):
        return
    for i, (start, end) in enumerate(zip([*words.starts, span.end], [*words.ends, span.end], strict=True)):
        for char in text[at:start]:
            depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
            if not depth:
                yield from inside
                inside.clear()
        if depth:
            inside.append(i)
        at = end
