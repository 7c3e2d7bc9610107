"""A question and the yes or no to it: "When asked if …, she replied in the affirmative."

The statement's content is the question's proposition, in the asker's words, so it is never traced as
a quotation: a yes is marked as an assent, a no denies it.
"""

import re

from onrecord.extract.draft import Draft, How
from onrecord.extract.syntax.passive import turn_passive
from onrecord.model import Span

_ASKED = r"\b(?P<asked>asked)\b(?P<to>[^.?!;\"“”]{0,80}?)\s+(?:if|whether)\s+"
_REPLIED = r"(?:has\s+|had\s+)?(?:repl(?:ied|ies)|answer(?:ed|s)|respond(?:ed|s)|sa(?:id|ys))\s+"
_YES = (
    rf"(?P<cue>{_REPLIED}(?:in\s+the\s+affirmative|affirmatively|[\"“‘]?yes[\"”’]?(?!\w))|"
    r"nod(?:ded|s)|assented|concurred)"
)
_NO = (
    rf"(?P<cue>{_REPLIED}(?:in\s+the\s+negative|[\"“‘]?no[\"”’]?(?=[.,;!]|\s+when\b|\s*\Z))|"
    r"sh(?:ook|akes)\s+(?:his|her|their)\s+heads?)"
)
_STOP = r"(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bDr)\.|(?<=\b[A-Z])\."  # that ends no sentence
_NOBODY = re.compile(
    r"\b(?:not|never|nobody|neither|hardly|before|after)\b|n[’']t\b|\b(?:and|but|then)\Z", re.IGNORECASE
)
_SOURCE = rf"(?P<source>(?!\s)(?:[^,;:.?!\"“”]|{_STOP}){{1,80}}?)"


def _patterns(answer: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The answer after its question, and before it."""
    return (
        re.compile(rf"{_ASKED}(?P<asks>[^.?!;]{{3,400}}?),\s+{_SOURCE}\s+{answer}", re.IGNORECASE),
        re.compile(
            rf"(?:^|[,;]\s+|\band\s+){_SOURCE}\s+{answer},?\s+when\s+{_ASKED}(?P<asks>[^.?!;]{{3,400}})",
            re.IGNORECASE,
        ),
    )


_ANSWERS = ((How.ASSENT, _patterns(_YES)), (How.DISSENT, _patterns(_NO)))
CONFIDENCE = 0.8  # a pattern this narrow is seldom wrong; there is too little data to calibrate it


def find_answers(text: str, sentence: Span) -> tuple[Draft, Draft] | None:
    """The question of a sentence and the yes or no to it, or None where there is no such pair.

    Example:
        >>> asked, answer = find_answers("Asked whether it leaks, Ms. Orvane nodded.", Span(0, 42))
        >>> answer.source, answer.content, answer.how.name
        ([Span(start=24, end=34)], [Span(start=14, end=22)], 'ASSENT')
    """
    if "sked" not in text[slice(*sentence)]:
        return None
    for how, (before, after) in _ANSWERS:
        found = before.search(text, *sentence) or after.search(text, *sentence)
        if found and not _NOBODY.search(found["source"]):
            asks = [Span(*found.span("asks"))]
            asked = Draft(cue=[Span(*found.span("asked"))], content=[*asks], confidence=CONFIDENCE)
            turn_passive(text, asked)
            source, cue = [Span(*found.span("source"))], [Span(*found.span("cue"))]
            return asked, Draft(source, cue, [*asks], CONFIDENCE, how)
    return None
