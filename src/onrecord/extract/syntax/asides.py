"""Sentences told by an aside in them: "People think it leaks, he tells me", "It has, she reckons, gone"."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.extract.draft import Draft, How
from onrecord.extract.lexicon import verb_forms
from onrecord.extract.patterns import ADVERBIAL, AUXILIARY, CAPITALISED
from onrecord.extract.places import Cues, Taken
from onrecord.model import Span
from onrecord.text.quotes import is_quoted

_NAME = rf"(?:M(?:rs?|s)\.?\s+|Dr\.?\s+)?{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}}"
_CLAUSE = r"(?:I|he|she|it|we|they|you|who|which|that|when|if)\b"
_DESCRIBED = rf"(?:the|an?|his|her|its|their|one|some|many)(?:\s+(?!{_CLAUSE})[\w’'\-]{{1,40}}){{1,4}}?"
_SAY = verb_forms("say reckon insist")
_TELL = verb_forms("tell")
_HOLD = verb_forms(
    "admit believe think suspect maintain contend assert claim warn suggest explain predict stress aver "
    "allege argue acknowledge estimate"
)
_ALSO_DO = verb_forms(  # what people do, too, other than by words
    "recall complain lament remark add concede note charge conclude declare intimate joke muse opine quip"
)
_ASIDE = re.compile(
    rf",\s+(?P<source>he|she|they|{_NAME}|{_DESCRIBED})\s+(?:ha(?:s|ve|d)\s+)?(?:\w+ly\s+)?"
    rf"(?:(?P<cue>{_SAY}|(?P<held>{_HOLD})|(?P<done>{_ALSO_DO}))"
    rf"|(?P<told>{_TELL})\s+(?:me|us|[a-z]+(?:\s+[a-z]+)?))(?=[.!]?\Z|,\s)"
)
_INVERTED = re.compile(rf",\s+(?P<cue>{_SAY})\s+(?P<source>{_NAME}|{_DESCRIBED})(?=[.!]?\Z|,\s)")
_AUXILIARY = re.compile(rf"\b{AUXILIARY}\b")
_HALF_VERB = re.compile(rf"\b{AUXILIARY}[\s,]{{0,9}}\Z")  # "and has, he reckons, recorded more"
_HAS_SUBJECT = re.compile(
    rf"{_CLAUSE}|(?:the|an?|th[ai]t|this|these|those|his|her|its|my|our|their)\b|[A-ZÀ-Þ]|\W"
)
_ADVERBIAL = re.compile(ADVERBIAL, re.IGNORECASE)
_JOINS = re.compile(r"(?:and|but|or)\b")
_LONGEST_SUBJECT = 4  # words
CONFIDENCE = 0.7  # a narrow pattern, and not calibrated


def add_asides(
    text: str, sentences: list[Span], quotations: Sequence[tuple[int, int]], drafts: list[Draft]
) -> list[Draft]:
    """Give sentences to whoever an aside in them names, where the tagger passed it by or took it otherwise.

    Args:
        text: the whole text.
        sentences: of the page, in order.
        quotations: the (start, end) of the page's quotations, in order.
        drafts: of the whole page; the content of some is mended in place.

    Returns:
        The drafts, less those told inside such a sentence, which are found in it anew.

    Example:
        >>> text = "People think that it leaks, he tells me."
        >>> [told] = add_asides(text, [Span(0, 40)], [], [Draft([Span(0, 6)], [Span(7, 12)], [Span(13, 26)])])
        >>> [text[s:e] for s, e in (*told.source, *told.cue, *told.content)]
        ['he', 'tells', 'People think that it leaks']
    """
    cues = Cues(drafts)
    turns = Taken(span for draft in drafts if draft.how is How.LABELLED for span in draft.content)
    made: list[Draft] = []
    gone: set[int] = set()
    for sentence in sentences:
        aside = _aside(text, sentence, quotations)
        if aside is None or turns.meets(aside.cue[0]):
            continue
        near = cues.within(sentence)
        same = {k for k in near if aside.cue[0] in drafts[k].cue}
        if same and _is_inverted(aside):
            gone |= {k for k in same if _is_turned(drafts[k], aside)}
        for k in same - gone:
            _reach_around(text, drafts[k], aside)
        if gone & same or not (same or (near and _holds_quote(sentence, quotations))):
            made.append(aside)
    if not made:
        return drafts
    contents = sorted(span for aside in made for span in aside.content)

    def is_inside(draft: Draft) -> bool:
        first, last = draft.place()
        k = bisect_right(contents, first, key=lambda span: span.start) - 1
        return k >= 0 and last <= contents[k].end

    return [*made, *(draft for k, draft in enumerate(drafts) if k not in gone and not is_inside(draft))]


def _holds_quote(sentence: Span, quotations: Sequence[tuple[int, int]]) -> bool:
    k = bisect_right(quotations, sentence.start, key=lambda quote: quote[1])
    return k < len(quotations) and quotations[k][0] < sentence.end


def _is_inverted(draft: Draft) -> bool:
    return draft.cue[0].start < draft.source[0].start


def _is_turned(draft: Draft, aside: Draft) -> bool:
    """Whether the tagger took what stands before an inverted aside for its source."""
    return bool(draft.source) and draft.source[0].start < aside.cue[0].start


def _reach_around(text: str, draft: Draft, aside: Draft) -> None:
    """Give what is told on one side of an aside the rest of its clause on the other."""
    before, *after = aside.content
    if not after or draft.source != aside.source:
        return
    if len(draft.content) == 1 and draft.content[0] == before:
        if not _AUXILIARY.search(text, *before):  # else it is a clause by itself
            draft.content += after
    elif draft.content[0].start >= after[0].start:
        draft.content.insert(0, before)
    elif before.start <= draft.content[0].start and draft.content[0].end <= before.end:
        draft.content[0] = before


def _aside(text: str, sentence: Span, quotations: Sequence[tuple[int, int]]) -> Draft | None:
    found = _ASIDE.search(text, *sentence) or _inverted(text, sentence)
    if not found or is_quoted(found.start(), quotations):
        return None
    before = Span(sentence.start, found.start())
    last = sentence.end - (text[sentence.end - 1] in ".!")
    after = Span(last - len(text[found.end() : last].lstrip(", \t\n")), last)
    content = _told(text, before, after, found.groupdict())
    if not content:
        return None
    told = "told" if found.groupdict().get("told") else "cue"
    return Draft([Span(*found.span("source"))], [Span(*found.span(told))], content, CONFIDENCE)


def _told(text: str, before: Span, after: Span, found: dict[str, str | None]) -> list[Span]:
    """What an aside tells of the words around it; nothing where its verb may be the sentence's own."""
    adverbial = before.end == before.start or bool(_ADVERBIAL.match(text, *before))
    if after.start >= after.end:
        return [] if adverbial or found.get("done") else [before]
    if (found.get("held") or found.get("done")) and _JOINS.match(text, after.start):
        return []
    if found.get("done") and (adverbial or not _AUXILIARY.match(text, after.start)):
        return []
    return [before, after] if not adverbial and _is_subject(text, before, after) else [after]


def _inverted(text: str, sentence: Span) -> re.Match[str] | None:
    """An aside with its cue first; after a comma before it, its verb may be the sentence's own."""
    found = _INVERTED.search(text, *sentence)
    return found if found and "," not in text[sentence.start : found.start()] else None


def _is_subject(text: str, before: Span, after: Span) -> bool:
    """Whether the words before an aside belong with those after it; else they may be the outlet's."""
    if _HALF_VERB.search(text, *before):
        return True
    if len(text[slice(*before)].split()) > _LONGEST_SUBJECT:
        return bool(_AUXILIARY.match(text, after.start))
    return not _HAS_SUBJECT.match(text, after.start)
