"""Passages that may be what a statement reports: of a few sentences, found by their words.

The places of the statement's rarer stems are gathered into blocks of text; the blocks that have most,
with what speaks for their speaker and day, are cut into windows of one to three sentences of one turn.
No more than a fixed number of places is read for a statement, rare stems first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.text.sentences import sentences
from onrecord.trace.index import Index, Ints, near_days
from onrecord.trace.paraphrase.statement import COMMON, Statement, places_of, stems_by_number
from onrecord.trace.voices import Agreement

MAX_PLACES = 1 << 19  # read for one statement; enough for a dozen middling words in eight million
BLOCK = 24  # words; a sentence of speech and a half
MAX_BLOCKS = 60  # cut into windows
REACH = 60  # words on each side of a block in which its sentences begin and end
MAX_SENTENCES = 3  # of a window
MAX_WORDS = 90  # of a window; machine captions know no full stops
LONG = 30  # words; beyond it a window must earn its length
KEPT = 16  # windows handed on; they hold 78 % of what is to be found on the tune half, 100 hold 81 %

_FAVOUR_VOICE = 0.15  # of the statement's words; a speaker who agrees counts up to twice this
_FAVOUR_DAY = 0.25  # the same for a record of the days before the page


class Window(NamedTuple):
    """Words ``first`` to ``last``, ``last`` excluded, of one turn."""

    record: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Found:
    """A window, the stems of the statement that it has, and their share of the statement by rarity."""

    window: Window
    stems: frozenset[str]
    share: float
    standing: float


def find_passages(index: Index, statement: Statement, day: int, agreement: NDArray[np.int8]) -> list[Found]:
    """The likeliest windows by words, the most promising first.

    Args:
        index: the records.
        statement: what is looked for.
        day: the page's, as the index counts days, or NO_DAY.
        agreement: an Agreement for each speaker of the index, and a last one for nobody.

    Returns:
        At most KEPT windows, of which no two overlap by half.
    """
    places, owners = _read_places(index, statement, agreement)
    if not len(places):
        return []
    favour = near_days(np.array(day), index.days)
    found: list[Found] = []
    for block in _best_blocks(index, statement, places, owners, favour, agreement):
        for place in _anchors(index, places, int(block)):
            found.extend(_windows(index, statement, place, favour, agreement))
    found.sort(key=lambda one: -one.standing)
    kept: list[Found] = []
    for one in found:
        if len(kept) == KEPT:
            break
        if not any(_overlap(one.window, other.window) for other in kept):
            kept.append(one)
    return kept


def _read_places(index: Index, statement: Statement, agreement: NDArray[np.int8]) -> tuple[Ints, Ints]:
    """Places of the rarer stems where a speaker who may be meant speaks, and which stem stands there."""
    stems = sorted(statement.weights, key=lambda stem: -statement.weights[stem])
    found: list[Ints] = []
    owners: list[Ints] = []
    room = MAX_PLACES
    for number, stem in enumerate(stems):
        common = statement.weights[stem] < COMMON and len(found) > 1
        places = places_of(index, statement.forms[stem]) if room > 0 and not common else np.empty(0, np.int64)
        places = places[:room]
        room -= len(places)
        fit = agreement[index.voice_of(places)] != Agreement.CONFLICT
        places = places[fit & index.alive[index.record_of(places)].astype(bool)]
        found.append(places)
        owners.append(np.full(len(places), number))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate(found), np.concatenate(owners)


def _best_blocks(
    index: Index,
    statement: Statement,
    places: Ints,
    owners: Ints,
    favour: NDArray[np.float64],
    agreement: NDArray[np.int8],
) -> Ints:
    """The first words of the blocks that hold most of the statement, overlapping by half."""
    worth = np.array(sorted(statement.weights.values(), reverse=True))
    size = len(worth)
    halves = places // (BLOCK // 2)
    keys = np.unique(np.concatenate([halves, halves - 1]) * size + np.concatenate([owners, owners]))
    blocks, at = np.unique(keys // size, return_inverse=True)
    shares = np.bincount(at, worth[keys % size]) / worth.sum()
    keep = np.flatnonzero(shares >= min(0.25, 0.5 * shares.max()))
    first = np.maximum(blocks[keep] * (BLOCK // 2), 0)
    middle = np.minimum(first + BLOCK // 2, len(index.words) - 1)
    standing = shares[keep] + _FAVOUR_DAY * favour[index.record_of(middle)]
    standing += _FAVOUR_VOICE * agreement[index.voice_of(middle)]
    best: Ints = first[np.argsort(-standing, kind="stable")[: 2 * MAX_BLOCKS]]
    apart = np.unique(best // BLOCK, return_index=True)[1]  # two halves of the same are one
    chosen: Ints = best[np.sort(apart)[:MAX_BLOCKS]]
    return chosen


def _anchors(index: Index, places: Ints, block: int) -> Iterator[int]:
    """A place in a block for each turn that holds some of the statement: the middle one of those there.

    The block's own middle may lie in a neighbour's turn, or in a record that is gone.
    """
    inside = np.sort(places[(places >= block) & (places < block + BLOCK)])
    turns = index.segments.searchsorted(inside, side="right")
    for turn in np.unique(turns):
        held = inside[turns == turn]
        yield int(held[len(held) // 2])


def _windows(
    index: Index,
    statement: Statement,
    middle: int,
    favour: NDArray[np.float64],
    agreement: NDArray[np.int8],
) -> Iterator[Found]:
    """The windows of one to three sentences of a turn, around a place."""
    record = int(index.record_of(np.array([middle]))[0])
    voice = int(index.voice_of(np.array([middle]))[0])
    extra = _FAVOUR_DAY * float(favour[record]) + _FAVOUR_VOICE * int(agreement[voice])
    cuts = _sentences(index, record, middle)
    stems = stems_by_number(index)
    for i, (first, _) in enumerate(cuts):
        has: set[str] = set()
        for start, last in cuts[i : i + MAX_SENTENCES]:
            new = statement.weights.keys() & set(stems[index.words[start:last]])
            if last - first > MAX_WORDS or (start > first and not new - has) or not (new or has):
                break
            has |= new
            share = sum(statement.weights[stem] for stem in has) / statement.total
            standing = share * min(1.0, (LONG / (last - first)) ** 0.25)
            yield Found(Window(record, first, last), frozenset(has), share, standing + extra)


def _sentences(index: Index, record: int, middle: int) -> list[tuple[int, int]]:
    """The sentences of a turn around a word: first and last word of each, the last excluded."""
    segment = int(np.searchsorted(index.segments, middle, side="right")) - 1
    begin = max(int(index.segments[segment]), int(index.bounds[record]))
    end = int(index.segments[segment + 1]) if segment + 1 < len(index.segments) else len(index.words)
    end = min(end, int(index.bounds[record + 1]) - 1)
    low, high = max(begin, middle - REACH), min(end, middle + REACH)
    if low >= high:
        return []
    span = index.span_of(low, high)
    text = index.text_of(record, span.start, span.end + 2)
    starts = index.starts[low:high]
    cuts = []
    for start, stop in sentences(text):
        first, last = np.searchsorted(starts, (span.start + start, span.start + stop)).tolist()
        if first < last:
            cuts.append((low + first, low + last))
    if len(cuts) > 1 and low > begin:
        del cuts[0]  # its beginning was not read
    if len(cuts) > 1 and high < end:
        del cuts[-1]
    return [cut if cut[1] - cut[0] <= MAX_WORDS else _around(cut, middle) for cut in cuts]


def _around(cut: tuple[int, int], middle: int) -> tuple[int, int]:
    """Of a sentence without an end, the words around the middle."""
    first = max(cut[0], min(middle - LONG // 2, cut[1] - LONG))
    return first, min(cut[1], first + LONG)


def _overlap(one: Window, other: Window) -> bool:
    """Whether half of the shorter window stands in the other."""
    shared = min(one.last, other.last) - max(one.first, other.first)
    return 2 * shared >= min(one.last - one.first, other.last - other.first)


def span_of(index: Index, window: Window) -> Span:
    """The window's code points, with the stop that ends its last sentence."""
    start, end = index.span_of(window.first, window.last)
    after = index.text_of(window.record, end, end + 3)
    marks = len(after) - len(after.lstrip(".!?…”\"'’)"))
    return Span(start, end + marks)
