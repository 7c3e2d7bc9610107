"""From the changes of a quote to the kinds of drift that they prove.

A grave kind is given only where the edit itself shows it: flanked by words that pair, and not made
up for elsewhere in the quote.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from onrecord.model import Drift, Severity, told_finer
from onrecord.trace.changes import Differences
from onrecord.trace.drift import context, sense, shape, verbs
from onrecord.trace.drift.proof import Proof
from onrecord.trace.drift.taxonomy import TAXONOMY, DriftKind

_SHOWN = 3  # edits told in a reason; a reader sees the rest in the alignment

Rule = Callable[[Differences], Iterable[Proof]]

_OF_CHANGES: dict[str, Rule] = {
    "cleaned": shape.cleaned,
    "bracketed": shape.bracketed,
    "ellipsis": shape.ellipsis,
    "trimmed": shape.trimmed,
    "inserted": shape.inserted,
    "substituted": shape.substituted,
    "spliced": shape.spliced,
    "reordered": shape.reordered,
    "intensifier": sense.intensifier,
    "hedge": sense.hedge,
    "modality": sense.modality,
    "tense": verbs.tense,
    "person": sense.person,
    "comparison": sense.comparison,
    "cut": sense.condition,
    "number": sense.number,
    "negation": sense.negation,
}
_OF_CONTEXT: dict[str, Rule] = {
    "translated": context.translated,
    "cut": context.cut,
    "question": context.question,
    "hypothesis": context.hypothesis,
    "reported": context.reported,
    "negation": context.denied,
}


def name_drift(diffs: Differences) -> tuple[Drift, ...]:
    """Name what the changes between a quote and its passage amount to.

    Args:
        diffs: the quote's alignment, its changes and what stands around its passages.

    Returns:
        One Drift a kind, in the taxonomy's order; ``verbatim`` first where no word differs.
    """
    proofs: dict[str, list[Proof]] = {}
    changed = bool(diffs.changes or diffs.crossed) or len(diffs.alignment.record_spans) > 1
    for rules in (_OF_CHANGES, _OF_CONTEXT) if changed else (_OF_CONTEXT,):
        for name, rule in rules.items():
            if found := list(rule(diffs)):
                proofs.setdefault(name, []).extend(found)
    drifts = [_drift(kind, proofs[name]) for name, kind in TAXONOMY.items() if name in proofs]
    named = tuple(_leave_told(drift, proofs[drift.kind], drifts) for drift in drifts)
    return named if any(drift.label for drift in named) else (_drift(TAXONOMY["verbatim"], ()), *named)


def _drift(kind: DriftKind, proofs: Sequence[Proof]) -> Drift:
    edits = tuple(proof.edit for proof in proofs)
    return Drift(kind.name, _severity(kind, proofs), edits, _reason(kind, proofs), kind.label)


def _leave_told(drift: Drift, proofs: Sequence[Proof], beside: Sequence[Drift]) -> Drift:
    """A label whose reason leaves out what a finer kind tells, unless that is all of it."""
    told = told_finer(drift, beside)
    left = [proof for proof in proofs if proof.edit not in told]
    return replace(drift, reason=_reason(TAXONOMY[drift.kind], left)) if told and left else drift


def _severity(kind: DriftKind, proofs: Sequence[Proof]) -> Severity:
    """The kind's own, or the one below where all that proves it weighs little, or brackets own up to it."""
    if kind.severity is Severity.NOTABLE and proofs and all(proof.light for proof in proofs):
        return Severity.COSMETIC
    if kind.severity is Severity.GRAVE and proofs and all(proof.owned for proof in proofs):
        return Severity.NOTABLE
    return kind.severity


def _reason(kind: DriftKind, proofs: Sequence[Proof]) -> str:
    shown = [proof.shown for proof in proofs if proof.shown]
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return f"{kind.meaning}: {'; '.join(shown[:_SHOWN])}{more}" if shown else kind.meaning
