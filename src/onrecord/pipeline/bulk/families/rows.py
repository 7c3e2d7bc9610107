"""A page taken apart → its rows: its quotes, and its own words by which copies of it are told."""

import re
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from onrecord.ledger import document_key, snapshot_key
from onrecord.model import PartKind, Reading, Snapshot, Span
from onrecord.pipeline.carried import Carried, carried_by
from onrecord.pipeline.credits import near_quotes
from onrecord.text.stretches import passage_words
from onrecord.trace.descent import hash_word, hash_words, mix

SHINGLE = 4  # words in a row: fewer are anyone's, more are lost with each word that a desk changes
FEWEST_SHINGLES = 30  # of a page: fewer own words do not tell whose they are
MOST_OWN = 50_000  # code points of a page's own words that are read

Row = dict[str, Any]

_WORD = re.compile(r"\w+")
_STEP = np.uint64(0x9E3779B97F4A7C15)


def quote_rows(reading: Reading) -> list[Row]:
    """The quotes of a page that claim to be someone's words, as rows of ``QUOTES``.

    Of an indirect statement only the words in quotation marks are there, and of two statements with the same
    quote the first.

    Args:
        reading: the page, with its traces where it was traced.
    """
    snap = reading.snap
    page = page_key(snap)
    about = {
        "page": page,
        "document": document_key(snap),
        "outlet": snap.outlet,
        "host": _host_of(snap.url),
        "published": snap.published,
        "captured": snap.captured,
    }
    rows: dict[int, Row] = {}
    for each in carried_by(reading):
        key = hash_word(f"{page} {[tuple(span) for span in each.spans]}")
        if key not in rows:
            rows[key] = {"quote": key, **about, **_quote(each)}
    return list(rows.values())


def shingles_of(reading: Reading) -> Row | None:
    """The page's own words, as a row of ``SHINGLES``; None where they are too few to tell a copy.

    What it quotes is left out: two outlets that quote one speech at length are no copies of one another.

    Args:
        reading: the page.
    """
    snap, own = reading.snap, _own_words(reading)
    words = np.array([hash_word(word) for word in _WORD.findall(own.casefold())], np.uint64)
    if len(words) < FEWEST_SHINGLES + SHINGLE:
        return None
    places = np.arange(len(words) - SHINGLE + 1)
    shingles = np.zeros(len(places), np.uint64)
    for i in range(SHINGLE):
        shingles = mix(shingles + words[places + i] + _STEP)
    return {"page": page_key(snap), "document": document_key(snap), "shingles": np.unique(shingles).tolist()}


def page_key(snap: Snapshot) -> int:
    """The ledger's key of a capture, as a number."""
    return int(snapshot_key(document_key(snap), snap), 16)


def _quote(each: Carried) -> Row:
    return {
        "speaker": _fit(each.speaker),
        "words": _fit(each.words),
        "terms": hash_words(each.words),
        "passage": _passage(each),
        "attribution": each.attrib.id,
        "spans": [{"start": s, "end": e} for s, e in each.spans],
        "near": _fit(near_quotes(each.reading.snap, each.spans)),
    }


def _passage(each: Carried) -> Row | None:
    if each.passage is None or each.trace is None or each.trace.passage is None:
        return None
    found, (record, (start, end)) = each.trace.passage, each.passage
    words_of = passage_words(found)
    return {
        "record": record,
        "title": found.title,
        "date": found.date,
        "start": start,
        "end": end,
        "words": _fit(words_of(Span(start, end)) if words_of else found.text),
        "score": each.trace.score,
    }


def _own_words(reading: Reading) -> str:
    """The text of a page's body, without what it quotes."""
    text = reading.snap.text
    is_own = np.zeros(len(text) + 2, np.bool_)  # with a point before the text and after: each run ends
    for start, end in reading.snap.spans_of(PartKind.BODY) or (Span(0, len(text)),):
        is_own[start + 1 : end + 1] = True
    for attrib in reading.attributions:
        for start, end in attrib.quoted:
            is_own[start + 1 : end + 1] = False
    ends = np.flatnonzero(is_own[1:] != is_own[:-1]).reshape(-1, 2).tolist()
    return " ".join(text[start:end] for start, end in ends)[:MOST_OWN]


def _host_of(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _fit(words: str | None) -> str | None:
    """Words as Arrow's UTF-8 holds them: half of a surrogate pair becomes U+FFFD."""
    return words and words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
