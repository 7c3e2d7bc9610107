"""Headlines whose grammar runs on where a sentence's would stop: what is whose in them.

"Mayor slams ‘tired’ plan as talks stall" ends with a clause of the outlet's, "Premier rules out inquiry,
denies rift" tells two things, and "‘Maps lie’: geographer" has its source behind the colon.
"""

import re

from onrecord.extract.draft import Draft
from onrecord.extract.lexicon import verb_forms
from onrecord.extract.syntax.headlined import NOT_WHO, WHO, is_known
from onrecord.model import Span
from onrecord.text.quotes import MARKS, is_quoted, quoted_spans

_DO = (  # what things and people do in headlines, few of them in more than one sense after a noun
    "advance arrive attack ban battle begin bite block break bring burn cancel clash climb close "
    "collapse come continue crash cross cut deepen delay demolish die drag drop ease emerge end enter "
    "erupt escalate evict expand expel face fail fall fight flee flood follow gain gather get give grow "
    "halt head hit hold impose intensify investigate jail jump kill launch leave limp loom lose march "
    "meet mount move near open oust overflow pass pay persist plead plunge postpone prepare pull push "
    "quit race rage raid reach reject remain reopen resign resume return rise run rush sack scrap seek "
    "seize send shrink shut sink slide slow slump soar spread stall stay stop storm strike struggle "
    "suffer surge suspend sweep swell swirl take threaten tighten top trek tumble turn urge vote vow "
    "wait walk want warn win withdraw wobble"
)
_DOES, _DO_OR_DOES = verb_forms(_DO, base=False, past=False), verb_forms(_DO, past=False)
_FINITE = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must)\b"
_WHERE = r"(?:in|on|at|over|by|after|amid|for|from|to|with|near)\b"
_NO_SUBJECT = (
    rf"(?:{_WHERE}|as|of|and|or|to|than|that|who|which|if|though|well|soon|long|much|many|few|far|little|part|"
    r"usual|per|most|least|best|worst|\w+ly)\b"
)
_WORD = r"[\w’'.&\-]{1,30}"
_AS = re.compile(
    r"as\s+(?:(?:he|she|it|they|we|I)\s+\w|"
    rf"(?:(?!{_NO_SUBJECT})[£$€]?{_WORD}\s+){{1,5}}?"
    rf"(?:{_FINITE}|goes\b|{_DOES}\b|\w{{3,20}}ed(?=\s+{_WHERE}|\Z)"
    rf"|(?:(?<=[^s]s\s)|(?<=people\s)|(?<=police\s)|(?<=men\s)){_DO_OR_DOES}\b))",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|died|fell|fled|ran|left|\w{3,20}ed)\b", re.IGNORECASE)
