"""What a page says of having been changed: another stamp, or a note."""

import re

from onrecord.model import Snapshot
from onrecord.text.sentences import sentences

MAX_NOTE = 300  # characters of a note that are given
_PAGE = r"(?:article|story|report|page|piece|version|post|headline|column|caption|text|item)"
_DONE = r"(?:updated|corrected|amended|changed|revised|edited|clarified|republished)"
_NOTE = re.compile(
    rf"""^\W*(?:correction|clarification|corrected|clarified|update[ds]?|editor[’']s\snote)s?(?:\sand\s\w+)?\b\s*(?:[:(–—-]|on\b|at\b)
    |\bthis\s{_PAGE}(?:\s[’'\w]+){{0,3}}?\s(?:was|is|has\sbeen|were)(?:\s\w+)?\s{_DONE}
    |\b(?:an?\s)?(?:earlier|previous|original)\s(?:{_PAGE}|versions?)\sof\sthis\s
    |\bwe\shave\s(?:updated|corrected|amended|clarified)\sthis\b""",
    re.IGNORECASE | re.VERBOSE,
)


def find_notice(first: Snapshot, second: Snapshot) -> str | None:
    """What the later of two captures of a page tells a reader of its having been changed since the earlier.

    Args:
        first: the earlier capture.
        second: the later one.

    Returns:
        A stamp that the earlier had not ("updated 2031-…"), or a note that it had not; None where it has
        neither.

    Example:
        >>> old = Snapshot("a", "Rain fell on Monday.")
        >>> find_notice(old, Snapshot("a", "Rain fell on Sunday. Correction: it was Sunday."))
        'Correction: it was Sunday.'
    """
    if second.updated and second.updated != first.updated:
        return f"updated {second.updated}"
    if second.published and first.published and second.published > first.published:
        return f"published {second.published}"
    for start, end in sentences(second.text):
        note = second.text[start:end]
        if _NOTE.search(note) and note not in first.text:
            return " ".join(note.split())[:MAX_NOTE]
    return None
