"""Numbers and days as words tell them: "5 million", "4 and a half", "2 pounds 30", "the first of may".

Words are in the normal form of ``onrecord.text.words``, which writes numbers below a hundred as digits.
"""

from collections.abc import Sequence

_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9} | {
    "trillion": 10**12
}
_ORDINALS = "first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_VALUES = {"half": 0.5, "first": 1.0} | {name: float(i) for i, name in enumerate(_ORDINALS[1:], 3)}
_PARTS = {"half": 0.5, "quarter": 0.25}  # after "and a"; "a third" alone may be a place in a row
_FRACTIONS = {"halves": 2, "thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10}  # after a number: 2 thirds
_COINS = frozenset("dollar dollars pound pounds euro euros".split())  # 2 pounds 30
_MONTHS = frozenset(
    """january february march april may june july august september october november december""".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_VERBS = frozenset("march may".split())  # months only beside a number
_DAYS = {"second": 2.0} | {
    f"{stem}th": float(day)
    for day, stem in enumerate("thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 13)
}
_DAYS |= {"twentieth": 20.0, "thirtieth": 30.0}
_LONGEST = 15  # digits; a longer run names something, it does not count


def value_of(word: str) -> float | None:
    """What one word counts by itself; None for "million" and for what is no number."""
    if word in _VALUES:
        return _VALUES[word]
    plain = word.replace(".", "", 1)
    return float(word) if plain.isdecimal() and len(plain) <= _LONGEST else None


def is_amount(word: str) -> bool:
    """Whether a word is a number or part of one."""
    return word in _SCALES or word in _FRACTIONS or value_of(word) is not None


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


def is_coin(word: str) -> bool:
    """Whether a word is the money that an amount is of, which a sign may stand for: "pounds" of "£5"."""
    return word in _COINS


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
        value = _DAYS.get(word, value_of(word))
        if value is None:
            return None
        if word in _VALUES and told[-1:] in ([20.0], [30.0]):
            value += told.pop()  # twenty-first
        told.append(value)
    return (months[0], frozenset(told)) if len(months) == 1 and told else None


def read_amounts(words: Sequence[str]) -> list[float]:
    """The numbers that some words tell, in order; what stands between them is passed over.

    Example:
        >>> read_amounts("4 hundred and 12 of 1.5 million in 20 16".split())
        [412.0, 1500000.0, 2016.0]
    """
    reader = _Reader()
    for i, word in enumerate(words):
        value = value_of(word)
        if reader.is_fraction(word):
            reader.divide(word)
        elif word in _SCALES:
            reader.scale(_SCALES[word])
        elif value is not None:
            reader.add(value)
        elif not reader.spans(word, words[i + 1 : i + 3]):
            reader.finish()
    reader.finish()
    return reader.told


class _Reader:
    """Adds words up to a number, as they are spoken."""

    def __init__(self) -> None:
        self.told: list[float] = []
        self._total, self._current, self._scale = 0.0, 0.0, 0
        self._open = False
        self._joint = ""  # the word that the last number and the next have between them

    def add(self, value: float) -> None:
        if self._joint in _COINS:
            self._current += value / 100  # 2 pounds 30
        elif self._open and self._scale and value < self._scale:
            self._current += value  # hundred and 12
        elif self._open and not self._scale and 10 <= self._current < 100 and 10 <= value < 100:
            self._current = 100 * self._current + value  # 20 16
        else:
            self.finish()
            self._current, self._scale = value, 0
        self._open, self._joint = True, ""

    def scale(self, by: int) -> None:
        value = self._current or 1.0
        if by >= 1_000:
            self._total, self._current = self._total + value * by, 0.0
        else:
            self._current = value * by
        self._scale, self._open = by, True

    def is_fraction(self, word: str) -> bool:
        """Whether a word makes a fraction with the number before it: 2 "thirds", 4 and a "half"."""
        whole = self._open and not self._scale and self._current.is_integer()
        return whole and (
            word in _PARTS if self._joint == "and" else word in _FRACTIONS and self._current < 10
        )

    def divide(self, word: str) -> None:
        if self._joint:
            self._current += _PARTS[word]
        else:
            self._current /= _FRACTIONS[word]
        self._joint = ""

    def spans(self, word: str, following: Sequence[str]) -> bool:
        """Whether a word that is no number stands within one: hundred "and" 12, half "a" million."""
        if not self._open or not following:
            return False
        if word == "and" and following[0] == "a" and not _PARTS.keys().isdisjoint(following[1:]):
            self._joint = "and"  # 4 and a half
            return True
        if word in _COINS and not self._scale and self._current.is_integer():
            value = value_of(following[0]) or 0
            self._joint = word if 10 <= value < 100 else ""
            return bool(self._joint)
        if word == "and" and self._scale:
            return value_of(following[0]) is not None
        if self._joint == "and":
            return True
        return word in ("a", "an") and self._current == 0.5 and following[0] in _SCALES

    def finish(self) -> None:
        if self._open:
            self.told.append(self._total + self._current)
        self._total, self._current, self._scale = 0.0, 0.0, 0
        self._open, self._joint = False, ""
