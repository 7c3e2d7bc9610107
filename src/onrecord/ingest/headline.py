"""Which of a page's first lines are its headline."""

import re
from collections.abc import Sequence

from onrecord.ingest.datelines import find_dateline

HEAD_LINES = 12  # lines that may stand before the article's matter, the headline among them
MAX_WORDS = 30  # the longest headlines of the tabloids; a longer first line is a lead
MAX_SENTENCE = 22  # words; some outlets end headlines with a full stop, but none longer (PolNeAR, 924 pages)
_NO_LETTERS = re.compile(r"[\W_]+")
_TWO_SENTENCES = re.compile(r"[.!?][”\"’']?\s+[A-Z“\"].*[.!?][”\"’']?$")


def find_headline(lines: Sequence[str], title: str | None, unknown: Sequence[bool]) -> set[int]:
    """Find the lines that are the headline.

    Args:
        lines: the page's lines, trimmed.
        title: the page's title where it is known; lines that spell it out are the headline.
        unknown: for each line, whether it has not been recognised as something else.

    Returns:
        The numbers of the headline's lines; failing a title, of the first line that can be one.

    Example:
        >>> find_headline(["10:15", "Ferry runs late", "It was fog."], None, [False, True, True])
        {1}
    """
    top = lines[:HEAD_LINES]
    found = _match_title(top, squeeze(title or ""))
    if found:
        first = lines[min(found)]
        return found | {i for i, line in enumerate(top) if is_same(line, first)}
    for i, line in enumerate(top[: len(lines) - 1]):
        if unknown[i]:
            return {i} if _can_be_headline(line) else set()
    return set()


def squeeze(line: str) -> str:
    """Reduce a line to its letters and figures, for comparing."""
    return _NO_LETTERS.sub("", line.casefold())


def is_same(line: str, other: str) -> bool:
    """Say whether two lines have the same letters and figures; a far longer one is not looked at."""
    return len(line) < 4 * len(other) + 20 and squeeze(line) == squeeze(other)


def _match_title(top: Sequence[str], title: str) -> set[int]:
    """Lines that spell the title out, one after the other."""
    pieces = [squeeze(line) if len(line) < 4 * len(title) + 20 else "" for line in top] if title else []
    for i, first in enumerate(pieces):
        spelled, j = "", i
        while j < min(len(top), i + 3) and pieces[j] and title.startswith(spelled + pieces[j]):
            spelled, j = spelled + pieces[j], j + 1
        if 2 * len(spelled) >= len(title):
            return set(range(i, j))
        if len(first) < 2 * len(title) and first.startswith(title):  # the title, and a word more
            return {i}
    return set()


def _can_be_headline(line: str) -> bool:
    count = len(line.split())
    if count > MAX_WORDS or (count > MAX_SENTENCE and line.endswith(".")):
        return False
    return not _TWO_SENTENCES.search(line) and find_dateline(line, 0, len(line)) is None
