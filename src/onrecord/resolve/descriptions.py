"""Sources named by a noun: "the mayor", "a senior official", "the company", "her report"."""

from onrecord.model import EntityKind, Span
from onrecord.resolve.lexicon.nouns import (
    ANONYMOUS,
    BODIES,
    EPITHETS,
    KIN,
    LOOSE_BODIES,
    crowd_kind,
    is_plural,
    singular,
)
from onrecord.resolve.page import Page
from onrecord.resolve.cast import Cast, Figure, key_of
from onrecord.resolve.phrases import Head, Phrase, is_indefinite, noun_sort, read_phrase
from onrecord.resolve.trail import Trail, fits_person
from onrecord.resolve.roles import read_role

_SPOKEN = frozenset(
    "statement statements speech testimony tweet tweets post posts message declaration".split()
)
_GENERIC = frozenset("people person".split())
_LEAD = 2  # paragraphs in which "a judge" may be one who is named further down
_NOWHERE = Span(0, 0)
Resolved = tuple[Figure, str]


class Nominals:
    """Resolves descriptions against the figures of one page."""

    def __init__(self, page: Page, cast: Cast) -> None:
        """Take a page and its figures."""
        self.page, self.cast = page, cast
        bodies = (i for i, s in enumerate(page.paragraph_starts) if not page.is_aside(s))
        lead = [i for i, _ in zip(bodies, range(_LEAD), strict=False)]
        self._lead_ends = page.paragraph_ends[lead[-1]] if lead else 0

    def resolve(self, phrase: Phrase, last: int, owner: Figure | None, trail: Trail) -> Resolved:
        """Say whom a description means.

        Args:
            phrase: the description.
            last: where the source's words end.
            owner: the figure that "X's" or "her" in front of it means.
            trail: what the page has mentioned before.
        """
        word = self.page.lower[phrase.head]
        sort = noun_sort(word)
        if owner is not None and word in _SPOKEN:
            return owner, "whose statement it is"
        if sort == "document":
            return self._document(phrase, last)
        if sort == "body":
            return self._body(phrase, word, trail)
        if sort == "place":
            return self._place(phrase, word, trail)
        if is_plural(word) or sort == "crowd":
            return self._several(phrase, word, trail)
        return self._person(phrase, word, owner, trail)

    # ---- people

    def _person(self, phrase: Phrase, word: str, owner: Figure | None, trail: Trail) -> Resolved:
        place = self.page.starts[phrase.head]
        new = is_indefinite(self.page, phrase)
        leading = place < self._lead_ends or self.page.is_aside(place)
        if not new or leading:
            figure = self.by_role(phrase, trail)
            if figure is not None and (not new or self._only(phrase, figure)):
                return figure, f"“{self._text(phrase)}”: the one given that role"
        if new or (word in ANONYMOUS and word not in KIN):
            return Figure(None, EntityKind.ANONYMOUS, _NOWHERE), "not named on the page"
        if word in EPITHETS and owner is None:
            gender = EPITHETS[word]
            found = trail.find(place, fits_person(gender) if gender else _fits_anyone)
            if found is not None:
                return found, f"“{self._text(phrase)}”: the one spoken of last"
        return Figure(None, EntityKind.PERSON, _NOWHERE), "the page names no holder of that role"

    def by_role(self, phrase: Phrase, trail: Trail) -> Figure | None:
        """The figure whose role a description repeats; the one mentioned last where several fit."""
        first = phrase.first
        if first < phrase.last and self.page.lower[first] in ("the", "a", "an", "this", "that"):
            first += 1
        end = phrase.last
        if end < len(self.page.words) and self.page.lower[end] in ("of", "for"):
            end = self._with_object(end)
        if first >= end:
            return None
        wanted = read_role(self.page, first, end)
        fits = {f: s for f in self.cast.holders(wanted) if (s := max(r.fit(wanted) for r in f.roles)) >= 2}
        if not fits:
            return None
        best = max(fits.values())
        equal = [f for f, s in fits.items() if s == best]
        if len(equal) == 1:
            return equal[0]
        place = self.page.starts[phrase.first]
        return trail.find(place, lambda f: 0.0 if f in fits and fits[f] == best else None) or equal[0]

    def _with_object(self, end: int) -> int:
        """The end of "of the X" after a role."""
        i = end + 1
        while i < len(self.page.words) and i < end + 4 and self.page.gap(i - 1) == " ":
            if not (self.page.is_capital(i) or self.page.lower[i] in ("the", "president", "mayor")):
                break
            i += 1
        return i

    def _only(self, phrase: Phrase, figure: Figure) -> bool:
        """Say whether nobody else on the page has the role."""
        wanted = read_role(self.page, phrase.head, phrase.head + 1)
        return all(f is figure or all(not r.fit(wanted) for r in f.roles) for f in self.cast.holders(wanted))

    def _several(self, phrase: Phrase, word: str, trail: Trail) -> Resolved:
        """A plural: those of a joint source, those two who share a role, or a crowd."""
        one = singular(word)
        place = self.page.starts[phrase.head]
        if not is_indefinite(self.page, phrase) and noun_sort(one) in ("role", "epithet"):
            wanted = read_role(self.page, phrase.head, phrase.head + 1)
            holders = self.cast.holders(wanted)

            def shares(figure: Figure) -> float | None:
                return 0.0 if figure.members and any(m in holders for m in figure.members) else None

            found = trail.find(place, shares)
            if found is not None:
                return found, f"“{self._text(phrase)}”: the joint source before"
            pair = [f for f in holders if f.mention.start < place]
            if "two" in [self.page.lower[i] for i in phrase.words] and len(pair) == 2:
                from onrecord.resolve.sources import joint

                return joint(pair), f"“{self._text(phrase)}”: the two given that role"
        return Figure(None, crowd_kind(word), _NOWHERE), "more than one, not named"

    # ---- bodies, places, documents

    def _body(self, phrase: Phrase, word: str, trail: Trail) -> Resolved:
        named = self._with_name(phrase)
        if named:
            return Figure(named, EntityKind.ORGANISATION, self._span(phrase)), "named here"
        if is_indefinite(self.page, phrase):
            kind = EntityKind.GROUP if is_plural(word) else EntityKind.ORGANISATION
            return Figure(None, kind, _NOWHERE), "not named on the page"
        kind_of = BODIES[word]

        def fit(figure: Figure) -> float | None:
            if figure.kind is not EntityKind.ORGANISATION or figure.members:
                return None
            if word in key_of(figure.name or "").split(" "):
                return 2.5
            if kind_of in figure.body_classes:
                return 2.0
            loose = word in LOOSE_BODIES or not figure.body_classes
            return 0.0 if loose else None

        found = trail.find(self.page.starts[phrase.head], fit)
        if found is not None:
            return found, f"“{self._text(phrase)}”: the body named before that fits"
        return Figure(None, EntityKind.ORGANISATION, _NOWHERE), "the page does not say which"

    def _place(self, phrase: Phrase, word: str, trail: Trail) -> Resolved:
        if not is_plural(word) and not is_indefinite(self.page, phrase):
            found = trail.find(
                self.page.starts[phrase.head],
                lambda f: 0.0 if f.kind is EntityKind.STATE and not f.members else None,
            )
            if found is not None:
                return found, f"“{self._text(phrase)}”: the place named before"
        return Figure(None, EntityKind.GROUP if is_plural(word) else EntityKind.STATE, _NOWHERE), "not named"

    def _document(self, phrase: Phrase, last: int) -> Resolved:
        named = self._with_name(phrase)
        if named:
            return Figure(named, EntityKind.DOCUMENT, self._span(phrase)), "named here"
        title = self.cast.title_for(self.page.lower[phrase.head], self.page.starts[phrase.head])
        if title is not None and not is_indefinite(self.page, phrase):
            return title, "the title given before"
        return Figure(None, EntityKind.DOCUMENT, _NOWHERE), "a document without a title"

    def _with_name(self, phrase: Phrase) -> str | None:
        """The words from the first capital on, where the noun has a name before it: "the Elm report"."""
        first = next((i for i in phrase.words if i in self.cast.names and i < phrase.head), None)
        if first is None:
            if self.page.is_capital(phrase.head) and not self.page.opens_sentence(phrase.head):
                return self.page.words[phrase.head] if phrase.head in self.cast.named else None
            return None
        return self.page.text[self.page.starts[first] : self.page.ends[phrase.head]]

    def _span(self, phrase: Phrase) -> Span:
        return Span(self.page.starts[phrase.first], self.page.ends[phrase.head])

    def _text(self, phrase: Phrase) -> str:
        return self.page.text[
            self.page.starts[phrase.first] : self.page.ends[max(phrase.head, phrase.last - 1)]
        ]

    # ---- before a relative pronoun

    def before(self, word: int, trail: Trail) -> Resolved | None:
        """The noun phrase that ends right before word ``word``, or whose object does."""
        page = self.page
        start = page.sentence_starts[page.sentence_of(page.starts[word])]
        for i in range(word - 1, max(word - 12, -1), -1):
            if page.starts[i] < start:
                return None
            name = self.cast.names.get(i)
            if (
                name is not None
                and i in self.cast.named
                and self.cast.named[i].kind is not EntityKind.UNKNOWN
            ):
                return self.cast.named[i], "the name before the relative pronoun"
            if noun_sort(page.lower[i]) is None or (name is not None and name.guess != "role"):
                continue
            phrase = self._phrase_at(i, word)
            if phrase.kind is Head.NOUN and phrase.head == i:
                return self.resolve(phrase, word, None, trail)
        return None

    def _phrase_at(self, head: int, word: int) -> Phrase:
        """The phrase around a noun: from its determiner on."""
        first = head
        while first and head - first < 5 and self.page.gap(first - 1) == " ":
            if self.page.lower[first] in (
                "the",
                "a",
                "an",
                "his",
                "her",
                "their",
                "its",
                "some",
                "those",
                "other",
            ):
                break
            first -= 1
        if self.page.lower[first] not in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "their",
            "its",
            "some",
            "those",
            "other",
        ):
            first = head
        return read_phrase(self.page, self.cast.names, first, word)

    def unknown(self, first: int, last: int) -> None:
        """Nobody can be told."""


def _fits_anyone(figure: Figure) -> float | None:
    return 0.0 if figure.kind is EntityKind.PERSON and not figure.members else None
