"""Words whose speaker a label names: interviews, hearings and lists of reactions inside a page.

"NAME: words", a paragraph each, or "“words” — Name". The layout says who speaks, so no model is
asked; the tagger then reads inside the words, as it does inside any content.
"""

import re
from collections import Counter
from collections.abc import Collection
from itertools import takewhile

from onrecord.extract.draft import Draft, How
from onrecord.extract.laid_out.minuted import closes, find_resolved, is_narrated, part_interjected
from onrecord.extract.laid_out.signatures import is_sentence
from onrecord.model import Span
from onrecord.text.leads import skip_lead
from onrecord.text.quotes import MARKS, quoted_spans
from onrecord.text.turns import MIN_LABELS, Label, find_labels, is_titled

FEWEST = 3  # labelled paragraphs on a page; fewer may be headings or a colon in a sentence
CONFIDENCE = 0.9  # the layout is plain, but a label may be a heading
_HANDLE = re.compile(r"(?P<name>@\w{1,40}(?:\s\([^()\n]{1,40}\))?)(?P<colon>:)\s")
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
        paragraph without a label goes on with the turn before where another label follows, unless it
        tells what was done in the room.
    """
    by_start = {_skip(text, *label.span): label for label in find_labels(text)}
    labels = [by_start.get(start) or _handle(text, start, end) for start, end in grounds]
    drafts: list[Draft] = []
    if sum(label is not None for label in labels) >= FEWEST:
        drafts = [*_turns(text, grounds, labels), *find_resolved(text, grounds)]
    return sorted([*drafts, *_signed(text, grounds)], key=lambda draft: draft.content)


def _turns(text: str, grounds: list[tuple[int, int]], labels: list[Label | None]) -> list[Draft]:
    found = [(i, label) for i, label in enumerate(labels) if label]
    uses = Counter(label.name for _, label in found)
    drafts = []
    for k, (i, label) in enumerate(found):
        alone = label.span.end == grounds[i][1] and _names(label.name, uses)
        end = i + 1 + alone  # below the last label, and below a post, the outlet may go on
        if k + 1 < len(found) and not label.name.startswith("@"):
            end = found[k + 1][0]
        content = _words(text, label, grounds[i:end], alone, uses)
        drafts.append(_draft(label.printed, Span(label.span.end - 1, label.span.end), content))
    return [part for draft in drafts if draft.content for part in part_interjected(text, draft)]


def _words(
    text: str, label: Label, paragraphs: list[tuple[int, int]], alone: bool, speakers: Collection[str]
) -> list[Span]:
    """The words of a turn: behind its label and, up to the next, in the paragraphs below.

    None below a heading, such as "RELATED:"; nor from a vote on, after which nobody holds the floor, or words
    that another signs; nor, where a transcript is quoted, what stands without the mark that its labels have.
    """
    start, end = paragraphs[0]
    words = Span(_skip(text, label.span.end, end), end)
    if words.start == end and not alone:
        return []
    mark = text[start] if text[start] in MARKS else ""
    below = takewhile(lambda p: not closes(text, *p) and not _SIGNED.fullmatch(text, *p), paragraphs[1:])
    goes_on = [
        Span(skip_lead(text, s, e) if alone else s, e)
        for s, e in below
        if text.startswith(mark, s)
        and not _ASIDE.fullmatch(text, s, e)
        and not text[s:e].isupper()
        and not is_narrated(text, s, e, speakers)
    ]
    return [words, *goes_on] if words.start < end else goes_on


def _names(name: str, uses: Counter[str]) -> bool:
    """Whether a label on a line of its own names a speaker, and is no heading such as "RELATED:"."""
    if name.isupper():
        return is_titled(name.title())
    return is_titled(name) or (" " in name and uses[name] >= MIN_LABELS)


def _signed(text: str, grounds: list[tuple[int, int]]) -> list[Draft]:
    found = [m for ground in grounds if (m := _SIGNED.fullmatch(text, *ground)) and _is_signed(m)]
    return [_draft(Span(*m.span("name")), Span(*m.span("dash")), [Span(*m.span("words"))]) for m in found]


def _is_signed(found: re.Match[str]) -> bool:
    """Whether a line is one quotation, and what stands behind its dash no sentence that goes on."""
    start, end = found.span("words")
    return quoted_spans(found.string, start, end) == [(start, end)] and not is_sentence(found["name"])


def _handle(text: str, start: int, end: int) -> Label | None:
    found = _HANDLE.match(text, start, end)
    if not found:
        return None
    name = Span(*found.span("name"))
    return Label(found["name"], name, Span(start, found.end("colon")))


def _draft(source: Span, cue: Span, content: list[Span]) -> Draft:
    return Draft([source], [cue], content, CONFIDENCE, How.LABELLED)


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
