"""What statements are filtered by, as terms of the full text: no word holds a ``_``, every facet does.

So a filter is an index like a word's, and any of them together with any words take the time of the rarest.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from onrecord.ledger import schema as t
from onrecord.ledger.codec import is_key, key_of, line_of, name_of
from onrecord.ledger.fulltext import Phrase
from onrecord.ledger.terms import terms_of
from onrecord.model import Query

MOST_NAMES = 1000  # of one speaker
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SIGN = re.compile(r"[^a-z0-9]+")


def facets_of(row: Mapping[str, Any] | RowMapping, records: Sequence[str]) -> list[str]:
    """The facets of a statement.

    Args:
        row: of the table of statements.
        records: the keys of the records that it was traced to.
    """
    told = [_facet("m", row["mode"]), _facet("k", row["kind"]), _facet("s", row["state"])]
    told += [_facet("d", kind) for kind in row["drift"].split()]
    if row["speaker_id"] is not None:
        told.append(f"p_{row['speaker_id']}")
    if row["outlet"] is not None:
        told.append(_hashed("o", row["outlet"]))
    told += [_hashed("r", record) for record in dict.fromkeys(records)]
    if when := _MONTH.match(row["published"]):
        told += [f"y_{when[1]}", f"y_{when[1]}{when[2]}"]
    return told


def asked_facets(connection: Connection, query: Query) -> list[list[Phrase]]:
    """The facets that a query asks for: of each group one; a group without any cannot be met."""
    groups: list[list[str]] = []
    for sign, value in (("m", query.mode), ("k", query.kind), ("s", query.state), ("d", query.drift)):
        if value is not None:
            groups.append([_facet(sign, str(value))])
    if query.outlet is not None:
        groups.append([_hashed("o", line_of(query.outlet))])
    if query.record is not None:
        groups.append([_hashed("r", name_of(query.record))])
    if query.speaker is not None:
        groups.append([f"p_{number}" for number in find_speaker_ids(connection, query.speaker)])
    if query.since is not None or query.until is not None:
        groups += _asked_months(connection, query)
    return [[(facet,) for facet in group] for group in groups]


def date_conditions(query: Query) -> list[ColumnElement[bool]]:
    """What facets cannot tell: the very day."""
    c = t.statement.c
    found: list[ColumnElement[bool]] = []
    if query.since is not None:
        found.append(c.published >= line_of(query.since))
    if query.until is not None:  # "2021-03-02T…" is within "2021-03-02"
        found.append((c.published < line_of(query.until) + "U") & (c.published != ""))
    return found


def column_conditions(connection: Connection, query: Query) -> dict[str, ColumnElement[bool]]:
    """The same filters on the table of statements, by name; ``speakers`` where one has several names."""
    c = t.statement.c
    found: dict[str, ColumnElement[bool]] = {}
    for column, value in ((c.mode, query.mode), (c.kind, query.kind), (c.state, query.state)):
        if value is not None:
            found[column.name] = column == line_of(str(value))
    if query.outlet is not None:
        found["outlet"] = c.outlet == line_of(query.outlet)
    if query.drift is not None:
        found["drift"] = c.drift.contains(f" {line_of(query.drift)} ", autoescape=True)
    if query.speaker is not None:
        ids = find_speaker_ids(connection, query.speaker)
        found["speaker" if len(ids) == 1 else "speakers"] = c.speaker_id.in_(ids)
    if query.record is not None:
        traced = select(t.quotation.c.statement_id).where(t.quotation.c.record_key == name_of(query.record))
        found["record"] = c.id.in_(traced)
    return found


def find_speaker_ids(connection: Connection, asked: str) -> Sequence[int]:
    """Everyone who is meant: by key or name, with the names that are judged to be the same one's."""
    c = t.speaker.c
    named = c.key == asked if is_key(asked) else c.folded == " ".join(terms_of(asked[:MOST_NAMES]))
    canonical = select(c.canonical_id).where(named)
    ids = select(c.id).where(c.canonical_id.in_(canonical)).limit(MOST_NAMES)
    return connection.execute(ids).scalars().all()


def _asked_months(connection: Connection, query: Query) -> Iterator[list[str]]:
    """The years and months that a query's days lie in, as far as the ledger's pages have any."""
    c = t.statement.c
    # One at a time: of both in one question SQLite goes through all of them.
    first = connection.execute(select(func.min(c.published)).where(c.published >= "0")).scalar()
    last = connection.execute(select(func.max(c.published))).scalar()
    since, until = (max(query.since or "", first or ""), min(query.until or "~", last or ""))
    start, end = _MONTH.match(since + "-01"), _MONTH.match(until + "-12")
    if start and end:
        yield list(_spell_months((int(start[1]), int(start[2])), (int(end[1]), int(end[2]))))


def _spell_months(start: tuple[int, int], end: tuple[int, int]) -> Iterator[str]:
    """Whole years as years, the others by month."""
    for year in range(start[0], end[0] + 1):
        first = start[1] if year == start[0] else 1
        last = end[1] if year == end[0] else 12
        if (first, last) == (1, 12):
            yield f"y_{year:04}"
        else:
            yield from (f"y_{year:04}{month:02}" for month in range(first, last + 1))


def _facet(sign: str, value: str) -> str:
    return f"{sign}_{_SIGN.sub('', value[:40])}"


def _hashed(sign: str, value: str) -> str:
    return f"{sign}_{key_of(value)}"
