"""A page cut into words, with what is known of each place: sentence, paragraph, quotation."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import PartKind, Snapshot, Span
from onrecord.resolve.lexicon.words import PHRASE_ENDS, PRONOUNS
from onrecord.text.quotes import paragraphs, quoted_spans
from onrecord.text.sentences import sentences

_UPPER = "".join(c for c in map(chr, range(0x530)) if c.isupper())  # Latin, Greek, Cyrillic
_WORD = re.compile(rf"(?:[{_UPPER}]\.){{2,}}|@?[^\W_](?:[\w&]|['’‑-](?=\w)|\.(?=\d)){{0,200}}")
_OWNED = re.compile(r"['’][sS]\Z")
_PREFIXED = re.compile(r"(?:al|el|as|ad|ar|ash|at|d|l|bin)['’-]\w")  # al-Hadi, d'Este
_TITLE_CASE = 0.7  # share of capitals among a line's longer words; running prose stays far below
_LONG_WORD = 6  # letters of a word alone on its line, in capitals, that is no acronym
_SHORT_LINE = 160  # characters; a line in title case is a headline, and none is longer
_DASHES = "—–―"
_CONTRACTED = frozenset(("s", "ll", "d", "re", "ve", "m"))  # "she'll"
_NOT_PROSE = frozenset(
    {PartKind.HEADLINE, PartKind.CAPTION, PartKind.CREDIT, PartKind.BOILERPLATE, PartKind.BYLINE}
)
_NO_NAMES = frozenset({PartKind.CREDIT, PartKind.PUBLISHED, PartKind.UPDATED, PartKind.DATELINE})


@dataclass(slots=True)
class Page:
    """The words of a page and where they stand; places are code points, words are numbered.

    ``lower`` are the words in lower case without a possessive or contracted ending;
    ``possessive`` the numbers of those that had a possessive one. ``titled`` are lines in title
    case, where a capital tells nothing; ``aside`` stretches that are no running prose: headlines,
    captions, credits; ``nameless`` those in which no names are looked for; ``common`` the words
    that the page has in lower case.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    possessive: set[int]
    sentence_starts: list[int]
    paragraph_starts: list[int]
    paragraph_ends: list[int]
    quotes: list[tuple[int, int]]
    titled: list[tuple[int, int]]
    aside: list[tuple[int, int]]
    nameless: list[tuple[int, int]]
    common: set[str]

    def gap(self, i: int) -> str:
        """What stands between word ``i`` and the next; a line's end where there is none."""
        return self.text[self.ends[i] : self.starts[i + 1]] if i + 1 < len(self.words) else "\n"

    def between(self, first: int, last: int) -> str:
        """The text of words ``first`` to ``last``, excluded."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def is_capital(self, i: int) -> bool:
        """Say whether word ``i`` begins with a capital."""
        word = self.words[i]
        if word[0].isupper() or word[0] == "@":
            return True
        return not word.islower() and _PREFIXED.match(word) is not None

    def word_at(self, place: int) -> int:
        """The number of the first word that ends after ``place``."""
        return bisect_right(self.ends, place)

    def words_in(self, start: int, end: int) -> range:
        """The numbers of the words that lie, at least in part, within a stretch."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def sentence_of(self, place: int) -> int:
        """The number of the sentence that a place stands in."""
        return bisect_right(self.sentence_starts, place) - 1

    def paragraph_of(self, place: int) -> int:
        """The number of the paragraph that a place stands in."""
        return bisect_right(self.paragraph_starts, place) - 1

    def begins_sentence(self, i: int) -> bool:
        """Say whether word ``i`` is the first of its sentence."""
        return i == 0 or self.sentence_of(self.starts[i - 1]) != self.sentence_of(self.starts[i])

    def opens_sentence(self, i: int) -> bool:
        """Say whether word ``i`` is the first of its sentence or stands after an opening mark or colon."""
        if self.begins_sentence(i):
            return True
        return self.text[self.starts[i] - 1] in "\"“‘«'(" or self.gap(i - 1).rstrip()[-1:] in (":", "—", "•")

    def quote_of(self, place: int) -> int | None:
        """The number of the quotation that a place stands in."""
        return _containing(self.quotes, place)

    def is_titled(self, place: int) -> bool:
        """Say whether a place stands in a line in title case."""
        return _containing(self.titled, place) is not None

    def is_aside(self, place: int) -> bool:
        """Say whether a place stands outside the running prose."""
        return _containing(self.aside, place) is not None


