"""Who is meant by each source: a walk through the page, tying every mention to someone met.

Names are tied to figures first (``people``). Then the page is walked from start to end, and what
is mentioned is laid on a trail; a pronoun or a "the mayor" is looked up on it (Hobbs 1978 and
Lappin & Leass 1994 are the tradition: recency, subject first, agreement).
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, Entity, EntityKind, Snapshot
from onrecord.resolve.names import Guess, Name, find_names
from onrecord.resolve.page import Page, read_page
from onrecord.resolve.cast import Cast
from onrecord.resolve.sources import Found, SourceReader
from onrecord.resolve.walk import walk

UNKNOWN = Entity(None, EntityKind.UNKNOWN, reasons=("no source is stated",))


def resolve_sources(snap: Snapshot, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Say of each attribution who its source is.

    Args:
        snap: the page; without parts, the whole text counts as body.
        attributions: those found on it, in any order.

    Returns:
        The same attributions in the same order, each with its ``entity``.

    Example:
        >>> snap = Snapshot("p", "Ann Roe, the mayor of Elm, resigned. “I am tired,” she said.")
        >>> said = Attribution("a", (Span(52, 55),), (Span(56, 60),), (Span(37, 51),))
        >>> resolve_sources(snap, [said])[0].entity.name
        'Ann Roe'
    """
    page = read_page(snap)
    names = find_names(page)
    _trust_sources(page, names, attributions)
    cast = Cast(page, names)
    reader = SourceReader(snap, page, cast, attributions)
    found = walk(reader)
    return tuple(replace(a, entity=_entity(page, found.get(a.id))) for a in attributions)


def _trust_sources(page: Page, names: list[Name], attributions: Sequence[Attribution]) -> None:
    """A name of unclear kind that speaks is a person's, unless it has "the" before it."""
    speaking = {i for a in attributions for s in a.source[:1] for i in page.words_in(s.start, s.end)}
    for name in names:
        if name.guess is Guess.OPEN and name.first in speaking:
            before = page.lower[name.role_first - 1] if name.role_first else ""
            name.guess = Guess.BODY if before == "the" else Guess.PERSON


def _entity(page: Page, found: Found | None) -> Entity:
    if found is None:
        return UNKNOWN
    figure = found.figure
    role = found.role or (figure.roles[0].text if figure.roles and not figure.members else None)
    return Entity(figure.name, figure.kind, role, figure.mention if figure.name else None, found.reasons)
