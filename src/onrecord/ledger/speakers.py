"""Those whom statements are ascribed to, each with the names that people judged to be the same one's."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from onrecord.errors import NotHeldError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import is_key, line_of
from onrecord.ledger.terms import terms_of
from onrecord.model import EntityKind, Speaker

_own = t.speaker.alias("own")


def find_speaker(connection: Connection, key: str) -> Speaker:
    """A speaker, with the names merged into it; asked for by any of their keys.

    Raises:
        NotHeldError: no speaker has this key.
    """
    c = t.speaker.c
    asked = select(c.canonical_id).where(c.key == key).scalar_subquery()
    query = select(t.speaker).where(c.canonical_id == asked).order_by(c.id)
    group = connection.execute(query).all() if is_key(key) else ()
    if not group:
        raise NotHeldError(f"no speaker {line_of(key, 40)} in this ledger")
    first = next(row for row in group if row.id == row.canonical_id)
    merged = tuple(row.key for row in group if row is not first)
    return Speaker(first.key, first.name, EntityKind(first.kind), sum(row.n for row in group), merged)


def find_kind(connection: Connection, name: str) -> EntityKind | None:
    """What sort of source goes by a name: of several the one who says most, None where there is none."""
    c = t.speaker.c
    query = select(c.kind).where(c.folded == " ".join(terms_of(line_of(name))))
    found = connection.execute(query.order_by(c.n.desc(), c.id).limit(1)).scalar()
    return EntityKind(found) if found else None


def find_speakers(
    connection: Connection, folded: str, limit: int, after: str | None = None
) -> tuple[Speaker, ...]:
    """Speakers in any of whose names some terms stand, who say most first; those who say nothing left out.

    Who has several such names stands where the one stands by which most is said.

    Args:
        connection: to read from.
        folded: the terms, with a blank between them.
        limit: speakers at most.
        after: the key of the speaker after whom they begin.

    Raises:
        NotHeldError: no speaker has the key ``after``, or none whom the terms name.
    """
    c = t.speaker.c
    query = _select_leading(folded)
    if after is not None:
        n, number = _place_of(connection, folded, after)
        query = query.where((c.n < n) | ((c.n == n) & (c.id > number)))
    found = connection.execute(query.limit(limit)).scalars().all()
    totals = (
        select(c.id, c.key, c.name, c.kind, func.sum(_own.c.n))
        .join(_own, _own.c.canonical_id == c.id)
        .where(c.id.in_(found))
        .group_by(c.id, c.key, c.name, c.kind)
    )
    told = {
        number: Speaker(key, name, EntityKind(kind), n)
        for number, key, name, kind, n in connection.execute(totals)
    }
    return tuple(told[number] for number in found)


def _select_leading(folded: str) -> Select[Any]:
    """The query of speakers by the name under which they say most, of those in which some terms stand."""
    c, o = t.speaker.c, _own.c
    says_more = (o.n > c.n) | ((o.n == c.n) & (o.id < c.id))
    more = exists().where(o.canonical_id == c.canonical_id, says_more, *_named(o, folded))
    query = select(c.canonical_id).where(c.n > 0, *_named(c, folded), ~more)
    return query.order_by(c.n.desc(), c.id)


def _place_of(connection: Connection, folded: str, key: str) -> tuple[int, int]:
    c = t.speaker.c
    asked = select(c.canonical_id).where(c.key == key).scalar_subquery()
    query = _select_leading(folded).with_only_columns(c.n, c.id).where(c.canonical_id == asked)
    found = connection.execute(query).one_or_none() if is_key(key) else None
    if found is None:
        raise NotHeldError(f"no speaker {line_of(key, 40)} in this list")
    return found.n, found.id


def _named(columns: Any, folded: str) -> list[ColumnElement[bool]]:
    return [columns.folded.contains(folded, autoescape=True)] if folded else []
