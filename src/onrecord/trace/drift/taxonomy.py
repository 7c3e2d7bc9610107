"""The taxonomy of drift: each kind, its severity and what it means (docs/drift.md)."""

from dataclasses import dataclass

from onrecord.model import Severity


@dataclass(frozen=True, slots=True)
class DriftKind:
    """One kind of drift: its name, its severity, what it means, and its label.

    ``label`` is the kind's own name, or None for a kind that is said beside another: a lost "not"
    is also words left out, and a quote that stops before "if" may be word for word.
    """

    name: str
    severity: Severity
    meaning: str
    label: str | None


def _kind(name: str, severity: Severity, meaning: str, *, beside: bool = False) -> tuple[str, DriftKind]:
    return name, DriftKind(name, severity, meaning, None if beside else name)


TAXONOMY: dict[str, DriftKind] = dict(
    (
        _kind("verbatim", Severity.NONE, "word for word as in the record"),
        _kind("cleaned", Severity.COSMETIC, "fillers or repeated words left out"),
        _kind("bracketed", Severity.COSMETIC, "words added or replaced in brackets"),
        _kind("ellipsis", Severity.COSMETIC, "words left out, and an ellipsis says so"),
        _kind("trimmed", Severity.NOTABLE, "words left out"),
        _kind("inserted", Severity.NOTABLE, "words added"),
        _kind("substituted", Severity.NOTABLE, "words replaced by others"),
        _kind("spliced", Severity.NOTABLE, "put together from passages that stand apart"),
        _kind("reordered", Severity.NOTABLE, "passages in another order than they were said"),
        _kind("translated", Severity.COSMETIC, "an interpreter's words, not the speaker's own", beside=True),
        _kind("intensifier", Severity.COSMETIC, "a word that only strengthens changed", beside=True),
        _kind("hedge", Severity.NOTABLE, "how sure it is said to be changed", beside=True),
        _kind("modality", Severity.NOTABLE, "what may, can, should or will be changed", beside=True),
        _kind("tense", Severity.NOTABLE, "the time of a verb changed", beside=True),
        _kind("person", Severity.NOTABLE, "who is meant changed: a pronoun or a name", beside=True),
        _kind("comparison", Severity.NOTABLE, "a comparison or its degree changed", beside=True),
        _kind("cut", Severity.NOTABLE, "a condition or contrast that belongs to it left off", beside=True),
        _kind("question", Severity.NOTABLE, "asked in the record, not stated", beside=True),
        _kind("hypothesis", Severity.NOTABLE, "supposed in the record, not stated", beside=True),
        _kind("reported", Severity.NOTABLE, "another's words, which the speaker only reports", beside=True),
        _kind("number", Severity.GRAVE, "a number or quantity changed", beside=True),
        _kind("negation", Severity.GRAVE, "a negation lost or added", beside=True),
    )
)
