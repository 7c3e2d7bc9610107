"""The figures of a page: who its names mean, surnames and acronyms tied to the full name."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from onrecord.model import EntityKind, Span
from onrecord.resolve.evidence import majority
from onrecord.resolve.guess import Guess
from onrecord.resolve.keys import (
    core_of,
    initials,
    key_of,
    last_name,
    long_surnames,
    person_key,
    plain_case,
    surname_of,
)
from onrecord.resolve.lexicon.bodies import BODIES, KNOWN_BODIES, SAME_BODY, TITLED
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.nouns import singular
from onrecord.resolve.lexicon.people import CROWDS, HONORIFICS, KIN, MAY_BE, PEERAGES
from onrecord.resolve.lexicon.words import FUNCTION_WORDS, NAME_PARTICLES
from onrecord.resolve.names import Name
from onrecord.resolve.page import Page, not_owning
from onrecord.resolve.roles import Role, gender_of_role, is_role, read_role, role_after, role_reversed

_KINDS = {
    Guess.PERSON: EntityKind.PERSON,
    Guess.BODY: EntityKind.ORGANISATION,
    Guess.STATE: EntityKind.STATE,
    Guess.PEOPLE: EntityKind.GROUP,
    Guess.DOCUMENT: EntityKind.DOCUMENT,
    Guess.THING: EntityKind.UNKNOWN,
    Guess.OPEN: EntityKind.UNKNOWN,
}


MAX_HOLDERS = 50  # persons of one role; a page with more is a list, where "the senator" means nobody
MAX_NAMESAKES = 50  # figures with a part of the name in common; of more than that "John" tells none apart
NOWHERE = Span(0, 0)


@dataclass(slots=True, eq=False)
class Figure:
    """Someone or something that a page speaks of, under its fullest name.

    ``name`` is None for those the page does not name; ``members`` are those of a joint source;
    ``count`` is how often the page names it; ``signs`` what it says of its gender;
    ``given_alone`` that it is called by its first name;
    ``many`` that the words for it are a plural.
    """

    name: str | None
    kind: EntityKind
    mention: Span
    gender: str | None = None
    roles: list[Role] = field(default_factory=list)
    members: tuple["Figure", ...] = ()
    count: int = 0
    signs: Counter[str] = field(default_factory=Counter)
    given_alone: bool = False
    many: bool = False
    body_classes: frozenset[str] = frozenset()


def joint(members: Sequence[Figure]) -> Figure:
    """A figure for a joint source: "A; B"."""
    names = "; ".join(m.name for m in members if m.name)
    return Figure(names, members[0].kind, members[0].mention, members=tuple(members))


class Cast:
    """All figures of a page, found by full name, surname, any part of the name, or acronym."""

    def __init__(self, page: Page, names: list[Name], signs: dict[int, str]) -> None:
        """Tie every name to a figure: full names first, then what is short for them."""
        self.page = page
        self.figures: list[Figure] = []
        self.named: dict[int, Figure] = {}  # number of a name's first word -> figure
        self.names: dict[int, Name] = {}  # number of any of its words -> name
        self._by_key: dict[str, Figure] = {}
        self._by_last: dict[str, list[Figure]] = {}
        self._by_part: dict[str, list[Figure]] = {}
        self._by_initials: dict[str, Figure] = {}
        self._by_class: dict[str, dict[Figure, None]] = {}  # class of a role -> those who hold it, in order
        self._titles = _find_titles(page)
        self._signs = signs
        self._surnames = long_surnames(names)
        short, signs_of = list[Name](), dict[str, Counter[str]]()
        for name in names:
            self.names.update(dict.fromkeys(range(name.role_first, name.last), name))
            if name.guess in (Guess.STATE, Guess.ROLE, Guess.THING) and key_of(name.text) in self._by_last:
                name.guess = Guess.PERSON  # "Jordan", "Dean", after "Ann Jordan", "Hugo Dean"
            if name.guess is Guess.ROLE:
                continue
            if self._is_full(name):
                self._add(name)
            else:
                short.append(name)
                if sign := self._signs.get(name.first):
                    signs_of.setdefault(surname_of(name), Counter())[sign] += 2 if name.honorific else 1
        for name in names:
            self._add_roles(name)
        self._settle_genders()
        self._short_gender = {key: found for key, signs in signs_of.items() if (found := majority(signs))}
        self._last_full = self._full_by_place()
        for name in short:
            self._add_short(name)
            self._add_roles(name)

    # ---- full names

    def _is_full(self, name: Name) -> bool:
        if name.guess is Guess.BODY:
            return len(name.words) > 1
        if name.guess not in (Guess.PERSON, Guess.OPEN):
            return True
        if name.honorific is not None and not gender_of_given(name.words[0]):
            return False  # "Mr. Sol Roe": a surname of two words
        # "Mac Giolla", "de Sol": the surname of one named in full, if anybody is
        return len(core_of(name.words)) > 1 and key_of(name.text) not in self._surnames

    def _add(self, name: Name) -> None:
        text = name.text
        if name.guess is Guess.OPEN and _looks_like_person(self.page, name):
            name.guess = Guess.PERSON
        if name.guess is Guess.PERSON:
            text = plain_case(name)
        key = (
            person_key(name.words)
            if name.guess is Guess.PERSON
            else SAME_BODY.get(key_of(text), key_of(text))
        )
        figure = self._by_key.get(key)
        if figure is None:
            figure = self._new(name, text, key)
        elif len(text) > len(figure.name or ""):
            figure.name, figure.mention = text, self._span(name)
        figure.count += 1
        if sign := self._signs.get(name.first):
            figure.signs[sign] += 1
        if name.honorific:
            figure.gender = name.honorific
        self.named[name.first] = figure

    def _settle_genders(self) -> None:
        """What the page says of somebody's gender counts for more than the list of given names."""
        for figure in self.figures:
            if figure.kind is EntityKind.PERSON:
                figure.gender = majority(figure.signs) or figure.gender

    def _full_by_place(self) -> dict[str, list[tuple[int, Figure]]]:
        places: dict[str, list[tuple[int, Figure]]] = {}
        for word, figure in self.named.items():
            if figure.kind is EntityKind.PERSON:
                places.setdefault(surname_of(self.names[word]), []).append((self.page.starts[word], figure))
        return places

    def _span(self, name: Name) -> Span:
        last = name.last - 1
        end = self.page.ends[last]
        if last in self.page.possessive:
            end = self.page.starts[last] + len(not_owning(self.page.words[last]))
        return Span(self.page.starts[name.first], end)

    def _new(self, name: Name, text: str, key: str) -> Figure:
        figure = Figure(text, _KINDS[name.guess], self._span(name))
        self.figures.append(figure)
        self._by_key[key] = figure
        if name.nickname:
            self._by_key[f"{key_of(name.nickname)} {surname_of(name)}"] = figure
        words = [key_of(w) for w in core_of(name.words)]
        if figure.kind is EntityKind.PERSON:
            figure.gender = name.honorific or gender_of_given(words[0])
            self._by_last.setdefault(words[-1], []).append(figure)
            if "-" in words[-1]:
                self._by_last.setdefault(words[-1].partition("-")[2], []).append(figure)
        elif figure.kind is not EntityKind.STATE:
            figure.body_classes = _body_classes(words, key) | self._told_beside(name)
            if len(words) > 1:
                self._by_initials.setdefault(initials(text), figure)
        if figure.kind is not EntityKind.STATE:
            for word in words:
                self._by_part.setdefault(word, []).append(figure)
        return figure

    def _told_beside(self, name: Name) -> frozenset[str]:
        """What the noun beside a body's name says it is: "the law firm Elm & Oak", "the BNS agency"."""
        page = self.page
        beside = [name.first - 1] if name.first and name.guess is Guess.BODY else []
        beside += [name.last] if name.last < len(page.lower) else []
        told = [i for i in beside if page.lower[i] in BODIES and page.gap(min(i, name.last - 1)) == " "]
        return frozenset(BODIES[page.lower[i]] for i in told)

    # ---- short names

    def _add_short(self, name: Name) -> None:
        """Tie a surname, a first name or an acronym to its figure, or make a figure of it."""
        key = key_of(name.text)
        figure = self._find_short(name) or self._by_key.get(key)
        if figure is not None and figure.kind is EntityKind.PERSON and not self._agrees(name, figure):
            figure = None
        if figure is None:
            if name.guess is Guess.OPEN and (key in CROWDS or is_role(singular(key)) or key in BODIES):
                return
            figure = self._new(name, plain_case(name) if name.guess is Guess.PERSON else name.text, key)
            figure.gender = name.honorific or self._short_gender.get(surname_of(name)) or figure.gender
        elif figure.kind is EntityKind.PERSON and name.honorific is None:
            figure.given_alone |= key == key_of((figure.name or "").split(" ")[0])
        if name.honorific and not figure.gender:
            figure.gender = name.honorific
        if self._signs.get(name.first) == "p":
            figure.signs["p"] += 1
        figure.count += 1
        self.named[name.first] = figure

    def _agrees(self, name: Name, figure: Figure) -> bool:
        """Say whether a short name's title, and the pronouns after its like, allow a figure."""
        if not figure.gender:
            return True
        if name.honorific:
            return name.honorific == figure.gender
        if key_of((figure.name or "").split(" ")[0]) == surname_of(name):
            return True
        told = self._short_gender.get(surname_of(name))
        return told in (None, figure.gender) or self._near(name) is figure

    def _near(self, name: Name) -> Figure | None:
        """The one of this surname last named in full in the same paragraph, unless the pronoun denies it."""
        place = self.page.starts[name.first]
        full = self._last_full.get(surname_of(name), [])
        i = bisect_left(full, place, key=lambda mention: mention[0]) - 1
        if i < 0 or self.page.paragraph_of(full[i][0]) != self.page.paragraph_of(place):
            return None
        figure = full[i][1]
        return figure if self._signs.get(name.first) in (None, "p", figure.gender) else None

    def _find_short(self, name: Name) -> Figure | None:
        """The figure that a surname, first name or acronym is short for."""
        words = core_of(name.words)
        last = key_of(words[-1])
        found = [f for f in self._namesakes(name, last) if self._agrees(name, f)]
        if len(words) > 1 and key_of(words[0]) not in NAME_PARTICLES:
            tail = " " + key_of(" ".join(words))
            return next((f for f in found if key_of(f.name or "").endswith(tail)), None)
        if name.words[-1] != words[-1]:  # "Roe Jr."
            found = [f for f in found if key_of(f.name or "").endswith(key_of(name.words[-1]))] or found
        if name.honorific and not found and (kin := self._kin_of(last, name.honorific)):
            return kin
        if name.honorific and len(found) > 1:  # "Ms. Roe" is not the one said to be "he"
            other = "m" if name.honorific == "f" else "f"
            found = [f for f in found if f.signs[other] <= f.signs[name.honorific]] or found
        if not found and name.guess is not Guess.STATE:
            parts = self._by_part.get(last, [])[-MAX_NAMESAKES:]
            sole = name.guess is Guess.BODY or len(parts) == 1
            found = [f for f in parts if f.kind is EntityKind.PERSON or sole]
            found = [f for f in found if f.kind is not EntityKind.DOCUMENT and self._agrees(name, f)]
        if last in self._by_initials and (name.guess is Guess.BODY or not found):
            return self._by_initials[last]
        if len(found) > 1 and (near := self._near(name)) in found and near and not near.given_alone:
            return near
        return max(found, key=lambda f: not f.given_alone) if found else None

    def _namesakes(self, name: Name, last: str) -> list[Figure]:
        """The figures of a last name; where they are very many the nearest and the latest of them."""
        figures = self._by_last.get(last, [])
        if len(figures) <= MAX_NAMESAKES:
            return figures
        near = self._near(name)
        return [*([near] if near else []), *figures[-MAX_NAMESAKES:]]

    def _kin_of(self, last: str, gender: str) -> Figure | None:
        """The only one of a gender brought in as kin by a first name: "Mrs. Roe", after "his wife Ada"."""
        if last not in self._by_last:
            return None
        kin = {f for role in KIN.keys() & self._by_class.keys() for f in self._by_class[role]}
        lone = [f for f in kin if f.gender == gender and " " not in (f.name or " ")]
        return lone[0] if len(lone) == 1 else None

    def _add_roles(self, name: Name) -> None:
        figure = self.named.get(name.first)
        if figure is None or figure.kind is not EntityKind.PERSON:
            return  # not tied yet, or a body, which has no role
        stretches = [role_after(self.page, name.last), role_reversed(self.page, name.role_first)]
        if name.role_first < name.first:
            end = name.first
            while end - 1 > name.role_first and self.page.lower[end - 1] in HONORIFICS:
                end -= 1  # "club chairman Sir": a title is no role
            stretches.insert(0, (name.role_first, end))
        elif name.words[1:2] == ("of",) and self.page.lower[name.first] in PEERAGES:
            stretches.insert(0, (name.first, name.first + 1))  # "the earl", after "the Earl of Elm"
        for stretch in stretches:
            if stretch and stretch[0] < stretch[1]:
                role = read_role(self.page, *stretch)
                if role.classes and all(role.text != r.text for r in figure.roles):
                    figure.roles.append(role)
                    for found in role.classes:
                        self._by_class.setdefault(found, {})[figure] = None
                    told = gender_of_role(self.page.lower[stretch[0] : stretch[1]])
                    figure.gender = majority(figure.signs) or told or figure.gender

    @property
    def surnames(self) -> Set[str]:
        """The last names of the persons on the page, as ``key_of`` gives them."""
        return self._by_last.keys()

    def of_family(self, figure: Figure) -> list[Figure]:
        """The other persons who bear a figure's last name; the latest where they are very many."""
        found = self._by_last.get(last_name(figure.name or ""), [])
        return [f for f in found[-MAX_NAMESAKES:] if f is not figure]

    def holders(self, wanted: Role) -> list[Figure]:
        """The persons with a role that may be the one wanted; at most ``MAX_HOLDERS``."""
        classes = wanted.classes.union(*(held for word, held in MAY_BE.items() if word in wanted.classes))
        near = {f: None for c in sorted(classes) for f in islice(self._by_class.get(c, ()), MAX_HOLDERS)}
        return [f for f in near if any(r.fit(wanted) for r in f.roles)]

    def match_words(self, first: int, last: int) -> Figure | None:
        """The figure whose name, surname or acronym words ``first`` to ``last`` are, in any capitals."""
        page = self.page
        figure = self._by_key.get(" ".join(key_of(w) for w in page.lower[first:last]))
        if figure is not None and figure.kind is not EntityKind.UNKNOWN:
            return figure
        if last - first > 1:
            return None
        key = key_of(page.lower[first])
        found = self._by_last.get(key) or [
            f for f in self._by_part.get(key, []) if f.kind is EntityKind.PERSON
        ]
        return max(found, key=lambda f: f.count) if found else self._by_initials.get(key)

    def title_for(self, noun: str, place: int) -> Figure | None:
        """The work whose title was given with this noun: "the film “Elms”"."""
        titles = self._titles.get(noun, [])
        before = bisect_left(titles, place, key=lambda title: title.mention.start)
        return titles[before - 1] if before else None


_WORK = "|".join(TITLED)
_TITLE = re.compile(rf"\b({_WORK}),? (?:called |titled )?[\"“‘]([^\"”’\n]{{2,80}}?)[.,]?[\"”’]")
_WORKS = frozenset("film documentary movie".split())


def _find_titles(page: Page) -> dict[str, list[Figure]]:
    """Titles of works given after the noun that says what they are."""
    titles: dict[str, list[Figure]] = {}
    for m in _TITLE.finditer(page.text):
        work = Figure(m.group(2), EntityKind.DOCUMENT, Span(*m.span(2)))
        for noun in _WORKS if m.group(1) in _WORKS else (m.group(1),):
            titles.setdefault(noun, []).append(work)
    return titles


def _looks_like_person(page: Page, name: Name) -> bool:
    """Two or three capitalised words, none of them a word that the page uses in lower case."""
    if not 2 <= len(name.words) <= 4 or any(
        not w[0].isupper() and w not in NAME_PARTICLES for w in name.words
    ):
        return False
    if name.first and page.lower[name.first - 1] in ("the", "a", "an"):
        return False
    if any(w in FUNCTION_WORDS and w not in ("may", "will") for w in page.lower[name.first : name.last]):
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
