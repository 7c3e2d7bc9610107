"""What is asked of the API: the fields of addresses and bodies, with their bounds, as they are told."""

from enum import StrEnum
from typing import Annotated, Self

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from onrecord.export import TABLES
from onrecord.ledger import MOST
from onrecord.ledger.codec import MAX_NAME as LONGEST_NAME
from onrecord.ledger.cursors import MAX_CURSOR
from onrecord.model import CueKind, EntityKind, Mode, Query, Target, Verdict
from onrecord.pipeline.ask import MAX_FACT, AskKind
from onrecord.show.words import STATES
from onrecord.text.dates import is_date
from onrecord.trace.drift import TAXONOMY

MAX_WORDS = 2000  # characters of a query: the ledger cuts statements there, too
MAX_NAME = 300  # characters of a name
MOST_TURNS = 100_000  # of a record: a parliament's week
MAX_ID = 2**31 - 1  # of a record or judgement in a list; a ledger has no more of them


def _check_day(day: str) -> str:
    if not is_date(day):
        raise ValueError("is no day: write it as 2024-11-30, or the month or year of it")
    return day


Day = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", examples=["2024-11"]),
    AfterValidator(_check_day),
]
CaptureKey = Annotated[str, Path(description="A capture's key.")]
StatementKey = Annotated[str, Path(description="A statement's key.")]
SpeakerKey = Annotated[str, Path(description="The key of any of a speaker's names.")]
QuestionId = Annotated[str, Path(description="A question's id, as its answer has it.")]
Offset = Annotated[int, Field(ge=0, le=MAX_ID, strict=True)]
RecordNumber = Annotated[int, Path(ge=1, le=MAX_ID, description="A record's number in this ledger.")]
JudgementId = Annotated[int, Path(ge=1, le=MAX_ID, description="A judgement's id.")]
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
RecordId = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
Words = Annotated[str, Field(min_length=1, max_length=MAX_WORDS)]
State = StrEnum("State", {name: name for name in STATES})  # type: ignore[misc]
Drift = StrEnum("Drift", {name: name for name in TAXONOMY})  # type: ignore[misc]
Table = StrEnum("Table", {name: name for name in TABLES})  # type: ignore[misc]


class Asked(BaseModel):
    """Fields of an address or a body; what it does not know it refuses, rather than to leave it unheeded."""

    model_config = ConfigDict(extra="forbid")


class Stretch(Asked):
    """Which stretch of a list."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most.")] = 20
    cursor: Annotated[
        str | None,
        Field(
            min_length=1, max_length=MAX_CURSOR, description="`next` of the stretch before; none to begin."
        ),
    ] = None


class Narrow(Asked):
    """What narrows statements down, whoever's; what is left out leaves it open."""

    q: Annotated[
        Words | None,
        Field(description="Words that must all be there; those between quotation marks in that order."),
    ] = None
    outlet: Annotated[Name | None, Field(description="The outlet, as its pages name it.")] = None
    since: Annotated[Day | None, Field(description="Published on this day, month or year, or later.")] = None
    until: Annotated[Day | None, Field(description="Published on this day, month or year, or before.")] = None
    mode: Annotated[Mode | None, Field(description="Whose words they claim to be.")] = None
    kind: Annotated[CueKind | None, Field(description="What the cue says that the source does.")] = None
    state: Annotated[State | None, Field(description="What became of the gravest of its quotes.")] = None
    drift: Annotated[Drift | None, Field(description="A kind of drift that one of its quotes shows.")] = None
    record: Annotated[RecordId | None, Field(description="The id of a record that it was traced to.")] = None
    capture: Annotated[
        str | None, Field(pattern="^[0-9a-f]{16}$", description="The key of the capture that it stands on.")
    ] = None

    @property
    def query(self) -> Query:
        """The same as the ledger takes it."""
        told = self.model_dump(include=Filters.model_fields.keys() - {"q"})
        return Query(self.q, **told)


class Filters(Narrow):
    """What narrows statements down."""

    speaker: Annotated[Name | None, Field(description="A speaker's key, or a name.")] = None


class SearchOne(Narrow, Stretch):
    """What is searched for among one speaker's statements."""


class Search(Filters, Stretch):
    """What is searched for, and which stretch of what is found."""


class TableOf(Filters):
    """What a table is of."""

    table: Annotated[Table, Field(description="What a row is: a statement, or what became of one quote.")] = (
        Table("statements")
    )


class Like(Asked):
    """A quote, perhaps misremembered."""

    q: Annotated[Words, Field(description="The words as they are remembered.", examples=["the ferry stays"])]
    limit: Annotated[int, Field(ge=1, le=50, description="How many at most.")] = 20


class NameLike(Stretch):
    """Part of a name, and which stretch of those who go by it."""

    q: Annotated[Name | None, Field(description="Words that stand in the name.")] = None


