"""Sources and relative clauses: "a nurse, who asked not to be named, said …" is one of them whole.

And "an email in which the manager, Deena Crewe, wrote that …" has its source within one.
"""

import re

from onrecord.extract.draft import Draft
from onrecord.model import Span

_WHICH = re.compile(
    r".*\b(?:in|on|at|during|to)\s+which\s+"
    r"(?P<source>(?!(?:he|she|they|it|I|we)\s+\w+\s)(?:[\w’'\-]+,?\s+){0,8}[\w’'\-]+,?)\s+",
    re.DOTALL,
)
_REACH = 120  # characters before the cue
_WHO = r"(?:who|which|whose|(?:\w+\s+)?of\s+whom)"
_CUT = re.compile(rf"\b{_WHO}\Z")
_REST = re.compile(r"\s[^.;:“”\"\n]{2,200},\s*")
_AFTER = r"\s+(?:of|in|from|at|for|with|on|near|familiar|close)\s[^,.;:“”\"\n]{1,60}"
_BARE = re.compile(r"\w{2,30}ing\b")
_CLAUSE = re.compile(rf"(?:{_AFTER})?,?\s+{_WHO}\s[^.;:“”\"\n]{{2,200}},\s*")


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


def widen_relative(text: str, draft: Draft) -> None:
    """Give a source the whole of the relative clause between it and the cue, which a net may cut off.

    Args:
        text: the whole text.
        draft: is changed in place.

    Example:
        >>> text = "A nurse, who asked not to be named, said that it leaks."
        >>> draft = Draft([Span(0, 12)], [Span(36, 40)], [Span(41, 54)])
        >>> widen_relative(text, draft)
        >>> [text[s:e] for s, e in draft.source]
        ['A nurse, who asked not to be named,']
    """
    if len(draft.source) != 1 or not draft.cue or draft.content[0].start < draft.cue[0].end:
        return
    (start, end), cue = draft.source[0], draft.cue[0].start
    if _BARE.match(text, cue):  # "Brandt backed the plan, which costs little, calling it …"
        return
    if end < cue and (_REST if _CUT.search(text, start, end) else _CLAUSE).fullmatch(text, end, cue):
        draft.source = [Span(start, end + len(text[end:cue].rstrip()))]
