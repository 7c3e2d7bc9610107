"""Cursors: from where a search goes on, opaque to whoever asks."""

import base64
import binascii
import json
import math
from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import UsageError
from onrecord.ledger.codec import key_of
from onrecord.ledger.judgements import MOST_ROWS
from onrecord.model import Query

MAX_CURSOR = 500  # characters; ours have some eighty


class Order(StrEnum):
    """How hits are sorted; a search goes on as it began, whatever was added meanwhile."""

    FIT = "fit"  # the best first
    LATEST = "latest"  # what was published last first
    ADDED = "added"  # what was added last first


@dataclass(frozen=True, slots=True)
class Place:
    """A hit's place in an order: what it is sorted by, and its id.

    ``ranked``: by which of the query's phrases the fit was told, a bit for each; by the others alone, that
    have become common since, it would come out otherwise.
    """

    order: Order
    value: str | float
    id: int
    ranked: int = 0


def write_cursor(place: Place, query: Query) -> str:
    """The cursor of what comes after a place."""
    stored = json.dumps([_mark(query), place.order, place.value, place.id, place.ranked])
    return base64.urlsafe_b64encode(stored.encode()).decode().rstrip("=")


def read_cursor(cursor: str, query: Query) -> Place:
    """The place that a cursor tells.

    Raises:
        UsageError: it is none, or another query's.
    """
    try:
        padded = cursor[:MAX_CURSOR] + "=" * (-len(cursor) % 4)
        stored = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
        mark, order, value, number, ranked = json.loads(stored)
        place = Place(Order(order), value, number, ranked)
        if mark == _mark(query) and _is_sound(place) and (query.text or place.order is Order.LATEST):
            return place  # the other orders are of words
    except (ValueError, TypeError, binascii.Error, RecursionError):
        pass
    raise UsageError("the cursor is not one of this query; begin without it")


def _is_sound(place: Place) -> bool:
    if type(place.id) is not int or not 0 <= place.id <= MOST_ROWS:
        return False
    if type(place.ranked) is not int or (place.ranked > 0) != (place.order is Order.FIT):
        return False
    if place.order is Order.LATEST:
        return isinstance(place.value, str) and place.value.isprintable()
    return not isinstance(place.value, str | bool) and math.isfinite(place.value)


def _mark(query: Query) -> str:
    return key_of(repr(query))[:8]
