"""The parts of a page of bare text: headline, stamps, byline, credits, captions, boilerplate, body.

Each line is looked at once, by the classifiers in the order of ``_CLASSIFIERS``; the first that
knows it decides. What no classifier is sure of is body, so that no word of the article is lost.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from onrecord.errors import InputError
from onrecord.ingest.boilerplate import is_boilerplate
from onrecord.ingest.credits import Evidence, gather_evidence, is_caption_like, split_credit_line
from onrecord.ingest.datelines import (
    Dateline,
    begins_with_label,
    find_bare_dateline,
    find_dateline,
    is_signature,
    read_byline,
)
from onrecord.ingest.headline import HEAD_LINES, find_headline, squeeze
from onrecord.ingest.quotations import find_marked_lines
from onrecord.ingest.stamps import Stamp, finer, is_labelled, read_stamp_line, settle_stamps
from onrecord.ingest.wrapped import is_wrapped, join_wrapped
from onrecord.model import Part, PartKind, Snapshot, Span
from onrecord.text.quotes import paragraphs

MAX_LINES = 50_000  # more than a novel has; each takes some 50 microseconds
FOOT_LINES = 4  # where agencies sign a story off
DATELINE_PARAGRAPHS = 3  # an editor's note or two may stand before the dateline
QUOTES = "\"“”„«‘'"  # a caption does not begin with somebody's words
_BAR = re.compile(r"[|•·]")
MIN_REPEATED_WORDS = 5  # a caption is a phrase; fewer words may well be said twice


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's lines, and what is known of them beforehand."""

    text: str
    spans: list[Span]
    lines: list[str]
    evidence: Evidence
    captions: frozenset[str]  # squeezed
    longest: int  # characters of a line that may be one of them, with more signs than they have


@dataclass(frozen=True, slots=True)
class _Found:
    """What a line is; the stamps in it become parts when all of the page are settled together."""

    parts: tuple[Part, ...] = ()
    stamps: tuple[Stamp, ...] = ()


def read_plain(
    snap: Snapshot, captions: Iterable[str] = (), quotations: Iterable[Part] | None = None
) -> Snapshot:
    """Find a page's parts in its text, and what they say of title, place, agency, byline and times.

    Args:
        snap: a page with its text, and with what is known of it beforehand; that is kept.
        captions: captions known from the page's markup, each on lines of its own.
        quotations: what the page's markup sets off; None where there is none to ask, but ">" before lines.

    Returns:
        The page with its parts, in the order of the text.

    Raises:
        InputError: it has more lines than any page.
    """
    page = _look_over(snap.text, captions)
    found = [_classify(page, i) for i in range(len(page.lines))]
    for i in find_headline(page.lines, snap.title, [f is None for f in found]):
        found[i] = _only(PartKind.HEADLINE, page.spans[i])
    known = [f or _only(PartKind.BODY, page.spans[i]) for i, f in enumerate(found)]
    by_line = [list(f.parts) for f in known]
    _mark_captions(page, by_line)
    dateline = _cut_dateline(page, by_line)
    parts = [p for parts in by_line for p in parts]
    stamps = [stamp for f in known for stamp in f.stamps]
    parts += settle_stamps(stamps, _lead_of(page, parts), snap.published)
    if is_wrapped(page.text, page.spans):
        parts = join_wrapped(page.text, parts)
    parts += find_marked_lines(page.text, page.spans) if quotations is None else quotations
    return _fill_in(snap, sorted(parts, key=lambda p: (p.span, p.kind)), dateline)


def _look_over(text: str, captions: Iterable[str]) -> _Page:
    spans = [Span(s, e) for s, e in paragraphs(text)]
    if len(spans) > MAX_LINES:
        raise InputError(f"is too long for one page: over {MAX_LINES:,} lines; split it")
    lines = [text[s:e] for s, e in spans]
    captions = [line for caption in captions for line in caption.splitlines()]
    longest = 2 * max(map(len, captions), default=0)
    return _Page(text, spans, lines, gather_evidence(lines), frozenset(map(squeeze, captions)), longest)


def _only(kind: PartKind, span: Span, value: str | None = None) -> _Found:
    return _Found((Part(kind, span, value),))


def _classify(page: _Page, i: int) -> _Found | None:
    """What line ``i`` is; None where no classifier knows it."""
    return next((found for classifier in _CLASSIFIERS if (found := classifier(page, i))), None)


def _read_known_caption(page: _Page, i: int) -> _Found | None:
    if len(page.lines[i]) > page.longest or squeeze(page.lines[i]) not in page.captions:
        return None
    parts = split_credit_line(page.lines[i], page.spans[i].start, page.evidence)
    kept = (replace(p, kind=PartKind.CAPTION) if p.kind is PartKind.BODY else p for p in parts)
    return _Found(tuple(kept)) if parts else _only(PartKind.CAPTION, page.spans[i])


def _read_furniture(page: _Page, i: int) -> _Found | None:
    return _only(PartKind.BOILERPLATE, page.spans[i]) if is_boilerplate(page.lines[i]) else None


