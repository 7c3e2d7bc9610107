"""What goes with a statement: whom it was said to, when, and on what occasion, where its sentence says so."""

import re
from collections.abc import Iterator

from onrecord.extract.draft import Draft
from onrecord.extract.patterns import STOP
from onrecord.model import Span

_TOLD = re.compile(
    r"\b(?:tell(?:s|ing)?|told|(?:assur|inform|remind|warn|ask|urg|advis|promis)(?:e|es|ed|s|ing)|"
    r"call(?:s|ed|ing)?\s+on)\s*$",
    re.IGNORECASE,
)
_TO = re.compile(  # before someone, not before a verb: "said to the mayor", "vowed to go"
    r"\s*\bto\s+(?=[A-Z]|(?:an?|the|his|her|their|its|our|my|this|reporters|journalists|lawmakers|voters|fans)\b)"
)
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?=\s+\d{1,2}\b)|(?<=\d\s)(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_NTH}\s+(?:of\s+)?)?{_MONTH}(?:\s+{_NTH}\b)?(?:,?\s+\d{{4}}\b|\s+(?:of\s+)?(?:last|this)\s+year)?"
)
_COUNT = r"(?i:a\s+few|several|an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
_RELATIVE = (
    rf"(?:(?:the\s+)?day\s+before\s+yesterday|yesterday{_PART}|today|(?:at|over|during)\s+the\s+weekend|last\s+weekend|"
    r"(?:earlier\s+|late\s+)?(?:last\s+year|(?:last|this)\s+(?:week|month|night|morning|afternoon|evening|spring|summer|"
    r"autumn|fall|winter))|in\s+recent\s+(?:days|weeks|months|years))"
)
_DAY = (
    rf"(?:{_RELATIVE}|(?<!\w\s)(?i:{_RELATIVE})|"  # in the midst of a sentence "Today" is a name's
    r"(?i:on\s+|(?:late|early|earlier)\s+(?:on\s+)?|last\s+|this\s+)?"
    rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day{_PART}(?:,?\s+(?:the\s+)?(?=\d|{_MONTH}\s+\d){_DATE})?|"
    rf"(?:{_COUNT}\s+)?(?:days?|weeks?|fortnights?|months?|years?)\s+(?:ago|earlier|later)|"
    rf"(?:(?:[Oo]n|[Ii]n)\s+)?(?:the\s+(?=\d))?{_DATE}|[Ee]arlier\s+(?:on\s+)?\w+day|[Ii]n\s+(?:19|20)\d\d\b)"
)
_WHEN = re.compile(rf"\b{_DAY}")
_WHEN_CAPITALS = re.compile(rf"\b{_DAY}", re.IGNORECASE)
_FIRST_NAMES = ("April", "May", "June", "August")  # and surnames
_NAME_BEFORE = re.compile(
    r"(?<![.!?]\s)\b(?!(?:In|On|Since|By|Last|This|Early|Late|Until)\b)[A-Z][\w’'.\-]{1,30}\s\Z"
)
_DATES_ELSE = re.compile(r"\b(?:since|until|till|by|before|from)\s+\Z")  # "shut since Friday"
_CLAUSE = re.compile(r",?\s+(?:after|because|before|although|but)\s+")
_REMOTE = r"by\s+(?:tele)?phone|by\s+e-?mail|over\s+the\s+phone"
_LINKS = rf"{_REMOTE}|that|on|in|at|about|during|last|to|if|whether|why|how|what"
_WHO = re.compile(
    rf"\s*(?!(?:{_LINKS}|by)\b)(?P<who>[^\W_][\w’'.\- ]*?)(?=\s*(?:[,;:]|{STOP}|$|\b(?:{_LINKS})\b))"
)
_EVENTS = "|".join(
    """address appearance article assembly blog book breakfast briefing broadcast call ceremony column
    conference congress convention court debate deposition dinner email event film forum funeral
    gaggle gathering hearing interview launch lecture letter lunch meeting memo message note op-ed panel
    podcast post press programme program rally release reply report ruling sermon session show speech
    statement summit testimony tweet vigil video visit""".split()
)
_HEADED = r"(?:[\w’'.\-]+\s+){0,5}?"  # what stands between the article and the noun
_OCCASION = re.compile(
    rf"(?i:(?P<event>\b(?:in|at|during|on|via|through|with)\s+(?:an?|the|his|her|their|its|[A-Z][\w.]*[’']s)\s+"
    rf"{_HEADED}(?:{_EVENTS})s?(?:\s+(?:{_EVENTS})s?)*)\b"
    r"(?:\s+(?:with|on|at|to|in|of|for|from|after|before|about)\s+[^,;:.?!“”\"()—]{1,60})?)"
    r"|(?<=\b[Ss]peaking\s)(?:at|in|during|before|outside|from|ahead\s+of)\s+[^,;:.?!“”\"()—]{1,80}"
    rf"|(?<=\bsaid\s)in\s+(?:[Pp]arliament|[Cc]ourt(?:\s+(?:papers|documents|filings?))?)\b|\b(?:{_REMOTE})\b"
    r"|\b[Oo]n\s+(?:[A-Z][\w&]*(?:[’']s)?\s+){0,3}[“\"‘'][^“”\"’]{2,60}[”\"’']"
    r"|\b[Oo]n\s+(?:Twitter|Facebook|Instagram|Telegram|YouTube|X|Mastodon|Bluesky|Threads|TikTok|WhatsApp|LinkedIn|television|TV|the\s+radio|social\s+media)\b"
)
REACH = 90  # characters on either side of the cue; a day or occasion further off is of something else
WINDOW = REACH + 160  # characters that hold an occasion within reach: none is longer
OPENING = len("Speaking ")  # stands before an occasion that opens its sentence, and holds throughout it
LONGEST = 80  # characters of an addressee


