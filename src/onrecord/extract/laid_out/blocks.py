"""Words set off below whoever wrote them, without quotation marks: "Orvane wrote:", and a paragraph of hers.

The tagger reads such a paragraph as if it stood between marks, and says whose it is. How far the block
goes on shows only where its writer says "I" or "we", and the outlet does not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.extract.draft import Draft, How
from onrecord.extract.paragraphs import Paragraphs, is_first_person, is_prose
from onrecord.model import Span
from onrecord.text.quotes import is_quoted, quoted_spans

LEAST_SURE = 0.2  # that a draft tells a block: the colon before it is evidence beside the tagger's
LONGEST = 20  # paragraphs of one block
_WROTE = (
    r"(?:sa(?:id|ys)|wr(?:ote|ites|itten|iting)|post(?:ed|s)|tweet(?:ed|s)|add(?:ed|s)|repl(?:ied|ies)|"
    r"answer(?:ed|s)|respond(?:ed|s)|stat(?:ed|es)|told|tells|reads?)"
)
_VERB = r"that|is|are|was|were|be|been|will|would|should|must|has|have|had|do|does|did"
_LEADS = re.compile(rf"\b{_WROTE}\b(?![^:]*\b(?:{_VERB})\b)[^:.?!“”\"]{{0,120}}:\Z")
_REACH = 200  # characters before the colon in which its verb stands


def find_blocks(
    text: str, paragraphs: Paragraphs, taken: Sequence[Draft], told: Sequence[Span] = ()
) -> list[list[Span]]:
    """Find what is set off below a line that says who wrote it.

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.
        taken: the labelled turns, whose words are nobody else's.
        told: what the page itself sets off, in order: nothing is left to guess there.

    Returns:
        The paragraphs of each block, in order.

    Example:
        >>> text = "Orvane wrote on Monday:\\nThe dam leaks.\\nNobody answered."
        >>> find_blocks(text, [(0, 23), (24, 38), (39, 55)], [])
        [[Span(start=24, end=38)]]
    """
    turns = {span.start for draft in taken for span in draft.content}
    known = {k for k, (start, _) in enumerate(paragraphs) if is_quoted(start, told)}
    firsts = [
        k
        for k in range(1, len(paragraphs))
        if _leads(text, *paragraphs[k - 1])
        and text[paragraphs[k - 1][1] : paragraphs[k][0]].isspace()  # nothing that is not read stands between
        and is_prose(text, *paragraphs[k])
        and paragraphs[k][0] not in turns
        and k not in known
    ]
    if not firsts:
        return []
    speaks = [k not in known and is_first_person(text, *line) for k, line in enumerate(paragraphs)]
    runs = [list(_run(text, paragraphs, speaks, first)) for first in firsts]
    held = {k for run in runs for k in run}
    if any(speaks[k] for k in range(len(paragraphs)) if k not in held):  # the outlet may go on as "I", too
        runs = [run[:1] for run in runs]
    return [[Span(*paragraphs[k]) for k in run] for run in runs]


def take_blocks(
    drafts: list[Draft], blocks: list[list[Span]], paragraphs: Paragraphs
) -> tuple[list[Draft], list[Draft]]:
    """Tell the drafts to which the tagger ties a block, each given the whole of it, from all the others.

    Args:
        drafts: of the whole page; those that tell a block are changed in place.
        blocks: as ``find_blocks`` found them.
        paragraphs: the (start, end) of the page's paragraphs, in order.
    """
    leads = {start: paragraphs[k - 1][0] for k, (start, _) in enumerate(paragraphs) if k}
    tellers = sorted((d for d in drafts if d.cue), key=lambda d: d.cue[0].start)
    cues = [d.cue[0].start for d in tellers]
    owners: dict[int, Draft] = {}
    for block in blocks:
        lead, first = leads[block[0].start], block[0]
        near = [
            d
            for d in tellers[bisect_left(cues, lead) : bisect_left(cues, first.start)]
            if d.confidence >= LEAST_SURE and any(first.start <= s < first.end for s, _ in d.content)
        ]
        if near:
            owner = near[-1]
            owner.content, owner.how = [*block], How.LABELLED
            owners[id(owner)] = owner
    return list(owners.values()), [d for d in drafts if id(d) not in owners]


def _leads(text: str, start: int, end: int) -> bool:
    return text[end - 1] == ":" and bool(_LEADS.search(text, max(start, end - _REACH), end))


def _run(text: str, paragraphs: Paragraphs, speaks: list[bool], first: int) -> Iterator[int]:
    """The numbers of the paragraphs of the longest block that may begin with one."""
    yield first
    for k in range(first + 1, min(first + LONGEST, len(paragraphs))):
        if not speaks[k] or not is_prose(text, *paragraphs[k]) or quoted_spans(text, *paragraphs[k]):
            return
        yield k