def _read_stamps(page: _Page, i: int) -> _Found | None:
    stamps = read_stamp_line(page.text, *page.spans[i])
    if not stamps or not (_is_at_edge(page, i) or is_labelled(page.lines[i])):
        return None
    return _Found(stamps=tuple(stamps))


def _read_byline(page: _Page, i: int) -> _Found | None:
    """A byline, alone or with a stamp after a bar; or an agency's signature."""
    if not _is_at_edge(page, i):
        return None
    start, end = page.spans[i]
    line = page.lines[i]
    bar = _BAR.search(line)
    first = line[: bar.start()].rstrip() if bar else line
    at = start + len(first)
    names = read_byline(first) if i < HEAD_LINES else None
    stamps = read_stamp_line(page.text, at, end) if names and bar else []
    if names and (stamps or not bar):
        return _Found((Part(PartKind.BYLINE, Span(start, at), names),), tuple(stamps))
    return _only(PartKind.BYLINE, page.spans[i]) if is_signature(page.lines[i]) else None


def _read_credit(page: _Page, i: int) -> _Found | None:
    parts = split_credit_line(page.lines[i], page.spans[i].start, page.evidence)
    return _Found(tuple(parts)) if parts else None


_CLASSIFIERS: tuple[Callable[[_Page, int], _Found | None], ...] = (
    _read_known_caption,
    _read_furniture,
    _read_stamps,
    _read_byline,
    _read_credit,
)


def _is_at_edge(page: _Page, i: int) -> bool:
    return i < HEAD_LINES or i >= len(page.lines) - FOOT_LINES


def _mark_captions(page: _Page, by_line: list[list[Part]]) -> None:
    """Turn body lines into captions where a caption is repeated, or stands by a bare credit."""
    captions = {
        page.text[p.span.start : p.span.end] for parts in by_line for p in parts if p.kind is PartKind.CAPTION
    }
    repeated = Counter(page.lines)
    for i, parts in enumerate(by_line):
        line = page.lines[i]
        if [p.kind for p in parts] != [PartKind.BODY] or parts[0].span != page.spans[i]:
            continue
        by_credit = line[0] not in QUOTES and any(_is_bare_credit(by_line, j) for j in (i - 1, i + 1))
        twice = repeated[line] > 1 and len(line.split()) >= MIN_REPEATED_WORDS
        if line in captions or (by_credit and (twice or is_caption_like(line))):
            by_line[i] = [Part(PartKind.CAPTION, page.spans[i])]
            captions.add(line)


def _is_bare_credit(by_line: list[list[Part]], i: int) -> bool:
    return 0 <= i < len(by_line) and [p.kind for p in by_line[i]] == [PartKind.CREDIT]


def _cut_dateline(page: _Page, by_line: list[list[Part]]) -> Dateline | None:
    """Part the dateline from the paragraph that it begins."""
    bodies = [i for i, parts in enumerate(by_line) if parts and parts[0].kind is PartKind.BODY]
    for i in bodies[:DATELINE_PARAGRAPHS]:
        whole = by_line[i][0]
        found = find_dateline(page.text, *whole.span) or _bare_dateline(page.text, by_line, bodies, i)
        if not found:
            continue
        start = found.span.end
        while start < whole.span.end and page.text[start].isspace():
            start += 1
        body = [replace(whole, span=Span(start, whole.span.end))] if start < whole.span.end else []
        by_line[i] = [
            Part(PartKind.DATELINE, found.span, found.place or found.agency),
            *body,
            *by_line[i][1:],
        ]
        return found
    return None


def _bare_dateline(text: str, by_line: list[list[Part]], bodies: list[int], i: int) -> Dateline | None:
    """The dateline "CITY:" of a paragraph, where neither of those beside it has such a label."""
    at = bodies.index(i)
    beside = [by_line[j][0].span for j in bodies[max(at - 1, 0) : at + 2] if j != i]
    found = find_bare_dateline(text, *by_line[i][0].span)
    return None if any(begins_with_label(text, *span) for span in beside) else found


def _lead_of(page: _Page, parts: list[Part]) -> str:
    """The first paragraph, where the day of the event is named, if at all."""
    return next((page.text[p.span.start : p.span.end] for p in parts if p.kind is PartKind.BODY), "")


def _fill_in(snap: Snapshot, parts: list[Part], dateline: Dateline | None) -> Snapshot:
    """Set what the page says of itself where nothing better is known."""
    first = {p.kind: p for p in reversed(parts)}
    headline, byline = first.get(PartKind.HEADLINE), first.get(PartKind.BYLINE)
    published, updated = (
        part.value if (part := first.get(kind)) else None for kind in (PartKind.PUBLISHED, PartKind.UPDATED)
    )
    return replace(
        snap,
        parts=tuple(parts),
        title=snap.title or (snap.text[slice(*headline.span)] if headline else None),
        outlet=snap.outlet or (dateline.agency if dateline else None),
        byline=snap.byline or (byline.value if byline else None),
        dateline_place=snap.dateline_place or (dateline.place if dateline else None),
        dateline_agency=snap.dateline_agency or (dateline.agency if dateline else None),
        published=finer(snap.published, published),
        updated=finer(snap.updated, updated),
    )
