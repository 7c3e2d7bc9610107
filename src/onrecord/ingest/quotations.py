"""What a page sets off as somebody's words: HTML's ``blockquote`` and ``q``, and ">" before plain lines.

In a parsed page a set-off stretch is marked with code points that are never text (Unicode's noncharacters),
which go through whatever reads its lines, and are then taken out of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from selectolax.lexbor import LexborNode

from onrecord.ingest.dom import Element, Page
from onrecord.model import Part, PartKind, Span
from onrecord.text.quotes import MARKS

OPEN, CLOSE, SIGN, SIGNED = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
MAX_NESTED = 3  # set-off stretches within each other that are kept; deeper ones only indent
MAX_COMPARED = 50_000_000  # code points that are searched for pull quotes: some hundredths of a second
MAX_SIGNED = 200  # code points of a name with its office; more are words
FEWEST_REPEATED = 4  # words of a pull quote; fewer may well be said twice
_ANY = re.compile(f"[{OPEN}-{SIGNED}]")
_WORD = re.compile(r"\w+")
_QUOTED_LINE = re.compile(r">(?:[ \t>]|\Z)")
_DASHES = "—–―-"
_STOPS = tuple(".!?…:”\"’'")
_SIGNS = frozenset({"cite", "footer"})
_INSIDE = 8  # elements that may stand around the first letter of a quote
_FIRST_MARKS = (("“", "”"), ("‘", "’"))  # of a quote, and of one within it, as browsers show them in English


@dataclass(frozen=True, slots=True)
class SetOff:
    """Lines ``first`` to ``last``, excluded, of a page, set off there; ``signed`` is who signs them."""

    first: int
    last: int
    signed: str | None = None


def give_marks(page: Page) -> None:
    """Write the quotation marks round each ``q`` that a browser shows there and that are not in the text."""
    for el, depth in _with_depth([el for el in page.elements if el.tag == "q" and el.length]):
        if not _has_marks(el.node):
            first, last = _FIRST_MARKS[depth % 2]
            el.node.insert_before(first)
            el.node.insert_after(last)


def mark_quotations(page: Page) -> bool:
    """Mark where set-off stretches and what signs them begin and end; say whether there are any."""
    quotes = [el for el in page.within(page.body) if el.tag == "blockquote" and el.length]
    for el, depth in _with_depth(quotes):
        if depth >= MAX_NESTED:
            continue
        el.node.insert_before(OPEN)
        el.node.insert_after(CLOSE)
        if depth == 0:
            for sign in page.find_outermost(lambda inner: inner.tag in _SIGNS, el):
                _mark_signature(sign)
    if quotes:
        for el in page.find_outermost(lambda inner: inner.tag == "figcaption", page.body):
            _mark_signature(el)  # of a figure that holds words: all others have been taken out as captions
    return bool(quotes)


def take_marks(lines: Sequence[str]) -> tuple[list[str], list[SetOff]]:
    """Take the marks out of a page's lines, and say which lines they set off, in order, the outer first.

    Example:
        >>> take_marks(["She wrote:", f"{OPEN}It leaks.", f"{SIGN}Ada Crane{SIGNED}{CLOSE}"])
        (['She wrote:', 'It leaks.', 'Ada Crane'], [SetOff(first=1, last=3, signed='Ada Crane')])
    """
    taking = _Taking()
    for line in lines:
        taking.add(line)
    return taking.lines, sorted(taking.found, key=lambda block: (block.first, -block.last))


class _Taking:
    """The lines so far, and what is open."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.found: list[SetOff] = []
        self.open: list[int] = []
        self.sign: list[str] | None = None  # the words so far of what signs
        self.signed: tuple[int, str] | None = None  # where the last of it ended, and its words

    def add(self, line: str) -> None:
        """Add a line, marks and all."""
        words = ""
        for piece in re.split(f"([{OPEN}-{SIGNED}])", line):
            if _ANY.fullmatch(piece):
                self._mark(piece, len(self.lines) + bool(words.strip()))
                continue
            is_glued = self.sign == [] and words[-1:] in _STOPS  # a name right after the last stop
            words += f" {piece}" if is_glued else piece
            if self.sign is not None:
                self.sign.append(piece)
            elif piece.strip():
                self.signed = None  # words after it: it signs nothing
        if words.strip():
            self.lines.append(" ".join(words.split()))

    def _mark(self, mark: str, place: int) -> None:
        if mark == OPEN:
            self.open.append(place)
        elif mark == SIGN:
            self.sign = []
        elif mark == SIGNED and self.sign is not None:
            self.signed, self.sign = (place, " ".join(" ".join(self.sign).split())), None
            self._sign_last()
        elif mark == CLOSE and self.open:
            first = self.open.pop()
            if first < place:
                self.found.append(SetOff(first, place, self._signature(place)))

    def _signature(self, place: int) -> str | None:
        """What signs a stretch that ends at a place."""
        at, words = self.signed or (-1, "")
        return words if at == place and 0 < len(words) <= MAX_SIGNED else None

    def _sign_last(self) -> None:
        """Give what stands right below the last stretch, outside of it, to that stretch."""
        last = self.found[-1] if self.found else None
        if last and not self.open and not last.signed and (signed := self._signature(last.last + 1)):
            self.found[-1] = replace(last, last=last.last + 1, signed=signed)


