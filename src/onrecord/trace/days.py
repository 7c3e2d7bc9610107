"""Days, months and days of the week as words tell them: "the first of may", "may 1".

Words are in the normal form of ``onrecord.text.words``, which writes numbers below a hundred as digits.
"""

from collections.abc import Sequence

from onrecord.trace.amounts import is_amount, is_ordinal, value_of

_MONTHS = frozenset(
    """january february march april may june july august september october november december""".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_VERBS = frozenset("march may".split())  # months only beside a number


def is_month(word: str) -> bool:
    """Whether a word may be a month; so may a verb: "march", "may"."""
    return word in _MONTHS


def read_calendar(words: Sequence[str], before: str = "", after: str = "") -> list[str]:
    """The months and the days of the week that some words name; "may" and "march" beside a number only.

    Example:
        >>> read_calendar(["june"]), read_calendar(["may"]), read_calendar(["may"], before="1")
        (['june'], [], ['may'])
    """
    row = (before, *words, after)
    return [
        word
        for left, word, right in zip(row, words, row[2:], strict=False)
        if word in _WEEKDAYS
        or (is_month(word) and (word not in _VERBS or is_amount(left) or is_amount(right)))
    ]


def read_day(words: Sequence[str]) -> tuple[str, frozenset[float]] | None:
    """The month and the numbers of a day, in whatever order; None where the words are more than that.

    Example:
        >>> read_day("the first of may".split()) == read_day("may 1".split())
        True
    """
    months = [word for word in words if word in _MONTHS]
    told: list[float] = []
    for word in words:
        if word in _MONTHS or word in ("the", "of"):
            continue
        value = value_of(word)
        if value is None:
            return None
        if is_ordinal(word) and told[-1:] in ([20.0], [30.0]):
            value += told.pop()  # twenty-first
        told.append(value)
    return (months[0], frozenset(told)) if len(months) == 1 and told else None
