"""Words that the page itself sets off as quoted: theirs who sign them, or who are named right above.

Where nobody is, such words are read as any other paragraph: that they are somebody's does not say whose.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.draft import Draft, How
from onrecord.extract.laid_out.brought import announces, is_announcement, last_sentence, name_bringer
from onrecord.extract.laid_out.signatures import find_signature
from onrecord.extract.layout import Layout
from onrecord.extract.lexicon import may_tell
from onrecord.model import Part, Span
from onrecord.text.quotes import MARKS, quoted_spans

LEAST_ANNOUNCED = 0.2  # that the tagger ties a stretch to a cue of the line that announces it
LEAST_SURE = 0.35  # the same of a line that announces nothing, as of any other statement
PLAIN = 0.5  # from which on the tagger knows better than the form of the line
_POINTED = tuple(",.!?…")


@dataclass(slots=True)
class SetOff:
    """A set-off stretch: its paragraphs, and what may say whose they are.

    Attributes:
        words: its paragraphs, without what signs them.
        owner: the statement that it is, once somebody is named for it.
        lead: the paragraph right above it.
        is_announced: whether that paragraph announces it.
    """

    words: list[Span]
    owner: Draft | None = None
    lead: Span | None = None
    is_announced: bool = False


def find_set_off(layout: Layout, taken: Sequence[Draft]) -> list[SetOff]:
    """Find the stretches for which somebody may be named; of some within each other, the outermost such.

    Args:
        layout: of the page.
        taken: the labelled turns, whose words are nobody else's.
    """
    turns = {span.start for draft in taken for span in (*draft.content, *draft.source)}
    lasts = (bisect_left(layout.lines, part.span.end, key=lambda line: line[0]) for part in layout.set_off)
    leads_nothing = layout.headings | {layout.lines[last - 1][0] for last in lasts if last}
    found: list[SetOff] = []
    reach = 0
    before: SetOff | None = None
    for k, part in enumerate(layout.set_off):
        if part.span.start < reach:
            continue
        block = _read(layout, part, turns, leads_nothing)
        holds_more = layout.set_off[k + 1 : k + 2] and layout.set_off[k + 1].span.start < part.span.end
        if block is None or (holds_more and not block.owner and not block.is_announced):
            continue
        is_next = _is_next(layout.text, reach, part.span.start)
        reach = part.span.end
        if before and is_next and _goes_on(before, block):
            before.words += block.words
            continue
        before = block
        if block.owner or block.lead:
            found.append(block)
    return found


def take_set_off(
    text: str, drafts: list[Draft], blocks: Sequence[SetOff]
) -> tuple[list[Draft], list[SetOff]]:
    """Give each stretch without an owner the one whom the line above names, if it names one.

    Args:
        text: the whole text.
        drafts: of the whole page; what a line above says beside what it brings stays its own statement.
        blocks: are given their owners in place.

    Returns:
        The drafts that are left, and the stretches that still have no owner.
    """
    tellers = sorted((d for d in drafts if d.cue), key=lambda d: d.cue[0].start)
    cues = [d.cue[0].start for d in tellers]
    leads: list[Span] = []
    for block in blocks:
        if block.lead and not block.owner:
            near = tellers[bisect_left(cues, block.lead.start) : bisect_left(cues, block.lead.end)]
            block.owner = _find_owner(text, block, near)
            leads += [block.lead] * (block.owner is not None)
    words = sorted(line for block in blocks if block.owner for line in block.words)
    for draft in drafts:
        if draft.cue and not _lies_in(draft.cue[0], words):
            draft.content = [span for span in draft.content if not _lies_in(span, words)]
            if _lies_in(draft.cue[0], leads):
                draft.content = [s for s in draft.content if not is_announcement(text[slice(*s)])]
    return [draft for draft in drafts if draft.content], [block for block in blocks if not block.owner]


def drop_unowned(drafts: Sequence[Draft], lines: Sequence[Span]) -> list[Draft]:
    """The drafts without those that the tagger made of some lines, which are read anew."""
    for draft in drafts:
        draft.content = [span for span in draft.content if not _lies_in(span, lines)]
    return [d for d in drafts if d.content and not any(_lies_in(cue, lines) for cue in d.cue)]


def _read(layout: Layout, part: Part, turns: set[int], leads_nothing: frozenset[int]) -> SetOff | None:
    """A part's paragraphs and who may have written them; None where they tell themselves who speaks."""
    text, lines = layout.text, layout.lines
    first = bisect_left(lines, part.span.start, key=lambda line: line[0])
    last = bisect_left(lines, part.span.end, key=lambda line: line[0])
    words = list(_words(layout, first, last))
    if not words or any(s in turns or _tells(text, s, e) for s, e in words):
        return None
    owner = find_signature(text, words, part.value, _below(layout, part.span.end, last))
    if owner:
        return SetOff([*owner.content], owner)
    above = lines[first - 1] if first and _is_next(text, lines[first - 1][1], lines[first][0]) else None
    if above is None or above[0] in leads_nothing:
        return SetOff(words)
    return SetOff(words, None, Span(*above), announces(text, Span(*above)))


