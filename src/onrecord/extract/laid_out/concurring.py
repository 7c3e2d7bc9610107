"""Judges who follow the first: a line with the name, and below it "I agree" and what they add.

A judgment is its author's throughout, and the page's own voice; the short ones below it are others' words.
"""

import re
from collections.abc import Sequence

from onrecord.extract.draft import Draft, How
from onrecord.extract.paragraphs import Paragraphs, is_first_person, is_prose
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import Span
from onrecord.text.leads import skip_lead

CONFIDENCE = 0.9  # the line names a judge, and the words below are a judge's
_PLAIN = rf"{CAPITALISED}(?:\s(?:{CAPITALISED}|of|and|de|van)){{0,6}}"
_LINE = re.compile(
    rf"(?P<name>(?=(?i:the\s(?:lord|lady|chief|right)|lord|lady|sir|dame|mr|mrs|ms|madam|chief|justice|judge|his|her)\b)"
    rf"{_PLAIN}|{_PLAIN}\s(?:L?JJ?|CJ|DCJ|P|MR|JA|AJA|JSC))"
    r"(?P<side>,?\s\(?(?:also\s)?(?:agreeing|concurring|dissenting)(?:\sin\s(?:part|the\s\w{5,10}))?\)?)?(?P<stop>[:.])?"
)
_OWN = r"(?:also|too|respectfully|regretfully|entirely|fully|wholly|substantially|likewise)"
_FOLLOWS = re.compile(
    rf"I,?\s(?:{_OWN},?\s(?:and\s)?){{0,3}}"
    r"(?:agree|concur|dissent|join|would\s(?:also\s|likewise\s)?(?:allow|dismiss|affirm|reverse|grant|refuse|remit)"
    r"|have\s(?:also\s)?(?:had\sthe\s(?:advantage|benefit|opportunity|privilege)|read)\b"
    r"|regret\sthat\sI\s(?:cannot|am\sunable)|am\s(?:also\s)?(?:un)?able\sto\sagree)"
)


def find_concurring(text: str, paragraphs: Paragraphs) -> list[Draft]:
    """Find the judgments below a line that names a judge, where they begin by what they think of the first.

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft a judge, in order: the name as source, its colon as cue, the paragraphs below as content.

    Example:
        >>> text = "JUDGMENT\\n1. Lord Ware fell.\\nLady Justice Pell:\\n2. I agree."
        >>> for d in find_concurring(text, [(0, 8), (9, 27), (28, 46), (47, 58)]):
        ...     print([text[s:e] for s, e in (*d.source, *d.cue, *d.content)])
        ['Lady Justice Pell', ':', 'I agree.']
    """
    numbered = [skip_lead(text, start, end) > start for start, end in paragraphs]
    grounds = [(skip_lead(text, start, end), end) for start, end in paragraphs]
    lines = [_LINE.fullmatch(text, *paragraph) for paragraph in paragraphs]
    drafts = []
    for k, line in enumerate(lines[:-1]):
        if line and (line["side"] or _FOLLOWS.match(text, *grounds[k + 1])):
            colon = [Span(*line.span("stop"))] if line["stop"] == ":" else []
            words = _words(text, numbered, grounds, k + 1)
            drafts.append(Draft([Span(*line.span("name"))], colon, words, CONFIDENCE, How.LABELLED))
    return drafts


def _words(text: str, numbered: Sequence[bool], grounds: Paragraphs, first: int) -> list[Span]:
    """The first paragraph, and those that go on: numbered as it is, else in the first person."""
    last = first + 1
    while last < len(grounds) and (
        numbered[last]
        if numbered[first]
        else is_prose(text, *grounds[last]) and is_first_person(text, *grounds[last])
    ):
        last += 1
    return [Span(*ground) for ground in grounds[first:last]]
