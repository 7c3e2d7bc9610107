"""What edits amount to: the taxonomy of drift (docs/drift.md), and how a kind is told.

Each kind is in the table TAXONOMY; each rule below takes the changes of one quote and gives those
that prove its kind. A grave kind is given only where the edit itself shows it: flanked by words
that pair, and not made up for elsewhere in the quote.
"""

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
_NEGATIONS = frozenset("not never no nobody none nothing nowhere neither nor without".split())
_MODALS = frozenset("can could may might must shall should will would".split())
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = 4  # words; in a longer edit a number or a "not" may belong to a clause that is gone whole
_EDGE = 2  # words; so few at the end of a quote stand for other words there; more have been added


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
    """Whether only words that carry little have changed."""
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


def _stands_for_others(change: Change) -> bool:
    """Whether an addition at the quote's edge is so short that it stands for the record's next words."""
    return change.at_edge and len(change.quoted) <= _EDGE


def _inserted(reading: Reading) -> Iterable[Change]:
    added = (change for change in _of(reading, EditKind.INSERTED) if not change.bracketed)
    return (change for change in added if not _stands_for_others(change))


def _substituted(reading: Reading) -> Iterable[Change]:
    for change in reading.changes:
        replaced = change.edit.kind is EditKind.REPLACED
        edge = change.edit.kind is EditKind.INSERTED and _stands_for_others(change)
        if (replaced or edge) and not change.bracketed:
            yield change


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
    """The changes of a few words with words that pair on both sides of them."""
    for change in reading.changes:
        if max(len(change.said), len(change.quoted)) <= _SHORT and not change.at_edge and not change.repeated:
            yield change


def _negation(reading: Reading) -> Iterable[Change]:
    changed = [c for c in _short(reading) if _negations(c.said) != _negations(c.quoted)]
    balance = sum(_negations(c.said) - _negations(c.quoted) for c in changed)
    return changed if balance % 2 else ()


def _negations(words: Sequence[str]) -> int:
    return sum(word in _NEGATIONS for word in words)


def _number(reading: Reading) -> Iterable[Change]:
    for change in _short(reading):
        said, quoted = _amounts(change.said), _amounts(change.quoted)
        if said and quoted and said != quoted and not change.bracketed:
            yield change


def _amounts(words: Sequence[str]) -> list[float]:
    """The numbers that words tell, "5 million" as one."""
    amounts: list[float] = []
    scaling = False
    for word in words:
        if word in _SCALES:
            amounts[-1:] = [(amounts[-1] if scaling and amounts else 1.0) * _SCALES[word]]
        elif word[0].isdecimal() and word.replace(".", "", 1).isdecimal():
            amounts.append(float(word))
        scaling = word in _SCALES or word[0].isdecimal()
    return amounts


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
