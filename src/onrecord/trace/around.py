"""What stands around a passage in its turn: what a reader of the quote alone does not see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.text.sentences import sentences
from onrecord.trace.quote import Quote
from onrecord.trace.said import Said

REACH = 300  # code points looked at on either side of a passage; few sentences go on longer
OPENING = 60  # code points at a turn's start and before it, where a record says that an interpreter speaks
ASIDE = 80  # code points of the page before a quote, where its own words may deny what is quoted
_WRAP = re.compile(r"\n(?=[a-z])")  # a line that begins small goes on with the sentence before it
_OVERLAP = 40  # code points of the passage itself, so that an abbreviation at its end is seen whole


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text of a record, and the code point at which it begins."""

    text: str
    start: int

    def span_of(self, first: int, last: int) -> Span:
        """The record's code points of ``text[first:last]``."""
        return Span(self.start + first, self.start + last)


@dataclass(frozen=True, slots=True)
class Around:
    """One passage of a quote, and the turn around it.

    Attributes:
        quoted: its words in the quote, their normal forms.
        span: its code points on the record.
        quote_span: its code points on the page.
        lead: what its first sentence says before it; empty where the passage begins one.
        tail: what its last sentence says after it, the closing marks included.
        following: the sentence after that one.
        opening: how the turn begins, its label included.
        speaker: who says it, as the record names them.
        page_before: what stands on the page just before.
        page_after: the marks on the page just after.
    """

    quoted: tuple[str, ...]
    span: Span
    quote_span: Span
    lead: Stretch
    tail: Stretch
    following: Stretch
    opening: str
    speaker: str | None
    page_before: str
    page_after: str


def look_around(said: Said, quote: Quote, first: int, last: int, words: tuple[int, int]) -> Around:
    """Cut out what stands around one passage, within its turn.

    Args:
        said: the words that the quote is held against.
        quote: the quote.
        first: the passage's first word.
        last: the word after its last.
        words: the quote's words that come from it, the end excluded.

    Returns:
        The passage and its surroundings, at most ``REACH`` code points to either side.
    """
    span, turn = said.span_of(first, last), said.turn_around(first, last)
    from_, to = quote.words.starts[words[0]], quote.words.ends[words[1] - 1]
    tail, following = _after(said, first, span, min(turn.end, span.end + REACH))
    return Around(
        tuple(quote.words.norms[slice(*words)]),
        span,
        Span(from_, to),
        _before(said, first, span, max(turn.start, span.start - REACH)),
        tail,
        following,
        _opening(said, first, turn),
        said.speaker_of(first),
        quote.text[max(0, from_ - ASIDE) : from_],
        quote.text[to : to + 3],
    )


def _opening(said: Said, place: int, turn: Span) -> str:
    """A turn's first words, with what stands before them on their line or, if that is empty, on the last."""
    before = said.text_near(place, max(0, turn.start - OPENING), turn.start)
    line = before.rstrip().rfind("\n") + 1
    return before[line:] + said.text_near(place, turn.start, turn.start + OPENING)


def _before(said: Said, place: int, span: Span, start: int) -> Stretch:
    """The rest of the passage's first sentence before it."""
    text = _unwrap(said.text_near(place, start, min(span.end, span.start + _OVERLAP)))
    here = span.start - start
    begin = max((s for s, _ in sentences(text) if s <= here), default=here)
    return Stretch(text[begin:here], start + begin)


def _unwrap(text: str) -> str:
    """The text with spaces for the line ends that only wrap it; as long as it was."""
    return _WRAP.sub(" ", text)


def _after(said: Said, place: int, span: Span, end: int) -> tuple[Stretch, Stretch]:
    """The rest of the passage's last sentence after it, and the sentence that follows."""
    start = max(span.start, span.end - _OVERLAP)
    text = _unwrap(said.text_near(place, start, end))
    here = span.end - start
    rest: Sequence[tuple[int, int]] = [(s, e) for s, e in sentences(text) if e >= here][:2]
    tail = Stretch(text[here : rest[0][1]], start + here) if rest else Stretch("", span.end)
    following = Stretch(text[slice(*rest[1])], start + rest[1][0]) if len(rest) > 1 else Stretch("", end)
    return tail, following
