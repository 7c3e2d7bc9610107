"""Where spans begin and end: a quotation's marks belong to it, a comma after a bare name does not.

A net decides piece by piece, and a mark is a piece; readers agree on them nearly always. What is not quoted
ends with its sentence, and not before its verb.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.extract.draft import Draft
from onrecord.extract.layout import Layout
from onrecord.model import Span
from onrecord.text.quotes import MARKS, is_quoted, quoted_spans

_WORD = re.compile(r"\w")
_ABBREVIATED = re.compile(r"(?:\b\w{1,4}|\.\w)\.\Z")  # "Jr.", "U.S."; a longer word has its sentence's stop
_INITIALS = re.compile(r"\.\w\.")  # "at 6 a.m."
_SAID = re.compile(r"\b(?<!to\s)(?:says?|said)\Z")
_FINITE = r"(?:had|has|have|was|were|is|are|would|will|could|can|may|might|should|must|did|does|do)\b"
_HAS_VERB = re.compile(rf"\b{_FINITE}|[’'“\"]")
_APART = r"[^;:,“”\"]{3,120},\s"
_APPOSITION = re.compile(rf",\s(?!(?:which|so)\b){_APART}(?:{_APART})?(?:{_FINITE}|\w{{2,20}}ed\b)")
_LONGEST_SUBJECT = 6  # words


def tidy_edges(text: str, draft: Draft, quotations: Sequence[tuple[int, int]]) -> None:
    """Begin and end the spans of a draft where its marks do.

    Args:
        text: the whole text.
        draft: is changed in place.
        quotations: the (start, end) of the page's quotations, in order.

    Example:
        >>> text = "Orvane, told the Courier it was “beyond repair.”"
        >>> draft = Draft([Span(0, 7)], [Span(8, 24)], [Span(25, 46)])
        >>> tidy_edges(text, draft, [(32, 48)])
        >>> [text[s:e] for s, e in (*draft.source, *draft.content)]
        ['Orvane', 'it was “beyond repair.”']
    """
    draft.source = [_bare_name(text, span) for span in draft.source]
    draft.content = [_unbracketed(text, _closed(text, span, quotations)) for span in draft.content]
    if draft.cue and draft.content and text.startswith(": ", draft.cue[-1].end):
        cue = draft.cue[-1]
        if draft.content[0].start == cue.end + 2 and text[cue.start : cue.end] != ":":
            draft.cue[-1] = Span(cue.start, cue.end + 1)


def _bare_name(text: str, span: Span) -> Span:
    """A source without the stop of its sentence, or a comma that closes no apposition."""
    last = text[span.end - 1]
    if span.end - span.start < 2:
        return span
    if last == "," and "," not in text[span.start : span.end - 1]:
        return Span(span.start, span.end - 1)
    if last == "." and not _ABBREVIATED.search(text, span.start, span.end):
        return Span(span.start, span.end - 1)
    return span


def _closed(text: str, span: Span, quotations: Sequence[tuple[int, int]]) -> Span:
    """A content with what opens a quotation before its first word, and closes one after its last."""
    start, end = span
    for place in (start, end - 1):
        k = bisect_right(quotations, place, key=lambda quote: quote[0]) - 1
        if k < 0 or quotations[k][1] <= place:
            continue
        opens, closes = quotations[k]
        if opens < start and not _WORD.search(text, opens, start):
            start = opens
        if end < closes and text[closes - 1] in MARKS and not _WORD.search(text, end, closes):
            end = closes
    return Span(start, end)


def _unbracketed(text: str, span: Span) -> Span:
    """A content without a bracket that closes what began before it."""
    words = text[span.start : span.end]
    extra = len(words) > 1 and words.endswith(")") and words.count(")") > words.count("(")
    return Span(span.start, span.end - extra)


def keep_to_sentence(draft: Draft, layout: Layout) -> None:
    """Let no stretch of a content that is told in its own sentence, and not quoted, reach into another.

    Args:
        draft: is changed in place.
        layout: of its page.
    """
    if not draft.cue:
        return
    told = layout.sentence_of(draft)
    for k, span in enumerate(draft.content):
        if not (span.start < told.end and told.start < span.end):
            continue  # set off, perhaps, and of several sentences
        after = told.end < span.end and not _is_said(told.end - 1, span.end - 1, layout)
        before = span.start < told.start and not _is_said(told.start - 1, span.start, layout)
        draft.content[k] = Span(
            told.start if before else span.start, _without_stop(layout.text, told) if after else span.end
        )


def end_with(text: str, sentence: Span, span: Span) -> Span:
    """A stretch without what is beyond the sentence that it begins in, if nothing quoted goes on there.

    "He said there was none. Well, we know": what is inside a content may be told in one of its sentences.
    """
    if not sentence.start <= span.start < sentence.end < span.end:
        return span
    if is_quoted(sentence.end - 1, quoted_spans(text, *span)):
        return span
    return Span(span.start, _without_stop(text, sentence))


def _is_said(place: int, edge: int, layout: Layout) -> bool:
    """Whether a place in a content, or its edge beyond, is quoted."""
    return layout.text[edge] in MARKS or is_quoted(place, layout.quotations)


def _without_stop(text: str, sentence: Span) -> int:
    stopped = text[sentence.end - 1] in ".?!" and not _INITIALS.match(
        text, max(sentence.start, sentence.end - 3), sentence.end
    )
    return sentence.end - stopped


def reach_verb(text: str, sentence: Span, draft: Draft) -> None:
    """Take a content on to its verb: "said the pump, which Brandt fitted, was sound" is not "the pump" alone.

    Nobody says a thing; they say something of it.

    Args:
        text: the whole text.
        sentence: the draft's.
        draft: is changed in place.
    """
    if len(draft.cue) != 1 or len(draft.content) != 1 or not _SAID.search(text, *draft.cue[0]):
        return
    start, end = draft.content[0]
    follows = 0 < start - draft.cue[0].end <= 2 and len(text[start:end].split()) <= _LONGEST_SUBJECT
    named_before = bool(draft.source) and draft.source[0].start < draft.cue[0].start
    cut = not _HAS_VERB.search(text, start, end) and _APPOSITION.match(text, end, sentence.end)
    if follows and named_before and cut:
        draft.content[0] = Span(start, _without_stop(text, sentence))
