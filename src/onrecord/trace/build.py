"""Building the index, and bringing it in line with its sources: what is new is added at the end.

Memory: about 30 bytes for each word that is added, 16 for each of the longest run whose tables are
made, and the largest record; texts go to disk at once.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import RecordsError
from onrecord.model import Record, Rejected
from onrecord.text.words import split_words
from onrecord.trace.index import (
    FORMAT,
    NOBODY,
    TABLES,
    WIDTHS,
    Index,
    Note,
    day_number,
    hash_seeds,
    hash_told,
)
from onrecord.trace.store import ArrayWriter

_MAX_LABEL = 100  # code points; a longer line before a turn is not the label that names its speaker
_MIN_BITS, _MAX_BITS = 8, 28  # buckets of seeds: few for few words, 1 GB at the most
_LONGEST_RUN = 1 << 26  # words; longer ones are not joined, so that memory stays under 2 GB
_MOST_REFUSED = 1000  # of one source that are remembered
_OF_RECORDS = ("days", "widths", "origins", "digests", "hashes")  # an item for each record
_MOST_DEAD = 0.5  # of the words; beyond it the index is made anew, without them

Stretch = tuple[int, int, str | None]


@dataclass(frozen=True, slots=True)
class Source:
    """Where records come from: a file, say.

    Attributes:
        name: what it is called, alone among the sources of an index.
        stamp: changes when what it holds does.
        read: gives its records, and what of it cannot be read.
    """

    name: str
    stamp: str
    read: Callable[[], Iterable[Record | Rejected]]


def build_index(folder: Path, stamp: str, records: Iterable[Record]) -> Index:
    """Index records into ``folder``, in place of what stood there.

    Args:
        folder: made if it is not there.
        stamp: tells these records from any others.
        records: read once, in order, one at a time.

    Returns:
        The index, opened. It may hold no record at all.

    Raises:
        OSError: the folder cannot be written to.
    """
    return update_index(folder, [Source("", stamp, lambda: records)], anew=True)


def update_index(folder: Path, sources: Iterable[Source], *, anew: bool = False) -> Index:
    """Bring the index in ``folder`` in line with its sources, and make it where there is none.

    Sources whose stamp is the same are not read again; records that are the same as before are not
    indexed again; those that are gone are passed over from now on.

    Args:
        folder: made if it is not there.
        sources: all of them, in order.
        anew: begin from nothing.

    Returns:
        The index, opened.

    Raises:
        OSError: the folder cannot be written to; what stood there still stands.
        RecordsError: the records hold more words than an index can number.
    """
    wanted = list(sources)
    with ArrayWriter(folder) as out:
        old = None if anew else _usable(folder)  # within the writer's lock: another may just have written
        if old is None:
            out.clear()
            out.meta = {"format": FORMAT, "sources": {}, "refused": {}, "runs": {}}
        _Growth(out, old).take(wanted)
    index = Index.open(folder)
    if len(index.words) and index.size < _MOST_DEAD * (len(index.words) - len(index.days)) and old:
        return update_index(folder, wanted, anew=True)
    return index


def _usable(folder: Path) -> Index | None:
    try:
        return Index.open(folder)
    except RecordsError:
        return None  # none yet, or damaged: it can always be made again from the records


class _Growth:
    """What is added to an index, gathered until it is written."""

    def __init__(self, out: ArrayWriter, old: Index | None) -> None:
        self.out = out
        self.numbers = {} if old is None else {name: i for i, name in enumerate(old.vocabulary, 1)}
        self.speakers = {} if old is None else {name: i for i, name in enumerate(old.speakers)}
        self.known_words, self.known_speakers = len(self.numbers), len(self.speakers)
        self.first = 0 if old is None else len(old.words)
        self.old = old
        self.ids: set[str] | None = None  # of the records that are there, once they are asked for
        self.alive = array("B", b"" if old is None else old.alive.tobytes())
        self.bounds = [0] if old is None else old.bounds.tolist()
        self.records: dict[tuple[int, int], list[int]] = {}  # source, digest → numbers of records
        if old is not None:
            for i, key in enumerate(zip(old.origins.tolist(), old.digests.tolist(), strict=True)):
                self.records.setdefault(key, []).append(i)
        self.words, self.starts, self.lengths = array("I"), array("I"), array("B")
        self.segments, self.voices = array("q"), array("i")
        self.days, self.widths, self.origins = array("i"), array("B"), array("I")
        self.digests, self.hashes = array("Q"), array("Q")
        self.notes, self.note_ends = bytearray(), array("q")
        self.text_end, self.text_ends = (0 if old is None else old.text_size), array("q")
        self.note_end = 0 if old is None else old.note_size

    def take(self, sources: list[Source]) -> None:
        """Read what is new of the sources, let go of what is gone, and write it all."""
        told: dict[str, list[Any]] = self.out.meta["sources"]
        gone = told.keys() - {source.name for source in sources}
        changed = [source for source in sources if told.get(source.name, [0, None])[1] != source.stamp]
        dying = {told[name][0] for name in gone} | {told[s.name][0] for s in changed if s.name in told}
        for (origin, _), records in self.records.items():
            if origin in dying:
                for record in records:
                    self.alive[record] = 0
        for name in gone:
            del told[name]
            self.out.meta["refused"].pop(name, None)
        self._texts_of(changed)
        self._write()

    def _texts_of(self, changed: list[Source]) -> None:
        """Read the changed sources; their texts are written at once."""
        told = self.out.meta["sources"]
        free = max((number for number, _ in told.values()), default=-1) + 1
        for source in changed:
            number = told[source.name][0] if source.name in told else free
            free = max(free, number + 1)
            refused: list[tuple[str, str]] = []
            for record in source.read():
                if isinstance(record, Rejected):
                    refused.append((record.item, record.reason))
                elif not self._revive(number, record):
                    self.out.append("texts", np.frombuffer(self._add_record(number, record), np.uint8))
            told[source.name] = [number, source.stamp]
            self.out.meta["refused"][source.name] = refused[:_MOST_REFUSED]

    def _revive(self, origin: int, record: Record) -> bool:
        """Whether the same record of the same source is there already; it lives on."""
        known = self.records.get((origin, _digest(record)), [])
        asleep = [i for i in known if not self.alive[i]]
        if asleep:
            self.alive[asleep[0]] = 1
        return bool(asleep)

    def _add_record(self, origin: int, record: Record) -> bytes:
        """Add a record's words and notes; its text as it is to be stored."""
        for start, end, speaker in _said(record):
            self._segment(speaker)
            self._add(record.text, start, end)
        self._segment(None)
        self.words.append(0)  # between records: matches nothing
        self.starts.append(0)
        self.lengths.append(0)
        self.bounds.append(self.first + len(self.words))
        if self.bounds[-1] >= 1 << 32:
            raise RecordsError("the records hold over four billion words: split them into several folders")
        self.days.append(day_number(record.date))
        self.alive.append(1)
        self.origins.append(origin)
        self.digests.append(_digest(record))
        self.hashes.append(hash_told(record.date, record.text))
        note = Note(self._own_id(record.id), record.title, record.date, record.url)
        self.notes += json.dumps(asdict(note)).encode()
        self.note_ends.append(self.note_end + len(self.notes))
        width, stored = _store_text(record.text)
        self.widths.append(width)
        self.text_end += len(stored)
        self.text_ends.append(self.text_end)
        return stored

    def _own_id(self, wanted: str) -> str:
        """The record's id, with a number behind it where another record there has it already."""
        if self.ids is None:
            old = self.old
            there = () if old is None else np.flatnonzero(self.alive[: len(old.alive)]).tolist()
            self.ids = {old.note_of(number).id for number in there} if old is not None else set()
        own, number = wanted, 2
        while own in self.ids:
            own, number = f"{wanted}~{number}", number + 1
        self.ids.add(own)
        return own

    def _segment(self, speaker: str | None) -> None:
        self.segments.append(self.first + len(self.words))
        label = None if speaker is None else " ".join(speaker.split())
        number = NOBODY if label is None else self.speakers.setdefault(label, len(self.speakers))
        self.voices.append(number)

    def _add(self, text: str, start: int, end: int) -> None:
        words = split_words(text, start, end)
        numbers = self.numbers
        self.words.extend([numbers.setdefault(norm, len(numbers) + 1) for norm in words.norms])
        self.starts.extend(words.starts)
        self.lengths.extend([e - s for s, e in zip(words.starts, words.ends, strict=True)])

    def _write(self) -> None:
        out = self.out
        for name in ("words", "starts", "lengths", "segments", "voices", *_OF_RECORDS):
            out.append(name, _array(getattr(self, name)))
        out.append("ends", np.array(self.bounds[len(self.bounds) - len(self.days) :], np.int64))
        out.append("text_ends", _array(self.text_ends))
        out.append("note_ends", _array(self.note_ends))
        out.append("texts", np.empty(0, np.uint8))
        out.append("notes", np.frombuffer(bytes(self.notes), np.uint8))
        out.append("vocabulary", _lines(list(self.numbers)[self.known_words :]))
        out.append("speakers", _lines(list(self.speakers)[self.known_speakers :]))
        out.put("alive", _array(self.alive))
        out.put("counts", self._count())
        if self.words:
            self._write_runs()

    def _count(self) -> NDArray[np.uint32]:
        """How often each word stands in the records that are there; none for word 0, which is no word."""
        counts = np.bincount(_array(self.words), minlength=len(self.numbers) + 1)
        if self.old is not None:
            counts[: len(self.old.counts)] += self.old.counts
            now = np.frombuffer(self.alive, np.int8)[: len(self.old.alive)]
            change = now - self.old.alive.view(np.int8)
            for record in np.flatnonzero(change).tolist():
                words = self.old.words[self.bounds[record] : self.bounds[record + 1]]
                counts += change[record] * np.bincount(words, minlength=len(counts))
        counts[0] = 0
        return counts.astype(np.uint32)

    def _write_runs(self) -> None:
        """Make the tables of the new words, joined with runs before them that are not twice as long."""
        runs: dict[str, int] = self.out.meta["runs"]
        start, end = self.first, self.first + len(self.words)
        for name in reversed(list(runs)):
            first, last = map(int, name.split("-"))
            if last - first >= 2 * (end - start) or end - first > _LONGEST_RUN:
                break
            del runs[name]
            for table in TABLES:
                self.out.drop(f"{table}.{name}")
            start = first
        name = f"{start}-{end}"
        bits = min(max(_MIN_BITS, (end - start).bit_length()), _MAX_BITS)
        stretch = _array(self.words)
        if self.old is not None and start < self.first:
            stretch = np.concatenate((self.old.words[start:], stretch))
        buckets = hash_seeds(stretch, bits) if len(stretch) > 2 else np.empty(0, np.uint64)
        seeds = _table(buckets, 1 << bits, start)
        by_word = _table(stretch.astype(np.uint64), len(self.numbers) + 1, start)
        for table, values in zip(TABLES, (*seeds, *by_word), strict=True):
            self.out.put(f"{table}.{name}", values)
        runs[name] = bits


