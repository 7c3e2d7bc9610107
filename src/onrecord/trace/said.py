"""What the words that a quote is held against must answer, be they an index's or one other text's."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span


class Said(Protocol):
    """Numbered words with their places in a text; ``first`` to ``last`` are words, ``last`` excluded."""

    @property
    def words(self) -> NDArray[np.uint32]:
        """The number of every word; 0 is no word, and nothing pairs across it."""

    def number_words(self, norms: list[str]) -> list[int]:
        """The numbers of these words; one that is not there gets one that matches nothing."""

    def rarity(self, norms: list[str], ids: list[int]) -> list[float]:
        """The weight, in nats, of each of these words, of which ``ids`` are the numbers."""

    def names_of(self, first: int, last: int) -> list[str]:
        """The normal forms of words."""

    def span_of(self, first: int, last: int) -> Span:
        """The code points of words in their text."""

    def point_at(self, place: int) -> Span:
        """The empty span where something stands that is not there: after the word before ``place``."""

    def gap_before(self, place: int) -> str:
        """What stands in the text before a word, after the one before it; a line's end at the text's ends."""

    def runs_on(self, first: int, last: int) -> bool:
        """Whether words stand in one sentence of one turn."""

    def speakers_between(self, first: int, last: int) -> int:
        """How many speakers words ``first - 1`` to ``last`` are of, as far as they are named."""

    def turn_around(self, first: int, last: int) -> Span:
        """The code points of the turn that word ``first`` stands in, to the end of that of ``last - 1``."""

    def text_near(self, place: int, start: int, end: int) -> str:
        """The code points ``start`` to ``end`` of the text that word ``place`` stands in."""

    def speaker_of(self, place: int) -> str | None:
        """Who says a word, as the text names them; None where it does not."""
