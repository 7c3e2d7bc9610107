"""What is counted and named for lists: a speaker's states and outlets, doubts left, records' titles.

Counts are bounded, so that whoever is quoted most costs no more than others: what lies beyond is said to
lie beyond.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.errors import NotHeldError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import line_of, load, name_of
from onrecord.model import EntityKind, Record, Speaker, Target, Told

MOST_TOLD = 10_000  # statements of one speaker that are counted by state and outlet: the latest ones
MOST_DOUBTS = 1_000  # doubts of a target that are counted: nobody judges so many in a week


def tell_speaker(connection: Connection, key: str) -> Told:
    """How a speaker's statements are told: under which names, how many in which state, by which outlets.

    Raises:
        NotHeldError: no speaker has this key.
    """
    names = _names_of(connection, key)
    c = t.statement.c
    latest = (
        select(c.state, c.outlet)
        .where(c.speaker_id.in_([row.id for row in names]))
        .order_by(c.published.desc(), c.id.desc())
        .limit(MOST_TOLD)
        .subquery()
    )
    query = select(latest.c.state, latest.c.outlet, func.count()).group_by(latest.c.state, latest.c.outlet)
    states: dict[str, int] = {}
    outlets: dict[str | None, int] = {}
    for state, outlet, n in connection.execute(query):
        states[state] = states.get(state, 0) + n
        outlets[outlet] = outlets.get(outlet, 0) + n
    ranked = sorted(outlets.items(), key=lambda each: (-each[1], each[0] or ""))
    merged = tuple(Speaker(row.key, row.name, EntityKind(row.kind), row.n) for row in names)
    return Told(merged, sum(states.values()), states, tuple(ranked))


def count_doubts(connection: Connection) -> dict[Target, int]:
    """How many doubts nobody has judged yet, by target; `MOST_DOUBTS` where there are as many or more."""
    d = t.doubt.c
    found = {}
    for target in (Target.STATEMENT, Target.SOURCE, Target.TRACE, Target.DRIFT):
        some = select(d.id).where(~d.judged, d.target == target.value).limit(MOST_DOUBTS).subquery()
        found[target] = connection.execute(select(func.count()).select_from(some)).scalar() or 0
    return found


def name_records(connection: Connection, records: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The number and title of current records by their ids; a record without a title goes by its id."""
    c = t.record.c
    wanted = {name_of(record): record for record in records}
    if not wanted:
        return {}
    rows = connection.execute(select(c.key, c.id, c.meta).where(c.key.in_(wanted), c.current))
    return {wanted[key]: (number, load(meta, Record).title or wanted[key]) for key, number, meta in rows}


def _names_of(connection: Connection, key: str) -> Sequence[Any]:
    """The rows of all names that are one speaker's, the one that stands for all first."""
    c = t.speaker.c
    asked = select(c.canonical_id).where(c.key == key).scalar_subquery()
    rows = connection.execute(select(t.speaker).where(c.canonical_id == asked).order_by(c.id)).all()
    if not rows:
        raise NotHeldError(f"no speaker {line_of(key, 40)} in this ledger")
    return rows
