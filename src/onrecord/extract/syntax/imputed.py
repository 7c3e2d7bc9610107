"""What is imputed: "X's statement … can be considered an admission of Y".

Somebody says that another's words amount to something. The other is the source of what is
imputed to them, but only in the eyes of whoever says so: never theirs to be traced.
"""

import re
from collections.abc import Iterator

from onrecord.extract.draft import Draft, How
from onrecord.extract.lexicon import STATEMENT_NOUNS
from onrecord.model import Span

# Words of a bounded length, from their beginning: a run of letters without end is looked at once.
_NAME = r"(?<!\w)(?:(?:[A-ZÀ-Þ][\w.\-’']{0,40}\s+){0,6}[A-ZÀ-Þ][\w.\-]{0,40}[’']s|(?:his|her|their)\b)"
_AMOUNTS = (
    r"(?:(?:can|could|may|might|would|should|must)\s+)?(?:be\s+|has\s+been\s+|was\s+|is\s+|were\s+|are\s+)?"
    r"(?:considered|regarded\s+as|seen\s+as|taken\s+as|read\s+as|viewed\s+as|interpreted\s+as|understood\s+as|"
    r"tantamount\s+to|amount(?:s|ed|ing)?\s+to|constitute[sd]?|equal(?:s|led)?)"
    r"\s+(?:nothing\s+(?:less|short)\s+(?:than|of)\s+)?(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?"
    r"(?:recognition|admission|acknowledge?ment|confession|concession|denial|threat|declaration|endorsement|"
    r"promise|apology|retraction|rejection|acceptance|confirmation|proof|warning|call)\s*(?:of|that|to|for)?"
)
_IMPUTED = re.compile(
    rf"(?P<source>{_NAME})\s+(?P<noun>{STATEMENT_NOUNS})\b(?P<that>[^.?!;]{{0,300}}?)\s*"
    rf"\b(?P<cue>{_AMOUNTS})\s+(?P<content>[^.?!;,“”\"]{{3,300}})"
)
_NOT = re.compile(r"(?:\b(?:not|never|hardly|cannot)|n[’']t)\s*\Z")
CONFIDENCE = 0.7  # as for assents: narrow, and not calibrated


def find_imputed(text: str, sentence: Span) -> Iterator[Draft]:
    """Yield what a sentence says that someone's words amount to, as drafts with the someone as source.

    Example:
        >>> text = "Orvane's remarks amount to an admission that the dam leaks."
        >>> [text[s:e] for d in find_imputed(text, Span(0, len(text))) for s, e in d.content]
        ['the dam leaks']
    """
    for found in _IMPUTED.finditer(text, *sentence):
        if _NOT.search(found["that"]):
            continue
        yield Draft(
            source=[Span(*found.span("source"))],
            cue=[Span(*found.span("cue"))],
            content=[Span(*found.span("content"))],
            confidence=CONFIDENCE,
            how=How.IMPUTED,
        )
