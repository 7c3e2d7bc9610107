"""The passive: "she was told by the mayor that …" makes her the one told, and the mayor the source.

A net that looks for a source takes the subject, who here says nothing.
"""

import re

from onrecord.extract.decode import Draft
from onrecord.model import Span

_TOLD = r"(?:told|asked|warned|informed|assured|advised|reminded|notified|urged|instructed|ordered)"
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|got)\s+(?:\w+\s+){{0,2}}?{_TOLD}(?:\s+(?:by|of|about|that|to|not)\b){{0,2}}\Z",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(rf"{_TOLD}\Z", re.IGNORECASE)
_LINKS = "that|on|in|at|about|during|last|to|if|whether|why|how|what|not|when|after|before"
_AGENT = re.compile(
    rf"\s+by\s+(?P<who>(?!(?:{_LINKS})\b)[^\W_][\w’'.\- ]{{0,80}}?)"
    rf"(?=\s*(?:[,;:]|\.(?:\s|\Z)|\s(?:{_LINKS})\b))"
)


def turn_passive(text: str, draft: Draft) -> None:
    """Make the subject of a passive the one told, and whoever stands after "by" the source.

    Args:
        text: the whole text.
        draft: is changed in place.

    Example:
        >>> text = "She was told by the mayor that it leaks."
        >>> draft = Draft([Span(0, 3)], [Span(4, 12)], [Span(26, 39)])
        >>> turn_passive(text, draft)
        >>> [text[s:e] for s, e in (draft.told, *draft.source)]
        ['She', 'the mayor']
    """
    if not draft.cue:
        return
    start, end = draft.cue[0].start, draft.cue[-1].end
    if not _PASSIVE.search(text, start, end):
        if draft.source or not _PARTICIPLE.search(text, start, end):
            return
    elif draft.source and draft.source[0].start < start:
        draft.told, draft.source = draft.source[0], []
    elif len(draft.content) > 1 and not text[draft.content[0].end : start].strip():
        draft.told, draft.content = draft.content[0], draft.content[1:]
    agent = _AGENT.match(text, end)
    if agent and all(agent.start("who") <= s < agent.end("who") for s, _ in draft.source):
        who = Span(*agent.span("who"))
        kept = [_trimmed(text, Span(max(s, who.end), e)) for s, e in draft.content if e > who.end]
        if kept and all(e > s for s, e in kept):
            draft.source, draft.content = [who], kept


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    return Span(end - len(text[start:end].lstrip()), end)
