"""Where in the records quotes may stand: runs of three of their words, found through the index.

The places that share such runs with a quote are gathered into windows along the diagonal (place in
the records less place in the quote), as BLAST gathers its hits (Altschul et al. 1990). Rare runs
weigh more, and are looked up first; what is common to thousands of speeches is read last and only as
far as a budget goes, so that no quote costs more than a fixed number of reads. Many quotes are looked
up at once: the arithmetic is the same for all, and numpy is quick only by the thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.index import NO_DAY, SEED, Index, Ints, Run, hash_seeds, near_days

MAX_HITS = 1 << 10  # places read for one quote; on the open half of the gold half of that does as well
MAX_WINDOWS = 10  # candidates to align; on the open half of the gold the passage is among the first 6
LONE = 4  # words of a quote that are sought one by one where no three of it stand in a row
LONGEST_PHRASE = 12  # words of a quote that is sought word for word, too; longer ones have a rare run
MOST_PHRASES = 1 << 13  # places of one phrase; among more, its speaker and day hardly tell which is meant
FRAGMENT = 4  # words; each place of so short a quote is a candidate of its own
BIN = 32  # words; hits this near in diagonal belong together, over a short ellipsis too
PAD = 6  # words looked at beyond what the hits predict, for words dropped or added at the ends

_FAVOUR_VOICE = 0.1  # of the quote's seeds; the speaker's agreement counts up to twice this
_FAVOUR_DAY = 0.2  # the same for a record of the days before the page
_KEEP = 0.4  # of the best window's share; what has less is no rival

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote made ready for the search.

    ``ids`` are its words' numbers, ``weights`` their rarity in nats. ``agreement`` (one for each
    speaker, the last for nobody) and ``day`` speak for some records, so that of a hundred equal
    passages the likely ones are kept; ``home`` is the only record to be searched, where it is known.
    """

    ids: list[int]
    weights: list[float]
    agreement: NDArray[np.int8]
    day: int = NO_DAY
    home: int | None = None


class Window(NamedTuple):
    """A stretch of the words of one record, ``last`` excluded, where a quote may stand.

    ``share`` is how much of the quote's runs it holds, each by its rarity: 0 to 1 or a little more.
    """

    record: int
    first: int
    last: int
    share: float


class Hits(NamedTuple):
    """Places in the records where a seed of a quote stands: which quote, which word of it, its worth."""

    quotes: Ints
    places: Ints
    offsets: Ints
    worth: Floats


def find_windows(index: Index, batch: Sequence[Sought]) -> list[list[Window]]:
    """The likeliest windows of the records for each quote of a batch, the most promising first.

    Args:
        index: the records.
        batch: the quotes; some hundred at once are quickest.

    Returns:
        For each quote at most MAX_WINDOWS windows, none within another.
    """
    hits, totals, cut = _seed_hits(index, batch)
    phrases = [_phrase_hits(index, number, batch[number], totals[number]) for number in cut.tolist()]
    hits = _join([hits, *phrases])
    none = np.bincount(hits.quotes, minlength=len(batch)) == 0
    singly = [_word_hits(index, number, batch[number]) for number in np.flatnonzero(none).tolist()]
    for found, total in singly:
        totals[found.quotes] = total
    hits = _within(index, batch, _join([hits, *(found for found, _ in singly)]))
    windows: list[list[Window]] = [[] for _ in batch]
    if len(hits.places):
        _gather(index, batch, hits, totals, windows)
    for number, sought in enumerate(batch):
        if 0 < len(sought.ids) <= FRAGMENT and (exact := _exact_windows(index, sought)):
            windows[number] = exact
    return windows


