"""The statements of two readings, paired, and what differs in each pair."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

from onrecord.model import (
    Alignment,
    Attribution,
    Change,
    Drift,
    EntityKind,
    Mode,
    Pair,
    PartKind,
    Reading,
    Span,
    Spans,
)
from onrecord.text.words import split_words
from onrecord.trace import Item, Query, are_alike, compare_wholes, pair_items, share_in_order

FEWEST = 4  # words of a statement that can be told again in the other page's running text
MAX_PLACES = 16  # at which a run of words is looked for there; a commoner one begins no statement of note
_THAT = re.compile(r"that\s+(?=\w)", re.IGNORECASE)
NEARLY = 0.8  # of the shorter one's words; who tells a statement with fewer of them may deny in other words
_TITLES = frozenset(
    "the a an mr mrs ms dr sir lady of and his her their its he she they it i we who".split()
)  # no part of who is meant


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what the comparison asks about it."""

    reading: Reading
    attrib: Attribution
    item: Item
    names: frozenset[str]  # what else may name the source: a role, the page's words; whom it tells of
    quoted: tuple[str, ...]
    cue: tuple[str, ...]
    content: Spans  # in order, without the "that" which only ties it to its cue

    @property
    def is_nested(self) -> bool:
        """Whether it is said within another statement."""
        return self.attrib.parent is not None


def pair_statements(first: Reading, second: Reading, *, is_same_page: bool) -> tuple[Pair, ...]:
    """Pair the statements of two readings; each stands in one pair.

    Args:
        first: the reading that changes are counted from.
        second: the other.
        is_same_page: they are captures of one page, so that a cue's words and the order count, too.
    """
    ours, theirs = (_tell(reading, is_same_page=is_same_page) for reading in (first, second))
    found = pair_items([t.item for t in ours], [t.item for t in theirs])
    moved = _out_of_order(found) if is_same_page else set()
    partner = dict(found)
    pages = _Page(first, ours), _Page(second, theirs)
    pairs = [
        compare_pair(told, theirs[partner[i]], is_same_page=is_same_page, is_moved=i in moved)
        if i in partner
        else _alone(told, pages[1], Change.WENT)
        for i, told in enumerate(ours)
    ]
    met = set(partner.values())
    return (*pairs, *(_alone(t, pages[0], Change.CAME) for j, t in enumerate(theirs) if j not in met))


def compare_pair(first: Told, second: Told, *, is_same_page: bool, is_moved: bool) -> Pair:
    """Say what differs between two statements that answer to each other."""
    alignment: Alignment | None = None
    drift: tuple[Drift, ...] = ()
    found = list(_changes(first, second, is_same_page=is_same_page))
    if first.item.words != second.item.words:
        found.insert(0, (Change.REWORDED, ""))
        compared = compare_wholes(_query(second), _query(first))
        alignment, drift = compared or (None, ())
        if first.item.is_told or second.item.is_told:
            drift = tuple(d for d in drift if d.kind != "negation" or _is_nearly(first, second))
    if is_moved:
        found.append((Change.MOVED, "it stands elsewhere among the statements"))
    return Pair(
        first.attrib.id,
        second.attrib.id,
        tuple(dict.fromkeys(change for change, _ in found)) or (Change.SAME,),
        alignment,
        drift,
        tuple(reason for _, reason in found if reason),
    )


def _is_nearly(first: Told, second: Told) -> bool:
    """Whether so few words differ that a "not" is lost between them: not "not heard", then "passed over"."""
    return share_in_order(first.item, second.item) >= NEARLY


def _changes(first: Told, second: Told, *, is_same_page: bool) -> Iterator[tuple[Change, str]]:
    ours, theirs = first.attrib, second.attrib
    if not _are_one(first, second):
        yield Change.SOURCE, f"attributed to {_source(first)}, then to {_source(second)}"
    if ours.mode is not theirs.mode:
        yield Change.MODE, f"{ours.mode.value}, then {theirs.mode.value}{_quoted(first, second)}"
    elif first.quoted != second.quoted and first.item.words == second.item.words:
        yield Change.MODE, f"other words stand in quotation marks{_quoted(first, second)}"
    acts = [(a.kind, a.stance, a.polarity, a.imputed, a.assent) for a in (ours, theirs)]
    if acts[0] != acts[1] or (is_same_page and first.cue != second.cue):
        yield Change.CUE, f"“{_words(first, ours.cue)}”, then “{_words(second, theirs.cue)}”"
    yield from _frame(first, second, is_same_page=is_same_page)
    if first.is_nested != second.is_nested:
        which = "first" if first.is_nested else "second"
        yield Change.NESTING, f"told through another only on the {which} page"


