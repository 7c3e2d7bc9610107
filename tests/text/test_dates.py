"""Days named in a text, seen from a page's day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.dates import resolve_day

THURSDAY = date(2031, 5, 8)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Thursday", "2031-05-08"),
        ("on Friday", "2031-05-02"),
        ("last Friday evening", "2031-05-02"),
        ("next Friday", "2031-05-09"),
        ("next Thursday", "2031-05-15"),
        ("yesterday", "2031-05-07"),
        ("this morning", "2031-05-08"),
        ("last week", "2031-W18"),
        ("last month", "2031-04"),
        ("3 May", "2031-05-03"),
        ("May 3rd, 2029", "2029-05-03"),
        ("on the 3rd of Sept.", "2031-09-03"),
        ("29 December", "2030-12-29"),
        ("31 June", None),
        ("in June", "2030-06"),
        ("in June 2029", "2029-06"),
        ("in 2029", "2029"),
        ("at a rally", None),
        ("", None),
    ],
)
def test_days(words, day):
    assert resolve_day(words, THURSDAY) == day


@given(st.text(max_size=60), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_any_text_is_answered(words, page):
    found = resolve_day(words, page)
    assert found is None or found[:4].isdecimal()
