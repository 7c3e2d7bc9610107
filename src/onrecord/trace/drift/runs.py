"""Changes that touch, taken together: "is" → "will be" is two edits, but one matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import EditKind
from onrecord.trace.changes import Change, Differences

SHORT = 5  # words; in a longer edit a number or a "not" may belong to a clause that is gone whole


@dataclass(frozen=True, slots=True)
class Run:
    """Changes with nothing that pairs between them."""

    changes: tuple[Change, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """The record's words."""
        return tuple(word for change in self.changes for word in change.said)

    @property
    def quoted(self) -> tuple[str, ...]:
        """The quote's words."""
        return tuple(word for change in self.changes for word in change.quoted)


def size(change: Change | Run) -> int:
    """How many words the longer side has."""
    return max(len(change.said), len(change.quoted))


def short(diffs: Differences) -> Iterator[Change]:
    """The changes of a few words within what pairs, or in place of the record's words at its edge."""
    for change in diffs.changes:
        inside = not change.at_edge or change.edit.kind is EditKind.REPLACED
        if inside and size(change) <= SHORT and not change.repeated:
            yield change


def within(diffs: Differences) -> Iterator[Run]:
    """The runs of a few words that change the wording and own up to it by no bracket."""
    for run in _runs(diffs):
        first = run.changes[0]
        idle = any(change.bracketed or change.respelt or change.repeated for change in run.changes)
        outside = len(run.changes) == 1 and first.at_edge and first.edit.kind is EditKind.INSERTED
        if not idle and not (outside and size(first) > SHORT) and size(run) <= SHORT:
            yield run


def _runs(diffs: Differences) -> Iterator[Run]:
    changes, held = iter(diffs.changes), list[Change]()
    for edit in diffs.alignment.edits:
        if edit.kind is not EditKind.EQUAL:
            held.append(next(changes))
        elif held:
            yield Run(tuple(held))
            held = []
    if held:
        yield Run(tuple(held))
