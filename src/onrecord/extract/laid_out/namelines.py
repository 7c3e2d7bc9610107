"""Speakers named on a line of their own above their words: panels, and readers who answer a question.

Many lists look alike: profiles of the dead, photo credits, sections of a guide. So a line must name a person
by an age or a title, and the words below most of them must be in the first person.
"""

import re

from onrecord.extract.draft import Draft, How
from onrecord.extract.paragraphs import Paragraphs, is_first_person, is_prose
from onrecord.extract.patterns import CAPITALISED
from onrecord.model import Span
from onrecord.text.turns import is_titled

FEWEST = 3  # such lines on a page
LEAST_SPOKEN = 0.75  # share of them above words in the first person
LONGEST = 4  # paragraphs of one speaker
CONFIDENCE = 0.8  # the layout is plain, though less than a label with its colon
_AGED = re.compile(rf"{CAPITALISED}(?:\s{CAPITALISED}){{1,4}},?\s\(?\d{{2}}\)?(?:,\s[^.:?!]{{2,60}})?")
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


def _is_name(text: str, start: int, end: int) -> bool:
    plain = _PLAIN.fullmatch(text, start, end)
    return bool(_AGED.fullmatch(text, start, end) or (plain and is_titled(plain[0])))
