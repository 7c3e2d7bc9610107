"""Statements about statements: which one an answer answers, a denial denies, an imputation is made of.

Three kinds of sentence say so themselves: a yes or a no repeats the question's content; what is imputed to
someone is made of that person's words; and "dismissed Orvane's claim" names the owner of the claim. The
statement meant is then the owner's last one before. Where the page has none, nothing is linked.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Attribution, CueKind, Spans
from onrecord.resolve.keys import last_name

_RESPONDS = (CueKind.DENIES, CueKind.AGREES, CueKind.OBJECTS, CueKind.DOUBTS, CueKind.ANSWERS)
_OWNED = re.compile(
    r"(?<![\w’'])(?P<owner>[^\W\d_](?:[’'](?=\w\w))?[\w\-]{0,60})[’'](?:s\b)?\s+(?:\w{1,40}\s+){0,2}?(?:accusation|allegation|answer|"
    r"argument|assertion|attack|charge|claim|comment|complaint|criticism|declaration|demand|denial|description|"
    r"interview|post|proposal|question|remark|request|speech|statement|suggestion|threat|tweet|view|warning|word)s?\b"
)


def link_statements(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Say of each statement which other one of the page it is about, where its words say so.

    Args:
        text: the whole text.
        attributions: of the page, their sources resolved.

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
    page = _Page(attributions)
    return tuple(replace(a, about=_about(text, a, page)) for a in attributions)


class _Page:
    """A page's statements, to be looked up by whoever made them and by the question that they answer."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.parents = {a.id: a.parent for a in attributions}
        self.asked = {a.content: a.id for a in reversed(attributions) if a.kind is CueKind.ASKS}
        self.made: dict[str, list[tuple[int, str]]] = {}
        for a in sorted(attributions, key=_start):
            if a.entity and a.entity.name and not a.imputed:
                self.made.setdefault(last_name(a.entity.name), []).append((_start(a), a.id))

    def last_of(self, owner: str, attrib: Attribution) -> str | None:
        """The id of the owner's last statement that begins before and does not hold this one."""
        made = self.made.get(last_name(owner), [])
        holders = {attrib.id}
        parent = attrib.parent
        while parent is not None and parent not in holders:
            holders.add(parent)
            parent = self.parents.get(parent)
        before = range(bisect_left(made, (_start(attrib), "")) - 1, -1, -1)
        return next((made[i][1] for i in before if made[i][1] not in holders), None)


def _about(text: str, attrib: Attribution, page: _Page) -> str | None:
    asked = page.asked.get(attrib.content)
    if attrib.assent or (asked and attrib.kind is CueKind.DENIES):
        return asked
    owner = None
    if attrib.imputed:
        owner = attrib.entity.name if attrib.entity else None
    elif attrib.kind in _RESPONDS:
        content = " ".join(text[s:e] for s, e in attrib.content)
        owner = next((m["owner"] for m in _OWNED.finditer(content) if m["owner"][0].isupper()), None)
    return page.last_of(owner, attrib) if owner else None


def _start(attrib: Attribution) -> int:
    places: Spans = (*attrib.source, *attrib.cue, *attrib.content)
    return min(s for s, _ in places)
