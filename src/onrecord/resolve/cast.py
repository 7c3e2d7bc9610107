"""The figures of a page: who its names mean, surnames and acronyms tied to the full name."""

import re
import unicodedata
from dataclasses import dataclass, field

from onrecord.model import EntityKind, Span
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.nouns import (
    BODIES,
    CROWDS,
    GENDERED_ROLES,
    KIN,
    KNOWN_BODIES,
    NAME_PARTICLES,
    SUFFIXES,
    TITLED,
    singular,
)
from onrecord.resolve.names import Guess, Name
from onrecord.resolve.page import Page
from onrecord.resolve.roles import Role, is_role, read_role, role_after, role_reversed

_KINDS = {
    Guess.PERSON: EntityKind.PERSON,
    Guess.BODY: EntityKind.ORGANISATION,
    Guess.STATE: EntityKind.STATE,
    Guess.PEOPLE: EntityKind.GROUP,
    Guess.DOCUMENT: EntityKind.DOCUMENT,
    Guess.THING: EntityKind.UNKNOWN,
    Guess.OPEN: EntityKind.UNKNOWN,
}


@dataclass(slots=True, eq=False)
class Figure:
    """Someone or something that a page speaks of, under its fullest name.

    ``name`` is None for those the page does not name; ``members`` are those of a joint source;
    ``count`` is how often the page names it; ``given_alone`` that it is called by its first name.
    """

    name: str | None
    kind: EntityKind
    mention: Span
    gender: str | None = None
    roles: list[Role] = field(default_factory=list)
    members: tuple["Figure", ...] = ()
    count: int = 0
    given_alone: bool = False
    body_classes: frozenset[str] = frozenset()


