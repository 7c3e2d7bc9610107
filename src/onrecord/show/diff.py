"""The difference between a quote and its record's passage, as segments that both views draw.

An alignment speaks in offsets; here they become words, with the passage cut at its splices and the
quote at the cue that breaks it up. Where the offsets do not fit the passage's text, the words are
compared afresh, so that something true can always be shown.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord.model import Edit, EditKind, Severity, Span, Trace
from onrecord.show.words import SEVERITIES, flow, worst
from onrecord.text.stretches import passage_words, quoted_within
from onrecord.text.words import split_words

MAX_MARKS = 8  # characters between two words that are taken for punctuation, not for a gap
MAX_WORDS = 2000  # beyond it difflib's quadratic worst case would show
MAX_ASIDE = 80  # characters of what breaks a quote up; a cue is shorter
NEAR = 7  # words shown on either side of a difference in an excerpt

_OPCODES = {
    "equal": EditKind.EQUAL,
    "delete": EditKind.DELETED,
    "insert": EditKind.INSERTED,
    "replace": EditKind.REPLACED,
}
_AROUND_CUE = " ,.;:!?…-–—\"'“”„«»‹›‘’"


@dataclass(frozen=True, slots=True)
class Segment:
    """A step of the comparison in words: ``record`` and ``quote`` hold each side's, '' for none.

    ``severity`` is that of the gravest drift this step is proof of, None where it proves none;
    ``jump``: the record goes on somewhere else from here, so the quote is spliced; ``aside``: what
    the page puts in before this step, outside the quotation marks.
    """

    kind: EditKind
    record: str
    quote: str
    severity: Severity | None = None
    jump: bool = False
    aside: str = ""

    @property
    def same(self) -> bool:
        """Whether both sides have these words."""
        return self.kind is EditKind.EQUAL


def compare(text: str, trace: Trace, quoted: Sequence[Span] = ()) -> tuple[Segment, ...]:
    """Cut a quote and its passage into segments, in the quote's order.

    Args:
        text: the text that the trace's quote spans count in.
        trace: a trace; one that found nothing has no segments.
        quoted: the stretches that claim to be verbatim; all of the trace's span where there are none.

    Returns:
        Segments whose ``record`` sides make the passage and whose ``quote`` sides the quote.
    """
    if trace.passage is None:
        return ()
    record_words = passage_words(trace.passage)
    edits = trace.alignment.edits if trace.alignment else ()
    stretches = quoted_within(trace.span, quoted)
    if not edits or record_words is None:
        return tuple(_compare_words(" ".join(text[s:e] for s, e in stretches), trace.passage.text))
    return tuple(_merge(_segments(text, trace, stretches, record_words)))


def excerpt(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Shorten what is the same on both sides, so that a difference shows within a line or two."""
    shown = list(segments)
    for n, step in enumerate(shown):
        words = step.quote.split()
        first, last = n == 0, n == len(shown) - 1
        if not step.same or len(words) <= NEAR * (2 - (first or last)):
            yield step
            continue
        head = words[: 2 * NEAR] if first and last else [] if first else words[:NEAR]
        tail = [] if last else words[-NEAR:]
        yield replace(step, quote=" ".join([*head, "…", *tail]))


def mark_words(segments: Iterable[Segment]) -> Iterator[tuple[str, str]]:
    """Yield (mark, words) in wdiff's manner: legible without colour.

    Yields:
        ``same``, ``gone`` and ``added`` words, ``aside`` for what the page puts in between, and
        ``jump`` where the record goes on elsewhere.

    Example:
        >>> steps = (Segment(EditKind.EQUAL, "We will", "We will"), Segment(EditKind.DELETED, "not", ""))
        >>> " ".join(words for _, words in mark_words(steps))
        'We will [-not-]'
    """
    for segment in segments:
        if segment.aside:
            yield "aside", f"({segment.aside})"
        if segment.jump:
            yield "jump", "[…]"
        if segment.same:
            yield "same", segment.quote
            continue
        if segment.record:
            yield "gone", f"[-{segment.record}-]"
        if segment.quote:
            yield "added", f"{{+{segment.quote}+}}"


