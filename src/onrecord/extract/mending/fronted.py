"""Where a content ends before its sentence does, for the rest is the outlet's; and where one begins too late.

A sentence that opens with "while" or "although" must come to its main clause ("While the mill says it is
clean, the river is brown"), and one may close with a word on what was said ("…, a claim the mill denied") or
on when ("…, hours after the fire"). Whoever a sentence is according to tells all of it, also that others
said so.
"""

import re

from onrecord.extract.draft import Draft
from onrecord.extract.lexicon import verb_forms
from onrecord.extract.patterns import AUXILIARY
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans

_OPENS = re.compile(r"[“\"‘'(]?(?:While|Although|Though|Even\s+though|Even\s+as|Whereas|Even\s+if)\b")
_VERIFIED = r"could\s+not\s+(?:\w+ly\s+|be\s+){1,3}(?:verified|confirmed)"
_WORD_ON_IT = re.compile(
    r"[,;]\s+(?:an?\s+(?:claim|charge|allegation|accusation|assertion)\b"
    rf"|(?:which|this|that|it|the\s+(?:claim|report|account|figure)s?)\s+{_VERIFIED}"
    r"|(?P<when>(?:just\s+|only\s+)?(?:(?:\w+\s+)?(?:minutes|hours|days|weeks|months|years)|an?\s+(?:day|week|month|year))"
    r"\s+(?:after|before)\s))"
)
_DATED = re.compile(  # "on Sunday, two days after the crash" is theirs as the day is
    r"\b(?:[A-Z]\w{2,6}day|yesterday|today|(?:in|on|since)\s+(?:\d{1,2}\s+)?(?:[A-Z][a-z]{2,8}|\d{4})"
    r"|last\s+(?:week|month|year|night))\Z"
)
_GOES_ON = re.compile(r",?\s(?:and|but)\s+that\b")
_FINITE = re.compile(rf"\b(?:{AUXILIARY}|\w{{2,20}}ed)\b|n[’']t\b|[’'](?:s|re|ll|ve|d)\b")
_SUBJECT = re.compile(
    r"(?:the|an?|his|her|its|their|th[ai]t|these|those|he|she|it|they|we|I|there|many|some|few|no)\b|[A-ZÀ-Þ]"
)
_COMMA = re.compile(r",\s")
_ACCORDING = re.compile(r"According\s+to\Z")
_TELLS = verb_forms("say tell write warn claim insist promise", base=False)
_OTHER_TELLS = re.compile(
    rf",\s+(?P<teller>[^\W_][\w’'.\- ]{{0,60}}?\s{_TELLS})\b"
    r"[\w’' ]{0,40}[,:]?\s*"
)


def end_fronted(text: str, sentence: Span, draft: Draft) -> None:
    """Cut a content that runs from a fronted clause to its sentence's end at the clause's comma.

    Args:
        text: the whole text.
        sentence: the draft's.
        draft: is changed in place.

    Example:
        >>> text = "While the mill says it is clean, the river is brown."
        >>> draft = Draft([Span(6, 14)], [Span(15, 19)], [Span(20, 51)])
        >>> end_fronted(text, Span(0, len(text)), draft)
        >>> [text[s:e] for s, e in draft.content]
        ['it is clean']
    """
    opens = _OPENS.match(text, sentence.start, sentence.end)
    if not opens or not draft.cue or not draft.source:
        return
    begins, last = draft.content[0], draft.content[-1]
    runs_on = not any(c.isalnum() for c in text[last.end : sentence.end]) and last.end <= sentence.end
    early = draft.source[0].start - opens.end() <= 1 and draft.cue[0].start < begins.start
    if not (runs_on and early and len(draft.content) == 1):
        return
    quotes = quoted_spans(text, *begins)
    commas = [
        comma for comma in _COMMA.finditer(text, *begins) if not any(s < comma.start() < e for s, e in quotes)
    ]
    if commas:
        ends = next((comma for comma in commas if _is_clauses(text, begins, comma)), commas[0])
        draft.content[0] = Span(begins.start, ends.start())


def _is_clauses(text: str, content: Span, comma: re.Match[str]) -> bool:
    """Whether a comma may part one clause from the next: "the dam, built in 1950, is sound, the river …"."""
    has_verb = _FINITE.search(text, content.start, comma.start())
    return has_verb is not None and _SUBJECT.match(text, comma.end(), content.end) is not None


def begin_with_teller(text: str, sentence: Span, draft: Draft) -> None:
    """Begin what is told "According to" somebody with the other who is said to have told it.

    Args:
        text: the whole text.
        sentence: the draft's.
        draft: is changed in place.

    Example:
        >>> text = "According to Orvane, the guild told her: “It leaks.”"
        >>> draft = Draft([Span(13, 19)], [Span(0, 12)], [Span(41, 52)])
        >>> begin_with_teller(text, Span(0, len(text)), draft)
        >>> [text[s:e] for s, e in draft.content]
        ['the guild told her: “It leaks.”']
    """
    if len(draft.source) != 1 or not draft.cue or draft.cue[0].start != sentence.start:
        return
    if not _ACCORDING.match(text, *draft.cue[0]):
        return
    begins, last = draft.content[0]
    if other := _OTHER_TELLS.fullmatch(text, draft.source[0].end, begins):
        draft.content[0] = Span(other.start("teller"), last)


def end_before_word_on_it(text: str, draft: Draft) -> None:
    """Cut a content where its sentence goes on to say what it is, a claim that someone denied, or when.

    Args:
        text: the whole text.
        draft: is changed in place.

    Example:
        >>> text = "Rebels said that they held the port, a claim the army denied."
        >>> draft = Draft([Span(0, 6)], [Span(7, 11)], [Span(12, 60)])
        >>> end_before_word_on_it(text, draft)
        >>> [text[s:e] for s, e in draft.content]
        ['that they held the port']
    """
    start, end = draft.content[-1]
    found = _WORD_ON_IT.search(text, start, end) if draft.cue and draft.cue[0].end <= start else None
    if not found or _GOES_ON.search(text, found.end(), end):
        return
    if found["when"] and _DATED.search(text, start, found.start()):
        return
    if not any(s < found.start() < e for s, e in quoted_spans(text, start, end)):
        draft.content[-1] = Span(start, found.start())
