"""What a headline tells in its own short grammar, where the tagger passes it by: "Premier rules it out"."""

import re

from onrecord.extract.decode import Draft
from onrecord.model import Span

LONGEST = 140  # characters
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated
_WORD = r"[^\s.?!:;“”\"]{1,30}"
_TELLS = (
    r"(?:says?|warns?|den(?:y|ies)|admits?|concedes?|insists?|vows?|accuses?|slams?|condemns?|defends?|welcomes?|"
    r"rejects?|dismiss(?:es)?|alleges?|rules?\s+out|hails?|predicts?|reveals?|confirms?|announces?|threatens?|urges?|"
    r"calls?\s+for|hits?\s+out\s+at|flags|blasts?|praises?|mocks?)"
)
_FIRST = re.compile(
    rf"(?P<source>{_WORD}(?:\s+{_WORD}){{0,5}}?)\s+(?P<cue>{_TELLS})\s+(?P<content>\S.{{3,120}})",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?P<content>\S.{{8,120}}?),\s+(?P<source>{_WORD}(?:\s+{_WORD}){{0,4}}?)\s+"
    r"(?P<cue>says?|warns?|claims?|alleges?|fears?|hears?|told|reveals?|insists?)",
    re.IGNORECASE,
)


def find_headlined(text: str, lines: list[tuple[int, int]], drafts: list[Draft]) -> list[Draft]:
    """Find what a page's first line says that somebody says, where none of the drafts is in it.

    Args:
        text: the whole text.
        lines: the (start, end) of the page's paragraphs, in order.
        drafts: of the whole page.

    Example:
        >>> text = "River is poisoned at night, villagers allege"
        >>> [found] = find_headlined(text, [(0, 44), (46, 60)], [])
        >>> [text[s:e] for s, e in (*found.source, *found.cue, *found.content)]
        ['villagers', 'allege', 'River is poisoned at night']
    """
    start, end = lines[0] if lines else (0, 0)
    if len(lines) < 2 or end - start > LONGEST or text[end - 1] == ".":
        return []
    if any(s < end for draft in drafts for s, _ in (*draft.source, *draft.cue, *draft.content)):
        return []
    found = _FIRST.fullmatch(text, start, end) or _LAST.fullmatch(text, start, end)
    if not found:
        return []
    source, cue, content = (Span(*found.span(role)) for role in ("source", "cue", "content"))
    return [Draft([source], [cue], [content], CONFIDENCE)]
