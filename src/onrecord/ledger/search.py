"""Searching the statements: by their words, by who, where, when and how, and by a quote misremembered."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Connection, select

from onrecord.errors import UsageError
from onrecord.ledger import schema as t
from onrecord.ledger.codec import key_of
from onrecord.ledger.fulltext import Groups, Phrase, full_text_of
from onrecord.ledger.spelling import count_terms, respell
from onrecord.ledger.terms import phrases_of, terms_of
from onrecord.ledger.views import make_hits, select_hits
from onrecord.model import Answer, Hit, Query

MOST = 200  # hits at once
RANKED = 20_000  # statements that may fit and still be ranked by how well; of more, the latest come first
_LIKE_TERMS = 8  # rarest terms of a quote by which its likes are sought
_LIKE_STATEMENTS = 30_000  # that those terms may stand in together
_LIKE_LOOKED_AT = 200  # of them that are compared with the quote
LIKE = 60.0  # rapidfuzz's partial ratio, 0 to 100, from which a statement is like a quote

Place = tuple[Any, int]  # of a hit in the order: what it is sorted by, and its id


def search(connection: Connection, query: Query, *, limit: int = 20, cursor: str | None = None) -> Answer:
    """Find statements.

    Args:
        connection: to read from.
        query: what to look for.
        limit: hits at most, 1 to `MOST`.
        cursor: from where to go on: `Answer.next` of the same query.

    Raises:
        UsageError: the query holds no word or no date, or the cursor is not one of its own.
    """
    limit = max(1, min(limit, MOST))
    after = _read_cursor(cursor, query) if cursor else None
    filters = _filters(connection, query)
    if not (query.text or "").strip():
        return _answer(connection, _by_date(filters, after), query, limit)
    phrases = phrases_of(query.text or "")
    if not phrases:
        raise UsageError("the query holds no word: give words to look for")
    counts = count_terms(connection, [term for phrase in phrases for term in phrase])
    respelt = respell(connection, [term for term, n in counts.items() if n == 0])
    groups = [_spellings(phrase, respelt) for phrase in phrases]
    alternatives = {term for near in respelt.values() for term in near}
    counts |= count_terms(connection, alternatives) if alternatives else {}
    ranked = min(sum(min(counts[w] for w in phrase) for phrase in group) for group in groups) <= RANKED
    places = _by_words(connection, groups, filters, after, ranked=ranked)
    told = tuple((term, near) for term, near in respelt.items())
    return _answer(connection, places, query, limit, ranked=ranked, respelt=told)


def find_like(connection: Connection, words: str, *, limit: int = 20) -> list[tuple[Hit, float]]:
    """Statements whose words are like a quote, perhaps misremembered: each with its likeness, 0 to 1.

    Candidates share some of the quote's rarest terms; what is like it is told letter by letter.
    """
    terms = list(dict.fromkeys(terms_of(words)))[:500]
    counts = count_terms(connection, terms) if terms else {}
    near = respell(connection, [term for term in terms if counts[term] == 0])
    counts |= count_terms(connection, {w for ws in near.values() for w in ws}) if near else {}
    known = sorted((term for term, n in counts.items() if n > 0), key=lambda term: (counts[term], term))
    chosen: list[Phrase] = []
    total = 0
    for term in known[:_LIKE_TERMS]:
        total += counts[term]
        if chosen and total > _LIKE_STATEMENTS:
            break
        chosen.append((term,))
    if not chosen:
        return []
    full = full_text_of(connection)
    ids = select(full.id).select_from(full.table).where(full.matches([chosen]))
    ids = ids.order_by(full.rank([chosen])).limit(_LIKE_LOOKED_AT)
    c = t.statement.c
    asked = " ".join(terms_of(words))
    rows = connection.execute(select(c.id, c.words).where(c.id.in_(ids))).all()
    scored = [(row.id, _likeness(asked, " ".join(terms_of(row.words)))) for row in rows]
    best = sorted((pair for pair in scored if pair[1] >= LIKE), key=lambda pair: (-pair[1], pair[0]))[:limit]
    hits = {hit.key: hit for hit in _fetch(connection, [number for number, _ in best])}
    ordered = list(hits.values())
    return [(hit, score / 100) for hit, (_, score) in zip(ordered, best, strict=True)]


def _likeness(asked: str, words: str) -> float:
    """The best fit of the shorter within the longer; a few words within a long quote are not its like."""
    if len(words) < len(asked) / 4:
        return 0.0
    return fuzz.partial_ratio(asked, words)


def _spellings(phrase: Phrase, respelt: dict[str, tuple[str, ...]]) -> list[Phrase]:
    """The phrase in other spellings: of a term each, of terms in a row the likeliest of each."""
    if len(phrase) == 1:
        return [(term,) for term in respelt.get(phrase[0], phrase)]
    return [tuple(respelt.get(term, (term,))[0] for term in phrase)]


def _filters(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    c = t.statement.c
    found: list[ColumnElement[bool]] = []
    for column, value in ((c.mode, query.mode), (c.kind, query.kind), (c.state, query.state)):
        if value is not None:
            found.append(column == str(value))
    if query.outlet is not None:
        found.append(c.outlet == query.outlet)
    if query.since is not None:
        found.append(c.published >= query.since)
    if query.until is not None:
        found.append((c.published < query.until + "U") & (c.published != ""))  # "2021-03-02T…" is within it
    if query.drift is not None:
        found.append(c.drift.contains(f" {query.drift} ", autoescape=True))
    if query.speaker is not None:
        found.append(c.speaker_id.in_(_speaker_ids(connection, query.speaker)))
    if query.record is not None:
        traced = select(t.quotation.c.statement_id).where(t.quotation.c.record_key == query.record)
        found.append(c.id.in_(traced))
    if query.capture is not None:
        of = select(t.snapshot.c.id).where(t.snapshot.c.key == query.capture).scalar_subquery()
        found.append(c.snapshot_id == of)
    return found


def _speaker_ids(connection: Connection, asked: str) -> Sequence[int]:
    """Everyone who is meant: by key or name, with the names that are judged to be the same one's."""
    c = t.speaker.c
    named = (c.key == asked) | (c.folded == " ".join(terms_of(asked)))
    canonical = select(c.canonical_id).where(named)
    return connection.execute(select(c.id).where(c.canonical_id.in_(canonical)).limit(1000)).scalars().all()


