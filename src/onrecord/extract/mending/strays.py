"""Contents and cues that the tagger ties to what does not tell them.

Words in a sentence that gives them as a view ("It is understood that …") have no cue in another, nor have
words without marks in the sentence before, where the cue has some of its own. And some cues tell nothing.
"""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.extract.draft import Draft
from onrecord.extract.mending.idle import tells_nothing
from onrecord.extract.syntax.opinion import find_opinions
from onrecord.model import Span
from onrecord.text.quotes import is_quoted


def drop_strays(
    text: str, drafts: list[Draft], sentences: Sequence[Span], quotations: Sequence[tuple[int, int]]
) -> list[Draft]:
    """Take from drafts what their cues do not tell.

    Args:
        text: the whole text.
        drafts: of the whole page; their contents are changed in place.
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

    def is_astray(span: Span, draft: Draft) -> bool:
        """Words without marks before the sentence of a cue that has others; on PolNeAR dev none is right."""
        own = sentence(draft.cue[0])
        has_own = any(sentence(other) == own for other in draft.content)
        return has_own and sentence(span) < own and not is_quoted(span.start, quotations)

    for draft in drafts:
        if draft.cue:
            cue = draft.cue[0]
            draft.content = [
                span for span in draft.content if not (is_view(span, cue) or is_astray(span, draft))
            ]
        if not draft.content:
            continue
        told = sentences[max(sentence((draft.cue or draft.content)[0]) - 1, 0)]
        if tells_nothing(text, told, draft):
            draft.content = []
    return [draft for draft in drafts if draft.content]
