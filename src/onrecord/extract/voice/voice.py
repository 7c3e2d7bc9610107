"""The outlet's own voice: what the page asserts with no source for it."""

from collections.abc import Iterable

from onrecord.model import Attribution, Span, Spans
from onrecord.text.leads import skip_lead
from onrecord.text.quotes import paragraphs
from onrecord.text.sentences import sentences

FEWEST_WORDS = 4  # of a clause beside an attribution; less is a connective or a time


def find_own_voice(
    text: str, body: Iterable[Span], attributions: Iterable[Attribution], set_off: Iterable[Span] = ()
) -> Spans:
    """The sentences of the body, or the clauses beside an attribution, that nobody is said to have said.

    Args:
        text: the whole text.
        body: the spans of the body's paragraphs.
        attributions: all of the page.
        set_off: what the page sets off as quoted: somebody's words, even where it does not say whose.

    Returns:
        Spans in the order of the text, trimmed of white space.
    """
    said = (span for a in attributions if a.parent is None for span in _spans_of(a))
    taken = _merge([*said, *set_off])
    found: list[Span] = []
    at = 0
    for start, end in (line for s, e in body for line in paragraphs(text, s, e)):
        for s, e in sentences(text, skip_lead(text, start, end), end):
            while at < len(taken) and taken[at].end <= s:
                at += 1
            found.extend(_rest(text, Span(s, e), taken, at))
    return tuple(found)


def _spans_of(attrib: Attribution) -> Iterable[Span]:
    """The words of a statement and of its circumstance: to whom, when and where it was said is no claim."""
    yield from (*attrib.source, *attrib.cue, *attrib.content)
    yield from filter(None, (attrib.addressee, attrib.when, attrib.occasion))


def _rest(text: str, sentence: Span, taken: list[Span], at: int) -> Iterable[Span]:
    """What of a sentence stands outside the ``taken`` spans, from index ``at`` on."""
    cursor, whole = sentence.start, True
    gaps: list[tuple[int, int]] = []
    while at < len(taken) and taken[at].start < sentence.end:
        gaps.append((cursor, max(cursor, taken[at].start)))
        cursor, whole = max(cursor, taken[at].end), False
        at += 1
    gaps.append((cursor, sentence.end))
    for s, e in gaps:
        while s < e and not text[s].isalnum() and text[s] not in "“\"‘'(":
            s += 1
        while e > s and text[e - 1].isspace():
            e -= 1
        if s < e and (whole or len(text[s:e].split()) >= FEWEST_WORDS):
            yield Span(s, e)


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
