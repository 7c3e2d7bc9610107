"""A page's text with its statements marked, nested ones inside each other, as safe HTML.

Spans may be broken up and may cross; HTML elements may not. So the text is cut at every boundary,
and between two cuts the layers that hold there stand inside one another, outermost first; a layer
that crosses another is closed and opened again.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from onrecord.model import Attribution, PartKind, Reading, Snapshot, Span
from onrecord.show.view import Statement
from onrecord.show.words import SIGNS, STATES, clean
from onrecord.text.quotes import is_quoted, paragraphs
from onrecord.text.stretches import outermost

AROUND = 280  # code points beside a statement that is shown alone: some sentences
SCRAP = 40  # of a paragraph's end before it that are not worth showing: a word or two
MOST = 6000  # of its surroundings in all: it may be a speech, and a page may be one line
MAX_LAYERS = 24  # open at once; a page that needs more is not legible with them either

_WORDS = (PartKind.BODY, PartKind.QUOTATION)  # the article's own: no stretch within a paragraph tells more
_PART, _OWN, _CONTENT, _QUOTED, _ROLE = 0, 1, 2, 100, 101  # who stands inside whom; contents by depth

_CHIP = Markup(
    '<a class="chip state-{state}" id="{ref}-chip" href="#{ref}" aria-label="{label}">'
    '{number}<span aria-hidden="true">{glyph}</span></a>'
)


@dataclass(frozen=True, slots=True, order=True)
class Layer:
    """A stretch of the text with a meaning; a lower ``rank`` stands outside a higher one."""

    start: int
    end: int
    rank: int
    name: str
    ref: str = ""

    def open(self) -> Markup:
        """The layer's start tag."""
        return _start_tag(self.name, self.ref)


@lru_cache(4096)  # a page has some hundred, and all pages the same
def _start_tag(name: str, ref: str) -> Markup:
    of = Markup(' data-s="{}"').format(ref) if ref else Markup()
    return Markup('<span class="{}"{}>').format(name, of)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page; ``kind`` is the part it is wholly taken up by, else *quotation* or *body*.

    ``statements`` are the numbers of those that end in it, where their chips stand.
    """

    kind: str
    html: Markup
    statements: tuple[int, ...] = ()


def mark_page(reading: Reading, statements: Sequence[Statement], page: str) -> tuple[Block, ...]:
    """Mark a page's text, paragraph by paragraph.

    Args:
        reading: the page.
        statements: its statements as shown, which give numbers and states.
        page: what the page's statements are called by: number 3 is ``{page}-s3``.

    Returns:
        The paragraphs in order; their text content is the page's, but for the numbers added.
    """
    text = clean(reading.snap.text)
    lines = [Span(s, e) for s, e in paragraphs(reading.snap.text)]
    layers = sorted(_layers(reading, statements, page))
    ending = _find_ends(reading, statements, lines)
    chips = {at: Markup().join(_chip(one, page) for one in those) for at, those in ending.items()}
    ends = sorted(ending, reverse=True)
    kinds = {p.span: p.kind.value for p in reading.snap.parts if p.kind is not PartKind.QUOTATION}
    set_off = outermost(reading.snap.spans_of(PartKind.QUOTATION))
    blocks = []
    active: list[Layer] = []
    n = 0
    for line in lines:
        active = [layer for layer in active if layer.end > line.start]
        while n < len(layers) and layers[n].start < line.end:
            active.append(layers[n])
            n += 1
        here = [layer for layer in active if layer.end > line.start]
        kind = kinds.get(line) or _kind_of(here, line)
        if kind == PartKind.BODY and is_quoted(line.start, set_off):
            kind = PartKind.QUOTATION.value
        numbers: list[int] = []
        while ends and ends[-1] <= line.end:
            numbers += (one.number for one in ending[ends.pop()])
        html = Markup("".join(_mark_line(text, line, here, chips)))  # noqa: S704 - each is escaped already
        blocks.append(Block(kind, html, tuple(sorted(numbers))))
    return tuple(blocks)


def mark_around(snap: Snapshot, attrib: Attribution, state: str, around: int = AROUND) -> tuple[Block, ...]:
    """Mark one statement alone, in the words that stand around it.

    Args:
        snap: the page.
        attrib: the statement; its source, cue and content are marked.
        state: what its content is underlined as.
        around: code points shown before and after.

    Returns:
        The paragraphs, or what of them stands near; some `MOST` code points in all.
    """
    text = clean(snap.text)
    layers = [
        *_spread(attrib.content, _CONTENT, f"st {attrib.mode.value} state-{state}"),
        *_spread(attrib.quoted, _QUOTED, "verbatim"),
        *_spread(attrib.source, _ROLE, "source"),
        *_spread(attrib.cue, _ROLE, "cue"),
    ]
    begins = min((s for s, _ in attrib.content or attrib.cue or attrib.source), default=0)
    low = max(0, min((a.start for a in layers if a.start > begins - MOST // 2), default=0) - around)
    low = max(text.find(" ", low, low + 40) + 1, low) if low else 0  # at a word's beginning
    high = min(len(text), low + MOST, max((layer.end for layer in layers), default=0) + around)
    blocks = []
    for start, end in paragraphs(snap.text):
        if start < high and end > low + SCRAP * (start < low):
            line = Span(max(start, low), min(end, high))
            here = [layer for layer in layers if layer.start < line.end and layer.end > line.start]
            before, after = Markup("… ") * (start < low), Markup(" …") * (end > high)
            blocks.append(Block("body", Markup().join((before, *_mark_line(text, line, here, {}), after))))
    return tuple(blocks)


def _layers(reading: Reading, statements: Sequence[Statement], page: str) -> Iterator[Layer]:
    shown = {statement.id: statement for statement in statements}
    for part in reading.snap.parts:
        if part.kind not in _WORDS and part.span.start < part.span.end:
            yield Layer(*part.span, _PART, f"part {part.kind.value}")
    contestable = set(reading.contestable)
    for span in reading.own_voice:
        yield from _spread([span], _OWN, "own contestable" if span in contestable else "own")
    yield from _spread(reading.judgements, _ROLE, "judgement")
    for attrib in reading.attributions:
        statement = shown[attrib.id]
        ref = f"{page}-s{statement.number}"
        name = f"st {attrib.mode.value} state-{statement.state}"
        yield from _spread(attrib.content, _CONTENT + statement.depth, name, ref)
        yield from _spread(attrib.quoted, _QUOTED, "verbatim")
        yield from _spread(attrib.source, _ROLE, "source", ref)
        yield from _spread(attrib.cue, _ROLE, "cue", ref)


def _spread(spans: Iterable[Span], rank: int, name: str, ref: str = "") -> Iterator[Layer]:
    return (Layer(s, e, rank, name, ref) for s, e in spans if s < e)


def _find_ends(
    reading: Reading, statements: Sequence[Statement], lines: Sequence[Span]
) -> Mapping[int, list[Statement]]:
    """The statements by the place where their content ends, within one of the lines; the inner ones first."""
    ends = {attrib.id: _end(attrib) for attrib in reading.attributions}
    starts = [line.start for line in lines]
    ending: dict[int, list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: -s.depth):
        line = lines[max(0, bisect_left(starts, ends[statement.id]) - 1)] if lines else Span(0, 0)
        place = max(min(ends[statement.id], line.end), line.start)
        ending.setdefault(place, []).append(statement)
    return ending


def _chip(statement: Statement, page: str) -> Markup:
    """A statement's number, a link to what is known of it."""
    label = f"Statement {statement.number}, {statement.source}, {statement.mode}: {STATES[statement.state]}"
    return _CHIP.format(
        state=statement.state,
        ref=f"{page}-s{statement.number}",
        label=label,
        number=statement.number,
        glyph=SIGNS[statement.state],
    )


