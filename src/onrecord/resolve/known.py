"""A table of known people, bodies and offices: it helps where the page alone cannot.

The page comes first. The table is asked only for a full name where the page has no more than a
surname, an acronym or another short form, and for the holder of an office that the page leaves unnamed; it
answers only where exactly one of its entries fits, and the entity's reasons say that it did.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Entity, EntityKind, Known, Office
from onrecord.resolve.keys import key_of, last_name

LOOK_BACK = 30  # characters before a role that hold the word before it

_WORD = re.compile(r"\w+(?:['\-.]\w+)*")
_UNNAMED = (EntityKind.PERSON, EntityKind.UNKNOWN)
"""What may be named by its office. Whom the page leaves anonymous stays so: "a senator" is any."""

_NAMED = (*_UNNAMED, EntityKind.ORGANISATION, EntityKind.STATE)
"""Whose short name may be completed; that of a crowd or a document is nobody's."""

_ASIDE = re.compile(r"(?:['’]s)?\W*|,\s*(?:who|speaking)\b[^\n]*")
"""What may follow a role in its source and tell nothing of whose it is."""

_OF_WHAT = re.compile(r"\s+(?:(?:of|for|at|in|from|to|on)\b|[^\W\d_a-zß-öø-ÿ])")
"""What narrows a role: of Oak, for harbours, or a name. An unlisted small letter costs an answer, no more."""


class KnownTable:
    """Known people, bodies and offices, looked up by short forms of the name and by office."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self._named: dict[str, list[Known]] = {}
        self._surnamed: dict[str, list[Known]] = {}
        self._held: dict[str, list[tuple[Office, Known]]] = {}
        seen = hashlib.sha256()
        for known in entries:
            seen.update(repr(known).encode("utf-8", "surrogatepass"))
            for key in filter(None, {_key(name) for name in (known.name, *known.aliases)}):
                self._named.setdefault(key, []).append(known)
            surname = last_name(known.name)
            if known.kind is EntityKind.PERSON and surname:
                self._surnamed.setdefault(surname, []).append(known)
            for office in known.offices:
                if key := _key(office.title):
                    self._held.setdefault(key, []).append((office, known))

        self.sha256 = seen.hexdigest()

    def find_named(self, name: str, kind: EntityKind) -> Known | None:
        """The one entry that a name, an alias or a bare surname stands for; None where none or several.

        A person's name goes before a surname; what may be a person or a body must be only one of all.
        """
        fits = [k for k in self._named.get(_key(name), ()) if kind in (k.kind, EntityKind.UNKNOWN)]
        if kind is EntityKind.UNKNOWN or (kind is EntityKind.PERSON and not fits):
            fits += self._surnamed.get(key_of(name), ())
        return fits[0] if len(set(fits)) == 1 else None

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
    page = _Page(text, day, table)
    return tuple(replace(a, entity=page.complete(a)) for a in attributions)


class _Page:
    """What the table tells of one page, which is searched for a role once, however often it is asked for."""

    def __init__(self, text: str, day: str | None, table: KnownTable) -> None:
        self.text, self.day, self.table = text, day, table
        self._bare: dict[str, bool] = {}  # by role

    def complete(self, attrib: Attribution) -> Entity | None:
        """The entity of an attribution, completed where the table knows it."""
        entity = attrib.entity
        if entity is None:
            return None
        if entity.name is None:
            named = entity.kind in _UNNAMED and self.day is not None
            return self._name_holder(attrib, entity, self.day or "") if named else entity
        known = self.table.find_named(entity.name, entity.kind) if entity.kind in _NAMED else None
        if known is None or known.name == entity.name:
            return entity
        reason = f"the table of known entities has one {entity.name}: {known.name}"
        kind = known.kind if entity.kind is EntityKind.UNKNOWN else entity.kind
        return replace(entity, name=known.name, kind=kind, reasons=(*entity.reasons, reason))

    def _name_holder(self, attrib: Attribution, entity: Entity, day: str) -> Entity:
        for office in self._offices(attrib, entity.role, day):
            known = self.table.find_holder(office, day)
            if known is not None:
                reason = f"the table of known entities has {known.name} as {office} on {day}"
                return replace(
                    entity, name=known.name, kind=known.kind, role=office, reasons=(*entity.reasons, reason)
                )
        return entity

    def _offices(self, attrib: Attribution, role: str | None, day: str) -> Iterator[str]:
        """What a source may be called in the table: by all its words, or else by its bare role.

        "The mayor of Oak" has the role "mayor", but the table's plain "mayor" is that of another town.
        """
        source = " ".join(self.text[s:e] for s, e in attrib.source)
        yield re.sub(r"\Athe\s+", "", source.strip(" ,;:"), flags=re.IGNORECASE)
        if role and self.table.find_holder(role, day) and self._is_bare(role, source):  # the dear one last
            yield role

    def _is_bare(self, role: str, source: str) -> bool:
        """Whether nothing tells whose role it is: beside it in the source, or on the page of a "she"."""
        if there := _place_of(role).search(source):
            before, rest = source[: there.start()].strip(), source[there.end() :].strip()
            is_aside = _ASIDE.fullmatch(rest) is not None and rest == rest.lower()  # no name in it
            return before.lower() in ("", "the") and is_aside
        if role not in self._bare:
            self._bare[role] = _stands_bare(role, self.text)
        return self._bare[role]


def _place_of(role: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(role)}(?!\w)", re.IGNORECASE)


def _stands_bare(role: str, text: str) -> bool:
    """Whether a page has a role, and says nowhere whose it is."""
    places = list(_place_of(role).finditer(text))
    return bool(places) and all(
        _begins(text[max(0, m.start() - LOOK_BACK) : m.start()]) and not _OF_WHAT.match(text, m.end())
        for m in places
    )


def _begins(before: str) -> bool:
    """Whether a phrase begins after this: the start, a mark, or the article; not "Oak’s" nor "a"."""
    words = before.split()
    return not words or words[-1].lower() == "the" or not words[-1][-1].isalnum()


def _key(name: str) -> str:
    """A name as it is compared: its words in small letters, straight apostrophes, without a "the" before.

    "A" stays: it may be an initial, and "a mayor" is any.
    """
    words = _WORD.findall(name.casefold().replace("’", "'"))
    return " ".join(words[1:] if words[:1] == ["the"] else words)
