"""A statement that is attributed, and who is meant by its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.page import Span, Spans

MAX_DEPTH = 12  # of nesting that is shown; deeper is no reader's notion of a page


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


def chain_of(attrib: Attribution, by_id: Mapping[str, Attribution]) -> tuple[Attribution, ...]:
    """The statement and those it is told through, from the innermost to the outermost.

    A parent that is missing, or met again, ends the chain.

    Example:
        >>> a = Attribution("a", (), (), ())
        >>> b = Attribution("b", (), (), (), parent="a")
        >>> [link.id for link in chain_of(b, {"a": a, "b": b})]
        ['b', 'a']
    """
    chain = [attrib]
    met = {attrib.id}
    while (up := by_id.get(chain[-1].parent or "")) is not None and up.id not in met:
        if len(chain) > MAX_DEPTH:
            break
        chain.append(up)
        met.add(up.id)
    return tuple(chain)