def keep_first(lines: Iterable[str]) -> list[str]:
    """The lines, each once; those with a mark all, for a mark stands for itself."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line not in seen:
            kept.append(line)
            if not _ANY.search(line):
                seen.add(line)
    return kept


def keep_lines(
    lines: Sequence[str], blocks: Sequence[SetOff], kept: Sequence[bool]
) -> tuple[list[str], list[SetOff]]:
    """Some of a page's lines, and what of the set-off stretches is left of them."""
    places = [0, *accumulate(kept)]
    left = [replace(block, first=places[block.first], last=places[block.last]) for block in blocks]
    return (
        [line for line, is_kept in zip(lines, kept, strict=True) if is_kept],
        [block for block in left if block.first < block.last],
    )


def drop_pull_quotes(lines: Sequence[str], blocks: Sequence[SetOff]) -> tuple[list[str], list[SetOff]]:
    """Leave out set-off stretches that only repeat the article; what a line with a colon brings is none.

    Args:
        lines: of the page, without marks.
        blocks: its set-off stretches.
    """
    outer = list(_outermost(blocks))
    kept = [True] * len(lines)
    for block in outer:
        kept[block.first : block.last] = [False] * (block.last - block.first)
    told = _norm(line for line, is_outside in zip(lines, kept, strict=True) if is_outside)
    budget = MAX_COMPARED
    for block in outer:
        words = _norm(_unsigned(lines, block))
        is_brought = block.first > 0 and lines[block.first - 1].endswith(":")
        is_short = words.count(" ") - 1 < FEWEST_REPEATED
        budget -= len(told)
        repeats = not is_brought and not is_short and budget >= 0 and words in told
        kept[block.first : block.last] = [not repeats] * (block.last - block.first)
    return keep_lines(lines, blocks, kept)


def drop_wrappers(lines: Sequence[str], blocks: Sequence[SetOff], title: str | None) -> list[SetOff]:
    """Leave out a stretch outside of which there is no sentence: it holds the whole article."""
    told = [line != title and (line[-1] in _STOPS or line[0] in _DASHES) for line in lines]
    counts = [0, *accumulate(told)]
    return [b for b in blocks if counts[-1] - (counts[b.last] - counts[b.first]) > 0]


def make_parts(lines: Sequence[str], blocks: Sequence[SetOff], gap: int) -> tuple[Part, ...]:
    """The parts of the text that some lines make with ``gap`` code points between two of them."""
    starts = [0, *accumulate(len(line) + gap for line in lines)]
    found: dict[Span, str | None] = {}
    for block in blocks:
        span = Span(starts[block.first], starts[block.last] - gap)
        found[span] = found.get(span) or block.signed
    return tuple(Part(PartKind.QUOTATION, span, signed) for span, signed in found.items())


def find_marked_lines(text: str, lines: Sequence[Span]) -> tuple[Part, ...]:
    """Find lines of plain text with ">" before them, as Markdown and mail set off what is quoted.

    Example:
        >>> (part,) = find_marked_lines("She wrote:\\n> It leaks.", [Span(0, 10), Span(11, 22)])
        >>> part.span
        Span(start=11, end=22)
    """
    found: list[Span] = []
    for line in lines:
        if not _QUOTED_LINE.match(text, *line):
            continue
        if found and text[found[-1].end : line.start].replace("\r\n", "\n").strip(" \t") in ("\n", "\r"):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return tuple(Part(PartKind.QUOTATION, span) for span in found)


def _with_depth(elements: Sequence[Element]) -> Iterator[tuple[Element, int]]:
    """Elements in the order of the page, each with how many of the others it stands in."""
    ends: list[int] = []
    for el in elements:
        while ends and ends[-1] <= el.at:
            ends.pop()
        yield el, len(ends)
        ends.append(el.end)


def _has_marks(node: LexborNode) -> bool:
    """Whether the text has marks there: within the element, or right before it."""
    before = node.prev
    if before is not None and (before.text_content or "").rstrip()[-1:] in ("“", "„", "«", '"'):
        return True
    inside: LexborNode | None = node
    for _ in range(_INSIDE):
        inside = inside.first_child if inside is not None else None
        if inside is None or inside.tag == "-text":
            break
    return inside is not None and (inside.text_content or "").lstrip()[:1] in MARKS


def _mark_signature(el: Element) -> None:
    el.node.insert_before(SIGN)
    el.node.insert_after(SIGNED)


def _outermost(blocks: Sequence[SetOff]) -> Iterator[SetOff]:
    end = 0
    for block in blocks:
        if block.first >= end:
            yield block
            end = block.last


def _unsigned(lines: Sequence[str], block: SetOff) -> list[str]:
    """The lines of a stretch without what signs it."""
    held = list(lines[block.first : block.last])
    signed = block.signed or ""
    while held and signed.endswith(held[-1]):
        signed = signed[: len(signed) - len(held.pop())].rstrip()
    if held and (held[-1][0] in _DASHES or (signed and held[-1].endswith(signed))):
        held[-1] = "" if held[-1][0] in _DASHES else held[-1].removesuffix(signed)
    return held


def _norm(lines: Iterable[str]) -> str:
    """The words of some lines in small letters, a blank on both sides of each."""
    return f" {' '.join(word.lower() for line in lines for word in _WORD.findall(line))} "
