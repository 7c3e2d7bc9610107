"""Interviews without names: a question a paragraph, and below it the answer, in quotation marks or in none.

Explainers ask questions, too, and answer them themselves: so most of the answers without marks must be in the
first person. Who answers is told above the first question.
"""

import re
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
_NAME = re.compile(
    r"(?<![\w’'.])[A-ZÀ-Þ][a-zß-ÿ’'\-]{1,30}(?:\s(?:(?:de|van|von|bin|al)\s)?[A-ZÀ-Þ][\w’'\-]{1,30}){1,3}"
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
    asked = _questions(text, paragraphs)
    plain = [k for k in asked if text[paragraphs[k + 1][0]] not in MARKS]
    if len(plain) >= FEWEST and _is_spoken(text, [paragraphs[k + 1] for k in plain]):
        answers = _plain_answers(text, paragraphs, plain)
        how = How.LABELLED
    elif len(asked) - len(plain) >= FEWEST:
        answers = [_quoted_answer(text, paragraphs, k + 1) for k in asked]
        how = How.TAGGED
    else:
        return []
    source = _introduced(text, paragraphs, asked[0])
    return [Draft(list(source), [], words, CONFIDENCE, how) for words in answers if words]


def _is_spoken(text: str, answers: Paragraphs) -> bool:
    """Whether answers are one person's: an outlet that explains may say "we", too, though not "I"."""
    spoken = sum(is_first_person(text, *answer) for answer in answers)
    one = sum(bool(_I.search(text, *answer)) for answer in answers)
    return spoken >= LEAST_SPOKEN * len(answers) and one >= LEAST_ONE * len(answers)


def _plain_answers(text: str, paragraphs: Paragraphs, asked: list[int]) -> list[list[Span]]:
    """The paragraphs below each question; below the last the outlet may go on, so two at most."""
    answers = [
        [Span(*paragraph) for paragraph in paragraphs[k + 1 : following]]
        for k, following in zip(asked, [*asked[1:], asked[-1] + 3], strict=True)
    ]
    answers[-1] = answers[-1][:1] + [p for p in answers[-1][1:] if is_first_person(text, *p)]
    return answers


def _quoted_answer(text: str, paragraphs: Paragraphs, first: int) -> list[Span]:
    """The paragraphs from one on that are quoted whole."""
    words = takewhile(lambda p: quoted_spans(text, *p) == [p], paragraphs[first:])
    return [Span(*paragraph) for paragraph in words]


def _questions(text: str, paragraphs: Paragraphs) -> list[int]:
    """The paragraphs, by number, that ask and have no other question right below."""
    asks = [
        text[end - 1] == "?" and end - start <= LONGEST_QUESTION and not quoted_spans(text, start, end)
        for start, end in paragraphs
    ]
    return [k for k in range(len(asks) - 1) if asks[k] and not asks[k + 1]]


def _introduced(text: str, paragraphs: Paragraphs, first: int) -> list[Span]:
    """Whoever is named first between the headline and the first question."""
    if first < 2:
        return []
    found = _NAME.search(text, paragraphs[1][0], paragraphs[first - 1][1])
    return [Span(*found.span())] if found else []
