"""Where a quote's parts begin and end, once all are found: joined, and settled at the quote's ends."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.trace.align import find_steps
from onrecord.trace.amounts import LONGEST_NUMBER, is_amount
from onrecord.trace.days import read_day
from onrecord.trace.joints import set_joints
from onrecord.trace.quote import EDGE, Part, Quote
from onrecord.trace.respelt import is_respelt
from onrecord.trace.said import Said

MAX_TRIM = 40  # words; who leaps further has put two passages together, not shortened one
LONGEST_DAY = 4  # words: "the first of may"


def settle_parts(said: Said, quote: Quote, parts: Sequence[Part]) -> list[Part]:
    """The parts as their edits are written: those near each other joined, brackets and ends settled.

    Args:
        said: holds the words that the quote is held against.
        quote: the quote.
        parts: what was found, in the quote's order, all in one record, not overlapping in the quote.
    """
    joined = _join(set_joints(said, quote, parts))
    return _lean_out(said, quote, _leave_brackets(said, quote, joined))


def _join(parts: Sequence[Part]) -> list[Part]:
    """Parts that follow each other closely on both sides are one passage with words left out."""
    joined: list[Part] = []
    for part in parts:
        if joined and 0 <= part.first - joined[-1].last <= MAX_TRIM:
            joined[-1] = joined[-1]._replace(quote_to=part.quote_to, last=part.last)
        else:
            joined.append(part)
    return joined


def _leave_brackets(said: Said, quote: Quote, parts: list[Part]) -> list[Part]:
    """Let no words in brackets at a quote's beginning pair with the same ones further back.

    "They are late" after "I wait for the boats" gives "[the boats] are late".
    """
    part = parts[0]
    places = range(part.quote_from, part.quote_to)
    inside = next((i for i in places if i not in quote.bracketed), part.quote_to)
    if inside in (part.quote_from, part.quote_to):
        return parts
    steps = find_steps(
        quote.ids[part.quote_from : part.quote_to], said.words[part.first : part.last].tolist()
    )
    first = next((s for s in steps if s.tag == "equal" and part.quote_from + s.quote_to > inside), None)
    if first is None or part.quote_from + first.quote_from < inside:
        return parts
    return [Part(inside, part.quote_to, part.first + first.record_from, part.last), *parts[1:]]


def _lean_out(said: Said, quote: Quote, parts: list[Part]) -> list[Part]:
    """Let a word or two at the quote's ends, which do not pair, stand for the record's words there.

    They stand for as many, or for all that tell the same number, or for a number alone where its sentence
    has no more: "Half" for "A quarter". So does "1" after "July" for that before it.
    """
    norms, size = quote.words.norms, len(quote.ids)
    start = parts[0]
    if 0 < start.quote_from <= EDGE:
        spoken = [
            said.names_of(start.first - n, start.first)
            for n in range(1, min(LONGEST_NUMBER, start.first + 1))
        ]
        for n in _counts(norms[: start.quote_from], spoken):
            if _is_free(parts, start.first - n) and said.runs_on(start.first - n, start.first + 1):
                parts[0] = start._replace(quote_from=0, first=start.first - n)
                break
    end = parts[-1]
    if 0 < size - end.quote_to <= EDGE:
        if _is_day_turned(said, norms, end):
            parts[-1] = end._replace(quote_to=size)
            return parts
        spoken = [said.names_of(end.last, end.last + n) for n in range(1, LONGEST_NUMBER)]
        for n in _counts(norms[end.quote_to :], spoken):
            if _is_free(parts, end.last + n - 1) and said.runs_on(end.last - 1, end.last + n):
                parts[-1] = end._replace(quote_to=size, last=end.last + n)
                break
    return parts


def _counts(ours: Sequence[str], spoken: Sequence[Sequence[str]]) -> Iterator[int]:
    """How many of the record's words may stand beside a passage for some of the quote's, likeliest first."""
    most = _count_spoken(ours, spoken)
    yield most
    if any(map(is_amount, ours)):
        yield from (
            n for n in range(most - 1, 0, -1) if n <= len(spoken) and all(map(is_amount, spoken[n - 1]))
        )


def _count_spoken(ours: Sequence[str], spoken: Iterable[Sequence[str]]) -> int:
    """How many of the record's words stand beside a passage for some words of the quote.

    As many, but for those that say the same, or all that a number has there.
    """
    counted = any(map(is_amount, ours))
    most = len(ours)
    for theirs in spoken:
        if is_respelt(ours, theirs):
            return len(theirs)
        if counted and all(map(is_amount, theirs)):
            most = max(most, len(theirs))
    return most


def _is_day_turned(said: Said, norms: Sequence[str], part: Part) -> bool:
    """Whether a quote ends in a day of which the record has the number before the month."""
    day = read_day(norms[part.quote_to - 1 :])
    places = range(max(part.first, part.last - LONGEST_DAY), part.last)
    return day is not None and any(day == read_day(said.names_of(at, part.last)) for at in places)


def _is_free(parts: Sequence[Part], place: int) -> bool:
    return not any(part.first <= place < part.last for part in parts)
