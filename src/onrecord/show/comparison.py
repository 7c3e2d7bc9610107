"""A comparison as both views show it: what was changed, what only one page has, what stayed, in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import (
    UNTRACED,
    Alignment,
    Attribution,
    Change,
    Comparison,
    Drift,
    Pair,
    Passage,
    Place,
    Reading,
    Revision,
    Severity,
    Snapshot,
    Span,
    Trace,
    chain_of,
)
from onrecord.show.diff import Segment, compare
from onrecord.show.words import (
    SIGNS,
    count,
    cut,
    describe_drift,
    flow,
    name_source,
    name_time,
)
from onrecord.text.words import split_words

LABELS = {
    Change.SAME: "the same",
    Change.REWORDED: "reworded",
    Change.SOURCE: "another source",
    Change.MODE: "quoted otherwise",
    Change.CUE: "another cue",
    Change.NAMING: "source named otherwise",
    Change.SETTING: "another setting",
    Change.NESTING: "told through another",
    Change.MOVED: "moved",
    Change.CAME: "only in B",
    Change.WENT: "only in A",
    Change.UNSOURCED: "source found on one page only",
    Change.WITHIN: "part of another statement there",
}
PLACES = {
    Place.HEADLINE: "Headline",
    Place.BYLINE: "Byline",
    Place.DATELINE: "Dateline",
    Place.PUBLISHED: "Published",
    Place.UPDATED: "Updated",
    Place.CAPTION: "Caption",
    Place.VOICE: "The outlet’s own voice",
    Place.AROUND: "Around a statement",
}
_MARKS = re.compile("[\"“”„«»]|(?<=[,.!?])[’']|(?<!\\w)‘")  # no apostrophe among them
_TIMES = (Place.PUBLISHED, Place.UPDATED)
_ONE_SIDED = {Change.CAME: "+", Change.WENT: "−"}  # a sign that says more than how much it matters


@dataclass(frozen=True, slots=True)
class Side:
    """One of the pages: its letter, its headline, and what is known of it and of this copy."""

    letter: str
    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that both pages have, or only one: its words on each side, '' for none.

    ``state`` is a severity's name; ``segments`` are there where both sides have words that differ.
    """

    state: str
    sign: str
    labels: tuple[str, ...]
    who: str
    first: str
    second: str
    segments: tuple[Segment, ...] = ()
    drift: tuple[tuple[Severity, str, str], ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading; ``minor`` ones are there to be looked up, not to be read first."""

    title: str
    rows: tuple[Row, ...]
    minor: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A comparison in words: the verdict in one line, the two sides, and the sections that hold anything."""

    verdict: str
    why: str
    sides: tuple[Side, Side]
    sections: tuple[Section, ...] = field(default_factory=tuple)


def view_comparison(comparison: Comparison) -> View:
    """Put a comparison into words, ready to be drawn."""
    by_id = _by_id(comparison.first), _by_id(comparison.second)
    rows = [(pair, _view_pair(comparison, pair, *by_id)) for pair in comparison.pairs]
    sections = _of_one_page(comparison, rows) if comparison.is_same_page else _of_two_pages(rows)
    said = (
        "They are taken for two captures of one page"
        if comparison.is_same_page
        else "They are taken for two pages"
    )
    return View(
        _verdict(comparison),
        flow(": ".join((said, *comparison.reasons))) + ".",
        (_view_side("A", comparison.first), _view_side("B", comparison.second)),
        tuple(section for section in sections if section.rows),
    )


def _of_one_page(comparison: Comparison, rows: Sequence[tuple[Pair, Row]]) -> Iterator[Section]:
    heads = (Place.HEADLINE, Place.BYLINE, Place.DATELINE, *_TIMES)
    revised = [(r.place, _view_revision(comparison, r)) for r in comparison.revisions]
    yield Section("Headline and stamps", tuple(row for place, row in revised if place in heads))
    yield Section("Statements changed", tuple(row for pair, row in rows if _is_changed(pair)))
    yield Section("Statements only in A", _with(rows, Change.WENT))
    yield Section("Statements only in B", _with(rows, Change.CAME))
    beside = [(place, row) for place, row in revised if place not in heads]
    yield Section("Beside the statements", tuple(row for _, row in beside))
    yield Section("Statements unchanged", _with(rows, Change.SAME), minor=True)


def _of_two_pages(rows: Sequence[tuple[Pair, Row]]) -> Iterator[Section]:
    yield Section("On both pages", tuple(row for p, row in rows if p.first and p.second))
    yield Section("Only in A", tuple(row for pair, row in rows if not pair.second))
    yield Section("Only in B", tuple(row for pair, row in rows if not pair.first))


def _with(rows: Sequence[tuple[Pair, Row]], change: Change) -> tuple[Row, ...]:
    return tuple(row for pair, row in rows if change in pair.changes)


def _is_changed(pair: Pair) -> bool:
    return not {Change.SAME, Change.CAME, Change.WENT}.intersection(pair.changes)


def _verdict(comparison: Comparison) -> str:
    """What a reader should know first, in one line."""
    pairs = comparison.pairs
    went = sum(Change.WENT in p.changes for p in pairs)
    came = sum(Change.CAME in p.changes for p in pairs)
    if comparison.is_same_page:
        changed = sum(map(_is_changed, pairs))
        told = [f"{count(changed, 'statement')} changed" if changed else "", f"{went} gone" if went else ""]
        told += [f"{came} added" if came else ""]
        told += [f"{count(len(comparison.revisions), 'change')} beside them" if comparison.revisions else ""]
        return ", ".join(filter(None, told)) or "No difference in wording was found"
    both = [p for p in pairs if p.first and p.second]
    same = sum(Change.REWORDED not in p.changes for p in both)
    alone = [sum(not p.second for p in pairs), sum(not p.first for p in pairs)]
    words = f", {same} in the same words" if both else ""
    return f"{count(len(both), 'statement')} on both pages{words}; {alone[0]} only in A, {alone[1]} only in B"


def _view_side(letter: str, reading: Reading) -> Side:
    snap = reading.snap
    quoted = sum(
        len(split_words(snap.text, *s)) for a in reading.attributions if not a.parent for s in a.quoted
    )
    facts = (
        flow(snap.outlet or ""),
        _stamp("published", snap.published),
        _stamp("updated", snap.updated),
        _stamp("captured", snap.captured),
        count(len(reading.attributions), "statement"),
        f"{count(quoted, 'word')} in quotation marks",
    )
    return Side(letter, flow(snap.title or snap.id), tuple(filter(None, facts)))


def _stamp(label: str, time: str | None) -> str:
    return f"{label} {name_time(time)}" if time else ""


def _view_pair(
    comparison: Comparison, pair: Pair, ours: Mapping[str, Attribution], theirs: Mapping[str, Attribution]
) -> Row:
    first, second = ours.get(pair.first or ""), theirs.get(pair.second or "")
    names = [_name(comparison.first, first, ours)] if first else []
    names += [_name(comparison.second, second, theirs)] if second else []
    who = names[0] if Change.SOURCE not in pair.changes else " → ".join(names)
    segments: tuple[Segment, ...] = ()
    if first and second and pair.changes[0] is Change.REWORDED:
        sides = (comparison.first.snap, first.content), (comparison.second.snap, second.content)
        segments = _segments(*sides, pair.alignment, pair.drift)
    is_one_sided = not comparison.is_same_page and pair.changes[0] in _ONE_SIDED
    return Row(
        state=UNTRACED if is_one_sided else pair.severity.value,
        sign=_ONE_SIDED.get(pair.changes[0], SIGNS[pair.severity.value]),
        labels=tuple(_label(change, pair.alignment) for change in pair.changes),
        who=who,
        first=_words(comparison.first, first) if first else "",
        second=_words(comparison.second, second) if second else "",
        segments=segments,
        drift=describe_drift(pair.drift),
        reasons=tuple(map(flow, pair.reasons)),
    )


def _label(change: Change, alignment: Alignment | None) -> str:
    told = change is Change.REWORDED and alignment
    return f"{LABELS[change]} ({told.similarity:.0%} of the words match)" if told else LABELS[change]


def _name(reading: Reading, attrib: Attribution, by_id: Mapping[str, Attribution]) -> str:
    """Who says it, and as told by whom."""
    return " ← as told by ".join(name_source(reading, link) for link in chain_of(attrib, by_id))


def _words(reading: Reading, attrib: Attribution) -> str:
    """What is said, without the "that" which only ties it to its cue."""
    return cut(reading.snap.text, sorted(attrib.content)).removeprefix("that ")


def _by_id(reading: Reading) -> Mapping[str, Attribution]:
    return {attrib.id: attrib for attrib in reading.attributions}


def _view_revision(comparison: Comparison, revision: Revision) -> Row:
    tell = name_time if revision.place in _TIMES else flow
    first, second = tell(revision.first or ""), tell(revision.second or "")
    segments: tuple[Segment, ...] = ()
    if first and second and revision.place not in _TIMES:
        if revision.alignment and revision.first_span and revision.second_span:
            sides = (
                (comparison.first.snap, (revision.first_span,)),
                (comparison.second.snap, (revision.second_span,)),
            )
            segments = _segments(*sides, revision.alignment, revision.drift)
        else:
            bare = (
                (Snapshot("", first), (Span(0, len(first)),)),
                (Snapshot("", second), (Span(0, len(second)),)),
            )
            segments = _segments(*bare, None, ())
    return Row(
        state=revision.severity.value,
        sign=_ONE_SIDED.get(revision.change, SIGNS[revision.severity.value]),
        labels=(LABELS[revision.change],) if revision.place not in _TIMES else ("set anew",),
        who=PLACES[revision.place],
        first=first,
        second=second,
        segments=segments,
        drift=describe_drift(revision.drift),
    )


def _segments(
    first: tuple[Snapshot, Sequence[Span]],
    second: tuple[Snapshot, Sequence[Span]],
    alignment: Alignment | None,
    drift: Sequence[Drift],
) -> tuple[Segment, ...]:
    """Both wordings in steps: ``record`` is the first page's side, ``quote`` the second's."""
    ours, theirs = tuple(sorted(first[1])), tuple(sorted(second[1]))
    passage = Passage("", ours, "\n".join(first[0].text[s:e] for s, e in ours))
    whole = Span(theirs[0].start, max(e for _, e in theirs))
    steps = compare(second[0].text, Trace(whole, 0, passage, alignment, tuple(drift)), theirs)
    return tuple(_without_marks(step) for step in steps)


def _without_marks(step: Segment) -> Segment:
    """A step without quotation marks, which would open on neither side, nor what breaks the second up."""
    return replace(step, record=_MARKS.sub("", step.record), quote=_MARKS.sub("", step.quote), aside="")
