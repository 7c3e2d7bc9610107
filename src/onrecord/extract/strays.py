"""Contents and cues that the tagger ties to what does not tell them.

Words in a sentence that gives them as a view ("It is understood that …") have no cue in another, nor have
words without marks in the sentence before, where the cue has some of its own. A quote
that begins with a small letter goes on with the quote before it, whatever verb stands between: "“It leaks,”
said Orvane, shaking her head, “and it sinks.”" What she does there is no part of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.extract.cues import read_cue
from onrecord.extract.decode import Draft
from onrecord.extract.idle import tells_nothing
from onrecord.extract.opinion import find_opinions
from onrecord.model import CueKind, Span
from onrecord.text.quotes import MARKS

_GOES_ON = re.compile(rf"[{''.join(MARKS)}][a-z]")


def drop_strays(
    text: str, drafts: list[Draft], sentences: Sequence[Span], quotations: Sequence[tuple[int, int]]
) -> list[Draft]:
    """Take from drafts what another sentence gives as a view, and mend quotes that a verb cut in two.

    Args:
        text: the whole text.
        drafts: in the order of the text; their contents are changed in place.
        sentences: of the page, in order.
        quotations: the (start, end) of the page's quotations, in order.

    Returns:
        The drafts that are left with a content and tell something.
    """

    def sentence(span: Span) -> int:
        return bisect_right(sentences, span.start, key=lambda s: s.start)

    def is_view(span: Span, cue: Span) -> bool:
        k = sentence(span)
        return k != sentence(cue) and k > 0 and any(find_opinions(text, sentences[k - 1]))

    def is_quoted(span: Span) -> bool:
        k = bisect_right(quotations, span.start, key=lambda q: q[0]) - 1
        return k >= 0 and span.start < quotations[k][1]

    def is_astray(span: Span, draft: Draft) -> bool:
        """Words without marks before the sentence of a cue that has others; on PolNeAR dev none is right."""
        own = sentence(draft.cue[0])
        return (
            sentence(span) < own
            and not is_quoted(span)
            and any(sentence(other) == own for other in draft.content)
        )

    begun: dict[int, Draft] = {}  # by sentence: who says the quote in it that breaks off at a comma
    for draft in drafts:
        if not draft.cue:
            continue
        cue = draft.cue[0]
        draft.content = [span for span in draft.content if not (is_view(span, cue) or is_astray(span, draft))]
        if draft.content and tells_nothing(text, sentences[max(sentence(cue) - 1, 0)], draft):
            draft.content = []
        elif any(
            "," in text[e - 2 : e + 1] and e <= cue.start and is_quoted(Span(s, e)) for s, e in draft.content
        ):
            begun[sentence(cue)] = draft
        elif (speaker := begun.get(sentence(cue))) and _is_doing(text, cue):
            speaker.content += [span for span in draft.content if _GOES_ON.match(text, span.start)]
            draft.content = [span for span in draft.content if span not in speaker.content]
        draft.content = list(_without_doing(text, draft))
    return [draft for draft in drafts if draft.content]


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
