"""What edits amount to: the taxonomy of drift (docs/drift.md), and how a kind is told.

Each kind is in the table TAXONOMY; each rule below takes the changes of one quote and gives those
that prove its kind. A grave kind is given only where the edit itself shows it: flanked by words
that pair, and not made up for elsewhere in the quote.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Drift, Edit, EditKind, Severity
from onrecord.trace.edits import Change, Reading


@dataclass(frozen=True, slots=True)
class DriftKind:
    """One kind of drift: its name, its severity, what it means, and the label it is a finer case of.

    ``label`` is the kind's own name, or None for a kind that is said beside another: a lost "not"
    is also words left out.
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
        _kind("modality", Severity.NOTABLE, "what may, can, should or will be changed", beside=True),
        _kind("number", Severity.GRAVE, "a number or quantity changed", beside=True),
        _kind("negation", Severity.GRAVE, "a negation lost or added", beside=True),
    )
)

_FILLERS = frozenset("uh um er erm ah eh hmm mm oh well okay".split())
_FILLER_PHRASES = (("you", "know"), ("i", "mean"))
_LIGHT = frozenset("a an the and but so that just very really now then well".split())
_NEGATIONS = frozenset(
    """not never no nobody none nothing nowhere neither nor without hardly barely scarcely""".split()
)
_NEGATED = ("un", "in", "im", "il", "ir", "dis", "non")  # "safe" and "unsafe"
_MODALS = frozenset("can could may might must shall should will would".split())
_SHORT = 5  # words; in a longer edit a number or a "not" may belong to a clause that is gone whole


def name_drift(reading: Reading) -> tuple[Drift, ...]:
    """Name what the changes between a quote and its passage amount to.

    Args:
        reading: the quote's alignment and its changes.

    Returns:
        One Drift a kind, in the taxonomy's order; ``verbatim`` alone where nothing differs.
    """
    proofs = {name: list(rule(reading)) for name, rule in _RULES.items()}
    found = tuple(_drift(kind, proofs[name]) for name, kind in TAXONOMY.items() if proofs.get(name))
    return found or (Drift("verbatim", Severity.NONE, (), TAXONOMY["verbatim"].meaning),)


def _drift(kind: DriftKind, proof: Sequence[Change | Edit]) -> Drift:
    changes = [change for change in proof if isinstance(change, Change)]
    light = kind.severity is Severity.NOTABLE and changes and all(map(_is_light, changes))
    edits = tuple(change.edit if isinstance(change, Change) else change for change in proof)
    return Drift(kind.name, Severity.COSMETIC if light else kind.severity, edits, _reason(kind, changes))


def _reason(kind: DriftKind, changes: Sequence[Change]) -> str:
    shown = [_show(change) for change in changes[:3]]
    more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
    return f"{kind.meaning}: {'; '.join(shown)}{more}" if shown else kind.meaning


def _show(change: Change) -> str:
    said, quoted = _quote(change.said), _quote(change.quoted)
    if change.edit.kind is EditKind.REPLACED:
        return f"{quoted} for {said}"
    return f"{said} is missing" if change.edit.kind is EditKind.DELETED else f"{quoted} is added"


def _quote(words: Sequence[str]) -> str:
    shown = words if len(words) <= 8 else (*words[:4], "…", *words[-3:])
    return f"“{' '.join(shown)}”"


def _is_light(change: Change) -> bool:
    """Whether only words that carry little have changed, or the same is written otherwise."""
    if change.respelt:
        return True
    return not change.others and _LIGHT.issuperset(change.said) and _LIGHT.issuperset(change.quoted)


def _of(reading: Reading, kind: EditKind) -> Iterable[Change]:
    return (change for change in reading.changes if change.edit.kind is kind)


def _is_filler(change: Change) -> bool:
    words = change.said
    return change.repeated or words in _FILLER_PHRASES or _FILLERS.issuperset(words)


def _cleaned(reading: Reading) -> Iterable[Change]:
    return (change for change in _of(reading, EditKind.DELETED) if _is_filler(change))


