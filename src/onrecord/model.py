"""The nouns: what On Record reads, finds and says. Frozen, typed, no I/O.

All offsets are code points into the ``text`` of the Snapshot or Record they speak of, end
excluded, so that ``snap.text[span.start:span.end]`` is what is shown.
"""

import hashlib
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page; ``value`` is its meaning where it has one (an ISO 8601 time, a name)."""

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
    ``published`` or ``updated`` stamp may stand within another part. Times are ISO 8601 with zone.
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


class Mode(StrEnum):
    """Whose words a content claims to be."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class EntityKind(StrEnum):
    """What sort of source is meant."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entity:
    """Who is meant by a source. ``name`` is None where the page does not say.

    ``mention`` is the stretch of the page that the name was taken from; ``reasons`` say how the
    source was tied to it, in words for a reader.
    """

    name: str | None
    kind: EntityKind
    role: str | None = None
    mention: Span | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and from when to when it was held: ISO days, months or years; None where open."""

    title: str
    since: str | None = None
    until: str | None = None

    def is_held_on(self, day: str) -> bool:
        """Whether the office was held on an ISO day; a month or year counts from its first to its last."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of a table of known people, bodies and offices."""

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


class CueKind(StrEnum):
    """What a cue says that the source does."""

    SAYS = "says"
    CLAIMS = "claims"
    DENIES = "denies"
    ADMITS = "admits"
    WARNS = "warns"
    PROMISES = "promises"
    DEMANDS = "demands"
    ASKS = "asks"
    ANSWERS = "answers"
    AGREES = "agrees"
    OBJECTS = "objects"
    BELIEVES = "believes"
    WANTS = "wants"
    DOUBTS = "doubts"
    REFUSES = "refuses"
    SHOWS = "shows"
    OTHER = "other"


class Stance(StrEnum):
    """Whether a cue leaves the content to its source, stands off from it, or takes it for true."""

    NEUTRAL = "neutral"
    DISTANCING = "distancing"
    ENDORSING = "endorsing"


class Polarity(StrEnum):
    """Whether the source affirms the content, denies it, or neither: asks it, doubts it, did not say it."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Someone is said to have said something (PARC, PolNeAR).

    ``source``, ``cue`` and ``content`` are each a list of spans, for they can be broken up;
    ``quoted`` are the stretches of the content claimed as verbatim, marks excluded. ``parent``
    is the id of the attribution inside whose content this one stands. ``day`` is what ``when``
    comes to, seen from the page's own day: ISO 8601, a day, a week, a month or a year.
    ``imputed``: what someone else says the source's words amount to. ``assent``: the content is a
    question's proposition that the source agreed to, in the asker's words. ``about``: the id of the
    statement that this one answers, denies or is made of, where its words say so.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    quoted: Spans = ()
    mode: Mode = Mode.INDIRECT
    parent: str | None = None
    entity: Entity | None = None
    addressee: Span | None = None
    when: Span | None = None
    day: str | None = None
    occasion: Span | None = None
    kind: CueKind = CueKind.OTHER
    stance: Stance = Stance.NEUTRAL
    polarity: Polarity = Polarity.AFFIRMED
    imputed: bool = False
    assent: bool = False
    about: str | None = None
    confidence: float = 0.0


class EditKind(StrEnum):
    """How a stretch of the quote differs from the stretch of the record it is paired with."""

    EQUAL = "equal"
    DELETED = "deleted"  # in the record, not in the quote
    INSERTED = "inserted"  # in the quote, not in the record
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of an alignment; an empty span stands where nothing is paired.

    ``quote_span`` is on the text that holds the quote, ``record_span`` on the record's.
    """

    kind: EditKind
    quote_span: Span
    record_span: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quote and a record's passage pair, word by word; the edits rebuild both.

    ``record_spans`` has more than one span where the quote is spliced, in the quote's order.
    ``similarity`` is 0 to 1: the share of words that pair, of both sides.
    """

    record_spans: Spans
    edits: tuple[Edit, ...]
    similarity: float


class Severity(StrEnum):
    """How much a difference matters to a reader; in rising order."""

    NONE = "none"
    COSMETIC = "cosmetic"
    NOTABLE = "notable"
    GRAVE = "grave"


@dataclass(frozen=True, slots=True)
class Drift:
    """What edits amount to, how grave, and the edits that prove it."""

    kind: str
    severity: Severity
    edits: tuple[Edit, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a record: who spoke it, when, and what stood before and after."""

    record: str
    spans: Spans
    text: str
    before: str = ""
    after: str = ""
    speaker: str | None = None
    date: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found for one quote in the records, or that nothing was.

    ``span`` is the stretch of the page that was looked for. ``passage`` and ``alignment`` are
    None where nothing was found among the ``searched`` records. ``score`` is 0 to 1, ``reasons``
    say what speaks for and against it; ``others`` are passages that fit as well or nearly so.
    """

    span: Span
    searched: int
    passage: Passage | None = None
    alignment: Alignment | None = None
    drift: tuple[Drift, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    others: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page taken apart: its statements, where the outlet speaks itself, and what was traced.

    ``judgements`` are the words within ``own_voice`` by which the outlet judges, ``contestable`` those
    of its spans that assert more than a scene. ``headline_basis`` is the id of the statement that the
    headline rests on, None where it rests on none. ``traces`` maps an attribution's id to the traces
    of its quotes, in the order of the page.
    """

    snap: Snapshot
    attributions: tuple[Attribution, ...] = ()
    own_voice: Spans = ()
    judgements: Spans = ()
    contestable: Spans = ()
    headline_basis: str | None = None
    traces: dict[str, tuple[Trace, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something a step would not take, and why: one line, fit to be shown."""

    item: str
    reason: str
