"""A capture as its page shows it: the text, and in the margin who says each statement, through whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.model import (
    UNTRACED,
    Attribution,
    Capture,
    Held,
    Hit,
    Mode,
    Reading,
    Severity,
    Sighting,
    Span,
    chain_of,
)
from onrecord.show.html import First, view_pages
from onrecord.show.marks import Block
from onrecord.show.view import Statement, tally_page, tell_state
from onrecord.show.words import SIGNS, clip_end, count, flow, name_time

MAX_TEXT = 200_000  # code points of a page that are shown: a book's worth; JSON has all
MAX_NAME = 200  # characters of a name, a title or a stamp; pages are not to be trusted with more
MAX_LINE = 140  # characters of a finding in the margin: two lines there
MOST_TIMES = 5  # at which a page had a text again that are named
MAX_CAPTURES = 12  # of one document that are named beside the one shown


@dataclass(frozen=True, slots=True)
class Card:
    """A statement in the margin: who says it, through whom, and what became of it, in a line.

    ``ref`` is its anchor on the page, ``key`` its permalink. ``line`` is the outcome, ``why`` what it rests
    on where there is more to say. ``through`` are those who tell it, each with
    the anchor of what they say. ``known_as`` is the speaker's name where the page has another.
    """

    number: int
    ref: str
    key: str
    depth: int
    state: str
    sign: str
    source: str
    speaker_key: str | None
    known_as: str
    mode: str
    mode_words: str
    line: str
    why: str
    through: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the text, and the statements that end in it."""

    block: Block
    cards: tuple[Card, ...]


def view_rows(
    held: Held,
    reading: Reading,
    statements: Sequence[Statement],
    blocks: Sequence[Block],
    hits: Mapping[str, Hit],
    page: str,
) -> tuple[Row, ...]:
    """Lay a capture's statements beside the paragraphs in which they end.

    Args:
        held: the capture.
        reading: of the capture, or of its beginning, as `cut_reading` gives it.
        statements: its statements as shown.
        blocks: its paragraphs, marked.
        hits: the statements by their keys, which know their speakers.
        page: what the anchors of its statements begin with.
    """
    by_id = {attrib.id: attrib for attrib in reading.attributions}
    shown = {statement.id: statement for statement in statements}
    cards = {
        statement.number: _card(held, statement, _tellers(by_id, shown, statement, page), hits, page)
        for statement in statements
    }
    return tuple(Row(block, tuple(cards[n] for n in block.statements)) for block in blocks)


def cut_reading(reading: Reading, size: int) -> Reading:
    """The beginning of a page, with what stands wholly in it; the page itself where it is no longer."""
    if len(reading.snap.text) <= size:
        return reading
    kept = tuple(attrib for attrib in reading.attributions if _end_of(attrib) <= size)
    return replace(
        reading,
        snap=replace(
            reading.snap,
            text=reading.snap.text[:size],
            parts=tuple(part for part in reading.snap.parts if part.span.end <= size),
        ),
        attributions=kept,
        own_voice=_within(reading.own_voice, size),
        judgements=_within(reading.judgements, size),
        contestable=_within(reading.contestable, size),
        traces={attrib.id: reading.traces[attrib.id] for attrib in kept if attrib.id in reading.traces},
    )


def view_beginning(reading: Reading, size: int, *, searched: int | None) -> dict[str, Any]:
    """What the templates show of a page no longer than ``size``, else of its beginning.

    Args:
        reading: the page; what was found is told of the whole of it.
        size: code points that are shown.
        searched: how many records were searched; None where nothing was looked for.
    """
    beginning = cut_reading(reading, size)
    if beginning is reading:
        return {**view_pages([reading], searched=searched), "cut": None}
    return {**view_pages([beginning], searched=searched, total=tally_page(reading)), "cut": size}


def clip_first(first: First) -> First:
    """A finding that heads a page, with no name or reason longer than fits there."""
    return replace(
        first,
        page=replace(first.page, outlet=clip_end(first.page.outlet, MAX_NAME)),
        statement=replace(first.statement, source=clip_end(first.statement.source, MAX_NAME)),
        finding=replace(
            first.finding,
            drift=tuple(
                (how, clip_end(kind, MAX_NAME), clip_end(why, MAX_NAME))
                for how, kind, why in first.finding.drift
            ),
        ),
    )


