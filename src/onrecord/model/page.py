"""A page as captured, a record, and the stretches of their texts."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Code points ``start`` to ``end``, end excluded, of one text (W3C TextPositionSelector)."""

    start: int
    end: int


Spans = tuple[Span, ...]


class PartKind(StrEnum):
    """What a stretch of a page is."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    PUBLISHED = "published"
    UPDATED = "updated"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"
    BODY = "body"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page; ``value`` is its meaning where it has one (an ISO 8601 time, a name).

    A ``quotation`` is what the page itself sets off as quoted, and its value who signs it there.
    """

    kind: PartKind
    span: Span
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words in a transcript, without the label that names the speaker."""

    speaker: str
    span: Span


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as captured once.

    For plain text ``text`` is the file's text unchanged; for HTML it is the text that was read
    from the page. ``parts`` are in the order of the text and do not overlap, except that a
    ``published`` or ``updated`` stamp may stand within another part, and that a ``quotation`` lies
    over the body that it sets off, perhaps within another. Times are ISO 8601 with zone.
    """

    id: str
    text: str
    parts: tuple[Part, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline_place: str | None = None
    dateline_agency: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    captured: str | None = None

    @property
    def sha256(self) -> str:
        """The hash of the text: the page's identity, whatever is concluded about it."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def day(self) -> str | None:
        """The day on which it was published (YYYY-MM-DD), None where that is not told."""
        return (self.published or "")[:10] or None

    def spans_of(self, *kinds: PartKind) -> Spans:
        """The spans of the parts of these kinds, in the order of the text."""
        return tuple(p.span for p in self.parts if p.kind in kinds)


@dataclass(frozen=True, slots=True)
class Record:
    """A document that holds a speaker's own words: the privileged witness, not the truth.

    ``turns`` is empty where the record does not tell its speakers apart; then ``speakers`` are
    those of the whole. ``date`` is ISO 8601, a day or a time.
    """

    id: str
    text: str
    turns: tuple[Turn, ...] = ()
    speakers: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None
    genre: str | None = None
    url: str | None = None
