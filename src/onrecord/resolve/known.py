"""A table of known people, bodies and offices: it helps where the page alone cannot.

The page comes first. The table is asked only for a full name where the page has no more than a
surname, an acronym or another short form, and for the holder of an office that the page leaves unnamed; it
answers only where exactly one of its entries fits, and the entity's reasons say that it did.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Entity, EntityKind, Known, Office

_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
_SURNAME_KINDS = (EntityKind.PERSON, EntityKind.UNKNOWN)


class KnownTable:
    """Known people, bodies and offices, looked up by short forms of the name and by office."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self._named: dict[str, list[Known]] = {}
        self._surnamed: dict[str, list[Known]] = {}
        self._held: dict[str, list[tuple[Office, Known]]] = {}
        for known in entries:
            for name in {_key(name) for name in (known.name, *known.aliases)}:
                self._named.setdefault(name, []).append(known)
            if known.kind is EntityKind.PERSON:
                self._surnamed.setdefault(_key(known.name).rsplit(" ", 1)[-1], []).append(known)
            for office in known.offices:
                self._held.setdefault(_key(office.title), []).append((office, known))

    def find_named(self, name: str, kind: EntityKind) -> Known | None:
        """The one entry that a name, an alias or a bare surname stands for; None where none or several."""
        fits = self._named.get(_key(name), [])
        if not fits and kind in _SURNAME_KINDS and " " not in _key(name):
            fits = self._surnamed.get(_key(name), [])
        fits = [known for known in fits if kind in (known.kind, EntityKind.UNKNOWN)]
        return fits[0] if len(fits) == 1 else None

    def find_holder(self, office: str, day: str) -> Known | None:
        """Who alone held an office on an ISO day."""
        held = [known for o, known in self._held.get(_key(office), ()) if o.is_held_on(day)]
        return held[0] if len(set(held)) == 1 else None


def name_known(
    text: str, day: str | None, attributions: Sequence[Attribution], table: KnownTable
) -> tuple[Attribution, ...]:
    """Complete the entities that the page leaves short or unnamed.

    Args:
        text: the whole text.
        day: the page's own day, ISO; offices are not looked up without it.
        attributions: of the page, their sources resolved.
        table: what is known beside the page.

    Example:
        >>> from onrecord.model import Span
        >>> table = KnownTable([Known("Ann Roe", EntityKind.PERSON, (), (Office("mayor of Elm", "2030"),))])
        >>> said = Attribution("a", (Span(0, 16),), (), (), entity=Entity(None, EntityKind.PERSON))
        >>> name_known("The mayor of Elm resigned.", "2031-05-04", [said], table)[0].entity.name
        'Ann Roe'
    """
    return tuple(replace(a, entity=_known_entity(text, day, a, table)) for a in attributions)


def _known_entity(text: str, day: str | None, attrib: Attribution, table: KnownTable) -> Entity | None:
    entity = attrib.entity
    if entity is None or (entity.name is None and day is None):
        return entity
    if entity.name is not None:
        known = table.find_named(entity.name, entity.kind)
        if known is None or known.name == entity.name:
            return entity
        reason = f"the table of known entities has one {entity.name}: {known.name}"
        kind = known.kind if entity.kind is EntityKind.UNKNOWN else entity.kind
        return replace(entity, name=known.name, kind=kind, reasons=(*entity.reasons, reason))
    for office in filter(None, (entity.role, " ".join(text[s:e] for s, e in attrib.source))):
        known = table.find_holder(office, day or "")
        if known is not None:
            reason = f"the table of known entities has {known.name} as {office} on {day}"
            return replace(
                entity, name=known.name, kind=known.kind, role=office, reasons=(*entity.reasons, reason)
            )
    return entity


def _key(name: str) -> str:
    """A name as it is compared: its words in small letters, without an article before them."""
    words = _WORD.findall(name.casefold())
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)
