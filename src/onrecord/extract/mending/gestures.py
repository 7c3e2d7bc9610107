"""Quotes that a gesture cuts in two: "“It leaks,” said Orvane, shaking her head, “and it sinks.”"

The tagger may take what somebody does while speaking for another cue, or for words of theirs. A quote that
begins with a small letter goes on with the quote before it, whatever verb stands between.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.extract.cues import read_cue
from onrecord.extract.draft import Draft
from onrecord.model import CueKind, Span
from onrecord.text.quotes import MARKS, is_quoted

_GOES_ON = re.compile(rf"[{''.join(MARKS)}][a-z]")


def mend_cut_quotes(
    text: str, drafts: list[Draft], sentences: Sequence[Span], quotations: Sequence[tuple[int, int]]
) -> list[Draft]:
    """Give the second half of a quote to whoever began it in the same sentence, without the gesture between.

    Args:
        text: the whole text.
        drafts: in the order of the text; their contents are changed in place.
        sentences: of the page, in order.
        quotations: the (start, end) of the page's quotations, in order.

    Returns:
        The drafts that are left with a content.
    """
    begun: dict[int, Draft] = {}  # by sentence: who says the quote in it that breaks off at a comma
    for draft in drafts:
        if not draft.cue:
            continue
        cue = draft.cue[0]
        sentence = bisect_right(sentences, cue.start, key=lambda s: s.start)
        if any(e <= cue.start and _breaks_off(text, Span(s, e), quotations) for s, e in draft.content):
            begun[sentence] = draft
        elif (speaker := begun.get(sentence)) and _is_doing(text, cue):
            speaker.content += [span for span in draft.content if _GOES_ON.match(text, span.start)]
            draft.content = [span for span in draft.content if span not in speaker.content]
        draft.content = list(_without_doing(text, draft))
    return [draft for draft in drafts if draft.content]


def _breaks_off(text: str, span: Span, quotations: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch is quoted and ends in a comma."""
    return "," in text[span.end - 2 : span.end + 1] and is_quoted(span.start, quotations)


def _is_doing(text: str, cue: Span) -> bool:
    """Whether a cue is what somebody does while speaking, and no verb of telling."""
    word, *_ = text[slice(*cue)].split(maxsplit=1)
    return word.endswith("ing") and read_cue(word).kind is CueKind.OTHER


def _without_doing(text: str, draft: Draft) -> Iterator[Span]:
    """The stretches of a content without what the speaker does before the quote goes on."""
    last = max((s for s, _ in draft.content if _GOES_ON.match(text, s)), default=-1)
    is_broken = any(end <= draft.cue[0].start for _, end in draft.content)
    for start, end in draft.content:
        if not is_broken or start < draft.cue[-1].end or not _is_doing(text, Span(start, end)):
            yield Span(start, end)
        elif goes_on := _GOES_ON.search(text, start, end):
            yield Span(goes_on.start(), end)
        elif last < end:
            yield Span(start, end)
