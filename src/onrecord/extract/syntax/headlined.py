"""What a headline tells in its own short grammar, where the tagger passes it by: "Premier rules it out"."""

import re
from collections.abc import Collection

from onrecord.extract.draft import Draft
from onrecord.extract.lexicon import PERSONS, verb_forms
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import Span

LONGEST = 140  # characters
MOST = 8  # lines of a headline with what stands above and below it
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated
_WORD = r"[^\s.?!:;“”\"]{1,30}"
_SOURCE = (
    r"(?P<source>(?!(?:how|why|what|when|where|who|\S*\d\S*|\w+\s+(?:ways|things|reasons))\b)"
    rf"{_WORD}(?:\s+{_WORD}){{0,5}}?)(?<!\sto)"
)
_CLAIMS = verb_forms(
    "say warn deny admit concede insist vow accuse slam condemn allege rule-out predict confirm announce "
    "urge call-for hit-out-at blast differ-over",
    past=False,
)
_NO_CLAIM = re.compile(  # a bus slams into a lorry, blasts rock a market, a ward admits patients
    r"(?:slam|blast)\w*\s+(?:into|through|against|onto|past|rock|kill|hit|tear|leave|injure)\w*\b"
    r"|admit\w*\s+(?:[\w\-]+\s+){0,4}?(?:patients?|students?|pupils?|members?|visitors?|guests?)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:must|should|will|would|can|could|may|might|do|does|did|not|never)\Z|n[’']t\Z", re.IGNORECASE
)
_ADDS = verb_forms("say warn claim allege fear insist", past=False)
NOT_WHO = r"(?:how|why|what|when|where|who|inside|the|an?|my|your|our|life|\w{1,30}ing)\b"
_BODY = r"(?:police|union|court|jury|inquiry|inquest|watchdog|report|study|survey|regulator|ministry|council)"
WHO = (
    rf"(?:(?i:(?!{NOT_WHO})(?:[\w’'.\-]{{1,30}}\s+){{0,4}}?(?:{PERSONS}|\w{{2,20}}(?:ian|ist|grapher|eer)s?|{_BODY}))"
    rf"|(?P<name>{CAPITALISED}(?:\s+{CAPITALISED}){{1,2}}))"
)
"""Who stands alone behind a quotation's colon: a person by what they do, a body, or a name."""
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
    re.compile(r"(?P<content>[“‘\"'][^“”\"]{4,120}[”’\"'])(?P<cue>:)\s+(?P<source>" + WHO + ")"),
    re.compile(  # what a car does is not what a court does
        rf"(?P<source>(?:{_WORD}\s+){{0,4}}?(?:court|bench|tribunal|judge|hc|speaker|commission))\s+(?P<cue>pulls\s+up)\s+"
        r"(?P<content>(?!(?:at|in|to|on|outside|beside|near)\b)\S.{3,120})",
        re.IGNORECASE,
    ),
)


def headlines(text: str, lines: list[tuple[int, int]], headings: Collection[int]) -> list[Span]:
    """The lines of a page's headline; where the page tells none, its first line if it looks like one.

    Args:
        text: the whole text.
        lines: the (start, end) of the page's paragraphs, in order.
        headings: where the lines of its headline begin.
    """
    first = lines[:1] if len(lines) > 1 and text[lines[0][1] - 1] != "." else []
    told = [line for line in lines if line[0] in headings] if headings else first
    return [Span(start, end) for start, end in told[:MOST] if end - start <= LONGEST]


def is_known(text: str, found: re.Match[str], end: int) -> bool:
    """Whether a name behind a colon stands on the page again, below its headline; a title's would not."""
    name = found.groupdict().get("name")
    return not name or name.split()[-1] in text[end:]


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
    if found is None or not is_known(text, found, end) or _MODAL.search(found["source"]):
        return []
    if _NO_CLAIM.match(text, found.start("cue")):
        return []
    source, cue, content = (Span(*found.span(role)) for role in ("source", "cue", "content"))
    return [Draft([source], [cue], [content], CONFIDENCE)]
