"""Two pages side by side: what both carry, what only one does, and what was changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.page import Span
from onrecord.model.reading import Reading
from onrecord.model.tracing import Alignment, Drift, Severity


class Change(StrEnum):
    """How a statement, or another stretch, of the second page stands to one of the first."""

    SAME = "same"
    REWORDED = "reworded"
    SOURCE = "source"  # attributed to another
    MODE = "mode"  # a quote became a paraphrase, or the other way; other words stand in quotation marks
    CUE = "cue"  # said became claimed
    NAMING = "naming"  # the same source, named otherwise
    SETTING = "setting"  # another time, addressee or occasion
    NESTING = "nesting"  # said by itself on one page, within another's words on the other
    MOVED = "moved"
    CAME = "came"  # only the second page has it
    WENT = "went"  # only the first page has it
    UNSOURCED = "unsourced"  # both have the words; only one ties a source to them
    WITHIN = "within"  # both have the words; on one page they are part of another statement


# What a change means to a reader by itself; where words differ, their drift says more.
GRAVITY: dict[Change, Severity] = {
    Change.SAME: Severity.NONE,
    Change.REWORDED: Severity.COSMETIC,
    Change.SOURCE: Severity.GRAVE,
    Change.MODE: Severity.NOTABLE,
    Change.CUE: Severity.NOTABLE,
    Change.NAMING: Severity.COSMETIC,
    Change.SETTING: Severity.NOTABLE,
    Change.NESTING: Severity.NOTABLE,
    Change.MOVED: Severity.COSMETIC,
    Change.CAME: Severity.NOTABLE,
    Change.WENT: Severity.NOTABLE,
    Change.UNSOURCED: Severity.NOTABLE,
    Change.WITHIN: Severity.COSMETIC,
}
_RISING = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement of the first page and the one of the second that answers to it; one may be None.

    ``first`` and ``second`` are ids of attributions. ``alignment`` is there where the words differ: its
    ``quote_span`` are on the second page, its ``record_span`` on the first, and ``drift`` leads from
    the first to the second. ``reasons`` say what was changed, in words for a reader.
    """

    first: str | None
    second: str | None
    changes: tuple[Change, ...]
    alignment: Alignment | None = None
    drift: tuple[Drift, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """The gravest of its changes and of its drift."""
        return _gravest(self.changes, self.drift)


class Place(StrEnum):
    """Where two captures of one page differ beside their statements."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    PUBLISHED = "published"
    UPDATED = "updated"
    CAPTION = "caption"
    VOICE = "own-voice"
    AROUND = "around"  # the words around a statement: when, to whom, on what occasion


@dataclass(frozen=True, slots=True)
class Revision:
    """A stretch beside the statements that one capture of a page has otherwise than the other.

    ``first`` and ``second`` are its words, None where a page has none; the spans are None where they
    stand in no text of the page. Alignment and drift are as in `Pair`.
    """

    place: Place
    change: Change
    first: str | None
    second: str | None
    first_span: Span | None = None
    second_span: Span | None = None
    alignment: Alignment | None = None
    drift: tuple[Drift, ...] = ()

    @property
    def severity(self) -> Severity:
        """The gravest of its change and its drift; a stamp is cosmetic, another headline is notable."""
        if self.place in (Place.PUBLISHED, Place.UPDATED):
            return Severity.COSMETIC
        found = _gravest((self.change,), self.drift)
        return Severity.NOTABLE if self.place is Place.HEADLINE and found is Severity.COSMETIC else found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings, statement by statement.

    ``pairs`` hold every statement of both exactly once: those of the first in its order, then those
    that only the second has. ``revisions`` are there only where both are captures of one page
    (``is_same_page``); ``reasons`` say why they are taken for that, or are not.
    """

    first: Reading
    second: Reading
    pairs: tuple[Pair, ...]
    revisions: tuple[Revision, ...] = ()
    is_same_page: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """The gravest of all that differs; of two pages, of what both carry."""
        return max(self._severities(), key=_RISING.index, default=Severity.NONE)

    def _severities(self) -> Iterator[Severity]:
        for pair in self.pairs:
            if self.is_same_page or (pair.first and pair.second):
                yield pair.severity
        yield from (revision.severity for revision in self.revisions)


def _gravest(changes: tuple[Change, ...], drift: tuple[Drift, ...]) -> Severity:
    found = [GRAVITY[change] for change in changes] + [d.severity for d in drift]
    return max(found, key=_RISING.index, default=Severity.NONE)
