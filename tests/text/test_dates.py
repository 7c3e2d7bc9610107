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
        ("last Thursday", "2031-05-01"),
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
        ("in May last year", "2030-05"),
        ("on 3 June of last year", "2030-06-03"),
        ("the day before yesterday", "2031-05-06"),
        ("on Monday, 7 April", "2031-04-07"),
        ("on 3rd May", "2031-05-03"),
        ("Oct. 12, 2029", "2029-10-12"),
        ("three days ago", "2031-05-05"),
        ("two weeks ago", "2031-W17"),
        ("a fortnight ago", "2031-W17"),
        ("six months ago", "2030-11"),
        ("a year ago", "2030"),
        ("999 years ago", "1032"),
        ("a few days ago", None),
        ("at the weekend", "2031-W18"),
        ("at a rally", None),
        ("", None),
    ],
)
def test_days(words, day):
    assert resolve_day(words, THURSDAY) == day


def test_a_weekend_is_the_one_before_a_weekday_and_the_one_that_a_sunday_ends():
    assert [resolve_day("over the weekend", date(2031, 5, day)) for day in (5, 11)] == [
        "2031-W18",
        "2031-W19",
    ]


@given(st.text(max_size=60), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_any_text_is_answered(words, page):
    found = resolve_day(words, page)
    assert found is None or found[:4].isdecimal()
