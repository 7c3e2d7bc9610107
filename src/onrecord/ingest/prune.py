"""Taking out of a parsed HTML page what is not its article: furniture, and captions, which are kept.

What a site calls an element is believed only as far as its size allows: a form or a "share" box
that holds most of the page's words is a wrapper, whatever its name.
"""

import re
from functools import lru_cache

from onrecord.ingest.dom import NEVER_TEXT, Element, Page, lines_of

_FURNITURE = frozenset("form dialog nav aside footer menu amp-sidebar amp-consent".split())
_FURNITURE_ROLES = frozenset("navigation complementary banner dialog alertdialog search".split())
_NOT_A_PICTURE = frozenset({"blockquote", "table", "pre"})  # a figure may also hold one of these
_PICTURES = frozenset("img picture amp-img video iframe svg canvas".split())
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAPTION_CLASS = re.compile(
    r"(?i)caption|cutline|(?:^|[\s_-])(?:photo|image|img|media|picture)?[_-]{0,3}credits?(?:$|[\s_-])"
)
_NOISE_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|related|recommended|promo|advert|advertisement|ads?"
    r"|share|sharing|sharedaddy|social|comments?|breadcrumbs?|sidebar|subscribe|subscription|popup|modal|overlay"
    r"|tags|toolbar|most-read|trending|author-bio|skip-link|pull-?quote)(?:$|[\s_-])"
)  # not "paywall": it is what publishers are told to call the part of the story that is paid for
MAX_NOISE = 0.4  # share of the page's words; an element with more is a wrapper
MAX_CAPTION = 1500  # characters; a longer one is a wrapper
MAX_FIGURE = 100  # elements of a figure that sets words off and names who said them
MOST_NAMES = 4_000  # that are remembered; a page has some hundred, and an outlet's pages the same
MAX_NAMES = 200  # characters of one element's names that are remembered
BUDGET = 20  # times the page's length of markup is read for its captions: bounds nested ones


def prune(page: Page, length: int) -> list[str]:
    """Take out of a page what is not the article's text.

    Args:
        page: the page; it is changed.
        length: of the page's markup, in characters.

    Returns:
        The lines of the captions met on the way, each once.
    """
    most = MAX_NOISE * page.body.length
    signs = {
        el.mark for el in page.within(page.body) if _is_under_words(el, page)
    }  # while pictures are there
    page.remove(page.find_outermost(lambda el: _is_noise(el) and el.length <= most, page.body))
    most = min(MAX_CAPTION, most)
    within = (el for el in page.within(page.body) if el.mark not in signs)
    captions = [el for el in within if _is_caption(el, page) and el.length <= most]
    lines = _read_captions(captions, BUDGET * length)
    page.remove(captions)
    return lines


def _read_captions(captions: list[Element], budget: int) -> list[str]:
    """The lines of captions; what is within another is read anew, for a credit is a line of its own."""
    blocks = []
    for caption in captions:
        markup = caption.html
        budget -= len(markup)
        if budget < 0:
            break
        blocks.append(f"<div>{markup}</div>")
    return list(dict.fromkeys(lines_of("".join(blocks)))) if blocks else []


def _is_noise(el: Element) -> bool:
    attrs = el.attrs
    if el.tag in NEVER_TEXT or (el.tag in _FURNITURE and not _signs(el)):
        return True
    if not attrs:
        return False
    if attrs.get("role") in _FURNITURE_ROLES or "hidden" in attrs or attrs.get("aria-hidden") == "true":
        return True
    return _is_called(_NOISE_CLASS, el.names) or bool(_UNSEEN.search(attrs.get("style") or ""))


def _signs(el: Element) -> bool:
    """Say whether an element is the foot of something quoted, where its writer is named."""
    if el.tag != "footer" or el.parent is None:
        return False
    around = el.parent, el.parent.parent
    return any(outer is not None and outer.tag == "blockquote" for outer in around)


def _is_called(pattern: re.Pattern[str], names: str) -> bool:
    return _is_called_short(pattern, names) if len(names) <= MAX_NAMES else bool(pattern.search(names))


@lru_cache(MOST_NAMES)
def _is_called_short(pattern: re.Pattern[str], names: str) -> bool:
    return bool(pattern.search(names))


def _is_caption(el: Element, page: Page) -> bool:
    """Say whether an element is a caption, or a figure with nothing but a picture and its caption."""
    if el.tag == "figcaption" or _is_called(_CAPTION_CLASS, el.names):
        return True
    if el.tag != "figure":
        return False
    tags = [inner.tag for inner in page.within(el)]
    return _NOT_A_PICTURE.isdisjoint(tags) and tags.count("p") <= 1


def _is_under_words(el: Element, page: Page) -> bool:
    """Say whether an element is a figure's caption below something quoted, and no picture."""
    if el.tag != "figcaption":
        return False
    figure = el.parent
    if figure is None or figure.tag != "figure" or figure.end - figure.at > MAX_FIGURE:
        return False
    tags = {inner.tag for inner in page.within(figure)}
    return "blockquote" in tags and _PICTURES.isdisjoint(tags)
