"""What a speaker would not say: "She said it was safe but would not say why", "He would not be drawn on"."""

import re
from collections.abc import Sequence

from onrecord.extract.draft import Draft, How
from onrecord.extract.lexicon import PERSONS
from onrecord.extract.patterns import ADVERBIAL, CAPITALISED
from onrecord.extract.places import Cues, Taken
from onrecord.model import Span
from onrecord.text.quotes import is_quoted, quoted_spans

_DECLINED = re.compile(
    r"(?<!\s),?\s{1,8}(?:but|and)\s+(?:(?P<would>(?:would|could|did)\s+not\s+(?:immediately\s+)?(?:say|specify|disclose|"
    r"reveal|explain|elaborate\s+on|comment\s+on|be\s+drawn\s+on|discuss))|(?P<declined>declined(?=\s+(?:to|further\s+comment)\b)|"
    r"refused(?=\s+to\s+(?:say|comment|name|specify|disclose|reveal|elaborate|give|answer|discuss|confirm)\b)))"
    r"\s+(?P<what>\S[^.;]{1,299})"
)
_VERB = r"(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|\w{2,30}ed|knew|saw|went|came)"
_OTHERS = re.compile(  # a clause of somebody else, who may be the one that declined
    rf"(?!(?:that\s+)?(?:I|he|she|it|they|we)\b)(?:[^\s,.;]{{1,40}}\s+){{1,6}}?{_VERB}\b"
)
_AND = re.compile(r"\s+and\s")  # without a comma both verbs have the same subject
_OF_ONE = re.compile(r"(?:that\s+)?(?:I|he|she)\b")
_OF_OTHERS = re.compile(r"(?:that\s+)?(?:(?:the|an?|his|her|its|their|some|both)\b|[A-ZÀ-Þ])")
_ONE = re.compile(
    rf"(?i:he|she|I)\Z|(?!(?:The|They|We|On|In|At|Police|Prosecutors|Officials|Officers)\b){CAPITALISED}"
    rf"|.*\b{PERSONS}(?<!s)(?<!men)(?<!people)\Z",
    re.DOTALL,
)
_NOT = r"(?:\s+not|n[’']t)(?:\s+(?:immediately|directly|yet|even))?"
_ASKED = (  # what somebody who is asked gets; an engine responds to the throttle
    r"(?=\s+(?:[\w’'\-]{1,30}\s+){0,4}?(?:questions?|requests?|quer(?:y|ies)|calls|e-?mails?|messages?|letters?|"
    r"[ei]nquir(?:y|ies))\b)"
)
_NO_PLACE = r"(?!\s+(?:\w{1,10}day|both|either|one|the\s+(?:other|left|right|night|day|morning))\b)"
_TOPIC = r"(?:discuss|be\s+drawn\s+on|comment\s+on|elaborate\s+on|speculate\s+(?:on|about)|talk\s+about)"
_REFUSED = re.compile(
    rf"\b(?P<cue>(?:would|will){_NOT}\s+(?:say|disclose|specify|{_TOPIC})"
    rf"|(?:could|did){_NOT}\s+(?:say|comment\s+on|elaborate\s+on)"
    rf"|(?:do|does|did){_NOT}\s+(?:care|wish|want)\s+to\s+{_TOPIC}"
    r"|(?:decline|refuse)[ds]\s+to\s+be\s+drawn\s+on"
    r"|(?:had|made|offered)\s+no\s+comment\s+on"
    r"|(?:was|were|is|are|kept|stayed|remain(?:ed|s)|(?:has|have)\s+been)\s+silent\s+(?:on|about)"
    rf"{_NO_PLACE}"
    rf"|(?:did|does|would|has|have|had){_NOT}\s+"
    rf"(?:(?:respond(?:ed)?|repl(?:y|ied))\s+to|answer(?:ed)?){_ASKED})"
    r"\s+(?P<what>[^\s.;,][^;]{1,400})"
)
_NO_NOUN = (  # what is no part of a name or a description, but begins or makes another clause
    r"(?:(?i:is|are|was|were|has|have|had|will|would|can|could|did|does|do|said|says|told|gave|took|made|came|went|left|"
    r"knew|saw|got|who|which|that|what|when|where|how|why|if|because|he|she|it|they|we|you)\b"
    r"|[a-z]{2,20}ed\b|and\s+(?:the|an?|his|her|its|their|our)\b)"
)
_SUBJECT = re.compile(
    r"(?:(?:[^“”\"\n]{0,300}[;:—–,])\s+)?(?:(?i:but|and|yet|so)\s+)?"
    r"(?P<source>(?i:he|she|they|it|we)|I|"
    r"(?:(?i:the|an?|his|her|its|their|our|neither|both|none|one|two|some|most|all)\s+"
    rf"|(?={CAPITALISED})(?!(?i:{ADVERBIAL})))"
    rf"(?:(?!{_NO_NOUN})[\w’'.&\-]{{1,40}}\s+){{0,7}}?(?!{_NO_NOUN})[\w’'.&\-]{{1,40}}"
    r"(?:,\s+(?:who|which|whose|an?|the)\s[^,;“”\"\n]{2,120},)?)"
    r"\s+(?:(?:also|still|himself|herself|themselves|itself|\w{1,20}ly)\s+)?"
)
_ENDS = re.compile(
    r",\s+(?:but|although|though|while|when|as|because|after|before|insisting|saying|citing|adding|referring|despite|"
    r"(?:and|or)\s+(?:he|she|it|they|has|had|was|is|said|did|would|instead)|(?:he|she|it|they)\s+\w)\b"
    r"|\s+(?:but|beyond|other\s+than|when\s+(?:asked|pressed|approached))\b"
)
_RELATIVE = re.compile(r",\s+(?:which|whose|who|where)\s[^.;:“”\"\n]{2,300}\Z")
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated


