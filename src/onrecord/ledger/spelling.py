"""Terms that no statement has → those that it may be a slip for, among the terms that statements have."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, func, select

from onrecord.ledger import schema as t

LONG = 6  # letters from which two slips are forgiven; of a shorter word one
SHORTEST = 3  # of fewer letters too many words are one slip away
MOST = 3  # words that are tried for one
MOST_RESPELT = 8  # words of one query: a text in another language is not a slip


def count_terms(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many statements each term stands; 0 where in none."""
    wanted = set(terms)
    query = select(t.word.c.term, t.word.c.n).where(t.word.c.term.in_(wanted))
    return dict.fromkeys(wanted, 0) | dict(connection.execute(query).tuples().all())


def respell(connection: Connection, terms: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The likeliest spellings of terms that no statement has; those without any are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for term in list(dict.fromkeys(terms))[:MOST_RESPELT]:
        if len(term) >= SHORTEST and (near := _near(connection, term)):
            found[term] = near
    return found


def _near(connection: Connection, term: str) -> tuple[str, ...]:
    """Those with the fewest slips, of these the commonest: the first letter is right in nearly all slips."""
    slips = 1 if len(term) < LONG else 2
    c = t.word.c
    length = func.length(c.term)
    likely = select(c.term, c.n).where(c.n > 0, length.between(len(term) - slips, len(term) + slips))
    after = term[0] + "\U0010ffff"
    for where in ((c.term >= term[0]) & (c.term < after), c.term < term[0], c.term >= after):
        known = dict(connection.execute(likely.where(where)).tuples().all())
        near = process.extract(term, known.keys(), scorer=OSA.distance, score_cutoff=slips, limit=50)
        if near:
            best = sorted(near, key=lambda each: (each[1], -known[each[0]], each[0]))
            return tuple(each[0] for each in best[:MOST])
    return ()
