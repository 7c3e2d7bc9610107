"""Whose words: which stretches of a content are claimed to be verbatim, and its mode."""

import re
from collections.abc import Iterable

from onrecord.model import Mode, Span, Spans
from onrecord.text.quotes import MARKS, quoted_spans

_WORD = re.compile(r"\w+")
DIRECT_SHARE = 0.9  # of a content's words quoted; the rest is a "that" or a stray word at its edge


def find_quoted(text: str, content: Iterable[Span], quotes: Iterable[tuple[int, int]]) -> Spans:
    """The stretches of a content that stand between quotation marks, the marks excluded.

    Args:
        text: the whole text.
        content: spans of one attribution.
        quotes: the quoted stretches of the text, marks included. A content that lies wholly
            inside one is another's quoted speech: only the marks within it count then.
    """
    found: list[Span] = []
    for start, end in content:
        bare = _bare(text, start, end)
        holds = any(s < bare.start and bare.end < e for s, e in quotes) and not _marked(text, start, end)
        inner = quoted_spans(text, bare.start, bare.end) if holds else quotes
        for s, e in inner:
            s, e = max(s, start), min(e, end)
            if s < e:
                span = _bare(text, s, e)
                if _WORD.search(text, span.start, span.end):
                    found.append(span)
    return tuple(found)


def mode_of(text: str, content: Iterable[Span], quoted: Iterable[Span]) -> Mode:
    """Direct where all but a word or two of the content is quoted, mixed where some is."""
    total = sum(len(_WORD.findall(text[s:e])) for s, e in content)
    marked = sum(len(_WORD.findall(text[s:e])) for s, e in quoted)
    if not marked:
        return Mode.INDIRECT
    return Mode.DIRECT if marked >= DIRECT_SHARE * total else Mode.MIXED


def _marked(text: str, start: int, end: int) -> bool:
    return text[start] in MARKS or text[end - 1] in MARKS


def _bare(text: str, start: int, end: int) -> Span:
    """The span without quotation marks and white space at its ends (a closing apostrophe stays)."""
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)
