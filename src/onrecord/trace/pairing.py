"""Which statement of one page answers to which of another: by their words, their sources, their order.

The same words pair first. What is left is blocked by rare words, as record linkage does (Fellegi and
Sunter 1969), so that only pairs that share one are looked at; then the best one-to-one assignment is
taken. No words are aligned here: that is done once for each pair, afterwards.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from onrecord.trace.assignment import assign
from onrecord.trace.rarity import PRIOR, weigh_absent

RARE = 8  # words of an item, its rarest, by which it is looked for
MAX_POSTING = 24  # items that may share a word before it no longer tells which are meant
MAX_RIVALS = 6  # items of the other side that one is weighed against
COMMON = 5.0  # nats; "the", "is", "that" and their like say nothing of what is said
FEWEST = 4  # words; "we agree" by two sources are two statements
ENOUGH = 0.4  # of 1; below it two statements on one matter share no more than the matter
OTHER_SOURCE = 0.25  # what it costs that other people say it
OTHER_PLACE = 0.15  # what it costs that one is a headline, or within another's words, and the other not
IN_ORDER = 0.5  # of the shorter one's words; of less two outlets tell of one matter, not of one statement
OUT_OF_PLACE = 0.01  # what it costs at most to stand elsewhere: order parts what words cannot


@dataclass(frozen=True, slots=True)
class Item:
    """A statement, or another stretch, as it is paired.

    Attributes:
        words: its words in their normal form.
        who: the words that name its source; empty where that is not known.
        place: what it stands in, where that sets it apart: a headline, another statement.
        is_told: its words are an outlet's own, so that they answer to others only in the same order.
    """

    words: tuple[str, ...]
    who: frozenset[str] = frozenset()
    place: str = ""
    is_told: bool = False


def are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sources may be one: the words of one name are among the other's, or one is unknown.

    Example:
        >>> are_alike(frozenset(["ada", "crane"]), frozenset(["crane"]))
        True
    """
    return one <= other or other <= one


def share_in_order(one: Item, other: Item) -> float:
    """How many of the shorter one's words the other has, in the same order (LCS); 0 to 1.

    Example:
        >>> share_in_order(Item(("the", "pier", "stays", "open")), Item(("at", "the", "pier")))
        0.6666666666666666
    """
    shorter = min(len(one.words), len(other.words))
    return float(LCSseq.similarity(one.words, other.words)) / shorter if shorter else 0.0


def pair_items(first: Sequence[Item], second: Sequence[Item]) -> list[tuple[int, int]]:
    """Pair the items of two sides one to one.

    Args:
        first: the items of one side, in order.
        second: those of the other.

    Returns:
        Pairs of places, in the first side's order; what has no partner is in none.

    Example:
        >>> first = [Item(("the", "pier", "stays", "open")), Item(("nobody", "asked", "the", "guild"))]
        >>> second = [Item(("the", "pier", "stays", "shut"))]
        >>> pair_items(first, second)
        [(0, 0)]
    """
    pairs: list[tuple[int, int]] = []
    for key in (_exactly, _whoever):
        pairs += _pair_equal(first, second, pairs, key)
    pairs += _pair_similar(first, second, *_left(first, second, pairs))
    pairs += _pair_equal(first, second, pairs, _anywhere)
    return sorted(pairs)


def _exactly(item: Item) -> Hashable | None:
    return (item.words, item.who, item.place) if item.words else None


def _whoever(item: Item) -> Hashable | None:
    return (item.words, item.place) if len(item.words) >= FEWEST else None


def _anywhere(item: Item) -> Hashable | None:
    return item.words if len(item.words) >= FEWEST else None


def _left(
    first: Sequence[Item], second: Sequence[Item], pairs: Iterable[tuple[int, int]]
) -> tuple[list[int], list[int]]:
    """The places on each side that no pair has taken."""
    ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    return (
        [i for i in range(len(first)) if i not in ours],
        [j for j in range(len(second)) if j not in theirs],
    )


