"""Those whom statements are ascribed to, each with the names that people judged to be the same one's."""

from typing import Any

from sqlalchemy import Connection, func, select

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


def find_speakers(connection: Connection, folded: str, limit: int) -> tuple[Speaker, ...]:
    """Speakers in any of whose names some terms stand, who say most first; those who say nothing left out.

    Args:
        connection: to read from.
        folded: the terms, with a blank between them.
        limit: speakers at most.
    """
    c = t.speaker.c
    named = [c.folded.contains(folded, autoescape=True)] if folded else []
    # By each name's own count, which stands in an index; what a merged name adds moves few of them.
    query = select(c.canonical_id).where(c.n > 0, *named).order_by(c.n.desc(), c.id).limit(2 * limit)
    found = tuple(dict.fromkeys(connection.execute(query).scalars()))
    said: Any = func.sum(_own.c.n).label("said")
    totals = (
        select(c.key, c.name, c.kind, said)
        .join(_own, _own.c.canonical_id == c.id)
        .where(c.id.in_(found))
        .group_by(c.id, c.key, c.name, c.kind)
        .order_by(said.desc(), c.id)
        .limit(limit)
    )
    return tuple(Speaker(key, name, EntityKind(kind), n) for key, name, kind, n in connection.execute(totals))
