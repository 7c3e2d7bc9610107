"""Stretches of a text: those that stand in no other, the quoted ones of a span, the words of a passage."""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from onrecord.model import Passage, Span


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Those of some spans, none of which reaches out of another, that stand within no other; in order.

    Example:
        >>> outermost([Span(2, 4), Span(0, 9), Span(10, 12)])
        [Span(start=0, end=9), Span(start=10, end=12)]
    """
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def quoted_within(span: Span, quoted: Sequence[Span]) -> tuple[Span, ...]:
    """The quoted stretches within a span, in the page's order; the span itself where there are none.

    Example:
        >>> quoted_within(Span(0, 9), [Span(1, 4), Span(6, 12)])
        (Span(start=1, end=4), Span(start=6, end=9))
    """
    inside = (Span(max(s, span.start), min(e, span.end)) for s, e in sorted(quoted))
    return tuple(s for s in inside if s.start < s.end) or (span,)


def passage_words(passage: Passage) -> Callable[[Span], str] | None:
    """Give a function from a span of the record to its words, as far as the passage holds them.

    A passage brings its words, not the whole record.

    Args:
        passage: its text is one stretch from its first span to its last, or its spans joined by
            something of one length.

    Returns:
        The function; None where the text does not fit the spans.
    """
    spans, text = passage.spans, passage.text
    if not spans:
        return None
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    if len(text) == high - low:
        return lambda span: text[max(0, span.start - low) : max(0, span.end - low)]
    joints = len(spans) - 1
    joint, rest = divmod(len(text) - sum(e - s for s, e in spans), joints or 1)
    if not joints or rest or joint < 0:
        return None
    return lambda span: _words(text, spans, joint, span)


def _words(text: str, spans: Sequence[Span], joint: int, wanted: Span) -> str:
    """The words of a span in a text that is the spans joined by ``joint`` characters."""
    starts = accumulate((e - s + joint for s, e in spans), initial=0)
    return " ".join(
        text[at + max(wanted.start, s) - s : at + min(wanted.end, e) - s]
        for (s, e), at in zip(spans, starts, strict=False)
        if wanted.start < e and s < wanted.end
    )
