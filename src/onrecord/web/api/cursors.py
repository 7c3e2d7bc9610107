"""Cursors of the API's lists: from where one goes on, opaque to whoever asks."""

import base64
import json
from typing import Any

from onrecord.errors import UsageError
from onrecord.ledger.cursors import MAX_CURSOR


def write_cursor(of: str, *place: str | float) -> str:
    """The cursor of what comes after a place in a list.

    Args:
        of: the list; its cursors go with no other.
        place: what tells the place.
    """
    stored = json.dumps([of, *place], separators=(",", ":"))
    return base64.urlsafe_b64encode(stored.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, of: str, *kinds: type) -> tuple[Any, ...] | None:
    """The place that a cursor tells; None where none is given.

    Args:
        cursor: as ``write_cursor`` made it.
        of: the list that it must be of.
        kinds: what the parts of a place are.

    Raises:
        UsageError: it is none of this list's.

    Example:
        >>> read_cursor(write_cursor("records", 7), "records", int)
        (7,)
    """
    if cursor is None:
        return None
    try:
        padded = cursor[:MAX_CURSOR] + "=" * (-len(cursor) % 4)
        name, *place = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
        if name == of and tuple(map(type, place)) == kinds:
            return tuple(place)
    except (ValueError, TypeError, RecursionError):
        pass
    raise UsageError("the cursor is not one of this list; begin without it")
