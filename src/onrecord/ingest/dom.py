"""Walking a parsed HTML page.

Selectors are not used: resiliparse answers them in time that grows with the square of the matches,
and with the cube of the depth (12 seconds for 2,000 elements with a class), and pages are hostile.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import DocumentNode, DOMNode, ElementNode, HTMLTree, NodeType

from onrecord.errors import InputError
from onrecord.text.quotes import paragraphs

MAX_DEPTH = 1000  # browsers stop at 512
MAX_NODES = 100_000  # a live page of a whole day has some 30,000
MAX_ATTRIBUTES = 10_000  # words in one tag; parsing takes the square of them, 0.25 seconds for so many
_BEYOND = "is no page that can be read: its markup is nested too deeply or too long; give its text alone"


class Page(NamedTuple):
    """A parsed page: its tree, which owns the rest, the whole document, and what is shown of it."""

    tree: HTMLTree
    document: DocumentNode
    body: ElementNode


def parse_html(markup: str) -> Page:
    """Parse a page.

    Raises:
        InputError: it cannot be read as HTML, is empty, or is nested or long beyond any page.
    """
    if any(len(tag.partition(">")[0].split()) > MAX_ATTRIBUTES for tag in markup.split("<")[1:]):
        raise InputError(_BEYOND)
    try:
        tree = HTMLTree.parse(markup)
    except (ValueError, RuntimeError) as err:
        raise InputError("is not HTML that can be read") from err
    if tree.document is None or tree.body is None:
        raise InputError("has no text to read")
    for count, (depth, _) in enumerate(_walk(tree.document)):
        if depth > MAX_DEPTH or count > MAX_NODES:
            raise InputError(_BEYOND)
    return Page(tree, tree.document, tree.body)


def elements(root: DOMNode) -> Iterator[ElementNode]:
    """Yield the elements below a node, in the order of the page; list them before changing any."""
    return (node for _, node in _walk(root) if isinstance(node, ElementNode))


def find_outermost(root: DOMNode, wanted: Callable[[ElementNode], bool]) -> list[ElementNode]:
    """Find the elements that are wanted and do not stand within another that is."""
    found: list[ElementNode] = []
    inside: int | None = None
    for depth, node in _walk(root):
        if inside is not None and depth > inside:
            continue
        inside = None
        if isinstance(node, ElementNode) and wanted(node):
            found.append(node)
            inside = depth
    return found


def lines_of(node: ElementNode) -> list[str]:
    """Read an element's lines of text, markup left out."""
    return split_lines(
        extract_plain_text(f"<body>{node.html}</body>", main_content=False, list_bullets=False)
    )


def split_lines(text: str) -> list[str]:
    """Split a text into its lines, without blank ones and without characters that are never seen."""
    clean = text.replace("\u00ad", "").replace("\u200b", "")
    return [" ".join(clean[s:e].split()) for s, e in paragraphs(clean)]


def _walk(root: DOMNode) -> Iterator[tuple[int, DOMNode]]:
    """All elements and the like below a node, with their depth."""
    node, depth = root.first_child, 1
    while node is not None:
        if node.type is not NodeType.TEXT:
            yield depth, node
        if node.first_child is not None:
            node, depth = node.first_child, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = (node.parent, depth - 1) if depth > 1 else (None, 0)
        node = node.next if node is not None else None
