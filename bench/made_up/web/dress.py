"""How a page becomes bytes in the made-up web: its quotation marks, its charset, and what is broken of it."""

import random
import re
from dataclasses import dataclass

from bench.made_up.web.articles import Article
from bench.made_up.web.templates import render
from bench.made_up.words import pick

BROKEN = 0.2  # of the pages have faults in their markup
_MARKS = (None, None, None, ("&ldquo;", "&rdquo;"), ('"', '"'))  # how sites write “ and ”; None: as they are


@dataclass(frozen=True, slots=True)
class Charset:
    """How a site encodes its pages: with what, and what its headers and its markup say of that."""

    codec: str
    in_header: str | None = None
    in_markup: str | None = None
    start: bytes = b""


CHARSETS = (
    *[Charset("utf-8", "utf-8", "utf-8")] * 10,
    *[Charset("utf-8", None, "utf-8")] * 3,
    *[Charset("utf-8", "UTF-8")] * 2,
    Charset("utf-8", start=b"\xef\xbb\xbf"),
    *[Charset("cp1252", "windows-1252", "windows-1252")] * 2,
    Charset("cp1252", None, "iso-8859-1"),  # as browsers read it
    Charset("iso8859-15", "ISO-8859-15"),
    Charset("utf-16-le", "utf-16", start=b"\xff\xfe"),
)


@dataclass(frozen=True, slots=True)
class Body:
    """A page as a server sends it."""

    data: bytes
    content_type: str


def dress(article: Article, seed: int) -> Body:
    """Make the bytes of an article's page.

    Args:
        article: what it says.
        seed: of the web; a site keeps its ways.
    """
    site = random.Random(f"{seed}/site/{article.outlet}")
    charset, marks = pick(site, CHARSETS), pick(site, _MARKS)
    rng = random.Random(f"{seed}/dress/{article.number}")
    markup = render(article, rng)
    if marks:
        head, split, body = markup.partition("<body>")
        markup = head + split + body.replace("“", marks[0]).replace("”", marks[1])
    if rng.random() < BROKEN:
        markup = pick(rng, _FAULTS)(markup)
    declared = f'<meta charset="{charset.in_markup}">\n' if charset.in_markup else ""
    markup = markup.replace("{charset}", declared, 1)
    data = charset.start + markup.encode(charset.codec, "xmlcharrefreplace")
    return Body(data, "text/html" + (f"; charset={charset.in_header}" if charset.in_header else ""))


def _unclosed(markup: str) -> str:
    """No paragraph or list entry is closed."""
    return markup.replace("</p>", "").replace("</li>", "")


def _headless(markup: str) -> str:
    """Neither head nor body is marked; what they hold is there."""
    return re.sub(r"</?(?:html|head|body)[^>]*>\n?|<!DOCTYPE[^>]*>\n?", "", markup)


def _crossed(markup: str) -> str:
    """Tags closed in the wrong order, and some that were never opened."""
    return (
        markup.replace("<p>", "<p><b><i></b></i>")
        .replace("</h1>", "</h1></span></div>", 1)
        .replace("</p>", "</p></em>")
    )


def _capital(markup: str) -> str:
    """Tags in capitals, attributes without quotation marks."""
    markup = re.sub(r"</?(?:p|div|h1|h2|li|ul|a|span|b)\b", lambda tag: tag[0].upper(), markup)
    return re.sub(r'(class|id)="(\w+)"', r"\1=\2", markup)


def _cut(markup: str) -> str:
    """The connection ended before the page did: its last elements are missing."""
    return markup[: markup.rfind("</")]


def _nested(markup: str) -> str:
    """Paragraphs in elements in elements that nobody wanted."""
    return markup.replace("<p>", "<div><span><div><p>").replace("<p class", "<div><p class")


_FAULTS = (_unclosed, _headless, _crossed, _capital, _cut, _nested)
