"""One page: from its bytes, or from an object of JSON."""

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from onrecord.ingest.decode import decode_text
from onrecord.ingest.html import looks_like_html, read_html
from onrecord.ingest.jsonl import Fields, get_text, need_id, need_text
from onrecord.ingest.plain import read_plain
from onrecord.ingest.stamps import finer, to_utc
from onrecord.model import Snapshot

PAGE_FIELDS = frozenset(
    "id text html title publisher outlet byline date published updated url captured".split()
)
MAX_SLUG = 80  # characters; an id is read by people


def read_page(data: bytes, snap: Snapshot, *, is_html: bool = False, charset: str | None = None) -> Snapshot:
    """Read one page from its bytes: HTML where it is called so or looks so, else plain text.

    Raises:
        InputError: there is no text in it.
    """
    text = decode_text(data, charset)
    if is_html or looks_like_html(text[:2000]):
        return read_html(text, snap)
    return read_plain(replace(snap, text=text))


def make_page(fields: Fields) -> Snapshot:
    """Read the page in an object: its ``text``, or its ``html``. What the object says of it comes first.

    Raises:
        InputError: it has no id or neither text nor markup, or holds what is no text.
    """
    markup = fields.get("html")
    if markup is None or fields.get("text") is not None:
        return read_plain(name_page(fields))
    named = name_page({**fields, "text": "html"})
    base = Snapshot(named.id, "", url=named.url, captured=named.captured)
    if isinstance(markup, bytes):
        found = read_page(markup, base, is_html=True)
    else:
        found = read_html(need_text(fields, "html"), base)
    return replace(
        found,
        title=named.title or found.title,
        outlet=named.outlet or found.outlet,
        byline=named.byline or found.byline,
        published=finer(named.published, found.published),
        updated=finer(named.updated, found.updated),
    )


def name_page(fields: Fields) -> Snapshot:
    """Make a page of an object, a line of JSONL or a page of ``onrecord/1``; its text is still to be read.

    Raises:
        InputError: it has no id or no text, or holds what is no text.
    """
    return Snapshot(
        id=need_id(fields),
        text=need_text(fields, "text"),
        title=get_text(fields, "title"),
        outlet=get_text(fields, "publisher") or get_text(fields, "outlet"),
        byline=get_text(fields, "byline"),
        published=to_utc(get_text(fields, "date") or get_text(fields, "published")),
        updated=to_utc(get_text(fields, "updated")),
        url=get_text(fields, "url"),
        captured=to_utc(get_text(fields, "captured")),
    )


def make_slug(url: str) -> str:
    """Make a page's id from its URL: the path in small letters, or the host where there is none.

    Example:
        >>> make_slug("https://example.org/world/2021/A-Visit.html?from=rss")
        'world-2021-a-visit'
    """
    address = urlsplit(url)
    path = re.sub(r"\.[A-Za-z]{1,5}$", "", unquote(address.path).rstrip("/"))
    slug = re.sub(r"[\W_]+", "-", path.lower()).strip("-")
    return (slug or re.sub(r"[\W_]+", "-", address.hostname or "").strip("-") or "page")[-MAX_SLUG:].strip(
        "-"
    )