def _table(keys: NDArray[np.uint64], size: int, first: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Where each key below ``size`` begins in a list of places, and the places, in order of key and place."""
    starts = np.zeros(size + 1, np.uint32)
    np.cumsum(np.bincount(keys.astype(np.int64), minlength=size), out=starts[1:])
    placed = (keys << np.uint64(32)) | np.arange(first, first + len(keys), dtype=np.uint64)
    placed.sort()
    return starts, placed.astype(np.uint32)


def _array(values: "array[Any]") -> NDArray[Any]:
    return np.frombuffer(values, dtype=values.typecode) if values else np.empty(0, values.typecode)


def _lines(names: list[str]) -> NDArray[np.uint8]:
    stored = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogatepass")
    return np.frombuffer(stored, np.uint8)


def _digest(record: Record) -> int:
    """A number that changes with whatever of a record is indexed."""
    return hash_told(
        record.id, record.title, record.date, record.url, record.speakers, record.turns, record.text
    )


def _store_text(text: str) -> tuple[int, bytes]:
    """The text in the narrowest fixed width that holds it, and that width in bytes."""
    top = max(map(ord, text), default=0) if not text.isascii() else 0
    if top < 0x100:
        return 1, text.encode(WIDTHS[1])
    if top < 0x10000:
        try:
            return 2, text.encode(WIDTHS[2])
        except UnicodeEncodeError:  # half of a surrogate pair, from a damaged page
            pass
    return 4, text.encode(WIDTHS[4], "surrogatepass")


def _said(record: Record) -> Iterator[Stretch]:
    """The stretches of a record that someone says, with the speaker where the record names one.

    Between turns stands the label that names the next speaker, which nobody says; what else stands
    there is kept as nobody's.
    """
    size = len(record.text)
    if not record.turns:
        yield 0, size, record.speakers[0] if len(record.speakers) == 1 else None
        return
    at = 0
    for turn in sorted(record.turns, key=lambda turn: turn.span):
        start, end = max(at, turn.span.start), min(turn.span.end, size)
        if at < start:
            yield at, _before_label(record.text, at, start), None
        if start < end:
            yield start, end, turn.speaker
            at = end
    yield at, size, None


def _before_label(text: str, start: int, end: int) -> int:
    """Where, in ``text[start:end]``, the label on its last line begins; ``end`` where there is none."""
    line = max(text.rfind("\n", start, end) + 1, start)
    is_label = end - line <= _MAX_LABEL and text[line:end].rstrip().endswith(":")
    return line if is_label else end
