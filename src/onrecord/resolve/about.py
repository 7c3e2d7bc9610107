"""Statements about statements: which one an answer answers, a denial denies, an imputation is made of.

Three kinds of sentence say so themselves: an assent repeats the question's content; what is imputed to
someone is made of that person's words; and "dismissed Orvane's claim" names the owner of the claim. The
statement meant is then the owner's last one before. Where the page has none, nothing is linked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, CueKind, Spans

_RESPONDS = (CueKind.DENIES, CueKind.AGREES, CueKind.OBJECTS, CueKind.DOUBTS, CueKind.ANSWERS)
_OWNED = re.compile(
    r"(?P<owner>[A-Z][\w\-]+)[’'](?:s\b)?\s+(?:\w+\s+){0,2}?(?:accusation|allegation|answer|argument|assertion|"
    r"attack|charge|claim|comment|complaint|criticism|declaration|demand|denial|description|interview|post|"
    r"proposal|question|remark|request|speech|statement|suggestion|threat|tweet|view|warning|word)s?\b"
)


def link_statements(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Say of each statement which other one of the page it is about, where its words say so.

    Args:
        text: the whole text.
        attributions: of the page, in its order, their sources resolved.

    Returns:
        The same attributions in the same order, ``about`` set where there is one.

    Example:
        >>> from onrecord.model import Entity, EntityKind, Span
        >>> text = "Orvane said it leaks. Brandt denied Orvane's claim."
        >>> person = EntityKind.PERSON
        >>> said = Attribution("a", (Span(0, 6),), (), (Span(12, 20),), entity=Entity("Orvane", person))
        >>> denied = Attribution("b", (Span(22, 28),), (), (Span(36, 50),), kind=CueKind.DENIES)
        >>> link_statements(text, [said, denied])[1].about
        'a'
    """
    return tuple(replace(a, about=_about(text, a, attributions)) for a in attributions)


def _about(text: str, attrib: Attribution, attributions: Sequence[Attribution]) -> str | None:
    if attrib.assent:
        asked = (a.id for a in attributions if a.content == attrib.content and a.kind is CueKind.ASKS)
        return next(asked, None)
    owner = None
    if attrib.imputed:
        owner = attrib.entity.name if attrib.entity else None
    elif attrib.kind in _RESPONDS:
        found = _OWNED.search(" ".join(text[s:e] for s, e in attrib.content))
        owner = found["owner"] if found else None
    return _last_of(owner, attrib, attributions) if owner else None


def _last_of(owner: str, attrib: Attribution, attributions: Sequence[Attribution]) -> str | None:
    """The id of the owner's last statement before, none inside the statement itself."""
    key = owner.split()[-1].casefold()
    last = None
    for other in attributions:
        named = other.entity and other.entity.name and other.entity.name.split()[-1].casefold() == key
        if named and not other.imputed and other.id != attrib.id and _start(other) < _start(attrib):
            last = other.id
    return last


def _start(attrib: Attribution) -> int:
    places: Spans = (*attrib.source, *attrib.cue, *attrib.content)
    return min(s for s, _ in places)
