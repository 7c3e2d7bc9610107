"""Words whose speaker a label names: interviews, hearings and lists of reactions inside a page.

"NAME: words", a paragraph each. The layout says who speaks, so no model is asked; the tagger then reads
inside the words, as it does inside any content.
"""

import re
from collections import Counter
from collections.abc import Collection
from itertools import takewhile

from onrecord.extract.draft import Draft, How
from onrecord.extract.laid_out.minuted import closes, find_resolved, is_narrated, part_interjected
from onrecord.extract.laid_out.signed import SIGNED
from onrecord.extract.paragraphs import is_first_person
from onrecord.extract.patterns import CAPITALISED, KEY
from onrecord.model import Span
from onrecord.text.leads import skip_lead
from onrecord.text.quotes import MARKS
from onrecord.text.turns import MIN_LABELS, Label, find_labels, is_titled

FEWEST = 3  # labelled paragraphs on a page; fewer may be headings or a colon in a sentence
LONGEST_SUBHEAD, LONGEST_LINE = 6, 120  # words, characters
CONFIDENCE = 0.9  # the layout is plain, but a label may be a heading
_HANDLE = re.compile(r"(?P<name>@\w{1,40}(?:\s\([^()\n]{1,40}\))?)(?P<colon>:)\s")
_NAMES = rf"{CAPITALISED}(?:\s(?:and|family|{CAPITALISED})){{0,4}}"
_LETTER = re.compile(
    rf"(?P<words>.{{10,2000}}[.?!])\s+(?P<name>{_NAMES},\s{_NAMES}|Name\s(?:and\saddress\s)?withheld)"
)
_ASIDE = re.compile(r"[\[(].*[\])]")
_KEY = re.compile(rf"{KEY}(?=\Z|:\s)")
_CREDIT = re.compile(
    r"(?:Photo(?:graph)?|Image|Picture)s?(?:\scredit)?\s?(?::[^?!]{1,80}|\b[^?!]{0,60}/[^?!]{1,40})(?<!\.)"
)


def find_labelled(text: str, paragraphs: list[tuple[int, int]]) -> list[Draft]:
    """Find the statements of a page's labelled paragraphs, the letters they answer, and what it resolves.

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft a turn, in order: the label as source, its colon as cue, the words as content. A
        paragraph without a label goes on with the turn before where another label follows, unless it
        tells what was done in the room.
    """
    by_start = {_skip(text, *label.span): label for label in find_labels(text)}
    labels = [by_start.get(start) or _handle(text, start, end) for start, end in paragraphs]
    if sum(label is not None and not _KEY.match(label.name) for label in labels) < FEWEST:
        return []
    others = [*_answered(text, paragraphs, labels), *find_resolved(text, paragraphs)]
    return sorted([*_turns(text, paragraphs, labels), *others], key=lambda d: d.content)


def _turns(text: str, paragraphs: list[tuple[int, int]], labels: list[Label | None]) -> list[Draft]:
    found = [(i, label) for i, label in enumerate(labels) if label]
    uses = Counter(label.name for _, label in found)
    drafts = []
    for k, (i, label) in enumerate(found):
        alone = label.span.end == paragraphs[i][1] and _names(label.name, uses)
        end = i + 1 + alone  # below the last label, and below a post, the outlet may go on
        if k + 1 < len(found) and not label.name.startswith("@"):
            end = found[k + 1][0]
        content = _words(text, label, paragraphs[i:end], alone, uses)
        drafts.append(_draft(label.printed, Span(label.span.end - 1, label.span.end), content))
    named = (draft for draft in drafts if draft.content and not _KEY.match(text, *draft.source[0]))
    return [part for draft in named for part in part_interjected(text, draft)]


def _answered(text: str, paragraphs: list[tuple[int, int]], labels: list[Label | None]) -> list[Draft]:
    """Letters of one paragraph that end with who writes and from where, each before a labelled answer."""
    asked = (
        paragraph
        for paragraph, label, after in zip(paragraphs, labels, labels[1:], strict=False)
        if after and not label
    )
    letters = (letter for paragraph in asked if (letter := _LETTER.fullmatch(text, *paragraph)))
    return [
        Draft([Span(*found.span("name"))], [], [Span(*found.span("words"))], CONFIDENCE, How.LABELLED)
        for found in letters
    ]


def _words(
    text: str, label: Label, paragraphs: list[tuple[int, int]], alone: bool, speakers: Collection[str]
) -> list[Span]:
    """The words of a turn: behind its label and, up to the next, in the paragraphs below.

    None below a heading, such as "RELATED:"; nor from a vote on, after which nobody holds the floor, from
    words that another signs, or where the outlet tells of the speaker; nor, where a transcript is quoted,
    what stands without the mark that its labels have.
    """
    start, end = paragraphs[0]
    words = Span(_skip(text, label.span.end, end), end)
    if words.start == end and not alone:
        return []
    mark = text[start] if text[start] in MARKS else ""
    below = takewhile(lambda p: not _ends_turn(text, label, *p), paragraphs[1:])
    goes_on = [
        Span(skip_lead(text, s, e) if alone else s, e)
        for s, e in below
        if text.startswith(mark, s)
        and not _ASIDE.fullmatch(text, s, e)
        and not text[s:e].isupper()
        and not _is_beside(text, s, e)
        and not is_narrated(text, s, e, speakers)
    ]
    return [words, *goes_on] if words.start < end else goes_on


def _ends_turn(text: str, label: Label, start: int, end: int) -> bool:
    """Whether nobody's turn goes on with a paragraph, or not that of whom the label names.

    Who is told of by name there, and not in the first person, is not speaking: "Lund was found on the pier."
    An office may speak of itself: "The Chair recognises the member."
    """
    if closes(text, start, end) or any(signed.fullmatch(text, start, end) for signed in (SIGNED, _LETTER)):
        return True
    last = label.name.split()[-1]
    told_of = last.istitle() and re.search(rf"(?<!\b[Tt]he\s)\b{re.escape(last)}\b", text[start:end])
    return bool(told_of or _KEY.match(text, start, end)) and not is_first_person(text, start, end)


def _is_beside(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a picture's credit, or a subhead: a few words without a stop or an "I"."""
    if _CREDIT.fullmatch(text, start, end):
        return True
    words = text[start : min(end, start + LONGEST_LINE)]
    few = len(words.split()) <= LONGEST_SUBHEAD and words[0].isupper() and ":" not in words
    return few and text[end - 1].isalnum() and not is_first_person(text, start, end)


def _names(name: str, uses: Counter[str]) -> bool:
    """Whether a label on a line of its own names a speaker, and is no heading such as "RELATED:"."""
    if name.isupper():
        return is_titled(name.title())
    return is_titled(name) or (" " in name and uses[name] >= MIN_LABELS)


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
