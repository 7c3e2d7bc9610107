"""HTML to Snapshot: the article's words without markup, its captions kept apart from its body.

The page is pruned (navigation, banners, figures), the element that holds the article is chosen, and
its text read with resiliparse. Where that yields too little, trafilatura and htmldate are asked,
ten times slower and more patient.
"""

import re
from dataclasses import replace

import trafilatura
from htmldate import find_date
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree

from onrecord.errors import InputError
from onrecord.ingest.metadata import Metadata, read_metadata
from onrecord.ingest.plain import read_plain
from onrecord.model import PartKind, Snapshot
from onrecord.text.quotes import paragraphs

_NEVER_TEXT = (
    "script, style, noscript, template, svg, math, iframe, object, embed, canvas, audio, video, img, picture"
    ", form, button, select, textarea, input, dialog, nav, aside, footer, menu, [hidden], [aria-hidden=true], [role=navigation]"
    ", [role=complementary], [role=banner], [role=dialog], [role=alertdialog], [role=search]"
)
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAPTION_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:(?:wp-)?caption|photo-?credit|image-?credit|media-?caption|cutline)(?:$|[\s_-])"
)
_NOISE_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|related|recommended|promo|advert|advertisement|ads?|share|sharing"
    r"|social|comments?|breadcrumbs?|sidebar|subscribe|subscription|paywall|popup|modal|tags|toolbar|most-read|trending"
    r"|author-bio|skip-link)(?:$|[\s_-])"
)
_ROOTS = ("[itemprop=articleBody]", "article", "main, [role=main]")
MIN_WORDS = 25  # fewer are a teaser or a failure, and worth the slow extractor
MAX_NOISE = 0.4  # an element with more of the page's words is a wrapper, whatever it is called
MAX_CAPTION = 1500  # characters; the same, for captions
PRUNE_BUDGET = 20  # times the page's length may be read while pruning: bounds nested markup


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
    tree = _parse(markup)
    meta = read_metadata(tree)
    captions = _prune(tree, len(markup))
    lines = _read_main(tree)
    if sum(len(line.split()) for line in lines) < MIN_WORDS:
        slow_lines, meta = _read_slowly(markup, meta)
        lines = max(lines, slow_lines, key=lambda found: sum(map(len, found)))
    if not lines:
        raise InputError("has no text to read")
    return _compose(snap, meta, lines, captions)


def looks_like_html(head: str) -> bool:
    """Say whether a text's first characters are those of an HTML page."""
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
            head,
            re.I | re.S,
        )
    )


def _parse(markup: str) -> HTMLTree:
    try:
        return HTMLTree.parse(markup)
    except (ValueError, RuntimeError) as err:
        raise InputError("is not HTML that can be read") from err


def _body_of(tree: HTMLTree) -> ElementNode:
    if tree.body is None:
        raise InputError("has no text to read")
    return tree.body


def _prune(tree: HTMLTree, budget: int) -> list[str]:
    """Take out what is not the article's text; return the captions met on the way."""
    body = _body_of(tree)
    for node in body.query_selector_all(_NEVER_TEXT):
        _remove(node)
    captions: list[str] = []
    for node in body.query_selector_all("figcaption"):
        captions += _lines_of(node.html)
        _remove(node)
    budget *= PRUNE_BUDGET
    words = len(body.text or "")
    for node in body.query_selector_all("[class], [id], [style]"):
        names = f"{node.class_name} {node.getattr('id') or ''}"
        is_caption, is_noise = bool(_CAPTION_CLASS.search(names)), bool(_NOISE_CLASS.search(names))
        unseen = bool(_UNSEEN.search(node.getattr("style") or ""))
        if not (is_caption or is_noise or unseen) or budget < 0:
            continue
        length = len(node.text or "")
        budget -= length + 1
        if is_caption and length <= MAX_CAPTION:
            captions += _lines_of(node.html)
            _remove(node)
        elif unseen or (is_noise and length <= MAX_NOISE * words):
            _remove(node)
    return list(dict.fromkeys(captions))


def _remove(node: ElementNode) -> None:
    if node.parent is not None:
        node.parent.remove_child(node)


def _read_main(tree: HTMLTree) -> list[str]:
    """The lines of the element that holds the article; of what resiliparse takes for it, failing that."""
    for selector in _ROOTS:
        nodes = _body_of(tree).query_selector_all(selector)
        best = max((_lines_of(n.html) for n in list(nodes)[:20]), key=lambda x: sum(map(len, x)), default=[])
        if sum(len(line.split()) for line in best) >= MIN_WORDS:
            return best
    main = extract_plain_text(tree, main_content=True, list_bullets=False)
    whole = extract_plain_text(tree, main_content=False, list_bullets=False)
    return _split_lines(main if len(main.split()) >= MIN_WORDS else whole)


def _lines_of(markup: str) -> list[str]:
    text = extract_plain_text(f"<body>{markup}</body>", main_content=False, list_bullets=False)
    return _split_lines(text)


def _split_lines(text: str) -> list[str]:
    clean = text.replace("\u00ad", "").replace("\u200b", "")
    return [" ".join(clean[s:e].split()) for s, e in paragraphs(clean)]


def _read_slowly(markup: str, meta: Metadata) -> tuple[list[str], Metadata]:
    """Ask trafilatura for the text and htmldate for the day."""
    text = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True) or ""
    if meta.published is None:
        meta = replace(meta, published=find_date(markup, original_date=True, extensive_search=False))
    return _split_lines(text), meta


def _compose(snap: Snapshot, meta: Metadata, lines: list[str], captions: list[str]) -> Snapshot:
    """Put headline, paragraphs and captions together, furniture left out, and find the parts."""
    known = set(captions)
    lines = [line for line in lines if line not in known]
    if meta.title and not any(_same(line, meta.title) for line in lines[:5]):
        lines.insert(0, meta.title)
    base = replace(snap, title=meta.title, outlet=meta.outlet, byline=_clean_byline(meta.byline))
    base = replace(base, published=meta.published, updated=meta.updated)
    draft = read_plain(replace(base, text="\n\n".join([*lines, *captions])), captions)
    furniture = {draft.text[p.span.start : p.span.end] for p in draft.parts if p.kind is PartKind.BOILERPLATE}
    kept = [line for line in [*lines, *captions] if line not in furniture]
    return read_plain(replace(base, text="\n\n".join(kept)), captions) if furniture else draft


def _same(line: str, title: str) -> bool:
    return "".join(filter(str.isalnum, line.casefold())) == "".join(filter(str.isalnum, title.casefold()))


def _clean_byline(byline: str | None) -> str | None:
    return re.sub(r"(?i)^by\s+", "", byline) if byline else None
