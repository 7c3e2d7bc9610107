"""What a ledger holds, and what it answers: captures, hits, speakers, judgements, doubts.

A ``key`` is a permalink: 16 hexadecimal digits of a hash of what was observed. It stays the same
whatever is concluded later.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from onrecord.model.page import Span
from onrecord.model.reading import Reading
from onrecord.model.statement import CueKind, EntityKind, Mode


@dataclass(frozen=True, slots=True)
class Method:
    """How a run concludes: the version, and whatever else decides its result."""

    version: str
    settings: dict[str, Any]


class Outcome(StrEnum):
    """What became of a page that was added."""

    NEW_PAGE = "new page"
    NEW_CAPTURE = "new capture"  # of a page that the ledger has with another text
    CHANGED_BACK = "changed back"  # to a text that the page had before its latest one
    READ_AGAIN = "read again"  # the same capture, concluded upon by another method
    TRACED_AGAIN = "traced again"  # the same reading, looked for in other records
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done with one page. ``previous`` is the key of the capture whose text it had until now."""

    key: str
    outcome: Outcome
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One text of a document, without the text itself. Times are ISO 8601.

    ``added`` is when the ledger first had it, ``seen`` when the document took it on last: later where it had
    another meanwhile. ``is_superseded``: the document has taken on another text since.
    """

    key: str
    document: str
    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    captured: str | None
    added: str
    statements: int = 0
    seen: str = ""
    is_superseded: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """That a document took on a text, the one of the capture ``key``: noted ``at``, and ``captured`` when."""

    key: str
    at: str
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A capture with what the ledger now concludes of it.

    ``keys`` give each attribution's permalink by its id on the page. ``method`` and ``read`` say how
    and when it was taken apart; ``searched`` is the digest of the records that its quotes were looked
    for in and ``traced`` when that was, None where they were not. Times are ISO 8601, in UTC.
    """

    capture: Capture
    reading: Reading
    keys: dict[str, str]
    method: str
    read: str
    searched: str | None = None
    traced: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement of the ledger, as lists show it.

    ``state`` is a severity, "not-found" where it was looked for in vain, or "untraced". ``drift`` are
    kinds, ``records`` the ids of the records that it was traced to. ``words`` are its content's.
    ``is_superseded``: the page has taken on another text since.
    """

    key: str
    capture: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    speaker: str | None
    speaker_key: str | None
    source: str
    words: str
    mode: Mode
    kind: CueKind
    state: str
    drift: tuple[str, ...]
    records: tuple[str, ...]
    parent: str | None
    day: str | None
    confidence: float
    is_superseded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for; None leaves it open. Days are ISO 8601, both included.

    ``text``: words that must all be there, those between quotation marks in that order. ``speaker`` is
    a speaker's key or name; ``record`` a record's id.
    """

    text: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    mode: Mode | None = None
    kind: CueKind | None = None
    state: str | None = None
    drift: str | None = None
    record: str | None = None
    capture: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A stretch of the statements that answer a query, best first where ``ranked``, else the latest first.

    ``next`` is the cursor of what comes after, None at the end. ``respelt`` are words that no statement
    has, each with those that were looked for instead.
    """

    hits: tuple[Hit, ...]
    next: str | None = None
    ranked: bool = False
    respelt: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone whom statements are ascribed to, by the name that pages give.

    ``merged`` are the keys of the names that people judged to be the same one's.
    """

    key: str
    name: str
    kind: EntityKind
    statements: int = 0
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """How a speaker's statements are told: how many in which state, and by which outlets, most first.

    ``names`` are all that are the same one's, the one that stands for all first, each with its own count.
    ``counted`` are the statements that were looked at: of a speaker with very many, the latest.
    """

    names: tuple[Speaker, ...]
    counted: int
    states: dict[str, int]
    outlets: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """A record of the ledger without its text. ``number`` is its permalink within this ledger."""

    number: int
    id: str
    sha256: str
    title: str | None
    date: str | None
    url: str | None
    speakers: tuple[str, ...]
    current: bool
    quoted: int = 0


class RecordsKept(NamedTuple):
    """What was done with records. ``changed`` are the ids of those that replaced a version before."""

    added: int  # new or changed
    there: int
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of a record that a statement was traced to."""

    statement: str
    span: Span
    severity: str
    outlet: str | None
    published: str | None


class Target(StrEnum):
    """What a judgement is about."""

    STATEMENT = "statement"  # whether it is a statement at all, and rightly cut out
    SOURCE = "source"  # whether the speaker is the one meant
    TRACE = "trace"  # whether the passage is where the words come from
    DRIFT = "drift"  # whether the drift is as named
    SPEAKER = "speaker"  # whether two names are one speaker's


class Verdict(StrEnum):
    """What a person decided: the finding and the truth are the same, different, or it cannot be told."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a finding: appended, never overwritten.

    ``of`` is the key of the statement or speaker. ``value`` is what goes with the verdict: the other
    speaker's key of a merge, the right name of a source, the right kind of drift; ``kind`` what sort of
    source that is. ``undone`` is the id of the judgement that took it back; ``undoes`` that of the one that
    it takes back itself. ``place`` is where the statement stands on its page: a later reading may cut it
    otherwise, and the judgement goes with it.
    """

    id: int
    at: str
    author: str
    target: Target
    of: str
    verdict: Verdict
    value: str | None = None
    reason: str = ""
    undoes: int | None = None
    undone: int | None = None
    place: Span | None = None
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that a person should look at, and why; ``weight`` is 0 to 1, the most doubtful first."""

    hit: Hit
    target: Target
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a ledger that is not as it should be, and whether it has been put right."""

    item: str
    reason: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds."""

    pages: int
    captures: int
    statements: int
    speakers: int
    records: int
    judgements: int
