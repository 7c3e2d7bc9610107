"""A question and the assent to it: "When asked if …, she replied in the affirmative."

The statement's content is the question's proposition, in the asker's words, so it is marked as
an assent and never traced as a quotation.
"""

import re

from onrecord.extract.decode import Draft, How
from onrecord.model import Span

_ASKED = r"\b(?P<asked>asked)\b(?P<to>[^.?!;\"“”]{0,80}?)\s+(?:if|whether)\s+"
_YES = (
    r"(?P<cue>(?:has\s+|had\s+)?(?:repl(?:ied|ies)|answer(?:ed|s)|respond(?:ed|s)|sa(?:id|ys))\s+"
    r"(?:in\s+the\s+affirmative|affirmatively|[\"“‘]?yes[\"”’]?(?!\w))|nod(?:ded|s)|assented|concurred)"
)
_STOP = r"(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bDr)\.|(?<=\b[A-Z])\."  # that ends no sentence
_SOURCE = rf"(?P<source>(?:[^,;:.?!\"“”]|{_STOP}){{1,80}}?)"
_BEFORE = re.compile(_ASKED + r"(?P<asks>[^.?!;]{3,400}?),\s+" + _SOURCE + r"\s+" + _YES, re.IGNORECASE)
_AFTER = re.compile(
    r"(?:^|[,;]\s+|\band\s+)"
    + _SOURCE
    + r"\s+"
    + _YES
    + r",?\s+when\s+"
    + _ASKED
    + r"(?P<asks>[^.?!;]{3,400})",
    re.IGNORECASE,
)
CONFIDENCE = 0.8  # a pattern this narrow is seldom wrong; there is too little data to calibrate it


def find_assents(text: str, sentence: Span) -> tuple[Draft, Draft] | None:
    """The question of a sentence and the assent to it, or None where there is no such pair.

    Example:
        >>> asked, assent = find_assents("Asked whether it leaks, Ms. Orvane nodded.", Span(0, 42))
        >>> assent.source, assent.content
        ([Span(start=24, end=34)], [Span(start=14, end=22)])
    """
    start, end = sentence
    if "sked" not in text[start:end]:
        return None
    found = _BEFORE.search(text, start, end) or _AFTER.search(text, start, end)
    if not found:
        return None
    asks = Span(*found.span("asks"))
    asked = Draft(cue=[Span(*found.span("asked"))], content=[asks], confidence=CONFIDENCE)
    assent = Draft(
        source=[Span(*found.span("source"))],
        cue=[Span(*found.span("cue"))],
        content=[asks],
        confidence=CONFIDENCE,
        how=How.ASSENT,
    )
    return asked, assent
