"""Statements in lists: each with what a reader goes by, the searched terms marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.ledger import Ledger, phrases_of, terms_of
from onrecord.model import Answer, Hit, Span
from onrecord.show.words import MODES, NO_OUTLET, clean, flow, name_kind, name_time

EXTRACT = 420  # characters of a statement that a list shows; a longer one is read on its own page
_BEFORE = 140  # of them before the first term, where that stands far in
_WORD = re.compile(r"[^\W_]+")

Piece = tuple[str, bool]  # words, and whether they are marked
Phrases = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One statement of a list, in words. ``said`` is how its page names who says it.

    ``records`` are (number, title), the number None if not held.
    ``likeness`` is 0 to 1 where the list is of statements like some words.
    """

    hit: Hit
    who: str
    said: str
    pieces: tuple[Piece, ...]
    outlet: str
    when: str
    title: str
    mode: str
    drift: tuple[str, ...]
    records: tuple[tuple[int | None, str], ...]
    likeness: float | None = None


def show_hits(
    ledger: Ledger, hits: Sequence[Hit], phrases: Phrases = (), likeness: Sequence[float] = ()
) -> list[ShownHit]:
    """Put statements into words for a list.

    Args:
        ledger: where they are from; it gives the titles of records.
        hits: the statements.
        phrases: what to mark in them, as terms in a row.
        likeness: how like each is to the words asked for, 0 to 1; as many as hits, or none.
    """
    named = ledger.name_records([record for hit in hits for record in hit.records])
    return [
        ShownHit(
            hit,
            _who(hit),
            _said(hit),
            tuple(extract(clean(hit.words), phrases)),
            flow(hit.outlet or "") or NO_OUTLET,
            name_time((hit.published or "")[:10]),
            flow(hit.title or "")[:200],
            MODES[hit.mode],
            tuple(map(name_kind, hit.drift)),
            tuple(
                (None, flow(r)) if r not in named else (named[r][0], flow(named[r][1])) for r in hit.records
            ),
            likeness[n] if likeness else None,
        )
        for n, hit in enumerate(hits)
    ]


def tell_who(hit: Hit) -> str:
    """Who says it, in one line: the speaker's name, and the page's own words where they have not the name."""
    who, said = _who(hit), _said(hit)
    if not said:
        return who
    return said if who in said else f"{who} ({said})"


def _who(hit: Hit) -> str:
    return flow(hit.speaker or hit.source) or "someone (not said)"


def _said(hit: Hit) -> str:
    """The page's own words for who says it, where they are others than the speaker's name."""
    if not hit.speaker or hit.source in ("", hit.speaker):
        return ""
    name, _, words = hit.source.partition(" (")
    return flow(words[:-1] if name == hit.speaker and words.endswith(")") else hit.source)


def phrases_asked(text: str, answer: Answer) -> list[tuple[str, ...]]:
    """What to mark in an answer's statements: the terms asked for, and those looked for in their stead."""
    instead = [(term,) for _, near in answer.respelt for term in near]
    return phrases_of(text) + instead


def extract(words: str, phrases: Phrases) -> Iterator[Piece]:
    """Cut a statement to what a list shows, with the first marked terms in it.

    Example:
        >>> list(extract("The ferry sails.", [("ferry",)]))
        [('The ', False), ('ferry', True), (' sails.', False)]
    """
    marks = find_marks(words, phrases)
    low, high = 0, len(words)
    if high > EXTRACT:
        first = marks[0].start if marks else 0
        low = max(0, words.rfind(" ", 0, max(0, first - _BEFORE)) + 1) if first > EXTRACT - _BEFORE else 0
        high = min(high, low + EXTRACT)
        cut = words.rfind(" ", low + EXTRACT // 2, high) if high < len(words) else high
        high = cut if cut > 0 else high
    if low:
        yield "… ", False
    at = low
    for start, end in marks:
        if start >= at and end <= high:
            if start > at:
                yield words[at:start], False
            yield words[start:end], True
            at = end
    if at < high:
        yield words[at:high], False
    if high < len(words):
        yield " …", False


def find_marks(words: str, phrases: Phrases) -> list[Span]:
    """Where the phrases stand in a text, as the ledger's search compares them: without case and accents."""
    wanted: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        wanted.setdefault(phrase[0], []).append(phrase)
    if not wanted:
        return []
    terms = [(term, found.span()) for found in _WORD.finditer(words) for term in terms_of(found[0])]
    marks: list[Span] = []
    for n, (term, (start, _)) in enumerate(terms):
        fitting = (p for p in wanted.get(term, ()) if tuple(t for t, _ in terms[n : n + len(p)]) == p)
        longest = max((len(phrase) for phrase in fitting), default=0)
        if longest and (not marks or start >= marks[-1].end):
            marks.append(Span(start, terms[n + longest - 1][1][1]))
    return marks
