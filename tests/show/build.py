"""Readings built by hand, about made-up people, for the tests of what is shown."""

import re
from difflib import SequenceMatcher

from onrecord.model import (
    Alignment,
    Attribution,
    CueKind,
    Drift,
    Edit,
    EditKind,
    Entity,
    EntityKind,
    Mode,
    Part,
    PartKind,
    Passage,
    Polarity,
    Reading,
    Record,
    Severity,
    Snapshot,
    Span,
    Stance,
    Trace,
)

KINDS = {
    "equal": EditKind.EQUAL,
    "delete": EditKind.DELETED,
    "insert": EditKind.INSERTED,
    "replace": EditKind.REPLACED,
}

RECORD = Record(
    id="briefing",
    title="Briefing on the lighthouse",
    date="2024-05-06",
    text=(
        "Good evening. We will not sell the lighthouse to anyone. I said so in April. "
        "The lamp costs us nine crowns a night. Some say ten. The keeper stays until the autumn, "
        "if the roof holds. Thank you."
    ),
)

PAGE = (
    "Mayor to sell lighthouse\n"
    "Published: 6 May 2024\n"
    "PELMOUTH — “We will sell the lighthouse to anyone,” Mayor Ada Crane told reporters on Monday.\n"
    "Photo: J. Fenn/Pelmouth Echo\n"
    "Her deputy, Tom Wick, said that Crane had called it “a fine day for the town”.\n"
    "“The lamp costs us nine crowns a night. The keeper stays until the autumn,” she said.\n"
    "The lighthouse was built in 1871.\n"
)


