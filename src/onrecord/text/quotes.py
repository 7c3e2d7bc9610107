"""Quotation marks: which stretches of a text stand between them.

Marks are read paragraph by paragraph, because house styles differ in everything else: a quote
carried over several paragraphs opens anew in each and closes only in the last, so a mark still
open at the end of a paragraph quotes the rest of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

OPENERS = {"“": "”", "„": "“”", "«": "»", "‹": "›"}
MARKS = frozenset("\"'“”„‟«»‹›‘’‚‛`´")
MAX_SINGLE = 2000  # characters; a single mark open for longer is an apostrophe, a double one no nested quote
_PARAGRAPH_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
LINE = re.compile(f"[^{_PARAGRAPH_ENDS}]+")
_MAY_OPEN = re.compile(f"[\"”»‘'{''.join(OPENERS)}]|``")
_SMALL_NEXT = re.compile(r"\s[a-z]")
_LEADS_IN = re.compile(r"[:,.?!]\s\Z")  # before a quote that does not open its paragraph


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each non-blank line of ``text[start:end]``, trimmed of white space.

    Example:
        >>> list(paragraphs("One.\\n\\n  Two. "))
        [(0, 4), (8, 12)]
    """
    for line in LINE.finditer(text, start, len(text) if end is None else end):
        words = line[0].strip()
        if words:
            s = line.start() + len(line[0]) - len(line[0].lstrip())
            yield s, s + len(words)


def quoted_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Find the outermost quoted stretches of ``text[start:end]``, marks included.

    Double marks of any style count, and single ones where they cannot be apostrophes: an opening
    ‘ or ' before a letter and after no letter, closed by a ’ or ' that no letter follows.

    Args:
        text: the whole text.
        start: code point to begin at.
        end: code point to stop before; the text's end when None.

    Returns:
        Spans ``(s, e)`` in code points into ``text``, in order, not overlapping.

    Example:
        >>> quoted_spans('He said "yes" and ‘no’.')
        [(8, 13), (18, 22)]
    """
    spans: list[tuple[int, int]] = []
    for s, e in paragraphs(text, start, end):
        spans.extend(_in_paragraph(text, s, e))
    return spans


def is_quoted(place: int, quotations: Sequence[tuple[int, int]]) -> bool:
    """Whether a place of a text stands in one of its quotations, given as ``quoted_spans`` gives them."""
    k = bisect_right(quotations, place, key=lambda quote: quote[0]) - 1
    return k >= 0 and place < quotations[k][1]


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    i = unclosed = start  # no single mark closes before ``unclosed``: each is looked for but once
    while found := _MAY_OPEN.search(text, i, end):
        i = found.start()
        close = _closers(text, i, start, end)
        if not close:
            i += 1
            continue
        single = text[i] in "‘'"
        after = i + (2 if close == "''" else 1)
        if single:
            limit = min(end, i + MAX_SINGLE)
            j = _find_single_close(text, max(after, unclosed), limit, close)
            if j is None and not _goes_on(text, i, start, end):  # an apostrophe after all
                unclosed = max(unclosed, limit)
                i += 1
                continue
        else:
            j = _find_close(text, after, end, close)
        yield i, j or end
        i = j or end


def _closers(text: str, i: int, start: int, end: int) -> str:
    """The marks that would close a quote opening at ``i``; empty where none opens."""
    c = text[i]
    if text[i : i + 2] == "``":
        return "''"
    if c in '"”»':
        # A closing mark used to open: seen where house style sets ” or » on both sides, or »so«.
        opens = c == '"' or i == start or text[i - 1].isspace()
        opens &= c != "»" or not text[i + 1 : i + 2].isspace()
        return ("«»" if c == "»" else '"”“') if opens else ""
    if c in "‘'":
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        return "’'" if not before.isalnum() and after.isalnum() else ""
    return OPENERS.get(c, "")


def _find_close(text: str, i: int, end: int, close: str) -> int | None:
    """Where the quote that is open at ``i`` ends, its mark included; None where no mark closes it."""
    if close == "''":
        j = text.find("''", i, end)
        return None if j < 0 else j + 2
    first = next((j + 1 for j in range(i, end) if text[j] in close), None)
    if first is None or close != "”" or "“" not in text[i:first]:
        return first
    depth = 1  # a quote in the same marks within: “He said “no” and left.”
    for j in range(i, min(end, first + MAX_SINGLE)):
        depth += (text[j] == "“") - (text[j] == "”")
        if not depth:
            return j + 1
    return first


def _find_single_close(text: str, i: int, end: int, close: str) -> int | None:
    """The same for a single mark, which may be an apostrophe too.

    After an s and before a small letter it is one ("the dogs’ bowls") where another mark, with a stop
    before it, closes the quote before the next opens.
    """
    kept = None
    for j in range(i, end):
        if text[j] in "‘'" and kept and not text[j - 1].isalnum() and text[j + 1 : j + 2].isalnum():
            break
        if text[j] not in close or text[j + 1 : j + 2].isalnum():
            continue
        if kept is None and not (text[j - 1] in "sS" and _SMALL_NEXT.match(text, j + 1, end)):
            return j + 1
        if kept is None or text[j - 1] in ".,!?…":
            if kept:
                return j + 1
            kept = j + 1
    return kept


def _goes_on(text: str, i: int, start: int, end: int) -> bool:
    """Whether a single mark that nothing closes opens a quote that the next paragraph goes on with."""
    if end - i > MAX_SINGLE or not (i == start or _LEADS_IN.search(text, max(start, i - 3), i)):
        return False
    following = next(paragraphs(text, end, min(len(text), end + MAX_SINGLE)), None)
    at = following[0] if following else end
    return text[at : at + 1] == text[i] and text[at + 1 : at + 2].isalpha()
