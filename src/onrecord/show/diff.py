"""The difference between a quote and its record's passage, as segments that both views draw.

An alignment speaks in offsets; here they become words, with the passage cut at its splices. Where
the offsets do not fit the passage's text, the words are compared afresh, so that something true
can always be shown.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.model import Edit, EditKind, Passage, Severity, Span, Trace
from onrecord.show.words import SEVERITIES, flow

MAX_MARKS = 8  # characters between two words that are taken for punctuation, not for a gap
MAX_WORDS = 2000  # beyond it difflib's quadratic worst case would show

_OPCODES = {
    "equal": EditKind.EQUAL,
    "delete": EditKind.DELETED,
    "insert": EditKind.INSERTED,
    "replace": EditKind.REPLACED,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A step of the comparison in words: ``record`` and ``quote`` hold each side's, '' for none.

    ``severity`` is that of the gravest drift this step is proof of, None where it proves none;
    ``jump``: the record goes on somewhere else from here, so the quote is spliced.
    """

    kind: EditKind
    record: str
    quote: str
    severity: Severity | None = None
    jump: bool = False


def compare(text: str, trace: Trace) -> tuple[Segment, ...]:
    """Cut a quote and its passage into segments, in the quote's order.

    Args:
        text: the text that the trace's quote spans count in.
        trace: a trace; one that found nothing has no segments.

    Returns:
        Segments whose ``record`` sides make the passage and whose ``quote`` sides the quote.
    """
    if trace.passage is None:
        return ()
    record_text = _record_text(trace.passage)
    edits = trace.alignment.edits if trace.alignment else ()
    if not edits or record_text is None:
        return tuple(_compare_words(text[trace.span.start : trace.span.end], trace.passage.text))
    return tuple(_segments(text, trace, edits, record_text))


def mark_words(segments: Iterable[Segment]) -> Iterator[tuple[str, str]]:
    """Yield (mark, words) in wdiff's manner: legible without colour.

    Yields:
        ``same``, ``gone`` and ``added`` words, and ``jump`` where the record goes on elsewhere.

    Example:
        >>> steps = (Segment(EditKind.EQUAL, "We will", "We will"), Segment(EditKind.DELETED, "not", ""))
        >>> " ".join(words for _, words in mark_words(steps))
        'We will [-not-]'
    """
    for segment in segments:
        if segment.jump:
            yield "jump", "[…]"
        if segment.kind is EditKind.EQUAL:
            yield "same", segment.quote
            continue
        if segment.record:
            yield "gone", f"[-{segment.record}-]"
        if segment.quote:
            yield "added", f"{{+{segment.quote}+}}"


def _segments(
    text: str, trace: Trace, edits: tuple[Edit, ...], record_text: Callable[[Span], str]
) -> Iterator[Segment]:
    def quote_text(span: Span) -> str:
        return text[span.start : span.end]

    grave = _severities(trace)
    spans = trace.alignment.record_spans if trace.alignment else ()
    here: int | None = None
    for n, edit in enumerate(edits):
        then = edits[n + 1] if n + 1 < len(edits) else None
        quote = _take(quote_text, edit.quote_span, then.quote_span.start if then else trace.span.end)
        record = _take(record_text, edit.record_span, then.record_span.start if then else None)
        if not flow(quote) and not flow(record):
            continue
        home = _home(edit.record_span, spans)
        jump = None not in (here, home) and here != home
        here = here if home is None else home
        yield Segment(edit.kind, flow(record), flow(quote), grave.get(edit), jump)


def _take(words_of: Callable[[Span], str], span: Span, stop: int | None) -> str:
    """An edit's words on one side, with the marks that stand between them and ``stop``."""
    words = words_of(span)
    if stop is None or span.start == span.end or not 0 < stop - span.end <= MAX_MARKS:
        return words
    marks = words_of(Span(span.end, stop))
    return words if any(c.isalnum() for c in marks) else words + marks


def _home(span: Span, spans: tuple[Span, ...]) -> int | None:
    """Which of the record's spans an edit stands in; None for one that stands in none."""
    if span.start == span.end:
        return None
    return next((n for n, (s, e) in enumerate(spans) if s <= span.start < e), None)


def _severities(trace: Trace) -> dict[Edit, Severity]:
    found: dict[Edit, Severity] = {}
    for drift in sorted(trace.drift, key=lambda d: SEVERITIES.index(d.severity)):
        found.update(dict.fromkeys(drift.edits, drift.severity))
    return found


def _record_text(passage: Passage) -> Callable[[Span], str] | None:
    """A function from a record's span to its words, as far as the passage holds them."""
    spans, text = passage.spans, passage.text
    if not spans:
        return None
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    if len(text) == high - low:  # one stretch, from the first span to the last
        return lambda span: text[max(0, span.start - low) : max(0, span.end - low)]
    joints = len(spans) - 1
    joint, rest = divmod(len(text) - sum(e - s for s, e in spans), joints or 1)
    if not joints or rest or joint < 0:
        return None
    starts = []  # of each span in the passage's text: the stretches joined by something of one length
    at = 0
    for s, e in spans:
        starts.append(at)
        at += e - s + joint

    def words(span: Span) -> str:
        pieces = zip(spans, starts, strict=True)
        return " ".join(
            text[a + max(span.start, s) - s : a + min(span.end, e) - s]
            for (s, e), a in pieces
            if span.start < e and s < span.end
        )

    return words


def _compare_words(quote: str, record: str) -> Iterator[Segment]:
    old, new = flow(record).split()[:MAX_WORDS], flow(quote).split()[:MAX_WORDS]
    matcher = SequenceMatcher(None, [w.casefold() for w in old], [w.casefold() for w in new], autojunk=False)
    for opcode, a, b, c, d in matcher.get_opcodes():
        yield Segment(_OPCODES[opcode], " ".join(old[a:b]), " ".join(new[c:d]))