def _by_date(filters: list[ColumnElement[bool]], after: Place | None) -> Any:
    c = t.statement.c
    query = select(c.id, c.published.label("place")).where(*filters)
    if after is not None:
        query = query.where(
            (c.published < str(after[0])) | ((c.published == str(after[0])) & (c.id < after[1]))
        )
    return query.order_by(c.published.desc(), c.id.desc())


def _by_words(
    connection: Connection,
    groups: Groups,
    filters: list[ColumnElement[bool]],
    after: Place | None,
    *,
    ranked: bool,
) -> Any:
    full = full_text_of(connection)
    rank = full.rank(groups)
    place = rank if ranked else full.id
    query = select(full.id.label("id"), place.label("place")).select_from(full.table)
    if filters:
        query = query.join(t.statement, t.statement.c.id == full.id)
    query = query.where(full.matches(groups), *filters)
    if ranked:
        if after is not None:
            query = query.where((rank > float(after[0])) | ((rank == float(after[0])) & (full.id > after[1])))
        return query.order_by(rank, full.id)
    if after is not None:
        query = query.where(full.id < after[1])
    return query.order_by(full.id.desc())


def _answer(
    connection: Connection,
    places: Any,
    query: Query,
    limit: int,
    *,
    ranked: bool = False,
    respelt: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Answer:
    rows = connection.execute(places.limit(limit + 1)).all()
    more = len(rows) > limit
    rows = rows[:limit]
    hits = _fetch(connection, [row.id for row in rows])
    following = _write_cursor((rows[-1].place, rows[-1].id), query) if more else None
    return Answer(hits, following, ranked, respelt)


def _fetch(connection: Connection, ids: Sequence[int]) -> tuple[Hit, ...]:
    """The hits by these ids, in their order."""
    if not ids:
        return ()
    rows = {row.id: row for row in connection.execute(select_hits().where(t.statement.c.id.in_(ids)))}
    return make_hits(connection, [rows[number] for number in ids if number in rows])


def _write_cursor(place: Place, query: Query) -> str:
    stored = json.dumps([_mark(query), place[0], place[1]])
    return base64.urlsafe_b64encode(stored.encode()).decode().rstrip("=")


def _read_cursor(cursor: str, query: Query) -> Place:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        mark, place, number = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if mark == _mark(query) and isinstance(number, int) and isinstance(place, str | int | float):
            return place, number
    except (ValueError, TypeError, binascii.Error):
        pass
    raise UsageError("the cursor is not one of this query; begin without it")


def _mark(query: Query) -> str:
    return key_of(repr(query))[:8]