def _seed_hits(index: Index, batch: Sequence[Sought]) -> tuple[Hits, Floats, Ints]:
    """Look the quotes' runs of three words up, the rarest first, as far as each one's budget goes.

    Returns:
        The hits; the worth of all of each quote's runs; the quotes of which the budget left some out.
    """
    sizes = np.array([len(sought.ids) for sought in batch])
    ids = np.array([number for sought in batch for number in sought.ids], np.uint32)
    owner = np.repeat(np.arange(len(batch)), sizes)
    offset = np.arange(len(ids)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    seeds = np.flatnonzero(offset + SEED <= sizes[owner])
    found: list[Hits] = []
    counts = np.zeros(len(seeds), np.int64)
    spans = []
    for run in index.runs if len(seeds) else ():
        buckets = hash_seeds(ids, run.seed_bits)[seeds].astype(np.int64)
        begins = run.seed_starts[buckets].astype(np.int64)
        size = run.seed_starts[buckets + 1].astype(np.int64) - begins
        _narrow(index, batch, run, owner[seeds], begins, size)
        spans.append((run, begins, size))
        counts += size
    worth = np.log(max(index.size, 1) / np.maximum(counts, 1))
    totals: Floats = np.bincount(owner[seeds], worth, len(batch)).astype(np.float64)
    chosen = _afford(owner[seeds], counts)
    left = (counts > 0) & (counts > MAX_HITS)
    left[np.setdiff1d(np.flatnonzero(counts), chosen)] = True
    cut = np.unique(owner[seeds][left])
    for run, begins, size in spans:
        some = np.minimum(size[chosen], MAX_HITS)
        which = np.repeat(chosen, some)
        step = np.arange(len(which)) - np.repeat(np.cumsum(some) - some, some)
        places = run.seed_places[begins[which] + step].astype(np.int64)
        first = seeds[which]
        same = index.words[places] == ids[first]
        for k in range(1, SEED):
            same &= index.words[np.minimum(places + k, len(index.words) - 1)] == ids[first + k]
        which, places, first = which[same], places[same], first[same]
        found.append(Hits(owner[first], places, offset[first], worth[which]))
    return _join(found), totals, cut


def _narrow(index: Index, batch: Sequence[Sought], run: Run, owner: Ints, begins: Ints, sizes: Ints) -> None:
    """Of the buckets of quotes that are sought at home, leave only the places there."""
    homes = [number for number, sought in enumerate(batch) if sought.home is not None]
    for seed in np.flatnonzero(np.isin(owner, homes)).tolist() if homes else ():
        home = batch[owner[seed]].home or 0
        places = run.seed_places[begins[seed] : begins[seed] + sizes[seed]]
        low, high = np.searchsorted(places, index.bounds[home : home + 2])
        begins[seed], sizes[seed] = begins[seed] + low, high - low


def _afford(owner: Ints, counts: Ints) -> Ints:
    """The seeds to look up: each quote's rarest ones, at least one, until its budget is spent."""
    order = np.lexsort((counts, owner))
    order = order[counts[order] > 0]
    if not len(order):
        return order
    spent = np.cumsum(counts[order])
    heads = np.flatnonzero(np.concatenate(([True], np.diff(owner[order]) != 0)))
    before = np.repeat((spent - counts[order])[heads], np.diff(np.append(heads, len(order))))
    within = spent - before <= MAX_HITS
    within[heads] = True
    chosen: Ints = order[within]
    return chosen


def _word_hits(index: Index, number: int, sought: Sought) -> tuple[Hits, float]:
    """The places of a quote of which no three words stand in a row, and the worth of all its words.

    As a whole where it is one or two words long, else by its rarest words, each alone: for "the very
    first day" of "the first day".
    """
    worth = np.array(sought.weights)
    there = [i for i in np.argsort(-worth).tolist() if sought.ids[i] < len(index.counts)]
    if len(sought.ids) >= SEED:
        found = [(i, index.places_of(sought.ids[i])[:MAX_HITS]) for i in there[:LONE]]
    elif len(there) == len(sought.ids) > 0:
        found = [(there[0], find_phrase(index, sought.ids, there[0])[:MAX_HITS])]
    else:
        found = []
    offsets = np.repeat(np.array([i for i, _ in found], np.int64), [len(places) for _, places in found])
    places = np.concatenate([places for _, places in found]) if found else _nothing()
    quotes = np.full(len(places), number)
    return Hits(quotes, places, offsets, worth[offsets]), float(worth.sum())


def _phrase_hits(index: Index, number: int, sought: Sought, worth: float) -> Hits:
    """All places of a short quote word for word, which common runs may have hidden from the budget."""
    if len(sought.ids) > LONGEST_PHRASE or sought.home is not None or max(sought.ids) >= len(index.counts):
        return _join([])
    rarest = int(np.argmax(sought.weights))
    places = find_phrase(index, sought.ids, rarest)[:MOST_PHRASES]
    size = len(places)
    return Hits(np.full(size, number), places, np.full(size, rarest), np.full(size, worth))


def _exact_windows(index: Index, sought: Sought) -> list[Window]:
    """A window for each place of a fragment, the likeliest first: two may stand close together."""
    rarest = int(np.argmax(sought.weights))
    first = find_phrase(index, sought.ids, rarest) - rarest
    records = index.record_of(first)
    kept = first if sought.home is None else first[records == sought.home]
    days = index.days[index.record_of(kept)]
    standing = _FAVOUR_VOICE * sought.agreement[index.voice_of(kept)]
    standing = standing + _FAVOUR_DAY * near_days(np.full(len(kept), sought.day), days)
    best = kept[np.argsort(-standing, kind="stable")[:MAX_WINDOWS]]
    return [
        Window(record, place, place + len(sought.ids), 1.0)
        for record, place in zip(index.record_of(best).tolist(), best.tolist(), strict=True)
    ]


def find_phrase(index: Index, ids: Sequence[int], rarest: int | None = None) -> Ints:
    """Where the rarest word of a phrase stands with the others beside it.

    Args:
        index: the records.
        ids: the numbers of the phrase's words, in order.
        rarest: which of them is the rarest; counted where it is None.
    """
    if not all(number < len(index.counts) for number in ids):
        return _nothing()
    if rarest is None:
        rarest = int(np.argmin(index.counts[ids]))
    places = index.places_of(ids[rarest])
    for i, word in enumerate(ids):
        near = np.clip(places + i - rarest, 0, len(index.words) - 1)
        places = places[index.words[near] == word]
    return places if index.alive.all() else places[index.alive[index.record_of(places)].astype(bool)]


def _nothing() -> Ints:
    return np.empty(0, np.int64)


def _join(found: Sequence[Hits]) -> Hits:
    if not found:
        return Hits(_nothing(), _nothing(), _nothing(), np.empty(0))
    return found[0] if len(found) == 1 else Hits(*map(np.concatenate, zip(*found, strict=True)))


def _within(index: Index, batch: Sequence[Sought], hits: Hits) -> Hits:
    """The hits in records that are there, and at home where a quote has one."""
    homes = np.array([-1 if sought.home is None else sought.home for sought in batch])
    if index.alive.all() and (homes < 0).all():
        return hits
    records, home = index.record_of(hits.places), homes[hits.quotes]
    kept = index.alive[records].astype(bool) & ((home < 0) | (home == records))
    return Hits(*(column[kept] for column in hits))


def _gather(
    index: Index, batch: Sequence[Sought], hits: Hits, totals: Floats, windows: list[list[Window]]
) -> None:
    """Gather the hits into windows, and put each quote's best into its list."""
    sizes = np.array([len(sought.ids) for sought in batch])
    records = index.record_of(hits.places)
    lines, size = hits.places - hits.offsets, sizes[hits.quotes]
    # Bins of one record are numbered apart from the next one's, those of one quote from the next one's.
    bins = (lines - index.bounds[records] + size) // BIN
    bins += index.bounds[records] // BIN + records * (size // BIN + 3)
    stride = len(index.words) // BIN + len(index.days) * (int(sizes.max()) // BIN + 3) + 3
    bins += hits.quotes * stride
    order = np.lexsort((hits.offsets, bins))
    bins, lines, offsets, quotes = bins[order], lines[order], hits.offsets[order], hits.quotes[order]
    places, worth = hits.places[order], hits.worth[order]
    worth[1:][(np.diff(bins) == 0) & (np.diff(offsets) == 0)] = 0.0  # twice in a window counts once
    heads = np.flatnonzero(np.concatenate(([True], np.diff(bins) != 0)))
    votes = np.add.reduceat(worth, heads)
    first, last = np.minimum.reduceat(lines, heads), np.maximum.reduceat(lines, heads)
    beside = np.flatnonzero(np.diff(bins[heads]) == 1)  # a passage may lie across two bins
    joined, joined_last = votes.copy(), last.copy()
    joined[beside] += votes[beside + 1]
    joined_last[beside] = last[beside + 1]
    shares = joined / np.maximum(totals[quotes[heads]], 1e-9)
    best = _rank(index, batch, shares, quotes[heads], places[heads])
    records = index.record_of(places[heads[best]])
    begin = np.maximum(first[best] - PAD, index.bounds[records])
    end = np.minimum(joined_last[best] + sizes[quotes[heads[best]]] + PAD, index.bounds[records + 1] - 1)
    columns = (quotes[heads[best]], records, begin, end, shares[best])
    for quote, *window in zip(*(column.tolist() for column in columns), strict=True):
        _keep(windows[quote], Window(*window))


def _rank(index: Index, batch: Sequence[Sought], shares: Floats, quotes: Ints, places: Ints) -> Ints:
    """The windows by quote, in order of promise: their share, and what favours the record and speaker."""
    top = np.zeros(len(batch))
    np.maximum.at(top, quotes, shares)
    rivals = np.flatnonzero(shares >= _KEEP * top[quotes])
    quotes, places = quotes[rivals], places[rivals]
    days = np.array([sought.day for sought in batch])[quotes]
    voices = index.voice_of(places)
    agreement = np.stack([sought.agreement for sought in batch])[quotes, voices]
    standing = shares[rivals] + _FAVOUR_VOICE * agreement
    standing += _FAVOUR_DAY * near_days(days, index.days[index.record_of(places)])
    order = np.lexsort((-standing, quotes))
    heads = np.flatnonzero(np.concatenate(([True], np.diff(quotes[order]) != 0)))
    rank = np.arange(len(order)) - np.repeat(heads, np.diff(np.append(heads, len(order))))
    ranked: Ints = rivals[order[rank < 2 * MAX_WINDOWS]]
    return ranked


def _keep(kept: list[Window], window: Window) -> None:
    """Add a window to those of its quote, unless it lies within one of them."""
    if len(kept) < MAX_WINDOWS and not any(
        other.first <= window.first and window.last <= other.last for other in kept
    ):
        kept.append(window)
