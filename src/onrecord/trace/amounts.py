"""Numbers as words tell them: "5 million", "4 hundred and 12", "4 and a half", "2 pounds 30".

Words are in the normal form of ``onrecord.text.words``, which writes numbers below a hundred as digits.
"""

from collections.abc import Sequence

_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9} | {
    "trillion": 10**12
}
_SCALES |= {f"{name}s": value for name, value in _SCALES.items()}
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
_VALUES = {"half": 0.5, "quarter": 0.25, "thirtieth": 30.0} | {
    name: float(i) for i, name in enumerate(_ORDINALS, 1)
}
_VALUES |= dict.fromkeys("double doubled doubles doubling twice".split(), 2.0)
_VALUES |= dict.fromkeys("triple tripled triples tripling thrice".split(), 3.0)
_CENTURIES = range(10, 21)  # of years as they are spoken: "20 16"
_PARTS = {"half": 0.5, "quarter": 0.25}  # after "and a"; "a third" alone may be a place in a row
_FRACTIONS = {"halves": 2, "thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10}  # after a number: 2 thirds
_CLOCK = frozenset("to past after".split())  # a quarter to 5
_COINS = frozenset("dollar dollars pound pounds euro euros".split())  # 2 pounds 30
LONGEST_NUMBER = 8  # words: "four hundred and twelve thousand and six"
_LONGEST = 15  # digits; a longer run names something, it does not count


def value_of(word: str) -> float | None:
    """What one word counts by itself; None for "million" and for what is no number."""
    if word in _VALUES:
        return _VALUES[word]
    plain = word.replace(".", "", 1)
    return float(word) if plain.isdecimal() and len(plain) <= _LONGEST else None


def is_ordinal(word: str) -> bool:
    """Whether a word gives a place in a row, up to the twentieth: "first"."""
    return word in _ORDINALS


def is_amount(word: str) -> bool:
    """Whether a word is a number or part of one."""
    return word in _SCALES or word in _FRACTIONS or value_of(word) is not None


def is_coin(word: str) -> bool:
    """Whether a word is the money that an amount is of, which a sign may stand for: "pounds" of "£5"."""
    return word in _COINS


def read_amounts(words: Sequence[str]) -> list[float]:
    """The numbers that some words tell, in order; what stands between them is passed over.

    Example:
        >>> read_amounts("4 hundred and 12 of 1.5 million in 20 16".split())
        [412.0, 1500000.0, 2016.0]
    """
    reader = _Reader()
    for i, word in enumerate(words):
        value = None if _is_of_the_clock(words, i) else value_of(word)
        if reader.is_fraction(word):
            reader.divide(word)
        elif word in _SCALES:
            reader.scale(_SCALES[word])
        elif value is not None:
            reader.add(value, is_ordinal=is_ordinal(word))
        elif not reader.spans(word, words[i + 1 : i + 3]):
            reader.finish()
    reader.finish()
    return reader.told


def _is_of_the_clock(words: Sequence[str], i: int) -> bool:
    return words[i] in _PARTS and i + 1 < len(words) and words[i + 1] in _CLOCK


class _Reader:
    """Adds words up to a number, as they are spoken."""

    def __init__(self) -> None:
        self.told: list[float] = []
        self._total, self._current, self._scale = 0.0, 0.0, 0
        self._open = False
        self._joint = ""  # the word that the last number and the next have between them

    def add(self, value: float, *, is_ordinal: bool) -> None:
        if self._joint in _COINS:
            self._current += value / 100  # 2 pounds 30
        elif (
            self._open
            and not self._scale
            and is_ordinal
            and value < 10
            and self._current in range(20, 100, 10)
        ):
            self._current += value  # 20 first
        elif self._open and self._scale and value < self._scale:
            self._current += value  # hundred and 12
        elif self._open and not self._scale and self._current in _CENTURIES and 10 <= value < 100:
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
