"""What proves a kind of drift: an edit, how it is shown to a reader, and whether it weighs little."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Edit, EditKind
from onrecord.trace.changes import Change
from onrecord.trace.drift.lexicon import LIGHT

_LONGEST = 8  # words shown of one side; of more, the first and the last


@dataclass(frozen=True, slots=True)
class Proof:
    """One edit that proves a kind.

    Attributes:
        edit: the edit; of a passage's surroundings, a deletion of words that the alignment leaves out.
        shown: the edit in words; empty where there is nothing to show.
        light: only words that carry little have changed.
        owned: brackets show the reader that the words which prove it are the outlet's own.
    """

    edit: Edit
    shown: str = ""
    light: bool = False
    owned: bool = False


def prove(change: Change, *, light: bool | None = None, owned: bool = False) -> Proof:
    """A change as a proof; ``light`` where a rule knows it better than the words do."""
    shown = f"{_show(change)}, in brackets" if owned else _show(change)
    return Proof(change.edit, shown, _is_light(change) if light is None else light, owned)


def shorten(words: Sequence[str]) -> str:
    """Words in quotation marks, the middle of many left out.

    Example:
        >>> shorten("if the council agrees".split())
        '“if the council agrees”'
    """
    shown = words if len(words) <= _LONGEST else (*words[:4], "…", *words[-3:])
    return f"“{' '.join(shown)}”"


def _show(change: Change) -> str:
    said, quoted = shorten(change.said_text.split()), shorten(change.quoted_text.split())
    if change.edit.kind is EditKind.REPLACED:
        return f"{quoted} for {said}"
    return f"{said} is missing" if change.edit.kind is EditKind.DELETED else f"{quoted} is added"


def _is_light(change: Change) -> bool:
    """Whether only words that carry little have changed, or the same is written otherwise."""
    if change.respelt:
        return True
    return not change.others and LIGHT.issuperset(change.said) and LIGHT.issuperset(change.quoted)
