"""The index over records: their words and texts on disk, and where each run of three words stands.

Every word of every record is a number in one long array; word 0 stands between records and matches
nothing. A seed is three words in a row; its hash picks a bucket, and the bucket lists the places of
all seeds that fall into it, to be checked against the words themselves. Texts are kept in the
narrowest fixed width that holds their code points, so that any stretch is cut out by its offset.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import RecordsError
from onrecord.model import Span
from onrecord.trace.rarity import weigh_absent, weigh_words
from onrecord.trace.store import Arrays, read_arrays
from onrecord.trace.voices import Voices

FILE_NAME = "records.index"
FORMAT = 2  # raise it whenever the arrays or the words of `onrecord.text.words` change
SEED = 3  # words; two are too common to seek by, four miss too many edited quotes
NO_DAY = 0  # where a record has no date, or one that cannot be read
NOBODY = -1  # where a record does not say who speaks
WIDTHS = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}  # bytes a code point

SENTENCE_END = re.compile(r"[.!?…]\s|\n")
END_MARKS = re.compile(r"[.!?…\"'”’)\]]+")  # what belongs to a turn's last word

_MIX = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))

Ints = NDArray[np.int64]


def day_of(when: str | None) -> int:
    """The day of an ISO 8601 day or time as a running number, or NO_DAY.

    Example:
        >>> day_of("2021-03-02T10:00:00Z") - day_of("2021-03-01")
        1
    """
    try:
        return date.fromisoformat((when or "")[:10]).toordinal()
    except ValueError:
        return NO_DAY


def hash_seeds(words: NDArray[Any], bits: int) -> NDArray[np.uint64]:
    """The bucket, below ``2**bits``, of each run of three words in ``words``."""
    ids = words.astype(np.uint64)
    mixed = (ids[:-2] * _MIX[0] + ids[1:-1]) * _MIX[1] + ids[2:]
    mixed ^= mixed >> np.uint64(29)
    return (mixed * _MIX[2]) >> np.uint64(64 - bits)


@dataclass(frozen=True, slots=True)
class Note:
    """What the index remembers about a record beside its words."""

    id: str
    title: str | None
    date: str | None


class Index:
    """Records made ready for search; opened in a tenth of a second for eight million words.

    ``words`` holds the number of every word, record after record; ``starts`` and ``lengths`` its
    code points in its record's text; ``bounds`` the first word of each record, and the end.
    ``segments`` are the words where another speaker begins, ``voices`` the speakers' numbers.
    """

    def __init__(self, path: Path, meta: dict[str, Any], arrays: Arrays) -> None:
        self.path = path
        self.fingerprint: str = meta["fingerprint"]
        self.speakers: list[str] = meta["speakers"]
        self.seed_bits: int = meta["seed_bits"]
        self.words, self.starts, self.lengths = arrays["words"], arrays["starts"], arrays["lengths"]
        self.bounds, self.days = arrays["bounds"], arrays["days"]
        self.segments, self.voices = arrays["segments"], arrays["voices"]
        self.seed_starts, self.seed_places = arrays["seed_starts"], arrays["seed_places"]
        self.counts = arrays["counts"]
        self._texts, self._text_bounds, self._widths = (
            arrays["texts"],
            arrays["text_bounds"],
            arrays["widths"],
        )
        self._notes, self._note_bounds = arrays["notes"], arrays["note_bounds"]
        self._vocabulary = arrays["vocabulary"]
        if len(self.bounds) != len(self.days) + 1 or len(self.words) != self.bounds[-1]:
            raise ValueError("its arrays do not fit together")

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open the index that stands in ``folder``.

        Args:
            folder: where `build_index` wrote it.

        Returns:
            The index, memory-mapped.

        Raises:
            RecordsError: there is none, it is of another version, or it is damaged.
        """
        path = folder / FILE_NAME
        meta, arrays = read_arrays(path)
        if meta.get("format") != FORMAT:
            raise RecordsError(f"{path}: the index is of another version; delete it, and it is built anew")
        try:
            return cls(path, meta, arrays)
        except (KeyError, ValueError) as err:
            raise RecordsError(
                f"{path}: the index is damaged ({err}); delete it, and it is built anew"
            ) from err

    def __len__(self) -> int:
        """How many records it holds."""
        return len(self.days)

    @cached_property
    def _names(self) -> list[str]:
        return ["", *self._vocabulary.tobytes().decode("utf-8", "surrogatepass").split("\n")]

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._names) if number}

    @cached_property
    def speaking(self) -> Voices:
        """The speakers of the records, ready to be compared with a page's sources."""
        return Voices(self.speakers)

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """How rare each word is, in nats, by its number."""
        return weigh_words(self._ids, self.counts)

    def number_words(self, norms: list[str]) -> list[int]:
        """The numbers of these words; a word that no record has gets one that matches nothing."""
        ids = self._ids
        beyond = len(self.counts)
        new: dict[str, int] = {}
        return [ids.get(norm) or new.setdefault(norm, beyond + len(new)) for norm in norms]

    def rarity(self, norms: list[str], ids: list[int]) -> list[float]:
        """The weight of each of these words, of which ``ids`` are the numbers."""
        known, total = len(self.counts), float(len(self.words))
        return [
            float(self.weights[i]) if i < known else weigh_absent(norm, total)
            for norm, i in zip(norms, ids, strict=True)
        ]

    def record_of(self, places: Ints) -> Ints:
        """The record in which each word stands."""
        found: Ints = np.searchsorted(self.bounds, places, side="right") - 1
        return found

    def voice_of(self, places: Ints) -> Ints:
        """The number of the speaker of each word, or NOBODY."""
        found: Ints = self.voices[np.searchsorted(self.segments, places, side="right") - 1]
        return found

    def names_of(self, first: int, last: int) -> list[str]:
        """The normal forms of words ``first`` to ``last``, ``last`` excluded."""
        return [self._names[number] for number in self.words[first:last].tolist()]

    def speakers_between(self, first: int, last: int) -> int:
        """How many speakers words ``first - 1`` to ``last`` are of, as far as they are named."""
        low, high = np.searchsorted(self.segments, (first - 1, last), side="right")
        return len({int(voice) for voice in self.voices[max(0, low - 1) : high]} - {NOBODY})

    def runs_on(self, first: int, last: int) -> bool:
        """Whether words ``first`` to ``last``, ``last`` excluded, stand in one sentence of one turn."""
        if first < 0 or last > len(self.words) or not self.words[first:last].all():
            return False
        turns = np.searchsorted(self.segments, (first, last - 1), side="right")
        span = self.span_of(first, last)
        record = int(self.record_of(np.array([first]))[0])
        return bool(turns[0] == turns[1]) and not SENTENCE_END.search(self.text_of(record, *span))

    def end_of(self, place: int) -> int:
        """The code point, in its record's text, at which a word ends."""
        return int(self.starts[place]) + int(self.lengths[place])

    def span_of(self, first: int, last: int) -> Span:
        """The code points, in their record's text, of words ``first`` to ``last``, ``last`` excluded."""
        return Span(int(self.starts[first]), self.end_of(last - 1))

    def point_at(self, place: int) -> Span:
        """The empty span after the word before ``place``, in their record's text."""
        at = self.end_of(place - 1) if place and self.words[place - 1] else int(self.starts[place])
        return Span(at, at)

    def gap_before(self, place: int) -> str:
        """What stands in the record before a word, after the one before it; a line's end at its ends."""
        if not 0 < place < len(self.words) or not self.words[place - 1] or not self.words[place]:
            return "\n"
        record = int(self.record_of(np.array([place]))[0])
        return self.text_of(record, self.end_of(place - 1), int(self.starts[place]))

    def text_of(self, record: int, start: int = 0, end: int | None = None) -> str:
        """The code points ``start`` to ``end`` of a record's text, cut to what there is."""
        width = int(self._widths[record])
        begin, stop = int(self._text_bounds[record]), int(self._text_bounds[record + 1])
        size = (stop - begin) // width
        first = max(0, min(start, size))
        last = size if end is None else max(first, min(end, size))
        stretch = self._texts[begin + first * width : begin + last * width].tobytes()
        return stretch.decode(WIDTHS[width], "surrogatepass" if width == 4 else "strict")

    def turn_around(self, first: int, last: int) -> Span:
        """The code points of the turn that a word stands in, to the end of that of ``last - 1``."""
        begins = int(np.searchsorted(self.segments, first, side="right")) - 1
        ends = int(np.searchsorted(self.segments, last - 1, side="right"))
        beyond = int(self.segments[ends]) if ends < len(self.segments) else len(self.words)
        end = self.end_of(beyond - 1)
        marks = END_MARKS.match(self.text_near(first, end, end + 4))
        return Span(int(self.starts[self.segments[begins]]), end + (marks.end() if marks else 0))

    def text_near(self, place: int, start: int, end: int) -> str:
        """The code points ``start`` to ``end`` of the text of the record that a word stands in."""
        return self.text_of(int(np.searchsorted(self.bounds, place, side="right")) - 1, start, end)

    def speaker_of(self, place: int) -> str | None:
        """Who says a word, as its record names them; None where it does not."""
        voice = int(self.voices[int(np.searchsorted(self.segments, place, side="right")) - 1])
        return None if voice == NOBODY else self.speakers[voice]

    def note_of(self, record: int) -> Note:
        """A record's id, title and date."""
        stretch = self._notes[self._note_bounds[record] : self._note_bounds[record + 1]]
        told = json.loads(stretch.tobytes())
        return Note(told["id"], told["title"], told["date"])
