"""What an HTML page says of itself: JSON-LD first, then OpenGraph and its kin, then the markup."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from onrecord.ingest.dom import Element, Page
from onrecord.ingest.jsonl import mend_halves
from onrecord.ingest.stamps import to_utc

_ARTICLES = ("Article", "BlogPosting", "WebPage", "Report")
_TITLES = ("og:title", "twitter:title", "dc.title")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "dc.date",
    "parsely-pub-date",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
_SIGNED = frozenset({"byline", "author"})  # classes
MAX_BYLINE = 150  # characters; four names with their desks
MAX_AUTHOR, LONGEST_AUTHOR = 200, 5_000  # elements, and characters with all white space, of what names one
MAX_JSON_LD = 1_000_000  # characters of one script; real ones are a few thousand
MAX_DEPTH = 8  # levels of JSON-LD that are looked through


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own account of itself; times are ISO 8601. ``heading`` is the title as it is shown."""

    title: str | None = None
    heading: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None


def read_metadata(page: Page) -> Metadata:
    """Read title, outlet, byline and times from a parsed page, the most trusted source of each first."""
    found = Metadata()
    for source in (_from_json_ld(page), _from_meta(page), _from_markup(page)):
        for key in Metadata.__slots__:
            if getattr(found, key) is None and getattr(source, key):
                found = replace(found, **{key: getattr(source, key)})
    byline = re.sub(r"(?i)^by\b:?\s*", "", found.byline or "") or None
    return replace(found, title=_without_outlet(found.title, found.outlet), byline=byline)


def _from_json_ld(page: Page) -> Metadata:
    articles: list[dict[str, Any]] = []
    scripts = (el for el in page.elements if el.tag == "script")
    for script in (s for s in scripts if s.attrs.get("type") == "application/ld+json"):
        try:
            data = json.loads(script.text[:MAX_JSON_LD], strict=False)  # raw line breaks are common
        except (ValueError, RecursionError):
            continue
        articles += _find_articles(data)
    articles.sort(key=lambda a: "headline" not in a)
    best = articles[0] if articles else {}
    return Metadata(
        title=_name_of(best.get("headline")),
        outlet=_name_of(best.get("publisher")),
        byline=_name_of(best.get("author")),
        published=to_utc(_name_of(best.get("datePublished"))),
        updated=to_utc(_name_of(best.get("dateModified"))),
    )


def _find_articles(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _find_articles(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(n, str) and n.endswith(_ARTICLES) for n in names):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _find_articles(data.get(key), depth + 1)


def _name_of(value: Any, depth: int = 0) -> str | None:
    """The name that a JSON-LD value stands for: a string, a thing with a name, or several."""
    if isinstance(value, str):
        return " ".join(mend_halves(unescape(value)).split()) or None  # many sites escape twice
    if isinstance(value, dict) and depth < MAX_DEPTH:
        return _name_of(value.get("name"), depth + 1)
    if isinstance(value, list) and depth < MAX_DEPTH:
        names = [name for item in value[:10] if (name := _name_of(item, depth + 1))]
        return ", ".join(names) or None
    return None


def _from_meta(page: Page) -> Metadata:
    values: dict[str, str] = {}
    for attrs in (el.attrs for el in page.elements if el.tag == "meta"):
        name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop")
        content = " ".join((attrs.get("content") or "").split())
        if name and content:
            values.setdefault(name.lower(), content)
    title, outlet, byline, published, updated = (
        next((values[n] for n in names if n in values), None)
        for names in (_TITLES, _OUTLETS, _AUTHORS, _PUBLISHED, _UPDATED)
    )
    byline = None if byline and "//" in byline else byline  # a link to the author's page
    return Metadata(
        title=title, outlet=outlet, byline=byline, published=to_utc(published), updated=to_utc(updated)
    )


def _from_markup(page: Page) -> Metadata:
    articles = page.find_outermost(lambda el: el.tag == "article")
    titled = (a for a in articles if any(el.tag == "h1" for el in page.within(a)))  # others are teasers
    article = next(titled, None)
    inside = list(page.within(article)) if article else page.elements
    heading = next((words for el in inside if el.tag == "h1" and (words := el.words)), None)
    title = next((el for el in page.elements if el.tag == "title"), None)
    published, updated = _read_times(inside)
    return Metadata(
        title=heading or (title.words if title else None),
        heading=heading,
        byline=next((author for el in inside if el.attrs and (author := _read_author(el, page))), None),
        published=published,
        updated=updated,
    )


def _read_author(el: Element, page: Page) -> str | None:
    """The name in an element that says it is the author's; None where it does not say so."""
    says = (el.attrs.get("itemprop"), el.attrs.get("rel"))
    if "author" in says or not _SIGNED.isdisjoint((el.attrs.get("class") or "").split()):
        if el.end - el.at > MAX_AUTHOR:  # it holds half the page
            return None
        named = (inner for inner in page.within(el) if inner.attrs.get("itemprop") == "name")
        name = next(named, el)
        words = name.words if name.length <= LONGEST_AUTHOR else None
        return words if words and len(words) <= MAX_BYLINE else None
    return None


def _read_times(inside: list[Element]) -> tuple[str | None, str | None]:
    """When it was published and updated, by its time elements: the first of each."""
    published = updated = None
    for el in (el for el in inside if el.tag == "time"):
        value = to_utc(el.attrs.get("datetime"))
        around = el.parent.attrs.get("class") if el.parent else None
        about = f"{el.attrs.get('itemprop')} {el.attrs.get('class')} {around}".lower()
        if "modif" in about or "updat" in about:
            updated = updated or value
        else:
            published = published or value
    return published, updated


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Take " - The Outlet" off a title's end."""
    if title and outlet:
        for mark in (" - ", " | ", " – ", " — ", " :: "):
            if title.casefold().endswith((mark + outlet).casefold()) and len(title) > len(mark + outlet):
                return title[: -len(mark + outlet)].rstrip()
    return title