def _frame(first: Told, second: Told, *, is_same_page: bool) -> Iterator[tuple[Change, str]]:
    """When, to whom and on what occasion it was said; on one page also how the source is named."""
    ours, theirs = first.attrib, second.attrib
    if not is_same_page:
        if ours.day and theirs.day and ours.day != theirs.day:
            yield Change.SETTING, f"said on {ours.day}, then on {theirs.day}"
        return
    if _are_one(first, second) and _differ(first, second, ours.source, theirs.source):
        yield Change.NAMING, f"“{_words(first, ours.source)}”, then “{_words(second, theirs.source)}”"
    for one, other in (
        (ours.when, theirs.when),
        (ours.addressee, theirs.addressee),
        (ours.occasion, theirs.occasion),
    ):
        spans = (one,) if one else (), (other,) if other else ()
        if _differ(first, second, *spans):
            yield Change.SETTING, f"“{_words(first, spans[0])}”, then “{_words(second, spans[1])}”"


def _differ(first: Told, second: Told, ours: Spans, theirs: Spans) -> bool:
    texts = first.reading.snap.text, second.reading.snap.text
    return list(_norms(texts[0], ours)) != list(_norms(texts[1], theirs))


def _are_one(first: Told, second: Told) -> bool:
    """Whether both may have one source: a name on one page may stand for a role on the other."""
    ours, theirs = first.item.who, second.item.who
    return are_alike(ours, theirs) or ours <= second.names or theirs <= first.names


def _quoted(first: Told, second: Told) -> str:
    ours, theirs = len(first.quoted), len(second.quoted)
    return "" if ours == theirs else f"; words in quotation marks: {ours}, then {theirs}"


def _alone(told: Told, other: "_Page", change: Change) -> Pair:
    """A statement that has no partner, and what the other page has of it all the same."""
    mine = told.attrib.id
    first, second = (mine, None) if change is Change.WENT else (None, mine)
    held = other.find_holder(told)
    if held:
        change, why = Change.WITHIN, f"its words are part of what {held} is said to say there"
    elif held is not None:
        change, why = Change.UNSOURCED, "its words stand there, too, but no source was found for them"
    elif told.item.who and any(are_alike(told.item.who, who) for who in other.speakers):
        why = f"{_source(told)} speaks there, too"
    else:
        return Pair(first, second, (change,))
    return Pair(first, second, (change,), reasons=(why,))


class _Page:
    """A page's running words, to look in for what was not found as a statement of its own."""

    def __init__(self, reading: Reading, told: Sequence[Told]) -> None:
        self.speakers = {t.item.who for t in told if t.item.who}
        self._words = split_words(reading.snap.text)
        outer = [t for t in told if not t.is_nested]
        self._held = sorted(((span, t) for t in outer for span in t.attrib.content), key=itemgetter(0))
        self._held_from = [span.start for span, _ in self._held]

    @cached_property
    def _places(self) -> dict[tuple[str, ...], list[int]]:
        """Where each run of ``FEWEST`` words begins: a look-up in place of a search for each statement."""
        norms, places = self._words.norms, dict[tuple[str, ...], list[int]]()
        for at in range(len(norms) - FEWEST + 1):
            found = places.setdefault(tuple(norms[at : at + FEWEST]), [])
            if len(found) < MAX_PLACES:
                found.append(at)
        return places

    def find_holder(self, told: Told) -> str | None:
        """Who is said to say a statement's words here; "" where nobody is, None where they are not here."""
        words, held = told.item.words, None
        for at in self._places.get(words[:FEWEST], ()):
            if tuple(self._words.norms[at : at + len(words)]) == words:
                held = held or self._holder_at(self._words.starts[at])
        return held

    def _holder_at(self, point: int) -> str:
        """Who is said to say what stands at a code point; "" where nobody is."""
        at = bisect_right(self._held_from, point) - 1
        return _source(self._held[at][1]) if at >= 0 and point < self._held[at][0].end else ""


