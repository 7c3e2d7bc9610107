"""Two wordings side by side, no index between them: two outlets, or two captures of one page.

They are read by the same edits and the same taxonomy as a quote and its record.
"""

from bisect import bisect_left
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Alignment, Drift, Edit, EditKind, Span, Spans
from onrecord.text.words import Words, split_words
from onrecord.trace.align import pair_words
from onrecord.trace.changes import Change, Differences
from onrecord.trace.drift import name_drift
from onrecord.trace.edits import PAUSE, read_edits
from onrecord.trace.index import SENTENCE_END
from onrecord.trace.quote import Part, Query, read_quote
from onrecord.trace.rarity import PRIOR, weigh_absent


class Wording:
    """One text's words, which stand where a record's would (see `Said`).

    Args:
        text: the text.
        spans: the stretches of it that count, in order.
    """

    def __init__(self, text: str, spans: Spans) -> None:
        self._text, self._spans = text, spans
        self._found, self._numbers = Words([], [], []), dict[str, int]()
        for span in spans:
            words = split_words(text, span.start, span.end)
            self._found.norms.extend(words.norms)
            self._found.starts.extend(words.starts)
            self._found.ends.extend(words.ends)
        numbers = [self._numbers.setdefault(norm, len(self._numbers) + 1) for norm in self._found.norms]
        self.words: NDArray[np.uint32] = np.array(numbers, dtype=np.uint32)

    def number_words(self, norms: list[str]) -> list[int]:
        """The numbers of these words; one that the text lacks gets one that matches nothing."""
        beyond, new = len(self._numbers) + 1, dict[str, int]()
        return [self._numbers.get(norm) or new.setdefault(norm, beyond + len(new)) for norm in norms]

    def rarity(self, norms: list[str], ids: list[int]) -> list[float]:  # noqa: ARG002 (see Said)
        """How rare each word is in English, in nats; one text cannot tell more."""
        return [weigh_absent(norm, PRIOR) for norm in norms]

    def names_of(self, first: int, last: int) -> list[str]:
        """The normal forms of words."""
        return self._found.norms[first:last]

    def span_of(self, first: int, last: int) -> Span:
        """The code points of words."""
        return Span(self._found.starts[first], self._found.ends[last - 1])

    def point_at(self, place: int) -> Span:
        """The empty span after the word before ``place``."""
        at = self._found.ends[place - 1] if place else self._found.starts[0]
        return Span(at, at)

    def gap_before(self, place: int) -> str:
        """What stands before a word, after the one before it."""
        if not 0 < place < len(self.words):
            return "\n"
        return self._text[self._found.ends[place - 1] : self._found.starts[place]]

    def runs_on(self, first: int, last: int) -> bool:
        """Whether words stand in one sentence."""
        if first < 0 or last > len(self.words):
            return False
        return not SENTENCE_END.search(self._text, *self.span_of(first, last))

    def edges(self, spans: Spans) -> tuple[int, int]:
        """How many words stand before the first of some spans, and after the last."""
        found = self._found
        return (
            bisect_left(found.starts, spans[0].start),
            len(found) - bisect_left(found.starts, spans[-1].end),
        )

    def pauses_at(self, place: int) -> bool:
        """Whether punctuation that parts clauses stands before a word."""
        return bool(PAUSE.search(self.gap_before(place)))

    def speakers_between(self, first: int, last: int) -> int:  # noqa: ARG002 (see Said)
        """A wording is one speaker's."""
        return 1

    def turn_around(self, first: int, last: int) -> Span:  # noqa: ARG002 (see Said)
        """The code points from the wording's first stretch to the end of its last."""
        return Span(self._spans[0].start, self._spans[-1].end)

    def text_near(self, place: int, start: int, end: int) -> str:  # noqa: ARG002 (see Said)
        """A stretch of the text."""
        return self._text[start:end]

    def speaker_of(self, place: int) -> str | None:  # noqa: ARG002 (see Said)
        """A wording does not say whose it is."""
        return None