class Doubtful(Stretch):
    """Which part of the queue."""

    target: Annotated[Target | None, Field(description="Only doubts about this.")] = None


class Judged(Stretch):
    """Which judgements."""

    of: Annotated[
        str | None,
        Field(pattern="^[0-9a-f]{16}$", description="Only those of the statement or speaker with this key."),
    ] = None


class NewJudgement(Asked):
    """What a person decided about a finding."""

    of: Annotated[str, Field(min_length=1, max_length=40, description="The key of the statement or speaker.")]
    target: Annotated[Target, Field(description="What is judged of it.")]
    verdict: Annotated[Verdict, Field(description="Whether finding and truth are the same.")]
    author: Annotated[str, Field(min_length=1, max_length=200, description="Who judges.")]
    value: Annotated[
        str | None,
        Field(
            max_length=MAX_NAME,
            description="The other speaker's key, the right name of a source, or the right kind of drift.",
        ),
    ] = None
    kind: Annotated[
        EntityKind | None,
        Field(description="What sort of source that is; told by its name where it is left out."),
    ] = None
    reason: Annotated[str, Field(max_length=2000, description="Why.")] = ""
    seen: Annotated[
        int | None,
        Field(
            ge=0,
            le=MAX_ID,
            strict=True,
            description="The latest judgement that the author knew of, 0 for none.",
        ),
    ] = None

    @model_validator(mode="after")
    def _check_value(self) -> Self:
        is_named = self.target is Target.SOURCE and self.verdict is Verdict.DIFFERENT
        is_drift = self.target is Target.DRIFT and self.verdict is Verdict.DIFFERENT
        if self.target is Target.SPEAKER and not self.value:
            raise ValueError("of two names the key of the other is needed, too: give it as value")
        if self.value and self.target is not Target.SPEAKER and not (is_named or is_drift):
            raise ValueError("value goes with a speaker, or a source or drift that is another: leave it out")
        if self.kind and not (is_named and self.value):
            raise ValueError("kind goes with the name of a source: leave it out, or give the name as value")
        return self


class Undoing(Asked):
    """Who takes a judgement back, and why."""

    author: Annotated[str, Field(min_length=1, max_length=200, description="Who takes it back.")]
    reason: Annotated[str, Field(max_length=2000, description="Why.")] = ""


class NewQuestion(Asked):
    """Something to be looked into."""

    words: Annotated[str, Field(min_length=1, description="A quote, the address of a page, or a text.")]
    kind: Annotated[AskKind | None, Field(description="What the words are; told by rule if left out.")] = None
    speaker: Annotated[str, Field(max_length=MAX_FACT, description="Who is said to have said a quote.")] = ""
    date: Annotated[str, Field(max_length=MAX_FACT, description="When it was quoted, YYYY-MM-DD.")] = ""


class PageAt(Asked):
    """A page at a public address, to be fetched."""

    url: Annotated[
        str,
        Field(
            min_length=1, max_length=2000, description="Its address.", examples=["https://news.example/ferry"]
        ),
    ]


class PageText(Asked):
    """A page itself."""

    text: Annotated[
        str, Field(min_length=1, description="Plain text; or HTML, which tells title and outlet.")
    ]


class PageObject(BaseModel):
    """What is known of a page; the other keys of `onrecord/1` are let pass, for it is read anew."""

    id: Annotated[Name, Field(description="What it is called in results.")]
    text: Annotated[str, Field(min_length=1, description="Plain text, taken as it is.")]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    captured: str | None = None


class PageKnown(Asked):
    """A page with what is known of it."""

    page: Annotated[
        PageObject, Field(description="A page of `onrecord/1`, or `id` and `text` with what is known beside.")
    ]


class NewTurn(Asked):
    """A stretch of a record in one speaker's words, as a record is given, too."""

    speaker: Annotated[str, Field(max_length=MAX_NAME, description="Who speaks.")]
    span: Annotated[
        tuple[Offset, Offset],
        Field(description="From which character of the text on, and before which."),
    ]


class NewRecord(Asked):
    """A text in the speakers' own words."""

    id: Annotated[
        RecordId, Field(description="What it is called in results; a record of this id is replaced.")
    ]
    text: Annotated[str, Field(min_length=1, description="Lines that begin with NAME: tell who speaks.")]
    turns: Annotated[
        list[NewTurn] | None,
        Field(max_length=MOST_TURNS, description="Who speaks where, in place of what the lines tell."),
    ] = None
    title: Annotated[Name | None, Field(description="What it is.")] = None
    date: Annotated[Day | None, Field(description="When it was said.")] = None
    url: Annotated[str | None, Field(max_length=2000, description="Where it stands; not fetched.")] = None
    speaker: Annotated[Name | None, Field(description="Whose words, where the text tells none apart.")] = None
