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
_JOINS = r"(?:and|but|so|then)"
_CLAUSE = re.compile(
    r"(?:\b(?:is|are|was|were|has|have|had)\b.*?|\b\w+ed\s+)\band\s+", re.IGNORECASE | re.DOTALL
)
_SOURCE = rf"(?P<source>(?!\s|{_JOINS}\s)(?:[^,;:.?!\"“”]|{_STOP}){{1,80}}?)"


def _patterns(answer: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The answer after its question, and before it."""
    return (
        re.compile(
            rf"{_ASKED}(?P<asks>[^.?!;]{{3,400}}?),\s+(?:{_JOINS}\s+)?{_SOURCE}\s+{answer}", re.IGNORECASE
        ),
        re.compile(
            rf"(?:^|[,;]\s+|\band\s+){_SOURCE}\s+{answer},?\s+when\s+{_ASKED}(?P<asks>[^.?!;]{{3,400}})",
            re.IGNORECASE,
        ),
    )


_ANSWERS = (  # each with a cheap look for a word of it, which saves nearly all sentences the dear patterns
    (How.ASSENT, re.compile(r"\byes\b|\b(?:nod|affirm|assent|concur)", re.IGNORECASE), _patterns(_YES)),
    (How.DISSENT, re.compile(r"\bno\b|\bnegative\b|\bheads?\b", re.IGNORECASE), _patterns(_NO)),
)
CONFIDENCE = 0.8  # a pattern this narrow is seldom wrong; there is too little data to calibrate it


def find_answers(text: str, sentence: Span) -> tuple[Draft, Draft] | None:
    """The question of a sentence and the yes or no to it, or None where there is no such pair.

    Example:
        >>> asked, answer = find_answers("Asked whether it leaks, Ms. Orvane nodded.", Span(0, 42))
        >>> answer.source, answer.content, answer.how.name
        ([Span(start=24, end=34)], [Span(start=14, end=22)], 'ASSENT')
    """
    words = text[slice(*sentence)]  # by itself, so that the patterns see where it begins
    if "sked" not in words:
        return None
    for how, hint, (before, after) in _ANSWERS:
        if not hint.search(words):
            continue
        found = before.search(words) or after.search(words)
        if found and not _NOBODY.search(found["source"]):
            spans = {name: _span(found, name, sentence.start) for name in ("asked", "asks", "source", "cue")}
            asks = spans["asks"]
            asked = Draft(cue=[spans["asked"]], content=[asks], confidence=CONFIDENCE)
            turn_passive(text, asked)
            source = _without_clause(text, spans["source"])
            return asked, Draft([source], [spans["cue"]], [asks], CONFIDENCE, how)
    return None


def _span(found: re.Match[str], name: str, base: int) -> Span:
    start, end = found.span(name)
    return Span(base + start, base + end)


def _without_clause(text: str, source: Span) -> Span:
    """A source without the clause before it: "It rained and | Orvane", but both of "Brandt and Orvane"."""
    clause = _CLAUSE.search(text, *source)
    return Span(clause.end(), source.end) if clause else source
