"""Bonds → families: no slogan and no namesake glues two, and the order of the bonds decides nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.trace.descent import Bonds, join_bonds, number_names
from onrecord.trace.descent.bond import are_others


def join(speakers, long, *bonds):
    """The families of quotes, each bond (one, other, strength)."""
    names, numbers = number_names(speakers)
    is_long = np.array(long, np.bool_)
    one, other, strength = (np.array(column) for column in zip(*bonds, strict=True))
    is_short = ~(is_long[one] & is_long[other])
    return join_bonds(Bonds(one, other, strength.astype(float), is_short, is_long, numbers, names)).tolist()


def test_a_short_quote_goes_with_the_stronger_of_two_long_ones():
    assert join([None] * 3, [1, 0, 1], (0, 1, 30), (1, 2, 40)) == [0, 1, 1]


def test_a_short_quote_does_not_part_what_long_ones_tie():
    assert join([None] * 4, [1, 0, 1, 1], (0, 1, 30), (1, 2, 40), (0, 3, 35), (2, 3, 35)) == [0] * 4


def test_one_who_is_not_named_puts_no_two_people_together():
    assert join(["Ada Crane", "she", "Tom Wick"], [1, 1, 1], (0, 1, 50), (1, 2, 60)) == [0, 1, 1]


def test_names_of_a_family_are_all_heeded():
    # 0 and 1 are one family with two ways to name one person; 2 agrees with neither, though with "she"
    speakers = ["Ada Crane", "Crane", "Tom Wick", "she"]
    assert join(speakers, [1] * 4, (0, 1, 90), (1, 3, 80), (2, 3, 70)) == [0, 0, 2, 0]


@pytest.mark.parametrize(
    ("one", "other", "others"),
    [
        ("Ada Crane", "Tom Wick", True),
        ("Ada Crane", "Crane", False),
        ("Ada Crane, the mayor of Hask", "Ada Crane", False),
        ("she", "Ada Crane", False),
        ("a spokesman", "officials", False),
        (None, "Ada Crane", False),
        ("Hask Ferries", "Pelmouth Council", True),
    ],
)
def test_names_speak_against_one_another_both_ways_round(one, other, others):
    assert are_others(one, other) == are_others(other, one) == others


QUOTES = 7
SPEAKERS = st.sampled_from(["Ada Crane", "Crane", "Tom Wick", "she", None])
PLACES = st.integers(0, QUOTES - 1)
BONDS = st.lists(st.tuples(PLACES, PLACES, st.integers(30, 34)).filter(lambda b: b[0] < b[1]), min_size=1)


@given(st.lists(SPEAKERS, min_size=QUOTES, max_size=QUOTES), st.lists(st.booleans(), min_size=QUOTES, max_size=QUOTES), BONDS, st.randoms())  # fmt: skip
def test_the_order_of_bonds_decides_nothing_and_no_family_has_two_people(speakers, long, bonds, rng):
    found = join(speakers, long, *bonds)
    rng.shuffle(bonds)
    assert join(speakers, long, *bonds, *bonds) == found
    assert all(head <= i and found[head] == head for i, head in enumerate(found))
    for head in set(found):
        told = [name for name, one in zip(speakers, found, strict=True) if one == head]
        assert not any(are_others(a, b) for a in told for b in told)
