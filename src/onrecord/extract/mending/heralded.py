"""A quote on its own, and the line before it that says whose it is: "The minister's statement in full:"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.extract.draft import Draft
from onrecord.model import Span

LONGEST = 200  # characters of such a line
_TEXT = r"(?P<cue>statement|letter|e-?mail|message|post|tweet|reply|response|speech|remarks|note|memo)s?\b"
_NAME = r"(?:[Tt]he\s+)?(?:[^\W\d_][\w.\-’']{0,40}\s+){0,5}?"
_OWNED = re.compile(rf"\b(?P<source>{_NAME}[^\W\d_][\w.\-]{{0,40}}[’']s?)\s+(?:\w+\s+){{0,2}}?{_TEXT}")
_FROM = re.compile(
    rf"\b{_TEXT}\s+(?:in\s+full\s+)?(?:from|by)\s+(?P<source>[^,:;]{{2,80}}?)(?=\s*(?:[,:]|\b(?:in|on|at|to|about)\b))"
)
_HERE = re.compile(r"\s*(?:(?:here|this|below|above)\s+(?:is|was|follows)\s+)?", re.IGNORECASE)


def name_heralded(text: str, draft: Draft, paragraphs: Sequence[tuple[int, int]]) -> None:
    """Give a draft that has no cue, and opens a paragraph, the source that the line before it names.

    Args:
        text: the whole text.
        draft: is changed in place.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Example:
        >>> text = "The minister's statement in full:\\n“It leaks.”"
        >>> draft = Draft(content=[Span(34, 45)])
        >>> name_heralded(text, draft, [(0, 33), (34, 45)])
        >>> [text[s:e] for s, e in (*draft.source, *draft.cue)]
        ["The minister's", 'statement']
    """
    k = bisect_left(paragraphs, draft.content[0].start, key=lambda paragraph: paragraph[0])
    if draft.cue or not 0 < k < len(paragraphs) or paragraphs[k][0] != draft.content[0].start:
        return
    start, end = paragraphs[k - 1]
    if text[end - 1] != ":" or end - start > LONGEST:
        return
    here = _HERE.match(text, start, end)
    found = _OWNED.match(text, here.end() if here else start, end) or _FROM.search(text, start, end)
    if found:
        draft.source, draft.cue = [Span(*found.span("source"))], [Span(*found.span("cue"))]
