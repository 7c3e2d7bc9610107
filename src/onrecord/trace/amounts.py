"""Numbers as words tell them: "5 million", "4 hundred and 12", "20 16", "half a dozen".

Words are in the normal form of ``onrecord.text.words``, which writes numbers below a hundred as digits.
"""

from collections.abc import Sequence

_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9} | {
    "trillion": 10**12
}
_ORDINALS = "first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_VALUES = {"half": 0.5, "first": 1.0} | {name: float(i) for i, name in enumerate(_ORDINALS[1:], 3)}
_LONGEST = 15  # digits; a longer run names something, it does not count


def value_of(word: str) -> float | None:
    """What one word counts by itself; None for "million" and for what is no number."""
    if word in _VALUES:
        return _VALUES[word]
    plain = word.replace(".", "", 1)
    return float(word) if plain.isdecimal() and len(plain) <= _LONGEST else None


def is_amount(word: str) -> bool:
    """Whether a word is a number or part of one."""
    return word in _SCALES or value_of(word) is not None


def read_amounts(words: Sequence[str]) -> list[float]:
    """The numbers that some words tell, in order; what stands between them is passed over.

    Example:
        >>> read_amounts("4 hundred and 12 of 1.5 million in 20 16".split())
        [412.0, 1500000.0, 2016.0]
    """
    reader = _Reader()
    for i, word in enumerate(words):
        value = value_of(word)
        if word in _SCALES:
            reader.scale(_SCALES[word])
        elif value is not None:
            reader.add(value)
        elif not reader.spans(word, words[i + 1 : i + 2]):
            reader.finish()
    reader.finish()
    return reader.told


class _Reader:
    """Adds words up to a number, as they are spoken."""

    def __init__(self) -> None:
        self.told: list[float] = []
        self._total, self._current, self._scale = 0.0, 0.0, 0
        self._open = False

    def add(self, value: float) -> None:
        if self._open and self._scale and value < self._scale:
            self._current += value  # hundred and 12
        elif self._open and not self._scale and 10 <= self._current < 100 and 10 <= value < 100:
            self._current = 100 * self._current + value  # 20 16
        else:
            self.finish()
            self._current, self._scale = value, 0
        self._open = True

    def scale(self, by: int) -> None:
        value = self._current or 1.0
        if by >= 1_000:
            self._total, self._current = self._total + value * by, 0.0
        else:
            self._current = value * by
        self._scale, self._open = by, True

    def spans(self, word: str, following: Sequence[str]) -> bool:
        """Whether a word that is no number stands within one: hundred "and" 12, half "a" million."""
        if not self._open or not following:
            return False
        if word == "and" and self._scale:
            return value_of(following[0]) is not None
        return word in ("a", "an") and self._current == 0.5 and following[0] in _SCALES

    def finish(self) -> None:
        if self._open:
            self.told.append(self._total + self._current)
        self._total, self._current, self._scale, self._open = 0.0, 0.0, 0, False
