"""Where one passage of a spliced quote ends and the next begins, to the word.

Each passage was found for itself, so a word that both could give, or that either has not, may lie on
the wrong side. Between the last words of the one and the first of the other that stand firm, the quote
is cut where the fewest edits are left on both sides: the prefix of one edit distance and the suffix of
another (Hirschberg 1975).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.trace.align import find_steps
from onrecord.trace.quote import Part, Quote
from onrecord.trace.said import Said

FIRM = 3  # words in a row that pair: they stay where they are
DEEP = 12  # words of a firm run that are not looked at again
LONGEST = 80  # words between what stands firm; more is a stretch that neither passage gives
SLACK = 12  # words of the record beyond as many as the quote has

Costs = NDArray[np.int64]


class Anchor(NamedTuple):
    """A word of the quote that stands firm, and the word of the record that it pairs with."""

    quote: int
    record: int


def set_joints(said: Said, quote: Quote, parts: Sequence[Part]) -> list[Part]:
    """Let neighbouring parts of a quote meet where the fewest words differ.

    Args:
        said: the words that the quote is held against.
        quote: the quote.
        parts: where its stretches come from, in the quote's order.

    Returns:
        The parts, with new limits towards each other where they are better.
    """
    set_: list[Part] = list(parts[:1])
    for part in parts[1:]:
        set_[-1], after = _set_joint(said, quote, set_[-1], part)
        set_.append(after)
    return set_


def _set_joint(said: Said, quote: Quote, before: Part, after: Part) -> tuple[Part, Part]:
    left, right = _firm_end(said, quote, before), _firm_start(said, quote, after)
    if left is None or right is None or not 0 < right.quote - left.quote <= LONGEST:
        return before, after
    middle = np.array(quote.ids[left.quote : right.quote])
    reach = len(middle) + SLACK
    ahead = _until_gap(said.words[left.record : left.record + reach])
    behind = _until_gap(said.words[max(0, right.record - reach) : right.record][::-1])
    from_left, ends = _prefix_costs(middle, ahead)
    from_right, starts = _prefix_costs(middle[::-1], behind)
    costs = from_left + from_right[::-1]
    cut = min(range(len(costs)), key=lambda i: (costs[i], not _is_pause(quote, left.quote + i)))
    at = left.quote + cut
    one = before._replace(quote_to=at, last=left.record + int(ends[cut]))
    other = after._replace(quote_from=at, first=right.record - int(starts[len(middle) - cut]))
    overlap = one.first < other.last and other.first < one.last
    empty = one.quote_from >= one.quote_to or other.quote_from >= other.quote_to
    return (before, after) if overlap or empty else (one, other)


def _firm_end(said: Said, quote: Quote, part: Part) -> Anchor | None:
    """Where, near a part's end, its words begin to be open."""
    runs = _firm_runs(said, quote, part)
    if not runs:
        return None
    quote_at, record_at, size = runs[-1]
    back = min(size - 1, DEEP)
    return Anchor(quote_at + size - back, record_at + size - back)


def _firm_start(said: Said, quote: Quote, part: Part) -> Anchor | None:
    """Where, near a part's beginning, its words cease to be open."""
    runs = _firm_runs(said, quote, part)
    if not runs:
        return None
    quote_at, record_at, size = runs[0]
    on = min(size - 1, DEEP)
    return Anchor(quote_at + on, record_at + on)


def _firm_runs(said: Said, quote: Quote, part: Part) -> list[tuple[int, int, int]]:
    words = said.words[part.first : part.last].tolist()
    steps = find_steps(quote.ids[part.quote_from : part.quote_to], words)
    return [
        (part.quote_from + s.quote_from, part.first + s.record_from, s.quote_to - s.quote_from)
        for s in steps
        if s.tag == "equal" and s.quote_to - s.quote_from >= FIRM
    ]


def _until_gap(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The words before the first place where a record ends."""
    gaps = np.flatnonzero(words == 0)
    return words[: gaps[0]] if len(gaps) else words


def _prefix_costs(quote: NDArray[np.int64], record: NDArray[np.uint32]) -> tuple[Costs, Costs]:
    """For each prefix of the quote the fewest edits to some prefix of the record, and that one's length."""
    places = np.arange(len(record) + 1)
    row = places.copy()
    costs, ends = [0], [0]
    for word in quote.tolist():
        kept = np.concatenate(([row[0] + 1], np.minimum(row[1:] + 1, row[:-1] + (record != word))))
        row = np.minimum.accumulate(kept - places) + places  # words of the record that are passed over
        ends.append(int(np.argmin(row)))
        costs.append(int(row[ends[-1]]))
    return np.array(costs), np.array(ends)


def _is_pause(quote: Quote, word: int) -> bool:
    """Whether a sentence ends, or an ellipsis stands, before a word of the quote."""
    words = quote.words
    gap = quote.text[words.ends[word - 1] : words.starts[word]] if 0 < word < len(words) else "."
    return word in quote.marked or any(mark in gap for mark in ".?!;\n")
