"""Collation: the wordings of one utterance side by side, place by place.

Each wording is aligned with one guide (a star alignment): the record's passage, or else the longest
wording. A place is a word of the guide, or the gap before one, where a witness may have more. What a
witness does not quote is missing, and no deviation; what it leaves out within a quote is one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Witness
from onrecord.text.words import Words, split_words
from onrecord.trace.align import find_steps, pair_words

MISSING = -1  # not quoted: nothing is known of the place
NOTHING = 0  # quoted past, with no word there
MAX_WORDS = 5_000  # of a wording that are collated; a longer quote is a document
MAX_WITNESSES = 500  # of a family that are compared, each with each

_ELLIPSIS = re.compile(r"…|\.(?:\s?\.){2,}")
_APOSTROPHES = frozenset("'’")  # of half a contraction no reader makes sense
_SENTENCE_END = re.compile(r"[.!?;:\n]")

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Collation:
    """The wordings, place by place.

    Attributes:
        codes: witnesses × places, each the number of a reading, ``MISSING`` or ``NOTHING``. Of a guide of
            n words there are 2n + 1 places: place 2i + 1 is word i, place 2i the gap before it.
        readings: the words that each number stands for; the first is none.
        breaks: n + 1 flags: whether a sentence may begin before word i of the guide.
        guide: the guide's words, as written.
    """

    codes: Codes
    readings: tuple[str, ...]
    breaks: NDArray[np.bool_]
    guide: tuple[str, ...]


def choose_guide(witnesses: Sequence[Witness]) -> int:
    """The witness to collate against: the record, or else the longest wording; of equals the earliest."""
    return min(
        range(len(witnesses)),
        key=lambda i: (
            not witnesses[i].is_record,
            -sum(len(text.split()) for text in witnesses[i].wording),
            witnesses[i].when or "~",
            i,
        ),
    )


def collate(witnesses: Sequence[Witness], guide: int) -> Collation:
    """Put all wordings side by side.

    Args:
        witnesses: of one utterance.
        guide: which of them the others are aligned with.

    Returns:
        The collation, a row for each witness.

    Example:
        >>> told = ("We keep the lamps lit.", "keep the fires")
        >>> table = collate([Witness(t, t, t, (t,)) for t in told], 0)
        >>> [[table.readings[code] if code >= 0 else None for code in row[3:10:2]] for row in table.codes]
        [['keep', 'the', 'lamps', 'lit'], ['keep', 'the', 'fires', None]]
    """
    desk = _Desk(" … ".join(witnesses[guide].wording))
    rows = np.full((len(witnesses), 2 * len(desk.words) + 1), MISSING, np.int32)
    for row, witness in zip(rows, witnesses, strict=True):
        for text in witness.wording:
            for piece in _ELLIPSIS.split(text):
                desk.lay(row, piece)
    shown = tuple(desk.shown(i) for i in range(len(desk.words)))
    return Collation(rows, tuple(desk.readings), desk.breaks(), shown)


class _Desk:
    """The guide, and the readings met so far."""

    def __init__(self, guide: str) -> None:
        self.guide = guide
        self.words = _first_words(split_words(guide))
        self.ids: dict[str, int] = {"": NOTHING}
        self.readings = [""]
        self.numbers = [self._number(self.words, i, i + 1, guide) for i in range(len(self.words))]

    def shown(self, i: int) -> str:
        """A word of the guide, as written; of a contraction its plain form."""
        written = self.guide[self.words.starts[i] : self.words.ends[i]]
        return self.words.norms[i] if set(written) & _APOSTROPHES else written

    def breaks(self) -> NDArray[np.bool_]:
        """Where a sentence may begin in the guide; its two ends count too."""
        starts, ends = self.words.starts, self.words.ends
        inner = [
            bool(_SENTENCE_END.search(self.guide, ends[i - 1], starts[i])) for i in range(1, len(starts))
        ]
        return np.array([True, *inner, True][: len(starts) + 1])

    def lay(self, row: Codes, text: str) -> None:
        """Align one stretch of a witness, and write its readings where the row has none yet."""
        words = _first_words(split_words(text))
        numbers = [self._number(words, i, i + 1, text) for i in range(len(words))]
        blocks = pair_words(numbers, self.numbers)
        if not blocks:
            return
        last = blocks[-1]
        lead, trail = blocks[0].quote, len(numbers) - last.quote - last.size
        low = max(0, blocks[0].record - lead)  # a first word that differs stands for the guide's first
        high = min(len(self.numbers), last.record + last.size + trail)
        laid = np.full_like(row, MISSING)
        for step in find_steps(numbers, self.numbers[low:high]):
            first, end = low + step.record_from, low + step.record_to
            if step.tag == "delete":
                laid[2 * first + 1 : 2 * end : 2] = NOTHING
            elif step.tag == "insert":
                laid[2 * first] = self._number(words, step.quote_from, step.quote_to, text)
            else:
                laid[2 * first + 1 : 2 * end : 2] = numbers[step.quote_from : step.quote_to]
        _trim(laid)
        np.copyto(row, laid, where=row == MISSING)

    def _number(self, words: Words, first: int, last: int, text: str) -> int:
        """The number of a reading: words that match alike have the same."""
        norm = " ".join(words.norms[first:last])
        written = " ".join(text[words.starts[first] : words.ends[last - 1]].split())
        shown = norm if set(written) & _APOSTROPHES else written
        number = self.ids.setdefault(norm, len(self.readings))
        if number == len(self.readings):
            self.readings.append(shown)
        elif shown.islower():  # a capital may only stand for a sentence's beginning
            self.readings[number] = shown
        return number


def _first_words(words: Words) -> Words:
    return Words(words.norms[:MAX_WORDS], words.starts[:MAX_WORDS], words.ends[:MAX_WORDS])


def _trim(laid: Codes) -> None:
    """Set to missing what is left out at the ends, and fill the gaps between with nothing."""
    there = np.flatnonzero(laid > NOTHING)
    laid[: there[0]] = laid[there[-1] + 1 :] = MISSING
    inside = laid[there[0] : there[-1] + 1]
    inside[inside == MISSING] = NOTHING