def find_when(text: str, draft: Draft, sentence: Span) -> Span | None:
    """The day named nearest to the cue in its own sentence, outside source and content.

    None that dates something else: "held since Friday", "it fell on Friday after the mayor said".
    """
    if not draft.cue:
        return None
    start, end = draft.cue[0].start, draft.cue[-1].end
    taken = [*draft.content, *draft.source]
    days = [
        Span(*m.span())
        for m in _days(text, max(sentence.start, start - REACH), min(sentence.end, end + REACH))
        if not any(m.start() < e and s < m.end() for s, e in taken)
        and not _DATES_ELSE.search(text, max(m.start() - 10, 0), m.start())
        and not any(_CLAUSE.fullmatch(text, m.end(), s) for s, _ in draft.source)
    ]
    return min(days, key=lambda d: max(start - d.end, d.start - end, 0), default=None)


def _days(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The days named in a stretch, in capitals where it is so throughout: there "MAY" alone is no month."""
    if not text[start:end].isupper():
        yield from (day for day in _WHEN.finditer(text, start, end) if not _is_name(day))
        return
    for found in _WHEN_CAPITALS.finditer(text, start, end):
        if found[0] != "MAY":
            yield found


def _is_name(day: re.Match[str]) -> bool:
    """Whether what looks like a day is part of a name: "Theresa May", "the Sunday Times"."""
    text, (start, end) = day.string, day.span()
    if day[0] in _FIRST_NAMES:
        return bool(_NAME_BEFORE.search(text, max(0, start - 40), start))
    return (
        day[0].endswith("day")
        and text[start - 4 : start].lower() == "the "
        and text[end + 1 : end + 2].isupper()
    )


def find_occasion(text: str, draft: Draft, sentence: Span) -> Span | None:
    """The event or document of the saying that stands nearest to the cue, outside source and content."""
    if not draft.cue:
        return None
    start, end = draft.cue[0].start, draft.cue[-1].end
    named = []
    taken = [*draft.source, *draft.content]
    for found in _occasions_near(text, start, end, sentence):
        span = _until(text, found, taken)
        if span and not any(span.start < e and s < span.end for s, e in taken):
            distance = max(start - span.end, span.start - end, 0)
            if distance <= REACH or span.start - sentence.start <= OPENING:
                named.append((distance, span))
    return min(named, default=(0, None), key=lambda pair: pair[0])[1]


def _occasions_near(text: str, start: int, end: int, sentence: Span) -> Iterator[re.Match[str]]:
    """What may be an occasion where the sentence begins, and around a cue from ``start`` to ``end``."""
    near = max(sentence.start, start - WINDOW)
    if near > sentence.start:
        yield from _OCCASION.finditer(text, sentence.start, min(sentence.end, sentence.start + WINDOW))
    yield from _OCCASION.finditer(text, near, min(sentence.end, end + WINDOW))


def _until(text: str, found: re.Match[str], said: list[Span]) -> Span | None:
    """An occasion cut where what is ``said``, who says it or a day begins; not in "in a May 3 interview"."""
    start, end = found.span()
    day = next(_days(text, max(start, found.end("event")), end), None)
    end = min([end, *(s for s, _ in said if start < s < end), *([day.start()] if day else [])])
    kept = text[start:end].rstrip(" ,")
    if kept.endswith((" that", "\nthat")):
        kept = kept[:-4].rstrip()
    return Span(start, start + len(kept)) if kept else None


def find_addressee(text: str, draft: Draft, sentence: Span) -> Span | None:
    """The words between a cue like "told" and the content, where they are short and name someone."""
    if not draft.cue:
        return None
    cue, start = draft.cue[-1], draft.cue[-1].end
    to = _TO.match(text, start, sentence.end)
    if to and any(s <= start <= e for s, e in draft.content):
        to = None  # it begins what was said
    if not to and not _TOLD.search(text, cue.start, cue.end):
        return None
    start = to.end() if to else start
    stops = [s.start for s in draft.content if s.start >= start]
    end = min([*stops, sentence.end, start + LONGEST])
    found = _WHO.match(text[start:end])
    if not found or not found["who"].strip():
        return None
    if end == start + LONGEST and start + found.end("who") == end:  # it goes on
        return None
    day = next(_days(text, start, end), None)  # it may begin before the word that ends whom: "late on Friday"
    last = start + len(text[start : day.start()].rstrip()) if day else end
    whom = Span(start + found.start("who"), min(last, start + found.end("who")))
    inverted = any(s < whom.end and whom.start < e for s, e in draft.source)  # "“Is it?” asked the boy."
    return None if inverted or whom.end <= whom.start else whom