def _end(attrib: Attribution) -> int:
    return max((e for _, e in attrib.content or attrib.cue or attrib.source), default=0)


def _kind_of(layers: Sequence[Layer], line: Span) -> str:
    """The part that takes up a whole line, else *body*."""
    for layer in layers:
        if layer.rank == _PART and layer.start <= line.start and layer.end >= line.end:
            return layer.name.removeprefix("part ")
    return "body"


def _mark_line(
    text: str, line: Span, layers: Sequence[Layer], chips: Mapping[int, Markup]
) -> Iterator[Markup]:
    """Yield the tags and texts of one paragraph; every element opened is closed."""
    cuts = {line.start, line.end}
    for layer in layers:
        cuts.update(at for at in (layer.start, layer.end) if line.start < at < line.end)
    places = sorted(cuts | {at for at in chips if line.start < at < line.end})
    waiting = sorted(layers, reverse=True)
    stack: list[Layer] = []
    active: list[Layer] = []
    for at, then in zip(places, [*places[1:], line.end], strict=True):
        active = [layer for layer in active if layer.end > at]
        while waiting and waiting[-1].start <= at:
            active.append(waiting.pop())
        wanted = sorted((a for a in active if a.end > at), key=_rank)[:MAX_LAYERS] if at < line.end else []
        kept = 0
        while kept < min(len(stack), len(wanted)) and stack[kept] == wanted[kept]:
            kept += 1
        yield Markup("</span>") * (len(stack) - kept)
        yield chips.get(at, Markup())
        for layer in wanted[kept:]:
            yield layer.open()
        stack = wanted
        yield escape(text[at:then])


def _rank(layer: Layer) -> tuple[int, int, int]:
    return layer.rank, layer.start, -layer.end
