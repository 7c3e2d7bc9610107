"""Time zones as outlets print them: GMT, ET, IST, +02:00."""

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Hours east of Greenwich, as English-language outlets mean the letters (IST: India; CST: Chicago).
_LETTERS: dict[float, str] = {
    0: "z gmt utc wet",
    1: "bst cet west wat",
    2: "cest eet cat sast",
    3: "eest msk eat trt",
    4: "gst",
    5: "pkt",
    5.5: "ist",
    7: "wib ict",
    8: "hkt sgt pht awst",
    9: "jst kst",
    10: "aest",
    11: "aedt",
    12: "nzst",
    13: "nzdt",
    -4: "edt",
    -5: "est cdt",
    -6: "cst mdt",
    -7: "mst pdt",
    -8: "pst akdt",
    -9: "akst",
    -10: "hst",
}
_HOURS = {name: hours for hours, names in _LETTERS.items() for name in names.split()}
_PLACES = {"et": "New_York", "ct": "Chicago", "mt": "Denver", "pt": "Los_Angeles"}
_AMERICAN = frozenset("edt est cdt cst mdt mst pdt pst akdt akst hst et ct mt pt".split())
_NAMES = "|".join(sorted((*_HOURS, *_PLACES), key=len, reverse=True))
ZONE = rf"(?:{_NAMES})\b(?:\s?[+-]\d{{1,2}}(?::?\d{{2}})?)?|[+-]\d{{2}}:?\d{{2}}\b"


def is_american(zone: str | None) -> bool:
    """Say whether a zone is of the United States, where dates in figures begin with the month."""
    return zone in _AMERICAN


def read_zone(zone: str | None) -> tzinfo | None:
    """Read a zone, in small letters and without blanks; None where it is none that is known.

    Example:
        >>> str(read_zone("gmt+2")), str(read_zone("ist")), read_zone("local")
        ('UTC+02:00', 'UTC+05:30', None)
    """
    if not zone:
        return None
    if zone in _PLACES:
        try:
            return ZoneInfo("America/" + _PLACES[zone])
        except ZoneInfoNotFoundError:  # a machine without the zones' tables
            return None
    m = re.fullmatch(r"([a-z]*)(?:([+-])(\d{1,2}):?(\d{2})?)?", zone)
    if not m or (m[1] and m[1] not in _HOURS):
        return None
    minutes = 60 * _HOURS.get(m[1], 0)
    if m[2]:
        minutes += (int(m[3]) * 60 + int(m[4] or 0)) * (1 if m[2] == "+" else -1)
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None
