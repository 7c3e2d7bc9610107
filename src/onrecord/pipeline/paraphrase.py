"""Readings → the passages of the records that their indirect statements most likely report."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from onrecord.model import Attribution, Entity, EntityKind, Mode, Polarity, Reading, Snapshot, Span, Trace
from onrecord.text.words import split_words
from onrecord.trace import Index, Query
from onrecord.trace.paraphrase import trace_paraphrase

FEWEST_WORDS = 5  # of a statement; fewer could report anything
NAMED = frozenset((EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.STATE))
DOUBLE_MARKS = '"“”„«»'


def trace_reports(reading: Reading, index: Index) -> Iterator[tuple[str, Trace]]:
    """Trace the indirect statements of a page: each statement's id, and what was found for it.

    Left out are statements without a named source, those that their source denies, doubts or did not
    make, what others say that its words amount to, and all that touches quotation marks: those words
    are looked for as quotes, and must not be found as anything less.
    """
    text, day = reading.snap.text, reading.snap.day
    quoted = sorted(span for attrib in reading.attributions for span in attrib.quoted)
    ends = list(accumulate((span.end for span in quoted), max))  # a quote within one ends before it
    for attrib in reading.attributions:
        if not _may_report(text, attrib) or any(
            _touches(text, span, quoted, ends) for span in attrib.content
        ):
            continue
        speaker = attrib.entity.name if attrib.entity else None
        yield attrib.id, trace_paraphrase(index, Query(text, attrib.content, speaker, day))


def find_paraphrase(
    index: Index, statement: str, speaker: str | None = None, date: str | None = None
) -> Reading:
    """Trace a bare statement as a paraphrase: a reading whose page is the statement itself."""
    whole = (Span(0, len(statement)),)
    trace = trace_paraphrase(index, Query(statement, whole, speaker, date))
    entity = Entity(speaker, EntityKind.UNKNOWN) if speaker else None
    attrib = Attribution("statement", (), (), whole, mode=Mode.INDIRECT, entity=entity, confidence=1.0)
    return Reading(Snapshot("statement", statement, published=date), (attrib,), traces={attrib.id: (trace,)})


def _may_report(text: str, attrib: Attribution) -> bool:
    entity = attrib.entity
    return (
        attrib.mode is Mode.INDIRECT
        and attrib.polarity is Polarity.AFFIRMED
        and not (attrib.imputed or attrib.assent)
        and entity is not None
        and bool(entity.name)
        and entity.kind in NAMED
        and sum(len(split_words(text, *span)) for span in attrib.content) >= FEWEST_WORDS
    )


def _touches(text: str, span: Span, quoted: list[Span], ends: list[int]) -> bool:
    """Whether a stretch holds or borders on quotation marks, or overlaps what is quoted.

    Args:
        text: the page's.
        span: the stretch.
        quoted: all quoted stretches, in order; some lie within others.
        ends: of each, the furthest end of it and those before.
    """
    if any(mark in text[max(0, span.start - 1) : span.end + 1] for mark in DOUBLE_MARKS):
        return True
    after = bisect_left(ends, span.start + 1)
    return after < len(quoted) and quoted[after].start < span.end
