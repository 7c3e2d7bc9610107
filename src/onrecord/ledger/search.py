"""Searching the statements: by their words, by who, where, when and how.

Nothing here takes longer the more a ledger holds, but by the logarithm: words and filters are both in the
full text, which finds what has all of them in the time of the rarest. What has too many hits to be sorted
is given as it stands in an index: the latest first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from onrecord.errors import UsageError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import line_of
from onrecord.ledger.counts import count_terms
from onrecord.ledger.cursors import Order, Place, read_cursor, write_cursor
from onrecord.ledger.facets import asked_facets, column_conditions, date_conditions
from onrecord.ledger.fulltext import FullText, Groups, Phrase, full_text_of
from onrecord.ledger.spelling import respell
from onrecord.ledger.terms import phrases_of
from onrecord.ledger.views import make_hits, select_hits
from onrecord.model import Answer, Hit, Query

MOST = 200  # hits at once
AT_ONCE = 1000  # hits that are fetched at once where all are wanted: a megabyte or two
RANKED = {"sqlite": 20_000, "postgresql": 5_000}  # statements with a word that are ranked by fit, in 50 ms
SORTED = 5_000  # hits that are sorted by their day, in 20 ms; of more, an index's order is taken
ORDERED: tuple[set[str], ...] = (set(), {"outlet"}, {"state"}, {"speaker"})  # indexed so

Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as the full text has it: words and facets, of which every group must be met.

    ``rare`` are the words that few enough statements have to be ranked by how well they fit, ``common`` all
    others; ``ranked`` says of the query's phrases which are rare, a bit for each. ``days`` are conditions on
    the table of statements, ``within`` the first and the last id that may be found, for the statements of one
    capture come one after the other.
    """

    facets: Groups
    days: Conditions
    within: tuple[int, int] | None = None
    rare: Groups = ()
    common: Groups = ()
    respelt: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ranked: int = 0

    @property
    def groups(self) -> Groups:
        """All that must be met."""
        return (*self.rare, *self.common, *self.facets)


def search(connection: Connection, query: Query, *, limit: int = 20, cursor: str | None = None) -> Answer:
    """Find statements.

    Args:
        connection: to read from.
        query: what to look for.
        limit: hits at most, 1 to `MOST`.
        cursor: from where to go on: `Answer.next` of the same query.

    Raises:
        UsageError: the query's text holds no word, or the cursor is not one of its own.
    """
    limit = max(1, min(limit, MOST))
    after = read_cursor(cursor, query) if cursor else None
    asked = _ask(connection, query, after)
    if not all(asked.groups):  # a speaker whom nobody named, a month without a page
        return Answer((), None, respelt=tuple(asked.respelt.items()))
    order = after.order if after else _order_of(connection, asked)
    if order is Order.ADDED:
        rows = _last_added(connection, asked, after, limit + 1)
    else:
        is_latest = order is Order.LATEST
        places = _by_date(connection, asked, query, after) if is_latest else _by_fit(connection, asked, after)
        rows = connection.execute(places.limit(limit + 1)).all()
    found = rows[:limit]
    hits = fetch_hits(connection, [row.id for row in found])
    more = len(rows) > limit
    following = _write(asked, order, found[-1], query) if more else None
    return Answer(hits, following, order is Order.FIT, tuple(asked.respelt.items()))


def follow(connection: Connection, query: Query, after: int) -> tuple[tuple[Hit, ...], int | None]:
    """Some of the statements that answer a query, by the order in which they were added.

    Args:
        connection: to read from.
        query: what to look for.
        after: the id after which to go on; 0 to begin.

    Returns:
        The statements, and the id after which to go on, None at the end.

    Raises:
        UsageError: the query's text holds no word.
    """
    asked = _ask(connection, query, None)
    if not all(asked.groups):
        return (), None
    if asked.rare or asked.common:
        full = full_text_of(connection)
        found, id_ = select(full.id.label("id")).select_from(full.table), full.id
        if asked.days:
            found = found.join(t.statement, t.statement.c.id == full.id)
        found = found.where(full.matches(asked.groups))
    else:
        found, id_ = select(t.statement.c.id), t.statement.c.id
        found = found.where(*column_conditions(connection, query).values())
    if asked.within:
        found = found.where(id_.between(*asked.within))
    found = found.where(*asked.days, id_ > after).order_by(id_).limit(AT_ONCE)
    ids = connection.execute(found).scalars().all()
    return fetch_hits(connection, ids), ids[-1] if len(ids) == AT_ONCE else None


def fetch_hits(connection: Connection, ids: Sequence[int]) -> tuple[Hit, ...]:
    """The hits by these ids, in their order."""
    if not ids:
        return ()
    rows = {row.id: row for row in connection.execute(select_hits().where(t.statement.c.id.in_(ids)))}
    return make_hits(connection, [rows[number] for number in ids if number in rows])


def _write(asked: _Asked, order: Order, last: Any, query: Query) -> str:
    return write_cursor(Place(order, last.place, last.id, asked.ranked if order is Order.FIT else 0), query)


def _ask(connection: Connection, query: Query, after: Place | None) -> _Asked:
    facets, days = asked_facets(connection, query), date_conditions(query)
    within = _ids_of_capture(connection, query.capture) if query.capture is not None else None
    if not (query.text or "").strip():
        return _Asked(facets, days, within)
    phrases = phrases_of(query.text or "")
    if not phrases:
        raise UsageError("the query holds no word: give words to look for")
    counts = count_terms(connection, [term for phrase in phrases for term in phrase])
    respelt = respell(connection, [term for phrase in phrases for term in phrase if counts[term] == 0])
    counts |= count_terms(connection, {term for near in respelt.values() for term in near})
    groups = [_spellings(phrase, respelt) for phrase in phrases]
    ranked = after.ranked if after else _choose_rare(groups, counts, RANKED[connection.dialect.name])
    rare = [group for at, group in enumerate(groups) if ranked >> at & 1]
    common = [group for at, group in enumerate(groups) if not ranked >> at & 1]
    return _Asked(facets, days, within, rare, common, respelt, ranked)


