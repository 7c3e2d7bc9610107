"""What stands before the words of a paragraph and is none of them: its number, a bullet, an entry's time."""

import re

TIME = (
    r"[\[(]?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ ])?"
    r"(?:\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:\.\d{1,3})?|(?:[01]?\d|2[0-3])\.[0-5]\d)(?:[ ]?[ap]\.?m\b\.?)?"
    r"(?:[ ](?:GMT|UTC|[BI]ST|CES?T|[ECMP][SD]?T))?[\])]?"
)
"""A time of day as the entries of a live blog or a chat and the lines of a transcript begin with it."""

_NEXT = r"(?=[^\W\d_a-z]|[\"“‘'@])"  # words begin with a capital, a mark or a handle
_STAMP = re.compile(rf"(?:[•·▪‣◦*]\s+)?(?:{TIME}[ ]*[-–—|:]?\s+{_NEXT})?")
_NUMBER = re.compile(
    r"(?:(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)]|\d{1,3}(?:\.\d{1,2}){1,3}|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\))\s+"
    rf"{_NEXT})?"
)


def skip_stamp(text: str, start: int, end: int) -> int:
    """Where a paragraph begins after a bullet, or the time of an entry.

    Args:
        text: the whole text.
        start: where the paragraph begins, in code points.
        end: where it ends.

    Example:
        >>> skip_stamp("10:42 Ada Crane: No.", 0, 20), skip_stamp("2. Ada Crane spoke.", 0, 19)
        (6, 0)
    """
    return _after(_STAMP, text, start, end)


def skip_lead(text: str, start: int, end: int) -> int:
    """Where the words of a paragraph begin: after a bullet or a time, and a number.

    Args:
        text: the whole text.
        start: where the paragraph begins, in code points.
        end: where it ends.

    Example:
        >>> lines = "10:42 Ada Crane: No.", "2. Ada Crane spoke.", "(a) It leaks.", "12 people left."
        >>> [line[skip_lead(line, 0, len(line)) :] for line in lines]
        ['Ada Crane: No.', 'Ada Crane spoke.', 'It leaks.', '12 people left.']
    """
    return _after(_NUMBER, text, skip_stamp(text, start, end), end)


def _after(lead: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = lead.match(text, start, end)
    return found.end() if found and found.end() < end else start
