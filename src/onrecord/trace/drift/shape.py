"""How the words were handled: left out, added, replaced, put together. These kinds are labels."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Edit, EditKind
from onrecord.trace.changes import Change, Differences
from onrecord.trace.drift.lexicon import FILLER_PHRASES, FILLERS
from onrecord.trace.drift.proof import Proof, prove


def of_kind(diffs: Differences, kind: EditKind) -> Iterator[Change]:
    """The changes by one kind of edit."""
    return (change for change in diffs.changes if change.edit.kind is kind)


def cleaned(diffs: Differences) -> Iterable[Proof]:
    """Fillers and repeated words left out."""
    return (prove(change) for change in of_kind(diffs, EditKind.DELETED) if _is_filler(change))


def _is_filler(change: Change) -> bool:
    """Whether fillers are gone, or words said twice; "I mean" shows as "mean I" before an "I" that stays."""
    words = change.said
    turned = [words]
    if change.before and words[-1] == change.before:
        turned.append((change.before, *words[:-1]))
    if change.after and words[0] == change.after:
        turned.append((*words[1:], change.after))
    return change.repeated or any(map(_are_fillers, turned))


def _are_fillers(words: Sequence[str]) -> bool:
    at = 0
    while at < len(words):
        if words[at] in FILLERS:
            at += 1
        elif tuple(words[at : at + 2]) in FILLER_PHRASES:
            at += 2
        else:
            return False
    return True


def ellipsis(diffs: Differences) -> Iterable[Proof]:
    """Words left out, and passages joined, where an ellipsis says so."""
    yield from (prove(c) for c in of_kind(diffs, EditKind.DELETED) if c.marked and not _is_filler(c))
    yield from (Proof(edit) for edit in _joins(diffs) if edit.record_span.start in diffs.marked_joins)


def trimmed(diffs: Differences) -> Iterable[Proof]:
    """Words left out; less of a matter where an ellipsis says so, or the page quotes two sentences apart."""
    for change in of_kind(diffs, EditKind.DELETED):
        if not _is_filler(change) and not change.others:
            yield prove(change, light=True) if change.marked or change.parted else prove(change)


def bracketed(diffs: Differences) -> Iterable[Proof]:
    """Words added or replaced in brackets."""
    return (prove(change) for change in diffs.changes if change.bracketed)


def inserted(diffs: Differences) -> Iterable[Proof]:
    """Words added that no bracket owns up to."""
    return (prove(change) for change in of_kind(diffs, EditKind.INSERTED) if not change.bracketed)


def substituted(diffs: Differences) -> Iterable[Proof]:
    """Words replaced that no bracket owns up to."""
    return (prove(change) for change in of_kind(diffs, EditKind.REPLACED) if not change.bracketed)


def spliced(diffs: Differences) -> Iterable[Proof]:
    """Passages that stand apart put together, someone else's words between them left out, or taken along."""
    yield from (Proof(edit, light=edit.record_span.start in diffs.parted_joins) for edit in _joins(diffs))
    yield from (prove(change) for change in of_kind(diffs, EditKind.DELETED) if change.others)
    yield from map(Proof, diffs.crossed)


def reordered(diffs: Differences) -> Iterable[Proof]:
    """Passages in another order than they were said."""
    spans = diffs.alignment.record_spans
    return map(Proof, _joins(diffs)) if list(spans) != sorted(spans) else ()


def _joins(diffs: Differences) -> Iterator[Edit]:
    """The edits that open each further passage of a spliced quote."""
    starts = {span.start for span in diffs.alignment.record_spans[1:]}
    paired = (edit for edit in diffs.alignment.edits if edit.kind is not EditKind.INSERTED)
    return (edit for edit in paired if edit.record_span.start in starts)
