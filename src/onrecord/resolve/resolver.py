"""Who is meant by each source of a page.

How a source is resolved, and where each step lives:

1. ``page``: the text is cut into words, sentences, paragraphs and quotations.
2. ``names``: runs of capitals become names, each with a guess at its kind; ``evidence`` settles the
   guesses and the genders by what the whole page says, ``roles`` reads what stands beside a name.
3. ``cast``: names become figures; surnames and acronyms are tied to the full name.
4. Here the page is walked from start to end. Whoever is mentioned is laid on a ``trail``, weighed by
   how present they are to a reader; each source is read as it comes (``sources``):
   a name stands for its figure; a description is matched to the figures' roles and then to the
   trail (``descriptions``); a pronoun is looked up on the trail.
   “Q” and “A” are no names (``letters``); on a page in capitals throughout few words are (``shouted``).
5. Whoever was brought in without a name gets the first name that the page uses later (``introduced``).
6. "I" and "we" come last: they are whoever speaks the words around them (``first_person``).

The rules are those of the tradition (Hobbs 1978; Lappin & Leass 1994; Lee et al. 2013): agreement
filters, then recency, subjects first, speakers before those spoken of. ``lexicon`` holds the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Entity, EntityKind, Mode, Snapshot
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.descriptions import Descriptions
from onrecord.resolve.evidence import gender_signs, settle_guesses
from onrecord.resolve.first_person import FirstPerson
from onrecord.resolve.introduced import Introductions
from onrecord.resolve.letters import Letters, find_letters
from onrecord.resolve.lexicon.nouns import noun_sort
from onrecord.resolve.lexicon.words import ARTICLES, PHRASE_ENDS, PRONOUNS
from onrecord.resolve.names import find_names
from onrecord.resolve.page import Page, read_page
from onrecord.resolve.phrases import Head, read_phrase
from onrecord.resolve.shouted import find_shouted
from onrecord.resolve.sources import Found, SourceReader
from onrecord.resolve.trail import Trail, fits_person

UNKNOWN = Entity(None, EntityKind.UNKNOWN, reasons=("no source is stated",))
UNTOLD = Entity(None, EntityKind.UNKNOWN, reasons=("the page does not say who is meant",))
_LOOK_AHEAD = 7  # words after an article within which its noun must stand


def resolve_sources(snap: Snapshot, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Say of each attribution who its source is.

    Args:
        snap: the page; without parts, the whole text counts as body.
        attributions: those found on it, in any order.

    Returns:
        The same attributions in the same order, each with its ``entity``.

    Example:
        >>> from onrecord.model import Span
        >>> snap = Snapshot("p", "Ann Roe, the mayor of Elm, resigned. “I am tired,” she said.")
        >>> said = Attribution("a", (Span(52, 55),), (Span(56, 60),), (Span(37, 51),))
        >>> resolve_sources(snap, [said])[0].entity.name
        'Ann Roe'
    """
    letters = find_letters(snap.text, attributions)
    page = read_page(snap, letters.values())
    names = sorted([*find_names(page), *find_shouted(page)], key=lambda name: name.first)
    signs = gender_signs(page, names)
    settle_guesses(page, names, [page.words_in(*a.source[0]) for a in attributions if a.source], signs)
    cast = Cast(page, names, signs)
    first_person = FirstPerson(snap, page, cast, attributions)
    walk = _Walk(page, cast, first_person, Letters(snap, page, cast, letters), attributions)
    found = walk.run()
    return tuple(replace(a, entity=_entity(found.get(a.id), a)) for a in attributions)


def _entity(found: Found | None, attrib: Attribution) -> Entity:
    if found is None:
        return UNTOLD if attrib.source else UNKNOWN
    figure = found.figure
    name = None if figure.kind in (EntityKind.GROUP, EntityKind.UNKNOWN) else figure.name
    role = found.role or (figure.roles[0].text if figure.roles and not figure.members else None)
    return Entity(name, figure.kind, role, figure.mention if name else None, found.reasons)


