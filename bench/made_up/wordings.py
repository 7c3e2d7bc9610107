"""How a page words what was said: word for word, or edited; and how that pairs with the record.

The edits are those of `bench.drift_edits`; the alignment and the drift are what the trace room finds.
"""

import random
from dataclasses import dataclass

from bench.drift_edits import EDITS, Stock
from bench.made_up.words import pick
from onrecord.model import Alignment, Drift, Edit, Passage, Record, Span
from onrecord.trace import Query, compare_wordings
from onrecord.trace.passage import CONTEXT

TRIES = 4  # edits tried on a sentence before it is taken as it stands: most fit only some sentences
TWICE = 8  # wordings from this rank on are copies of copies: edited twice
STOCK = Stock(
    words="timber copper lantern saddle marble ribbon barrel pepper".split(),
    names="Harrow Pelling Ostrand Vickery Tamsin Belgrave".split(),
)
_EDITS = list(EDITS.values())


@dataclass(frozen=True, slots=True)
class Carried:
    """A wording of a passage; the alignment's ``quote_span`` count from the wording's first letter."""

    text: str
    passage: Passage
    alignment: Alignment
    drift: tuple[Drift, ...]


def carry(
    rng: random.Random, record: Record, span: Span, turn: Span, wording: int, *, fragment: bool
) -> Carried | None:
    """One wording of a sentence of a record.

    Args:
        rng: what it is edited with.
        record: the record.
        span: the sentence.
        turn: the turn that it stands in.
        wording: its rank among the wordings of that sentence; the first is word for word.
        fragment: only a few words of it, as in a mixed quote.

    Returns:
        The wording with what tracing finds for it; None where nothing pairs.
    """
    text = record.text[slice(*span)]
    for _ in range((wording > 0) + (wording >= TWICE)):
        text = _edit(rng, text)
    text = text.rstrip(".?")
    if fragment:
        words = text.split()
        start = rng.randrange(max(1, len(words) - 6))
        text = " ".join(words[start : start + rng.randint(3, 7)]).rstrip(",")
    found = compare_wordings(Query(text, (Span(0, len(text)),)), Query(record.text, (turn,)))
    if found is None:
        return None
    return Carried(text, _cut(record, found[0], turn), *found)


def _edit(rng: random.Random, text: str) -> str:
    for _ in range(TRIES):
        if (made := pick(rng, _EDITS)(text, rng, STOCK)) and made[0].strip():
            return made[0]
    return text


def _cut(record: Record, aln: Alignment, turn: Span) -> Passage:
    """The passage of an alignment, with what stands around it."""
    first, last = min(s for s, _ in aln.record_spans), max(e for _, e in aln.record_spans)
    start = max(0, first - CONTEXT)
    before, after = record.text[start:first], record.text[last : last + CONTEXT]
    speaker = next(t.speaker for t in record.turns if t.span == turn)
    return Passage(
        record.id,
        aln.record_spans,
        " … ".join(record.text[slice(*span)] for span in aln.record_spans),
        before.partition(" ")[2] if start else before,
        after.rpartition(" ")[0] if len(after) == CONTEXT else after,
        speaker,
        record.date,
        record.title,
        turn,
    )


def place_alignment(aln: Alignment, first: Span, second: Span | None = None) -> Alignment:
    """The alignment of a wording that stands on a page in one stretch, or in two with a cue between.

    Args:
        aln: its alignment, counted from the wording's first letter.
        first: where the wording, or its first part, stands on the page.
        second: where the rest stands, the space between the parts left out.
    """
    size = first.end - first.start

    def at(place: int, *, is_end: bool) -> int:
        if second is None or place < size or (is_end and place == size):
            return first.start + place
        return second.start + max(0, place - size - 1)

    def move(edit: Edit) -> Edit:
        end = at(edit.quote_span.end, is_end=True)
        start = (
            end
            if not edit.quote_span.end - edit.quote_span.start
            else at(edit.quote_span.start, is_end=False)
        )
        return Edit(edit.kind, Span(start, end), edit.record_span)

    return Alignment(aln.record_spans, tuple(map(move, aln.edits)), aln.similarity)
