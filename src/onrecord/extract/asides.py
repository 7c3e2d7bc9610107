"""Sentences told by an aside in them: "People think it leaks, he tells me", "It has, she reckons, gone"."""

import re
from bisect import bisect_right

from onrecord.extract.decode import Draft
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans

_CAP = r"[A-ZÀ-Þ][\w’'\-]{0,40}"
_ASIDE = re.compile(
    rf",\s+(?P<source>he|she|they|{_CAP}(?:\s+{_CAP}){{0,2}})\s+"
    r"(?:(?P<cue>says|said|reckon(?:s|ed)?|insist(?:s|ed)|claim(?:s|ed)|suspect(?:s|ed)|admit(?:s|ted)"
    r"|believe[sd]?|thinks)|(?P<told>tells|told)\s+(?:me|us))(?=[.!]?\Z|,\s)"
)
_LONGEST_SUBJECT = 4  # words before an aside that belong with those after it; more may be the outlet's
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated


def add_asides(text: str, sentences: list[Span], drafts: list[Draft]) -> list[Draft]:
    """Give sentences without quotes to whoever an aside in them names, where the tagger passed it by.

    Args:
        text: the whole text.
        sentences: of the page, in order.
        drafts: of the whole page.

    Returns:
        The drafts, less those told inside such a sentence, which are found in it anew.

    Example:
        >>> text = "People think that it leaks, he tells me."
        >>> [told] = add_asides(text, [Span(0, 40)], [Draft([Span(0, 6)], [Span(7, 12)], [Span(13, 26)])])
        >>> [text[s:e] for s, e in (*told.source, *told.cue, *told.content)]
        ['he', 'tells', 'People think that it leaks']
    """
    cues = {cue.start for draft in drafts for cue in draft.cue}
    made = [
        aside
        for sentence in sentences
        if (aside := _aside(text, sentence)) and aside.cue[0].start not in cues
    ]
    if not made:
        return drafts

    contents = [span for aside in made for span in aside.content]

    def is_inside(draft: Draft) -> bool:
        first, last = draft.place()
        k = bisect_right(contents, first, key=lambda span: span.start) - 1
        return k >= 0 and last <= contents[k].end

    return [*made, *(draft for draft in drafts if not is_inside(draft))]


def _aside(text: str, sentence: Span) -> Draft | None:
    found = _ASIDE.search(text, *sentence)
    if not found or quoted_spans(text, *sentence):
        return None
    before = Span(sentence.start, found.start())
    last = sentence.end - (text[sentence.end - 1] in ".!")
    after = Span(min(found.end() + 2, last), last)
    content = [before] if after.start == last else [after]
    if after.start < last and len(text[slice(*before)].split()) <= _LONGEST_SUBJECT:
        content.insert(0, before)
    cue = Span(*found.span("cue" if found["cue"] else "told"))
    return Draft([Span(*found.span("source"))], [cue], content, CONFIDENCE)
