"""The source after its cue: "“It leaks,” said Orvane." """

import re

from onrecord.extract.cues import read_cue
from onrecord.extract.draft import Draft
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import CueKind, Span
from onrecord.text.quotes import MARKS

_WHO = re.compile(
    rf"\s+(?P<who>he|she|they|I|(?:the|an?|his|her|their|my)\s+(?:[\w’'\-]{{1,40}}\s+){{0,4}}?[\w’'\-]{{1,40}}|"
    rf"{CAPITALISED}(?:\s+(?:of|de|van|von|der|al|bin|{CAPITALISED})){{0,6}}?)"
    r"(?=\s*(?:[,;:—–]|[.!?](?:\s|\Z)|\Z)|\s+(?:who|when|as|after|before|while|with|in|at|on|and)\b)"
)
_ABBREVIATED = 4  # letters and stop: "Jr.", "J."; a longer word has its sentence's
_TELLS = (CueKind.SAYS, CueKind.ASKS, CueKind.ANSWERS, CueKind.CLAIMS, CueKind.WARNS, CueKind.AGREES)


def name_inverted(text: str, sentence: Span, draft: Draft) -> None:
    """Give a draft the source that stands right after its cue, where the cue follows the words told.

    Nothing else can be the source there, though a net may look for it further off.

    Args:
        text: the whole text.
        sentence: the draft's.
        draft: is changed in place.

    Example:
        >>> text = "Brandt left. “It leaks,” said Orvane, who stayed."
        >>> draft = Draft([Span(0, 6)], [Span(25, 29)], [Span(13, 24)])
        >>> name_inverted(text, Span(13, 49), draft)
        >>> [text[s:e] for s, e in draft.source]
        ['Orvane']
    """
    if len(draft.cue) != 1 or len(text[slice(*draft.cue[0])].split()) != 1:
        return
    start, end = draft.cue[0]
    told = any(e <= start and not text[e:start].strip(_BETWEEN) for _, e in draft.content)
    before = text[sentence.start : start].rstrip()
    if not told or not before or not (before[-1] in MARKS or before[-1] in ",?!"):
        return
    who = _WHO.match(text, end, sentence.end)
    if not who or read_cue(text[start:end]).kind not in _TELLS:
        return
    name = who["who"] if len(who["who"].split()[-1]) < _ABBREVIATED else who["who"].rstrip(".")
    source = Span(who.start("who"), who.start("who") + len(name))
    if not any(s < source.end and source.start < e for s, e in draft.source):
        draft.source = [source]
        draft.content = [span for span in draft.content if span.end <= start or span.start >= source.end]


_BETWEEN = " ,?!" + "".join(MARKS)
