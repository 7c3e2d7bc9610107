"""What names pages: feeds (RSS, Atom, RDF, JSON), sitemaps and sitemaps of sitemaps, and lists of addresses.

All of it is hostile. XML is read with no entity resolved, no network and no deep tree, one element at a
time; what is named is bounded in number and length, is an http or https address, and is named once.
"""

import contextlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXException  # what feedparser tells broken XML by; nothing is parsed with it here

import feedparser
import httpx
from lxml import etree

from onrecord.errors import InputError
from onrecord.ingest.decode import decode_text
from onrecord.ingest.fetch import MAX_PORT, unpack
from onrecord.ingest.files import iter_lines
from onrecord.ingest.html import looks_like_html
from onrecord.ingest.jsonl import get_text, parse_object
from onrecord.ingest.stamps import to_utc
from onrecord.model import Entry, Rejected, WatchKind
from onrecord.text.urls import address_of

MAX_FEED = 3_000_000  # bytes; feedparser takes ten seconds for the worst of a megabyte
MAX_SITEMAP = 52_428_800  # bytes unpacked: what the protocol allows
MAX_ENTRIES = 1000  # of one feed, sitemap or list that are taken, those told to be newest first
MAX_READ = 50_000  # of one sitemap that are looked at: what the protocol allows
MAX_MARKS = 3_000_000  # "<" and "=" in a sitemap: a full one has 800,000, and each takes 130 bytes in memory
MAX_URL = 2000  # characters, as in the ledger
MAX_TITLE = 300
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+html|<html", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex|rss|feed|rdf)\b", re.IGNORECASE)
MAX_HEAD = 100_000  # bytes of a page in which it names its feed
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_LINK = re.compile(r"<link\b([^>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b([a-z]{1,20})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_GZIP = b"\x1f\x8b"  # what gzipped data begin with
_BROKEN = "is broken XML, and names nothing"
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed, sitemap or list names, in its own order; ``refused`` are addresses that will not do."""

    kind: WatchKind
    entries: tuple[Entry, ...]
    refused: tuple[Rejected, ...] = ()


def tell_kind(data: bytes, *, is_plain: bool = False) -> WatchKind:
    """What an answer looks like, by its first bytes: a feed, a sitemap, a list, or else a page.

    Args:
        data: the answer.
        is_plain: the server calls it plain text.

    Example:
        >>> tell_kind(b"<?xml version='1.0'?><urlset>").value, tell_kind(b"<p>Rain").value
        ('sitemap', 'page')
    """
    if data[:2] == _GZIP:
        return WatchKind.SITEMAP
    head = data[:2000].replace(b"\0", b"")  # UTF-16, too
    root = _ROOT.search(head)
    if root and not _DOCTYPE.search(head, 0, root.start()):
        is_sitemap = root[1].lower() in (b"urlset", b"sitemapindex")
        return WatchKind.SITEMAP if is_sitemap else WatchKind.FEED
    if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" and b"jsonfeed.org/version" in head:
        return WatchKind.FEED
    is_list = is_plain and head.lstrip()[:8].lower().startswith((b"http://", b"https://"))
    return WatchKind.LIST if is_list else WatchKind.PAGE


def read_listing(data: bytes, url: str, kind: WatchKind) -> Listing:
    """Read what a feed, sitemap or list names.

    Args:
        data: the answer.
        url: where it was found, which its addresses are relative to.
        kind: what it is, by `tell_kind`; of what is gzipped the listing itself says it.

    Raises:
        InputError: nothing can be read in it; the message says why in one line.
    """
    if data[:2] == _GZIP:  # only now it shows what it is
        data = unpack(data, MAX_SITEMAP)
        kind = tell_kind(data, is_plain=True)
    if not data.strip():
        raise InputError("is empty")
    if kind is WatchKind.SITEMAP:
        found = list(_read_sitemap(data))
    elif kind is WatchKind.LIST:
        lines = map(str.strip, decode_text(data).splitlines()[:MAX_READ])
        found = [Entry(line) for line in lines if line and not line.startswith("#")]
    elif kind is WatchKind.FEED:
        found = list(_read_feed(data, url))
    else:
        what = "a page of HTML" if looks_like_html(decode_text(data[:2000])) else "something else"
        raise InputError(f"is no feed, sitemap or list of addresses, but {what}")
    entries, refused = check_entries(found, url)
    return Listing(kind, entries, refused)


def find_feed(data: bytes, url: str) -> str | None:
    """The feed that a page of HTML says it has; None where it says of none.

    Example:
        >>> find_feed(b'<link rel="alternate" type="application/rss+xml" href="/rss">', "https://o.example/a")
        'https://o.example/rss'
    """
    for tag in _LINK.findall(data[:MAX_HEAD].decode("latin-1")):
        told = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if "alternate" in told.get("rel", "").lower() and told.get("type", "").lower() in _FEEDS:
            with contextlib.suppress(InputError):
                return check_address(told.get("href", ""), url)
    return None


def is_url_list(name: str) -> bool:
    """Say whether a file's name is that of a list of addresses."""
    return name.lower().endswith(".urls")


def read_url_list(path: Path) -> Iterator[str | Rejected]:
    """The addresses in a file, one a line; lines that begin with ``#`` are passed over.

    Raises:
        InputError: the file cannot be read.
    """
    for number, line in iter_lines(path):
        try:
            if isinstance(line, InputError):
                raise line
            if line.strip() and not line.lstrip().startswith(b"#"):
                yield check_address(line.decode("utf-8", "replace"))
        except InputError as err:
            yield Rejected(f"{path}, line {number}", str(err))


def check_entries(found: Iterable[Entry], base: str = "") -> tuple[tuple[Entry, ...], tuple[Rejected, ...]]:
    """Make addresses whole, and drop those that are named twice, and all beyond `MAX_ENTRIES`.

    Args:
        found: what was named.
        base: what their addresses are relative to.

    Returns:
        Those told to be newest first, and those that will not do, with the reason.
    """
    entries: dict[Any, Entry] = {}
    refused = []
    for entry in sorted(found, key=lambda entry: entry.told, reverse=True):
        try:
            url = check_address(entry.url, base)
        except InputError as err:
            refused.append(Rejected(entry.url[:200], str(err)))
            continue
        entries.setdefault(address_of(url), replace(entry, url=url))
        if len(entries) == MAX_ENTRIES:
            break
    return tuple(entries.values()), tuple(refused[:MAX_ENTRIES])


def check_address(url: str, base: str = "") -> str:
    """An address made whole, in ASCII and without its fragment.

    Raises:
        InputError: it is none, or not of http or https.

    Example:
        >>> check_address("/a b?id=3&utm_source=feed#top", "https://outlet.example/feed")
        'https://outlet.example/a%20b?id=3&utm_source=feed'
    """
    try:
        whole = httpx.URL(urljoin(base, url.strip()))
        is_web = whole.scheme in ("http", "https") and bool(whole.host)  # the name is only decoded here
        plain = str(whole.copy_with(fragment=None, username=None, password=None))
    except (httpx.InvalidURL, ValueError, TypeError, UnicodeError) as err:
        raise InputError("is not an address") from err
    if not is_web:
        raise InputError("is not an http or https address")
    if (whole.port or 0) > MAX_PORT:
        raise InputError("is not an address")
    if len(plain) > MAX_URL or not plain.isascii() or _SPACE.search(plain):
        raise InputError(f"is not an address of at most {MAX_URL:,} characters")
    return plain


def _read_feed(data: bytes, url: str) -> Iterator[Entry]:
    if len(data) > MAX_FEED:
        raise InputError(f"is too big for a feed: over {MAX_FEED // 1_000_000} MB")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
        yield from _read_json(data)
        return
    # A stream: bytes themselves feedparser would take for the name of a file.
    headers = {"content-location": url, "content-type": "application/xml"}
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    except Exception as err:  # "&#1114112;" in a broken feed is a ValueError, and there are others
        raise InputError(_BROKEN) from err
    if not feed.entries and isinstance(feed.get("bozo_exception"), SAXException):
        raise InputError(_BROKEN)
    for item in feed.entries[:MAX_READ]:
        link = item.get("link") or next((each.get("href") for each in item.get("links", ())), None)
        if link:
            yield Entry(str(link), _line(item.get("title")), _time(item, "published"), _time(item, "updated"))


def _time(item: Any, name: str) -> str | None:
    """A time of a feed's item; feedparser has it in UTC, where it could read it."""
    when = dict.get(item, f"{name}_parsed")  # of itself it would give another's for "updated"
    if when is None:
        return None
    year, month, day, hour, minute, second = when[:6]
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"


def _read_json(data: bytes) -> Iterator[Entry]:
    """The items of a JSON feed (jsonfeed.org, version 1 and 1.1)."""
    items = parse_object(data).get("items")
    if not isinstance(items, list):
        raise InputError('is a JSON feed without "items"')
    for item in items[:MAX_READ]:
        if not isinstance(item, dict):
            continue
        try:
            link = get_text(item, "url") or get_text(item, "external_url")
            times = to_utc(get_text(item, "date_published")), to_utc(get_text(item, "date_modified"))
            if link:
                yield Entry(link, _line(get_text(item, "title")), *times)
        except InputError:  # one that is made badly does not spoil the others
            continue


def _read_sitemap(data: bytes) -> Iterator[Entry]:
    """The addresses of a sitemap, or the sitemaps of a sitemap index (sitemaps.org; Google's news tags)."""
    if data.count(b"<") + data.count(b"=") > MAX_MARKS:
        raise InputError("is no sitemap that can be read: its markup is too long")
    parser = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    found = 0
    try:
        for _, element in parser:
            entry = _read_element(element)
            element.clear()
            while element.getprevious() is not None:  # what was read is not kept in memory
                del element.getparent()[0]
            if entry is not None:
                found += 1
                yield entry
            if found == MAX_READ:
                return
    except etree.XMLSyntaxError:  # beyond recovery: what was read before stands
        pass
    if not found and parser.error_log:
        raise InputError(_BROKEN)


def _read_element(element: Any) -> Entry | None:
    told: dict[str, str] = {}
    for child in element.iter():
        if isinstance(child.tag, str) and child.text:
            told.setdefault(etree.QName(child).localname, child.text.strip())
    if not told.get("loc"):
        return None
    is_sitemap = etree.QName(element).localname == "sitemap"
    return Entry(
        told["loc"],
        _line(told.get("title")),
        to_utc(told.get("publication_date")),
        to_utc(told.get("lastmod")),
        WatchKind.SITEMAP if is_sitemap else WatchKind.PAGE,
    )


def _line(title: Any) -> str | None:
    return " ".join(str(title).split())[:MAX_TITLE] or None if title else None
