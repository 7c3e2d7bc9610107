"""A quote in, its trace out: the passage it comes from, or that none was found."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from onrecord.model import Drift, Span, Trace
from onrecord.trace.accept import ACCEPT, Evidence, stands_verbatim
from onrecord.trace.caution import SHORT, find_cautions
from onrecord.trace.changes import Differences
from onrecord.trace.edits import read_edits
from onrecord.trace.index import NOBODY, Index
from onrecord.trace.passage import cut_passage
from onrecord.trace.quote import MAX_QUOTE, Part, Query, Quote, read_quote, slice_quote
from onrecord.trace.rest import name_with_rest, places_of_rest
from onrecord.trace.seeds import Window, find_windows
from onrecord.trace.tell import tell_searched, tell_when
from onrecord.trace.voices import Agreement
from onrecord.trace.weigh import HOPELESS, Asker, Candidate, Rest

MAX_OTHERS = 5  # passages listed beside the best
EQUAL = 0.95  # of the best score: what to choose of these the odds do not say
AS_GOOD = 0.8  # of the best score: what fits as well or nearly so
BESIDE = 6  # words shown on either side of words that stand somewhere and are not believed to be meant
BATCH = 256  # quotes looked up at once
_DOUBT = "shown for its words alone: by who says them there, and when, other words are likelier meant"


def trace_quote(index: Index, query: Query) -> Trace:
    """Find the passage of the records that a quote comes from.

    Args:
        index: the records.
        query: the quote, and what its page says of the speaker and the day.

    Returns:
        The trace. Its passage and alignment are None where nothing was found: that says only that
        these records do not hold it. Its score is the probability that the passage is meant.
    """
    return next(trace_quotes(index, [query]))


def trace_quotes(index: Index, queries: Iterable[Query]) -> Iterator[Trace]:
    """Find the passage of each of many quotes, in order; the same as one by one, and quicker."""
    waiting = iter(queries)
    while batch := list(islice(waiting, BATCH)):
        askers = [Asker(index, query, read_quote(index, query)) for query in batch]
        windows = find_windows(index, [asker.sought for asker in askers])
        for query, asker, found in zip(batch, askers, windows, strict=True):
            yield _trace(index, query, asker, found)


def _trace(index: Index, query: Query, asker: Asker, windows: Sequence[Window]) -> Trace:
    span = Span(query.spans[0].start, query.spans[-1].end) if query.spans else Span(0, 0)
    if not asker.quote.ids:
        return Trace(span, len(index), reasons=("the quote has no word to look for",))
    candidates = asker.weigh(windows)
    if not candidates:
        return Trace(span, len(index), reasons=(f"no passage of {tell_searched(index)} shares its words",))
    best = _likeliest(candidates)
    if best.score > HOPELESS:
        best = asker.complete(best)
    if best.score < ACCEPT:
        standing = next(filter(_is_told, candidates), None)
        if standing is None:
            return Trace(span, len(index), reasons=_why_not(index, query, best))
        best = standing
    others = [candidate for candidate in candidates if not _overlap(best, candidate)]
    return _found(index, query, asker.quote, span, best, others)


def _is_told(candidate: Candidate) -> bool:
    """Whether a place is shown as where the words stand."""
    return candidate.score >= ACCEPT or stands_verbatim(candidate.evidence)


def _overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates have words of the records in common: the second piece of a quote is no other."""
    return any(a.first < b.last and b.first < a.last for a in one.parts for b in other.parts)


def _likeliest(candidates: Sequence[Candidate]) -> Candidate:
    """The likeliest place; of nearly equal ones, one that has the quote word for word.

    Else a word would be called missing, a "not" perhaps, that stands in one speech and not in another.
    """
    best = candidates[0]
    good = (c for c in candidates if c.score >= max(ACCEPT, EQUAL * best.score) and c.is_whole)
    return next(good, best)


