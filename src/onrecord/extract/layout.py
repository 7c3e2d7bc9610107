"""How a page's text is laid out, as the rules of this room see it."""

from bisect import bisect_right
from dataclasses import dataclass

from onrecord.extract.draft import Draft
from onrecord.model import Part, PartKind, Snapshot, Span
from onrecord.text.leads import skip_lead
from onrecord.text.quotes import paragraphs, quoted_spans
from onrecord.text.sentences import sentences

READ = (PartKind.HEADLINE, PartKind.BODY)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's text and its pieces, each a list in the order of the text.

    Attributes:
        text: the whole text.
        lines: (start, end) of each paragraph of headline and body.
        grounds: the same without what leads a paragraph and is none of its words, such as its number.
        sentences: of the paragraphs.
        quotations: (start, end) of each quotation, marks included, in all of the text.
        set_off: what the page itself sets off as quoted, the outer before the inner.
        headings: where the lines of its headline begin.
    """

    text: str
    lines: list[tuple[int, int]]
    grounds: list[tuple[int, int]]
    sentences: list[Span]
    quotations: list[tuple[int, int]]
    set_off: list[Part]
    headings: frozenset[int]

    @classmethod
    def of(cls, snap: Snapshot) -> "Layout":
        """The layout of a page; one without parts is body throughout."""
        text = snap.text
        stretches = [tuple(s) for s in snap.spans_of(*READ)] if snap.parts else [(0, len(text))]
        lines = [p for s, e in stretches for p in paragraphs(text, s, e)]
        grounds = [(skip_lead(text, s, e), e) for s, e in lines]
        clauses = [Span(*c) for s, e in grounds for c in sentences(text, s, e)]
        set_off = [part for part in snap.parts if part.kind is PartKind.QUOTATION]
        set_off.sort(key=lambda part: (part.span.start, -part.span.end))
        headings = frozenset(
            s for heading in snap.spans_of(PartKind.HEADLINE) for s, _ in paragraphs(text, *heading)
        )
        return cls(text, lines, grounds, clauses, quoted_spans(text), set_off, headings)

    def sentence_of(self, draft: Draft) -> Span:
        """The sentence of a draft's cue, or of its content where there is none; else the whole text."""
        place = (draft.cue or draft.content)[0].start
        i = bisect_right(self.sentences, place, key=lambda sentence: sentence.start) - 1
        return self.sentences[i] if i >= 0 else Span(0, len(self.text))
