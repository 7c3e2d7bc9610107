"""What of an address chooses the page."""

import pytest

from onrecord.text.urls import address_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/story.php?101", "https://a.example/story.php?102", False),
        ("https://a.example/story?id=", "https://a.example/story", False),
        ("https://a.example/story?amp", "http://amp.a.example/story/", True),
        ("https://a.example/story?&utm_source=x&", "https://www.a.example/story", True),
    ],
)
def test_which_addresses_are_of_one_page(one, other, same):
    assert (address_of(one) == address_of(other)) is same
