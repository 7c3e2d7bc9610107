"""Quotes in a paragraph without a cue, and whose they are by where they stand.

The tagger looks for a cue further up, and may pass a nearer speaker by, or the one whom the paragraph
itself names before its colon: "Orvane on the dam: “It leaks.”" In none of the 160 such quotes of PolNeAR
train does another cue stand between a quote and its own.
"""

import re
from bisect import bisect_left
from itertools import pairwise

from onrecord.extract.draft import Draft
from onrecord.extract.mending.join import opens_quoted
from onrecord.extract.paragraphs import Paragraphs, is_heading, paragraph_of
from onrecord.extract.patterns import CAPITALISED
from onrecord.extract.places import Taken
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans

CONFIDENCE = 0.8  # a name, a colon and a quote are plain, as labels are
SHORTEST = 30  # characters of a paragraph that is quoted whole; a shorter one may be a title
LEAST_SURE = 0.5  # of a speaker to whom a quote is moved
_PART = r",?\s+for\s+(?:his|her|its|their)\s+part\b"
_NO_NAME = (  # what begins no name and is no part of one
    r"(?:[Ff]rom|[Ff]or|[Tt]o|[Bb]y|[Ww]ith|Sa(?:id|ys)|Ask(?:ed|s)|Add(?:ed|s)|Wr(?:ote|ites))\b"
)
_TOPIC = r"\s+(?:on|about|after|when|in|at)\b"
_NAMED = re.compile(
    rf"\s*(?!{_NO_NAME})(?P<source>(?:(?!{_NO_NAME})[\w’'\-]{{1,40}}\s+){{0,6}}?{CAPITALISED}(?:\s+{CAPITALISED}){{1,6}}(?:,[^:]{{2,80}})?"
    rf"|{CAPITALISED}(?={_TOPIC})|(?!\s)[^:,]{{2,60}}(?={_PART}))"
    rf"(?:(?:{_TOPIC}|{_PART})[^:.?!]{{0,80}})?(?P<colon>:)\s*"
)


def place_alone(text: str, drafts: list[Draft], paragraphs: Paragraphs) -> list[Draft]:
    """Give each quote whose paragraph holds no cue to whom it names, else to the nearest speaker before it.

    Args:
        text: the whole text.
        drafts: of the whole page; their contents are changed in place.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        The drafts, with those made of the quotes that are nobody's of them.

    Example:
        >>> text = "Brandt said no.\\nOrvane on the dam: “It leaks.”"
        >>> far = Draft([Span(0, 6)], [Span(7, 11)], [Span(12, 14), Span(35, 46)])
        >>> found = place_alone(text, [far], [(0, 15), (16, 46)])
        >>> [text[s:e] for draft in found for s, e in (*draft.source, *draft.content)]
        ['Brandt', 'no', 'Orvane', '“It leaks.”']
    """
    tellers = sorted((d for d in drafts if d.cue), key=lambda d: d.cue[0].start)
    cues = [d.cue[0].start for d in tellers]
    made: list[Draft] = []
    for draft in drafts:
        for quote in [span for span in draft.content if opens_quoted(text, span)]:
            start, end = paragraphs[max(paragraph_of(paragraphs, quote.start), 0)]
            first, last, after = (bisect_left(cues, at) for at in (start, quote.start, end))
            owner = _named(text, quote, start, cues[first:last])
            if not owner and first == after:
                owner = Draft([], [], [quote], draft.confidence) if is_heading(text, start, end) else None
            if owner:
                made.append(owner)
            elif first == after and draft.cue and draft.cue[0].start < start == quote.start:
                owner = tellers[first - 1]
                if owner is draft or not _speaks(text, owner, paragraphs):
                    continue
                owner.content.append(quote)
            if owner:
                draft.content.remove(quote)
    _take_whole(text, [*drafts, *made], tellers, cues, paragraphs)
    return [d for d in (*drafts, *made) if d.content]


def _take_whole(
    text: str, drafts: list[Draft], tellers: list[Draft], cues: list[int], paragraphs: Paragraphs
) -> None:
    """Give paragraphs that are quoted whole, and nobody's yet, to who speaks in the paragraph before."""
    taken = Taken(span for draft in drafts for span in draft.content)
    for (before, _), (start, end) in pairwise(paragraphs):
        if quoted_spans(text, start, end) != [(start, end)] or taken.meets(Span(start, end)):
            continue
        if is_heading(text, start, end):
            continue
        k = bisect_left(cues, start) - 1
        if end - start < SHORTEST or k < 0 or cues[k] < before or not tellers[k].content:
            continue
        if _speaks(text, tellers[k], paragraphs):
            tellers[k].content.append(Span(start, end))


def _named(text: str, quote: Span, start: int, cues: list[int]) -> Draft | None:
    """A draft of a quote with whom its sentence names before a colon, where no verb is a cue between."""
    named = _NAMED.fullmatch(text, max(start, text.rfind(". ", start, quote.start) + 1), quote.start)
    if not named or any(text[cue].islower() for cue in cues if cue > named.start("source")):
        return None
    return Draft([Span(*named.span("source"))], [Span(*named.span("colon"))], [quote], CONFIDENCE)


def _speaks(text: str, draft: Draft, paragraphs: Paragraphs) -> bool:
    """Whether a draft is surely somebody's, and not told inside another quote."""
    cue = draft.cue[0].start
    around = paragraphs[max(paragraph_of(paragraphs, cue), 0)]
    within = any(s < cue < e for s, e in quoted_spans(text, *around))
    return bool(draft.source) and draft.confidence >= LEAST_SURE and not within
