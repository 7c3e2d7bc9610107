"""A day named in a text → the date that is meant, seen from the day of the page.

What is told is as exact as the words are: a day, a week (ISO 8601, "2031-W18"), a month or a year.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]}|t)?\\.?" if len(m) > 3 else m for m in MONTHS)
_YEAR = r"(?:,?\s+(?P<year>\d{4})|\s+(?:of\s+)?(?P<near>last|this)\s+year)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_EXACT = re.compile(
    rf"\b(?:{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"\b{_YEAR}"
)
_MONTH_ONLY = re.compile(rf"\b(?P<which>last\s+|next\s+)?(?P<month>{_MONTH})\b{_YEAR}")
_YEAR_ONLY = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAY = re.compile(rf"\b(?P<which>last\s+|next\s+|this\s+coming\s+)?(?P<day>{'|'.join(DAYS)})\b")
_COUNTS = {
    word: count
    for count, words in enumerate(
        [
            "a an one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        1,
    )
    for word in words.split()
}
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_AGO = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\b"
)
_RELATIVE: tuple[tuple[str, Callable[[date], str]], ...] = (
    (r"\bday before yesterday\b", lambda d: (d - timedelta(2)).isoformat()),
    (r"\b(?:yesterday|last night|the night before)\b", lambda d: (d - timedelta(1)).isoformat()),
    (r"\btomorrow\b", lambda d: (d + timedelta(1)).isoformat()),
    (r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", lambda d: d.isoformat()),
    (r"\b(?:last|the previous) week\b", lambda d: _week(d - timedelta(7))),
    (r"\b(?:(?:at|over|during|last) (?:the )?)weekend\b", lambda d: _week(d - timedelta(5))),
    (r"\b(?:this week|in recent days)\b", lambda d: _week(d)),
    (r"\bnext week\b", lambda d: _week(d + timedelta(7))),
    (r"\blast month\b", lambda d: f"{d.replace(day=1) - timedelta(1):%Y-%m}"),
    (r"\bthis month\b", lambda d: f"{d:%Y-%m}"),
    (r"\blast year\b", lambda d: str(d.year - 1)),
    (r"\bthis year\b", lambda d: str(d.year)),
)


def day_of(when: str | None) -> date | None:
    """The day of an ISO 8601 day or time, or None."""
    try:
        return date.fromisoformat((when or "")[:10])
    except ValueError:
        return None


def is_date(told: str) -> bool:
    """Whether words are a day, a month or a year as ISO 8601 writes it, with hyphens.

    Example:
        >>> [is_date(told) for told in ("2024-11-30", "2024-11", "2024", "2024-13", "20241130")]
        [True, True, True, False, False]
    """
    return bool(_DATE.fullmatch(told)) and day_of(told + "-01-01") is not None


def resolve_day(words: str, page: date) -> str | None:
    """What date a phrase means on a page of a given day.

    Args:
        words: the phrase: "on Tuesday", "3 May", "last week", "in 2029".
        page: the day of the page. A weekday or a month without "next" is the last one before or on it;
            "last Friday" is never that day itself.

    Returns:
        ISO 8601: a day, a week, a month or a year; None where the phrase names none.

    Example:
        >>> resolve_day("late on Monday night", date(2031, 5, 8))
        '2031-05-05'
        >>> resolve_day("in April", date(2031, 2, 1)), resolve_day("last week", date(2031, 5, 8))
        ('2030-04', '2031-W18')
    """
    plain = " ".join(words.lower().split())
    if found := _EXACT.search(plain):
        return _exact(found, page)
    if found := _AGO.search(plain):
        return _ago(found, page)
    month = _MONTH_ONLY.search(plain)
    if month and month["near"]:
        return f"{_year(month, page):04}-{_number(month['month']):02}"
    for pattern, told in _RELATIVE:
        if re.search(pattern, plain):
            return told(page)
    if found := _WEEKDAY.search(plain):
        back = (page.weekday() - DAYS.index(found["day"])) % 7
        if found["which"] and found["which"].split()[0] != "last":
            return (page + timedelta((7 - back) % 7 or 7)).isoformat()
        return (page - timedelta(back or 7 * bool(found["which"]))).isoformat()
    if month:
        number = _number(month["month"])
        later = bool(month["which"]) and month["which"].startswith("next")
        year = _year(month, page) or page.year - (number > page.month) + (later and number <= page.month)
        return f"{year:04}-{number:02}"
    year_only = _YEAR_ONLY.search(plain)
    return year_only[0] if year_only else None


def _exact(found: re.Match[str], page: date) -> str | None:
    month = _number(found["month"] or found["month2"])
    day = int(found["day"] or found["day2"])
    year = _year(found, page)
    try:
        named = date(year or page.year, month, day)
    except ValueError:
        return None  # the 31st of June
    if not year and named > page + timedelta(180):  # December, read in January
        named = named.replace(year=page.year - 1) if (month, day) != (2, 29) else named
    return named.isoformat()


def _year(found: re.Match[str], page: date) -> int | None:
    """The year that is named beside a day or month: "2029", "last year"."""
    if found["near"]:
        return page.year - (found["near"] == "last")
    return int(found["year"]) if found["year"] else None


def _ago(found: re.Match[str], page: date) -> str | None:
    """A day, week, month or year so many before the page's."""
    count = _COUNTS.get(found["count"]) or int(found["count"])
    unit = found["unit"]
    if unit == "year":
        return str(page.year - count) if count < page.year else None
    if unit == "month":
        year, month = divmod(page.year * 12 + page.month - 1 - count, 12)
        return f"{year:04}-{month + 1:02}" if year > 0 else None
    back = timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return (page - back).isoformat() if unit == "day" else _week(page - back)


def _number(month: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
