"""Sentences: where one ends and the next begins, in news prose.

Rules, no model: a stop, then perhaps closing marks, then white space, then something that can
begin a sentence, unless what stands before the stop is an abbreviation or an initial. No sentence
crosses a line's end.
"""

import re
from collections.abc import Iterator

from onrecord.text.quotes import paragraphs

_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)")  # looked at once: a long run costs its length
_BEFORE_STOP = 24  # characters; no abbreviation is longer
_LAST_WORD = re.compile(r"[\w.’'-]+\Z")
_OPENERS = "\"'“‘«([—–-"

# Abbreviations that a name or a number follows: never the end of a sentence.
_TIED = frozenset(  # "no" is one only before a figure
    "mr mrs ms mx messrs dr prof sen sens rep reps gov lt col gen capt sgt maj cpl cmdr adm rev hon st "
    "pres supt det insp sec fr pvt vs no nos fig vol ch art pp ca cf al jan feb mar apr jun jul aug sept "
    "sep oct nov dec mon tue wed thu fri e.g i.e viz approx ft mt cllr coun cde engr alh msgr const "
    "pte cpt rs tk".split()
)
_MID = frozenset("vs viz e.g i.e cf ca approx".split())  # that nothing ends with
# Abbreviations that may end a sentence: they do before a word that often begins one.
_LOOSE = frozenset(
    "jr sr inc ltd corp co bros llc plc etc a.m p.m u.s u.k u.n e.u d.c ph.d m.d b.a m.a n.y "
    "calif conn fla ill mass mich minn miss mo okla ore pa tenn tex va vt wash wis ariz ark colo del ga "
    "ind kan ky la md me mont neb nev".split()
)
_BEGINNERS = frozenset(
    "the a an he she it they we i you but and in on at for as if when while after before this that these "
    "those there his her its their our my so yet still also however meanwhile according by from with what "
    "who how why since though although".split()
)
# Of those words, the ones that no name is: "Ada Sen. The board", but "Gen. He Weidong".
_NO_NAMES = frozenset(
    "the they but and in on at this that these those when while after before their its".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each sentence of ``text[start:end]``, trimmed of white space.

    Args:
        text: the whole text.
        start: code point to begin at.
        end: code point to stop before; the text's end when None.

    Example:
        >>> list(sentences("Mr. J. Doe left. “Why?” she asked."))
        [(0, 16), (17, 34)]
    """
    for first, last in paragraphs(text, start, end):
        begin = first
        for stop in _STOP.finditer(text, first, last):
            after = _skip_blank(text, stop.end(), last)
            if after < last and _is_end(text, begin, stop, after):
                yield begin, stop.end()
                begin = after
        if begin < last:
            yield begin, last


def _skip_blank(text: str, i: int, end: int) -> int:
    while i < end and text[i].isspace():
        i += 1
    return i


def _is_end(text: str, begin: int, stop: re.Match[str], after: int) -> bool:
    """Say whether the stop ends a sentence, ``after`` being where the next would begin."""
    lead = after + 1 if text[after] in _OPENERS else after
    nxt = text[lead : lead + 1]
    if nxt.islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    found = _LAST_WORD.search(text, max(begin, stop.start() - _BEFORE_STOP), stop.start())
    word = found.group().lower().lstrip("'’") if found else ""
    following = _WORD.match(text, lead)
    opening = following.group().lower() if following else ""
    if word in _TIED:
        return not nxt.isdigit() if word == "no" else word not in _MID and opening in _NO_NAMES
    if len(word) == 1 and word.isalpha() and stop.end() == stop.start() + 1:
        return False  # an initial
    if word in _LOOSE or (len(word) > 1 and all(len(p) == 1 for p in word.split("."))):
        return lead != after or opening in _BEGINNERS
    return True