def find_declined(
    text: str, sentences: list[Span], quotations: Sequence[tuple[int, int]], drafts: list[Draft]
) -> list[Draft]:
    """Find what sentences say that somebody would not say, and mend what was found of it in part.

    Args:
        text: the whole text.
        sentences: of the page, in order.
        quotations: the (start, end) of the page's quotations, in order.
        drafts: of the whole page; those of the same words are changed in place.

    Returns:
        The drafts, and those found anew.

    Example:
        >>> text = "He would not be drawn on the price."
        >>> [told] = find_declined(text, [Span(0, 35)], [], [])
        >>> [text[s:e] for s, e in (*told.source, *told.cue, *told.content)]
        ['He', 'would not be drawn on', 'the price']
    """
    cues = Cues(drafts)
    contents = Taken(span for draft in drafts for span in draft.content)
    made: list[Draft] = []
    for sentence in sentences:
        told = _declined(text, sentence)
        if not told or is_quoted(told.cue[0].start, quotations):
            continue
        ((start, end),) = told.cue
        near = [drafts[k] for k in cues.within(sentence)]
        same = next((draft for draft in near if any(s < end and start < e for s, e in draft.cue)), None)
        if same:
            _mend(text, same, told)
        elif not contents.meets(Span(start, start)):
            made.append(told)
    return [*drafts, *made]


def _declined(text: str, sentence: Span) -> Draft | None:
    """What a sentence says that its subject would not say."""
    found = _REFUSED.search(text, *sentence)
    who = _SUBJECT.fullmatch(text, sentence.start, found.start()) if found else None
    if not found or not who:
        return None
    start, end = found.span("what")
    end = min(end, sentence.end - (text[sentence.end - 1] in ".!?"))
    cut = _ENDS.search(text, start, end)
    content = Span(start, cut.start() if cut else end)
    return Draft([Span(*who.span("source"))], [Span(*found.span("cue"))], [content], CONFIDENCE)


def _mend(text: str, draft: Draft, told: Draft) -> None:
    """Give a draft what it lacks of the same refusal: whose it is, the questions, a relative clause."""
    (end,), (whole,) = draft.cue[-1:], told.content
    if end.end > told.cue[0].end:  # "did not respond to questions" from somebody who is no source
        draft.source, draft.cue, draft.content = told.source, told.cue, told.content
    elif draft.content[-1].start == whole.start and _RELATIVE.fullmatch(
        text, draft.content[-1].end, whole.end
    ):
        draft.content[-1] = whole
    draft.source = draft.source or told.source


def part_declined(text: str, drafts: list[Draft]) -> list[Draft]:
    """Part what somebody said from what the same sentence says that they would not say.

    Args:
        text: the whole text.
        drafts: of the whole page; their contents are changed in place.

    Returns:
        The drafts, and those of what was declined.

    Example:
        >>> text = "Orvane said that she was safe but would not say where."
        >>> drafts = part_declined(text, [Draft([Span(0, 6)], [Span(7, 11)], [Span(12, 53)])])
        >>> [[text[s:e] for s, e in (*d.cue, *d.content)] for d in drafts]
        [['said', 'that she was safe'], ['would not say', 'where']]
    """
    made = []
    for draft in drafts:
        if draft.how is not How.TAGGED or not draft.cue or not draft.source:
            continue
        if draft.content[-1].start < draft.cue[-1].end:
            continue
        start, end = draft.content[-1]
        found = _DECLINED.search(text, start, end)
        if (
            found
            and not _OTHERS.match(text, start, found.start())
            and not (found["declined"] and _AND.match(found[0]) and not _is_of_both(text, draft))
            and not is_quoted(found.start(), quoted_spans(text, start, end))
        ):
            cue = Span(*found.span("would" if found["would"] else "declined"))
            made.append(Draft(list(draft.source), [cue], [Span(*found.span("what"))], draft.confidence))
            draft.content[-1] = Span(start, found.start())
    return [*drafts, *made]


def _is_of_both(text: str, draft: Draft) -> bool:
    """Whether who says something may be the one who, in the same clause, refuses: "She said she …".

    "Police said he had been drinking and refused to give his name" tells of his refusal.
    """
    start = draft.content[-1].start
    if _OF_ONE.match(text, start):
        return bool(_ONE.match(text[slice(*draft.source[0])]))
    return not _OF_OTHERS.match(text, start)
