"""Two readings → a comparison: whether they are of one page, what both carry, what was changed."""

from collections import Counter

from onrecord.model import Comparison, PartKind, Reading, Snapshot, Span
from onrecord.pipeline.pairs import pair_statements
from onrecord.pipeline.revisions import find_revisions
from onrecord.text.urls import address_of
from onrecord.text.words import split_words

RUN = 3  # words; a correction of one word costs three runs, a chance likeness has few
MOSTLY = 0.5  # of the runs; two outlets that carry one agency's text are told apart by their names


def compare_readings(first: Reading, second: Reading) -> Comparison:
    """Compare two pages, or two captures of one, statement by statement.

    Args:
        first: the reading that changes are counted from: the earlier capture, or either outlet.
        second: the other.

    Example:
        >>> page = Reading(Snapshot("a", "It rained. Nobody spoke."))
        >>> compare_readings(page, page).is_same_page
        True
    """
    is_same, reason = judge_same_page(first.snap, second.snap)
    pairs = pair_statements(first, second, is_same_page=is_same)
    revisions = find_revisions(first, second, pairs) if is_same else ()
    return Comparison(first, second, pairs, revisions, is_same, (reason,))


def judge_same_page(first: Snapshot, second: Snapshot) -> tuple[bool, str]:
    """Whether two snapshots are captures of one page, and why: their addresses, their outlets, their text."""
    ours, theirs = address_of(first.url), address_of(second.url)
    if ours and theirs:
        if ours == theirs:
            return True, "both have the same address"
        if ours[0] != theirs[0]:
            return False, f"they stand on two sites: {ours[0]} and {theirs[0]}"
    elif first.outlet and second.outlet and _plain(first.outlet) != _plain(second.outlet):
        return False, f"they are of two outlets: {first.outlet} and {second.outlet}"
    share = _share(first, second)
    return share >= MOSTLY, f"{share:.0%} of their runs of three words are the same"


def _plain(name: str) -> str:
    return " ".join(split_words(name).norms)


def _share(first: Snapshot, second: Snapshot) -> float:
    """The share of both texts' runs of three words that both have (Broder 1997; Dice's measure)."""
    ours, theirs = _count_runs(first), _count_runs(second)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def _count_runs(snap: Snapshot) -> Counter[tuple[str, ...]]:
    told = snap.spans_of(PartKind.BODY) or (Span(0, len(snap.text)),)
    words = [norm for start, end in told for norm in split_words(snap.text, start, end).norms]
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)) if words)
