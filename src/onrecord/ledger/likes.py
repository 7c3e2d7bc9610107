"""A quote, perhaps misremembered → the statements whose words are like it.

Candidates share clues with the quote: its rare words, and pairs of those that are not. Likeness is told word
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
from onrecord.ledger.fulltext import full_text_of
from onrecord.ledger.search import fetch_hits
from onrecord.ledger.spelling import respell
from onrecord.ledger.terms import terms_of
from onrecord.model import Hit
from onrecord.text.spelling import one_spelling
from onrecord.text.stems import stem_word

MOST_TERMS = 300  # of a quote that count; a longer one is a page
RARE = 8  # of its words by which its likes are sought
CLUES = 16  # words and pairs of words
MOST_BY_CLUE = 2000  # statements that one clue may bring
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
    found = _find_candidates(connection, counts, total)
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


def _find_candidates(connection: Connection, counts: dict[str, int], total: int) -> list[int]:
    """The statements that share the most clues, a clue weighing by how few have it."""
    full = full_text_of(connection)
    weights: Counter[int] = Counter()
    for clue in _list_clues(counts, total):
        query = select(full.id).select_from(full.table).where(full.matches([[(term,)] for term in clue]))
        ids = connection.execute(query.limit(MOST_BY_CLUE)).scalars().all()
        weight = _weigh(len(ids), total)
        for number in ids:
            weights[number] += weight  # type: ignore[assignment]
    return [number for number, _ in weights.most_common(COMPARED)]


def _list_clues(counts: dict[str, int], total: int) -> Iterator[tuple[str, ...]]:
    """Words by themselves where few statements have them, else two together, or three."""
    rare = sorted((term for term, n in counts.items() if n > 0), key=lambda term: (counts[term], term))[:RARE]
    clues: list[tuple[str, ...]] = [(term,) for term in rare if counts[term] <= MOST_BY_CLUE]
    for size in (2, 3):
        if len(clues) < RARE:  # so many clues that a few misremembered words do no harm
            groups = (g for g in combinations(rare, size) if counts[g[0]] > MOST_BY_CLUE)
            clues += sorted(groups, key=lambda group: math.prod(counts[term] / total for term in group))
    yield from clues[:CLUES]


def _weigh(count: int, total: int) -> float:
    """A term's weight: the fewer statements have it, the more (inverse document frequency)."""
    return math.log((total + 1) / (count + 0.5)) + 0.1


@lru_cache(maxsize=1 << 16)
def _fold(term: str) -> str:
    return one_spelling(term)
