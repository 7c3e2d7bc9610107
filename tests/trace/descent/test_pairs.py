"""Which quotes are held against each other, of what they share."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.trace.descent import VOICE, pair_within_runs
from onrecord.trace.descent.pairs import MANY, NEAR


def pair(*rows):
    """The pairs of rows (run, voice, words, name)."""
    told = [(run, voice << 64 - VOICE | words, name) for run, voice, words, name in rows]
    one, other = pair_within_runs(*np.array(told, np.uint64).reshape(-1, 3).T)
    return list(zip(one.tolist(), other.tolist(), strict=True))


def test_like_words_of_one_are_held_against_the_first_alone():
    assert pair((7, 1, 5, 10), (7, 1, 5, 11), (7, 1, 5, 12)) == [(10, 11), (10, 12)]


def test_two_people_are_not_held_against_each_other_but_for_the_first_who_is_named():
    assert pair((7, 1, 5, 10), (7, 2, 6, 11), (7, 2, 7, 12)) == [(10, 11), (10, 12), (11, 12)]
    nobody = (7, 0, 4, 9)  # comes first
    first, second = (7, 1, 5, 10), (7, 2, 6, 11)
    assert pair(nobody, first, second) == [(9, 10), (9, 11), (10, 11)]


def test_a_run_of_many_people_is_everybodys_and_pairs_but_like_words_of_one():
    people = [(7, voice, voice, voice) for voice in range(1, MANY + 1)]
    assert pair((7, 0, 4, 90), (7, 0, 4, 91), *people, (7, 2, 99, 50)) == []
    assert pair(*people, (7, 2, 2, 50)) == [(2, 50)]


def test_a_run_that_is_mostly_ones_is_his_though_others_have_it():
    his = [(7, 1, words, words) for words in range(1, 20)]
    others = [(7, voice, 100 + voice, 100 + voice) for voice in range(2, MANY + 2)]
    assert (1, 90) in pair((7, 1, 0, 1), (7, 0, 4, 90), *his, *others)


def test_a_run_that_all_have_costs_so_many_pairs_each():
    rows = [(7, 0, i, i) for i in range(2_000)]
    assert len(pair(*rows)) <= (NEAR + 1) * len(rows)
    rows = [(7, 1, i, i) for i in range(2_000)]
    assert len(pair(*rows)) <= (NEAR + 1) * len(rows)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 3), st.integers(0, 30))),
    st.randoms(),
)
def test_the_order_of_rows_decides_nothing(rows, rng):
    rows = list({(run, name): (run, name % 5, name % 7, name) for run, _, _, name in rows}.values())
    found = pair(*rows)
    rng.shuffle(rows)
    assert pair(*rows) == found
    assert all(one < other for one, other in found) and len(set(found)) == len(found)
