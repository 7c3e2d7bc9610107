"""A parsed HTML page as a list of its elements, in the order of the page.

The tree is walked once, when it is parsed; what an element holds is then a stretch of the list. Selectors
are not used: pages are hostile, and the time a list takes grows with its length alone.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.errors import InputError
from onrecord.text.quotes import LINE

MAX_DEPTH = 1000  # browsers stop at 512
MAX_NODES = 100_000  # a live page of a whole day has some 30,000
MAX_ATTRIBUTES = 10_000  # words in one tag; parsing takes the square of them, 0.25 seconds for so many
MAX_OPEN = 10_000  # tags; parsing takes the square of the depth, half a second for so many and 24 for 100,000
_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")
_CLOSED_BY_OTHERS = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr".split()
)
NEVER_TEXT = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video img picture button select"
    " textarea input amp-ad amp-embed".split()
)
_BEYOND = "is no page that can be read: its markup is nested too deeply or too long; give its text alone"


@dataclass(slots=True, eq=False)
class Element:
    """An element, and where it stands: ``page.elements[at + 1 : end]`` are those within it.

    ``length`` is of the text in it, in characters; what is never text, a script's words say, does not count.
    """

    node: LexborNode
    tag: str
    attrs: dict[str, str | None]
    parent: "Element | None"
    mark: int  # that tells its node from all others
    depth: int
    at: int = field(init=False)
    end: int = field(init=False)
    length: int = field(init=False)
    own: int = 0  # characters of text directly in it

    @property
    def names(self) -> str:
        """Its classes and its id: what the site calls it."""
        if not self.attrs:
            return ""
        return f"{self.attrs.get('class') or ''} {self.attrs.get('id') or ''}"

    @property
    def text(self) -> str:
        """All text in it, as it stands in the markup."""
        return self.node.text_lexbor()

    @property
    def html(self) -> str:
        """Its markup, as the parser understood it."""
        return self.node.html or ""

    @property
    def words(self) -> str | None:
        """All text in it on one line, or None where there is none."""
        return " ".join(self.text.split()) or None


@dataclass(slots=True)
class Page:
    """A parsed page: its elements in the order of the page, and the one that is shown."""

    parser: LexborHTMLParser
    elements: list[Element]
    body: Element = field(init=False)

    def __post_init__(self) -> None:
        shown = next((el for el in self.elements if el.tag == "body"), None)
        if shown is None:
            raise InputError("has no text to read")
        self.body = shown
        self._settle()

    @property
    def html(self) -> str:
        """The markup of what is left of the page."""
        return self.parser.html or ""

    def within(self, element: Element) -> Iterable[Element]:
        """The elements within one."""
        return (self.elements[at] for at in range(element.at + 1, element.end))

    def find_outermost(
        self, wanted: Callable[[Element], bool], within: Element | None = None
    ) -> list[Element]:
        """Find the elements that are wanted and do not stand within another that is."""
        found = []
        at, stop = (within.at + 1, within.end) if within else (0, len(self.elements))
        while at < stop:
            element = self.elements[at]
            if wanted(element):
                found.append(element)
                at = element.end
            else:
                at += 1
        return found

    def remove(self, doomed: Sequence[Element]) -> None:
        """Take elements out, with all that they hold; they may stand within each other."""
        if not doomed:
            return
        gone = bytearray(len(self.elements))
        for element in doomed:
            if not gone[element.at]:
                gone[element.at : element.end] = b"\1" * (element.end - element.at)
                element.node.remove()
        self.elements = [el for el, is_gone in zip(self.elements, gone, strict=True) if not is_gone]
        self._settle()

    def _settle(self) -> None:
        """Set where each element stands, and the length of its text."""
        for at, el in enumerate(self.elements):
            el.at, el.end, el.length = at, at + 1, el.own
        for el in reversed(self.elements):
            if el.tag in NEVER_TEXT:
                el.length = 0
            if (parent := el.parent) is not None:
                parent.length += el.length
                if parent.end < el.end:
                    parent.end = el.end


def parse_html(markup: str) -> Page:
    """Parse a page.

    Raises:
        InputError: it cannot be read as HTML, is empty, or is nested or long beyond any page.
    """
    tags = markup.split("<")
    if max(map(len, tags)) > MAX_ATTRIBUTES and any(_is_beyond(tag) for tag in tags[1:]):
        raise InputError(_BEYOND)
    if len(tags) > MAX_OPEN and _count_open(tags) > MAX_OPEN:
        raise InputError(_BEYOND)
    try:
        parser = LexborHTMLParser(markup)
    except (ValueError, RuntimeError) as err:
        raise InputError("is not HTML that can be read") from err
    if parser.root is None:
        raise InputError("has no text to read")
    return Page(parser, _list_elements(parser.root))


def _is_beyond(tag: str) -> bool:
    return len(tag) > MAX_ATTRIBUTES and len(tag.partition(">")[0].split()) > MAX_ATTRIBUTES


def _count_open(tags: list[str]) -> int:
    """The most elements that are open at once, as far as tags tell without being parsed."""
    depth = most = 0
    for tag in tags:
        found = _NAME.match(tag)
        if found and found[2].lower() not in _CLOSED_BY_OTHERS:
            depth = max(0, depth - 1) if found[1] else depth + 1
            most = max(most, depth)
    return most


def _list_elements(root: LexborNode) -> list[Element]:
    """List the elements of a tree, each with the length of its own text."""
    elements: list[Element] = []
    others = 0  # nodes that are neither elements nor text
    inside: Element | None = None  # what the walk is in
    for node in root.traverse(include_text=True):
        tag, holder = node.tag or "", node.parent
        mark = holder.mem_id if holder else 0
        while inside is not None and inside.mark != mark:
            inside = inside.parent
        if tag == "-text":
            if inside is not None:
                inside.own += len(node.text_content or "")
            continue
        if not tag or tag[0] == "-":  # a comment, say, or "<?php … ?>", which has no tag
            others += 1
        else:
            depth = inside.depth + 1 if inside is not None else 1
            inside = Element(node, tag, node.attributes, inside, node.mem_id, depth)
            elements.append(inside)
            if depth > MAX_DEPTH:
                raise InputError(_BEYOND)
        if len(elements) + others > MAX_NODES:
            raise InputError(_BEYOND)
    return elements


def lines_of(markup: str) -> list[str]:
    """Read an element's lines of text, markup left out."""
    return split_lines(extract_plain_text(f"<body>{markup}</body>", main_content=False, list_bullets=False))


def split_lines(text: str) -> list[str]:
    """Split a text into its lines, without blank ones and without characters that are never seen."""
    clean = text.replace("\u00ad", "").replace("\u200b", "")
    return [words for line in LINE.findall(clean) if (words := " ".join(line.split()))]
