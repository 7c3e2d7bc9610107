"""A quote, perhaps misremembered → the statements whose words are like it.

Candidates share clues with the quote: rare words, words in a row, pairs of common ones. Likeness is told word
by word: what is the same and in the same order counts most, rare words count more than common ones.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import LCSseq
from sqlalchemy import Connection, select

from onrecord.ledger import schema as t
from onrecord.ledger.counts import count_terms, read_tally
from onrecord.ledger.fulltext import Groups, full_text_of
from onrecord.ledger.search import fetch_hits
from onrecord.ledger.spelling import respell
from onrecord.ledger.terms import terms_of
from onrecord.model import Hit
from onrecord.text.spelling import one_spelling
from onrecord.text.stems import stem_word

MOST_TERMS = 300  # of a quote that count; a longer one is a page
RARE = 8  # of its words by which its likes are sought
CLUES = 18  # words, words in a row, and pairs of words
ROWS = 6  # of them in a row
MOST_BY_CLUE = 500  # statements that one clue may bring
GONE_THROUGH = 60_000  # statements with a clue's rarest word, of all clues: of common words a few must do
COMPARED = 200  # statements that are compared with the quote
LIKE = 0.5  # of the quote's weight that a statement must have to be its like: see bench/ledger_search.py

# What a word of the statement adds or takes off, in shares of its weight.
ELSEWHERE = 0.6  # it stands in another place in the quote, or in another form
MISSING = -0.3  # the quote has it not
LENGTH = 0.05  # what being as long as the quote counts, beside a likeness of 1
_SHORT = 3  # letters of words that are no sign of anything where the quote has them not


@dataclass(frozen=True, slots=True)
class _Quote:
    """What is looked for: its words in one spelling, and what each weighs."""

    words: list[str]
    weights: dict[str, float]

    @property
    def weight(self) -> float:
        return sum(self.weights[word] for word in self.words)


def find_like(connection: Connection, words: str, *, limit: int = 20) -> list[tuple[Hit, float]]:
    """Statements whose words are like a quote: each with its likeness, 0 to 1, the likest first."""
    terms = terms_of(words[: MOST_TERMS * 40])[:MOST_TERMS]
    counts = count_terms(connection, terms)
    near = respell(connection, [term for term in terms if not counts[term]])
    terms = [near.get(term, (term,))[0] for term in terms]
    counts = count_terms(connection, terms)
    total = read_tally(connection)[t.statement.name]
    found = _find_candidates(connection, terms, counts, total)
    if not found:
        return []
    weights = {_fold(term): _weigh(counts[term], total) for term in terms}
    quote = _Quote([_fold(term) for term in terms], weights)
    c = t.statement.c
    scored: list[tuple[float, float, int]] = []
    for number, said in connection.execute(select(c.id, c.words).where(c.id.in_(found))):
        folded = [_fold(term) for term in terms_of(said)]
        likeness = liken(quote, folded)
        if likeness >= LIKE:  # of those that are as like, first the one that says least besides
            scored.append((-likeness - LENGTH * _compare_lengths(quote.words, folded), -likeness, number))
    best = sorted(scored)[:limit]
    hits = fetch_hits(connection, [number for _, _, number in best])
    return [(hit, round(-likeness, 4)) for hit, (_, likeness, _) in zip(hits, best, strict=True)]


def liken(quote: _Quote, said: Sequence[str]) -> float:
    """How like a statement's words are to a quote, 0 to 1: the best stretch of them counts."""
    blocks = LCSseq.opcodes(quote.words, said)
    same = {at for block in blocks if block.tag == "equal" for at in range(block.dest_start, block.dest_end)}
    paired = Counter(said[at] for at in same)
    rest = Counter(quote.words) - paired
    forms = Counter(stem_word(word) for word in rest.elements())
    unsaid = MISSING * quote.weight / max(1, len(quote.words))
    best = here = 0.0
    for at, word in enumerate(said):
        if at in same:
            here += quote.weights[word]
        elif rest[word] > 0:
            rest[word] -= 1
            forms[stem_word(word)] -= 1
            here += ELSEWHERE * quote.weights[word]
        elif forms[stem_word(word)] > 0:
            forms[stem_word(word)] -= 1
            here += ELSEWHERE * quote.weight / len(quote.words)
        elif len(word) > _SHORT:
            here = max(0.0, here + unsaid)
        best = max(best, here)
    return min(1.0, best / quote.weight)


def _compare_lengths(one: Sequence[str], other: Sequence[str]) -> float:
    return min(len(one), len(other)) / max(len(one), len(other), 1)


def _find_candidates(
    connection: Connection, terms: Sequence[str], counts: dict[str, int], total: int
) -> list[int]:
    """The statements that share the most clues, a clue weighing by how few have it."""
    full = full_text_of(connection)
    weights: dict[int, float] = {}
    for clue in _list_clues(terms, counts, total):
        query = select(full.id).select_from(full.table).where(full.matches(clue)).limit(MOST_BY_CLUE)
        ids = connection.execute(query).scalars().all()
        for number in ids:
            weights[number] = weights.get(number, 0.0) + _weigh(len(ids), total)
    return sorted(weights, key=lambda number: (-weights[number], number))[:COMPARED]


def _list_clues(terms: Sequence[str], counts: dict[str, int], total: int) -> Iterator[Groups]:
    """Rare words by themselves, three words in a row, and two or three of the rarer ones anywhere.

    They stop where the database would have gone through too much.
    """
    rare = sorted((term for term, n in counts.items() if n > 0), key=lambda term: (counts[term], term))[:RARE]
    rows = {row for row in zip(terms, terms[1:], terms[2:], strict=False) if all(counts[t] for t in row)}

    def expected(group: Sequence[str]) -> tuple[float, Sequence[str]]:
        return math.prod(counts[term] / total for term in group), group

    found: list[Groups] = [[[(term,)]] for term in rare if counts[term] <= MOST_BY_CLUE]
    common = [term for term in rare if counts[term] > MOST_BY_CLUE]
    found += [[[row]] for row in sorted(rows, key=expected)[:ROWS]]
    for size in (2, 3):
        if len(found) < CLUES:
            groups = sorted(combinations(common, size), key=expected)
            found += [[[(term,)] for term in group] for group in groups]
    spent = 0
    for clue in found[:CLUES]:
        yield clue
        spent += min(counts[term] for group in clue for phrase in group for term in phrase)
        if spent > GONE_THROUGH:
            return


def _weigh(count: int, total: int) -> float:
    """A term's weight: the fewer statements have it, the more (inverse document frequency)."""
    return math.log((total + 1) / (count + 0.5)) + 0.1


@lru_cache(maxsize=1 << 16)
def _fold(term: str) -> str:
    return one_spelling(term)
