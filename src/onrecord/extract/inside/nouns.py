"""Statements that a noun tells: "her claim that it leaks", "calls for a ban", "accusations by her of fraud".

Such a noun with what it is about is found by its form inside another's words, where the tagger sees few of
them: what it learnt from marks the outermost statement alone. Whether it is one is judged afterwards.
"""

import re
from collections.abc import Iterator

from onrecord.extract.draft import Draft
from onrecord.extract.patterns import AUXILIARY, CAPITALISED, STOP
from onrecord.model import Span

_OF = """
    accusation acknowledgement admission allegation charge claim comment complaint concern
    condemnation criticism critique denial denunciation description fear lie message praise question
    remark report rhetoric rumor rumour statement story tweet warning worry
"""
_ON = "allegation attack charge comment complaint critique statement"
_NOUNS = {
    "that": """
        accusation admission allegation announcement argument assertion assessment assurance belief
        case charge claim comment complaint concern conclusion consensus contention conviction
        criticism declaration denial fear feeling hint hypothesis implication insistence insinuation
        lie line message myth narrative news notion perception point prediction promise rationale
        remark report rumor rumour speculation statement story suggestion suspicion testimony theory
        threat view vow warning worry
    """,
    "to": """
        appeal call challenge demand instruction invitation offer order plea pledge promise proposal
        recommendation request suggestion threat vow
    """,
    "of": _OF,
    "about": _OF,
    "for": "appeal call demand explanation plea proposal request",
    "on": _ON,
    "against": _ON,
}
"""Nouns for something said, by the word before what: a clause after "that" and "to", else a phrase."""


def _numbers(nouns: str) -> frozenset[str]:
    """The nouns, one and several of each."""
    several = (noun[:-1] + "ies" if noun.endswith("y") else noun + "s" for noun in nouns.split())
    return frozenset((*nouns.split(), *several))


_BEFORE = {word: _numbers(nouns) for word, nouns in _NOUNS.items()}
_NOUN = re.compile(rf"\b(?:{'|'.join(sorted(set().union(*_BEFORE.values()), key=len, reverse=True))})\b")
_REACH = 100  # characters before a noun in which its owner stands
_B = r"\s{1,5}"  # blanks: bounded, for a page may be made of them
_OWNER = re.compile(
    r"(?P<owner>\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur|[Yy]our)"
    rf"|(?:\b[Tt]he{_B}(?:[\w\-]{{1,30}}{_B}){{0,3}}|\b(?:{CAPITALISED}{_B}){{0,4}})\b[\w.\-]{{1,40}}(?:[’']s|s[’']))"
    rf"{_B}(?:[\w\-]{{1,30}}{_B}){{0,2}}\Z"
)
_VERB = re.compile(  # "they claim that", "to call for": the noun is none
    r"(?:\b(?:I|you|he|she|it|we|they|who|which|to|not|also|will|would|can|could|may|might|must|should|did|does|do)"
    r"|n[’']t)\s\Z",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"{_B}(?:(?:by|from){_B}(?P<by>(?:[\w’'.\-]{{1,40}}{_B}){{0,8}}?[\w’'.\-]{{1,40}}){_B})?"
    rf"(?:(?P<clause>that(?={_B}\w)|to(?={_B}[a-z]+\b(?!\s?[.,])))|(?P<on>of|about|for|on|against){_B}(?=[\w“\"‘']))"
)
_WHEN = re.compile(rf"{_B}(?:last|this|earlier|on|in|at|during|after|before)\b.*", re.DOTALL)
_CLAUSE_END = re.compile(
    r"[;:—–]|,\s(?:and|but|which|who|said|says|he|she|they|a|an)\b|,[”\"]"
    r"|(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\b[A-Z])[.!?][”\"’']?(?:\s|\Z)|\Z"
)
_PHRASE_END = re.compile(
    rf"[,;:()—–?!]|{STOP}(?!\d)|\s(?:{AUXILIARY}|who|which|after|before|when|while|because|as|during|since)\b|\Z"
)
LONGEST = 500  # characters of what is told
CONFIDENCE = 0.5  # the form says nothing for it and nothing against it


def find_nouns(text: str, start: int, end: int) -> Iterator[Draft]:
    """What nouns tell in a stretch of a text, the outermost of them: none stands in what another tells.

    Args:
        text: the whole text.
        start: where the stretch begins.
        end: where it ends.

    Example:
        >>> text = "she denied Orvane's claims of fraud, and calls by the guild to resign"
        >>> for d in find_nouns(text, 0, len(text)):
        ...     print([text[s:e] for s, e in (*d.source, *d.cue, *d.content)])
        ["Orvane's", 'claims of', 'fraud']
        ['the guild', 'calls', 'to resign']
    """
    told = start  # where what the last one tells ends
    for noun in _NOUN.finditer(text, start, end):
        follows = _FOLLOWS.match(text, noun.end(), end)
        if noun.start() < told or not follows or noun[0] not in _BEFORE[follows["clause"] or follows["on"]]:
            continue
        if not follows["by"] and _VERB.search(text, max(start, noun.start() - 8), noun.start()):
            continue
        clause = bool(follows["clause"])
        content = _content(text, follows.start("clause") if clause else follows.end(), end, clause)
        if content.end - content.start < 2:
            continue
        told = content.end
        cue = Span(noun.start(), noun.end() if clause or follows["by"] else follows.end("on"))
        yield Draft(_source(text, start, noun, follows), [cue], [content], CONFIDENCE)


def _content(text: str, first: int, end: int, clause: bool) -> Span:
    """What is told, from where it begins: a clause, or a phrase."""
    limit = min(end, first + LONGEST)
    ends = (_CLAUSE_END if clause else _PHRASE_END).search(text, first, limit)
    last = ends.start() if ends else limit
    if last == limit < end and text[last].isalnum():  # cut off in a word
        last = max(text.rfind(" ", first, last), first)
    return Span(first, last)


def _source(text: str, start: int, noun: re.Match[str], follows: re.Match[str]) -> list[Span]:
    """Whoever a noun is said to be by, or is owned by."""
    if follows["by"]:
        return [Span(follows.start("by"), follows.start("by") + len(_WHEN.sub("", follows["by"])))]
    owner = _OWNER.search(text, max(start, noun.start() - _REACH), noun.start())
    return [Span(*owner.span("owner"))] if owner else []
