"""How a quote and a stretch of a record pair, word by word.

First the longest common subsequence (rapidfuzz, bit-parallel) over a window wider than the quote,
drawn together so that a speaker's false start is not taken for the quote's first words. Then the
chain of its blocks that is worth more than the words it leaps over, so that a stray "the" twenty
words away does not stretch the passage. Then, between the chain's ends, the fewest edits
(Levenshtein 1966) over whole words.
"""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

GAP = 0.2  # of a paired word: what a word leapt over on either side costs; 4 words part a lone one
LOOKED_NEARER = 100  # words; a longer quote stands where it does, whatever is like a sentence of it
HALF = 0.5  # of the quote's words; what shares fewer is hardly its place, and not looked at twice
STRETCHES = 8  # of a window that are held against one another; each costs some twenty pairings
MAX_TAIL = 40  # words of a block that are tried nearer to the next
LONG_GAP = 6.0  # the most that one leap costs: an ellipsis may be long where both sides of it stand firm


_INT = array("I").itemsize


class Block(NamedTuple):
    """A run of words that both sides have: where it begins on each, and its length in words."""

    quote: int
    record: int
    size: int


class Step(NamedTuple):
    """Words ``quote_from:quote_to`` stand for words ``record_from:record_to``; ``tag`` says how."""

    tag: str  # equal, delete (record only), insert (quote only), replace
    quote_from: int
    quote_to: int
    record_from: int
    record_to: int


def pair_words(quote: Sequence[int], window: Sequence[int]) -> list[Block]:
    """The runs of words that a quote and a window share, as far as they hang together.

    Args:
        quote: the quote's words as numbers.
        window: the record's words as numbers, some more than the quote has.

    Returns:
        Blocks in order on both sides; empty where nothing pairs.

    Example:
        >>> pair_words([1, 2, 3, 9, 5], [1, 8, 8, 8, 8, 8, 8, 1, 2, 3, 4, 5, 6])
        [Block(quote=0, record=7, size=3), Block(quote=4, record=11, size=1)]
    """
    whole = _find_run(quote, window)
    if whole is not None:  # else an earlier "what we" might pair with it, and a "not" between be missing
        return [Block(0, whole, len(quote))]
    blocks = _find_blocks(quote, window)
    return _grow(_best_chain(_draw_nearer(blocks, quote, window)), quote, window) if blocks else []


def _draw_nearer(blocks: list[Block], quote: Sequence[int], window: Sequence[int]) -> list[Block]:
    """Blocks drawn together; in the shortest stretch that has as many words, where that breaks none."""
    shared, drawn = sum(block.size for block in blocks), _draw_together(blocks, quote, window)
    is_spread = drawn[-1].record + drawn[-1].size - drawn[0].record > len(quote)
    if not is_spread or len(quote) > LOOKED_NEARER or shared < HALF * len(quote):
        return drawn
    first, last = _shortest(quote, window, shared)
    stretch = window[first:last]
    nearer = [
        block._replace(record=block.record + first)
        for block in _draw_together(_find_blocks(quote, stretch), quote, stretch)
    ]
    return nearer if len(nearer) <= len(drawn) else drawn


def _find_blocks(quote: Sequence[int], window: Sequence[int]) -> list[Block]:
    """A longest common subsequence, as runs."""
    found = LCSseq.editops(quote, window).as_matching_blocks()
    return [Block(b.a, b.b, b.size) for b in found if b.size]


def _shortest(quote: Sequence[int], window: Sequence[int], most: int) -> tuple[int, int]:
    """The shortest stretch of a window that shares as many words with a quote as the whole of it does.

    Else a sentence that was changed would begin in one place and end in another that says as much of it.
    """
    places = range(len(window) + 1)

    def lacks(first: int, last: int) -> bool:
        return LCSseq.similarity(quote, window[first:last], score_cutoff=most) < most

    found, first = (0, len(window)), 0
    for _ in range(STRETCHES):
        last = bisect_left(places, True, key=lambda at: not lacks(first, at))
        if last == len(places):
            break
        first = bisect_left(places, True, key=lambda at: lacks(at, last))
        found = min(found, (first - 1, last), key=lambda stretch: stretch[1] - stretch[0])
    return found


def _find_run(quote: Sequence[int], window: Sequence[int], *, last: bool = False) -> int | None:
    """Where a window has the quote word for word; its first place or its last, None where it has not."""
    sought, words = array("I", quote).tobytes(), array("I", window).tobytes()
    at = (words.rfind(sought) if last else words.find(sought)) if quote else -1
    while at > 0 and at % _INT:
        at = words.rfind(sought, 0, at + len(sought) - 1) if last else words.find(sought, at + 1)
    return at // _INT if at >= 0 else None


