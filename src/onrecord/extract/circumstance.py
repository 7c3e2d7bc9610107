"""What goes with a statement: whom it was said to, and when, where its own sentence says so."""

import re

from onrecord.extract.decode import Draft
from onrecord.model import Span

_TOLD = re.compile(r"\b(?:told|tells|assured|informed|reminded|warned|asked|urged)\s*$", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:said|says|told|wrote|explained|spoke|replied|announced)\s+(?:\w+\s+)?to$", re.IGNORECASE
)
_DAY = (
    r"(?:(?:on\s+|late\s+|early\s+|last\s+|this\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?|yesterday|today|last\s+(?:week|month|year|night)|"
    r"(?:on\s+)?(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)(?:\s+\d{1,2}\b)?(?:,?\s+\d{4})?|earlier\s+(?:on\s+)?\w+day|in\s+\d{4})"
)
_WHEN = re.compile(_DAY)
_LINKS = "that|on|in|at|during|last|to|if|whether|why|how|what"
_WHO = re.compile(rf"\s*(?!(?:{_LINKS})\b)(?P<who>[\w’'.\- ]+?)(?=\s*(?:[,;:.]|$|\b(?:{_LINKS})\b))")
REACH = 60  # characters on either side of the cue; a day further off dates something else
LONGEST = 80  # characters of an addressee


def find_when(text: str, draft: Draft, sentence: Span) -> Span | None:
    """The day named nearest to the cue in its own sentence, outside source and content."""
    if not draft.cue:
        return None
    start, end = draft.cue[0].start, draft.cue[-1].end
    taken = [*draft.content, *draft.source]
    days = [
        Span(*m.span())
        for m in _WHEN.finditer(text, max(sentence.start, start - REACH), min(sentence.end, end + REACH))
        if not any(m.start() < e and s < m.end() for s, e in taken)
    ]
    return min(days, key=lambda d: max(start - d.end, d.start - end, 0), default=None)


def find_addressee(text: str, draft: Draft, sentence: Span) -> Span | None:
    """The words between a cue like "told" and the content, where they are short and name someone."""
    if not draft.cue:
        return None
    cue, start = draft.cue[-1], draft.cue[-1].end
    if not _TOLD.search(text[cue.start : cue.end]) and not _TO.search(text[cue.start : cue.end]):
        return None
    stops = [s.start for s in draft.content if s.start >= start]
    end = min([*stops, sentence.end, start + LONGEST])
    found = _WHO.match(text[start:end])
    if not found or not found["who"].strip():
        return None
    day = _WHEN.search(text, start, start + found.end("who"))
    return Span(start + found.start("who"), day.start() if day else start + found.end("who"))
