"""Taking out of a parsed HTML page what is not its article: furniture, and captions, which are kept.

What a site calls an element is believed only as far as its size allows: a form or a "share" box
that holds most of the page's words is a wrapper, whatever its name.
"""

import re

from resiliparse.parse.html import ElementNode

from onrecord.ingest.dom import elements, lines_of

_NEVER_TEXT = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video img picture button select"
    " textarea input amp-ad amp-embed".split()
)
_FURNITURE = frozenset("form dialog nav aside footer menu amp-sidebar amp-consent".split())
_FURNITURE_ROLES = frozenset("navigation complementary banner dialog alertdialog search".split())
_NOT_A_PICTURE = frozenset({"blockquote", "table", "pre"})  # a figure may also hold one of these
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAPTION_CLASS = re.compile(
    r"(?i)caption|cutline|(?:^|[\s_-])(?:photo|image|img|media|picture)?[_-]*credits?(?:$|[\s_-])"
)
_NOISE_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|related|recommended|promo|advert|advertisement|ads?"
    r"|share|sharing|sharedaddy|social|comments?|breadcrumbs?|sidebar|subscribe|subscription|popup|modal|overlay"
    r"|tags|toolbar|most-read|trending|author-bio|skip-link|pull-?quote)(?:$|[\s_-])"
)  # not "paywall": it is what publishers are told to call the part of the story that is paid for
MAX_NOISE = 0.4  # share of the page's words; an element with more is a wrapper
MAX_CAPTION = 1500  # characters; a longer one is a wrapper
BUDGET = 20  # times the page's length may be read while pruning: bounds nested markup


def prune(body: ElementNode, length: int) -> list[str]:
    """Take out of a page what is not the article's text.

    Args:
        body: the page's body; it is changed.
        length: of the page's markup, in characters.

    Returns:
        The lines of the captions met on the way, each once.
    """
    for node in list(elements(body)):
        if node.tag in _NEVER_TEXT:
            _remove(node)
    pruner = _Pruner(len(body.text or ""), BUDGET * length)
    for node in list(elements(body)):
        if _is_noise(node):
            pruner.drop(node)
    for node in list(elements(body)):
        if _is_caption(node):
            pruner.take_caption(node)
    return list(dict.fromkeys(pruner.captions))


def _is_noise(node: ElementNode) -> bool:
    if node.tag in _FURNITURE or node.getattr("role") in _FURNITURE_ROLES:
        return True
    if node.hasattr("hidden") or node.getattr("aria-hidden") == "true":
        return True
    return bool(_NOISE_CLASS.search(_names_of(node)) or _UNSEEN.search(node.getattr("style") or ""))


def _is_caption(node: ElementNode) -> bool:
    """Say whether an element is a caption, or a figure with nothing but a picture and its caption."""
    if node.tag == "figcaption" or _CAPTION_CLASS.search(_names_of(node)):
        return True
    if node.tag != "figure":
        return False
    tags = [inner.tag for inner in elements(node)]
    return _NOT_A_PICTURE.isdisjoint(tags) and tags.count("p") <= 1


def _names_of(node: ElementNode) -> str:
    return f"{node.class_name} {node.getattr('id') or ''}"


class _Pruner:
    """Removes elements that are small enough for what they are called."""

    def __init__(self, words: int, budget: int) -> None:
        self.captions: list[str] = []
        self._most = MAX_NOISE * words
        self._budget = budget

    def take_caption(self, node: ElementNode) -> None:
        if self._measure(node) <= min(MAX_CAPTION, self._most):
            self.captions += lines_of(node)
            _remove(node)

    def drop(self, node: ElementNode) -> None:
        if self._measure(node) <= self._most:
            _remove(node)

    def _measure(self, node: ElementNode) -> float:
        """The characters of text in an element; endless once too much has been read."""
        if self._budget < 0:
            return float("inf")
        length = len(node.text or "")
        self._budget -= length + 1
        return length


def _remove(node: ElementNode) -> None:
    if node.parent is not None:
        node.parent.remove_child(node)