def compare_wordings(ours: Query, theirs: Query) -> tuple[Alignment, tuple[Drift, ...]] | None:
    """Pair two wordings of what may be one utterance, and name what differs.

    Args:
        ours: the wording that is read as a quote.
        theirs: the wording that is read as what was said.

    Returns:
        The alignment, whose ``quote_span`` are on ``ours`` and ``record_span`` on ``theirs``, and the
        drift from theirs to ours; None where no words pair.

    Example:
        >>> a, b = "We keep the lamps lit", "We will keep the lamps lit"
        >>> aln, drift = compare_wordings(Query(a, (Span(0, 21),)), Query(b, (Span(0, 26),)))
        >>> round(aln.similarity, 2), [d.kind for d in drift]
        (0.91, ['trimmed', 'tense'])
    """
    found = _read(ours, theirs)
    return (found[1].alignment, name_drift(found[1])) if found else None


def compare_wholes(ours: Query, theirs: Query) -> tuple[Alignment, tuple[Drift, ...]] | None:
    """The same where neither is an excerpt: what stands before and after what pairs was left out, too.

    Args:
        ours: the wording that is read as a quote.
        theirs: the wording that is read as what was said.

    Returns:
        As `compare_wordings`; the edits cover every word of both.

    Example:
        >>> a, b = "We keep the lamps lit", "Not now. We keep the lamps lit"
        >>> aln, drift = compare_wholes(Query(a, (Span(0, 21),)), Query(b, (Span(0, 30),)))
        >>> [d.kind for d in drift], aln.edits[0].kind.value
        (['trimmed'], 'deleted')
    """
    found = _read(ours, theirs)
    if found is None:
        return None
    said, diffs = found
    head, tail = said.edges(diffs.alignment.record_spans)
    if not head and not tail:
        return diffs.alignment, name_drift(diffs)
    whole = _widen(said, diffs, head, tail)
    mine = sum(len(split_words(ours.text, *span)) for span in ours.spans)
    total = mine + len(said.words)
    similarity = diffs.alignment.similarity * (total - head - tail) / total
    alignment = replace(whole.alignment, similarity=similarity)
    return alignment, name_drift(replace(whole, alignment=alignment))


def _widen(said: Wording, diffs: Differences, head: int, tail: int) -> Differences:
    """The reading with so many words left out before what pairs, and so many after."""
    spans, edits, size = list(diffs.alignment.record_spans), diffs.alignment.edits, len(said.words)
    before = [_left_out(said, 0, head, edits[0].quote_span.start)] if head else []
    after = [_left_out(said, size - tail, size, edits[-1].quote_span.end)] if tail else []
    if before:
        spans[0] = Span(before[0].edit.record_span.start, spans[0].end)
    if after:
        spans[-1] = Span(spans[-1].start, after[0].edit.record_span.end)
    alignment = replace(
        diffs.alignment,
        record_spans=tuple(spans),
        edits=(*(c.edit for c in before), *edits, *(c.edit for c in after)),
    )
    return replace(diffs, alignment=alignment, changes=(*before, *diffs.changes, *after))


def _read(ours: Query, theirs: Query) -> tuple[Wording, Differences] | None:
    said = Wording(theirs.text, theirs.spans)
    quote = read_quote(said, ours)
    blocks = pair_words(quote.ids, said.words.tolist())
    if not blocks:
        return None
    last = blocks[-1]
    part = Part(blocks[0].quote, last.quote + last.size, blocks[0].record, last.record + last.size)
    return said, read_edits(said, quote, [part])


def _left_out(said: Wording, first: int, last: int, at: int) -> Change:
    """The change by which words at an edge of what was said are missing from the other wording.

    It counts as one within what pairs, for neither wording is an excerpt: "not safe" became "safe".
    """
    edit = Edit(EditKind.DELETED, Span(at, at), said.span_of(first, last))
    return Change(
        edit,
        (),
        tuple(said.names_of(first, last)),
        set_off=said.pauses_at(first or last),
        said_text=said.text_near(first, *edit.record_span),
    )
