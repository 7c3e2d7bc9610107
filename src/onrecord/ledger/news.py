"""What came in last: which pages took on which texts, for the first time or again."""

from sqlalchemy import Connection, exists, select

from onrecord.ledger import schema as t
from onrecord.model import Came, Outcome


def list_came(connection: Connection, *, limit: int, before: int | None = None) -> tuple[Came, ...]:
    """The latest texts that pages took on, newest first; those before the one of a certain number."""
    s, n = t.snapshot.c, t.sighting.c
    earlier, text, again = t.sighting.alias("earlier"), t.snapshot.alias("text"), t.sighting.alias("again")
    previous = (
        select(text.c.key)
        .join(earlier, earlier.c.snapshot_id == text.c.id)
        .where(earlier.c.document_id == n.document_id, earlier.c.id < n.id)
        .order_by(earlier.c.id.desc())
        .limit(1)
        .correlate(t.sighting)
        .scalar_subquery()
    )
    was_there = exists().where(again.c.snapshot_id == n.snapshot_id, again.c.id < n.id)
    query = select(n.id, s.key, n.at, previous, was_there).join(t.snapshot, s.id == n.snapshot_id)
    if before is not None:
        query = query.where(n.id < before)
    rows = connection.execute(query.order_by(n.id.desc()).limit(limit))
    return tuple(Came(number, key, at, prior, _outcome(prior, was)) for number, key, at, prior, was in rows)


def _outcome(previous: str | None, was_there: bool) -> Outcome:
    if previous is None:
        return Outcome.NEW_PAGE
    return Outcome.CHANGED_BACK if was_there else Outcome.NEW_CAPTURE
