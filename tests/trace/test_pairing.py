"""Statements paired one to one: the best assignment, at a cost that does not grow with their product."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.trace import Item, are_alike, pair_items, pairing
from onrecord.trace.assignment import LARGEST_BLOCK, assign

CRANE, WICK = frozenset(["ada", "crane"]), frozenset(["tom", "wick"])


def item(words: str, who: frozenset[str] = CRANE, place: str = "") -> Item:
    return Item(tuple(words.split()), who, place)


PIER = "the old pier was safe for people on foot"
CASES = [
    ("the same", [item(PIER)], [item(PIER)], [(0, 0)]),
    ("one word changed", [item(PIER)], [item(PIER.replace("safe", "unsafe"))], [(0, 0)]),
    ("another source, the same words", [item(PIER)], [item(PIER, WICK)], [(0, 0)]),
    ("another source, three words", [item("we all agree")], [item("we all agree", WICK)], []),
    ("only the matter in common", [item(PIER)], [item("the pier guild wants ninety crowns for lamps")], []),
    ("no words", [item("")], [item("")], []),
    ("each says it, in another order", [item(PIER), item(PIER, WICK)], [item(PIER, WICK), item(PIER)], [(0, 1), (1, 0)]),
    ("nested with nested", [item(PIER), item(PIER, place="nested")], [item(PIER, place="nested"), item(PIER)], [(0, 1), (1, 0)]),
    ("one is nested now", [item(PIER)], [item(PIER, place="nested")], [(0, 0)]),
    ("a sentence of two", [item(PIER)], [item(PIER + " and lorries must keep away from its wooden pilings")], [(0, 0)]),
    ("the nearer wording", [item("lamps burn until midnight"), item("lamps burn until sunrise")], [item("lamps will burn until sunrise")], [(1, 0)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "pairs"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_pairs(first, second, pairs):
    assert pair_items(first, second) == pairs
    assert sorted((j, i) for i, j in pair_items(second, first)) == sorted(pairs)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("ada crane", "crane", True), ("ada crane", "ada crane", True), ("ada crane", "tom crane", False), ("", "crane", True)],
)  # fmt: skip
def test_sources_alike(one, other, alike):
    assert are_alike(frozenset(one.split()), frozenset(other.split())) is alike
    assert are_alike(frozenset(other.split()), frozenset(one.split())) is alike


table = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 100).map(lambda n: n / 100), max_size=12
)


def worth(scores, pairs):
    return sum(scores[pair] for pair in pairs)


@given(table)
def test_no_other_assignment_is_worth_more(scores):
    chosen = assign(scores)
    assert len({i for i, _ in chosen}) == len({j for _, j in chosen}) == len(chosen)
    best = max(
        sum(scores.get((i, j), 0) for i, j in enumerate(columns)) for columns in permutations(range(5))
    )
    assert worth(scores, chosen) == pytest.approx(best)


def test_a_block_too_large_is_paired_best_first():
    size = LARGEST_BLOCK + 1
    scores = {(i, j): 0.5 + 0.4 * (i == j) for i in range(size) for j in range(size)}
    assert assign(scores) == [(i, i) for i in range(size)]


WORDS = st.lists(st.sampled_from("pier ferry lamp guild the is not winter 400".split()), max_size=8)
ITEMS = st.lists(
    st.builds(lambda w, who: Item(tuple(w), who), WORDS, st.sampled_from([CRANE, WICK])), max_size=8
)


@given(ITEMS, ITEMS)
def test_each_item_is_in_one_pair_at_most(first, second):
    pairs = pair_items(first, second)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@given(ITEMS)
def test_all_that_has_words_pairs_with_itself(items):
    assert pair_items(items, items) == [(i, i) for i, it in enumerate(items) if it.words]


@pytest.mark.parametrize("shared", ["", "the harbour board pier ferry lamp "])
def test_pairs_weighed_grow_with_the_items_not_with_their_product(monkeypatch, shared):
    size, weighed = 1000, []
    first = [item(f"{shared}boat{n} carries cargo{n} to island{n}") for n in range(size)]
    second = [item(f"{shared}boat{n} carries cargo{n} from island{n + 1}") for n in range(size)]
    score = pairing._score
    monkeypatch.setattr(pairing, "_score", lambda *args: weighed.append(1) or score(*args))
    assert pair_items(first, second) == [(n, n) for n in range(size)]
    assert len(weighed) <= 2 * pairing.MAX_RIVALS * size
