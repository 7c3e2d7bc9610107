"""An indirect statement as it is looked for: the stems of its words, and how rare each is."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.text.stems import stem_word
from onrecord.trace.amounts import is_amount, read_amounts
from onrecord.trace.index import Index, Ints
from onrecord.trace.quote import Query, read_quote

MAX_STEMS = 60  # of one statement, the rarest; a longer one is a document
COMMON = 6.0  # nats; a word more often than one in 400 (the, of, that, people) leads nowhere by itself
FEWEST_STEMS = 2  # rarer ones; with fewer, anything that the speaker said would fit

_FUNCTION = frozenset(
    """a an the of to in on at by for with from as and or but nor not no so if than then that this these
    those it its he him his she her they them their we us our i me my you your who whom whose which what
    when where why how is am are was were be been being do does did done has have had having will would
    shall should can could may might must there here also too very just only even more most much many
    such own same other some any all each about into over under out up down off again further while
    because until before after between through during above below both few once say said go get got
    want plan need call make like one thing lot""".split()
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is looked for.

    Attributes:
        text: the statement's own words, as the page has them.
        weights: by stem, its rarity in nats.
        forms: by stem, the numbers of the words in the index that have it.
        amounts: the numbers that the statement tells.
    """

    text: str
    weights: dict[str, float]
    forms: dict[str, list[int]]
    amounts: frozenset[float]

    @property
    def total(self) -> float:
        """The rarity of all stems, in nats."""
        return sum(self.weights.values())


def read_statement(index: Index, query: Query) -> Statement:
    """Make a statement ready to be looked for.

    Args:
        index: the records.
        query: the statement on its page; what is said of speaker and day is not read here.

    Returns:
        The statement; it may hold no stem at all.
    """
    quote = read_quote(index, query)
    norms = quote.words.norms
    forms = forms_of(index)
    weights: dict[str, float] = {}
    for norm, own in zip(norms, quote.weights, strict=True):
        stem = stem_word(norm)
        if norm not in _FUNCTION and stem not in _FUNCTION:
            weights[stem] = rarity_of(index, forms.get(stem, []), own)
    kept = sorted(weights, key=lambda stem: -weights[stem])[:MAX_STEMS]
    return Statement(
        " ".join(query.text[s:e] for s, e in query.spans),
        {stem: weights[stem] for stem in kept},
        {stem: forms.get(stem, []) for stem in kept},
        frozenset(read_amounts(norms)) if any(map(is_amount, norms)) else frozenset(),
    )


def rarity_of(index: Index, forms: list[int], own: float) -> float:
    """The rarity of a stem: of all its forms together; ``own``, of the word itself, where none is there."""
    if not forms:
        return own
    return float(-np.log(np.exp(-index.weights[forms]).sum()))


@lru_cache(maxsize=2)
def forms_of(index: Index) -> dict[str, list[int]]:
    """The numbers of the words of an index by their stem; made once, in a tenth of a second."""
    forms: dict[str, list[int]] = {}
    for number, norm in enumerate(index.vocabulary, 1):
        forms.setdefault(stem_word(norm), []).append(number)
    return forms


@lru_cache(maxsize=2)
def stems_by_number(index: Index) -> NDArray[np.object_]:
    """The stem of each word of an index, by the word's number; number 0 is no word and has an empty one."""
    return np.array(["", *map(stem_word, index.vocabulary)], dtype=object)


def places_of(index: Index, forms: list[int]) -> Ints:
    """All places of some words, in order."""
    found = [index.places_of(number) for number in forms]
    return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)