def key_of(name: str) -> str:
    """A name in the form that is compared: lower case, no accents, dots or apostrophes.

    Example:
        >>> key_of("O’Rélly, Jr.")
        'orelly jr'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^\w@&-]+", " ", re.sub(r"[.'’]", "", plain)).strip().lower()


def _initials(name: str) -> str:
    words = [w for w in re.split(r"[\s-]+", name) if w[:1].isupper()]
    return "".join(w[0] for w in words if w.lower() not in ("the", "of", "and")).lower()


class Cast:
    """All figures of a page, found by full name, surname, any part of the name, or acronym."""

    def __init__(self, page: Page, names: list[Name]) -> None:
        """Tie every name to a figure: full names first, then what is short for them."""
        self.page = page
        self.figures: list[Figure] = []
        self.named: dict[int, Figure] = {}  # number of a name's first word -> figure
        self.names: dict[int, Name] = {}  # number of any of its words -> name
        self._by_key: dict[str, Figure] = {}
        self._by_last: dict[str, list[Figure]] = {}
        self._by_part: dict[str, list[Figure]] = {}
        self._by_initials: dict[str, Figure] = {}
        self._titles = _find_titles(page)
        for name in names:
            for i in range(name.role_first, name.last):
                self.names[i] = name
        short = []
        for name in names:
            if name.guess is Guess.ROLE:
                continue
            if self._is_full(name):
                self._add(name)
            else:
                short.append(name)
        for name in short:
            self._add_short(name)
        for name in names:
            self._add_roles(name)

    def _is_full(self, name: Name) -> bool:
        if name.guess is Guess.BODY:
            return len(name.words) > 1
        if name.guess not in (Guess.PERSON, Guess.OPEN):
            return True
        return len(_core(name.words)) > 1 and key_of(name.words[0]) not in NAME_PARTICLES

    def _add(self, name: Name) -> None:
        page, text = self.page, name.text
        if name.guess is Guess.OPEN and _looks_like_person(page, name):
            name.guess = Guess.PERSON
        if name.guess is Guess.PERSON and text.isupper() and len(text) > 3:
            text = " ".join(w.capitalize() if len(w) > 1 else w for w in name.words)
        key = _person_key(name.words) if name.guess is Guess.PERSON else key_of(text)
        figure = self._by_key.get(key)
        if figure is None:
            figure = self._new(name, text, key)
        elif len(text) > len(figure.name or ""):
            figure.name, figure.mention = text, self._span(name)
        figure.count += 1
        if name.honorific:
            figure.gender = name.honorific
        self.named[name.first] = figure

    def _span(self, name: Name) -> Span:
        end = self.page.ends[name.last - 1]
        if name.last - 1 in self.page.possessive:
            end = self.page.starts[name.last - 1] + len(
                re.sub(r"['’]s\Z", "", self.page.words[name.last - 1])
            )
        return Span(self.page.starts[name.first], end)

    def _new(self, name: Name, text: str, key: str) -> Figure:
        figure = Figure(text, _KINDS[name.guess], self._span(name))
        self.figures.append(figure)
        self._by_key[key] = figure
        words = [key_of(w) for w in _core(name.words)]
        if figure.kind is EntityKind.PERSON:
            figure.gender = name.honorific or gender_of_given(words[0])
            self._by_last.setdefault(words[-1], []).append(figure)
            if "-" in words[-1]:
                self._by_last.setdefault(words[-1].partition("-")[2], []).append(figure)
        elif figure.kind is not EntityKind.STATE:
            figure.body_classes = _body_classes(words, key)
            if len(words) > 1:
                self._by_initials.setdefault(_initials(text), figure)
        if figure.kind is not EntityKind.STATE:
            for word in words:
                self._by_part.setdefault(word, []).append(figure)
        return figure

    def _add_short(self, name: Name) -> None:
        """Tie a surname, a first name or an acronym to its figure, or make a figure of it."""
        key = key_of(name.text)
        figure = self._by_key.get(key) if name.honorific is None else None
        figure = figure or self.find_short(name)
        if figure is None:
            if name.guess is Guess.OPEN and (key in CROWDS or is_role(singular(key)) or key in BODIES):
                return
            figure = self._new(name, name.text, key)
        elif figure.kind is EntityKind.PERSON and name.honorific is None:
            figure.given_alone |= key == key_of((figure.name or "").split(" ")[0])
        if name.honorific and not figure.gender:
            figure.gender = name.honorific
        figure.count += 1
        self.named[name.first] = figure

    def find_short(self, name: Name) -> Figure | None:
        """The figure that a surname, first name or acronym is short for."""
        words = _core(name.words)
        last = key_of(words[-1])
        found = [
            f
            for f in self._by_last.get(last, [])
            if not (name.honorific and f.gender not in (name.honorific, None))
        ]
        if len(words) > 1 and key_of(words[0]) not in NAME_PARTICLES:
            return None
        if name.words[-1] != words[-1]:  # "Roe Jr."
            found = [f for f in found if key_of(f.name or "").endswith(key_of(name.words[-1]))] or found
        if not found and name.guess is not Guess.STATE:
            parts = self._by_part.get(last, [])
            found = [
                f
                for f in parts
                if f.kind is EntityKind.PERSON or (name.guess is Guess.BODY or len(parts) == 1)
            ]
            found = [f for f in found if f.kind is not EntityKind.DOCUMENT]
        if last in self._by_initials and (name.guess is Guess.BODY or not found):
            return self._by_initials[last]
        return max(found, key=lambda f: (not f.given_alone, f.count)) if found else None

    def _add_roles(self, name: Name) -> None:
        figure = self.named.get(name.first)
        if figure is None or figure.kind is not EntityKind.PERSON:
            return
        stretches = [role_after(self.page, name.last), role_reversed(self.page, name.role_first)]
        if name.role_first < name.first:
            stretches.insert(0, (name.role_first, name.first))
        for stretch in stretches:
            if stretch and stretch[0] < stretch[1]:
                role = read_role(self.page, *stretch)
                if role.classes and all(role.text != r.text for r in figure.roles):
                    figure.roles.append(role)
                    figure.gender = figure.gender or _gender_of_role(self.page.lower[stretch[0] : stretch[1]])

    def holders(self, wanted: Role) -> list[Figure]:
        """The persons with a role that may be the one wanted."""
        return [f for f in self.figures if f.roles and any(r.fit(wanted) for r in f.roles)]

    def match_words(self, first: int, last: int) -> Figure | None:
        """The figure whose full name, surname or acronym stands at word ``first``, whatever the capitals."""
        page = self.page
        for end in range(min(last, first + 4), first, -1):
            figure = self._by_key.get(" ".join(key_of(w) for w in page.lower[first:end]))
            if figure is not None and figure.kind is not EntityKind.UNKNOWN:
                return figure
        key = key_of(page.lower[first])
        found = self._by_last.get(key) or [
            f for f in self._by_part.get(key, []) if f.kind is EntityKind.PERSON
        ]
        return max(found, key=lambda f: f.count) if found else self._by_initials.get(key)

    def title_for(self, noun: str, place: int) -> Figure | None:
        """The work whose title was given with this noun: "the film “Elms”"."""
        titles = [t for t in self._titles.get(noun, []) if t.mention.start < place]
        return titles[-1] if titles else None


_TITLE = re.compile(rf"\b({TITLED}),? (?:called |titled )?[\"“‘]([^\"”’\n]{{2,80}}?)[.,]?[\"”’]")
_WORKS = frozenset("film documentary movie".split())


def _find_titles(page: Page) -> dict[str, list[Figure]]:
    """Titles of works given after the noun that says what they are."""
    titles: dict[str, list[Figure]] = {}
    for m in _TITLE.finditer(page.text):
        work = Figure(m.group(2), EntityKind.DOCUMENT, Span(*m.span(2)))
        for noun in _WORKS if m.group(1) in _WORKS else (m.group(1),):
            titles.setdefault(noun, []).append(work)
    return titles


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    core = tuple(w for w in words if key_of(w) not in SUFFIXES)
    return core or words


def _person_key(words: tuple[str, ...]) -> str:
    """First and last name with a suffix: middle names and initials may come and go."""
    core = [key_of(w) for w in _core(words)]
    suffix = [key_of(w) for w in words if key_of(w) in SUFFIXES]
    if len(core) > 3 or (len(core) == 3 and len(core[1]) > 1 and gender_of_given(core[0]) is None):
        return " ".join(core + suffix)
    return " ".join([core[0], core[-1], *suffix])


def _looks_like_person(page: Page, name: Name) -> bool:
    """Two or three capitalised words, none of them a word that the page uses in lower case."""
    if not 2 <= len(name.words) <= 4 or any(
        not w[0].isupper() and w not in NAME_PARTICLES for w in name.words
    ):
        return False
    if name.first and page.lower[name.first - 1] in ("the", "a", "an"):
        return False
    return not any(
        (w.lower() in page.common and w.lower() not in NAME_PARTICLES) or (w.isupper() and len(w) > 1)
        for w in name.words
    )


def _body_classes(words: list[str], key: str) -> frozenset[str]:
    classes = {BODIES[w] for w in words if w in BODIES} | {
        BODIES[singular(w)] for w in words if singular(w) in BODIES
    }
    if key in KNOWN_BODIES:
        classes = {KNOWN_BODIES[key]}
    return frozenset(classes)


def _gender_of_role(words: list[str]) -> str | None:
    for word in words:
        if KIN.get(word):
            return KIN[word]
        for gender, endings in GENDERED_ROLES.items():
            if word.endswith(endings) and not (gender == "m" and word.endswith("woman")):
                return gender
    return None
