"""What the API answers with, as it is told to programs: the nouns, in lists and with what belongs to them."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, WithJsonSchema

from onrecord.ledger import MOST_DOUBTS
from onrecord.model import (
    Capture,
    Counts,
    Doubt,
    HeldRecord,
    Hit,
    Judgement,
    Kept,
    News,
    Quotation,
    Sighting,
    Span,
    Speaker,
    Watched,
)
from onrecord.pipeline.ask import AskKind
from onrecord.web.jobs import Stage

FORMAT = "x-format"  # stands for a part of one of our formats until the document is put together


def of_format(name: str, part: str = "") -> dict[str, str]:
    """The schema of what stands in one of our formats (``onrecord-1``), or a part of it (``page``)."""
    return {FORMAT: f"{name}.{part}" if part else name}


Page = Annotated[dict[str, Any], WithJsonSchema(of_format("onrecord-1", "page"))]
Stemma = Annotated[dict[str, Any], WithJsonSchema(of_format("onrecord-descent-1", "stemma"))]
Next = Annotated[str | None, Field(description="The cursor of what comes after; null at the end.")]


class Problem(BaseModel):
    """What is wrong (RFC 9457)."""

    type: Annotated[str, Field(description="urn:onrecord:problem: and the code.")]
    title: Annotated[str, Field(description="The status in words.")]
    status: Annotated[int, Field(description="The HTTP status.")]
    detail: Annotated[str, Field(description="One line: what is wrong, and what to do.")]
    code: Annotated[str, Field(description="The problem's name, which does not change.")]
    errors: Annotated[
        list["Fault"], Field(description="What is wrong where in the request; only there if that is known.")
    ] = []


class Fault(BaseModel):
    """Something in a request that is not as it should be."""

    where: str
    reason: str


class Root(BaseModel):
    """What this is, and how much it holds."""

    version: Annotated[str, Field(description="The version of On Record that runs.")]
    counts: Counts


class Captures(BaseModel):
    """Captures of pages."""

    captures: list[Capture]
    next: Next = None


class NewsList(BaseModel):
    """Captures as they came in; one with `previous` and no `notice` was changed, and does not say so."""

    news: list[News]
    next: Next


class WatchedList(BaseModel):
    """What is watched, in the order in which it was named."""

    watched: list[Watched]


class History(BaseModel):
    """The captures of one page, and when it had which text."""

    captures: Annotated[list[Capture], Field(description="The one whose text it has now last.")]
    history: Annotated[list[Sighting], Field(description="A text that came back is named again.")]


class HeldPage(BaseModel):
    """A capture with what is now concluded of it."""

    key: str
    document: Annotated[str, Field(description="What it is a capture of: an address, or outlet and id.")]
    id: Annotated[str, Field(description="What the page was called when it was added.")]
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    captured: str | None
    added: Annotated[str, Field(description="When it was added to the ledger.")]
    statements: int
    seen: Annotated[str, Field(description="When the page took on this text last.")]
    is_superseded: Annotated[bool, Field(description="It has taken on another since.")]
    method: Annotated[str, Field(description="The version of On Record that read it.")]
    read: Annotated[str, Field(description="When.")]
    searched: Annotated[
        str | None, Field(description="Digest of the records that its quotes were looked for in; null: none.")
    ]
    traced: Annotated[str | None, Field(description="When.")]
    keys: Annotated[dict[str, str], Field(description="Each statement's key by its id on the page.")]
    page: Page


class Statements(BaseModel):
    """A stretch of what was found."""

    statements: list[Hit]
    next: Next
    ranked: Annotated[bool, Field(description="True: the best first; false: the latest first.")]
    respelt: Annotated[
        dict[str, list[str]],
        Field(description="Words that no statement has, each with those that were looked for instead."),
    ]


class Alike(BaseModel):
    """A statement, and how like its words are."""

    statement: Hit
    likeness: Annotated[float, Field(ge=0, le=1)]


class Likes(BaseModel):
    """Statements like a quote, the likest first."""

    likes: list[Alike]


class Statement(BaseModel):
    """A statement with all that is known of it."""

    statement: Hit
    page: Annotated[Page, Field(description="Its page with it, those that it stands within, and traces.")]
    judgements: list[Judgement]
    cite: Annotated[str, Field(description="It in a sentence, with its permalink.")]
    records: Annotated[dict[str, int], Field(description="The numbers of its traces' records by their ids.")]


class Family(BaseModel):
    """Who else carries a statement's words."""

    key: str
    members: list[Hit]
    stemma: Annotated[Stemma | None, Field(description="Who may have it from whom: all of it inferred.")]


class Speakers(BaseModel):
    """Speakers, who say most first."""

    speakers: list[Speaker]
    next: Next


class Told(BaseModel):
    """A speaker, and how their statements are told."""

    speaker: Speaker
    names: Annotated[list[Speaker], Field(description="All names that are this one's, each with its count.")]
    counted: Annotated[int, Field(description="The statements that were looked at: the latest of very many.")]
    states: Annotated[dict[str, int], Field(description="How many of them in which state.")]
    outlets: Annotated[list["Telling"], Field(description="How many of them by which outlet, most first.")]


class Telling(BaseModel):
    """How many of a speaker's statements an outlet tells."""

    outlet: str | None
    statements: int


class Records(BaseModel):
    """The records that quotes are looked for in, by number."""

    records: list[HeldRecord]
    next: Next


class Turn(BaseModel):
    """A stretch of a record that one speaker speaks."""

    speaker: str
    span: Span


class Record(BaseModel):
    """A record with its text."""

    number: int
    id: str
    sha256: Annotated[str, Field(description="SHA-256 of the text and of who says which of its words.")]
    title: str | None
    date: str | None
    url: str | None
    speakers: list[str]
    current: Annotated[bool, Field(description="False: another text has its id now.")]
    quoted: Annotated[int, Field(description="How many stretches statements were traced to.")]
    genre: str | None
    text: str
    turns: list[Turn]


class Quotations(BaseModel):
    """The stretches of a record that statements were traced to, in the record's order; 20,000 at most."""

    quotations: list[Quotation]


class Queue(BaseModel):
    """What a person should look at, the most doubtful first."""

    doubts: list[Doubt]
    left: Annotated[
        dict[str, int], Field(description=f"How many by target; {MOST_DOUBTS:,} also where there are more.")
    ]
    next: Next


class Judgements(BaseModel):
    """Judgements, the latest first."""

    judgements: list[Judgement]
    next: Next


class AddedRecord(BaseModel):
    """What became of records that were sent."""

    number: Annotated[int, Field(description="The record's number in this ledger.")]
    is_new: Annotated[bool, Field(description="False: it was there already, as it is.")]


class Answer(BaseModel):
    """How far a question has come, and then its answer."""

    id: str
    kind: AskKind
    stage: Stage
    doing: Annotated[str, Field(description="What is being done, in words.")]
    ahead: Annotated[int, Field(description="How many wait before it.")]
    searched: Annotated[int | None, Field(description="How many records there were to search.")] = None
    kept: Annotated[Kept | None, Field(description="Where a page is in the ledger; null for a quote.")] = None
    page: Annotated[Page | None, Field(description="What was found; null until it is done.")] = None
    error: Annotated[Problem | None, Field(description="Why it failed; null if it did not.")] = None