def _containing(spans: list[tuple[int, int]], place: int) -> int | None:
    i = bisect_right(spans, (place, 1 << 60)) - 1
    return i if i >= 0 and spans[i][0] <= place < spans[i][1] else None


def not_owning(words: str) -> str:
    """Words without the possessive "'s" that ends them, in capitals too.

    Example:
        >>> not_owning("the mayor’s"), not_owning("ADA CRANE'S")
        ('the mayor', 'ADA CRANE')
    """
    return _OWNED.sub("", words)


_APART = (PartKind.CAPTION, PartKind.CREDIT)


def read_page(snap: Snapshot, nameless: Iterable[Span] = ()) -> Page:
    """Cut a page into words, sentences, paragraphs and quotations.

    Args:
        snap: the page; where it has no parts, all of it counts as body.
        nameless: stretches in which no names are to be looked for, beside its credits and stamps.

    Example:
        >>> read_page(Snapshot("p", "Ann Roe’s plan failed.")).lower
        ['ann', 'roe', 'plan', 'failed']
    """
    text = snap.text
    starts, ends, words = [], [], []
    stretches = _stretches(snap)
    for m in (m for s, e in stretches for m in _WORD.finditer(text, s, e)):
        starts.append(m.start())
        ends.append(m.end())
        words.append(m.group())
    lower, possessive = _strip_possessives(text, words, ends)
    lines = [line for s, e in stretches for line in paragraphs(text, s, e)]
    page = Page(
        text=text,
        starts=starts,
        ends=ends,
        words=words,
        lower=lower,
        possessive=possessive,
        sentence_starts=[s for line in lines for s, _ in sentences(text, *line)],
        paragraph_starts=[s for s, _ in lines],
        paragraph_ends=[e for _, e in lines],
        quotes=quoted_spans(text),
        titled=[],
        aside=sorted((p.span.start, p.span.end) for p in snap.parts if p.kind in _NOT_PROSE),
        nameless=sorted([*snap.spans_of(*_NO_NAMES), *nameless]),
        common={w for w in words if w.islower() and w[0] != "@"},
    )
    signed = {p.span.end for p in snap.parts if p.kind is PartKind.QUOTATION and p.value}
    page.titled = [line for line in lines if line[1] not in signed and _is_title_case(page, *line)]
    if not snap.parts:
        page.aside = page.titled[:1]
    return page


def _stretches(snap: Snapshot) -> list[tuple[int, int]]:
    """The page cut at its captions and credits: no word of one belongs to what it is glued to."""
    cuts = {at for p in snap.parts if p.kind in _APART for at in p.span if 0 < at < len(snap.text)}
    bounds = [0, *sorted(cuts), len(snap.text)]
    return list(pairwise(bounds))


def _strip_possessives(text: str, words: list[str], ends: list[int]) -> tuple[list[str], set[int]]:
    lower, possessive = [], set()
    for i, word in enumerate(words):
        key = word.lower().replace("’", "'")
        stem, mark, ending = key.partition("'")
        if mark and stem in PRONOUNS and ending in _CONTRACTED:
            key = stem
        elif key.endswith("'s"):
            key = key[:-2]
            possessive.add(i)
        elif key.endswith("s") and text[ends[i] : ends[i] + 1] in ("'", "’") and word[0].isupper():
            possessive.add(i)
        lower.append(key)
    return lower, possessive


def _is_title_case(page: Page, start: int, end: int) -> bool:
    line = page.text[start:end]
    if line[0] in _DASHES:
        return False  # who signs what stands above: "— Ada Crane, June 3, 2024"
    if end - start > _SHORT_LINE:
        return line.isupper()  # a capital tells nothing there either
    if line.isalpha() and line.isupper() and len(line) >= _LONG_WORD:
        return True  # a heading: "JUDGMENT"
    longer = [page.words[i] for i in page.words_in(start, end) if len(page.words[i]) > 3]
    small = [w for w in longer if w[0].islower()]
    prose = any(w not in PHRASE_ENDS for w in small)  # a headline sets its verbs in capitals too
    return len(longer) > 3 and not prose and len(small) <= (1 - _TITLE_CASE) * len(longer)
