"""Words whose speaker a label names: interviews, hearings and lists of reactions inside a page.

"NAME: words", a paragraph each, or "“words” — Name". The layout says who speaks, so no model is
asked; the tagger then reads inside the words, as it does inside any content.
"""

import re

from onrecord.extract.decode import Draft, How
from onrecord.model import Span
from onrecord.text.quotes import MARKS
from onrecord.text.turns import Label, find_labels

FEWEST = 3  # labelled paragraphs on a page; fewer may be headings or a colon in a sentence
CONFIDENCE = 0.9  # the layout is plain, but a label may be a heading
_HANDLE = re.compile(r"(?P<name>@\w{1,40})(?P<colon>:)\s")
_SIGNED = re.compile(
    r"(?P<words>[“\"‘'].{10,1500}[”\"’'])\s*(?P<dash>[—–―]|--?)\s*(?P<name>(?:an?\s|the\s)?[^\s—–―].{1,100})"
)
_ASIDE = re.compile(r"[\[(].*[\])]")


def find_labelled(text: str, grounds: list[tuple[int, int]]) -> list[Draft]:
    """Find the statements of a page's labelled paragraphs.

    Args:
        text: the whole text.
        grounds: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft a turn, in order: the label as source, its colon as cue, the words as content. A
        paragraph without a label goes on with the turn before where another label follows.
    """
    by_start = {_skip(text, *label.span): label for label in find_labels(text)}
    labels = [by_start.get(start) or _handle(text, start, end) for start, end in grounds]
    drafts = _turns(text, grounds, labels) if sum(label is not None for label in labels) >= FEWEST else []
    return sorted([*drafts, *_signed(text, grounds)], key=lambda draft: draft.content)


def _turns(text: str, grounds: list[tuple[int, int]], labels: list[Label | None]) -> list[Draft]:
    last = max(i for i, label in enumerate(labels) if label)
    drafts: list[Draft] = []
    mark = ""  # before the label of a transcript that is quoted; what stands without it is no part of that
    for i, ((start, end), label) in enumerate(zip(grounds, labels, strict=True)):
        if label:
            words = Span(_skip(text, label.span.end, end), end)
            colon = Span(label.span.end - 1, label.span.end)
            drafts.append(_draft(label.name_span, colon, words))
            mark = text[start] if text[start] in MARKS else ""
        elif (
            drafts
            and i < last
            and text.startswith(mark, start)
            and not _ASIDE.fullmatch(text, start, end)
            and not text[start:end].isupper()
        ):
            drafts[-1].content.append(Span(start, end))
    return [d for d in drafts if d.content[0].end > d.content[0].start]


def _signed(text: str, grounds: list[tuple[int, int]]) -> list[Draft]:
    found = [_SIGNED.fullmatch(text, *ground) for ground in grounds]
    return [_draft(Span(*m.span("name")), Span(*m.span("dash")), Span(*m.span("words"))) for m in found if m]


def _handle(text: str, start: int, end: int) -> Label | None:
    found = _HANDLE.match(text, start, end)
    if not found:
        return None
    name = Span(*found.span("name"))
    return Label(found["name"], name, Span(start, found.end("colon")))


def _draft(source: Span, cue: Span, content: Span) -> Draft:
    return Draft([source], [cue], [content], CONFIDENCE, How.LABELLED)


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
