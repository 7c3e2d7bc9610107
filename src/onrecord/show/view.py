"""A reading as both views show it: each statement and each finding, in words, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import (
    FIRST_KNOWN,
    NOT_FOUND,
    UNTRACED,
    Alignment,
    Attribution,
    CueKind,
    PartKind,
    Reading,
    Severity,
    Span,
    Trace,
    chain_of,
    gravest,
    state_of,
)
from onrecord.show.chain import walk_statements
from onrecord.show.diff import Segment, compare
from onrecord.show.words import (
    MODES,
    POLARITIES,
    SEVERITIES,
    STANCES,
    STATES,
    clip_end,
    clip_start,
    count,
    cut,
    describe_drift,
    describe_passage,
    flow,
    lines,
    name_entity,
    name_source,
    name_when,
)
from onrecord.text.stretches import quoted_within

AROUND = 240  # characters shown of what stood before and after: a sentence or two
MAX_OTHERS = 5  # further passages that are named; more would bury the one that counts
_QUOTES = "\"'“”„‟«»‹›‘’‚‛`´"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one quote. ``state`` is a severity's name, or *not-found*.

    ``rest`` are findings of stretches of the quote that come from other records. ``record`` is the id of
    the passage's record, ``start`` where in its text it begins.
    """

    state: str
    quote: str
    searched: int
    cite: tuple[str, ...] = ()
    share: str = ""
    before: str = ""
    after: str = ""
    segments: tuple[Segment, ...] = ()
    drift: tuple[tuple[Severity, str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()
    rest: tuple["Finding", ...] = ()
    elsewhere: tuple[tuple[str, ...], ...] = ()
    record: str = ""
    start: int = 0

    @property
    def differs(self) -> bool:
        """Whether any word differs between the page and the record."""
        return any(not step.same or step.jump for step in self.segments)

    @property
    def found(self) -> bool:
        """Whether a passage was found."""
        return self.state != NOT_FOUND


@dataclass(frozen=True, slots=True)
class Report:
    """The passage that an indirect statement likely reports; none where it is not ``found``."""

    found: bool
    searched: int
    cite: tuple[str, ...] = ()
    chance: str = ""
    before: str = ""
    passage: str = ""
    after: str = ""
    reasons: tuple[str, ...] = ()
    others: tuple[tuple[str, ...], ...] = ()
    record: str = ""
    start: int = 0


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
    occasion: str
    cue: str
    act: str
    standing: tuple[str, ...]
    mode: str
    mode_words: str
    note: str
    confidence: str
    content: tuple[tuple[str, bool], ...]
    findings: tuple[Finding, ...]
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements and quotes a page has, and how many quotes came out in which state."""

    statements: int
    quotes: int
    found: int
    states: dict[str, int]
    searched: int


def view_statements(reading: Reading) -> tuple[Statement, ...]:
    """Put each of a page's statements into words, in the order shown, numbered from 1."""
    by_id = {attrib.id: attrib for attrib in reading.attributions}
    walked = list(enumerate(walk_statements(reading.attributions), start=1))
    numbers = {attrib.id: n for n, (_, attrib) in walked}
    return tuple(
        _view(reading, attrib, by_id, n, depth, numbers.get(attrib.about or ""))
        for n, (depth, attrib) in walked
    )


def view_statement(reading: Reading, statement: str) -> Statement:
    """Put one of a page's statements into words, under the number that it has among all of them.

    Args:
        reading: the page.
        statement: the statement's id; it is one of the reading's.
    """
    walked = list(enumerate(walk_statements(reading.attributions), start=1))
    n, depth, attrib = next((n, depth, attrib) for n, (depth, attrib) in walked if attrib.id == statement)
    about = next((n for n, (_, one) in walked if one.id == attrib.about), None)
    return _view(reading, attrib, {one.id: one for one in reading.attributions}, n, depth, about)


def tell_state(statement: Statement) -> str:
    """What became of a statement's quotes, in a few words."""
    if statement.state == NOT_FOUND:
        return f"not found in {count(max(f.searched for f in statement.findings), 'record')}"
    if statement.state == UNTRACED and any(report.found for report in statement.reports):
        return "likely reports a passage of the record"
    return STATES[statement.state]


def name_basis(reading: Reading, statements: Sequence[Statement]) -> str:
    """Say which statement the headline rests on, or that it rests on none; nothing where there is none."""
    if not reading.snap.spans_of(PartKind.HEADLINE):
        return ""
    for statement in statements:
        if statement.id == reading.headline_basis:
            return f"the headline rests on statement {statement.number}"
    return "the headline rests on no statement that was found in the text"


def view_trace(text: str, trace: Trace, quoted: Sequence[Span] = ()) -> Finding:
    """Put what was found for one quote into words.

    Args:
        text: the text that the trace's quote spans count in.
        trace: what was found.
        quoted: the statement's stretches that claim to be verbatim, where the cue breaks it up.
    """
    quote = cut(text, quoted_within(trace.span, quoted))
    if trace.passage is None:
        return Finding(
            NOT_FOUND,
            quote,
            trace.searched,
            reasons=tuple(map(flow, trace.reasons)),
            elsewhere=tuple(map(describe_passage, trace.elsewhere)),
        )
    return Finding(
        state=gravest(trace).value,
        quote=quote,
        searched=trace.searched,
        cite=describe_passage(trace.passage),
        share=_share(trace.alignment),
        before=clip_start(lines(trace.passage.before).lstrip(), AROUND),
        after=clip_end(lines(trace.passage.after).rstrip(), AROUND),
        segments=compare(text, trace, quoted),
        drift=describe_drift(trace.drift),
        reasons=tuple(map(flow, trace.reasons)),
        cautions=tuple(flow(caution.reason) for caution in trace.cautions),
        others=tuple(map(describe_passage, trace.others[:MAX_OTHERS])),
        rest=tuple(view_trace(text, rest, quoted) for rest in trace.rest),
        elsewhere=tuple(map(describe_passage, trace.elsewhere)),
        record=trace.passage.record,
        start=_start(trace),
    )


def view_report(trace: Trace) -> Report:
    """Put what was found for one paraphrase into words: the passage alone, for nothing is quoted."""
    reasons = tuple(map(flow, trace.reasons))
    if trace.passage is None:
        return Report(False, trace.searched, reasons=reasons)
    return Report(
        True,
        trace.searched,
        describe_passage(trace.passage),
        f"{trace.score:.0%}",
        clip_start(lines(trace.passage.before).lstrip(), AROUND),
        flow(trace.passage.text),
        clip_end(lines(trace.passage.after).rstrip(), AROUND),
        reasons,
        tuple(map(describe_passage, trace.others[:MAX_OTHERS])),
        trace.passage.record,
        _start(trace),
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


def tally_page(reading: Reading) -> Tally:
    """Count what was found on a page as `tally` does, without putting its statements into words."""
    own = (reading.traces.get(attrib.id, ()) for attrib in reading.attributions)
    traces = [trace for each in own for trace in each if not trace.paraphrase]
    states = dict.fromkeys((*(s.value for s in SEVERITIES), NOT_FOUND), 0)
    for trace in traces:
        states[state_of([trace])] += 1
    return Tally(
        statements=len(reading.attributions),
        quotes=len(traces),
        found=len(traces) - states[NOT_FOUND],
        states=states,
        searched=max((trace.searched for trace in traces), default=0),
    )


def _view(
    reading: Reading,
    attrib: Attribution,
    by_id: dict[str, Attribution],
    number: int,
    depth: int,
    about: int | None,
) -> Statement:
    text = reading.snap.text
    traces = reading.traces.get(attrib.id, ())
    findings = tuple(view_trace(text, trace, attrib.quoted) for trace in traces if not trace.paraphrase)
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
        when=name_when(text, attrib),
        occasion=cut(text, (attrib.occasion,)) if attrib.occasion else "",
        cue=cut(text, attrib.cue).strip(" ,;:"),
        act="" if attrib.kind is CueKind.OTHER else attrib.kind.value,
        standing=tuple(filter(None, (STANCES[attrib.stance], POLARITIES[attrib.polarity]))),
        mode=attrib.mode.value,
        mode_words=MODES[attrib.mode],
        note=_note(attrib, through, about),
        confidence=f"{attrib.confidence:.0%}",
        content=_content(text, attrib),
        findings=findings,
        reports=tuple(view_report(trace) for trace in traces if trace.paraphrase),
    )


def _state(findings: Sequence[Finding]) -> str:
    """The state that a reader should know first: grave and notable drift, not found, the rest."""
    if not findings:
        return UNTRACED
    return min((finding.state for finding in findings), key=FIRST_KNOWN.index)


def _note(attrib: Attribution, through: Sequence[str], about: int | None) -> str:
    """What keeps the statement from being the source's own, and the number of the one that it is about."""
    said = f"statement {about}" if about else "it"
    if attrib.imputed:
        other = through[0] if through else "someone else"
        return f"not the source’s statement: what {other} says {said} amounts to"
    if attrib.assent:
        return "the asker’s words, which the source agreed to"
    return f"about {said}" if about else ""


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


def _start(trace: Trace) -> int:
    """Where in its record a passage begins."""
    return min((start for start, _ in trace.home), default=0)


def _share(alignment: Alignment | None) -> str:
    if alignment is None or alignment.similarity == 1:
        return ""
    return f"{alignment.similarity:.0%} of the words match"
