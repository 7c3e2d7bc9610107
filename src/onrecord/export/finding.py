"""One finding, ready to be cited: a statement of a page, alone or with one trace of it.

What the exports share stands here: what a finding is called, what its words are, and what concluded it.
Names are made of what was observed (the page's hash, the place on it), never of what was concluded.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from onrecord.errors import UsageError
from onrecord.model import (
    Attribution,
    Entity,
    EntityKind,
    Passage,
    Polarity,
    Reading,
    Record,
    Snapshot,
    Span,
    Spans,
    Trace,
    chain_of,
    told_once,
)
from onrecord.text.stretches import quoted_within
from onrecord.version import own_version

PRODUCT = "On Record"
JOINT = " … "  # between stretches that do not stand together
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff]+", re.IGNORECASE)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Run:
    """What concluded a finding: the version, when it read and traced, with what settings.

    Times are ISO 8601 with zone; ``searched`` names the records that were searched, as a digest or in words.
    """

    version: str = field(default_factory=own_version)
    read_at: str | None = None
    traced_at: str | None = None
    searched: str | None = None
    settings: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement of a reading with all its traces, or with one of them.

    Args:
        reading: the page.
        attrib: one of its statements.
        trace: one of its traces; None for the statement with all of them.
        records: those among its records whose whole text is at hand.
        link: where the finding can be looked up, http or https; None where nowhere.
        run: what concluded it.
    """

    reading: Reading
    attrib: Attribution
    trace: Trace | None = None
    records: tuple[Record, ...] = ()
    link: str | None = None
    run: Run = field(default_factory=Run)

    @property
    def id(self) -> str:
        """Its link, else a URN made of the page's hash, the statement's id and the trace's place."""
        urn = name_statement(self.reading.snap, self.attrib.id)
        if self.trace is not None:
            kind = "paraphrase" if self.trace.paraphrase else "quote"
            urn += f":{kind}:{self.trace.span.start}-{self.trace.span.end}"
        return address_of(self.link) or urn

    @property
    def traces(self) -> tuple[Trace, ...]:
        """Its traces, those of stretches from other records after the one that they belong to."""
        top = (self.trace,) if self.trace else self.reading.traces.get(self.attrib.id, ())
        return tuple(trace for each in top for trace in unfold(each))

    @property
    def chain(self) -> tuple[Attribution, ...]:
        """The statements that this one is told through, from the nearest to the outermost."""
        if not self.attrib.parent:
            return ()
        return chain_of(self.attrib, {attrib.id: attrib for attrib in self.reading.attributions})[1:]

    def record_of(self, passage: Passage) -> Record | None:
        """The record of a passage where it is at hand."""
        return next((record for record in self.records if record.id == passage.record), None)

    def narrow(self) -> Reading:
        """The page with this statement and those that it stands within or is about; no other trace."""
        by_id = {attrib.id: attrib for attrib in self.reading.attributions}
        kept = {attrib.id for attrib in (self.attrib, *self.chain)} | {self.attrib.about}
        traces = (self.trace,) if self.trace else self.reading.traces.get(self.attrib.id, ())
        return replace(
            self.reading,
            attributions=tuple(attrib for attrib in by_id.values() if attrib.id in kept),
            traces={self.attrib.id: traces} if traces else {},
        )


def find_statement(reading: Reading, statement: str, trace: int | None = None) -> Finding:
    """A page's finding by the statement's id.

    Args:
        reading: the page.
        statement: the statement's id.
        trace: which of its traces, counted from 1; None for the statement with all of them.

    Raises:
        UsageError: the page has no such statement, or the statement no such trace.
    """
    attrib = next((attrib for attrib in reading.attributions if attrib.id == statement), None)
    if attrib is None:
        raise UsageError(f"{reading.snap.id}: no statement {statement!r} on this page; take one of its ids")
    if trace is None:
        return Finding(reading, attrib)
    traces = reading.traces.get(statement, ())
    if not 1 <= trace <= len(traces):
        raise UsageError(f"{reading.snap.id}: statement {statement!r} has {len(traces)} traces, not {trace}")
    return Finding(reading, attrib, traces[trace - 1])


def statements_of(reading: Reading) -> Iterator[Finding]:
    """Each statement of a page as a finding, in the order of the page."""
    return (Finding(reading, attrib) for attrib in reading.attributions)


