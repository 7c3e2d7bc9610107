"""HTML to Snapshot: the article's words without markup, its captions kept apart from its body.

The page is pruned, the element that holds the article is chosen, and its text read with resiliparse.
Where that yields too little, trafilatura is asked, ten times slower and more patient.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from onrecord.errors import InputError
from onrecord.ingest.boilerplate import is_boilerplate
from onrecord.ingest.dom import Element, Page, lines_of, parse_html, split_lines
from onrecord.ingest.headline import is_same
from onrecord.ingest.metadata import Metadata, read_metadata
from onrecord.ingest.plain import read_plain
from onrecord.ingest.prune import prune
from onrecord.ingest.quotations import (
    SetOff,
    drop_pull_quotes,
    drop_wrappers,
    give_marks,
    keep_first,
    keep_lines,
    make_parts,
    mark_quotations,
    take_marks,
)
from onrecord.ingest.stamps import to_utc
from onrecord.model import Snapshot

_ROOTS: tuple[Callable[[Element], bool], ...] = (
    lambda el: el.attrs.get("itemprop") == "articleBody",
    lambda el: el.tag == "article",
    lambda el: el.tag == "main" or el.attrs.get("role") == "main",
)
_GAP = "\n\n"  # between two paragraphs
MIN_WORDS = 25  # fewer are a teaser or a failure, and worth the slow extractor
MAX_TABLES = 10  # tables within tables that are looked into
MOST = 0.6  # share of the words; what holds as much of them holds the article
MAX_SLOW = 2_000_000  # characters of markup; trafilatura takes a second for each million


def read_html(markup: str, snap: Snapshot) -> Snapshot:
    """Read an article page.

    Args:
        markup: the page's HTML.
        snap: a snapshot with the page's id and URL; its text is set here.

    Returns:
        The snapshot whose text is the headline, the paragraphs and then the captions, with blank
        lines between them, and its parts.

    Raises:
        InputError: there is no text on the page.
    """
    page = parse_html(markup)
    give_marks(page)
    meta = read_metadata(page)
    captions = prune(page, len(markup))
    has_quotations = mark_quotations(page)
    lines = _read_main(page)
    lines, set_off = take_marks(lines) if has_quotations else (lines, [])
    if _count_words(lines) < MIN_WORDS and len(markup) <= MAX_SLOW:
        slow_lines, meta = _read_slowly(markup, meta)
        if _count_words(slow_lines) > _count_words(lines):
            lines, set_off = slow_lines, []
    if not lines:
        raise InputError("has no text to read")
    return _compose(snap, meta, lines, set_off, captions)


def looks_like_html(head: str) -> bool:
    """Say whether a text's first characters are those of an HTML page."""
    start = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b"
    return bool(re.match(start, head, re.IGNORECASE | re.DOTALL))


def _count_words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _read_main(page: Page) -> list[str]:
    """The lines of what holds the article; of what resiliparse takes for it, failing that."""
    for is_root in _ROOTS:
        lines = _read_roots(page.find_outermost(is_root, page.body), page)
        if _count_words(lines) >= MIN_WORDS:
            return lines
    cell = _find_cell(page)
    if cell is not None:
        return lines_of(cell.html)
    tree = HTMLTree.parse(page.html)
    main = split_lines(extract_plain_text(tree, main_content=True, list_bullets=False))
    whole = split_lines(extract_plain_text(tree, main_content=False, list_bullets=False))
    return main if _count_words(main) >= MIN_WORDS else whole


def _read_roots(roots: list[Element], page: Page) -> list[str]:
    """The lines of the longest of some elements, or of all where they are the entries of one page.

    Entries are of a size and stand under one heading; a second article, loaded below the first,
    brings a heading of its own.
    """
    if not roots:
        return []
    words = [len(root.text.split()) for root in roots]
    most = max(words)
    if most >= MOST * sum(words) or sum(el.tag == "h1" for el in page.within(page.body)) > 1:
        return lines_of(roots[words.index(most)].html)
    return keep_first(line for root in roots for line in lines_of(root.html))


def _find_cell(page: Page) -> Element | None:
    """The innermost cell that holds most of the page, where it is laid out as a table."""
    most = MOST * page.body.length
    found, inside = None, page.body
    for _ in range(MAX_TABLES):
        cells = page.find_outermost(lambda el: el.tag == "td", inside)
        inside = max(cells, key=lambda cell: cell.length, default=page.body)
        if not cells or inside.length < most:
            break
        found = inside
    return found


def _read_slowly(markup: str, meta: Metadata) -> tuple[list[str], Metadata]:
    """Ask trafilatura for the text and, where the page does not give it, the day."""
    found = trafilatura.bare_extraction(markup, include_comments=False, favor_recall=True, with_metadata=True)
    if found is None or isinstance(found, dict):
        return [], meta
    return split_lines(found.text or ""), replace(meta, published=meta.published or to_utc(found.date))


def _compose(
    snap: Snapshot, meta: Metadata, lines: list[str], set_off: list[SetOff], captions: list[str]
) -> Snapshot:
    """Put headline, paragraphs and captions together, furniture left out, and find the parts."""
    known = set(captions)
    wanted = [line not in known and not is_boilerplate(line) for line in lines]
    lines, set_off = keep_lines(lines, set_off, wanted)
    if set_off:
        lines, set_off = drop_pull_quotes(lines, set_off)
    title = next((t for t in (meta.title, meta.heading) if t and _has_line(lines, t)), meta.title)
    if title and not _has_line(lines, title):
        lines.insert(0, title)
        set_off = [replace(block, first=block.first + 1, last=block.last + 1) for block in set_off]
    quotations = make_parts(lines, drop_wrappers(lines, set_off, title), len(_GAP)) if set_off else ()
    page = replace(snap, text=_GAP.join([*lines, *captions]), title=title, outlet=meta.outlet)
    page = replace(page, byline=meta.byline, published=meta.published, updated=meta.updated)
    return read_plain(page, captions, quotations)


def _has_line(lines: list[str], title: str) -> bool:
    """Say whether one of the first lines is the title, punctuation and case left aside."""
    return any(is_same(line, title) for line in lines[:5])