def list_facts(held: Held, history: Sequence[Sighting]) -> list[tuple[str, str]]:
    """What is known of a capture, each with its label; ``history`` is its document's."""
    snap, capture = held.reading.snap, held.capture
    again = [name_time(each.captured or each.at) for each in history if each.key == capture.key][1:]
    facts = (
        ("By", flow((snap.byline or "").removeprefix("By "))),
        ("Published", name_time(snap.published)),
        ("Updated", name_time(snap.updated)),
        ("Captured", name_time(snap.captured)),
        ("Added", name_time(capture.added)),
        ("Had this text again", ", ".join(again[-MOST_TIMES:])),
        ("Read", f"{name_time(held.read)}, by On Record {held.method}"),
        ("Looked for in the records", name_time(held.traced)),
        ("Outlet’s own voice", tell_voice(held.reading)),
    )
    return [(label, clip_end(value, MAX_NAME)) for label, value in facts if value]


def tell_voice(reading: Reading) -> str:
    """How much of a page the outlet says itself that can be disputed, or that judges."""
    contestable, judging = len(reading.contestable), len(reading.judgements)
    told = [f"{count(contestable, 'stretch' if contestable == 1 else 'stretche')} that can be disputed"]
    told += [f"{count(judging, 'judging word')}"] if judging else []
    return ", ".join(told) if contestable or judging else ""


def name_capture(capture: Capture) -> str:
    """When a capture was made, as people tell captures of one page apart."""
    first = (
        f"captured {name_time(capture.captured)}" if capture.captured else f"added {name_time(capture.added)}"
    )
    return first if capture.seen == capture.added else f"{first}, again {name_time(capture.seen)}"


def tell_line(statement: Statement, *, traced: bool) -> tuple[str, str]:
    """What became of a statement, and why, in a line; ``traced`` where its page was looked for at all."""
    if statement.state == UNTRACED and not traced and statement.mode != Mode.INDIRECT:
        return "not looked for: there were no records", ""
    worst = next((f for f in statement.findings if f.state == statement.state), None)
    if worst is None or not worst.drift:
        return tell_state(statement), ""
    severity, kind, reason = worst.drift[0]
    line = kind if severity is Severity.NONE else f"{severity.value}: {kind}"
    return clip_end(line, MAX_LINE), clip_end(reason, MAX_LINE)


def _card(
    held: Held, statement: Statement, through: tuple[tuple[str, str], ...], hits: Mapping[str, Hit], page: str
) -> Card:
    key = held.keys[statement.id]
    hit = hits.get(key)
    speaker = flow(hit.speaker or "") if hit else ""
    line, why = tell_line(statement, traced=held.searched is not None)
    return Card(
        number=statement.number,
        ref=f"{page}-s{statement.number}",
        key=key,
        depth=min(statement.depth, 3),
        state=statement.state,
        sign=SIGNS[statement.state],
        source=clip_end(statement.source, MAX_NAME),
        speaker_key=hit.speaker_key if hit else None,
        known_as=clip_end(speaker, MAX_NAME) if speaker != statement.source else "",
        mode=statement.mode,
        mode_words=statement.mode_words,
        line=line,
        why=why,
        through=through,
    )


def _tellers(
    by_id: Mapping[str, Attribution], shown: Mapping[str, Statement], statement: Statement, page: str
) -> tuple[tuple[str, str], ...]:
    """Those through whom a statement is told, from the nearest outwards, each with an anchor."""
    chain = chain_of(by_id[statement.id], by_id)[1:]
    return tuple(
        (clip_end(name, MAX_NAME), f"{page}-s{shown[link.id].number}")
        for name, link in zip(statement.through, chain, strict=True)
    )


def _end_of(attrib: Attribution) -> int:
    one = (attrib.addressee, attrib.when, attrib.occasion, attrib.entity.mention if attrib.entity else None)
    spans = (*attrib.source, *attrib.cue, *attrib.content, *attrib.quoted, *filter(None, one))
    return max((end for _, end in spans), default=0)


def _within(spans: Sequence[Span], size: int) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.end <= size)
