"""The passive: "she was told by the mayor that …" makes her the one told, and the mayor the source.

A net that looks for a source takes the subject, who here says nothing, or too much of what stands after "by".
"""

import re

from onrecord.extract.draft import Draft
from onrecord.extract.patterns import CAPITALISED, STOP
from onrecord.model import Span

_TOLD = r"(?:told|asked|warned|informed|assured|advised|reminded|notified|urged|instructed|ordered)"
_PASSIVE = re.compile(
    rf"\b(?:am|is|are|was|were|be|been|being|got)\s+(?:\w+\s+){{0,2}}?{_TOLD}(?:\s+(?:by|of|about|that|to|not)\b){{0,2}}\Z",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(rf"{_TOLD}\Z", re.IGNORECASE)
_BARE = re.compile(r"(?:told|warned|reminded)\Z")  # who "urged to boil water" may have urged others
_TO = re.compile(r"(?:not\s+)?to\s")
_LINKS = "that|on|in|at|about|during|last|to|if|whether|why|how|what|not|when|after|before"
_AGENT = re.compile(
    rf"\s+by\s+(?P<who>(?!(?:{_LINKS})\b)[^\W_][\w’'.\- ]{{0,80}}?"
    rf"(?:,\s{CAPITALISED}(?:\s{CAPITALISED}){{1,4}},(?=\s(?:{_LINKS})\b))?)"
    rf"(?=\s*(?:[,;:]|{STOP}(?:\s|\Z)|\s(?:{_LINKS})\b))"
)
_IS = r"\b(?:am|is|are|was|were|be|been|being|got)\s+(?:\w+\s+){0,2}?\w+"
_DONE_BY = re.compile(rf"{_IS}\s+by\Z", re.IGNORECASE)
_DONE = re.compile(rf"{_IS}\Z", re.IGNORECASE)
_WHO = r"(?P<who>(?![\w’'.\- ]{0,80}\bsuch\b)[^\W_](?:[\w’'.\- ]{0,80}?\w)?)"
_DOES = re.compile(rf"\s+(?:by\s+)?{_WHO}\s+(?P<rest>as\s|(?:of|for)\s+[“\"‘']?\w{{2,40}}ing\b)")
_CLAUSE = re.compile(r"[^,.;:\n“”\"]{2,160}")
_ACCUSES = re.compile(rf"\s+(?:by\s+)?{_WHO}\s+(?P<rest>of\s)")
_AS_BY = re.compile(
    rf"as\s+(?:[^\s,;.]{{1,40}}\s+){{1,12}}?(?P<before>[^\s,;.]{{1,40}})(?P<by>\s+by\s+){_WHO}\Z"
)
_PAST = re.compile(
    r"(?:ed|en|wn|nt|ung|ade|aid|run|built|led|hit|held|struck|torn|put|set|ought|on)\Z"
)  # "a plan written by lobbyists" names nobody who speaks
_EXPLETIVE = re.compile(r"[Ii]t\Z")
_IS_HELD = (
    rf"(?:is|was|has\s+been|had\s+been)\s+(?:\w+ly\s+|now\s+|also\s+)?(?!{_TOLD}\b)"
    r"(?:said|thought|held|known|learn(?:ed|t)|\w{2,20}(?:ed|stood))"
)
_HELD = re.compile(rf"{_IS_HELD}\Z")
_THEN_HELD = re.compile(rf"\s+(?P<cue>{_IS_HELD})\b")
_HOLDER = re.compile(r"\s+in\s+(?P<who>(?:the|an?|his|her|its|their)(?:\s[\w’'\-]{1,40}){1,5}?)(?=\s+that\b)")
_ACCUSED = re.compile(r"\bst(?:ands?|ood)\s+accused\b", re.IGNORECASE)


def turn_passive(text: str, draft: Draft) -> None:
    """Make the subject of a passive the one told, or told about, and whoever stands after "by" the source.

    Args:
        text: the whole text.
        draft: is changed in place.

    Example:
        >>> text = "She was told by the mayor that it leaks."
        >>> draft = Draft([Span(0, 3)], [Span(4, 12)], [Span(26, 39)])
        >>> turn_passive(text, draft)
        >>> [text[s:e] for s, e in (draft.told, *draft.source)]
        ['She', 'the mayor']
    """
    if not draft.cue:
        return
    start, end = draft.cue[0].start, draft.cue[-1].end
    if _EXPLETIVE.fullmatch(text, start, end) and (held := _THEN_HELD.match(text, end)):
        start, end = held.span("cue")  # "It" alone of "It is understood"
        draft.cue = [Span(start, end)]
    if _ACCUSED.search(text, start, end):
        draft.source, draft.content = [], sorted([*draft.source, *draft.content])
    if _HELD.match(text, start, end):
        _name_holder(text, end, draft)
    _part_from_doer(text, start, end, draft)
    _name_last(text, start, end, draft)
    if _is_headline_passive(text, draft):
        draft.told, draft.source = draft.source[0], []
    elif not _PASSIVE.search(text, start, end):
        is_other = draft.source and text[end : draft.source[0].start] != " by "
        if is_other or not _PARTICIPLE.search(text, start, end):
            return
    elif draft.source and draft.source[0].start < start:
        draft.told, draft.source = draft.source[0], []
    elif (
        len(draft.content) > 1
        and draft.content[0].end <= start
        and not text[draft.content[0].end : start].strip()
    ):
        draft.told, draft.content = draft.content[0], draft.content[1:]
    agent = _AGENT.match(text, end)
    if agent and all(agent.start("who") <= s < agent.end("who") for s, _ in draft.source):
        who = Span(*agent.span("who"))
        kept = [_trimmed(text, Span(max(s, who.end), e)) for s, e in draft.content if e > who.end]
        if kept and all(e > s for s, e in kept):
            draft.source, draft.content = [who], kept


def _is_headline_passive(text: str, draft: Draft) -> bool:
    """Whether a cue without "was" is a passive all the same, as in headlines: "Councillor told to go"."""
    if len(draft.source) != 1 or not _BARE.match(text, *draft.cue[0]):
        return False
    (_, named), (start, end) = draft.source[0], draft.cue[0]
    return (
        text[named:start] == " "
        and text[end : draft.content[0].start] == " "
        and _TO.match(text, end + 1) is not None
    )


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    return Span(end - len(text[start:end].lstrip()), end)


def _name_holder(text: str, end: int, draft: Draft) -> None:
    """Take "it" for nobody in "It has been suggested that …", and for the source what it is told in."""
    if len(draft.source) == 1 and _EXPLETIVE.match(text, *draft.source[0]):
        draft.source = []
    holder = _HOLDER.match(text, end)
    if holder and not draft.source and draft.content[0].start >= holder.end():
        draft.source = [Span(*holder.span("who"))]


def _part_from_doer(text: str, start: int, end: int, draft: Draft) -> None:
    """Part who stands after "by" from what is said: "were dismissed by Orvane as tales"."""
    done_by = _DONE_BY.search(text, start, end)
    if not done_by and not (_DONE.search(text, start, end) and text.startswith(" by ", end)):
        return
    doer = (_ACCUSES if "accused" in text[start:end] else _DOES).match(text, end)
    taken = draft.source or [span for span in draft.content if span.start > end]
    if not doer or not taken or not doer.start("who") <= taken[0].start < doer.end("rest"):
        return
    last = max(e for _, e in (*draft.source, *draft.content))
    if last <= doer.start("rest") and (clause := _CLAUSE.match(text, doer.end("rest"))):
        last = clause.end()
    said = Span(doer.start("rest"), last)
    before = [span for span in draft.content if span.end <= start]
    if said.end > doer.end("rest"):
        draft.source, draft.content = [Span(*doer.span("who"))], [*before, said]


def _name_last(text: str, start: int, end: int, draft: Draft) -> None:
    """Name who stands after what is said: "was denounced as a land grab by the opposition"."""
    if draft.source or not draft.content or not _DONE.search(text, start, end):
        return
    last = draft.content[-1]
    found = _AS_BY.match(text, *last) if last.start > end else None
    if found and not _PAST.search(found["before"]):
        draft.source = [Span(*found.span("who"))]
        draft.content[-1] = Span(last.start, found.start("by"))
