"""Pages taken apart by hand, of made-up people and outlets: the tagger is not needed to test what is kept."""

import hashlib
import re
from collections.abc import Sequence

from onrecord.ledger import Ledger
from onrecord.model import (
    Alignment,
    Attribution,
    CueKind,
    Drift,
    Edit,
    EditKind,
    Entity,
    EntityKind,
    Hit,
    Method,
    Mode,
    Passage,
    Query,
    Reading,
    Record,
    Severity,
    Snapshot,
    Span,
    Trace,
    Turn,
)

METHOD = Method("1", {"tagger": "by hand"})
BETTER = Method("2", {"tagger": "by hand, once more"})
SEARCHED = "a" * 64  # the digest of some records

_LINE = re.compile(r"(?P<who>[^:\n]+): (?P<said>[^\n]+)")


def make_reading(
    text: str,
    id: str = "a1",  # noqa: A002
    traces: dict[int, Sequence[Trace]] | None = None,
    moved: int = 0,
    **meta: str | None,
) -> Reading:
    """Takes a page apart that has one statement a line: "Ada Crane: The ferry stays".

    Words between “ and ” make it direct. `traces` go by the statement's place on the page, `moved` leaves so
    many code points of each content away.
    """
    snap = Snapshot(
        id=id, text=text, **{"outlet": "The Harbour Post", "published": "2031-05-02T09:00:00Z", **meta}
    )
    attribs = tuple(_attribute(match, moved) for match in _LINE.finditer(text))
    placed = {attribs[at].id: tuple(found) for at, found in (traces or {}).items()}
    return Reading(snap, attribs, own_voice=(Span(0, 0),), traces=placed)


def _attribute(match: re.Match[str], moved: int) -> Attribution:
    source, content = Span(*match.span("who")), Span(match.start("said"), match.end("said") - moved)
    is_quote = "“" in match["said"]
    name = match["who"]
    kind = EntityKind.ANONYMOUS if name.startswith("an ") else EntityKind.PERSON
    return Attribution(
        id=hashlib.sha256(repr((source, content, match.string)).encode()).hexdigest()[:12],
        source=(source,),
        cue=(),
        content=(content,),
        quoted=(content,) if is_quote else (),
        mode=Mode.DIRECT if is_quote else Mode.INDIRECT,
        entity=Entity(name if kind is EntityKind.PERSON else None, kind, reasons=("named in full",)),
        kind=CueKind.WARNS if "danger" in match["said"] else CueKind.SAYS,
        confidence=0.4 if "perhaps" in match["said"] else 0.9,
    )


def found_in(record: str, start: int, end: int, *drift: tuple[str, Severity], score: float = 0.95) -> Trace:
    """A trace to a stretch of a record, with what the page did to the words."""
    edit = Edit(EditKind.EQUAL, Span(0, 1), Span(start, end))
    return Trace(
        Span(0, 1),
        12,
        Passage(record, (Span(start, end),), "…", speaker="ADA CRANE"),
        Alignment((Span(start, end),), (edit,), 0.9),
        tuple(Drift(kind, severity, label=kind) for kind, severity in drift),
        score=score,
    )


def not_found() -> Trace:
    """A quote that was looked for in vain."""
    return Trace(Span(0, 1), 12, reasons=("no passage of these 12 records shares its words",))


def make_record(
    key: str, said: str = "The ferry stays, whatever it costs.", date: str = "2031-05-01"
) -> Record:
    """A transcript of one turn."""
    text = f"ADA CRANE: {said}"
    return Record(key, text, (Turn("ADA CRANE", Span(11, len(text))),), ("ADA CRANE",), date=date)


FERRY = """Ada Crane: “The ferry stays, whatever it costs”
Bo Winter: the harbour is in danger of silting up
an official: the council would perhaps vote in June
Ada Crane: nobody had asked the fishermen
"""
SCHOOL = """Cleo Marsh: “The school will not close”
Bo Winter: the council will pay for the roof by the end of May
"""


def all_hits(ledger: Ledger, query: Query = Query(), limit: int = 200) -> list[Hit]:  # noqa: B008 - it is frozen
    """All statements that answer a query, page by page."""
    hits, cursor = [], None
    while True:
        answer = ledger.search(query, limit=limit, cursor=cursor)
        hits += answer.hits
        cursor = answer.next
        if cursor is None:
            return hits
