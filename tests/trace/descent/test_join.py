"""Bonds → families: no slogan and no namesake glues two, and the order of the bonds decides nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.trace.descent import BondKind, Bonds, are_others, join_bonds, number_names

WHOLE, ONE, OTHER, CONTESTED = BondKind


def join(speakers, *bonds):
    """The families of quotes, each bond (one, other, strength, kind)."""
    names, numbers = number_names(speakers)
    one, other, strength, kinds = (np.array(column) for column in zip(*bonds, strict=True))
    return join_bonds(
        Bonds(one, other, strength.astype(float), kinds.astype(np.int8), numbers, names)
    ).tolist()


def test_a_part_goes_with_the_whole_that_it_shares_most_with():
    assert join([None] * 3, (0, 1, 30, OTHER), (1, 2, 40, ONE)) == [0, 1, 1]


def test_a_part_does_not_part_wholes_that_belong_together():
    assert join([None] * 3, (0, 1, 30, OTHER), (1, 2, 40, ONE), (0, 2, 20, WHOLE)) == [0] * 3


def test_wordings_of_a_slogan_go_with_one_whole_together():
    slogans = (1, 2, 30, WHOLE)
    assert join([None] * 4, slogans, (0, 1, 30, OTHER), (2, 3, 29, ONE)) == [0, 0, 0, 3]


def test_a_part_of_a_part_is_in_the_whole():
    assert join([None] * 3, (0, 1, 60, OTHER), (1, 2, 40, OTHER), (0, 2, 40, OTHER)) == [0] * 3


def test_one_who_is_not_named_puts_no_two_people_together():
    assert join(["Ada Crane", "she", "Tom Wick"], (0, 1, 50, WHOLE), (1, 2, 60, WHOLE)) == [0, 1, 1]


def test_names_of_a_family_are_all_heeded():
    # 0 and 1 are one family with two ways to name one person; 2 agrees with neither, though with "she"
    speakers = ["Ada Crane", "Crane", "Tom Wick", "she"]
    assert join(speakers, (0, 1, 90, WHOLE), (1, 3, 80, WHOLE), (2, 3, 70, WHOLE)) == [0, 0, 2, 0]


def test_words_given_to_two_people_make_their_families_one_last():
    speakers = ["Ada Crane", "Ada Crane", "Tom Wick", "Tom Wick", "she"]
    bonds = [(0, 1, 100, WHOLE), (2, 3, 100, WHOLE), (1, 4, 95, WHOLE), (3, 4, 99, WHOLE)]
    assert join(speakers, *bonds) == [0, 0, 2, 2, 2]
    assert join(speakers, *bonds, (0, 2, 200, CONTESTED)) == [0] * 5


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
BONDS = st.lists(
    st.tuples(PLACES, PLACES, st.integers(30, 34), st.sampled_from(BondKind)).filter(lambda b: b[0] < b[1]),
    min_size=1,
)


@given(st.lists(SPEAKERS, min_size=QUOTES, max_size=QUOTES), BONDS, st.randoms())
def test_the_order_of_bonds_decides_nothing(speakers, bonds, rng):
    found = join(speakers, *bonds)
    rng.shuffle(bonds)
    assert join(speakers, *bonds, *bonds) == found
    assert all(head <= i and found[head] == head for i, head in enumerate(found))


@given(st.lists(SPEAKERS, min_size=QUOTES, max_size=QUOTES), BONDS)
def test_a_family_has_two_people_only_where_words_are_contested(speakers, bonds):
    found = join(
        speakers,
        *((i, j, strength, kind) for i, j, strength, kind in bonds if kind != CONTESTED),
        (0, 1, 1, ONE),
    )
    for head in set(found):
        told = [name for name, one in zip(speakers, found, strict=True) if one == head]
        assert not any(are_others(a, b) for a in told for b in told)
