"""Datelines and bylines: where a story was filed, by which agency, and by whom.

Recognised are the forms of the agencies: ``CITY (AGENCY) -``, ``CITY, Region, Oct 12 (Agency) —``,
``CITY —``, ``Oct 12 (Agency) -``, ``(Agency) —``, ``CITY, October 12. /AGENCY/.`` and, where it labels no
speaker, ``CITY:``.
"""

import re
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.text.quotes import quoted_spans

_DAY = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:,\s\d{4})?"
    r"|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?(?:\s\d{4})?)"
)
_CAPS = r"[A-ZÀ-ÞŠŽŁĞİŞ][A-ZÀ-ÞŠŽŁĞİŞ.'’-]*"
_PLACE = rf"(?=\S{{2}}){_CAPS}(?: {_CAPS}){{0,3}}(?:/{_CAPS}(?:\s{_CAPS}){{0,2}}){{0,2}}"
_TITLED = r"[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){0,3}"
_REGION = r"(?:,\s[A-Z][\w.'’]+(?:\s[A-Z][\w.'’]+){0,2})"
_AGENCY = r"\(\s*(?P<agency{0}>(?![RDI]-)[A-Z][\w.&'’/ -]{{1,40}}?)\s*\)"
_DASH = r"\s*(?:—|–|--|-(?=\s)|―)"
_DATELINE = re.compile(
    rf"""(?:
    (?P<place1>(?:{_PLACE}|{_TITLED})(?:{_REGION})?)(?:[,.]?\s{_DAY}\.?)?\s?{_AGENCY.format(1)}{_DASH}
    |(?P<place2>(?:{_PLACE}|{_TITLED})(?:{_REGION})?),\s{_DAY}\.?
        \s/(?P<agency2>[A-Z][\w. -]{{1,30}})/\.?{_DASH}?
    |(?P<place3>{_PLACE}(?:{_REGION})?)(?:,\s{_DAY})?(?:\s(?:—|–|--|-)(?=\s)|—)
    |{_DAY}\s{_AGENCY.format(3)}{_DASH}
    |{_AGENCY.format(4)}(?:{_DASH}|(?=[A-Z][a-z]))
    )""",
    re.VERBOSE,
)
_BARE = re.compile(rf"(?P<place>{_PLACE}(?:{_REGION})?):\s+(?=[A-Z“\"'‘])")
_NOT_PLACES = re.compile(
    r"\b(?:I|A|UPDATED?|WATCH|READ|VIDEO|LIVE|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|CORRECTION|NOTE|NEWS"
    r"|EDITORIAL|COMMENT|REVIEW|FACTS?|FACTBOX|SUMMARY|YEAR|Q|QUESTION|ANSWER|HOST|MODERATOR|REPORTER|SPEAKER"
    r"|CHAIR|CHAIRMAN|CHAIRWOMAN|JUDGE|PRESIDENT|MINISTER|SECRETARY)\b"
)
_REPORTS = re.compile(r"\b(?:said|says|told|according to|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our)\b")
_PARTICLES = r"(?:de|la|van|von|der|den|al|bin|el|du|da)"
_DESK = (
    r"(?!(?:Staff|Senior|Chief|Special|Political|Foreign|Associated|Contributing|Deputy|National|World|News"
    r"|Editors?|Writers?|Reporters?|Correspondents?|Agencies)\b)"
)
_NAME = rf"{_DESK}(?:[A-ZÀ-Þ][\w.'’-]*|(?:{_PARTICLES}\s){{1,2}}[A-ZÀ-Þ][\w.'’-]*)"
_NAMES = rf"{_NAME}(?:\s{_NAME}){{1,5}}"
_BYLINE = re.compile(
    rf"(?i:(?:(?:words|written|story|reported|report|analysis|opinion)\s)?by)\s*:?\s+"
    rf"(?P<names>{_NAMES}(?:(?:,\s(?:and\s)?|\s(?:and|AND|&|with)\s){_NAMES}){{0,5}})(?:\s(?:staff|reporters?))?"
    r"(?:(?:\s*[,|•·–—-]\s*|\s(?=(?:for|in|at|of)\s))[^.!?:;“”\"]{0,60})?\.?"
)
_SIGNED = re.compile(
    r"\(?(?:Additional )?(?:Reporting|Writing|Editing) (?:and \w+ )?by\b.{0,200}", re.IGNORECASE
)
_TIMES = re.compile(
    r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|now|then|contrast|comparison|the)\b"
)
MAX_DATELINE = 100  # characters; agencies' longest, with two cities, region and date, stay within
MAX_BYLINE = 150  # characters; four names with their desks


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline found at the head of a paragraph."""

    span: Span
    place: str | None
    agency: str | None


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Find the dateline that a paragraph begins with, its dash included.

    Example:
        >>> find_dateline("HALLE (NNA) - The mayor left.", 0, 29)
        Dateline(span=Span(start=0, end=13), place='HALLE', agency='NNA')
    """
    m = _DATELINE.match(text, start, min(end, start + MAX_DATELINE))
    if not m:
        return None
    place = m["place1"] or m["place2"] or m["place3"]
    agency = m["agency1"] or m["agency2"] or m["agency3"] or m["agency4"]
    if place and _NOT_PLACES.search(place):
        return None
    return Dateline(Span(m.start(), m.end()), place, agency)


def find_bare_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Find a place in capitals and a colon before a paragraph that reports: no speaker's label.

    Who speaks says "I" or "we", outside of quotation marks; a report says who said it, or on what day.

    Example:
        >>> text = "HALLE: The mayor left on Friday."
        >>> find_bare_dateline(text, 0, len(text)).place, find_bare_dateline("ROE: We left on Friday.", 0, 23)
        ('HALLE', None)
    """
    m = _BARE.match(text, start, min(end, start + MAX_DATELINE))
    if not m or _NOT_PLACES.search(m["place"]):
        return None
    quotes = quoted_spans(text, m.end(), end)
    bounds = [m.end(), *(at for quote in quotes for at in quote), end]
    plain = " ".join(text[s:e] for s, e in zip(bounds[::2], bounds[1::2], strict=True))
    if _SPEAKS.search(plain) or not _REPORTS.search(plain):
        return None
    return Dateline(Span(m.start(), m.end()), m["place"], None)


def begins_with_label(text: str, start: int, end: int) -> bool:
    """Say whether a paragraph begins with words in capitals and a colon, as a speaker's turn does."""
    return _BARE.match(text, start, min(end, start + MAX_DATELINE)) is not None


def read_byline(line: str) -> str | None:
    """Read the names from a line that is a byline; None where it is none.

    Example:
        >>> read_byline("By Jane Roe and John Doe, Staff Writers"), read_byline("By Friday they had left")
        ('Jane Roe and John Doe', None)
    """
    if len(line) > MAX_BYLINE:
        return None
    m = _BYLINE.fullmatch(line)
    if not m:
        return None
    return None if _TIMES.search(m["names"]) else str(m["names"])


def is_signature(line: str) -> bool:
    """Say whether a line credits reporters and editors, as agencies do at the foot of a story."""
    return len(line) <= 2 * MAX_BYLINE and bool(_SIGNED.fullmatch(line))
