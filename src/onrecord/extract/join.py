"""Contents whose cue the tagger's window does not show: quotes that go on, and quotes on their own."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.extract.decode import Draft
from onrecord.model import Span
from onrecord.text.quotes import MARKS

Paragraphs = Sequence[tuple[int, int]]


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
        elif not _opens_quoted(text, draft.content[0]):
            continue
        elif last and _carries_on(text, last, draft, paragraphs):
            last.content.extend(draft.content)
        else:
            joined.append(draft)
    return joined


def _opens_quoted(text: str, span: Span) -> bool:
    return text[span.start] in MARKS or text[span.start - 1 : span.start] in tuple(MARKS)


def _carries_on(text: str, last: Draft, draft: Draft, paragraphs: Paragraphs) -> bool:
    """Whether ``draft`` opens the paragraph after the one that ``last`` ends with a quote."""
    end, start = max(e for _, e in last.content), draft.content[0].start
    before, after = paragraph_of(paragraphs, end - 1), paragraph_of(paragraphs, start)
    if before < 0 or after != before + 1:
        return False
    opens = start - paragraphs[after][0] <= 1 and text[paragraphs[after][0]] in MARKS
    closes = paragraphs[before][1]
    ended = closes - end <= 2 and any(c in MARKS for c in text[last.content[-1].start : closes])
    return opens and ended


def paragraph_of(paragraphs: Paragraphs, place: int) -> int:
    """The number of the paragraph that holds a place; negative where none begins before it."""
    return bisect_right(paragraphs, place, key=lambda paragraph: paragraph[0]) - 1