def _tell(reading: Reading, *, is_same_page: bool) -> list[Told]:
    heads = reading.snap.spans_of(PartKind.HEADLINE)
    found = [_tell_one(reading, attrib, heads) for attrib in sorted(reading.attributions, key=_place)]
    names = defaultdict[Hashable, frozenset[str]](frozenset)
    for told in found:  # who is "the mayor" in one statement may be named in another
        names[told.item.who] |= told.names
        names[told.attrib.parent] |= told.item.who  # and "she said Roe said so" gives it to Roe, too
    return [
        replace(
            told,
            names=(names[told.item.who] if told.item.who else told.names) | names[told.attrib.id],
            item=replace(told.item, is_told=not is_same_page and told.attrib.mode is Mode.INDIRECT),
        )
        for told in found
    ]


def _tell_one(reading: Reading, attrib: Attribution, heads: Spans) -> Told:
    text, entity = reading.snap.text, attrib.entity
    mention = frozenset(_norms(text, attrib.source)) - _TITLES
    name, role = _name(entity.name if entity else None), _name(entity.role if entity else None)
    is_open = (entity is None or entity.kind is EntityKind.UNKNOWN) and not _is_named(text, attrib.source)
    who = name or (frozenset() if is_open else mention)
    at = _place(attrib)[0]
    place = "nested" if attrib.parent else "headline" if any(s <= at < e for s, e in heads) else ""
    content = _bare(text, attrib.content)
    item = Item(tuple(_norms(text, content)), who, place)
    quoted, cue = tuple(_norms(text, attrib.quoted)), tuple(_norms(text, attrib.cue))
    return Told(reading, attrib, item, name | role | mention, quoted, cue, content)


def _is_named(text: str, spans: Spans) -> bool:
    """Whether the words for a source hold a capital after the first: "The Islander"."""
    return any(word[:1].isupper() for start, end in spans for word in text[start:end].split()[1:])


def _name(name: str | None) -> frozenset[str]:
    return frozenset(split_words(name or "").norms) - _TITLES


def _bare(text: str, spans: Spans) -> Spans:
    """A content's spans in order, without the "that" at its beginning."""
    first, *others = sorted(spans) or [Span(0, 0)]
    tie = _THAT.match(text, first.start, first.end)
    return (Span(tie.end(), first.end) if tie else first, *others)


def _place(attrib: Attribution) -> tuple[int, int]:
    """Where a statement begins on the page, the one that holds another first."""
    spans = attrib.content or attrib.source or attrib.cue or (Span(0, 0),)
    return min(s for s, _ in spans), -max(e for _, e in spans)


def _norms(text: str, spans: Spans) -> Iterator[str]:
    for start, end in sorted(spans):
        yield from split_words(text, start, end).norms


def _query(told: Told) -> Query:
    return Query(told.reading.snap.text, told.content)


def _source(told: Told) -> str:
    entity = told.attrib.entity
    return (entity.name if entity else None) or _words(told, told.attrib.source) or "someone (not said)"


def _words(told: Told, spans: Spans) -> str:
    return " ".join(" ".join(told.reading.snap.text[s:e].split()) for s, e in spans).strip(" ,;:")


def _out_of_order(found: Iterable[tuple[int, int]]) -> set[int]:
    """The first side's items that are not among the most that keep their order (patience sorting)."""
    tops: list[int] = []
    heads: list[int] = []
    before: dict[int, int | None] = {}
    for i, j in found:
        pile = bisect_left(tops, j)
        tops[pile : pile + 1], heads[pile : pile + 1] = [j], [i]
        before[i] = heads[pile - 1] if pile else None
    at = heads[-1] if heads else None
    moved = set(before)
    while at is not None:
        moved.discard(at)
        at = before[at]
    return moved
