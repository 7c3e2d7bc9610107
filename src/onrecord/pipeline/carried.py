"""The quotes of a page that claim to be someone's words, each with what it was traced to."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Attribution, Reading, Span, Spans, Trace
from onrecord.pipeline.trace import name_speaker, quotes_of_page


@dataclass(frozen=True, slots=True)
class Carried:
    """A quote, the page that carries it, and what it was traced to."""

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
        """The record, and the stretch of it from the first word that the quote was traced to to the last."""
        if self.trace is None or self.trace.passage is None:
            return None
        spans = self.trace.passage.spans
        return self.trace.passage.record, Span(min(s for s, _ in spans), max(e for _, e in spans))


def carried_by(reading: Reading) -> Iterator[Carried]:
    """The quotes of a page that claim to be someone's words; not what others say that they amount to."""
    traced = {
        (name, trace.span): trace
        for name, traces in reading.traces.items()
        for trace in traces
        if not trace.paraphrase
    }
    for attrib, spans in quotes_of_page(reading):
        if not attrib.imputed:
            whole = Span(spans[0].start, spans[-1].end)
            yield Carried(reading, attrib, spans, traced.get((attrib.id, whole)))
