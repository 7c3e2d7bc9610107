"""The source within a relative clause: "an email in which the manager, Deena Crewe, wrote that …"."""

import re

from onrecord.extract.decode import Draft
from onrecord.model import Span

_WHICH = re.compile(
    r".*\b(?:in|on|at|during|to)\s+which\s+(?P<source>(?:[\w’'\-]+,?\s+){0,8}[\w’'\-]+,?)\s+", re.DOTALL
)
_REACH = 120  # characters before the cue


def name_relative(text: str, sentence: Span, draft: Draft) -> None:
    """Give a draft whose cue closes "in which …" the words between as its source, not one from further off.

    Args:
        text: the whole text.
        sentence: the draft's.
        draft: is changed in place.

    Example:
        >>> text = "He cites an email in which Ada Crewe wrote that it leaks."
        >>> draft = Draft([Span(0, 2)], [Span(37, 42)], [Span(43, 56)])
        >>> name_relative(text, Span(0, 57), draft)
        >>> [text[s:e] for s, e in draft.source]
        ['Ada Crewe']
    """
    if not draft.cue or len(draft.source) != 1 or draft.content[0].start < draft.cue[0].end:
        return
    start = draft.cue[0].start
    found = _WHICH.fullmatch(text, max(sentence.start, start - _REACH), start)
    if found and draft.source[0].end <= found.start("source"):
        draft.source = [Span(*found.span("source"))]
