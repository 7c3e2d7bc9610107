"""Sources named by a noun: "the mayor", "a senior official", "the company", "her report"."""

from onrecord.model import EntityKind, Span
from onrecord.resolve.cast import NOWHERE, Cast, Figure, joint
from onrecord.resolve.guess import Guess
from onrecord.resolve.keys import key_of
from onrecord.resolve.lexicon.bodies import APART, BODIES, LOOSE_BODIES, NAMED_SO
from onrecord.resolve.lexicon.nouns import crowd_kind, is_epithet, is_plural, noun_sort, role_class, singular
from onrecord.resolve.lexicon.people import (
    ANONYMOUS,
    CALLINGS,
    CROWDS,
    EPITHETS,
    KIN,
    OFFICES,
    PASSING,
    PUBLIC,
    SEXES,
)
from onrecord.resolve.lexicon.words import ARTICLES, DETERMINERS, JOINTLY
from onrecord.resolve.page import Page, not_owning
from onrecord.resolve.phrases import Head, Phrase, is_indefinite, read_phrase
from onrecord.resolve.roles import Role, gender_of_role, read_role
from onrecord.resolve.trail import MANY, PER_COUNT, Trail, fits_anyone, fits_person

_SPOKEN = frozenset(
    "statement statements speech testimony tweet tweets post posts message declaration".split()
)
_LONGEST = 5  # words from a determiner to its noun
_BACK = 11  # words before "who" in which its noun is looked for
_LEAD = 2  # paragraphs in which "a judge" may be one who is named further down
_UNNAMED = "not named on the page"
_NO_HOLDER = "the page names no holder of that role"
NAMELESS = frozenset((_UNNAMED, _NO_HOLDER))  # reasons that a name found later makes untrue
Resolved = tuple[Figure, str]


def can_be_meant(relative: str, figure: Figure) -> bool:
    """Say whether a figure can be the one before a relative pronoun: "who" wants people, "which" does not."""
    people = figure.kind in (EntityKind.PERSON, EntityKind.ANONYMOUS, EntityKind.GROUP)
    if figure.kind is EntityKind.UNKNOWN:
        return False
    return {"who": people, "whom": people, "which": not people}.get(relative, True)


