"""Readings → the same, with each quote traced to the records."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.extract import Tagger
from onrecord.model import (
    Attribution,
    Entity,
    EntityKind,
    Mode,
    Reading,
    Rejected,
    Snapshot,
    Span,
    Spans,
    Trace,
)
from onrecord.pipeline.elsewhere import find_elsewhere
from onrecord.pipeline.paraphrase import trace_reports
from onrecord.pipeline.quoted_there import flag_quoted_there
from onrecord.text.words import split_words
from onrecord.trace import Index, Query, is_common, trace_quotes

QUOTE_ID = "quote"  # of the one attribution of a bare quote


def trace_in_full(
    readings: Iterable[Reading | Rejected],
    index: Index,
    tagger: Tagger,
    *,
    others: Index | None = None,
    paraphrases: bool = True,
) -> Iterator[Reading | Rejected]:
    """Trace every page, and say which other pages carry its quotes, and whose words the record gives.

    Args:
        readings: the pages; what could not be read is passed on as it came.
        index: the records.
        tagger: reads the record around each passage that is found.
        others: other pages, where they are to be searched, too.
        paraphrases: look for what indirect statements report, too.
    """
    traced = trace_readings(readings, index, paraphrases=paraphrases)
    if others is not None:
        traced = find_elsewhere(traced, others)
    for item in traced:
        yield item if isinstance(item, Rejected) else flag_quoted_there(item, tagger)


def trace_readings(
    readings: Iterable[Reading | Rejected], index: Index, *, paraphrases: bool = True
) -> Iterator[Reading | Rejected]:
    """Trace the quotes of every page; what could not be read is passed on as it came.

    Args:
        readings: the pages.
        index: the records.
        paraphrases: look for what indirect statements report, too.
    """
    for reading in readings:
        if isinstance(reading, Rejected):
            yield reading
            continue
        traced = trace_reading(reading, index)
        yield add_reports(traced, index) if paraphrases else traced


def add_reports(reading: Reading, index: Index) -> Reading:
    """Add what its indirect statements likely report to what was found for a page's quotes."""
    traces = dict(reading.traces)
    for key, trace in trace_reports(reading, index):
        traces[key] = (*traces.get(key, ()), trace)
    return replace(reading, traces=traces)


def trace_reading(reading: Reading, index: Index) -> Reading:
    """Trace the quotes of one page to the index's records."""
    snap = reading.snap
    traces: dict[str, tuple[Trace, ...]] = {}
    asked = [
        (attrib.id, Query(snap.text, spans, name_speaker(snap.text, attrib), snap.day))
        for attrib, spans in quotes_of_page(reading)
    ]
    for (key, _), trace in zip(asked, trace_quotes(index, [query for _, query in asked]), strict=True):
        traces[key] = (*traces.get(key, ()), trace)
    return replace(reading, traces=traces)


def find_quote(index: Index, quote: str, speaker: str | None = None, date: str | None = None) -> Reading:
    """Trace a bare quote: a reading whose page is the quote itself."""
    return next(find_quotes(index, [(quote, speaker, date)]))


def find_quotes(index: Index, asked: Iterable[tuple[str, str | None, str | None]]) -> Iterator[Reading]:
    """Trace bare quotes, each with who is said to have said it and when it was quoted, in order."""
    kept: deque[tuple[str, str | None, str | None]] = deque()

    def queries() -> Iterator[Query]:
        for quote, speaker, date in asked:
            kept.append((quote, speaker, date))
            yield Query(quote, (Span(0, len(quote)),), speaker, date)

    for trace in trace_quotes(index, queries()):
        yield replace(read_quote(*kept.popleft()), traces={QUOTE_ID: (trace,)})


def read_quote(quote: str, speaker: str | None = None, date: str | None = None) -> Reading:
    """A bare quote as a reading whose page is the quote itself; nothing in it is traced yet."""
    whole = (Span(0, len(quote)),)
    entity = Entity(speaker, EntityKind.UNKNOWN) if speaker else None
    attrib = Attribution(QUOTE_ID, (), (), whole, whole, Mode.DIRECT, entity=entity, confidence=1.0)
    return Reading(Snapshot("quote", quote, published=date), (attrib,))


def quotes_of_page(reading: Reading) -> Iterator[tuple[Attribution, Spans]]:
    """The quotes of a page, each with the statement of who says it: of nested ones, the innermost."""
    inner = {attrib.parent: set[Span]() for attrib in reading.attributions if attrib.parent}
    for attrib in reading.attributions:
        if attrib.parent:
            inner[attrib.parent].update(attrib.quoted)
    for attrib in reading.attributions:
        for spans in quotes_of(reading.snap.text, attrib):
            if not inner.get(attrib.id, set()).issuperset(spans):
                yield attrib, spans


def quotes_of(text: str, attrib: Attribution) -> list[Spans]:
    """The quotes to look for: each a run of quoted stretches with none but the cue between them.

    Example:
        >>> text = '"We go," he said, "and stay."'
        >>> spans = (Span(1, 7), Span(19, 28))
        >>> a = Attribution("a", (), (), (Span(0, 8), Span(18, 29)), spans, Mode.DIRECT)
        >>> quotes_of(text, a) == [spans]
        True
    """
    runs: list[list[Span]] = []
    for span in attrib.quoted:
        if runs and not _apart(text, attrib, runs[-1][-1].end, span.start):
            runs[-1].append(span)
        else:
            runs.append([span])
    return [tuple(run) for run in runs if attrib.mode is not Mode.MIXED or _is_telling(text, run)]


def _is_telling(text: str, run: Sequence[Span]) -> bool:
    """Whether a few quoted words are worth a search: two or more, or a single one that few people say."""
    norms = [norm for span in run for norm in split_words(text, *span).norms]
    return len(norms) > 1 or (len(norms) == 1 and not is_common(norms[0]))


def _apart(text: str, attrib: Attribution, start: int, end: int) -> bool:
    """Whether unquoted words of the content, or a paragraph's end, stand between two stretches."""
    if "\n" in text[start:end]:
        return True
    return any(
        any(c.isalnum() for c in text[max(s, start) : min(e, end)])
        for s, e in attrib.content
        if s < end and start < e
    )


def name_speaker(text: str, attrib: Attribution) -> str | None:
    """Who is said to have said it: the entity's name, else the page's words; None where it has none."""
    if attrib.entity and attrib.entity.name:
        return attrib.entity.name
    return " ".join(text[s:e] for s, e in attrib.source) or None