def _choose_rare(groups: Groups, counts: Mapping[str, int], most: int) -> int:
    """Which groups so few statements can have, a bit for each."""
    bounds = [sum(min(counts[term] for term in phrase) for phrase in group) for group in groups]
    return sum(1 << at for at, bound in enumerate(bounds) if bound <= most)


def _ids_of_capture(connection: Connection, key: str) -> tuple[int, int]:
    """The first and the last id of a capture's statements; none has an id of 0."""
    c = t.statement.c
    of = select(t.snapshot.c.id).where(t.snapshot.c.key == line_of(key)).scalar_subquery()
    first, last = connection.execute(select(func.min(c.id), func.max(c.id)).where(c.snapshot_id == of)).one()
    return first or 0, last or 0


def _spellings(phrase: Phrase, respelt: dict[str, tuple[str, ...]]) -> list[Phrase]:
    """The phrase in other spellings: of a term each, of terms in a row the likeliest of each."""
    if len(phrase) == 1:
        return [(term,) for term in respelt.get(phrase[0], phrase)]
    return [tuple(respelt.get(term, (term,))[0] for term in phrase)]


def _order_of(connection: Connection, asked: _Asked) -> Order:
    """How hits are sorted: by how well they fit, where a word says much; else the latest first."""
    if asked.rare:
        return Order.FIT
    if not asked.common or asked.within is not None:
        return Order.LATEST
    few = bool(asked.facets) and _is_few(connection, asked.groups)
    return Order.LATEST if few else Order.ADDED


def _is_few(connection: Connection, groups: Groups) -> bool:
    """Whether there are not more hits than are sorted."""
    some = _of_full_text(connection, groups).limit(SORTED + 1).subquery()
    return (connection.execute(select(func.count()).select_from(some)).scalar() or 0) <= SORTED


def _of_full_text(connection: Connection, groups: Groups) -> Select[Any]:
    full = full_text_of(connection)
    return select(full.id.label("id")).select_from(full.table).where(full.matches(groups)).correlate(None)


def _by_fit(connection: Connection, asked: _Asked, after: Place | None) -> Select[Any]:
    """By how well the rare words fit."""
    full = full_text_of(connection)
    ranked = asked.rare or asked.groups  # a cursor may say that no word is rare
    rank = full.rank(ranked)
    query = _narrowed(full, rank, asked).where(full.matches(ranked))
    if len(ranked) < len(asked.groups):
        # Apart, for to rank by a word FTS5 goes through all statements that have it; and plus nothing, or it
        # would look up each of the others' ids by itself, which takes a hundred times as long.
        query = query.where((full.id + 0).in_(_of_full_text(connection, asked.groups)))
    if after is not None:
        at = float(after.value)
        query = query.where((rank > at) | ((rank == at) & (full.id > after.id)))
    return query.order_by(rank, full.id)


def _last_added(connection: Connection, asked: _Asked, after: Place | None, limit: int) -> Sequence[Any]:
    """What was added last, so many at most, the last first."""
    full = full_text_of(connection)
    newest = after.id - 1 if after else connection.execute(select(func.max(t.statement.c.id))).scalar() or 0
    found = _narrowed(full, full.id, asked)
    rows: Sequence[Any] = ()
    for query in full.last_first(found, asked.groups, newest):
        rows = connection.execute(query.limit(limit)).all()
        if len(rows) == limit:
            break
    return rows


def _narrowed(full: FullText, place: ColumnElement[Any], asked: _Asked) -> Select[Any]:
    """A query of ids and places in the full text, with what is asked beside words and facets."""
    found = select(full.id.label("id"), place.label("place")).select_from(full.table)
    if asked.days:
        found = found.join(t.statement, t.statement.c.id == full.id).where(*asked.days)
    return found.where(full.id.between(*asked.within)) if asked.within else found


def _by_date(connection: Connection, asked: _Asked, query: Query, after: Place | None) -> Select[Any]:
    """What was published last first: by an index that has this order, or sorted where it is not much."""
    c = t.statement.c
    found = select(c.id, c.published.label("place")).where(*asked.days)
    columns = column_conditions(connection, query)
    if asked.within is not None:
        found = found.where(c.id.between(*asked.within))
    if asked.common or (asked.within is None and _is_sorted_out(connection, asked, columns)):
        few = _of_full_text(connection, asked.groups)
        if asked.within is not None:
            few = few.where(full_text_of(connection).id.between(*asked.within))
        # Its limit keeps a database from looking for each of the latest statements in it, one by one.
        sub = few.limit(SORTED).subquery()
        found = found.join(sub, sub.c.id == c.id)
    else:
        found = found.where(*columns.values())
        if asked.within is None and columns.keys() not in ORDERED:
            found = found.with_hint(t.statement, "INDEXED BY ix_statement_published", "sqlite")
    if after is not None:
        at = str(after.value)
        found = found.where((c.published < at) | ((c.published == at) & (c.id < after.id)))
    return found.order_by(c.published.desc(), c.id.desc())


def _is_sorted_out(connection: Connection, asked: _Asked, columns: Mapping[str, Any]) -> bool:
    """Whether hits are found first and then sorted: no index has both the filters and the order.

    Where there are too many for that, some are soon met on the way from the latest to the first.
    """
    return columns.keys() not in ORDERED and _is_few(connection, asked.facets)
