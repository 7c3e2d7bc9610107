"""Where a fronted clause ends: "While the mill says it is clean, the river is brown."

A sentence that opens with "while" or "although" must come to its main clause, and that one is the
outlet's. A content in the first clause that runs on to the sentence's end has swallowed it.
"""

import re

from onrecord.extract.decode import Draft
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans

_OPENS = re.compile(r"[“\"‘'(]?(?:While|Although|Though|Even\s+though|Even\s+as|Whereas|Even\s+if)\b")
_COMMA = re.compile(r",\s")


def end_fronted(text: str, sentence: Span, draft: Draft) -> None:
    """Cut a content that runs from a fronted clause to its sentence's end at the clause's comma.

    Args:
        text: the whole text.
        sentence: the draft's.
        draft: is changed in place.

    Example:
        >>> text = "While the mill says it is clean, the river is brown."
        >>> draft = Draft([Span(6, 14)], [Span(15, 19)], [Span(20, 51)])
        >>> end_fronted(text, Span(0, len(text)), draft)
        >>> [text[s:e] for s, e in draft.content]
        ['it is clean']
    """
    opens = _OPENS.match(text, sentence.start, sentence.end)
    if not opens or not draft.cue or not draft.source:
        return
    begins, last = draft.content[0], draft.content[-1]
    runs_on = not any(c.isalnum() for c in text[last.end : sentence.end]) and last.end <= sentence.end
    early = draft.source[0].start - opens.end() <= 1 and draft.cue[0].start < begins.start
    if not (runs_on and early and len(draft.content) == 1):
        return
    quotes = quoted_spans(text, *begins)
    for comma in _COMMA.finditer(text, *begins):
        if not any(s < comma.start() < e for s, e in quotes):
            draft.content[0] = Span(begins.start, comma.start())
            return
