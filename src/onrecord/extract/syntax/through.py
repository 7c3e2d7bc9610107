"""Through whom: "“It leaks,” Orvane was quoted as saying by the Courier" is the Courier's, and in it hers.

The tagger gives such words to one of the two alone.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.extract.draft import Draft
from onrecord.extract.patterns import ADVERBIAL, CAPITALISED
from onrecord.model import Span
from onrecord.text.quotes import MARKS, is_quoted

_NOUN = r"(?:\s+(?:(?:of|for|at|in|from)\s+(?:the|an?)\s+)?(?!(?:the|an?)\b)[\w’'\-]{1,40})"
_WHO = (
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir){_NOUN}{{1,6}}?"
    r"|(?!(?:In|On|At|By|From|After|Before|During|Since|When|While|As)\b)"
    rf"{CAPITALISED}(?:\s+(?:of|de|van|von|{CAPITALISED})){{0,5}}?)"
)
_AS = r"as\s+(?:saying|telling\s+(?:him|her|them|it|reporters))"
_SAYING = re.compile(rf"\b{_AS}")  # what all have, and few sentences: looked for first
_PASSIVE = re.compile(
    rf"(?<!\w)(?<![Ii]n\s)(?<![Oo]n\s)(?<![Aa]t\s)(?P<who>{_WHO})\s+(?P<cue>(?:is|are|was|were|ha(?:s|ve|d)\s+been)\s+(?:\w+ly\s+|also\s+|later\s+)?"
    rf"(?:quoted|cited))\s+(?:(?P<says1>{_AS})(?:\s+by\s+(?P<by1>{_WHO}))?|by\s+(?P<by2>{_WHO})\s+(?P<says2>{_AS}))"
    r"(?=[,:.]|\s+(?:that|in|on|at|during)\b|\s*[“\"‘]|\s*\Z)"
)
_ACTIVE = re.compile(
    rf",[”\"’]?\s+(?P<by1>{_WHO})\s+(?P<cue>(?:ha(?:s|ve|d)\s+)?(?:quote[sd]?|cite[sd]?))\s+(?P<who>{_WHO})\s+"
    rf"(?P<says1>{_AS})(?=\s*[,.]|\s*\Z)"
)
_ADVERBIAL = re.compile(
    rf"{ADVERBIAL}|(?:an?|one|two)\s+\w+\s+(?:later|earlier|before|after)\b", re.IGNORECASE
)
_BEGINS = re.compile(r"\s+that\b|:?\s*[“\"‘]")  # what is told after it; before it stands where, or when
_LEADS = re.compile(r"(?:\s+(?:in|on|at|by)\s+(?:\w+\s+){0,4}?\w+(?=\s+that\b))?\s*[,:]?\s*")
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated


def tell_through(
    text: str, sentences: Sequence[Span], quotations: Sequence[tuple[int, int]], drafts: list[Draft]
) -> tuple[list[Draft], list[Draft]]:
    """Tell apart who quotes and who is quoted.

    Args:
        text: the whole text.
        sentences: of the page, in order.
        quotations: the (start, end) of the page's quotations, in order.
        drafts: of the whole page.

    Returns:
        The drafts, those of such sentences made anew, and the drafts inside these.

    Example:
        >>> text = "“It leaks,” Orvane was quoted as saying by the Courier."
        >>> drafts, inside = tell_through(text, [Span(0, len(text))], [(0, 11)], [])
        >>> for d in (*drafts, *inside):
        ...     print([text[s:e] for s, e in (*d.source, *d.cue, *d.content)])
        ['the Courier', 'was quoted', '“It leaks,” Orvane', 'as saying']
        ['Orvane', 'as saying', '“It leaks,”']
    """
    pairs = [pair for sentence in sentences if (pair := _pair(text, sentence, quotations))]
    if not pairs:
        return drafts, []
    taken = sorted(outer.cue[0] for outer, _ in pairs)

    def is_told(draft: Draft) -> bool:
        for start, end in draft.cue:
            k = bisect_left(taken, start, key=lambda cue: cue.end)
            if k < len(taken) and taken[k].start < end:
                return True
        return False

    outside = [draft for draft in drafts if not is_told(draft)]
    return [*outside, *(outer for outer, _ in pairs)], [inner for _, inner in pairs if inner]


def _pair(
    text: str, sentence: Span, quotations: Sequence[tuple[int, int]]
) -> tuple[Draft, Draft | None] | None:
    """Who quotes with what they quote, and who is quoted with what they said; else these alone."""
    if not _SAYING.search(text, *sentence):
        return None
    found = _PASSIVE.search(text, *sentence) or _ACTIVE.search(text, *sentence)
    if not found or is_quoted(found.start("cue"), quotations):
        return None
    which = "2" if found.groupdict().get("by2") else "1"
    who, says = Span(*found.span("who")), Span(*found.span("says" + which))
    named = found.start("by" + which) >= 0
    first = min(who.start, found.start("by" + which)) if named else who.start
    said = _said(text, Span(sentence.start, first), Span(found.end(), sentence.end), quotations)
    if said is None:
        return None
    if not named:
        return Draft([who], [Span(found.start("cue"), says.end)], [said], CONFIDENCE), None
    parts = sorted((who, says, said))
    held = [parts[0]]
    for part in parts[1:]:  # who is quoted, and what, is one stretch where nothing stands between
        if text[held[-1].end : part.start].strip(" ,:") or _parted(found.span("cue"), held[-1], part):
            held.append(part)
        else:
            held[-1] = Span(held[-1].start, part.end)
    outer = Draft([Span(*found.span("by" + which))], [Span(*found.span("cue"))], held, CONFIDENCE)
    return outer, Draft([who], [says], [said], CONFIDENCE)


def _said(text: str, before: Span, after: Span, quotations: Sequence[tuple[int, int]]) -> Span | None:
    """The words quoted: those before, up to a comma or a mark, or else those after, a quotation whole."""
    end = before.start + len(text[slice(*before)].rstrip())
    if _BEGINS.match(text, *after) or _ADVERBIAL.match(text, before.start, end):
        end = before.start  # it only says when, or where
    if end > before.start and (text[end - 1] in MARKS or text[end - 1] == ","):
        return Span(before.start, end - (text[end - 1] == ","))
    if end > before.start:
        return None
    start = _LEADS.match(text, *after).end()  # type: ignore[union-attr]
    k = bisect_left(quotations, (start, start))
    if k < len(quotations) and quotations[k][0] == start:
        return Span(*quotations[k])
    last = after.end - (text[after.end - 1] in ".!?")
    return Span(start, last) if start < last else None


def _parted(cue: tuple[int, int], before: Span, after: Span) -> bool:
    return before.end <= cue[0] < after.start