def _draw_together(blocks: list[Block], quote: Sequence[int], window: Sequence[int]) -> list[Block]:
    """Of equal pairings one with fewer blocks: each goes into a neighbour that says it again, or near it."""
    drawn: list[Block] = []
    for block in reversed(blocks):  # into the later one first: "we really, we go" begins at "we go"
        while drawn and _ends_alike(drawn[-1], block, quote, window):
            i, j, size = drawn.pop()
            block = Block(i - block.size, j - block.size, size + block.size)
        drawn += _draw_on(block, drawn.pop(), quote, window) if drawn else [block]
    joined: list[Block] = []
    for block in reversed(drawn):
        if joined and _goes_on_alike(joined[-1], block, quote, window):
            joined[-1] = joined[-1]._replace(size=joined[-1].size + block.size)
        else:
            joined.append(block)
    return joined


def _ends_alike(later: Block, block: Block, quote: Sequence[int], window: Sequence[int]) -> bool:
    """Whether the words of a block also stand, on both sides, just before a later one."""
    i, j, size = later.quote, later.record, block.size
    return block.quote + size == i and quote[i - size : i] == window[j - size : j]


def _goes_on_alike(earlier: Block, block: Block, quote: Sequence[int], window: Sequence[int]) -> bool:
    """Whether the words of a block also stand, on both sides, just after an earlier one."""
    i, j, size = earlier.quote + earlier.size, earlier.record + earlier.size, block.size
    return block.quote == i and quote[i : i + size] == window[j : j + size]


def _draw_on(block: Block, later: Block, quote: Sequence[int], window: Sequence[int]) -> tuple[Block, Block]:
    """A later block and the one before it, which stands as near to it as it can without breaking in three.

    "It is true that I go" is of "it is not true that I go", not of an "it is true that" further back.
    """
    i, j, size = block
    tail = 0  # words of the block that also stand just before the later one
    while (
        i + size == later.quote
        and tail < min(size - 1, MAX_TAIL)
        and quote[later.quote - tail - 1] == window[later.record - tail - 1]
    ):
        tail += 1
    for taken in range(tail, -1, -1):
        at = _find_run(quote[i : i + size - taken], window[j + 1 : later.record - taken], last=True)
        if at is not None:
            later = Block(later.quote - taken, later.record - taken, later.size + taken)
            return later, Block(i, j + 1 + at, size - taken)
    return later, block


def _best_chain(blocks: list[Block]) -> list[Block]:
    """The consecutive blocks whose words are worth most beyond the words leapt over (Kadane)."""
    best, best_from, best_to = 0.0, 0, 0
    worth, begin = 0.0, 0
    for i, block in enumerate(blocks):
        if i:
            before = blocks[i - 1]
            leapt = block.quote - before.quote + block.record - before.record - 2 * before.size
            worth -= min(GAP * leapt, LONG_GAP)
        if worth <= 0:
            worth, begin = 0.0, i
        worth += block.size
        if worth > best:
            best, best_from, best_to = worth, begin, i + 1
    return blocks[best_from:best_to]


def _grow(chain: list[Block], quote: Sequence[int], window: Sequence[int]) -> list[Block]:
    """Let the outer blocks take in equal words beside them, which the dropped ones had held."""
    i, j, size = chain[0]
    while i and j and quote[i - 1] == window[j - 1]:
        i, j, size = i - 1, j - 1, size + 1
    chain[0] = Block(i, j, size)
    i, j, size = chain[-1]
    while i + size < len(quote) and j + size < len(window) and quote[i + size] == window[j + size]:
        size += 1
    chain[-1] = Block(i, j, size)
    return chain


def find_steps(quote: Sequence[int], record: Sequence[int]) -> list[Step]:
    """The fewest word edits that turn a record's stretch into the quote, equal runs included.

    Args:
        quote: the quote's words as numbers.
        record: the record's words as numbers, no more than the passage.

    Returns:
        Steps in order that cover every word of both.

    Example:
        >>> [step.tag for step in find_steps([1, 2, 4], [1, 2, 3, 4])]
        ['equal', 'delete', 'equal']
    """
    codes = Levenshtein.opcodes(record, quote)
    return [Step(c.tag, c.dest_start, c.dest_end, c.src_start, c.src_end) for c in codes]