def unfold(trace: Trace) -> Iterator[Trace]:
    """A trace, then those of stretches of the same quote that come from other records."""
    yield trace
    for rest in trace.rest:
        yield from unfold(rest)


def words_at(text: str, spans: Sequence[Span]) -> str:
    """The words of some spans as they stand in the text, an ellipsis between stretches.

    Example:
        >>> words_at("One two three.", [Span(0, 3), Span(8, 13)])
        'One … three'
    """
    return JOINT.join(text[start:end] for start, end in spans)


def quote_of(attrib: Attribution, trace: Trace) -> Spans:
    """The stretches of the page that a trace is of: without the cue, where one breaks the quote up."""
    return (trace.span,) if trace.paraphrase else quoted_within(trace.span, attrib.quoted)


def name_of(reading: Reading, attrib: Attribution) -> str | None:
    """Who is said to say it: the entity's name, else the page's words; None where there are none."""
    named = attrib.entity.name if attrib.entity else None
    return named or words_at(reading.snap.text, attrib.source) or None


def entity_of(attrib: Attribution) -> Entity:
    """Who is meant; somebody unknown where the reading does not say."""
    return attrib.entity or Entity(None, EntityKind.UNKNOWN)


def tell_statement(finding: Finding) -> str:
    """Who is said to have said, denied or meant it, and through whom, in one line for a reader.

    Example:
        >>> rain = Attribution("1", (Span(6, 9),), (), (Span(0, 4),))
        >>> page = Reading(Snapshot("a", "Rain, she said."), (rain,))
        >>> tell_statement(next(statements_of(page)))
        'she is said to have said this (indirect)'
    """
    reading, attrib = finding.reading, finding.attrib
    who = name_of(reading, attrib) or "someone not named"
    through = [name_of(reading, link) or "someone" for link in finding.chain]
    if attrib.imputed:
        return f"what {through[0] if through else 'someone else'} says the words of {who} amount to"
    did = {Polarity.DENIED: "denied this", Polarity.OPEN: "left this open"}.get(attrib.polarity, "said this")
    if attrib.assent:
        did = "agreed to this, in the asker’s words"
    told = "".join(f", as told by {name}" for name in through)
    return f"{who} is said to have {did}{told} ({attrib.mode.value})"


def is_own(attrib: Attribution) -> bool:
    """Whether the content is the source's by the page: not denied, left open or put into their mouth."""
    return attrib.polarity is Polarity.AFFIRMED and not attrib.imputed


def tell_trace(trace: Trace) -> str:
    """What became of a quote, in one line for a reader."""
    records = f"{trace.searched:,} record{'' if trace.searched == 1 else 's'}"
    if trace.passage is None:
        return f"not found in {records}; that is a result, not a verdict"
    if trace.paraphrase:
        return f"likely reports this passage (inferred, {trace.score:.0%}); {records} searched"
    drift = "; ".join(f"{d.kind} ({d.severity.value}): {d.reason}" for d in told_once(trace.drift))
    return f"inferred to come from this passage: {drift or 'as in the record'}; {records} searched"


def name_statement(snap: Snapshot, statement: str) -> str:
    """The URN of a statement: its page's hash and its id."""
    return f"urn:onrecord:statement:{snap.sha256}:{_in_urn(statement)}"


def name_text(text: str) -> str:
    """The URN of a text by its hash."""
    return f"urn:sha256:{hash_text(text)}"


def name_record(passage: Passage, record: Record | None) -> str:
    """What a record is called: by its text's hash where that is at hand, else by its id."""
    return name_text(record.text) if record else f"urn:onrecord:record:{_in_urn(passage.record)}"


def hash_text(text: str) -> str:
    """SHA-256 of a text in UTF-8, as `Snapshot.sha256`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def address_of(url: str | None) -> str | None:
    """A page's own http(s) address, or None: nothing else that a page calls its address is passed on.

    Example:
        >>> address_of("https://echo.example/a"), address_of("javascript:alert(1)")
        ('https://echo.example/a', None)
    """
    return url if url and _ADDRESS.fullmatch(url) else None


def time_of(stamp: str | None) -> str | None:
    """An ISO 8601 time with zone as it is, or None: a day alone, or a page's nonsense, is no time."""
    return stamp if stamp and _TIME.fullmatch(stamp) else None


def _in_urn(part: str) -> str:
    return quote(part.encode("utf-8", "surrogatepass"), safe="")
