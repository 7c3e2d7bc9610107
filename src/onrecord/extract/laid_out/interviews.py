"""Interviews without names: a question a paragraph, and below it the answer, in quotation marks or in none.

Explainers and essays ask questions, too, and answer them themselves: so most of the answers without marks
must be in the first person, and the questions put to somebody. Where the page says that somebody answered
questions, a question may have a statement before it, and fewer answers need to say "I". Who answers is told
above the first question.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import takewhile

from onrecord.extract.draft import Draft, How
from onrecord.extract.laid_out.interviewed import find_interviewed
from onrecord.extract.paragraphs import Paragraphs, is_first_person
from onrecord.model import Span
from onrecord.text.quotes import MARKS, quoted_spans

FEWEST = 3  # questions on a page
MANY = 5  # questions; so many are seldom asked by whoever tells of a meeting, and answered there
LONGEST_QUESTION = 400  # characters
LEAST_DENSE = 1 / 4  # share of questions among the paragraphs from the first to the last of them
LEAST_DENSE_ANSWERED = 1 / 6  # the same where the page says that somebody answers
LONGEST_INTRODUCTION = 12  # paragraphs
LEAST_FILLED = 1 / 2  # share of the paragraphs below the introduction from the first question to the last
LONGEST_LAST = 4  # paragraphs of the last answer; below it the outlet may go on
SHORTEST_ANSWER = 40  # characters; "For about a mile" may be anyone's
CONFIDENCE = 0.7  # the layout tells that somebody answers; who it is may be another
_I = re.compile(r"\b(?:I|[Mm]y|me|myself)\b")
_BIDS = re.compile(
    r"\b(?:tell|walk|talk|take|remind|give|show|help)\s(?:us|me)\b|\bour\s(?:readers|listeners)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
_STATES = re.compile(r"[.!]\s")
_PROMPT = re.compile(
    r"(?:(?:So|And|But|Now),?\s)?(?:(?:Tell|Talk|Walk|Take|Remind)\s(?:us|me)\s|Describe\s"
    r"|You(?:[’']ve|\shave)?\s(?:once\s|also\s|recently\s|often\s)?"
    r"(?:said|written|wrote|told|described|called|argued|mentioned|compared|dedicated|grew\sup|trained)\s)[^?!]{5,300}\."
)
_PUT = re.compile(r"(?!You\s(?!were|had|did)\w+(?<!ed)\s)[A-ZÀ-Þ][^.?!]{8,140}[.!]")
_SUPPOSES = re.compile(r"(?:So|But|And)?\s?(?:[Tt]hat|[Ii]t)\s(?:must|sounds|seems)\b")
_ANSWERED = re.compile(
    r"\b(?:conversation|interview|exchange|discussion|transcript|answers|Q&A)\b[^.?!]{0,60}"
    r"\b(?:edited|condensed|abridged|shortened|cut|translated)\b"
    r"|\bedited\s(?:and\scondensed\s)?for\s(?:length|clarity|space|brevity)\b|\bin\sconversation\swith\b|\bQ&A\b"
    r"|\b(?:took|takes|answer(?:s|ed)|fielded)\s(?:[\w’'-]{1,30}\s){0,3}questions\b"
)
_ASIDE = re.compile(r"[\[(].*[\])]")
_MET = re.compile(
    r"\b(?:(?:spoke|speaks|talk(?:s|ed)|chatted|sat\s+down)\s(?:to|with)\s(?:us|me|the\s(?=[A-Z])|[A-Z])"
    r"|(?:I|[Ww]e)\s(?:met|interviewed|visited|(?:caught\sup|spoke|talked|chatted|sat\sdown)\s(?:to|with))\s"
    r"(?:[A-Z]|her\b|him\b|them\b)|\band\swe\s(?:begin|began|start(?:ed)?)(?=[.:]))"
)


@dataclass(frozen=True, slots=True)
class _Bar:
    """What the share of answers and questions must be that tell an interview from an essay."""

    spoken: float  # of the answers, in the first person
    one: float  # of the answers, that say "I"
    addressed: float  # of the questions, that say "you"
    asker: bool  # whoever asks may say "I"
    reach: int  # paragraphs of an answer in which the first person is looked for


_BAR = _Bar(0.75, 0.5, 0.5, asker=False, reach=1)
_BAR_MET = _Bar(0.75, 0.5, 0.5, asker=True, reach=3)
_BAR_ANSWERED = _Bar(0.6, 0.5, 0.3, asker=True, reach=3)


def find_interview(text: str, paragraphs: Paragraphs) -> list[Draft]:
    """Find the answers of an interview that nothing beside them says whose they are.

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.

    Returns:
        A draft an answer, in order: as source whoever is named above the first question, no cue, as content
        the paragraphs up to the next; of answers in quotation marks those that are quoted whole.
    """
    asks, wide = _find_questions(text, paragraphs)
    if sum(wide) < FEWEST:
        return []
    asked = _asked(asks)
    plain = [k for k in asked if text[paragraphs[k + 1][0]] not in MARKS]
    if _is_interview(text, paragraphs, plain, wide):
        first = wide.index(True)
        wide = [ask or (k > first and _puts(text, paragraphs, wide, k)) for k, ask in enumerate(wide)]
        ends = [*(k for k, ask in enumerate(wide) if ask), len(wide)]
        plain = [k for k in _asked(wide) if text[paragraphs[k + 1][0]] not in MARKS]
        answers = [_plain_answer(text, paragraphs, k, ends) for k in plain]
        how = How.LABELLED
    elif len(asked) - len(plain) >= FEWEST:
        answers = [_quoted_answer(text, paragraphs, k + 1) for k in asked]
        how, first = How.TAGGED, asks.index(True)
    else:
        return []
    source = find_interviewed(text, paragraphs[1:first])
    return [Draft(list(source), [], words, CONFIDENCE, how) for words in answers if words]


def _find_questions(text: str, paragraphs: Paragraphs) -> tuple[list[bool], list[bool]]:
    """Of each paragraph, whether it is a question and nothing else, and whether it is one in a wider sense.

    What an introduction asks before it says that somebody answered is put to the reader.
    """
    asks = [_asks(text, *paragraph) for paragraph in paragraphs]
    wide = [
        ask or _leads_up(text, *paragraph, after_question=before)
        for ask, before, paragraph in zip(asks, [False, *asks], paragraphs, strict=False)
    ]
    above = (k for k, p in enumerate(paragraphs[:LONGEST_INTRODUCTION]) if _ANSWERED.search(text, *p))
    told = max(above, default=0)
    if sum(wide[told:]) >= FEWEST:
        asks[:told] = wide[:told] = [False] * told
    return asks, wide


def _asked(asks: list[bool]) -> list[int]:
    """The questions that something else stands below."""
    return [k for k in range(len(asks) - 1) if asks[k] and not asks[k + 1]]


def _is_interview(text: str, paragraphs: Paragraphs, plain: list[int], wide: list[bool]) -> bool:
    """Whether the answers without quotation marks are somebody's who is interviewed.

    Args:
        text: the whole text.
        paragraphs: of the page.
        plain: those that are questions and nothing else, with such an answer below.
        wide: of each paragraph, whether it is a question even where a statement stands before it.
    """
    if len(plain) >= FEWEST and _is_spoken(text, paragraphs, plain, _BAR):
        return True
    every = [k for k in _asked(wide) if text[paragraphs[k + 1][0]] not in MARKS]
    if len(every) < FEWEST:
        return False
    first, length = every[0], every[-1] - every[0]
    if first > LONGEST_INTRODUCTION or length < LEAST_FILLED * (len(paragraphs) - first):
        return False
    share = len(every) / length
    around = (*paragraphs[:first], *paragraphs[every[-1] + 1 :][-2:])
    if any(_ANSWERED.search(text, *p) for p in around):
        return share >= LEAST_DENSE_ANSWERED and _is_spoken(text, paragraphs, every, _BAR_ANSWERED)
    met = share >= LEAST_DENSE and any(_MET.search(text, *p) for p in paragraphs[1:first])
    return met and _is_spoken(text, paragraphs, every, _BAR_MET if len(every) >= MANY else _BAR)


def _is_spoken(text: str, paragraphs: Paragraphs, asked: list[int], bar: _Bar) -> bool:
    """Whether answers are one person's, and the questions another's.

    An outlet that explains may say "we", though not "I"; whoever writes of their own life asks themselves.
    """
    ends = [
        min(k + 1 + bar.reach, following)
        for k, following in zip(asked, [*asked[1:], len(paragraphs)], strict=True)
    ]
    answers = [paragraphs[k + 1 : end] for k, end in zip(asked, ends, strict=True)]
    telling = [answer for answer in answers if _tells_whose(text, answer)]
    spoken = sum(any(is_first_person(text, *p) for p in answer) for answer in telling)
    one = sum(any(_I.search(text, *p) for p in answer) for answer in telling)
    addressed = sum(bool(_YOU.search(text, *paragraphs[k])) for k in asked)
    asker = any(_I.search(text, *p) for p in (*paragraphs[1 : asked[0]], *(paragraphs[k] for k in asked)))
    shares = (
        (spoken, bar.spoken, len(telling)),
        (one, bar.one, len(telling)),
        (addressed, bar.addressed, len(asked)),
    )
    if 2 * len(telling) < len(asked):
        return False
    return all(count >= least * of for count, least, of in shares) and (bar.asker or not asker)


def _tells_whose(text: str, answer: Paragraphs) -> bool:
    """Whether an answer is long enough to tell whether it is in the first person, or is in it."""
    (start, end), *others = answer
    return bool(others) or end - start >= SHORTEST_ANSWER or is_first_person(text, start, end)


def _plain_answer(text: str, paragraphs: Paragraphs, question: int, ends: list[int]) -> list[Span]:
    """The paragraphs up to the next question; below the last those that say "I", for the outlet may go on."""
    end = ends[bisect_right(ends, question)]
    first, *others = [Span(*paragraph) for paragraph in paragraphs[question + 1 : end]]
    if end == len(paragraphs):
        others = list(takewhile(lambda p: is_first_person(text, *p), others[: LONGEST_LAST - 1]))
    return [first, *(p for p in others if not _ASIDE.fullmatch(text, *p) and not text[slice(*p)].isupper())]


def _quoted_answer(text: str, paragraphs: Paragraphs, first: int) -> list[Span]:
    """The paragraphs from one on that are quoted whole."""
    last = first
    while last < len(paragraphs) and quoted_spans(text, *paragraphs[last]) == [paragraphs[last]]:
        last += 1
    return [Span(*paragraph) for paragraph in paragraphs[first:last]]


def _asks(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a question and nothing else."""
    return (
        text[end - 1] == "?"
        and end - start <= LONGEST_QUESTION
        and not quoted_spans(text, start, end)
        and not _STATES.search(text, start, end)
    )


def _leads_up(text: str, start: int, end: int, *, after_question: bool) -> bool:
    """Whether a paragraph asks after a statement, or bids somebody speak without a question.

    One who says "I" before a question is more likely at the end of an answer; and what would bid somebody
    speak is an answer where a question stands above it.
    """
    if end - start > LONGEST_QUESTION or text[start] in MARKS:
        return False
    put = _BIDS.sub("", text[start:end])
    asks = put[-1] == "?" and not is_first_person(put, 0, len(put))
    return asks or (not after_question and bool(_PROMPT.fullmatch(text, start, end)))


def _puts(text: str, paragraphs: Paragraphs, asks: list[bool], k: int) -> bool:
    """Whether a paragraph in the midst of an answer is put to whoever answers: "The board wants you gone."

    "You get used to it." is what one who answers says of everybody.
    """
    if k == len(asks) - 1 or asks[k - 1] or asks[k + 1]:
        return False
    start, end = paragraphs[k]
    if not _PUT.fullmatch(text, start, end) or is_first_person(text, start, end):
        return False
    return bool(_YOU.search(text, start, end) or _SUPPOSES.match(text, start, end))
