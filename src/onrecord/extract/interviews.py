"""Interviews without names: a question a paragraph, and below it the answer, in quotation marks or in none.

Explainers and essays ask questions, too, and answer them themselves: so most of the answers without marks
must be in the first person, and the questions put to somebody. Who answers is told above the first question.
"""

import re
from bisect import bisect_right
from itertools import takewhile

from onrecord.extract.decode import Draft, How
from onrecord.extract.paragraphs import Paragraphs, is_first_person
from onrecord.model import Span
from onrecord.text.quotes import MARKS, quoted_spans

FEWEST = 3  # questions on a page
LEAST_SPOKEN = 0.75  # share of answers without marks that are in the first person
LEAST_ONE = 0.5  # and of these that say "I"
LONGEST_QUESTION = 400  # characters
CONFIDENCE = 0.7  # the layout tells that somebody answers; who it is may be another
_I = re.compile(r"\b(?:I|[Mm]y|me|myself)\b")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
_STATES = re.compile(r"[.!]\s")
_NAMED = r"[A-ZÀ-Þ][a-zß-ÿ’'\-]{1,30}(?:\s(?:(?:de|van|von|bin|al)\s)?[A-ZÀ-Þ][\w’'\-]{1,30}){1,3}"
_NAME = re.compile(rf"(?<![\w’'.]){_NAMED}")
_MET = re.compile(
    rf"\b(?:met|asked|interviewed|(?:spoke|talked|interview|sat\s+down)\s+(?:to|with))\s+(?P<name>{_NAMED})"
)


def find_interview(text: str, paragraphs: Paragraphs) -> list[Draft]:
    """Find the answers of an interview that nothing beside them says whose they are.

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft an answer, in order: as source whoever is named above the first question, no cue, as content
        the paragraphs up to the next; of answers in quotation marks those that are quoted whole.
    """
    asks = [_asks(text, *paragraph) for paragraph in paragraphs]
    asked = [k for k in range(len(asks) - 1) if asks[k] and not asks[k + 1]]
    plain = [k for k in asked if text[paragraphs[k + 1][0]] not in MARKS]
    ends = [*(k for k in range(len(asks)) if asks[k]), len(asks)]
    if len(plain) >= FEWEST and _is_spoken(text, paragraphs, plain):
        answers = [_plain_answer(text, paragraphs, k, ends) for k in plain]
        how = How.LABELLED
    elif len(asked) - len(plain) >= FEWEST:
        answers = [_quoted_answer(text, paragraphs, k + 1) for k in asked]
        how = How.TAGGED
    else:
        return []
    source = _introduced(text, paragraphs, asks.index(True))
    return [Draft(list(source), [], words, CONFIDENCE, how) for words in answers if words]


def _is_spoken(text: str, paragraphs: Paragraphs, asked: list[int]) -> bool:
    """Whether answers are one person's, and the questions another's.

    An outlet that explains may say "we", though not "I"; whoever writes of their own life asks themselves.
    """
    answers = [paragraphs[k + 1] for k in asked]
    spoken = sum(is_first_person(text, *answer) for answer in answers)
    one = sum(bool(_I.search(text, *answer)) for answer in answers)
    addressed = sum(bool(_YOU.search(text, *paragraphs[k])) for k in asked)
    asker = any(_I.search(text, *p) for p in (*paragraphs[1 : asked[0]], *(paragraphs[k] for k in asked)))
    least = LEAST_ONE * len(asked)
    return spoken >= LEAST_SPOKEN * len(asked) and one >= least and addressed >= least and not asker


def _plain_answer(text: str, paragraphs: Paragraphs, question: int, ends: list[int]) -> list[Span]:
    """The paragraphs up to the next question; below the last the outlet may go on, so two at most."""
    end = ends[bisect_right(ends, question)]
    words = [Span(*paragraph) for paragraph in paragraphs[question + 1 : end]]
    if end == len(paragraphs):
        return words[:1] + [word for word in words[1:2] if is_first_person(text, *word)]
    return words


def _quoted_answer(text: str, paragraphs: Paragraphs, first: int) -> list[Span]:
    """The paragraphs from one on that are quoted whole."""
    words = takewhile(lambda p: quoted_spans(text, *p) == [p], paragraphs[first:])
    return [Span(*paragraph) for paragraph in words]


def _asks(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a question and nothing else."""
    return (
        text[end - 1] == "?"
        and end - start <= LONGEST_QUESTION
        and not quoted_spans(text, start, end)
        and not _STATES.search(text, start, end)
    )


def _introduced(text: str, paragraphs: Paragraphs, first: int) -> list[Span]:
    """Whoever is said to be asked above the first question, or is the only one named there."""
    if first < 2:
        return []
    start, end = paragraphs[1][0], paragraphs[first - 1][1]
    met = _MET.search(text, start, end)
    if met:
        return [Span(*met.span("name"))]
    names = [Span(*found.span()) for found in _NAME.finditer(text, start, end)]
    return names[:1] if len({text[slice(*name)] for name in names}) == 1 else []