class Descriptions:
    """Resolves descriptions against the figures of one page."""

    def __init__(self, page: Page, cast: Cast, trail: Trail) -> None:
        """Take a page, its figures, and the trail of those mentioned so far."""
        self.page, self.cast, self.trail = page, cast, trail
        bodies = (i for i, s in enumerate(page.paragraph_starts) if not page.is_aside(s))
        lead = [i for i, _ in zip(bodies, range(_LEAD), strict=False)]
        self._lead_ends = page.paragraph_ends[lead[-1]] if lead else 0

    def resolve(self, phrase: Phrase, owner: Figure | None, *, closes: bool = False) -> Resolved:
        """Say whom a description means.

        Args:
            phrase: the description.
            owner: the figure that "X's" or "her" in front of it means.
            closes: whether it stands after the very words of whom it means.
        """
        word = self.page.lower[phrase.head]
        sort = noun_sort(word)
        if owner is not None and word in _SPOKEN:
            return owner, "whose statement it is"
        if sort == "document":
            return self._document(phrase)
        if sort == "body":
            return self._body(phrase, word, owner)
        if sort == "place":
            return self._place(phrase, word)
        if is_plural(word) or (sort == "crowd" and (word in CROWDS or not role_class(word))):
            return self._several(phrase, word)
        return self._person(phrase, word, owner, closes)

    # ---- people

    def _person(self, phrase: Phrase, word: str, owner: Figure | None, closes: bool) -> Resolved:
        place = self.page.starts[phrase.head]
        new = is_indefinite(self.page, phrase)
        owned = phrase.owner is not None or any(i in self.page.possessive for i in phrase.words)
        speaker = self._speaks_on(phrase) if closes and not owned and not new else None
        if not new or self._leads(place):
            figure = self.by_role(phrase, owner)
            if figure is not None and speaker is not None and figure.mention.start > place:
                figure = None  # whose words it closes comes before one who is named further down
            if figure is not None and (self._only(phrase, figure) if new else self._may_come(phrase, figure)):
                return figure, f"“{self._text(phrase)}”: the one given that role"
        if owner is not None and (kin := self._kin(word, owner)) is not None:
            return kin, f"“{self._text(phrase)}”: the one of that family name"
        if new:
            return self.newcomer(phrase), _UNNAMED
        found = speaker or self._spoken_of(phrase, word, owner)
        if found is not None:
            return found, f"“{self._text(phrase)}”: the one spoken of last"
        if word in ANONYMOUS and word not in KIN:
            return self.newcomer(phrase), _UNNAMED
        figure = self.newcomer(phrase)
        figure.kind = EntityKind.PERSON
        return figure, _NO_HOLDER

    def _kin(self, word: str, owner: Figure) -> Figure | None:
        """The only other person of the owner's family name, for "his wife", "Roe's son"."""
        if word not in KIN or not owner.name:
            return None
        namesakes = [f for f in self.cast.of_family(owner) if f.gender in (KIN[word], None, "")]
        return namesakes[0] if len(namesakes) == 1 else None

    def newcomer(self, phrase: Phrase) -> Figure:
        """Somebody whom the page brings in by a description, without a name."""
        first = phrase.first + (phrase.first < phrase.head and self.page.lower[phrase.first] in DETERMINERS)
        role = read_role(self.page, first, max(phrase.last, phrase.head + 1))
        words = self.page.lower[phrase.first : phrase.last]
        gender = gender_of_role(words) or next((SEXES[w] for w in words if w in SEXES), None)
        return Figure(None, EntityKind.ANONYMOUS, NOWHERE, gender, [role])

    def _speaks_on(self, phrase: Phrase) -> Figure | None:
        """Who spoke last, where "…, said the midfielder" closes their words."""
        step = self.trail.last_speaker(self.page.starts[phrase.head])
        if step is None or step.figure.name is None or fits_anyone(step.figure) is None:
            return None
        figure, wanted = step.figure, read_role(self.page, phrase.first, max(phrase.last, phrase.head + 1))
        gender = gender_of_role(self.page.lower[phrase.first : phrase.last])
        if gender and fits_person(gender)(figure) is None:
            return None
        told = any(r.classes for r in figure.roles)
        return None if wanted.classes & OFFICES and told else figure

    def _spoken_of(self, phrase: Phrase, word: str, owner: Figure | None) -> Figure | None:
        """Whom "the man" means, "the woman", "the nominee": one brought in by that noun, else who fits."""
        if owner is not None:
            return None
        place, sentence = self.page.starts[phrase.head], self.page.sentence_of(self.page.starts[phrase.head])
        wanted = read_role(self.page, phrase.first, max(phrase.last, phrase.head + 1))

        def same_noun(figure: Figure) -> float | None:
            fits = figure.name is None and not figure.many and any(r.fit(wanted) for r in figure.roles)
            return 0.0 if fits else None

        found = self.trail.find(place, same_noun)
        epithet = is_epithet(word) and not (word == "speaker" and self.page.is_capital(phrase.head))
        calling = bool(wanted.classes & CALLINGS)
        if found is not None or not (
            epithet or calling or wanted.classes & PASSING or "former" in wanted.marks
        ):
            return found
        gender = EPITHETS.get(word)
        fits_gender = fits_person(gender) if gender else fits_anyone

        def fits(figure: Figure) -> float | None:
            if gender and figure.kind is EntityKind.ANONYMOUS and figure.gender == gender and not figure.many:
                return fits_gender(figure)  # "the woman", after "a female voter"
            public = not any(r.classes for r in figure.roles)
            public |= bool(wanted.classes & PASSING) and any(r.classes & PUBLIC for r in figure.roles)
            if figure.name is None or not (public or epithet):
                return None
            fit = None if any(r.clashes(wanted) for r in figure.roles) else fits_gender(figure)
            return None if fit is None else fit + PER_COUNT * min(figure.count, MANY)

        return self.trail.find(place, fits, lambda step: step.sentence == sentence)

    def by_role(self, phrase: Phrase, owner: Figure | None = None) -> Figure | None:
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
        if owner is not None and owner.name:
            fits = {f: s for f, s in fits.items() if self._may_belong(f, wanted, owner)}
        if not fits:
            return None
        best = max(fits.values())
        equal = [f for f, s in fits.items() if s == best]
        if len(equal) == 1:
            return equal[0]
        place = self.page.starts[phrase.first]
        return self.trail.find(place, lambda f: 0.0 if f in fits and fits[f] == best else None) or equal[0]

    def _may_belong(self, figure: Figure, wanted: Role, owner: Figure) -> bool:
        """Say whether "her lawyer" can be a figure: not one introduced as somebody else's."""
        own = set(key_of(owner.name or "").split(" "))
        roles = [r for r in figure.roles if r.fit(wanted)]
        return figure is not owner and any(r.marks & own or not self.cast.surnames & r.marks for r in roles)

    def _with_object(self, end: int) -> int:
        """The end of "of the X" after a role."""
        i = end + 1
        while i < len(self.page.words) and i < end + 4 and self.page.gap(i - 1) == " ":
            if not (self.page.is_capital(i) or self.page.lower[i] in ("the", "president", "mayor")):
                break
            i += 1
        return i

    def _leads(self, place: int) -> bool:
        """Say whether a place is in the page's opening, headline or captions, where names may come later."""
        return place < self._lead_ends or self.page.is_aside(place)

    def _only(self, phrase: Phrase, figure: Figure) -> bool:
        """Say whether nobody else on the page has the role."""
        wanted = read_role(self.page, phrase.head, phrase.head + 1)
        return all(f is figure or all(not r.fit(wanted) for r in f.roles) for f in self.cast.holders(wanted))

    def _may_come(self, phrase: Phrase, figure: Figure) -> bool:
        """Say whether "the council leader" may be one who is named further down: not a party's leader."""
        if figure.mention.start < self.page.starts[phrase.first]:
            return True
        end = phrase.last
        if end < len(self.page.words) and self.page.lower[end] in ("of", "for"):
            end = self._with_object(end)
        wanted = read_role(self.page, phrase.first, max(end, phrase.head + 1))
        roles = [r for r in figure.roles if r.fit(wanted)]
        named_so = any(self.page.lower[phrase.head] in r.text.lower().split(" ") for r in roles)
        if not named_so and not self._leads(self.page.starts[phrase.head]):
            return False  # "the midfielder" is no "striker" named further down
        return not wanted.marks or any(not r.marks or r.marks & wanted.marks for r in roles)

    def _several(self, phrase: Phrase, word: str) -> Resolved:
        """A plural: those of a joint source, those two who share a role, or a crowd."""
        one = singular(word)
        place = self.page.starts[phrase.head]
        if word in JOINTLY:
            found = self.trail.find(place, lambda f: 0.0 if f.members else None)
            if found is not None:
                return found, f"“{self._text(phrase)}”: the joint source before"
        if not is_indefinite(self.page, phrase) and noun_sort(one) in ("role", "epithet"):
            wanted = read_role(self.page, phrase.head, phrase.head + 1)
            holders = self.cast.holders(wanted)

            def shares(figure: Figure) -> float | None:
                return 0.0 if figure.members and any(m in holders for m in figure.members) else None

            found = self.trail.find(place, shares)
            if found is not None:
                return found, f"“{self._text(phrase)}”: the joint source before"
            pair = [f for f in holders if f.mention.start < place]
            if "two" in [self.page.lower[i] for i in phrase.words] and len(pair) == 2:
                return joint(pair), f"“{self._text(phrase)}”: the two given that role"
        many = is_plural(word) or word in CROWDS
        reason = "more than one, not named" if many else _UNNAMED
        return Figure(None, crowd_kind(word), NOWHERE, many=many), reason

    # ---- bodies, places, documents

    def _body(self, phrase: Phrase, word: str, owner: Figure | None) -> Resolved:
        named = self._with_name(phrase)
        if named:
            figure = Figure(named, EntityKind.ORGANISATION, self._span(phrase))
            figure.body_classes = frozenset({BODIES[word]})
            return figure, "named here"
        if is_indefinite(self.page, phrase):
            kind = EntityKind.GROUP if is_plural(word) else EntityKind.ORGANISATION
            return Figure(None, kind, NOWHERE), "not named on the page"
        kind_of = BODIES[word]
        owners = set(key_of(owner.name or "").split(" ")) if owner is not None else set()
        apart = {self.page.lower[i] for i in phrase.words if i < phrase.head} & APART

        def fit(figure: Figure) -> float | None:
            if figure.kind is EntityKind.UNKNOWN and figure.name:  # a name that tells nothing of its kind
                return 0.0 if owner is None and figure.count > 1 and " " in figure.name else None
            if figure.kind is not EntityKind.ORGANISATION or figure.members:
                return None
            words = key_of(figure.name or "").split(" ")
            if owner is not None and not owners & set(words):
                return None
            if word in words:
                return 2.5 if not apart or apart & set(words) else None
            if kind_of in figure.body_classes:
                return 2.0
            told = figure.body_classes or (kind_of in NAMED_SO and not (figure.name or "").isupper())
            loose = word in LOOSE_BODIES or not told
            return 0.0 if loose else None

        found = self.trail.find(self.page.starts[phrase.head], fit)
        if found is not None:
            found.kind = EntityKind.ORGANISATION
            return found, f"“{self._text(phrase)}”: the body named before that fits"
        return Figure(None, EntityKind.ORGANISATION, NOWHERE), "the page does not say which"

    def _place(self, phrase: Phrase, word: str) -> Resolved:
        if not is_plural(word) and not is_indefinite(self.page, phrase):
            found = self.trail.find(
                self.page.starts[phrase.head],
                lambda f: 0.0 if f.kind is EntityKind.STATE and not f.members else None,
            )
            if found is not None:
                return found, f"“{self._text(phrase)}”: the place named before"
        return Figure(None, EntityKind.GROUP if is_plural(word) else EntityKind.STATE, NOWHERE), "not named"

    def _document(self, phrase: Phrase) -> Resolved:
        named = self._with_name(phrase)
        if named:
            return Figure(named, EntityKind.DOCUMENT, self._span(phrase)), "named here"
        title = self.cast.title_for(self.page.lower[phrase.head], self.page.starts[phrase.head])
        if title is not None and not is_indefinite(self.page, phrase):
            return title, "the title given before"
        return Figure(None, EntityKind.DOCUMENT, NOWHERE), "a document without a title"

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
        return self.page.between(phrase.first, max(phrase.head + 1, phrase.last))

    def wording(self, phrase: Phrase) -> str:
        """A description as it stands, without the article: what a source is said to be."""
        first = phrase.first + (phrase.first < phrase.head and self.page.lower[phrase.first] in ARTICLES)
        return not_owning(self.page.between(first, max(phrase.head + 1, phrase.last)))

    # ---- before a relative pronoun

    def before(self, word: int) -> Resolved | None:
        """The noun phrase that ends right before word ``word``, or whose object does."""
        page = self.page
        start = page.sentence_starts[page.sentence_of(page.starts[word])]
        for i in range(word - 1, max(word - 1 - _BACK, -1), -1):
            if page.starts[i] < start:
                return None
            name = self.cast.names.get(i)
            figure = self.cast.named.get(i)
            if figure is not None and can_be_meant(page.lower[word], figure):
                return figure, "the name before the relative pronoun"
            if noun_sort(page.lower[i]) is None or (name is not None and name.guess is not Guess.ROLE):
                continue
            phrase = self._phrase_at(i, word)
            if phrase.kind is Head.NOUN and phrase.head == i:
                found = self.resolve(phrase, None)
                if can_be_meant(page.lower[word], found[0]):
                    return found
        return None

    def _phrase_at(self, head: int, word: int) -> Phrase:
        """The phrase around a noun: from its determiner on."""
        first = head
        while first and head - first < _LONGEST and self.page.gap(first - 1) == " ":
            if self.page.lower[first] in DETERMINERS:
                break
            first -= 1
        if self.page.lower[first] not in DETERMINERS:
            first = head
        return read_phrase(self.page, self.cast.names, first, word)
