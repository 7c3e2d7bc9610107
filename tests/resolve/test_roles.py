"""Roles: how well a later mention fits one."""

import pytest

from onrecord.model import Snapshot
from onrecord.resolve.page import read_page
from onrecord.resolve.roles import Role, read_role
from tests.resolve.marked import entities


def _role(words: str) -> Role:
    page = read_page(Snapshot("p", words))
    return read_role(page, 0, len(page.words))


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ("German minister", "French leader"),
        ("deputy mayor of Germany", "acting leader of France"),
        ("mayor of Elm", "senator"),
    ],
)
def test_a_role_that_does_not_fit_fits_by_0(held, wanted):
    assert _role(held).fit(_role(wanted)) == 0


def test_the_same_role_fits():
    assert _role("mayor of Elm").fit(_role("Elm mayor")) > _role("mayor of Elm").fit(_role("mayor")) > 0


def test_the_leader_of_one_country_is_no_minister_of_another():
    (minister, leader) = entities("[A German minister] said no. [The French leader] said yes.")
    assert (minister.kind.value, minister.role) == ("anonymous", "German minister")
    assert leader.reasons == ("the page names no holder of that role",)