def _ellipsis(reading: Reading) -> Iterable[Change | Edit]:
    yield from (c for c in _of(reading, EditKind.DELETED) if c.marked and not _is_filler(c))
    if reading.marked_joins:
        yield from _joins(reading)


def _trimmed(reading: Reading) -> Iterable[Change]:
    return (c for c in _of(reading, EditKind.DELETED) if not _is_filler(c) and not c.others)


def _bracketed(reading: Reading) -> Iterable[Change]:
    return (change for change in reading.changes if change.bracketed)


def _inserted(reading: Reading) -> Iterable[Change]:
    return (change for change in _of(reading, EditKind.INSERTED) if not change.bracketed)


def _substituted(reading: Reading) -> Iterable[Change]:
    return (change for change in _of(reading, EditKind.REPLACED) if not change.bracketed)


def _joins(reading: Reading) -> Iterable[Edit]:
    """The edits that open each further passage of a spliced quote."""
    starts = {span.start for span in reading.alignment.record_spans[1:]}
    paired = (edit for edit in reading.alignment.edits if edit.kind is not EditKind.INSERTED)
    return (edit for edit in paired if edit.record_span.start in starts)


def _spliced(reading: Reading) -> Iterable[Change | Edit]:
    yield from _joins(reading)
    yield from (change for change in _of(reading, EditKind.DELETED) if change.others)


def _reordered(reading: Reading) -> Iterable[Edit]:
    spans = reading.alignment.record_spans
    return _joins(reading) if list(spans) != sorted(spans) else ()


def _short(reading: Reading) -> Iterable[Change]:
    """The changes of a few words within what pairs, or in place of the record's words at its edge."""
    for change in reading.changes:
        within = not change.at_edge or change.edit.kind is EditKind.REPLACED
        if within and _size(change) <= _SHORT and not change.repeated:
            yield change


def _size(change: Change) -> int:
    return max(len(change.said), len(change.quoted))


def _negation(reading: Reading) -> Iterable[Change]:
    """The changes that turn a statement round, unless one takes back what another does."""
    within = (change for change in _short(reading) if not change.set_off)
    changed = [c for c in (*within, *_before_all(reading)) if _turns(c) % 2]
    return changed if sum(map(_turns, changed)) else ()


def _before_all(reading: Reading) -> Iterable[Change]:
    """A negation set before or after all that pairs; a lone "no" there is an answer, not a negation."""
    for change in _of(reading, EditKind.INSERTED):
        if change.at_edge and _size(change) <= _SHORT and "no" not in change.quoted:
            yield change


def _turns(change: Change) -> int:
    """How many negations a change loses, less those it adds."""
    if change.respelt:
        return 0
    said = sum(word in _NEGATIONS for word in change.said) + _negated(change.said, change.quoted)
    return said - sum(word in _NEGATIONS for word in change.quoted) - _negated(change.quoted, change.said)


def _negated(words: Sequence[str], others: Sequence[str]) -> int:
    """How many of the words negate one of the others by a syllable: "illegal" for "legal"."""
    return sum(any(word == syllable + other for other in others for syllable in _NEGATED) for word in words)


def _number(reading: Reading) -> Iterable[Change]:
    for change in reading.changes:
        said, quoted = Counter(change.amount_said), Counter(change.amount_quoted)
        short = _size(change) <= _SHORT and not change.bracketed and not change.repeated
        if short and not change.respelt and said and quoted and not (said <= quoted or quoted <= said):
            yield change


def _modality(reading: Reading) -> Iterable[Change]:
    for change in _short(reading):
        said, quoted = _MODALS.intersection(change.said), _MODALS.intersection(change.quoted)
        if said and quoted and said != quoted:
            yield change


_RULES: dict[str, Callable[[Reading], Iterable[Change | Edit]]] = {
    "cleaned": _cleaned,
    "bracketed": _bracketed,
    "ellipsis": _ellipsis,
    "trimmed": _trimmed,
    "inserted": _inserted,
    "substituted": _substituted,
    "spliced": _spliced,
    "reordered": _reordered,
    "modality": _modality,
    "number": _number,
    "negation": _negation,
}
