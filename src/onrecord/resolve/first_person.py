"""The first person: "I" is whoever speaks the words around it, else the writer of the page or letter."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from onrecord.model import Attribution, EntityKind, Mode, Snapshot, Span
from onrecord.resolve.cast import NOWHERE, Cast, Figure
from onrecord.resolve.guess import Guess
from onrecord.resolve.lexicon.bodies import BODIES
from onrecord.resolve.lexicon.people import HONORIFICS
from onrecord.resolve.lexicon.words import PRONOUNS
from onrecord.resolve.page import Page
from onrecord.resolve.roles import is_role
from onrecord.resolve.sources import Found

MAX_DEPTH = 20  # levels of quotes within quotes; nobody nests deeper, a loop would
_CONTENTS = 200  # contents that begin before a place and may still go on there
_SIGNATURE = 60  # characters; a longer line is no signature
_SIGNED_WITHIN = 4  # paragraphs from a letter's words to the name under it
_HEADINGS = 2  # paragraphs at a page's head that may say whose speech it is
_BY = re.compile(
    r"(?:(?:the|full|text|transcript|of|opening|closing|keynote|prepared|witness|victim|impact)\s+){0,5}"
    r"(?:speech|remarks|statement|address|lecture|sermon|homily|eulogy|testimony|letter|evidence)\s+"
    r"(?:as\s+)?(?:given\s+|delivered\s+|made\s+|written\s+)?(?:by|from|of)\b",
    re.IGNORECASE,
)


class FirstPerson:
    """Finds who "I" is on one page."""

    def __init__(self, snap: Snapshot, page: Page, cast: Cast, attributions: Sequence[Attribution]) -> None:
        """Take a page, its figures and its attributions."""
        self.snap, self.page, self.cast = snap, page, cast
        self._by_id = {a.id: a for a in attributions}
        self._parents: dict[str, Attribution | None] = {}
        self._contents = sorted((s.start, s.end, a.id) for a in attributions for s in a.content)

    def is_meant(self, first: int, last: int) -> bool:
        """Say whether the source of words ``first`` to ``last`` (excluded) is "I", "we" or the like."""
        if first >= last or self.page.words[first] == "US":
            return False
        if first + 1 < last and _is_named_so(self.page, first):
            return False
        word = self.page.lower[first]
        return PRONOUNS.get(word) in ("i", "w") and (word not in ("my", "our") or last - first == 1)

    def resolve(self, attrib: Attribution, found: Mapping[str, Found]) -> Found | None:
        """Say whom "I" or "we" means as the source of an attribution.

        Args:
            attrib: the attribution.
            found: the sources resolved so far, by the attribution's id.
        """
        around: Attribution | None = attrib
        for _ in range(MAX_DEPTH):
            if around is None:
                break
            if around.id not in self._parents:
                self._parents[around.id] = self._enclosing(around)
            around = self._parents[around.id]
            if around is not None and around.id in found and not _is_the_writers(around):
                return Found(found[around.id].figure, ("first person in the words of this speaker",))
        return self._writer(attrib)

    def _enclosing(self, attrib: Attribution) -> Attribution | None:
        """The attribution in whose content this one stands; the innermost where there are several."""
        if attrib.parent in self._by_id:
            return self._by_id[attrib.parent]
        places = attrib.source or attrib.cue
        if not places:
            return None
        place = places[0].start
        k = bisect_right(self._contents, place, key=lambda content: content[0])
        near = self._contents[max(0, k - _CONTENTS) : k]
        around = [(end - start, owner) for start, end, owner in near if place < end and owner != attrib.id]
        return self._by_id[min(around)[1]] if around else None

    def _writer(self, attrib: Attribution) -> Found | None:
        page = self.page
        at = page.paragraph_of(attrib.source[0].start)
        for k in range(at + 1, min(at + 1 + _SIGNED_WITHIN, len(page.paragraph_starts))):
            figure = self._signed(k)
            if figure is not None:
                return Found(figure, ("signed below",))
        word = page.word_at(attrib.source[0].start)
        if PRONOUNS.get(page.lower[word]) == "w":
            outlet = self.snap.outlet
            if not outlet:
                return None
            return Found(Figure(outlet, EntityKind.ORGANISATION, NOWHERE), ("the outlet speaks of itself",))
        if not self.snap.byline:
            figure = self._announced()
            return Found(figure, ("who speaks, by the heading",)) if figure else None
        return Found(Figure(self.snap.byline, EntityKind.PERSON, NOWHERE), ("the writer, by the byline",))

    def _announced(self) -> Figure | None:
        """Whom the heading of a speech or statement names: "Remarks by the Minister for Ports, Ann Roe"."""
        page = self.page
        for start, end in zip(page.paragraph_starts[:_HEADINGS], page.paragraph_ends, strict=False):
            if found := _BY.match(page.text, start, end):
                return self._first_person_in(page.words_in(found.end(), end))
        return None

    def _first_person_in(self, words: range) -> Figure | None:
        """The first person named among the words of a heading, where capitals may tell nothing."""
        page = self.page
        run: list[int] = []
        for i in words:
            figure = self.cast.named.get(i)
            if figure is not None and figure.kind is EntityKind.PERSON:
                return figure
            title = is_role(page.lower[i]) or page.lower[i] in HONORIFICS or page.lower[i] == "prime"
            run = [] if title or not page.is_capital(i) else [*run, i]
            ends = not page.gap(i).strip(".").isspace() or i + 1 not in words or not page.is_capital(i + 1)
            if ends and len(run) > 1 and page.lower[i] not in BODIES:
                span = Span(page.starts[run[0]], page.ends[i])
                return Figure(page.between(run[0], i + 1), EntityKind.PERSON, span)
            run = [] if ends else run
        return None

    def is_signature(self, word: int) -> bool:
        """Say whether the name at a word stands alone on its line, as a signature does."""
        return self._signed(self.page.paragraph_of(self.page.starts[word])) is not None

    def _signed(self, paragraph: int) -> Figure | None:
        start, end = self.page.paragraph_starts[paragraph], self.page.paragraph_ends[paragraph]
        if end - start > _SIGNATURE:
            return None
        words = self.page.words_in(start, end)
        name = self.cast.names.get(words.start) if words else None
        if name is None or name.last != words.stop or name.guess is not Guess.PERSON:
            return None
        return self.cast.named.get(name.first)


def _is_named_so(page: Page, first: int) -> bool:
    """Say whether a name only looks like the first person: "Us Weekly", "I. Brandt"; not "We Republicans"."""
    gap = page.gap(first)
    many = page.lower[first + 1].endswith("s")
    return gap.startswith(".") or (gap == " " and page.is_capital(first + 1) and not many)


def _is_the_writers(around: Attribution) -> bool:
    """Say whether "I" in what somebody is reported to say is the writer: "Brandt said I had lied".

    Where the words come before the cue, they may be quoted without marks.
    """
    after_cue = bool(around.cue) and around.cue[-1].end <= around.content[0].start
    return around.mode is Mode.INDIRECT and after_cue