def _pair_equal(
    first: Sequence[Item],
    second: Sequence[Item],
    pairs: Iterable[tuple[int, int]],
    key: Callable[[Item], Hashable | None],
) -> list[tuple[int, int]]:
    """Pair what has the same key: the first such item with the first, the next with the next."""
    ours, theirs = _left(first, second, pairs)
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for j in reversed(theirs):
        waiting[key(second[j])].append(j)
    return [(i, waiting[k].pop()) for i in ours if (k := key(first[i])) is not None and waiting[k]]


def _pair_similar(
    first: Sequence[Item], second: Sequence[Item], ours: list[int], theirs: list[int]
) -> list[tuple[int, int]]:
    scores: dict[tuple[int, int], float] = {}
    bags = {i: Counter(first[i].words) for i in ours}, {j: Counter(second[j].words) for j in theirs}
    totals = {i: _weigh(bag) for i, bag in bags[0].items()}, {j: _weigh(bag) for j, bag in bags[1].items()}
    for i, j in _rivals(*bags):
        score = _score(_weigh(bags[0][i] & bags[1][j]), totals[0][i], totals[1][j])
        if not are_alike(first[i].who, second[j].who):
            few = min(len(first[i].words), len(second[j].words)) < FEWEST
            score -= 1 if few else OTHER_SOURCE
        if (first[i].is_told or second[j].is_told) and share_in_order(first[i], second[j]) < IN_ORDER:
            continue
        score -= OTHER_PLACE * (first[i].place != second[j].place)
        if score >= ENOUGH:
            away = abs(i / len(first) - j / len(second))
            scores[i, j] = score - OUT_OF_PLACE * away
    return assign(scores)


def _score(shared: float, ours: float, theirs: float) -> float:
    """How much of both is shared, halfway between Dice's measure and the share of the shorter one.

    A page that quotes one sentence where the other has three still has the same statement.
    """
    if not shared:
        return 0.0
    return shared / (ours + theirs) + shared / (2 * min(ours, theirs))


def _rivals(ours: dict[int, Counter[str]], theirs: dict[int, Counter[str]]) -> set[tuple[int, int]]:
    """The pairs that are worth weighing: they share a rare word; a few for each item."""
    postings: tuple[defaultdict[str, list[int]], defaultdict[str, list[int]]]
    postings = defaultdict(list), defaultdict(list)
    for side, bags in zip(postings, (ours, theirs), strict=True):
        for place, bag in bags.items():
            for word in bag:
                side[word].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for i, bag in ours.items():
        shared.update((i, j) for word in _rarest(bag, *postings) for j in postings[1][word])
    for j, bag in theirs.items():
        shared.update((i, j) for word in _rarest(bag, *postings) for i in postings[0][word])
    return _nearest(shared, 0) | _nearest(shared, 1)


def _rarest(bag: Iterable[str], ours: dict[str, list[int]], theirs: dict[str, list[int]]) -> list[str]:
    """The rarest words that both sides have, of those that few have and that mean something."""
    told = [
        (len(ours[word]) + len(theirs[word]), -_weight(word), word)
        for word in bag
        if word in ours and word in theirs and _weight(word) > 0
    ]
    return [word for posted, _, word in sorted(told)[:RARE] if posted <= MAX_POSTING]


def _nearest(shared: Counter[tuple[int, int]], side: int) -> set[tuple[int, int]]:
    """For each item of one side, the pairs that share most."""
    by_place: defaultdict[int, list[tuple[int, tuple[int, int]]]] = defaultdict(list)
    for pair, count in shared.items():
        by_place[pair[side]].append((-count, pair))
    return {pair for rivals in by_place.values() for _, pair in sorted(rivals)[:MAX_RIVALS]}


def _weigh(bag: Counter[str]) -> float:
    return sum(_weight(word) * count for word, count in bag.items())


@lru_cache(maxsize=1 << 16)
def _weight(word: str) -> float:
    """What it says that two items share a word, in nats; nothing for the commonest."""
    return max(0.0, weigh_absent(word, PRIOR) - COMMON)
