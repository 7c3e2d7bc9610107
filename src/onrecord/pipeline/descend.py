"""Readings of many pages → the stemmas of the utterances that several of them carry."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import fsum

from onrecord.ledger import document_key
from onrecord.model import Passage, Reading, Rejected, Span, Spans, Stemma, Witness
from onrecord.pipeline.carried import Carried, carried_by
from onrecord.pipeline.credits import find_credits, near_quotes
from onrecord.pipeline.responses import find_responses
from onrecord.text.words import split_words
from onrecord.trace import Index
from onrecord.trace.descent import (
    MAX_WITNESSES,
    Quoted,
    are_others,
    gather_families,
    infer_stemma,
    most_named,
)

JOINT = 400  # code points of a record between two passages that are still shown as one
LONGEST = 20_000  # code points of a record that stand for one utterance


def descend(
    readings: Iterable[Reading | Rejected], index: Index | None = None, quote: str | None = None
) -> list[Stemma]:
    """Say of each utterance that several pages carry who may have it from whom.

    Args:
        readings: pages taken apart; traced, where there are records. What could not be read is passed over.
        index: the records that they were traced to.
        quote: choose the utterances that these words are a wording of; all where None.

    Returns:
        A stemma for each utterance of which two pages at least have a wording, or one page a wording and
        any page a response: those that most carry first.
    """
    each = {_page_of(r): r for r in readings if isinstance(r, Reading)}  # a page given twice is one witness
    carried = [quote for reading in each.values() for quote in carried_by(reading)]
    told = [Quoted(each.words, each.speaker, each.passage) for each in carried]
    told += [Quoted(quote)] if quote else []
    found: list[Stemma] = []
    for family in gather_families(told):
        if quote and family[-1] != len(carried):
            continue
        members = [carried[i] for i in family if i < len(carried)]
        stemma = _stemma(members, index)
        if stemma is not None and (_pages(stemma) > 1 or stemma.responses):
            found.append(stemma)
    return sorted(found, key=lambda stemma: (-_pages(stemma), -len(stemma.responses), stemma.id))


def hang_witnesses(
    witnesses: Sequence[Witness], near: Sequence[str], record: Witness | None = None
) -> Stemma | None:
    """Infer the stemma of one family, and say whom most give the words to, and who to another.

    Args:
        witnesses: the pages that carry it, the earliest first; ``MAX_WITNESSES`` at most are compared.
        near: of each, the words around its quotes, as `near_quotes` gives them.
        record: the record's own wording, where it is at hand.

    Returns:
        None where fewer than two wordings can be collated.
    """
    first = find_credits(witnesses[:MAX_WITNESSES], near[:MAX_WITNESSES])
    stemma = infer_stemma([*([record] if record else []), *first, *witnesses[MAX_WITNESSES:]])
    if stemma is None:
        return None
    speaker = most_named(witness.speaker for witness in stemma.witnesses)
    others = (witness.id for witness in stemma.witnesses if are_others(witness.speaker, speaker))
    return replace(stemma, speaker=speaker, contested=tuple(others))


def choose_record(traced: Iterable[tuple[str, float]]) -> str:
    """Of the records that the quotes of one family were traced to, choose the one that most speaks for.

    Args:
        traced: of each quote the record and the score of its trace, from 0 to 1; at least one.

    Example:
        >>> choose_record([("minutes", 0.9), ("minutes", 0.4), ("speech", 1.0)])
        'minutes'
    """
    worth: dict[str, list[float]] = {}
    for record, score in traced:
        worth.setdefault(record, []).append(score)
    return max(sorted(worth), key=lambda record: fsum(worth[record]))  # in any order of the quotes the same


def _page_of(reading: Reading) -> tuple[str, str]:
    """What tells a page from others: outlets may print the same text."""
    return document_key(reading.snap), reading.snap.sha256


def _pages(stemma: Stemma) -> int:
    return sum(not witness.is_record for witness in stemma.witnesses)


def _stemma(members: Sequence[Carried], index: Index | None) -> Stemma | None:
    """The stemma of one family; the record's passage is among its witnesses where the family has one."""
    pages: dict[int, list[Carried]] = {}
    for each in sorted(members, key=lambda each: each.reading.snap.published or "~"):
        pages.setdefault(id(each.reading), []).append(each)
    witnesses = [_witness(f"w{n}", quotes) for n, quotes in enumerate(pages.values(), 1)]
    near = [
        near_quotes(quotes[0].reading.snap, witness.spans)
        for quotes, witness in zip(pages.values(), witnesses, strict=True)
    ]
    stemma = hang_witnesses(witnesses, near, _record(members, index) if index is not None else None)
    if stemma is None:
        return None
    read = {witness.id: quotes[0].reading for witness, quotes in zip(witnesses, pages.values(), strict=True)}
    return replace(stemma, responses=find_responses(stemma, read))


def _witness(name: str, quotes: Sequence[Carried]) -> Witness:
    """A page as a witness: its quotes, the longest first, so that a headline's does not stand for them."""
    snap = quotes[0].reading.snap
    ordered = sorted(quotes, key=lambda each: -len(split_words(each.words)))
    return Witness(
        name,
        snap.id,
        snap.outlet or snap.id,
        tuple(each.words for each in ordered),
        snap.published,
        attributions=tuple(dict.fromkeys(each.attrib.id for each in quotes)),
        spans=tuple(span for each in quotes for span in each.spans),
        speaker=most_named(each.speaker for each in quotes),
    )


def _record(members: Sequence[Carried], index: Index) -> Witness | None:
    """The record's passages that the family was traced to, as a witness; of several records the likeliest."""
    passages = [
        (each.trace.score, each.trace.passage, each.cited)
        for each in members
        if each.trace and each.trace.passage and each.cited
    ]
    if not passages:
        return None
    chosen = choose_record((passage.record, score) for score, passage, _ in passages)
    cited = [(passage, spans) for _, passage, spans in passages if passage.record == chosen]
    return _as_witness(cited[0][0], _joined([span for _, spans in cited for span in spans]), index)


def _as_witness(passage: Passage, spans: Spans, index: Index) -> Witness:
    number = index.number_of(passage.record)
    return Witness(
        "record",
        passage.record,
        passage.title or passage.record,
        tuple(index.text_of(number, *span) for span in spans),
        passage.date,
        is_record=True,
        spans=spans,
    )


def _joined(spans: Sequence[Span]) -> Spans:
    """The stretches in the record's order, those that nearly touch made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1].end <= JOINT and end - joined[-1].start <= LONGEST:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, end))
        else:
            joined.append(Span(start, end))
    return tuple(joined)
