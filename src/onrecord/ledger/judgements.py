"""Judgements: appended, taken back by later ones, and found again when a reading changes.

A judgement names the statement that it is of, and where it stands in its snapshot. A later reading may
cut the statement a little otherwise, which gives it another key; the judgement then goes with the
statement that stands in nearly the same place.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, exists, insert, select

from onrecord.errors import JudgedError, NotHeldError, UsageError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import is_key, line_of, now
from onrecord.ledger.counts import add_rows
from onrecord.ledger.speakers import find_kind
from onrecord.ledger.terms import terms_of
from onrecord.model import EntityKind, Judgement, Span, Target, Verdict

SAME_PLACE = 0.8  # of two stretches' code points that both cover; a quotation mark more or less is one place
MAX_TEXT = 2000  # code points of a reason
MOST_JUDGED = 1000  # judgements that are told at once, of a speaker or of the statements of one capture
MOST_ROWS = 2**63 - 1  # a greater number is nobody's id, and no database takes it
_later = t.judgement.alias("later")


def judge(connection: Connection, judgement: Judgement, seen: int | None = None) -> int:
    """Append a judgement; gives its id.

    Args:
        connection: to write to.
        judgement: what is judged.
        seen: the id of the latest judgement that its author knew of, 0 for none; None to judge anyway.

    Raises:
        NotHeldError: there is no such statement or speaker.
        UsageError: it says nothing that can be kept.
        JudgedError: somebody has judged the same finding since ``seen``.
    """
    row: dict[str, Any] = {
        "at": now(),
        "author": _author(judgement.author),
        "target": judgement.target.value,
        "of": judgement.of,
        "verdict": judgement.verdict.value,
        "value": line_of(judgement.value) if judgement.value else None,
        "reason": _reason(judgement.reason),
    }
    if judgement.target is Target.SPEAKER:
        _check_speakers(connection, judgement)
    else:
        row |= _place_of(connection, judgement.of)
        if judgement.target is Target.SOURCE and row["value"]:
            if not terms_of(row["value"]):
                raise UsageError("the name of a source holds no letter: give the name, or none")
            row["kind"] = judgement.kind or find_kind(connection, row["value"]) or EntityKind.PERSON
    _check_seen(connection, judgement, seen)
    return _append(connection, row)


def undo(connection: Connection, number: int, author: str, reason: str = "") -> int:
    """Take a judgement back by another, which is appended; gives its id.

    Raises:
        NotHeldError: there is no such judgement.
        UsageError: it has been taken back already, or nobody says who takes it back.
    """
    told = {"at": now(), "author": _author(author), "reason": _reason(reason)}
    row = None
    if number <= MOST_ROWS:
        query = select(t.judgement).where(t.judgement.c.id == number)
        row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise NotHeldError(f"no judgement {number} in this ledger")
    if row["undoes"] is not None:
        raise UsageError(f"judgement {number} takes another back itself; judge anew instead")
    taken = exists().where(t.judgement.c.undoes == number).select()
    if connection.execute(taken).scalar():
        raise UsageError(f"judgement {number} has been taken back already")
    again = dict(row) | told | {"undoes": number}
    del again["id"]
    return _append(connection, again)


def find_judgements(connection: Connection, *where: Any) -> list[Judgement]:
    """The latest judgements of some kind, with what was taken back, in the order in which they were made."""
    query = (
        select(t.judgement, _later.c.id.label("undone"))
        .outerjoin(_later, _later.c.undoes == t.judgement.c.id)
        .where(*where)
        .order_by(t.judgement.c.id.desc())
        .limit(MOST_JUDGED)
    )
    return [_judgement(row) for row in reversed(connection.execute(query).mappings().all())]


def judgements_of(connection: Connection, key: str) -> list[Judgement]:
    """What was judged of a statement or speaker; of a statement also under a former key."""
    if not is_key(key):
        return []
    c, s = t.judgement.c, t.statement.c
    own = connection.execute(select(s.snapshot_id).where(s.key == key)).scalar()
    if own is None:
        return find_judgements(connection, (c.of == key) | (c.value == key), c.target == Target.SPEAKER.value)
    rows = connection.execute(select(s.key, s.start, s.end).where(s.snapshot_id == own))
    places = {name: Span(start, end) for name, start, end in rows}
    return settle(find_judgements(connection, c.snapshot_id == own), places).get(key, [])


def latest(connection: Connection, limit: int, before: int | None) -> list[Judgement]:
    """The latest judgements, newest first, those before a certain one."""
    c = t.judgement.c
    ids = select(c.id) if before is None else select(c.id).where(c.id < before)
    chosen = connection.execute(ids.order_by(c.id.desc()).limit(limit)).scalars().all()
    return find_judgements(connection, c.id.in_(chosen))[::-1]


def find_standing(connection: Connection, *where: Any) -> list[Judgement]:
    """Those that nobody took back, and that take nothing back themselves."""
    query = select(t.judgement).where(
        *where,
        t.judgement.c.undoes.is_(None),
        ~exists().where(_later.c.undoes == t.judgement.c.id),
    )
    return [_judgement(row) for row in connection.execute(query.order_by(t.judgement.c.id)).mappings()]


def settle(standing: Sequence[Judgement], places: dict[str, Span]) -> dict[str, list[Judgement]]:
    """Which judgements go with which of a snapshot's statements.

    Args:
        standing: those of the snapshot's statements, as they were and are.
        places: where each statement stands, by its key.
    """
    found: dict[str, list[Judgement]] = {}
    for one in standing:
        key = one.of if one.of in places else _nearest(one.place, places)
        if key:
            found.setdefault(key, []).append(one)
    return found


def judged_speaker(judged: Sequence[Judgement]) -> tuple[str, EntityKind] | tuple[()] | None:
    """Whom people say is meant by a source: name and kind, () for nobody known, None if unjudged."""
    found: tuple[str, EntityKind] | tuple[()] | None = None
    for one in judged:
        if one.target is Target.SOURCE and one.verdict is Verdict.DIFFERENT:
            found = (one.value, one.kind or EntityKind.PERSON) if one.value else ()
        elif one.target is Target.SOURCE and one.verdict is Verdict.SAME:
            found = None
    return found


def _nearest(place: Span | None, places: dict[str, Span]) -> str | None:
    """The statement that stands in nearly this place; None where there is none."""
    if place is None:
        return None
    best = max(places, key=lambda key: _share(place, places[key]), default=None)
    return best if best and _share(place, places[best]) >= SAME_PLACE else None


def _share(one: Span, other: Span) -> float:
    either = max(one.end, other.end) - min(one.start, other.start)
    return (min(one.end, other.end) - max(one.start, other.start)) / either if either else 0.0


def _judgement(row: Any) -> Judgement:
    placed = row["start"] is not None and row["end"] is not None
    return Judgement(
        id=row["id"],
        at=row["at"],
        author=row["author"],
        target=Target(row["target"]),
        of=row["of"],
        verdict=Verdict(row["verdict"]),
        value=row["value"],
        reason=row["reason"],
        undoes=row["undoes"],
        undone=row.get("undone"),
        place=Span(row["start"], row["end"]) if placed else None,
        kind=EntityKind(row["kind"]) if row["kind"] else None,
    )


def _append(connection: Connection, row: dict[str, Any]) -> int:
    made = connection.execute(insert(t.judgement), row).inserted_primary_key
    add_rows(connection, {t.judgement: 1})
    return int(made[0]) if made else 0


def _author(name: str) -> str:
    if not terms_of(name):
        raise UsageError("a judgement needs its author: say who you are")
    return line_of(name, 200)


def _reason(reason: str) -> str:
    return "\n".join(line_of(each, MAX_TEXT) for each in reason.strip().splitlines())[:MAX_TEXT]


def _place_of(connection: Connection, key: str) -> dict[str, Any]:
    c = t.statement.c
    query = select(c.snapshot_id, c.start, c.end).where(c.key == key)
    row = connection.execute(query).mappings().one_or_none() if is_key(key) else None
    if row is None:
        raise NotHeldError(f"no statement {line_of(key, 40)} in this ledger")
    return dict(row)


def _check_seen(connection: Connection, judgement: Judgement, seen: int | None) -> None:
    if seen is None:
        return
    c = t.judgement.c
    own = c.of == judgement.of
    if judgement.target is Target.SPEAKER:  # of the same pair, whichever was named first
        own = (own & (c.value == judgement.value)) | ((c.of == judgement.value) & (c.value == judgement.of))
    if newer := find_standing(connection, own, c.target == judgement.target.value, c.id > seen):
        raise JudgedError(
            f"{newer[-1].author[:80]} judged this meanwhile: {newer[-1].verdict.value}; look at that first"
        )


def _check_speakers(connection: Connection, judgement: Judgement) -> None:
    wanted = {judgement.of, judgement.value or ""}
    if len(wanted) < 2:
        raise UsageError("merging needs two speakers: the key of the one and of the other")
    c = t.speaker.c
    found = connection.execute(select(c.key).where(c.key.in_(filter(is_key, wanted)))).scalars().all()
    if missing := wanted - set(found):
        raise NotHeldError(f"no speaker {line_of(min(missing), 40)} in this ledger")
