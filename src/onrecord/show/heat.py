"""How often, and by how many outlets, each stretch of a record was quoted: its heat.

The quotations of a record overlap; here the text is cut wherever one begins or ends, and between two cuts
the same statements quote it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Quotation, Severity, Span

LEVELS = (1, 2, 3, 5)  # outlets from which a stretch is a level hotter: by one, by two, by some, by many
TOP = 5  # stretches that are named as taken most


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a record that the same statements quote: ``times`` of them, of so many ``outlets``.

    ``grave``: how many of them changed its sense gravely on the way.
    """

    span: Span
    times: int
    outlets: int
    grave: int

    @property
    def level(self) -> int:
        """How hot it is, from 1 on."""
        return sum(self.outlets >= least for least in LEVELS)


@dataclass(frozen=True, slots=True)
class Heat:
    """A record's stretches that were quoted, in its order, and what they come to.

    ``statements`` and ``outlets`` quote the record at all; ``share`` of its text, 0 to 1, was quoted;
    ``untouched`` is the longest stretch that nobody took; ``grave`` of the statements drift gravely.
    """

    stretches: tuple[Stretch, ...]
    statements: int
    outlets: int
    grave: int
    share: float
    untouched: Span

    @property
    def by_all(self) -> int:
        """How many passages every outlet took that took anything; 0 where one outlet alone quotes it."""
        if self.outlets < 2:
            return 0
        ends = {s.span.end for s in self.stretches if s.outlets == self.outlets}
        return sum(s.outlets == self.outlets and s.span.start not in ends for s in self.stretches)

    @property
    def top(self) -> tuple[Stretch, ...]:
        """The stretches that most outlets took, one of each run of words that is quoted without a gap."""
        best: list[Stretch] = []
        end = -1
        for stretch in self.stretches:
            if stretch.span.start != end:
                best.append(stretch)
            elif _heat_of(stretch) > _heat_of(best[-1]):
                best[-1] = stretch
            end = stretch.span.end
        return tuple(sorted(best, key=lambda s: (-s.outlets, -s.times, s.span.start))[:TOP])


def measure_heat(quotations: Sequence[Quotation], length: int) -> Heat:
    """Measure a record's heat.

    Args:
        quotations: what was quoted of it; what lies outside the text is cut off.
        length: code points of its text.

    Example:
        >>> a = Quotation("a", Span(0, 6), "none", "A", None)
        >>> b = Quotation("b", Span(4, 8), "grave", "B", None)
        >>> [(s.span[:], s.times, s.grave) for s in measure_heat([a, b], 10).stretches]
        [((0, 4), 1, 0), ((4, 6), 2, 1), ((6, 8), 1, 1)]
    """
    inside = [(Span(max(0, q.span.start), min(length, q.span.end)), q) for q in quotations]
    inside = [(span, q) for span, q in inside if span.start < span.end]
    stretches = tuple(_cut(inside))
    grave = {q.statement for _, q in inside if q.severity == Severity.GRAVE}
    return Heat(
        stretches,
        len({q.statement for _, q in inside}),
        len({q.outlet for _, q in inside}),
        len(grave),
        sum(s.span.end - s.span.start for s in stretches) / length if length else 0.0,
        _untouched(stretches, length),
    )


def bin_heat(heat: Heat, length: int, bins: int) -> tuple[tuple[Stretch | None, int], ...]:
    """The hottest stretch within each of so many equal parts of a text, and how many are grave there."""
    found: list[tuple[Stretch | None, int]] = [(None, 0)] * bins
    for stretch in heat.stretches:
        first = stretch.span.start * bins // length
        last = (stretch.span.end - 1) * bins // length
        for n in range(first, min(last, bins - 1) + 1):
            hottest, grave = found[n]
            hotter = hottest is None or _heat_of(stretch) > _heat_of(hottest)
            found[n] = stretch if hotter else hottest, max(grave, stretch.grave)
    return tuple(found)


def _cut(inside: Sequence[tuple[Span, Quotation]]) -> list[Stretch]:
    """Sweep from cut to cut, counting which statements and outlets are open."""
    cuts = sorted({at for span, _ in inside for at in span})
    opening: list[list[Quotation]] = [[] for _ in cuts]
    closing: list[list[Quotation]] = [[] for _ in cuts]
    for span, quotation in inside:
        opening[bisect_left(cuts, span.start)].append(quotation)
        closing[bisect_left(cuts, span.end)].append(quotation)
    statements: Counter[str] = Counter()
    outlets: Counter[str | None] = Counter()
    grave: Counter[str] = Counter()
    found: list[Stretch] = []
    for n, start in enumerate(cuts[:-1]):
        for sign, moved in ((-1, closing[n]), (1, opening[n])):
            for each in moved:
                _move(statements, each.statement, sign)
                _move(outlets, each.outlet, sign)
                if each.severity == Severity.GRAVE:
                    _move(grave, each.statement, sign)
        if statements:
            found.append(Stretch(Span(start, cuts[n + 1]), len(statements), len(outlets), len(grave)))
    return found


def _move(counter: Counter[Any], key: Any, sign: int) -> None:
    counter[key] += sign
    if not counter[key]:
        del counter[key]


def _untouched(stretches: Sequence[Stretch], length: int) -> Span:
    edges = [0, *(at for s in stretches for at in s.span), length]
    gaps = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return max(gaps, key=lambda gap: gap.end - gap.start)


def _heat_of(stretch: Stretch) -> tuple[int, int]:
    return stretch.outlets, stretch.times
