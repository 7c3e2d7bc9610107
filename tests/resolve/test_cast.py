"""The figures of a page on which very many have something in common."""

from onrecord.resolve.cast import MAX_HOLDERS
from tests.resolve.marked import names


def test_one_holder_with_many_roles_does_not_keep_the_others_out():
    told = "".join(f"Ann Roe, the Elm{i} senator, rose.\n" for i in range(MAX_HOLDERS + 1))
    page = f"{told}Hugo Lind, the Oak senator, sat down.\n\nIt was late, [the Oak senator] said."
    assert names(page) == ["Hugo Lind"]


def test_the_one_named_beside_is_found_in_a_large_family():
    others = "".join(f"Ann{i} Roe rose.\n" for i in range(60))
    assert names(f"Hugo Roe rose. “No,” [Roe] said.\n{others}") == ["Hugo Roe"]
