"""An indirect statement in, its trace out: the passage that it most likely reports, or that none was found.

What is found is shown as the passage beside the statement, never aligned: a paraphrase has words of its
own, and none of them is drift.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Passage, Span, Trace
from onrecord.text.words import split_words
from onrecord.trace.amounts import read_amounts
from onrecord.trace.index import NO_DAY, NOBODY, Index, day_number
from onrecord.trace.paraphrase.accept import ACCEPT, Evidence, judge
from onrecord.trace.paraphrase.encoder import shipped
from onrecord.trace.paraphrase.passages import Found, find_passages, span_of
from onrecord.trace.paraphrase.statement import FEWEST_STEMS, Statement, read_statement
from onrecord.trace.passage import cut_passage
from onrecord.trace.quote import Query
from onrecord.trace.tell import tell_searched, tell_when
from onrecord.trace.voices import Agreement

MAX_OTHERS = 5  # passages listed beside the best


class Encodes(Protocol):
    """What turns a text into a vector of length one."""

    def encode(self, text: str, /) -> NDArray[np.float32]:
        """The vector of a text."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that the statement may report, and the odds."""

    found: Found
    voice: int
    evidence: Evidence
    score: float


def trace_paraphrase(index: Index, query: Query) -> Trace:
    """Find the passage of the records that an indirect statement most likely reports.

    Args:
        index: the records.
        query: the statement, and what its page says of the speaker and the day.

    Returns:
        The trace, marked as a paraphrase, without alignment or drift. Its passage is None where none
        is likely enough: that says only that these records were not found to hold it. Its score is the
        probability that the passage is what is reported.

    Raises:
        ModelError: the encoder's weights are missing or damaged.
    """
    span = Span(query.spans[0].start, query.spans[-1].end) if query.spans else Span(0, 0)
    statement = read_statement(index, query)
    if len(statement.weights) < FEWEST_STEMS:
        return Trace(
            span, len(index), reasons=("too few words to look for what it reports",), paraphrase=True
        )
    candidates = weigh_passages(index, query, statement, shipped())
    if not candidates:
        reason = f"no passage of {tell_searched(index)} that may be meant shares its words"
        return Trace(span, len(index), reasons=(reason,), paraphrase=True)
    best, *rest = candidates
    if best.score < ACCEPT:
        return Trace(span, len(index), reasons=_why_not(index, best), paraphrase=True)
    return Trace(
        span,
        len(index),
        _passage(index, best),
        score=best.score,
        reasons=_reasons(index, query, best, statement),
        others=tuple(_passage(index, other) for other in rest if other.score >= ACCEPT)[:MAX_OTHERS],
        paraphrase=True,
    )


def weigh_passages(
    index: Index, query: Query, statement: Statement, encoder: Encodes | None
) -> list[Candidate]:
    """The passages that share words with a statement, weighed, the likeliest first.

    Args:
        index: the records.
        query: what the page says.
        statement: the same made ready.
        encoder: None where words alone are to count.
    """
    day, agreement = day_number(query.date), index.speaking.compare(query.speaker)
    found = find_passages(index, statement, day, agreement)
    texts = [index.text_of(one.window.record, *span_of(index, one.window)) for one in found]
    if encoder is None:
        senses = [0.0] * len(found)
    else:
        asked = encoder.encode(statement.text)
        senses = [float(asked @ encoder.encode(" ".join(text.split()))) for text in texts]
    ranked = sorted(senses, reverse=True)[:2]
    candidates = []
    for one, text, sense in zip(found, texts, senses, strict=True):
        voice = int(index.voice_of(np.array([one.window.first]))[0])
        then = int(index.days[one.window.record])
        next_best = ranked[-1] if sense == ranked[0] else ranked[0]
        evidence = Evidence(
            share=one.share,
            rarity=one.share * statement.total,
            sense=sense,
            lead=sense - next_best,
            amounts=_amounts(statement, text),
            agreement=Agreement(int(agreement[voice])),
            days=day - then if NO_DAY not in (day, then) else None,
            words=one.window.last - one.window.first,
        )
        candidates.append(Candidate(one, voice, evidence, judge(evidence)))
    return sorted(candidates, key=lambda one: -one.score)


def _amounts(statement: Statement, text: str) -> float | None:
    """The share of the statement's numbers that a passage tells too; None where it tells none."""
    if not statement.amounts:
        return None
    told = statement.amounts.intersection(read_amounts(split_words(text).norms))
    return len(told) / len(statement.amounts)


def _passage(index: Index, candidate: Candidate) -> Passage:
    window = candidate.found.window
    return cut_passage(index, window.record, candidate.voice, (span_of(index, window),))


def _why_not(index: Index, best: Candidate) -> tuple[str, ...]:
    """What was looked at, and how near the nearest came."""
    place = index.note_of(best.found.window.record).id
    return (
        f"no passage of {tell_searched(index)} is likely enough to be what is reported",
        f"the nearest, with a probability of {best.score:.0%}, is in {place}",
    )


def _reasons(index: Index, query: Query, best: Candidate, statement: Statement) -> tuple[str, ...]:
    """What speaks for and against the passage, in words for a reader."""
    shared, evidence = len(best.found.stems), best.evidence
    told = [
        f"likely reports this passage, in other words: a probability of {best.score:.0%}, not a match",
        f"shares {shared} of the {len(statement.weights)} words that tell most",
        f"nearness of sense {evidence.sense:.2f} of 1",
        _who(index.speakers[best.voice] if best.voice != NOBODY else None, query.speaker, evidence.agreement),
        tell_when(evidence.days),
    ]
    if evidence.amounts is not None and evidence.amounts < 1:
        told.append("a number in the statement is not in the passage")
    return tuple(told)


def _who(speaker: str | None, mention: str | None, agreement: Agreement) -> str:
    if speaker is None:
        return "the record does not say who speaks"
    if agreement is Agreement.SAME:
        return f"said by {speaker}, as the page has it"
    return f"said by {speaker}, where the page has “{mention}”" if mention else f"said by {speaker}"
