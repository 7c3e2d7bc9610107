"""Dates and times as pages print them, to ISO 8601 in UTC.

A time whose zone is not said is not turned into UTC by guesswork: only its day is kept, unless
another stamp of the same page names the zone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache

from onrecord.ingest.zones import ZONE, is_american, read_zone
from onrecord.model import Part, PartKind, Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\b\.?"
_DATE = rf"""(?:\b(?P<weekday>{_WEEKDAY})\b\.?,?\s+)?
    (?:(?P<iso>\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?!\d)
    |(?P<digits>\b\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d{{2}}))(?![\d./-]\d)
    |\b(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month1>{_MONTH})[\s,-]+(?P<year1>\d{{4}})\b
    |\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})\b)"""
_STAMP = re.compile(
    rf"""(?:(?<![\w:.])(?P<clock1>{_CLOCK})\s{{0,3}}(?:\(?(?P<zone1>{ZONE})\)?)?[\s,]{{1,3}}(?:on\s)?)?
    {_DATE}
    (?:(?:T|,?\s{{1,3}}(?:at\s)?|\s?[|@·•–—-]\s?)(?P<clock2>{_CLOCK})(?:\s{{0,3}}\(?(?P<zone2>{ZONE})\)?)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_FIGURE = re.compile(r"\d")
_UPDATED = re.compile(r"(?i)\b(?:updated?|modified|revised|amended)\b")
_LABELS = re.compile(
    r"(?i)\b(?:(?:first|last|originally|article|story|date)\s+)*(?:published|posted|updated?|modified|revised"
    r"|amended|created|issued|date|filed)\b(?:\s+(?:date|on|at|time))*|\b(?:on|at|from|and|local\s+time|hrs)\b"
)
_LEAD_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
MAX_LINE = 200  # characters; no line of stamps is longer, and a longer one is prose


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found in a text, in both readings where its figures allow two."""

    span: Span
    day_first: date | None
    month_first: date | None
    figures: bool = False  # written in figures, so that the order of day and month is a matter of style
    clock: time | None = None
    zone: str | None = None
    weekday: int | None = None
    kind: PartKind = PartKind.PUBLISHED


def find_stamps(text: str, start: int = 0, end: int | None = None) -> list[Stamp]:
    """Find the dates, with their times, in ``text[start:end]``; spans are on ``text``.

    Example:
        >>> [tuple(stamp.span) for stamp in find_stamps("At 9:05 p.m. on 3 May 2021.")]
        [(3, 26)]
    """
    stop = len(text) if end is None else end
    if not _FIGURE.search(text, start, stop):  # most lines of a page
        return []
    return [stamp for m in _STAMP.finditer(text, start, stop) if (stamp := _read_match(m))]


def read_stamp_line(text: str, start: int, end: int) -> list[Stamp]:
    """Read a line that holds nothing but stamps and their labels; empty where it holds more."""
    if end - start > MAX_LINE:
        return []
    stamps = find_stamps(text, start, end)
    if not stamps:
        return []
    labelled, left, at = [], "", start
    for stamp in stamps:
        before = text[at : stamp.span.start]
        kind = PartKind.UPDATED if _UPDATED.search(before) else PartKind.PUBLISHED
        labelled.append(replace(stamp, kind=kind))
        left, at = left + before, stamp.span.end
    left = _LABELS.sub(" ", left + text[at:end])
    return [] if any(c.isalnum() for c in left) else labelled


def is_labelled(line: str) -> bool:
    """Say whether a line of stamps says what they are: published, updated."""
    return bool(re.search(r"(?i)\b(?:published|posted|updated?|modified|revised)\b", line))


def settle_stamps(stamps: Sequence[Stamp], lead: str = "", known: str | None = None) -> list[Part]:
    """Turn the stamps of one page into parts with ISO 8601 values.

    Day and month are told apart by what the page shows: a figure above 12, a dotted date (day
    first), a day that is known, the weekday in the stamp or in the lead, an American zone. With
    nothing to go by the day is read first, as most of the world writes it.

    Args:
        stamps: all stamps of the page.
        lead: the article's first words, where it may say "on Wednesday".
        known: the day of publication, ISO 8601, where the page's markup gives it.
    """
    months_first = _is_month_first(stamps, lead, known or "")
    zones = {s.zone for s in stamps if s.zone}
    shared = zones.pop() if len(zones) == 1 else None
    parts = []
    for s in stamps:
        first, second = (s.month_first, s.day_first) if months_first else (s.day_first, s.month_first)
        day = first or second
        parts.append(Part(s.kind, s.span, _to_iso(day, s.clock, s.zone or shared) if day else None))
    return parts


def finer(said: str | None, shown: str | None) -> str | None:
    """What is said of a page, with the hour that the page itself shows where only the day is said.

    Example:
        >>> finer("2031-05-01", "2031-05-01T09:00:00Z"), finer("2031-05-01", "2031-06-01")
        ('2031-05-01T09:00:00Z', '2031-05-01')
    """
    return shown if shown and shown.startswith(said or "") else said


def to_utc(value: str | None) -> str | None:
    """Read one date or time, as metadata give it, as ISO 8601: a UTC time, or a day.

    Example:
        >>> to_utc("2021-05-03T14:05:00+01:00"), to_utc("3 May 2021"), to_utc("soon")
        ('2021-05-03T13:05:00Z', '2021-05-03', None)
    """
    return _to_utc(value[:MAX_LINE]) if value else None


@lru_cache(1_000)  # a page says the same time in several places
def _to_utc(value: str) -> str | None:
    parts = settle_stamps(find_stamps(value)[:1])
    return parts[0].value if parts else None


def _read_match(m: re.Match[str]) -> Stamp | None:
    day_first, month_first = _read_date(m)
    if day_first is None and month_first is None:
        return None
    weekday = _WEEKDAYS.index(m["weekday"][:3].lower()) if m["weekday"] else None
    clock = _read_clock(m["clock1"] or m["clock2"])
    zone = (m["zone1"] or m["zone2"] or "").lower().replace(" ", "") or None
    return Stamp(Span(*m.span()), day_first, month_first, bool(m["digits"]), clock, zone, weekday)


def _read_date(m: re.Match[str]) -> tuple[date | None, date | None]:
    """The date read day first and month first; the same twice where it is written out."""
    if m["digits"]:
        one, two, year = (int(x) for x in re.split(r"[./-]", m["digits"]))
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        dotted = m["mark"] == "."
        day_first = _make_date(year, two, one)
        return day_first, None if dotted and day_first else _make_date(year, one, two)
    if m["iso"]:
        year, month, day = (int(x) for x in re.split(r"[./-]", m["iso"]))
    else:
        month = _MONTHS.index((m["month1"] or m["month2"])[:3].lower()) + 1
        day, year = int(m["day1"] or m["day2"]), int(m["year1"] or m["year2"])
    day_only = _make_date(year, month, day)
    return day_only, day_only


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_clock(clock: str | None) -> time | None:
    if not clock:
        return None
    hour, minute, second = ([int(x) for x in re.findall(r"\d+", clock)] + [0, 0])[:3]
    half = re.search(r"(?i)([ap])\.?m", clock)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _is_month_first(stamps: Sequence[Stamp], lead: str, known: str) -> bool:
    mention = _LEAD_WEEKDAY.search(lead)
    spoken = _WEEKDAYS.index(mention[1][:3].lower()) if mention else None
    figures = [s for s in stamps if s.figures]
    for s in figures:
        if s.day_first is None or s.month_first is None:
            return s.day_first is None
        if s.day_first != s.month_first and known[:10] in (
            s.day_first.isoformat(),
            s.month_first.isoformat(),
        ):
            return known[:10] == s.month_first.isoformat()
    for s in figures:
        for weekday, slack in ((s.weekday, 0), (spoken, 1)):  # "on Wednesday" may be told the next day
            days, months = _days_after(s.day_first, weekday), _days_after(s.month_first, weekday)
            if days != months and min(days, months) <= slack:
                return months < days
    return any(is_american(s.zone) for s in figures)


def _days_after(day: date | None, weekday: int | None) -> int:
    """How many days ``day`` comes after the last such weekday, 0 to 6."""
    return 6 if day is None or weekday is None else (day.weekday() - weekday) % 7


def _to_iso(day: date, clock: time | None, zone: str | None) -> str:
    offset = read_zone(zone)
    if clock is None or offset is None:
        return day.isoformat()
    try:
        moment = datetime.combine(day, clock, offset).astimezone(UTC)
    except OverflowError:
        return day.isoformat()
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