def _found(
    index: Index, query: Query, quote: Quote, span: Span, best: Candidate, others: Sequence[Candidate]
) -> Trace:
    diffs = read_edits(index, quote, best.parts)
    others = [o for o in others if _is_told(o) and o.score >= AS_GOOD * best.score][:MAX_OTHERS]
    passage = cut_passage(index, best.record, best.voice, diffs.alignment.record_spans)
    reasons = _reasons(index, query, best)
    if quote.cut:
        reasons += (f"only the first {MAX_QUOTE} words of the quote were looked for",)
    return Trace(
        span,
        len(index),
        passage,
        diffs.alignment,
        _name(diffs, index, quote, best),
        best.score,
        reasons,
        find_cautions(index, query, quote, best, others, passage),
        tuple(cut_passage(index, o.record, o.voice, _spans(index, o.parts)) for o in others),
        tuple(_rest(index, query, quote, rest) for rest in best.rest),
    )


def _name(diffs: Differences, index: Index, quote: Quote, best: Candidate) -> tuple[Drift, ...]:
    """The drift; that the record's speaker only reports the words is none where the page names another."""
    named = name_with_rest(diffs, places_of_rest(index, quote, best.rest))
    if best.evidence.agreement is not Agreement.CONFLICT:
        return named
    return tuple(drift for drift in named if drift.kind != "reported")


def _rest(index: Index, query: Query, quote: Quote, rest: Rest) -> Trace:
    """The trace of a stretch of the quote that comes from another record."""
    stretch = slice_quote(quote, rest.start, rest.end)
    span = Span(stretch.words.starts[0], stretch.words.ends[-1])
    return _found(index, query, stretch, span, rest.candidate, ())


def _spans(index: Index, parts: Sequence[Part]) -> tuple[Span, ...]:
    return tuple(index.span_of(part.first, part.last) for part in parts)


def _why_not(index: Index, query: Query, best: Candidate) -> tuple[str, ...]:
    evidence, note = best.evidence, index.note_of(best.record)
    nearest = f"the nearest passage shares {_shared(evidence)}, in {note.id}"
    if evidence.run == evidence.quoted:
        nearest = f"the words stand in {note.id}: {_cut_out(index, best)}"
    if best.voice != NOBODY and evidence.agreement is Agreement.CONFLICT:
        nearest = f"{nearest}, {_who(index.speakers[best.voice], query.speaker, evidence)}"
    few = {1: "; one word proves nothing"}.get(evidence.quoted, "; so few words prove nothing")
    return (
        f"not found in {tell_searched(index)}",
        nearest + (few if evidence.quoted <= SHORT and evidence.run == evidence.quoted else ""),
    )


def _cut_out(index: Index, best: Candidate) -> str:
    """The words of a candidate with a few more on both sides, within their turn."""
    part, turn = best.parts[0], index.turn_around(best.parts[0].first, best.parts[0].last)
    bounds = index.bounds[best.record : best.record + 2]
    first, last = max(part.first - BESIDE, int(bounds[0])), min(part.last + BESIDE, int(bounds[1]) - 1)
    start, end = index.span_of(first, last)
    words = index.text_of(best.record, max(start, turn.start), min(end, turn.end)).split()
    return f"“{' '.join(words)}”"


def _shared(evidence: Evidence) -> str:
    return f"{evidence.paired} of {evidence.quoted} words, {evidence.run} of them in a row"


def _reasons(index: Index, query: Query, best: Candidate) -> tuple[str, ...]:
    """What speaks for and against the passage, in words for a reader."""
    said = _who(index.speakers[best.voice] if best.voice != NOBODY else None, query.speaker, best.evidence)
    reasons = (f"shares {_shared(best.evidence)}", said, tell_when(best.evidence.days))
    return reasons if best.score >= ACCEPT else (*reasons, _DOUBT)


def _who(speaker: str | None, mention: str | None, evidence: Evidence) -> str:
    if speaker is None:
        return "the record does not say who speaks"
    if evidence.agreement is Agreement.SAME:
        return f"said by {speaker}, as the page has it"
    if evidence.agreement is Agreement.CONFLICT:
        named = "; the record names that source close by" if evidence.near else ""
        return f"said by {speaker}, where the page has “{mention}”{named}"
    return f"said by {speaker}"
