"""The quotes of a page that claim to be someone's words, each with what it was traced to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Attribution, EditKind, Reading, Span, Spans, Trace
from onrecord.pipeline.trace import name_speaker, quotes_of_page
from onrecord.text.words import split_words

FEWEST = 6  # words that may be an utterance by themselves; “Yes,” she said, goes with what follows
_END = re.compile(r"[.!?]")


@dataclass(frozen=True, slots=True)
class Carried:
    """Words that may be one utterance, the page that carries them, and what their quote was traced to.

    ``trace`` is that of the whole quote, of which ``spans`` may be a part.
    """

    reading: Reading
    attrib: Attribution
    spans: Spans
    trace: Trace | None

    @property
    def words(self) -> str:
        """The quote's text; what stands between its stretches, as the cue, is left out."""
        return " ".join(self.reading.snap.text[s:e] for s, e in self.spans)

    @property
    def speaker(self) -> str | None:
        """Who is said to have said it."""
        return name_speaker(self.reading.snap.text, self.attrib)

    @property
    def passage(self) -> tuple[str, Span] | None:
        """The record, and the stretch of it from the first word that these words pair with to the last."""
        if self.trace is None or self.trace.passage is None or self.trace.alignment is None:
            return None
        paired = [
            edit.record_span
            for edit in self.trace.alignment.edits
            if edit.kind is EditKind.EQUAL and any(_meet(edit.quote_span, span) for span in self.spans)
        ]
        if not paired:
            return None
        return self.trace.passage.record, Span(min(s for s, _ in paired), max(e for _, e in paired))

    @property
    def cited(self) -> Spans:
        """The stretches of the record's passage that these words come from."""
        where = self.passage
        spans = self.trace.passage.spans if self.trace and self.trace.passage else ()
        return tuple(span for span in spans if where and _meet(span, where[1]))


def carried_by(reading: Reading) -> Iterator[Carried]:
    """The quotes of a page that claim to be someone's words; not what others say that they amount to.

    “One thing,” she said. “Another thing.” is one quote of the page, and may be two utterances, said at
    two times: each comes by itself, or what others carry of the one would be taken for the other.
    """
    traced = {
        (name, trace.span): trace
        for name, traces in reading.traces.items()
        for trace in traces
        if not trace.paraphrase
    }
    for attrib, spans in quotes_of_page(reading):
        if not attrib.imputed:
            trace = traced.get((attrib.id, Span(spans[0].start, spans[-1].end)))
            for part in split_utterances(reading.snap.text, spans):
                yield Carried(reading, attrib, part, trace)


def split_utterances(text: str, spans: Spans) -> Iterator[Spans]:
    """Part a quote where one sentence ends and its next stretch begins another, but for a few words.

    Example:
        >>> text = "“We will keep the ferry all winter,” she said. “Lorries will use the new slipway.”"
        >>> spans = (Span(1, 35), Span(48, 81))
        >>> [text[part[0].start : part[-1].end] for part in split_utterances(text, spans)]
        ['We will keep the ferry all winter,', 'Lorries will use the new slipway.']
    """
    part: list[Span] = []
    counts = [len(split_words(text, *span)) for span in spans]
    taken = 0
    for number, span in enumerate(spans):
        is_new = part and _END.search(text, part[-1].end - 1, span.start)
        if is_new and taken >= FEWEST and sum(counts[number:]) >= FEWEST:
            yield tuple(part)
            part, taken = [], 0
        part.append(span)
        taken += counts[number]
    yield tuple(part)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
