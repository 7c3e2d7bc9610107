"""What a headline tells in its own short grammar, where the tagger passes it by: "Premier rules it out"."""

import re

from onrecord.extract.decode import Draft
from onrecord.extract.lexicon import verb_forms
from onrecord.model import Span

LONGEST = 140  # characters
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated
_WORD = r"[^\s.?!:;“”\"]{1,30}"
_SOURCE = (
    r"(?P<source>(?!(?:how|why|what|when|where|who|\S*\d\S*|\w+\s+(?:ways|things|reasons))\b)"
    rf"{_WORD}(?:\s+{_WORD}){{0,5}}?)(?<!\sto)"
)
_CLAIMS = verb_forms(
    "say warn deny admit concede insist vow accuse slam condemn allege rule-out predict confirm announce "
    "urge call-for hit-out-at blast",
    past=False,
)
_ADDS = verb_forms("say warn claim allege fear insist", past=False)
_FORMS = (
    re.compile(rf"{_SOURCE}\s+(?P<cue>{_CLAIMS})\s+(?P<content>\S.{{3,120}})", re.IGNORECASE),
    re.compile(
        rf"(?P<content>\S.{{8,120}}?),\s+{_SOURCE}\s+(?P<cue>{_ADDS})",
        re.IGNORECASE,
    ),
    re.compile(  # whoever else is told says nothing
        rf"(?P<content>\S.{{8,120}}?),\s+(?P<source>(?:{_WORD}\s+){{0,4}}?(?:court|inquest|inquiry|jury|tribunal|hearing))"
        r"\s+(?P<cue>told|hears?)",
        re.IGNORECASE,
    ),
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
    found = next((match for form in _FORMS if (match := form.fullmatch(text, start, end))), None)
    if found is None:
        return []
    source, cue, content = (Span(*found.span(role)) for role in ("source", "cue", "content"))
    return [Draft([source], [cue], [content], CONFIDENCE)]
