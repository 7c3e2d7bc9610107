"""What came into a ledger last, and what the changes of pages amount to."""

from dataclasses import replace

from onrecord.ledger import Ledger, key_of
from onrecord.model import Came, Change, Comparison, Held, News
from onrecord.pipeline.compare import compare_readings
from onrecord.pipeline.latest import Latest
from onrecord.text.notices import find_notice

LONGEST = 40_000  # code points of a text that is compared for a list; two such take a third of a second
KEPT = 5000  # comparisons of which it is kept what they amount to: an article's takes some 40 ms
Counts = tuple[int, int, int, int]
_counts = Latest[Counts](KEPT)


def list_news(ledger: Ledger, *, limit: int, before: int | None = None) -> tuple[News, ...]:
    """The latest captures that came in or back, newest first, each beside the one before of the same page.

    Args:
        ledger: whose.
        limit: how many at most.
        before: a `News.number`; only those before it.
    """
    return tuple(_tell(ledger, came) for came in ledger.came(limit=limit, before=before))


def count_changes(comparison: Comparison) -> Counts:
    """How many statements came, went and were changed, and how much beside them."""
    changes = [pair.changes for pair in comparison.pairs]
    came = sum(Change.CAME in each for each in changes)
    went = sum(Change.WENT in each for each in changes)
    same = changes.count((Change.SAME,))
    return came, went, len(changes) - came - went - same, len(comparison.revisions)


def _tell(ledger: Ledger, came: Came) -> News:
    second = ledger.hold(came.key)
    told = News(came.number, came.at, came.outcome, second.capture, came.previous)
    if came.previous is None:
        return told
    first = ledger.hold(came.previous)
    told = replace(told, notice=find_notice(first.reading.snap, second.reading.snap))
    if max(len(each.reading.snap.text) for each in (first, second)) > LONGEST:
        return told
    arrived, went, changed, beside = _count(first, second)
    return replace(told, came=arrived, went=went, changed=changed, beside=beside)


def _count(first: Held, second: Held) -> Counts:
    """As `count_changes`; what was counted is kept for as long as both are read as they are."""
    mark = key_of(*(told for held in (first, second) for told in (held.capture.key, held.read, held.method)))
    counts = _counts.find(mark)
    if counts is None:
        counts = count_changes(compare_readings(first.reading, second.reading))
        _counts.keep(mark, counts)
    return counts
