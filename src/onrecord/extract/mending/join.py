"""Contents whose cue the tagger's window does not show: quotes that go on, and quotes on their own."""

from collections.abc import Iterable, Iterator

from onrecord.extract.draft import Draft
from onrecord.extract.paragraphs import Paragraphs, is_heading, paragraph_of
from onrecord.model import Span
from onrecord.text.quotes import MARKS


def join_continued(text: str, drafts: Iterable[Draft], paragraphs: Paragraphs) -> list[Draft]:
    """Give a quote without a cue to the attribution that it goes on from.

    A paragraph that opens with a quotation mark and names nobody carries on the quote that ended
    the paragraph before. A content without a cue that carries on nothing stays on its own when
    it is quoted, and is dropped when it is not: unquoted words that nobody is said to have said
    are the outlet's.

    Args:
        text: the whole text.
        drafts: of the whole page, in the order of the text.
        paragraphs: the (start, end) of the page's paragraphs, in order.
    """
    joined: list[Draft] = []
    last: Draft | None = None
    for draft in drafts:
        if draft.cue:
            joined.append(draft)
            last = draft
        elif last and (_goes_on(text, last, draft) or _carries_on(text, last, draft, paragraphs)):
            last.content.extend(draft.content)
        elif opens_quoted(text, draft.content[0]):
            joined.append(draft)
    return joined


def fill_quotations(drafts: list[Draft], quotations: list[tuple[int, int]]) -> list[Draft]:
    """Give the whole of a quotation to the one draft whose cue stands beside it, where only an end was found.

    The tagger does not see whose words a paragraph longer than its window goes on with, or began with.

    Args:
        drafts: of the whole page; their contents are changed in place.
        quotations: the (start, end) of the page's quotations, in order.

    Returns:
        The drafts, without those that became a part of another.
    """
    spans = sorted((*span, i) for i, d in enumerate(drafts) for span in (*d.source, *d.cue, *d.content))
    gone: set[int] = set()
    for (start, end), found in zip(quotations, _within(spans, quotations), strict=True):
        owners = {i for _, _, i in found}
        tellers = [i for i in owners if drafts[i].cue and not _lies_in(drafts[i], start, end)]
        ends = [found[0][0] <= start + 1, found[-1][1] >= end - 1] if found else []
        if len(tellers) != 1 or not any(ends) or (all(ends) and len(found) == 1):
            continue
        content = drafts[tellers[0]].content
        told = [Span(*place) for *place, i in found if i == tellers[0]]
        if found[-1][1] <= end and all(span in content for span in told):
            content[:] = sorted({*content} - {*told} | {Span(start, end)})
            gone |= owners - {*tellers}
    return [draft for i, draft in enumerate(drafts) if i not in gone]


def _lies_in(draft: Draft, start: int, end: int) -> bool:
    """Whether all of a draft stands in a quotation, whose speaker is then the one who tells it."""
    first, last = draft.place()
    return start <= first and last <= end


def _within(
    spans: list[tuple[int, int, int]], quotations: list[tuple[int, int]]
) -> Iterator[list[tuple[int, int, int]]]:
    """The spans that begin in each quotation; none where one reaches into it from before."""
    at = reach = 0
    for start, end in quotations:
        while at < len(spans) and spans[at][0] < start:
            reach = max(reach, spans[at][1])
            at += 1
        first = at
        while at < len(spans) and spans[at][0] < end:
            at += 1
        found = spans[first:at]
        yield found if reach <= start else []
        reach = max([reach, *(e for _, e, _ in found)])


def opens_quoted(text: str, span: Span) -> bool:
    return text[span.start] in MARKS or text[span.start - 1 : span.start] in tuple(MARKS)


def _goes_on(text: str, last: Draft, draft: Draft) -> bool:
    """Whether ``draft`` begins where the content of ``last`` ends: a paragraph longer than a window."""
    between = text[max(e for _, e in last.content) : draft.content[0].start]
    return between.isspace() and "\n" not in between


def _carries_on(text: str, last: Draft, draft: Draft, paragraphs: Paragraphs) -> bool:
    """Whether ``draft`` opens the paragraph after the one that ``last`` ends with a quote."""
    end, start = last.place()[1], draft.content[0].start
    before, after = paragraph_of(paragraphs, end - 1), paragraph_of(paragraphs, start)
    if before < 0 or after != before + 1 or is_heading(text, *paragraphs[after]):
        return False
    opens = start - paragraphs[after][0] <= 1 and text[paragraphs[after][0]] in MARKS
    closes = paragraphs[before][1]
    ended = closes - end <= 2 and any(c in MARKS for c in text[last.content[-1].start : closes])
    return opens and ended
