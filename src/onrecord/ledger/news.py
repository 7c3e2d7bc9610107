"""What came in last: which pages took on which texts, for the first time or again."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select

from onrecord.ledger import schema as t
from onrecord.model import Came, Outcome


def list_came(connection: Connection, *, limit: int, before: int | None = None) -> tuple[Came, ...]:
    """The latest texts that came in, newest first; those before the one of a certain number.

    What each changed is told by when the texts were captured.
    """
    s, n = t.snapshot.c, t.sighting.c
    earlier, text, again = t.sighting.alias("earlier"), t.snapshot.alias("text"), t.sighting.alias("again")
    previous = (
        select(text.c.key)
        .join(earlier, earlier.c.snapshot_id == text.c.id)
        .where(earlier.c.document_id == n.document_id, _is_before(earlier.c))
        .order_by(t.taken_of(earlier.c).desc(), earlier.c.id.desc())
        .limit(1)
        .correlate(t.sighting)
        .scalar_subquery()
    )
    was_there = exists().where(again.c.snapshot_id == n.snapshot_id, _is_before(again.c))
    query = select(n.id, s.key, n.at, previous, was_there).join(t.snapshot, s.id == n.snapshot_id)
    query = query.where(previous.is_distinct_from(s.key))  # an older capture of it came in later
    if before is not None:
        query = query.where(n.id < before)
    rows = connection.execute(query.order_by(n.id.desc()).limit(limit))
    return tuple(Came(number, key, at, prior, _outcome(prior, was)) for number, key, at, prior, was in rows)


def _is_before(c: Any) -> ColumnElement[bool]:
    """Whether a sighting stands before the one that is listed, by when they were taken."""
    n, taken = t.sighting.c, t.taken_of(c)
    earlier: ColumnElement[bool] = (taken < t.taken) | ((taken == t.taken) & (c.id < n.id))
    return earlier


def _outcome(previous: str | None, was_there: bool) -> Outcome:
    if previous is None:
        return Outcome.NEW_PAGE
    return Outcome.CHANGED_BACK if was_there else Outcome.NEW_CAPTURE