def _words(layout: Layout, first: int, last: int) -> Iterator[Span]:
    """Paragraphs without the ">" before each that sets it off in plain text."""
    for start, end in layout.lines[first:last]:
        words = layout.text[start:end].lstrip("> \t") if layout.text[start] == ">" else layout.text[start:end]
        if words:
            yield Span(end - len(words), end)


def _below(layout: Layout, end: int, last: int) -> list[Span]:
    """The one or two paragraphs right below a stretch."""
    found: list[Span] = []
    for line in layout.lines[last : last + 2]:
        if not _is_next(layout.text, found[-1].end if found else end, line[0]):
            break
        found.append(Span(*line))
    return found


def _is_next(text: str, end: int, start: int) -> bool:
    return text[end:start].isspace()  # nothing that is not read stands between


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a paragraph quotes and says who speaks, as in a story: "“It leaks,” said Orvane."."""
    quotes = quoted_spans(text, start, end) if text[start] in MARKS else []
    if not quotes or quotes[0][0] != start or quotes[0][1] == end:
        return False
    closes = quotes[0][1]
    return text[closes - 2] in _POINTED and may_tell(text, closes, min(end, closes + 80))


def _goes_on(before: SetOff, block: SetOff) -> bool:
    """Whether a stretch right above is announced, and neither is signed."""
    return before.is_announced and not before.owner and not block.owner


def _find_owner(text: str, block: SetOff, near: Sequence[Draft]) -> Draft | None:
    """Whose a stretch is by the line above: to whom the tagger ties it, else whom the line names last."""
    assert block.lead is not None  # noqa: S101 - its caller has made sure
    sentence = last_sentence(text, block.lead)
    near = [
        d for d in near if d.source and d.cue[0].start >= sentence.start and d.confidence >= LEAST_ANNOUNCED
    ]
    tied = [d for d in near if any(_lies_in(span, block.words) for span in d.content)]
    teller = next((d for d in reversed(tied) if d.confidence >= LEAST_SURE), None)
    if block.is_announced and (teller is None or teller.confidence < PLAIN):
        if by_form := name_bringer(text, block.lead, block.words):
            return by_form
        teller = next(iter([*tied[::-1], *near[::-1]]), None)
    if teller is None:
        return None
    return Draft([*teller.source], [*teller.cue], block.words, teller.confidence, How.LABELLED)


def _lies_in(span: Span, lines: Sequence[Span]) -> bool:
    """Whether a span begins in one of some lines, which are in order."""
    k = bisect_left(lines, span.start + 1, key=lambda line: line.start) - 1
    return k >= 0 and span.start < lines[k].end
