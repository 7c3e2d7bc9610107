"""Statements named by a noun that somebody owns: "ignoring the guild's proposals to mend it".

Where the tagger finds such a content and no source for it, or takes a cue that reports nothing
("ignoring") for one, its owner is the source and the noun the cue.
"""

import re

from onrecord.extract.cues import read_cue
from onrecord.extract.draft import Draft
from onrecord.model import CueKind, Span

_NOUNS = (
    "accusation|admission|allegation|announcement|appeal|argument|assertion|assurance|belief|claim|comment|"
    "complaint|concern|contention|declaration|demand|denial|description|doubt|fear|insistence|offer|opinion|"
    "pledge|prediction|promise|proposal|question|recommendation|remark|request|statement|suggestion|threat|"
    "view|vow|warning"
)
_OWNED = re.compile(
    rf"(?P<source>(?:[\w.\-]+\s+){{0,6}}?[\w.\-]+[’'](?:s\b)?)\s+(?:\w+\s+){{0,2}}?(?P<cue>(?:{_NOUNS})s?)\s+"
    r"(?=(?:that|to|of|on|about|for)\b)"
)


def name_owner(text: str, draft: Draft) -> None:
    """Give a draft the owner of the noun that its content begins with, where it lacks a source or a cue.

    Args:
        text: the whole text.
        draft: is changed in place.

    Example:
        >>> text = "ignoring the guild's proposals to mend it"
        >>> draft = Draft([], [Span(0, 8)], [Span(9, 41)])
        >>> name_owner(text, draft)
        >>> [text[s:e] for s, e in (*draft.source, *draft.cue, *draft.content)]
        ["the guild's", 'proposals', 'to mend it']
    """
    if not draft.content or (draft.source and _reports(text, draft)):
        return
    (start, end), *rest = draft.content
    while rest and not text[end : rest[0].start].strip():  # two stretches with a blank between are one
        end = rest.pop(0).end
    owned = _OWNED.match(text, start, end)
    if owned:
        draft.source = [Span(*owned.span("source"))]
        draft.cue = [Span(*owned.span("cue"))]
        draft.content = [Span(owned.end(), end), *rest]


def _reports(text: str, draft: Draft) -> bool:
    return read_cue(" ".join(text[s:e] for s, e in draft.cue)).kind is not CueKind.OTHER