_PAST_AS = re.compile(
    r"as\s+(?:[\w’'\-]+\s+){1,5}?(?:was|were|had|fled|ran|fell|left|went|came|lay|slept|\w{3,20}ed)\b",
    re.IGNORECASE,
)
"""A headline tells what goes on beside in the present; a past beside a past is part of what is told."""
_COMPARED = re.compile(  # "as tired as", "as much of it as", "such things as"
    r"(?:\b(?:as|so)\s+[\w\-]{1,30}|\b(?:as|so)\s+(?:much|many|few|little)\b[^,;]{0,60}"
    r"|\b(?:such|same)\b[^,;]{0,60})\Z",
    re.IGNORECASE,
)
_AS_VERBS = (
    "describe brand hail dismiss see regard dub portray paint view cast depict treat label rate "
    "denounce condemn slam blast rip deride mock ridicule attack praise criticise criticize "
    "characterise characterize frame recognise recognize refer-to welcome name appoint pick"
)
_TAKES_AS = re.compile(rf"{verb_forms(_AS_VERBS)}\b", re.IGNORECASE)
_CLAIM = (
    "say warn deny admit concede insist vow accuse slam condemn allege rule-out predict confirm "
    "announce urge call-for call-on hit-out-at blast claim reject demand threaten promise pledge defend "
    "dismiss praise blame oppose hail criticise criticize welcome refuse decline propose"
)
_CLAIMS, _CLAIM_OR_CLAIMS = verb_forms(_CLAIM, base=False, past=False), verb_forms(_CLAIM, past=False)
_NOUN = r"(?!\s+(?:of|by|from|in|at|and|or|are|is)\b|\s*[,;:.\-])"
_THEN = re.compile(
    rf",\s+(?:and\s+|but\s+)?(?P<cue>{_CLAIM_OR_CLAIMS})\b{_NOUN}\s+(?=\w|[“‘\"'])", re.IGNORECASE
)
_THIRD = re.compile(rf"{_CLAIMS}\b", re.IGNORECASE)
_ONE = re.compile(r"\w{1,30}[^s\W]s\b")  # "rules out", not "rule out": what one person does
_BOTH = re.compile(
    rf"(?P<source>\S.{{0,80}}?)\s+(?P<cue>{_CLAIMS})\s+(?P<content>\S.{{2,100}}),\s+(?:and\s+)?\Z",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"(?P<colon>:)\s+(?P<source>(?!{NOT_WHO})(?:{_WORD}\s+){{0,5}}?{_WORD})\s+(?P<cue>{_CLAIMS}|pulls\s+up)\s+"
    r"(?P<content>[\w“‘\"'].{3,120})\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"(?P<cue>:)\s+(?P<source>{WHO})\Z")


def clip_headlines(text: str, headlines: list[Span], drafts: list[Draft]) -> list[Draft]:
    """Part what headlines tell from the outlet's own words, one statement from the next, and name who it is.

    Args:
        text: the whole text.
        headlines: lines that are one.
        drafts: of the whole page; those in the lines are changed in place.

    Returns:
        The drafts, and what such a line says that the same source says besides.

    Example:
        >>> text = "Premier rules out inquiry, denies rift as talks stall"
        >>> told = [Draft([Span(0, 7)], [Span(8, 17)], [Span(18, 53)])]
        >>> told = clip_headlines(text, [Span(0, 53)], told)
        >>> [[text[s:e] for s, e in (*draft.cue, *draft.content)] for draft in told]
        [['rules out', 'inquiry'], ['denies', 'rift']]
    """
    made: list[Draft] = []
    for line in headlines:
        quotations = quoted_spans(text, *line)
        for draft in [draft for draft in drafts if _lies_in(draft, line)]:
            if not draft.cue:
                made += _name_behind(text, line, draft, drafts)
                continue
            _drop_outlets(text, draft, quotations)
            if draft.source and draft.source[0].end <= draft.cue[0].start:
                made += _part_first(text, draft) or _part_second(text, draft, quotations, drafts)
    return [*drafts, *made]


def _lies_in(draft: Draft, line: Span) -> bool:
    first, last = draft.place()
    return line.start <= first and last <= line.end


def _drop_outlets(text: str, draft: Draft, quotations: list[tuple[int, int]]) -> None:
    """End what follows a cue before a clause with "as", which tells what goes on beside."""
    kept = []
    takes = bool(_TAKES_AS.match(text, *draft.cue[0]))
    for span in draft.content:
        cut = _own_clause(text, span, quotations, takes) if span.start >= draft.cue[-1].end else None
        if cut is None:
            kept.append(span)
        elif cut > span.start:
            kept.append(Span(span.start, cut))
    draft.content = kept or draft.content


def _own_clause(text: str, span: Span, quotations: list[tuple[int, int]], takes: bool) -> int | None:
    """Where the outlet's clause begins in a span; the first "as" of a verb that takes one is that verb's."""
    for word in re.finditer(r"\bas\b", text[span.start : span.end], re.IGNORECASE):
        at = span.start + word.start()
        if is_quoted(at, quotations):
            continue
        before = text[span.start : at].rstrip()
        lead = re.search(r",?\s*(?:\b(?:even|just))?\Z", before, re.IGNORECASE)
        end = span.start + (lead.start() if lead else len(before))
        theirs = takes and before[-1:] not in MARKS
        takes = False
        told = _PAST.search(before) and _PAST_AS.match(text, at, span.end)
        if not theirs and not told and not _COMPARED.search(before) and _AS.match(text, at, span.end):
            return end
    return None


def _part_second(
    text: str, draft: Draft, quotations: list[tuple[int, int]], drafts: list[Draft]
) -> list[Draft]:
    """Part what the source says besides, behind a comma and a verb in the same number as the first."""
    start, end = draft.content[-1]
    is_one = bool(_ONE.match(text, *draft.cue[0]))
    for found in _THEN.finditer(text, start, end):
        if is_quoted(found.start(), quotations) or is_one != bool(_THIRD.fullmatch(found["cue"])):
            continue
        draft.content[-1] = Span(start, found.start())
        cue = Span(*found.span("cue"))
        if any(span.start < cue.end and cue.start < span.end for other in drafts for span in other.cue):
            return []
        return [Draft(list(draft.source), [cue], [Span(found.end(), end)], draft.confidence)]
    return []


def _part_first(text: str, draft: Draft) -> list[Draft]:
    """Part what the source says first, where the first verb was taken for a part of its name."""
    both = _BOTH.fullmatch(text, draft.source[0].start, draft.cue[0].start)
    if not both or draft.source[-1].end < both.end("cue"):
        return []
    source = Span(*both.span("source"))
    draft.source = [source]
    return [Draft([source], [Span(*both.span("cue"))], [Span(*both.span("content"))], draft.confidence)]


def _name_behind(text: str, line: Span, draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """Give a quotation without a cue the source behind its colon, of whom the line may go on to tell more."""
    end = draft.content[-1].end
    if draft.source or text[draft.content[0].start] not in MARKS:
        return []
    found = _BEHIND.match(text, end, line.end)
    if found and is_known(text, found, line.end):
        draft.source, draft.cue = [Span(*found.span("source"))], [Span(*found.span("cue"))]
        return []
    told = _GOES_ON.match(text, end, line.end)
    if not told or any(end <= cue.start < line.end for other in drafts for cue in other.cue):
        return []
    draft.source, draft.cue = [Span(*told.span("source"))], [Span(*told.span("colon"))]
    return [
        Draft(list(draft.source), [Span(*told.span("cue"))], [Span(*told.span("content"))], draft.confidence)
    ]
