"""Participles before a main clause: "Calling for calm, she left" is her call, "Asked why, she left" not hers.

A net that looks for a source finds none there, or takes that of another sentence, or whoever was asked.
"""

import re
from collections.abc import Sequence

from onrecord.extract.draft import Draft
from onrecord.extract.patterns import CAPITALISED
from onrecord.extract.places import Cues, Taken
from onrecord.model import Span
from onrecord.text.quotes import is_quoted

_GERUND = re.compile(r"(?!(?:Accord|Follow|Includ|Regard|Concern)ing\b)[A-ZÀ-Þ]\w{1,20}ing\b")
_DETERMINER = r"(?:the|an?|his|her|its|their|this|that)\b"
_CLAUSE = rf"(?:as\s+to|that(?!\s+way)|whether|if|why|what|when|where|who|which|how|to(?!\s+{_DETERMINER}))\b"
_TOPIC = r"(?:about|on|over|of|for)\b"
_ASKED = re.compile(
    r"(?:When\s+)?(?P<cue>(?i:asked|told|reminded|pressed|questioned|quizzed|challenged|warned|urged|informed|advised))\b"
    r"(?:\s+(?:again|repeatedly|later|directly|twice|afterwards|specifically))?"
    rf"(?:\s+by\s+(?P<who>[^\s,.;:“”\"][^,.;:“”\"\n]{{0,80}}?(?:,\s[^.;:“”\"\n]{{2,60}}?,)?)(?=\s+(?:{_CLAUSE}|{_TOPIC})))?"
    rf"\s+(?P<said>(?P<clause>{_CLAUSE})|{_TOPIC})"
)
_DOES = r"(?:[a-z]{2,20}ed|said|says|told|gave|made|took|went|saw|knew|was|were|is|had|has|would|could|did)\b"
_NAME = rf"(?:(?:Mrs?|Ms|Dr)\.\s+)?{CAPITALISED}(?:\s+{CAPITALISED}){{0,3}}"
_SUBJECT = re.compile(rf",[”’\"]?\s+(?P<who>(?:he|she|they|it|we|I)(?=\s+\w)|{_NAME}(?=\s+{_DOES}))")
_COMMA = re.compile(r",[”’\"]?\s+\Z")
_REACH = 80  # characters between what is told and the main clause
_TELLS = re.compile(r"(?:,\s[^,.;:“”\"\n]{3,80},)?:?\s+(?=(?:that|whether|to)\b|[“‘\"'])")
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated


def read_participles(
    text: str, sentences: list[Span], quotations: Sequence[tuple[int, int]], drafts: list[Draft]
) -> list[Draft]:
    """Name whose the participle at the head of a sentence is, and part what it tells from the main clause.

    Args:
        text: the whole text.
        sentences: of the page, in order.
        quotations: the (start, end) of the page's quotations, in order.
        drafts: of the whole page; those of such sentences are changed in place.

    Returns:
        The drafts, and what somebody was asked or told where that was not found.

    Example:
        >>> text = "Pressed as to whether it leaks, she said that it does."
        >>> said = Draft([Span(32, 35)], [Span(36, 40)], [Span(8, 30)])
        >>> told = read_participles(text, [Span(0, 54)], [], [said])
        >>> [[text[s:e] for s, e in (*draft.cue, *draft.content)] for draft in told]
        [['said', 'that it does'], ['Pressed', 'as to whether it leaks']]
    """
    cues = Cues(drafts)
    contents = Taken(span for draft in drafts for span in draft.content)
    made: list[Draft] = []
    for sentence in sentences:
        asked = _ASKED.match(text, *sentence)
        head = asked or _GERUND.match(text, *sentence)
        if not head:
            continue
        own = [drafts[k] for k in cues.within(sentence)]
        first = next((draft for draft in own if draft.cue[0].start < head.end()), None)
        others = [draft for draft in own if draft is not first]
        if first and not asked:
            _name_subject(text, sentence, first, others)
        elif asked:
            told = _part_asked(text, sentence, asked, first, others)
            begins = Span(sentence.start, sentence.start + 1)
            if told and not is_quoted(sentence.start, quotations) and not contents.meets(begins):
                made.append(told)
    return [*drafts, *made]


def _subject(text: str, start: int, end: int, others: list[Draft]) -> Span | None:
    """Who stands behind the comma before the main clause: another draft's source, or what is plain."""
    named = [
        draft.source[0]
        for draft in others
        if draft.source and start < draft.source[0].start < end
        if _COMMA.search(text, max(start, draft.source[0].start - 4), draft.source[0].start)
    ]
    if plain := _SUBJECT.search(text, start, end):
        named.append(Span(*plain.span("who")))
    return min(named, key=lambda span: (span.start, -span.end), default=None)


def _name_subject(text: str, sentence: Span, draft: Draft, others: list[Draft]) -> None:
    """Give a draft the subject of the main clause where it has no source in its own sentence."""
    end = draft.content[-1].end
    if draft.source and sentence.start <= draft.source[0].start < sentence.end:
        return
    if draft.content[0].start > draft.cue[0].start and end < sentence.end:
        subject = _subject(text, end - 2, min(sentence.end, end + _REACH), others)
        draft.source = [subject] if subject else draft.source


def _part_asked(
    text: str, sentence: Span, asked: re.Match[str], draft: Draft | None, others: list[Draft]
) -> Draft | None:
    """Mend the draft of what somebody was asked, and those of the main clause; or make the first of them."""
    who = [Span(*asked.span("who"))] if asked["who"] else []
    subject = _subject(text, asked.end(), sentence.end, others)
    end = text.rfind(",", asked.end(), subject.start) if subject else sentence.end
    if draft:
        found = draft.source[0] if draft.source and draft.source[0].start > asked.end() else None
        if found and not who and text[found.start - 4 : found.start] == " by ":  # "Urged to go by Orvane, …"
            who, end = [found], min(end, found.start - 4)
        draft.source, draft.told = who, subject or draft.told or (None if who else found)
    if not subject:
        return None
    cue, said = Span(*asked.span("cue")), Span(asked.start("said"), end)
    for other in others:
        _part_main(text, sentence, other, said)
    if asked["clause"] and draft:
        draft.cue, draft.content = [cue], [said]
    elif asked["clause"]:
        return Draft(who, [cue], [said], CONFIDENCE, told=subject)
    return None


def _part_main(text: str, sentence: Span, draft: Draft, said: Span) -> None:
    """Take from a draft of the main clause what was said to its source, where its own words are plain."""
    kept = [span for span in draft.content if not said.start <= span.start < said.end]
    if len(kept) == len(draft.content) or draft.cue[0].start < said.end:
        return
    tells = _TELLS.match(text, draft.cue[-1].end, sentence.end)
    if not kept and tells:
        kept = [Span(tells.end(), sentence.end - (text[sentence.end - 1] in ".!?"))]
    draft.content = kept or draft.content