class _Walk:
    """One walk through a page, from its start to its end."""

    def __init__(
        self,
        page: Page,
        cast: Cast,
        first_person: FirstPerson,
        letters: Letters,
        attributions: Sequence[Attribution],
    ) -> None:
        self.page, self.cast, self.first_person, self.letters = page, cast, first_person, letters
        self.trail = Trail(page)
        self.descriptions = Descriptions(page, cast, self.trail)
        self.reader = SourceReader(page, cast, self.descriptions, self.trail)
        self.introductions = Introductions(page, cast, self.trail)
        self.attributions = attributions
        self.direct = {a.id: a for a in attributions if a.mode is Mode.DIRECT}
        self.heads: dict[int, list[Attribution]] = {}
        for attrib in attributions:
            places = attrib.source or attrib.cue or attrib.content
            if places and page.words:
                word = min(page.word_at(places[0].start), len(page.words) - 1)
                self.heads.setdefault(word, []).append(attrib)

    def run(self) -> dict[str, Found]:
        """Resolve every source that can be told, by the attribution's id."""
        found: dict[str, Found] = {}
        own: list[Attribution] = []  # in the first person
        for word in self._places():
            for attrib in self.heads.get(word, ()):
                first, last = self.reader.words_of(attrib)
                if self.first_person.is_meant(first, last):
                    own.append(attrib)
                elif (result := self._read(attrib, found)) is not None:
                    found[attrib.id] = result
                    if attrib.source and (attrib.id not in self.letters.letters or result.figure.name):
                        aside = self.page.is_aside(self.page.starts[word])
                        self._lay(result.figure, word, speaks=not aside)
            self._note(word)
        found = self.introductions.name(found, self.attributions)
        for attrib in own:
            if (speaker := self.first_person.resolve(attrib, found)) is not None:
                found[attrib.id] = speaker
        return found

    def _read(self, attrib: Attribution, found: dict[str, Found]) -> Found | None:
        if attrib.id in self.letters.letters:
            return self.letters.read(attrib)
        return self.reader.read(attrib, self._teller(attrib, found))

    def _teller(self, attrib: Attribution, found: dict[str, Found]) -> Figure | None:
        """Whose very words an attribution is told in; they may be named only after them."""
        parent = self.direct.get(attrib.parent or "")
        if parent is None:
            return None
        told_by = found.get(parent.id) or (self.reader.read(parent) if parent.source else None)
        return told_by.figure if told_by else None

    def _places(self) -> Iterator[int]:
        """The words at which a source begins or somebody may be mentioned, in order."""
        for word, key in enumerate(self.page.lower):
            if word in self.heads or word in self.cast.named or key in ARTICLES or key in PRONOUNS:
                yield word

    def _note(self, word: int) -> None:
        """Lay on the trail whom a word mentions that heads no source."""
        figure = self.cast.named.get(word)
        if figure is None and word not in self.heads and not self.page.is_titled(self.page.starts[word]):
            figure = self._described(word) if self.page.lower[word] in ARTICLES else self._pronoun(word)
        elif figure is not None and self.first_person.is_signature(word):
            return
        if figure is not None:
            self._lay(figure, word)

    def _lay(self, figure: Figure, word: int, *, speaks: bool = False) -> None:
        self.introductions.note(word, figure)
        self.trail.add(figure, word, speaks=speaks)

    def _described(self, word: int) -> Figure | None:
        """Whom "the mayor" means, or a newcomer, "a mayor"; only people are noted."""
        phrase = read_phrase(self.page, self.cast.names, word, min(word + _LOOK_AHEAD, len(self.page.words)))
        if not PHRASE_ENDS.isdisjoint(self.page.lower[word : phrase.head]):
            return None  # "a burst of cheers", "a word to the nurse": the noun is not the article's
        sort = noun_sort(self.page.lower[phrase.head]) if phrase.kind is Head.NOUN else None
        if self.page.lower[word] == "the":
            return self.descriptions.by_role(phrase) if sort == "role" else None
        quoted = self.page.quote_of(self.page.starts[word]) is not None
        return self.descriptions.newcomer(phrase) if sort in ("role", "epithet") and not quoted else None

    def _pronoun(self, word: int) -> Figure | None:
        gender = PRONOUNS.get(self.page.lower[word])
        place = self.page.starts[word]
        if gender not in ("m", "f") or self.page.quote_of(place) is not None:
            return None
        figure = self.trail.find(place, fits_person(gender))
        if figure is not None:
            figure.gender = figure.gender or gender
        return figure
