"""Building the index: records in, one file out.

Memory: about 30 bytes a word while building, and the largest record; texts go to disk at once.
"""

import json
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Record
from onrecord.text.words import split_words
from onrecord.trace.index import FILE_NAME, FORMAT, NOBODY, WIDTHS, Index, day_of, hash_seeds
from onrecord.trace.store import ArrayWriter

_MAX_LABEL = 100  # code points; a longer line before a turn is not the label that names its speaker
_MIN_BITS, _MAX_BITS = 8, 28  # buckets of seeds: few for few words, 1 GB at the most

Stretch = tuple[int, int, str | None]


def build_index(folder: Path, fingerprint: str, records: Iterable[Record]) -> Index:
    """Index records into ``folder``, in place of what stood there.

    Args:
        folder: made if it is not there.
        fingerprint: tells these records from any others; kept, for the caller to compare.
        records: read once, in order, one at a time.

    Returns:
        The index, opened. It may hold no record at all.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ArrayWriter(folder / FILE_NAME, {"format": FORMAT, "fingerprint": fingerprint}) as out:
        heap = _Heap()
        out.start("texts", "u1")
        for record in records:
            out.append(heap.take(record))
        out.finish("texts")
        heap.write(out)
    return Index.open(folder)


class _Heap:
    """What is gathered over all records before it is written."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.speakers: dict[str, int] = {}
        self.words, self.starts, self.lengths = array("I"), array("I"), array("B")
        self.bounds, self.days = array("q", [0]), array("i")
        self.segments, self.voices = array("q"), array("i")
        self.text_bounds, self.widths = array("q", [0]), array("B")
        self.notes, self.note_bounds = bytearray(), array("q", [0])

    def take(self, record: Record) -> bytes:
        """Add a record's words and notes; returns its text as it is to be stored."""
        for start, end, speaker in _said(record):
            self._segment(speaker)
            self._add(record.text, start, end)
        self._segment(None)
        self.words.append(0)  # between records: matches nothing
        self.starts.append(0)
        self.lengths.append(0)
        self.bounds.append(len(self.words))
        self.days.append(day_of(record.date))
        note = {"id": record.id, "title": record.title, "date": record.date}
        self.notes += json.dumps(note).encode()
        self.note_bounds.append(len(self.notes))
        width, stored = _store_text(record.text)
        self.widths.append(width)
        self.text_bounds.append(self.text_bounds[-1] + len(stored))
        return stored

    def _segment(self, speaker: str | None) -> None:
        self.segments.append(len(self.words))
        number = NOBODY if speaker is None else self.speakers.setdefault(speaker, len(self.speakers))
        self.voices.append(number)

    def _add(self, text: str, start: int, end: int) -> None:
        words = split_words(text, start, end)
        numbers = self.numbers
        self.words.extend([numbers.setdefault(norm, len(numbers) + 1) for norm in words.norms])
        self.starts.extend(words.starts)
        self.lengths.extend([e - s for s, e in zip(words.starts, words.ends, strict=True)])

    def write(self, out: ArrayWriter) -> None:
        """Write all arrays, the seeds last, and give each its memory back as it is written."""
        words = np.frombuffer(self.words, dtype=np.uint32)
        for name in ("words", "starts", "lengths", "bounds", "days", "segments", "voices"):
            out.add(name, _array(getattr(self, name)))
        for name in ("text_bounds", "widths", "note_bounds"):
            out.add(name, _array(getattr(self, name)))
        out.add("notes", np.frombuffer(bytes(self.notes), dtype=np.uint8))
        vocabulary = "\n".join(self.numbers).encode("utf-8", "surrogatepass")
        out.add("vocabulary", np.frombuffer(vocabulary, dtype=np.uint8))
        out.add("counts", _count(words, len(self.numbers)))
        bits = min(max(_MIN_BITS, len(words).bit_length()), _MAX_BITS)
        starts, places = _seeds(words, bits)
        out.add("seed_starts", starts)
        out.add("seed_places", places)
        out.meta |= {"seed_bits": bits, "speakers": list(self.speakers)}


def _array(values: "array[Any]") -> NDArray[Any]:
    return np.frombuffer(values, dtype=values.typecode) if values else np.empty(0, values.typecode)


def _count(words: NDArray[np.uint32], known: int) -> NDArray[np.uint32]:
    """How often each word stands in the records; none for word 0, which is no word."""
    counts = np.bincount(words, minlength=known + 1).astype(np.uint32)
    counts[0] = 0
    return counts


def _seeds(words: NDArray[np.uint32], bits: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The places of all seeds in order of their buckets, and where each bucket begins."""
    buckets = hash_seeds(words, bits) if len(words) > 2 else np.empty(0, np.uint64)
    sizes = np.bincount(buckets.astype(np.int64), minlength=1 << bits)
    starts = np.zeros((1 << bits) + 1, np.uint32)
    np.cumsum(sizes, out=starts[1:])
    buckets <<= np.uint64(32)
    buckets |= np.arange(len(buckets), dtype=np.uint64)
    buckets.sort()  # by bucket, and by place within it
    return starts, buckets.astype(np.uint32)


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
