"""The index over records: their words and texts on disk, and where each word and each three in a row stand.

Every word of every record is a number in one long array; word 0 stands between records and matches
nothing. A seed is three words in a row; its hash picks a bucket, and the bucket lists the places of
all seeds that fall into it, to be checked against the words themselves. Such tables are made for
runs of the array, each at least twice as long as the next, so that records can be added without
making all tables anew (O'Neil et al. 1996). Texts are kept in the narrowest fixed width that holds
their code points, so that any stretch is cut out by its offset.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import RecordsError
from onrecord.model import Rejected, Span
from onrecord.text.dates import day_of
from onrecord.trace.rarity import weigh_absent, weigh_words
from onrecord.trace.store import Arrays, read_arrays
from onrecord.trace.voices import Voices

FORMAT = 4  # raise it whenever the arrays or the words of `onrecord.text.words` change
SEED = 3  # words; two are too common to seek by, four miss too many edited quotes
NO_DAY = 0  # where a record has no date, or one that cannot be read
NOBODY = -1  # where a record does not say who speaks
TABLES = ("seed_starts", "seed_places", "word_starts", "word_places")  # of a run
WIDTHS = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}  # bytes a code point

SENTENCE_END = re.compile(r"[.!?…]\s|\n")
END_MARKS = re.compile(r"[.!?…\"'”’)\]]+")  # what belongs to a turn's last word

_MIX = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))

Ints = NDArray[np.int64]


def day_number(when: str | None) -> int:
    """The day of an ISO 8601 day or time as a running number, or NO_DAY.

    Example:
        >>> day_number("2021-03-02T10:00:00Z") - day_number("2021-03-01")
        1
    """
    day = day_of(when)
    return day.toordinal() if day else NO_DAY


def read_lines(stored: NDArray[np.uint8]) -> list[str]:
    """The lines of a stored text, each with its end."""
    return stored.tobytes().decode("utf-8", "surrogatepass").split("\n")[:-1]


def _from_zero(ends: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate((np.zeros(1, ends.dtype), ends))


def near_days(pages: NDArray[Any], records: NDArray[Any]) -> NDArray[np.float64]:
    """How well records' days fit pages': 1 from three days before to one after, then less; 0 unknown."""
    ago = pages - records
    near = np.where((ago >= -1) & (ago <= 3), 1.0, 5.0 / (10 + np.maximum(ago, 0)))
    near = np.where(ago < -1, -0.5, near)
    fits: NDArray[np.float64] = np.where((pages != NO_DAY) & (records != NO_DAY), near, 0.0)
    return fits


def hash_seeds(words: NDArray[Any], bits: int) -> NDArray[np.uint64]:
    """The bucket, below ``2**bits``, of each run of three words in ``words``."""
    ids = words.astype(np.uint64)
    mixed = (ids[:-2] * _MIX[0] + ids[1:-1]) * _MIX[1] + ids[2:]
    mixed ^= mixed >> np.uint64(29)
    return (mixed * _MIX[2]) >> np.uint64(64 - bits)


def hash_told(*told: object) -> int:
    """A number that changes with whatever is told."""
    return int.from_bytes(hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=8).digest())


@dataclass(frozen=True, slots=True)
class Note:
    """What the index remembers about a record beside its words."""

    id: str
    title: str | None
    date: str | None
    url: str | None = None


class Run(NamedTuple):
    """The tables of a stretch of the words: places by bucket of seeds, and by word.

    Bucket ``b`` holds ``seed_places[seed_starts[b]:seed_starts[b + 1]]``, and so for words.
    """

    seed_bits: int
    seed_starts: NDArray[np.uint32]
    seed_places: NDArray[np.uint32]
    word_starts: NDArray[np.uint32]
    word_places: NDArray[np.uint32]


class Index:
    """Records made ready for search; opened in a tenth of a second for eight million words.

    ``words`` holds the number of every word, record after record; ``starts`` and ``lengths`` its
    code points in its record's text; ``bounds`` the first word of each record, and the end.
    ``segments`` are the words where another speaker begins, ``voices`` the speakers' numbers.
    Records that are gone stay in the arrays, and are not ``alive``; those that hold the same text of
    the same day have the same of ``hashes``.
    """

    def __init__(self, folder: Path, meta: dict[str, Any], arrays: Arrays) -> None:
        self.folder = folder
        self.sources: dict[str, str] = {name: stamp for name, (_, stamp) in meta["sources"].items()}
        self.refused = [Rejected(*row) for rows in meta["refused"].values() for row in rows]
        self.words, self.starts, self.lengths = arrays["words"], arrays["starts"], arrays["lengths"]
        self.bounds, self.days = _from_zero(arrays["ends"]), arrays["days"]
        self.segments, self.voices = arrays["segments"], arrays["voices"]
        self.counts, self.alive = arrays["counts"], arrays["alive"]
        self.origins, self.digests, self.hashes = (arrays[name] for name in ("origins", "digests", "hashes"))
        self.runs = [
            Run(bits, *(arrays[f"{table}.{name}"] for table in TABLES)) for name, bits in meta["runs"].items()
        ]
        self.size = int(self.counts.sum())
        self._texts, self._text_bounds = arrays["texts"], _from_zero(arrays["text_ends"])
        self._notes, self._note_bounds = arrays["notes"], _from_zero(arrays["note_ends"])
        self._widths = arrays["widths"]
        self._vocabulary, self._speakers = arrays["vocabulary"], arrays["speakers"]
        self.text_size, self.note_size = len(self._texts), len(self._notes)
        sizes = {len(self.bounds) - 1, *map(len, (self.days, self.alive, self.digests, self._widths))}
        if len(sizes) != 1 or len(self.words) != self.bounds[-1]:
            raise ValueError("its arrays do not fit together")

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open the index that stands in ``folder``.

        Args:
            folder: where `update_index` wrote it.

        Returns:
            The index, memory-mapped.

        Raises:
            RecordsError: there is none, it is of another version, or it is damaged.
        """
        meta, arrays = read_arrays(folder)
        if meta.get("format") != FORMAT:
            raise RecordsError(f"{folder}: the index is of another version; delete it, and it is built anew")
        try:
            return cls(folder, meta, arrays)
        except (KeyError, ValueError, TypeError) as err:
            raise RecordsError(
                f"{folder}: the index is damaged ({err}); delete it, and it is built anew"
            ) from err

    def __len__(self) -> int:
        """How many records it holds that are not gone."""
        return int(np.count_nonzero(self.alive))

    @cached_property
    def speakers(self) -> list[str]:
        """The labels by which the records name their speakers, by number."""
        return read_lines(self._speakers)

    @cached_property
    def vocabulary(self) -> list[str]:
        """The words of the records in their normal form, from number 1 on."""
        return read_lines(self._vocabulary)

    @cached_property
    def _names(self) -> list[str]:
        return ["", *self.vocabulary]

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self._names) if number}

    @cached_property
    def _records(self) -> dict[str, int]:
        return {self.note_of(number).id: number for number in reversed(np.flatnonzero(self.alive).tolist())}

    @cached_property
    def speaking(self) -> Voices:
        """The speakers of the records, ready to be compared with a page's sources."""
        return Voices(self.speakers)

    @cached_property
    def _weights(self) -> list[float]:
        weights: list[float] = self.weights.tolist()  # a list is read one by one in a fifth of the time
        return weights

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
        weights, known, total = self._weights, len(self.counts), float(self.size)
        return [
            weights[i] if i < known else weigh_absent(norm, total) for norm, i in zip(norms, ids, strict=True)
        ]

    def record_of(self, places: Ints) -> Ints:
        """The record in which each word stands."""
        found: Ints = self.bounds.searchsorted(places, side="right") - 1
        return found

    def voice_of(self, places: Ints) -> Ints:
        """The number of the speaker of each word, or NOBODY."""
        found: Ints = self.voices[self.segments.searchsorted(places, side="right") - 1]
        return found

    def places_of(self, number: int) -> Ints:
        """All places of a word, in order; none for a number that is no word's."""
        found = [
            run.word_places[run.word_starts[number] : run.word_starts[number + 1]]
            for run in self.runs
            if 0 < number < len(run.word_starts) - 1
        ]
        return np.concatenate(found).astype(np.int64) if found else np.empty(0, np.int64)

    def turn_at(self, record: int, point: int) -> Span | None:
        """The code points of the turn in which a word that begins at ``point`` stands; None for nobody's."""
        first, last = int(self.bounds[record]), int(self.bounds[record + 1]) - 1
        place = first + int(np.searchsorted(self.starts[first:last], point, side="right")) - 1
        unnamed = place < first or self.speaker_of(place) is None
        return None if unnamed else self.turn_around(place, place + 1)

    def speech_start(self, record: int) -> int:
        """The code point at which a record's first named speaker begins; 0 where it names none."""
        first, last = int(self.bounds[record]), int(self.bounds[record + 1])
        begin, end = self.segments.searchsorted(first, side="right") - 1, self.segments.searchsorted(last)
        named = np.flatnonzero(self.voices[begin:end] != NOBODY)
        return int(self.starts[max(first, int(self.segments[begin + named[0]]))]) if len(named) else 0

    def names_of(self, first: int, last: int) -> list[str]:
        """The normal forms of words ``first`` to ``last``, ``last`` excluded."""
        return [self._names[number] for number in self.words[first:last].tolist()]

    def speakers_between(self, first: int, last: int) -> int:
        """How many speakers words ``first - 1`` to ``last`` are of, as far as they are named."""
        low, high = self.segments.searchsorted((first - 1, last), side="right")
        return len({int(voice) for voice in self.voices[max(0, low - 1) : high]} - {NOBODY})

    def runs_on(self, first: int, last: int) -> bool:
        """Whether words ``first`` to ``last``, ``last`` excluded, stand in one sentence of one turn."""
        if first < 0 or last > len(self.words) or not self.words[first:last].all():
            return False
        turns = self.segments.searchsorted((first, last - 1), side="right")
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

    def holding(self, text: str, date: str | None) -> list[int]:
        """The numbers of the records that are not gone and hold this very text of this day or time."""
        same = self.hashes == np.uint64(hash_told(date, text))
        return np.flatnonzero(same & (self.alive != 0)).tolist()

    def number_of(self, record: str) -> int:
        """The number of the record that has an id; the first of them where several have.

        Raises:
            KeyError: none has it.
        """
        return self._records[record]

    def turn_around(self, first: int, last: int) -> Span:
        """The code points of the turn that a word stands in, to the end of that of ``last - 1``."""
        begins = int(self.segments.searchsorted(first, side="right")) - 1
        ends = int(self.segments.searchsorted(last - 1, side="right"))
        beyond = int(self.segments[ends]) if ends < len(self.segments) else len(self.words)
        end = self.end_of(beyond - 1)
        marks = END_MARKS.match(self.text_near(first, end, end + 4))
        return Span(int(self.starts[self.segments[begins]]), end + (marks.end() if marks else 0))

    def text_near(self, place: int, start: int, end: int) -> str:
        """The code points ``start`` to ``end`` of the text of the record that a word stands in."""
        return self.text_of(int(self.bounds.searchsorted(place, side="right")) - 1, start, end)

    def speaker_of(self, place: int) -> str | None:
        """Who says a word, as its record names them; None where it does not."""
        voice = int(self.voices[int(self.segments.searchsorted(place, side="right")) - 1])
        return None if voice == NOBODY else self.speakers[voice]

    def note_of(self, record: int) -> Note:
        """A record's id, title and date."""
        stretch = self._notes[self._note_bounds[record] : self._note_bounds[record + 1]]
        told = json.loads(stretch.tobytes())
        return Note(told["id"], told["title"], told["date"], told.get("url"))  # older ones have no address
