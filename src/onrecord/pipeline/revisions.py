"""What two captures of one page differ in beside their statements."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Change, Pair, Part, PartKind, Place, Reading, Revision, Snapshot, Span
from onrecord.text.sentences import sentences
from onrecord.text.words import split_words
from onrecord.trace import Item, Query, compare_wholes, pair_items


def find_revisions(first: Reading, second: Reading, pairs: Iterable[Pair]) -> tuple[Revision, ...]:
    """Find what was changed in headline, stamps, captions, the outlet's own voice, and around statements.

    Args:
        first: the reading that changes are counted from.
        second: the other capture of the same page.
        pairs: the statements of both, so that what they show is not shown again.

    Returns:
        Revisions; none where only spacing or punctuation differs.
    """
    found = [*_facts(first.snap, second.snap)]
    captions = first.snap.spans_of(PartKind.CAPTION), second.snap.spans_of(PartKind.CAPTION)
    found += _stretches(Place.CAPTION, first.snap, second.snap, *captions)
    voices = _outside(first.own_voice, captions[0]), _outside(second.own_voice, captions[1])
    found += _stretches(Place.VOICE, first.snap, second.snap, *voices)
    shown = _shown(first, second, pairs, found)
    rest = _outside(_sentences(first.snap), shown[0]), _outside(_sentences(second.snap), shown[1])
    found += _stretches(Place.AROUND, first.snap, second.snap, *rest)
    return tuple(found)


def _facts(first: Snapshot, second: Snapshot) -> Iterator[Revision]:
    """What a page says once: headline, byline, dateline, times."""
    rows = (
        (Place.HEADLINE, first.title, second.title, PartKind.HEADLINE),
        (Place.BYLINE, first.byline, second.byline, PartKind.BYLINE),
        (Place.DATELINE, _dateline(first), _dateline(second), PartKind.DATELINE),
        (Place.PUBLISHED, first.published, second.published, PartKind.PUBLISHED),
        (Place.UPDATED, first.updated, second.updated, PartKind.UPDATED),
    )
    for place, ours, theirs, kind in rows:
        if _norms(ours or "") != _norms(theirs or ""):
            spans = _only(first.parts, kind), _only(second.parts, kind)
            if kind is PartKind.HEADLINE and spans[0] and spans[1]:
                yield _reworded(place, first, second, spans[0], spans[1])
                continue
            change = Change.REWORDED if ours and theirs else Change.CAME if theirs else Change.WENT
            yield Revision(place, change, ours, theirs, spans[0], spans[1])


def _dateline(snap: Snapshot) -> str | None:
    return ", ".join(filter(None, (snap.dateline_place, snap.dateline_agency))) or None


def _only(parts: Iterable[Part], kind: PartKind) -> Span | None:
    return next((part.span for part in parts if part.kind is kind), None)


def _stretches(
    place: Place, first: Snapshot, second: Snapshot, ours: Sequence[Span], theirs: Sequence[Span]
) -> Iterator[Revision]:
    """Pair stretches of both texts, and yield those that differ, came or went, in the order of the texts."""
    items = [_item(first.text, span) for span in ours], [_item(second.text, span) for span in theirs]
    partner = dict(pair_items(*items))
    for i, span in enumerate(ours):
        if i not in partner:
            if items[0][i].words:
                yield Revision(place, Change.WENT, first.text[slice(*span)], None, span)
        elif items[0][i].words != items[1][partner[i]].words:
            yield _reworded(place, first, second, span, theirs[partner[i]])
    met = set(partner.values())
    for j, span in enumerate(theirs):
        if j not in met and items[1][j].words:
            yield Revision(place, Change.CAME, None, second.text[slice(*span)], None, span)


def _reworded(place: Place, first: Snapshot, second: Snapshot, ours: Span, theirs: Span) -> Revision:
    compared = compare_wholes(Query(second.text, (theirs,)), Query(first.text, (ours,)))
    alignment, drift = compared or (None, ())
    words = first.text[slice(*ours)], second.text[slice(*theirs)]
    return Revision(place, Change.REWORDED, *words, ours, theirs, alignment, drift)


def _item(text: str, span: Span) -> Item:
    return Item(_norms(text[slice(*span)]))


def _norms(text: str) -> tuple[str, ...]:
    return tuple(split_words(text).norms)


def _sentences(snap: Snapshot) -> list[Span]:
    told = snap.spans_of(PartKind.BODY) if snap.parts else (Span(0, len(snap.text)),)
    return [Span(s, e) for start, end in told for s, e in sentences(snap.text, start, end)]


def _shown(
    first: Reading, second: Reading, pairs: Iterable[Pair], revisions: Iterable[Revision]
) -> tuple[list[Span], list[Span]]:
    """The spans of both texts that something shown before covers: changed statements and revisions."""
    ours, theirs = ({a.id: a for a in reading.attributions} for reading in (first, second))
    shown: tuple[list[Span], list[Span]] = [], []
    for pair in pairs:
        if pair.changes != (Change.SAME,):
            shown[0].extend(ours[pair.first].content if pair.first else ())
            shown[1].extend(theirs[pair.second].content if pair.second else ())
    for revision in revisions:
        shown[0].extend([revision.first_span] if revision.first_span else [])
        shown[1].extend([revision.second_span] if revision.second_span else [])
    return shown


def _outside(spans: Sequence[Span], covered: Iterable[Span]) -> list[Span]:
    """Those of the spans, in order and not overlapping, that touch nothing covered."""
    left, rest = [], sorted(covered)
    at, reach = 0, 0
    for span in sorted(spans):
        while at < len(rest) and rest[at].start < span.end:
            reach = max(reach, rest[at].end)
            at += 1
        if reach <= span.start:
            left.append(span)
    return left
