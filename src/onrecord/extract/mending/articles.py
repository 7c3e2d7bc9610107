"""Sources of which a net has seen the article alone: "a man who sounds impatient wants to know"."""

import re

from onrecord.extract.draft import Draft
from onrecord.model import Span

_ARTICLE = re.compile(r"the|an?", re.IGNORECASE)
_NAME = re.compile(r"[^.:;!?“”\"\n]{1,80}")
_CAME = re.compile(r"(?P<cue>c(?:ame|omes)\s+the\s+(?:answer|reply|response|retort|rejoinder))\b")


def name_whole(text: str, draft: Draft) -> None:
    """Give a source that is an article alone what stands between it and the cue; and "came the reply" none.

    Args:
        text: the whole text.
        draft: is changed in place.

    Example:
        >>> text = "A man at the back wants to know when."
        >>> draft = Draft([Span(0, 1)], [Span(18, 31)], [Span(32, 36)])
        >>> name_whole(text, draft)
        >>> [text[s:e] for s, e in draft.source]
        ['A man at the back']
    """
    if len(draft.source) != 1 or not draft.cue or not _ARTICLE.fullmatch(text, *draft.source[0]):
        return
    (start, end), cue = draft.source[0], draft.cue[0]
    if came := _CAME.match(text, cue.start):
        draft.source, draft.cue = [], [Span(*came.span("cue"))]
    elif end < cue.start and _NAME.fullmatch(text, end, cue.start) and not _meets(draft, start, cue.start):
        draft.source = [Span(start, end + len(text[end : cue.start].rstrip()))]


def _meets(draft: Draft, start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in draft.content)
