"""What a paragraph tells by its look alone, and which one holds a place."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.text.leads import skip_lead
from onrecord.text.quotes import MARKS, quoted_spans

Paragraphs = Sequence[tuple[int, int]]  # (start, end) of each, in order

LONGEST_HEADING = 120  # characters
STOPS = frozenset(".?!,;:…—–-")
FEWEST = 3  # words of prose; fewer are a heading, or "Advertisement"
_BULLET = re.compile(r"[-–—•·▪‣◦*]\s")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")


def paragraph_of(paragraphs: Paragraphs, place: int) -> int:
    """The number of the paragraph that holds a place; negative where none begins before it."""
    return bisect_right(paragraphs, place, key=lambda paragraph: paragraph[0]) - 1


def is_heading(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is one short quote without a stop, as what stands over a part of a page is."""
    quotes = quoted_spans(text, start, end) if end - start <= LONGEST_HEADING else []
    return quotes == [(start, end)] and text[end - 1] in MARKS and text[end - 2] not in STOPS


def is_prose(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is sentences, and neither marked nor an item of a list."""
    plain = text[start] not in MARKS and text[end - 1] in ".!?…" and skip_lead(text, start, end) == start
    return plain and not _BULLET.match(text, start, end) and len(text[start:end].split()) >= FEWEST


def is_first_person(text: str, start: int, end: int) -> bool:
    """Whether a paragraph holds an "I" or "we" outside quotation marks."""
    quotes = quoted_spans(text, start, end)
    gaps = zip([start, *(e for _, e in quotes)], [*(s for s, _ in quotes), end], strict=True)
    return any(_FIRST_PERSON.search(text, s, e) for s, e in gaps)
