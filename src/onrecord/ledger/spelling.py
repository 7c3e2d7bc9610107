"""Terms that no statement has → those that it may be a slip for, among the terms that statements have."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, func, select

from onrecord.ledger import schema as t

LONG = 6  # letters from which two slips are forgiven; of a shorter word one
SHORTEST = 3  # of fewer letters too many words are one slip away
MOST = 3  # words that are tried for one
MOST_LOOKED_AT = 20_000  # words that begin or end as one does; more take longer than a reader waits
MOST_RESPELT = 8  # words of one query: a text in another language is not a slip
_LAST = "\U0010ffff"  # sorts after whatever a word goes on with


def respell(connection: Connection, terms: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The likeliest spellings of terms that no statement has; those without any are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for term in list(dict.fromkeys(terms))[:MOST_RESPELT]:
        if len(term) >= SHORTEST and (near := _near(connection, term)):
            found[term] = near
    return found


def _near(connection: Connection, term: str) -> tuple[str, ...]:
    """Those with the fewest slips, of these the commonest.

    Slips leave the beginning or the end of a word as it is, but for few words: so those are looked at that
    begin, or end, alike. Going through all words would take longer the more of them a ledger has.
    """
    slips = 1 if len(term) < LONG else 2
    alike = max(1, len(term) // 3)
    c = t.word.c
    known: dict[str, int] = {}
    for side, start in ((c.term, term[:alike]), (c.back, term[::-1][:alike])):
        length = func.length(c.term).between(len(term) - slips, len(term) + slips)
        likely = select(c.term, c.n).where(side >= start, side < start + _LAST, length, c.n > 0)
        known |= dict(connection.execute(likely.limit(MOST_LOOKED_AT)).all())
    near = process.extract(term, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
    best = sorted(near, key=lambda each: (each[1], -known[each[0]], each[0]))
    return tuple(each[0] for each in best[:MOST])
