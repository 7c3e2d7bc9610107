"""What of a statement a person should look at, how much, and why: the review queue is made of these."""

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.model import Attribution, CautionKind, Entity, EntityKind, Severity, Target, Trace

SURE = 0.6  # confidence, which is calibrated: below it two in five are wrong at the least
BELIEVED = 0.9  # score of a trace below which its passage is worth a look
_CAUTIONS = {  # how much each speaks against the passage as the source of the words
    CautionKind.ANOTHER_SPEAKER: 0.9,
    CautionKind.TAKEN_BACK: 0.7,
    CautionKind.QUOTED_THERE: 0.6,
    CautionKind.ANOTHER_DAY: 0.5,
    CautionKind.AMBIGUOUS: 0.5,
    CautionKind.MODERATOR: 0.4,
}
_FAINT = 0.2  # weight below which nobody need look

Row = dict[str, Any]


def find_doubts(attrib: Attribution, traces: Sequence[Trace]) -> Iterator[Row]:
    """The doubts about one statement, at most one for each target, as rows.

    Yields:
        ``target``, ``weight`` (0 to 1) and ``reason``, a line for a reader.
    """
    worst: dict[Target, tuple[float, str]] = {}
    for target, weight, reason in (*_of_statement(attrib), *_of_traces(traces)):
        if weight >= _FAINT and weight > worst.get(target, (0.0, ""))[0]:
            worst[target] = weight, reason
    for target, (weight, reason) in worst.items():
        yield {"target": target.value, "weight": round(weight, 3), "reason": reason[:400], "judged": False}


def _of_statement(attrib: Attribution) -> Iterator[tuple[Target, float, str]]:
    if attrib.confidence < SURE:
        yield (
            Target.STATEMENT,
            1 - attrib.confidence,
            f"the extraction is {attrib.confidence:.0%} sure of this statement",
        )
    entity = attrib.entity or Entity(None, EntityKind.UNKNOWN)
    if attrib.source and entity.kind is EntityKind.UNKNOWN:
        yield Target.SOURCE, 0.5, "the page does not say clearly who is meant by the source"


def _of_traces(traces: Sequence[Trace]) -> Iterator[tuple[Target, float, str]]:
    for trace in traces:
        if trace.passage is None or trace.paraphrase:
            continue
        if trace.score < BELIEVED:
            yield Target.TRACE, 1 - trace.score, f"the passage is believed with a score of {trace.score:.2f}"
        for caution in trace.cautions:
            if caution.kind in _CAUTIONS:
                yield Target.TRACE, _CAUTIONS[caution.kind], caution.reason
        for drift in trace.drift:
            if drift.severity is Severity.GRAVE:
                yield Target.DRIFT, 0.8, f"grave drift, {drift.kind}: {drift.reason}".rstrip(": ")