def at(text: str, words: str, after: int = 0) -> Span:
    """The span of some words of a text."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def trace_to(
    text: str, span: Span, record: Record, *passages: str, drift: tuple[tuple[str, Severity, str], ...] = ()
) -> Trace:
    """A trace of a quote to the passages of a record, aligned word by word."""
    spans = tuple(at(record.text, words) for words in passages)
    quote = [
        Span(m.start(), m.end()) for m in re.finditer(r"\w+", text) if span.start <= m.start() < span.end
    ]
    there = [
        Span(m.start(), m.end())
        for s, e in spans
        for m in re.finditer(r"\w+", record.text)
        if s <= m.start() < e
    ]
    edits = tuple(_edits(text, record.text, quote, there, span.start, spans[0].start))
    paired = sum(len(text[slice(*e.quote_span)].split()) for e in edits if e.kind is EditKind.EQUAL)
    passage = Passage(
        record=record.id,
        spans=spans,
        text=" … ".join(passages),
        before=record.text[: min(s for s, _ in spans)],
        after=record.text[max(e for _, e in spans) :],
        speaker="ADA CRANE",
        date=record.date,
        title=record.title,
    )
    changed = tuple(e for e in edits if e.kind is not EditKind.EQUAL)
    return Trace(
        span=span,
        searched=3,
        passage=passage,
        alignment=Alignment(
            record_spans=spans, edits=edits, similarity=2 * paired / (len(quote) + len(there))
        ),
        drift=tuple(Drift(kind, severity, changed, reason) for kind, severity, reason in drift),
        score=0.9,
        reasons=("the same speaker",),
    )


def _edits(
    text: str, record: str, quote: list[Span], there: list[Span], quote_at: int, record_at: int
) -> list[Edit]:
    words = [text[s:e].lower() for s, e in quote]
    old = [record[s:e].lower() for s, e in there]
    edits = []
    for code, a, b, c, d in SequenceMatcher(None, old, words, autojunk=False).get_opcodes():
        mine = Span(quote[c].start, quote[d - 1].end) if c < d else Span(quote_at, quote_at)
        theirs = Span(there[a].start, there[b - 1].end) if a < b else Span(record_at, record_at)
        if code == "equal" and b - a > 1:  # word by word, so that a splice shows
            edits += [Edit(EditKind.EQUAL, quote[c + i], there[a + i]) for i in range(b - a)]
        else:
            edits.append(Edit(KINDS[code], mine, theirs))
        quote_at, record_at = mine.end, theirs.end
    return edits


def lighthouse(page: str = PAGE) -> Reading:
    """A reading with a lost negation, a splice, a nested statement and a quote not found."""
    lost = at(page, "We will sell the lighthouse to anyone,")
    wick = at(page, "Her deputy, Tom Wick")
    told = at(page, "that ", wick.end)
    fine = at(page, "a fine day for the town")
    lamp = at(page, "The lamp costs us nine crowns a night. The keeper stays until the autumn,")
    crane = Entity("Ada Crane", EntityKind.PERSON, "Mayor", at(page, "Ada Crane"), ("named in full",))
    attribs = (
        Attribution(
            id="s1",
            source=(at(page, "Mayor Ada Crane"),),
            cue=(at(page, "told"),),
            content=(Span(lost.start - 1, lost.end + 1),),
            quoted=(lost,),
            mode=Mode.DIRECT,
            entity=crane,
            addressee=at(page, "reporters"),
            when=at(page, "on Monday"),
            day="2024-05-06",
            kind=CueKind.SAYS,
            confidence=0.97,
        ),
        Attribution(
            id="s2",
            source=(wick,),
            cue=(at(page, "said", wick.end),),
            content=(Span(told.start, fine.end + 1),),
            mode=Mode.MIXED,
            entity=Entity("Tom Wick", EntityKind.PERSON, "deputy"),
            confidence=0.91,
        ),
        Attribution(
            id="s3",
            source=(at(page, "Crane", at(page, "Crane had called").start),),
            cue=(at(page, "called"),),
            content=(Span(at(page, "it “").start, fine.end + 1),),
            quoted=(fine,),
            mode=Mode.MIXED,
            parent="s2",
            entity=crane,
            stance=Stance.DISTANCING,
            polarity=Polarity.OPEN,
            imputed=True,
            confidence=0.72,
        ),
        Attribution(
            id="s4",
            source=(at(page, "she said"),),
            cue=(at(page, "said", lamp.end),),
            content=(Span(lamp.start - 1, lamp.end + 1),),
            quoted=(lamp,),
            mode=Mode.DIRECT,
            entity=crane,
            confidence=0.95,
        ),
    )
    first = trace_to(
        page,
        lost,
        RECORD,
        "We will not sell the lighthouse to anyone.",
        drift=(("negation", Severity.GRAVE, "a negation lost or added: “not” is missing"),),
    )
    last = trace_to(
        page,
        lamp,
        RECORD,
        "The lamp costs us nine crowns a night.",
        "The keeper stays until the autumn,",
        drift=(("spliced", Severity.NOTABLE, "put together from passages that stand apart"),),
    )
    kinds = (
        (PartKind.HEADLINE, "Mayor to sell lighthouse", None),
        (PartKind.PUBLISHED, "Published: 6 May 2024", "2024-05-06T00:00:00+00:00"),
        (PartKind.DATELINE, "PELMOUTH", "Pelmouth"),
        (PartKind.CREDIT, "Photo: J. Fenn/Pelmouth Echo", None),
    )
    snap = Snapshot(
        id="echo",
        text=page,
        parts=tuple(Part(kind, at(page, words), value) for kind, words, value in kinds),
        title="Mayor to sell lighthouse",
        outlet="Pelmouth Echo",
        published="2024-05-06T00:00:00+00:00",
        updated="2024-05-07T08:30:00+00:00",
    )
    return Reading(
        snap=snap,
        attributions=attribs,
        headline_basis="s1",
        own_voice=(Span(at(page, "The lighthouse was").start, page.rindex(".") + 1),),
        traces={"s1": (first,), "s3": (Trace(span=fine, searched=3),), "s4": (last,)},
    )
