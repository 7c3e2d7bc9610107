"""Speakers named on a line of their own above their words: panels, and readers who answer a question.

Many lists look alike: profiles of the dead, photo credits, sections of a guide. So a line must name a person
by an age or a title, and the words below most of them must be in the first person, or in quotation marks.
"""

import re
from itertools import takewhile

from onrecord.extract.draft import Draft, How
from onrecord.extract.lexicon import PERSONS
from onrecord.extract.paragraphs import Paragraphs, is_first_person, is_prose
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import Span
from onrecord.text.quotes import OPENERS, quoted_spans
from onrecord.text.turns import is_titled

FEWEST, FEWEST_QUOTED = 3, 2  # such lines on a page; above quotations
LEAST_SPOKEN = 0.75  # share of them above words in the first person
LONGEST = 4  # paragraphs of one speaker
CONFIDENCE = 0.8  # the layout is plain, though less than a label with its colon
_AGED = re.compile(rf"{CAPITALISED}(?:\s{CAPITALISED}){{1,4}},?\s\(?\d{{2}}\)?(?:,\s[^.:?!]{{2,60}})?")
_POSTED = re.compile(rf"{CAPITALISED}(?:\s{CAPITALISED}){{1,5}},\s[^.:?!“”\"]{{3,120}}(?<![,;])")
_POST = re.compile(rf"\b{PERSONS}\b", re.IGNORECASE)
_PLAIN = re.compile(rf"{CAPITALISED}(?:\s{CAPITALISED}){{0,4}}")


def find_under_names(text: str, paragraphs: Paragraphs) -> list[Draft]:
    """Find the statements below lines that are names.

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft a line, in order: the name as source, no cue, the paragraphs below as content.
    """
    lines = [
        k
        for k in range(len(paragraphs) - 1)
        if _is_name(text, *paragraphs[k]) and is_prose(text, *paragraphs[k + 1])
    ]
    spoken = sum(is_first_person(text, *paragraphs[k + 1]) for k in lines)
    if len(lines) < FEWEST or spoken < LEAST_SPOKEN * len(lines):
        return []
    drafts = []
    for k, following in zip(lines, [*lines[1:], lines[-1] + 2], strict=True):
        words = [Span(*paragraph) for paragraph in paragraphs[k + 1 : following]]
        if len(words) > LONGEST:
            return []
        drafts.append(Draft([Span(*paragraphs[k])], [], words, CONFIDENCE, How.LABELLED))
    return drafts


def find_quoted_under_names(text: str, paragraphs: Paragraphs) -> list[Draft]:
    """Find the quotations below lines that name somebody with a title or a post: a list of reactions.

    None where such a line may stand below its quotation, as one does that is drawn out of a page.

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft a line, in order: the name and post as source, no cue, the quotations below as content.

    Example:
        >>> text = "Dr Ada Roe, surgeon\\n“It is safe.”\\nPiet Vos, head of the port\\n“It leaks.” He left."
        >>> lines = [(0, 19), (20, 33), (34, 60), (61, 81)]
        >>> [text[slice(*draft.content[0])] for draft in find_quoted_under_names(text, lines)]
        ['“It is safe.”', '“It leaks.”']
    """
    lines = [
        (k, first)
        for k in range(len(paragraphs) - 1)
        if (first := _quotation(text, *paragraphs[k + 1])) and _has_post(text, *paragraphs[k])
    ]
    if len(lines) < FEWEST_QUOTED or _signs_above(text, paragraphs[: lines[0][0]]):
        return []
    drafts = []
    for k, first in lines:
        goes_on = takewhile(lambda p: _is_quotation(text, *p), paragraphs[k + 2 :])
        below = [Span(*p) for p in goes_on] if first.end == paragraphs[k + 1][1] else []
        drafts.append(Draft([Span(*paragraphs[k])], [], [first, *below], CONFIDENCE, How.LABELLED))
    return drafts


def _quotation(text: str, start: int, end: int) -> Span | None:
    """The whole sentences in quotation marks with which a paragraph begins that names nobody for them."""
    if text[start] not in OPENERS and text[start] not in '"‘':
        return None
    first = next(iter(quoted_spans(text, start, end)), None)
    if first is None or first[0] != start or text[first[1] - 2] not in ".?!…":
        return None
    after = text[first[1] : end].lstrip()
    return Span(*first) if not after or after[0].isupper() else None


def _signs_above(text: str, above: Paragraphs) -> bool:
    """Whether a name below these may be of whoever says the last: a quotation that nobody leads in."""
    led_in = len(above) > 1 and text[above[-2][1] - 1] == ":"
    return bool(above) and _is_quotation(text, *above[-1]) and not led_in


def _is_quotation(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is one quotation, and nothing else."""
    return quoted_spans(text, start, end) == [(start, end)]


def _has_post(text: str, start: int, end: int) -> bool:
    line = _POSTED.fullmatch(text, start, end)
    return bool(line and (is_titled(line[0]) or _POST.search(line[0])))


def _is_name(text: str, start: int, end: int) -> bool:
    plain = _PLAIN.fullmatch(text, start, end)
    return bool(_AGED.fullmatch(text, start, end) or (plain and is_titled(plain[0])))