def _segments(
    text: str, trace: Trace, stretches: Sequence[Span], record_words: Callable[[Span], str]
) -> Iterator[Segment]:
    severities = _severities(trace)
    edits = trace.alignment.edits if trace.alignment else ()
    homes = trace.alignment.record_spans if trace.alignment else ()
    asides = _asides(text, stretches)
    here: int | None = None
    quote_next = _next_starts([edit.quote_span for edit in edits])
    record_next = _next_starts([edit.record_span for edit in edits])
    for edit, quote_then, record_then in zip(edits, quote_next, record_next, strict=True):
        quotes = _quote_pieces(text, edit.quote_span, stretches, quote_then)
        home = _home(edit.record_span, homes)
        stop = None if home is None else _stop(record_then, homes[home])
        record = _take(record_words, edit.record_span, stop)
        jump = None not in (here, home) and here != home
        here = here if home is None else home
        for n, (stretch, quote, there) in enumerate(_pair(edit, quotes, record)):
            if flow(quote) or flow(there):
                aside = asides.pop(stretch, "")
                leap = jump and n == 0
                yield Segment(edit.kind, flow(there), flow(quote), severities.get(edit), leap, aside)


def _asides(text: str, stretches: Sequence[Span]) -> dict[int, str]:
    """What stands on the page before each stretch but the first, where it holds any words."""
    between = {n: text[a.end : b.start] for n, (a, b) in enumerate(pairwise(stretches), start=1)}
    return {n: flow(words).strip(_AROUND_CUE)[:MAX_ASIDE] for n, words in between.items()}


def _quote_pieces(
    text: str, span: Span, stretches: Sequence[Span], then: int | None
) -> list[tuple[int, str]]:
    """An edit's words on the page, for each quoted stretch that it touches."""
    pieces = []
    for n, (start, end) in enumerate(stretches):
        low, high = max(span.start, start), min(span.end, end)
        if low < high:
            stop = _stop(then, Span(high, end))
            pieces.append((n, _take(lambda s: text[s.start : s.end], Span(low, high), stop)))
    return pieces


def _pair(edit: Edit, quotes: list[tuple[int, str]], record: str) -> Iterator[tuple[int, str, str]]:
    """Share an edit's record words out among the stretches of the quote that they pair with."""
    if edit.kind is not EditKind.EQUAL or len(quotes) < 2:
        yield quotes[0][0] if quotes else 0, " ".join(words for _, words in quotes), record
        return
    starts = split_words(record).starts
    done = at = 0
    for n, quote in quotes:
        done += len(split_words(quote))
        end = starts[done] if done < len(starts) and n != quotes[-1][0] else len(record)
        yield n, quote, record[at:end]
        at = end


def _merge(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Run changes that touch into one, so that a reader sees what stands for what."""
    held: Segment | None = None
    for step in segments:
        if held and not held.same and not step.same and not step.jump and not step.aside:
            record, quote = _join(held.record, step.record), _join(held.quote, step.quote)
            kind = EditKind.REPLACED if record and quote else step.kind
            grave = worst([s for s in (held.severity, step.severity) if s])
            held = replace(held, kind=kind, record=record, quote=quote, severity=grave)
            continue
        if held:
            yield held
        held = step
    if held:
        yield held


def _join(*words: str) -> str:
    return " ".join(filter(None, words))


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


def _next_starts(spans: Sequence[Span]) -> list[int | None]:
    """For each span, where the next one begins that holds any words."""
    starts: list[int | None] = []
    then = None
    for span in reversed(spans):
        starts.append(then)
        then = span.start if span.start < span.end else then
    return starts[::-1]


def _stop(then: int | None, home: Span) -> int:
    """Where the marks after an edit's words may reach: the next words, or their own stretch's end."""
    return then if then is not None and home.start <= then <= home.end else home.end


def _severities(trace: Trace) -> dict[Edit, Severity]:
    found: dict[Edit, Severity] = {}
    for drift in sorted(trace.drift, key=lambda d: SEVERITIES.index(d.severity)):
        found.update(dict.fromkeys(drift.edits, drift.severity))
    return found


def _compare_words(quote: str, record: str) -> Iterator[Segment]:
    old, new = flow(record).split()[:MAX_WORDS], flow(quote).split()[:MAX_WORDS]
    matcher = SequenceMatcher(None, [w.casefold() for w in old], [w.casefold() for w in new], autojunk=False)
    for opcode, a, b, c, d in matcher.get_opcodes():
        yield Segment(_OPCODES[opcode], " ".join(old[a:b]), " ".join(new[c:d]))
