"""Where in the records a quote may stand: runs of three of its words, found through the index.

The places that share such runs with the quote are gathered into windows along the diagonal (place
in the records less place in the quote), as BLAST gathers its hits (Altschul et al. 1990). Rare
runs weigh more, and are looked up first; what is common to thousands of speeches is read last and
only as far as a budget goes, so that no quote costs more than a fixed number of reads.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.index import SEED, Index, Ints, hash_seeds

MAX_HITS = 1 << 14  # places read for one quote; more are all common phrases, and cost a millisecond
MAX_WINDOWS = 10  # candidates to align; on the open half of the gold the passage is among the first 6
MAX_SCAN = 1 << 24  # words; in more than that, words are not sought one by one: 5 ms each
LONE = 4  # words of a quote that are sought one by one where no three of it stand in a row
BIN = 32  # words; hits this near in diagonal belong together, over a short ellipsis too
PAD = 6  # words looked at beyond what the hits predict, for words dropped or added at the ends


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote made ready for the search.

    ``ids`` are its words' numbers, ``weights`` their rarity in nats. ``favour`` adds to a window's
    standing what speaks for its record (by number) and its speaker (by number; the last for
    nobody), so that of a hundred equal passages the likely ones are kept.
    """

    ids: list[int]
    weights: list[float]
    favour_record: NDArray[np.float64]
    favour_voice: NDArray[np.float64]


class Window(NamedTuple):
    """A stretch of the words of one record, ``last`` excluded, where the quote may stand."""

    record: int
    first: int
    last: int


class Hits(NamedTuple):
    """Places in the records where a seed of the quote stands, and which seed of the quote it is."""

    places: Ints
    offsets: Ints
    worth: NDArray[np.float64]


def find_windows(index: Index, sought: Sought) -> list[Window]:
    """The likeliest windows of the records for a quote, the most promising first.

    Args:
        index: the records.
        sought: the quote.

    Returns:
        At most MAX_WINDOWS windows, none within another.
    """
    hits = _seed_hits(index, sought) if len(sought.ids) >= SEED else _word_hits(index, sought)
    if not len(hits.places) and len(index.words) <= MAX_SCAN:
        hits = _lone_hits(index, sought)
    if not len(hits.places):
        return []
    size = len(sought.ids)
    apart = (len(index.words) + size) // BIN + 2  # bins a record: those of two are never side by side
    bins = (hits.places - hits.offsets + size) // BIN + apart * index.record_of(hits.places)
    order = np.argsort(bins * size + hits.offsets)
    bins, offsets, places = bins[order], hits.offsets[order], hits.places[order]
    worth = hits.worth[offsets]
    lines = places - offsets
    again = (np.diff(bins) == 0) & (np.diff(offsets) == 0)
    worth[1:][again] = 0.0  # a run that the window holds twice counts once
    heads = np.flatnonzero(np.concatenate(([True], np.diff(bins) != 0)))
    votes = np.add.reduceat(worth, heads)
    first, last = np.minimum.reduceat(lines, heads), np.maximum.reduceat(lines, heads)
    beside = np.flatnonzero(np.diff(bins[heads]) == 1)  # a passage may lie across two bins
    joined, joined_last = votes.copy(), last.copy()
    joined[beside] += votes[beside + 1]
    joined_last[beside] = last[beside + 1]
    best = _rank(index, sought, joined / hits.worth.sum(), places[heads])
    return _cut(index, size, places[heads], first, joined_last, best)


def _seed_hits(index: Index, sought: Sought) -> Hits:
    """Look the quote's runs of three words up, the rarest first, as far as the budget goes."""
    ids = np.array(sought.ids, dtype=np.uint32)
    buckets = hash_seeds(ids, index.seed_bits).astype(np.int64)
    begins = index.seed_starts[buckets].astype(np.int64)
    sizes = index.seed_starts[buckets + 1].astype(np.int64) - begins
    worth = np.log(max(len(index.words), 1) / np.maximum(sizes, 1))
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 0]
    if not len(order):
        return _no_hits()
    within = max(1, int(np.searchsorted(np.cumsum(sizes[order]), MAX_HITS, side="right")))
    order = order[:within]
    ends = begins + np.minimum(sizes, MAX_HITS)
    places = np.concatenate([index.seed_places[begins[i] : ends[i]] for i in order]).astype(np.int64)
    offsets = np.repeat(order, (ends - begins)[order])
    same = index.words[places] == ids[offsets]
    for step in range(1, SEED):
        same &= index.words[places + step] == ids[offsets + step]
    return Hits(places[same], offsets[same], worth)


def _word_hits(index: Index, sought: Sought) -> Hits:
    """All places of the rarest word of a quote that is shorter than a seed, read word by word."""
    if not sought.ids:
        return _no_hits()
    worth = np.array(sought.weights)
    rarest = int(np.argmax(worth))
    places = np.flatnonzero(index.words == sought.ids[rarest])
    for i, word in enumerate(sought.ids):
        near = np.clip(places + i - rarest, 0, len(index.words) - 1)
        places = places[index.words[near] == word]
    return Hits(places[:MAX_HITS], np.full(len(places[:MAX_HITS]), rarest), worth)


def _lone_hits(index: Index, sought: Sought) -> Hits:
    """The places of a quote's rarest words, each alone: for "the very first day" of "the first day"."""
    worth = np.array(sought.weights)
    there = [i for i in np.argsort(-worth).tolist() if sought.ids[i] < len(index.counts)][:LONE]
    found = [np.flatnonzero(index.words == sought.ids[i])[:MAX_HITS] for i in there]
    offsets = np.repeat(np.array(there, np.int64), [len(places) for places in found])
    return Hits(np.concatenate(found), offsets, worth) if found else _no_hits()


def _no_hits() -> Hits:
    nothing = np.empty(0, np.int64)
    return Hits(nothing, nothing, np.empty(0))


def _rank(index: Index, sought: Sought, shares: NDArray[np.float64], places: Ints) -> Ints:
    """The windows in order of promise: the share of the quote's seeds, and what favours the place."""
    keep = np.flatnonzero(shares >= 0.4 * shares.max())
    at = places[keep]
    standing = shares[keep] + sought.favour_record[index.record_of(at)]
    standing += sought.favour_voice[index.voice_of(at)]
    ranked: Ints = keep[np.argsort(-standing, kind="stable")][: 2 * MAX_WINDOWS]
    return ranked


def _cut(index: Index, size: int, places: Ints, first: Ints, last: Ints, best: Ints) -> list[Window]:
    """The windows' limits: what the hits predict and a little more, within their record."""
    cut: list[Window] = []
    records = index.record_of(places[best])
    for record, low, high in zip(records.tolist(), first[best].tolist(), last[best].tolist(), strict=True):
        begin = max(low - PAD, int(index.bounds[record]))
        end = min(high + size + PAD, int(index.bounds[record + 1]) - 1)
        if not any(w.first <= begin and end <= w.last for w in cut):
            cut.append(Window(record, begin, end))
    return cut[:MAX_WINDOWS]
