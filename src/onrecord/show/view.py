"""A reading as both views show it: each statement and each finding, in words, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Attribution, Passage, Reading, Severity, Trace
from onrecord.show.chain import chain_of, walk_statements
from onrecord.show.diff import Segment, compare
from onrecord.show.words import (
    MODES,
    NOT_FOUND,
    SEVERITIES,
    UNTRACED,
    cut,
    describe_passage,
    flow,
    name_entity,
    name_kind,
    name_source,
    worst,
)

AROUND = 200  # characters shown of what stood before and after: a sentence or two
MAX_OTHERS = 5  # further passages that are named; more would bury the one that counts
_QUOTES = "\"'“”„‟«»‹›‘’‚‛`´"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one quote. ``state`` is a severity's name, or *not-found*."""

    state: str
    quote: str
    searched: int
    cite: str = ""
    share: str = ""
    before: str = ""
    after: str = ""
    segments: tuple[Segment, ...] = ()
    drift: tuple[tuple[Severity, str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether a passage was found."""
        return self.state != NOT_FOUND


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution in words. ``content`` is (words, whether they claim to be verbatim)."""

    number: int
    depth: int
    id: str
    state: str
    source: str
    entity: str
    reasons: tuple[str, ...]
    through: tuple[str, ...]
    addressee: str
    when: str
    cue: str
    mode: str
    mode_words: str
    note: str
    confidence: str
    content: tuple[tuple[str, bool], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements and quotes a page has, and how many quotes came out in which state."""

    statements: int
    quotes: int
    found: int
    states: dict[str, int]
    searched: int

    @property
    def missing(self) -> int:
        """Quotes that were looked for and not found."""
        return self.quotes - self.found

    @property
    def worst(self) -> str | None:
        """The gravest drift of all quotes found, as a severity's name; None where none was found."""
        return worst([severity for severity in SEVERITIES if self.states.get(severity.value)])


def view_statements(reading: Reading) -> tuple[Statement, ...]:
    """Put each of a page's statements into words, in the order shown, numbered from 1."""
    by_id = {attrib.id: attrib for attrib in reading.attributions}
    walked = enumerate(walk_statements(reading.attributions), start=1)
    return tuple(_view(reading, attrib, by_id, n, depth) for n, (depth, attrib) in walked)


def view_trace(text: str, trace: Trace) -> Finding:
    """Put what was found for one quote into words.

    Args:
        text: the text that the trace's quote spans count in.
        trace: what was found.
    """
    quote = flow(text[trace.span.start : trace.span.end])
    if trace.passage is None:
        return Finding(NOT_FOUND, quote, trace.searched, reasons=tuple(map(flow, trace.reasons)))
    drift = sorted(trace.drift, key=lambda d: -SEVERITIES.index(d.severity))
    return Finding(
        state=(worst([d.severity for d in drift]) or Severity.NONE).value,
        quote=quote,
        searched=trace.searched,
        cite=_cite(trace.passage),
        share=f"{trace.alignment.similarity:.0%} of words pair" if trace.alignment else "",
        before=_tail(flow(trace.passage.before)),
        after=_start(flow(trace.passage.after)),
        segments=compare(text, trace),
        drift=tuple((d.severity, name_kind(d.kind), flow(d.reason)) for d in drift),
        reasons=tuple(map(flow, trace.reasons)),
        others=tuple(map(_cite, trace.others[:MAX_OTHERS])),
    )


def tally(statements: Sequence[Statement]) -> Tally:
    """Count what was found on a page, or on several together."""
    findings = [finding for statement in statements for finding in statement.findings]
    states = dict.fromkeys((*(s.value for s in SEVERITIES), NOT_FOUND), 0)
    for finding in findings:
        states[finding.state] += 1
    return Tally(
        statements=len(statements),
        quotes=len(findings),
        found=len(findings) - states[NOT_FOUND],
        states=states,
        searched=max((f.searched for f in findings), default=0),
    )


def _view(
    reading: Reading, attrib: Attribution, by_id: dict[str, Attribution], number: int, depth: int
) -> Statement:
    text = reading.snap.text
    findings = tuple(view_trace(text, trace) for trace in reading.traces.get(attrib.id, ()))
    through = tuple(name_source(reading, link) for link in chain_of(attrib, by_id)[1:])
    return Statement(
        number=number,
        depth=depth,
        id=attrib.id,
        state=_state(findings),
        source=name_source(reading, attrib),
        entity=name_entity(attrib.entity),
        reasons=tuple(map(flow, attrib.entity.reasons)) if attrib.entity else (),
        through=through,
        addressee=cut(text, (attrib.addressee,)) if attrib.addressee else "",
        when=cut(text, (attrib.when,)) if attrib.when else "",
        cue=cut(text, attrib.cue),
        mode=attrib.mode.value,
        mode_words=MODES[attrib.mode],
        note=_note(attrib, through),
        confidence=f"{attrib.confidence:.0%}",
        content=_content(text, attrib),
        findings=findings,
    )


def _state(findings: Sequence[Finding]) -> str:
    """The state that a reader should know first: grave and notable drift, not found, the rest."""
    if not findings:
        return UNTRACED
    ranked = ("grave", "notable", NOT_FOUND, "cosmetic", "none")
    return min((finding.state for finding in findings), key=ranked.index)


def _note(attrib: Attribution, through: Sequence[str]) -> str:
    if attrib.imputed:
        return (
            f"not the source's statement: what {through[0] if through else 'someone else'} says it amounts to"
        )
    if attrib.assent:
        return "the asker's words, which the source agreed to"
    return ""


def _content(text: str, attrib: Attribution) -> tuple[tuple[str, bool], ...]:
    """The content in pieces, the verbatim-claimed ones told apart and between quotation marks."""
    pieces: list[tuple[str, bool]] = []
    quoted = sorted(attrib.quoted)
    for n, (start, end) in enumerate(attrib.content):
        if n:
            pieces.append((" … ", False))
        at = start
        for s, e in quoted:
            s, e = max(s, at), min(e, end)
            if s < e:
                pieces += [(text[at:s].rstrip(_QUOTES), False), (f"“{flow(text[s:e])}”", True)]
                at = e + (e < end and text[e] in _QUOTES)
        pieces.append((text[at:end], False))
    return tuple((_tidy(words), verbatim) for words, verbatim in pieces if words.strip() or words == " … ")


def _tidy(words: str) -> str:
    """Clean a piece of a line, keeping one blank at an end that had any."""
    body = flow(words)
    return f"{' ' if words[:1].isspace() else ''}{body}{' ' if words[-1:].isspace() and body else ''}"


def _cite(passage: Passage) -> str:
    return describe_passage(passage.title, passage.speaker, passage.date, passage.record)


def _tail(words: str) -> str:
    """The last words of a text, with ``…`` where some are left out."""
    return words if len(words) <= AROUND else "…" + words[-AROUND:].partition(" ")[2]


def _start(words: str) -> str:
    """The first words of a text, with ``…`` where some are left out."""
    return words if len(words) <= AROUND else words[:AROUND].rpartition(" ")[0] + "…"
