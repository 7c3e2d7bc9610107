"""The parts of a page of bare text: headline, stamps, byline, credits, captions, boilerplate, body.

Each line is looked at once, by the classifiers in the order of ``_CLASSIFIERS``; the first that
knows it decides. What no classifier is sure of is body, so that no word of the article is lost.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from onrecord.ingest.boilerplate import is_boilerplate
from onrecord.ingest.credits import Evidence, gather_evidence, is_caption_like, split_credit_line
from onrecord.ingest.datelines import Dateline, find_dateline, is_signature, read_byline
from onrecord.ingest.stamps import Stamp, is_labelled, read_stamp_line, settle_stamps
from onrecord.model import Part, PartKind, Snapshot, Span
from onrecord.text.quotes import paragraphs

HEAD_LINES = 12  # a byline or a bare date further down belongs to the article's matter
FOOT_LINES = 4  # where agencies sign a story off
DATELINE_PARAGRAPHS = 3  # an editor's note or two may stand before the dateline
MAX_HEADLINE_WORDS = 30  # the longest headlines of the tabloids; a longer first line is a lead
LEAD_CHARACTERS = 3000  # where the weekday of the event is named, if at all
WRAPPED_WIDTH = 100  # columns; editors wrap text at 60 to 80
QUOTES = "\"“”„«‘'"  # a caption does not begin with somebody's words
MIN_REPEATED_WORDS = 5  # a caption is a phrase; fewer words may well be said twice


@dataclass(slots=True)
class _Page:
    """What is known of a page while its lines are read."""

    text: str
    lines: list[Span]
    title: str = ""
    evidence: Evidence = field(default_factory=lambda: Evidence(frozenset(), frozenset()))
    stamps: list[Stamp] = field(default_factory=list)
    headline: set[int] = field(default_factory=set)

    def line(self, i: int) -> str:
        """The words of line ``i``."""
        return self.text[self.lines[i].start : self.lines[i].end]


def read_plain(snap: Snapshot, captions: Iterable[str] = ()) -> Snapshot:
    """Find a page's parts in its text, and what they say of title, place, agency, byline and times.

    Args:
        snap: a page with its text, and with what is known of it beforehand; that is kept.
        captions: captions known from the page's markup, each on lines of its own.

    Returns:
        The page with its parts, in the order of the text.
    """
    page = _Page(snap.text, [Span(s, e) for s, e in paragraphs(snap.text)], snap.title or "")
    page.evidence = gather_evidence(page.line(i) for i in range(len(page.lines)))
    page.headline = _find_headline(page)
    known = {_squeeze(line) for caption in captions for line in caption.splitlines()}
    by_line = [_classify(page, i, known) for i in range(len(page.lines))]
    _mark_captions(page, by_line)
    dateline = _cut_dateline(page, by_line)
    parts = [p for parts in by_line for p in parts]
    parts += settle_stamps(page.stamps, _lead_of(page, parts))
    if _is_wrapped(page):
        parts = _join_wrapped(page.text, parts)
    return _fill_in(snap, sorted(parts, key=lambda p: (p.span, p.kind)), dateline)


def _classify(page: _Page, i: int, captions: set[str]) -> list[Part]:
    if i in page.headline:
        return [Part(PartKind.HEADLINE, page.lines[i])]
    if captions and _squeeze(page.line(i)) in captions:
        return [Part(PartKind.CAPTION, page.lines[i])]
    for classifier in _CLASSIFIERS:
        parts = classifier(page, i)
        if parts is not None:
            return parts
    return [Part(PartKind.BODY, page.lines[i])]


def _read_furniture(page: _Page, i: int) -> list[Part] | None:
    return [Part(PartKind.BOILERPLATE, page.lines[i])] if is_boilerplate(page.line(i)) else None


def _read_stamps(page: _Page, i: int) -> list[Part] | None:
    """Take a line of nothing but stamps; their parts come when all are settled together."""
    stamps = read_stamp_line(page.text, *page.lines[i])
    if not stamps or not (_is_at_edge(page, i) or is_labelled(page.line(i))):
        return None
    page.stamps += stamps
    return []


def _read_byline(page: _Page, i: int) -> list[Part] | None:
    if not _is_at_edge(page, i):
        return None
    start, end = page.lines[i]
    pieces = re.split(r"\s*[|•·]\s*", page.line(i)) if end - start < 200 else []
    for piece in pieces[:1]:
        names = read_byline(piece) if i < HEAD_LINES else None
        at = start + len(piece)
        rest = read_stamp_line(page.text, at, end) if len(pieces) > 1 else []
        if names and (rest or len(pieces) == 1):
            page.stamps += rest
            return [Part(PartKind.BYLINE, Span(start, at), names)]
    return [Part(PartKind.BYLINE, page.lines[i])] if is_signature(page.line(i)) else None


def _read_credit(page: _Page, i: int) -> list[Part] | None:
    return split_credit_line(page.line(i), page.lines[i].start, page.evidence) or None


_CLASSIFIERS: tuple[Callable[[_Page, int], list[Part] | None], ...] = (
    _read_furniture,
    _read_stamps,
    _read_byline,
    _read_credit,
)


def _is_at_edge(page: _Page, i: int) -> bool:
    return i < HEAD_LINES or i >= len(page.lines) - FOOT_LINES


def _find_headline(page: _Page) -> set[int]:
    """The lines that are the headline: those the known title is made of, else the first that can be."""
    found = _match_title(page)
    if found:
        first = _squeeze(page.line(min(found)))
        return found | {i for i in range(min(len(page.lines), HEAD_LINES)) if _squeeze(page.line(i)) == first}
    for i in range(min(len(page.lines) - 1, HEAD_LINES)):
        passed_over = any(classifier(page, i) is not None for classifier in _CLASSIFIERS)
        page.stamps.clear()
        if not passed_over:
            return {i} if _can_be_headline(page, i) else set()
    return set()


def _match_title(page: _Page) -> set[int]:
    """Lines near the top that spell the title out, one after the other."""
    title = _squeeze(page.title)
    for i in range(min(len(page.lines), HEAD_LINES) if title else 0):
        lines, spelled = set[int](), ""
        for j in range(i, min(len(page.lines), i + 3)):
            piece = _squeeze(page.line(j))
            if not piece or not title.startswith(spelled + piece):
                break
            lines, spelled = lines | {j}, spelled + piece
        first = _squeeze(page.line(i))
        if 2 * len(spelled) >= len(title):
            return lines
        if len(first) < 2 * len(title) and first.startswith(title):  # the title, and a word more
            return {i}
    return set()


def _can_be_headline(page: _Page, i: int) -> bool:
    line = page.line(i)
    if len(line.split()) > MAX_HEADLINE_WORDS or find_dateline(page.text, *page.lines[i]):
        return False
    return not re.search(r"[.!?][”\"’']?\s+[A-Z“\"].*[.!?][”\"’']?$", line)  # two sentences are a paragraph


def _mark_captions(page: _Page, by_line: list[list[Part]]) -> None:
    """Turn body lines into captions where a caption is repeated, or stands by a bare credit."""
    captions = {
        page.text[p.span.start : p.span.end] for parts in by_line for p in parts if p.kind is PartKind.CAPTION
    }
    repeated = Counter(page.line(i) for i in range(len(page.lines)))
    for i, parts in enumerate(by_line):
        line = page.line(i)
        if [p.kind for p in parts] != [PartKind.BODY] or parts[0].span != page.lines[i]:
            continue
        by_credit = line[0] not in QUOTES and any(_is_bare_credit(by_line, j) for j in (i - 1, i + 1))
        twice = repeated[line] > 1 and len(line.split()) >= MIN_REPEATED_WORDS
        if line in captions or (by_credit and (twice or is_caption_like(line))):
            by_line[i] = [Part(PartKind.CAPTION, page.lines[i])]
            captions.add(line)


def _is_bare_credit(by_line: list[list[Part]], i: int) -> bool:
    return 0 <= i < len(by_line) and [p.kind for p in by_line[i]] == [PartKind.CREDIT]


def _cut_dateline(page: _Page, by_line: list[list[Part]]) -> Dateline | None:
    """Part the dateline from the paragraph that it begins."""
    bodies = [i for i, parts in enumerate(by_line) if parts and parts[0].kind is PartKind.BODY]
    for i in bodies[:DATELINE_PARAGRAPHS]:
        whole = by_line[i][0]
        found = find_dateline(page.text, *whole.span)
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


def _lead_of(page: _Page, parts: list[Part]) -> str:
    body = (page.text[p.span.start : p.span.end] for p in parts[:HEAD_LINES] if p.kind is PartKind.BODY)
    return "\n".join(body)[:LEAD_CHARACTERS]


def _is_wrapped(page: _Page) -> bool:
    """Say whether paragraphs are broken into lines of even width, with blank lines between them."""
    broken = 0
    for before, after in zip(page.lines, page.lines[1:], strict=False):
        width = before.end - before.start
        if width > WRAPPED_WIDTH:
            return False
        runs_on = page.text[before.end - 1] not in ".!?:”\"'" and width > WRAPPED_WIDTH // 2
        broken += runs_on and _is_next_line(page.text, before.end, after.start)
    return broken * 2 > len(page.lines)


def _is_next_line(text: str, end: int, start: int) -> bool:
    return len(text[end:start].replace("\r\n", "\n").strip(" \t")) == 1


def _join_wrapped(text: str, parts: list[Part]) -> list[Part]:
    """Join the lines of a paragraph, or of a headline or caption, into one part."""
    joined: list[Part] = []
    for part in sorted(parts, key=lambda p: p.span):
        last = joined[-1] if joined else None
        same = last and last.kind is part.kind and part.kind in (PartKind.BODY, PartKind.CAPTION)
        if last and same and _is_next_line(text, last.span.end, part.span.start):
            joined[-1] = replace(last, span=Span(last.span.start, part.span.end))
        else:
            joined.append(part)
    return joined


def _fill_in(snap: Snapshot, parts: list[Part], dateline: Dateline | None) -> Snapshot:
    """Set what the page says of itself where nothing better is known."""
    first = {p.kind: p for p in reversed(parts)}
    headline, byline = first.get(PartKind.HEADLINE), first.get(PartKind.BYLINE)
    return replace(
        snap,
        parts=tuple(parts),
        title=snap.title or (snap.text[slice(*headline.span)] if headline else None),
        outlet=snap.outlet or (dateline.agency if dateline else None),
        byline=snap.byline or (byline.value if byline else None),
        dateline_place=snap.dateline_place or (dateline.place if dateline else None),
        dateline_agency=snap.dateline_agency or (dateline.agency if dateline else None),
        published=_finer(snap.published, first.get(PartKind.PUBLISHED)),
        updated=_finer(snap.updated, first.get(PartKind.UPDATED)),
    )


def _finer(known: str | None, part: Part | None) -> str | None:
    """The page's own stamp where it adds the hour to a day that is known, else what is known."""
    value = part.value if part else None
    return value if value and (known is None or value.startswith(known)) else known


def _squeeze(line: str) -> str:
    return "".join(c for c in line.casefold() if c.isalnum())
