"""Whose words: which stretches of a content are claimed to be verbatim, and its mode."""

import re
from collections.abc import Iterable

from onrecord.model import Mode, Span, Spans
from onrecord.text.quotes import MARKS, quoted_spans

_WORD = re.compile(r"\w+")
_CALLED = re.compile(  # what follows is what somebody or something is called
    r"\b(?:(?:better\s+)?known\s+as|nicknamed|code-?named|dubbed|(?:en)?titled|so-called),?\s+\Z",
    re.IGNORECASE,
)
_WORK = re.compile(  # and what follows begins with a capital: "the figures show “real progress”"
    r"\b(?:album|anthem|book|column|documentary|essay|exhibition|film|memoir|movie|musical|novel|opera|painting|play"
    r"|podcast|poem|series|show|song),?\s+\Z",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?:[’']s|\bon)\s+\Z")  # Lind’s “Blue Kettle”, seen on “Blue Kettle”
_IS = re.compile(r"[”\"’']\s+(?:is|was|has|had|will|would|should|could|may|might)\b")
_NICKNAME = re.compile(  # Jo “Rocket” Lind
    r"(?<=\w[ ])[“\"‘'][A-Z0-9][\w.-]*(?:[ ][A-Z][\w.-]*)?[”\"’'](?=[ ][A-Z])"
)
_SHORT = 3  # letters of a word that titles set in small letters: "of", "the"
_SMALL = re.compile(r"\b[a-z][a-z]{3}")
_REACH = 20  # characters before a mark that are looked at; "better known as" is shorter
DIRECT_SHARE = 0.9  # of a content's words quoted; the rest is a "that" or a stray word at its edge


def find_quoted(text: str, content: Iterable[Span], quotes: Iterable[tuple[int, int]]) -> Spans:
    """The stretches of a content that stand between quotation marks, the marks excluded.

    Beside other words, the title of a work and what somebody is called are nobody's words:
    that “Blue Kettle” is lost, that Jo “Rocket” Lind has it.

    Args:
        text: the whole text.
        content: spans of one attribution.
        quotes: the quoted stretches of the text, marks included. A content that lies wholly
            inside one is another's quoted speech: only the marks within it count then.
    """
    found: list[Span] = []
    content = tuple(content)
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
    if not found or mode_of(text, content, found) is Mode.DIRECT:
        return tuple(found)
    return tuple(span for span in found if not _is_name(text, span, content[0].start))


def is_title(text: str, quote: Span) -> bool:
    """Say whether a quotation is the title of a work: words with capitals in a line that has small ones too.

    Example:
        >>> is_title("“Blue Kettle” is lost", Span(0, 13)), is_title("“Blue kettle” is lost", Span(0, 13))
        (True, False)
    """
    words = _WORD.findall(text[slice(*quote)])
    longer = [word for i, word in enumerate(words) if len(word) > _SHORT or i in (0, len(words) - 1)]
    return len(words) > 1 and all(word[0].isupper() for word in longer) and _in_prose(text, quote)


def _is_name(text: str, span: Span, start: int) -> bool:
    """Say whether quoted words name somebody or a work; ``start`` is where the content begins.

    In capitals alone they may be what somebody is called: she called him “The Comeback Kid”.
    """
    mark, back = span.start - 1, max(0, span.start - 1 - _REACH)
    if _NICKNAME.match(text, mark):
        return _in_prose(text, span)
    if _CALLED.search(text, back, mark) or (text[span.start].isupper() and _WORK.search(text, back, mark)):
        return True
    named = _OWNED.search(text, back, mark) or (mark == start and _IS.match(text, span.end))
    return bool(named) and is_title(text, span)


def _in_prose(text: str, quote: Span) -> bool:
    """Say whether the line around a quotation has small words: where it has none, capitals tell nothing."""
    first, last = text.rfind("\n", 0, quote.start) + 1, text.find("\n", quote.end)
    last = last if last >= 0 else len(text)
    return bool(_SMALL.search(text, first, quote.start) or _SMALL.search(text, quote.end, last))


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
