"""Cues that tell nothing, though the same words often do: who is called to a place, or shows no emotion."""

import re

from onrecord.extract.draft import Draft
from onrecord.extract.lexicon import PERSONS
from onrecord.extract.patterns import CAPITALISED, KEY
from onrecord.model import Span
from onrecord.text.quotes import MARKS

_BE = r"(?:am|is|are|was|were|be|been|being)"
_FEELINGS = r"(?:emotions?|remorse|regret|mercy|pity|interest|enthusiasm|reaction|restraint|respect|courage)"
_CUE = re.compile(
    rf"(?:{_BE}\s+called\s+(?:for\b|(?:out\s+)?to\s+(?!order\b|account\b))"
    rf"|{_BE}\s+(?:approved\s+as|(?:noted|known|famed|renowned)\s+for|quoted\s+on\s+the)\b"
    r"|report(?:s|ed|ing)?\s+for\s+(?:duty|work)\b"
    r"|call(?:s|ed|ing)?\s+(?:an\s+ambulance|(?:the\s+)?police|an?\s+(?:taxi|cab|doctor|vote|halt))(?=\s*[.,;]|\s+(?:and|at|on|in|to|after|when)\b)"
    r"|sp(?:eaks?|oke)\s+(?:for\s+(?:itself|themselves)|volumes)\b"
    r"|t(?:ells?|old)\s+(?:its|their)\s+own\s+(?:story|tale)\b"
    r"|(?:\w+\s+)?claim(?:s|ed|ing)?\s+(?:[\w,\-]+\s+){0,3}?(?:li(?:fe|ves)|victims?)"
    r"(?=\s*(?:[.,;]|\Z)|\s+(?:of|in|on|at|across|since|this|last|when|after|over|every|each|and)\b)"
    r"|quoting\s+(?:\w+\s+){0,3}?(?:ref(?:erence)?|incident|log|number|case)\b"
    rf"|(?:\w+\s+)?sho(?:w|ws|wed|wn|wing)\s+(?:(?:no|little|any|some|great|much)\s+)?{_FEELINGS}\b)",
    re.IGNORECASE,
)
_LOOKS = re.compile(r"look(?:s|ed|ing)?\s+(?:as|like)\b")  # who does; what "it" looks like is a view
_WHO_LOOKS = re.compile(r"\b(?:I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Yy]ou)\s\Z")
_SENTENCE = re.compile(
    r"(?:Words|Terms|Expressions|Phrases)\s+(?:such\s+as|like)\b"
    r"|.*\bforward[ -]looking\s+statements?\b"  # the law's notice below a release
    r"|.*\bstatements?\s+(?:that\s+are|which\s+are|may\s+be)\s+forward[ -]looking\b"
    r"|The\s+(?:vote\s+of\s+thanks|toast)\b"
    r"|(?P<know>.*\b(?:[Ww]hat\s+(?:(?:else\s+)?we|you(?:\s+need\s+to)?)|(?:[Tt]hings|[Ww]hat)\s+to)\s+(?:\w+\s+)?know\b)",
    re.DOTALL,
)
_WE = re.compile(r"(?:we|you|I)\b", re.IGNORECASE)
_PROMISED = re.compile(r"promis(?:es|ed|ing)\s+to\s+be\b", re.IGNORECASE)  # a long night does
_PERSON = re.compile(  # who promises to be something
    rf"(?:he|she|they|we|I)\Z|(?!(?:The|This|That|It|\w+day)\b){CAPITALISED}|.*\b{PERSONS}\Z", re.DOTALL
)
_KEY = re.compile(rf"{KEY}\W*")
_KICKER = re.compile(
    r"\b(?:row|war|crisis|election|live|review|analysis|opinion|exclusive|strikes?|attacks?|budget|"
    r"trial|recap|scandal|debate|vote|summit|talks|explained|explainer|updates?|floods?|fire|storm|case|death)\Z",
    re.IGNORECASE,
)
_APOSTROPHES = frozenset("'’")
_REACH = 400  # characters of a sentence that are looked at


def tells_nothing(text: str, sentence: Span, draft: Draft) -> bool:
    """Say whether a draft's cue is a turn of phrase by which nobody says anything.

    Args:
        text: the whole text.
        sentence: of the cue.
        draft: has a content; without a cue only its sentence is looked at.

    Example:
        >>> text = "Bohl showed no emotion."
        >>> tells_nothing(text, Span(0, 23), Draft([Span(0, 4)], [Span(5, 11)], [Span(12, 22)]))
        True
    """
    first, last = sentence
    who = text[slice(*draft.source[0])] if draft.source else ""
    if _names_it(text, first, min(last, first + _REACH), draft, who):
        return True
    if not draft.cue:
        return False
    start, end = draft.cue[0]
    if text[start:end] == ":" and draft.source:  # "Bin row: councillor told to go" names a topic
        topic = text[slice(*draft.source[-1])]
        quoted = text[draft.content[0].start] in MARKS
        return bool(_KEY.fullmatch(topic)) or (not quoted and bool(_KICKER.search(topic)))
    if text[end - 1] == ":":
        first = start if not draft.source else min(start, draft.source[0].start)
        if _KEY.fullmatch(text, first, end):
            return True
    if _LOOKS.match(text, start) and (draft.source or _WHO_LOOKS.search(text, max(first, start - 6), start)):
        return True
    if _PROMISED.match(text, start):
        return not _PERSON.match(who)
    quotes = any(MARKS & set(text[slice(*span)]) - _APOSTROPHES for span in draft.content)
    return bool(_CUE.match(text, start)) and not quotes


def _names_it(text: str, start: int, end: int, draft: Draft, who: str) -> bool:
    """Whether a sentence is a notice or a list's heading: "What we know", and nobody in it says so."""
    if who and text[draft.content[0].start] in MARKS:  # "“What we know is little,” she said"
        return False
    found = _SENTENCE.match(text, start, end)
    if found is None:
        return False
    says_so = draft.cue and who and not _WE.match(who)
    return not (found["know"] and says_so)
