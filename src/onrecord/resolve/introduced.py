"""Somebody brought in without a name, whom the page then calls by a first name alone.

News names people in full at first mention. Where a page has no more than "Ada", the surname is
withheld, and whoever she is was brought in before by a description: "a woman who runs a ferry".
If the page has one such woman only, and nothing tells the two apart, they are one.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from onrecord.model import Attribution, EntityKind
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.descriptions import NAMELESS
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.people import EPITHETS, KIN
from onrecord.resolve.lexicon.words import FUNCTION_WORDS, PRONOUNS
from onrecord.resolve.page import Page
from onrecord.resolve.roles import is_role
from onrecord.resolve.sources import Found
from onrecord.resolve.trail import SINGLE, Trail, fits_person

_NEAR = 3  # paragraphs from the last word of somebody without a name to the name
_BARE = {word: gender for word, gender in EPITHETS.items() if gender and word not in KIN}  # "woman"
# They speak for a body, and go by their surname or by none.
_OFFICIAL = frozenset("official spokesperson chief".split())
_CLAUSE = 30  # words before a name in which a pronoun of its clause is looked for
_OWNERS = frozenset("his her their".split())
_CLOSE = frozenset("friend colleague neighbor neighbour roommate companion".split())
_NAMED_ANEW = frozenset("named called nicknamed".split())
_NAMES_SELF = re.compile(
    r"\b(?:identif\w+|introduc\w+|call\w+) (?:her|him)self\b|\b(?:gave|giving) (?:her|his) name\b"
    r"|\basked to be (?:identified|named|called)\b"
)


class Introductions:
    """Finds, on one page, the one without a name who is later called by a first name."""

    def __init__(self, page: Page, cast: Cast, trail: Trail) -> None:
        """Take a page, its figures, and the trail that the walk lays."""
        self.page, self.cast, self.trail = page, cast, trail
        self._lone = _first_names(page, cast)
        self._laid: dict[Figure, list[int]] = {}  # the words that mention each, in order
        self._before: dict[Figure, tuple[int, Figure | None]] = {}

    def note(self, word: int, figure: Figure) -> None:
        """See that word ``word`` mentions a figure; to be told before the trail is."""
        place = self.page.starts[word]
        if figure in self._lone and figure not in self._before and not self.page.is_aside(place):
            self._before[figure] = word, self._likeliest(place, figure.gender)
        words = self._laid.setdefault(figure, [])
        if words[-1:] != [word]:
            words.append(word)

    def _likeliest(self, place: int, gender: str | None) -> Figure | None:
        """Whom "she" would mean at a place, were it said only of those known to be women."""
        fits = fits_person(gender or "")
        return self.trail.find(place, lambda figure: fits(figure) if figure.gender == gender else None)

    def name(self, found: Mapping[str, Found], attributions: Sequence[Attribution]) -> dict[str, Found]:
        """Give the sources that mean somebody without a name the name that the page gives later.

        Args:
            found: the sources resolved, by the attribution's id.
            attributions: those of the page.
        """
        named = dict(found)
        for figure, (word, nameless) in self._before.items():
            rivals = [f for f in self._before if f is not figure and f.gender == figure.gender]
            if nameless is None or rivals or not self._may_be(nameless, figure, word, found):
                continue
            if self._names_self(word, nameless) or (
                any(f.figure is figure for f in found.values())
                and not self._brought_in_anew(word)
                and not self._told_apart(nameless, figure, found, attributions)
            ):
                for key, source in found.items():
                    if source.figure is nameless:
                        named[key] = _renamed(source, nameless, figure)
        return named

    def _may_be(self, nameless: Figure, figure: Figure, word: int, found: Mapping[str, Found]) -> bool:
        """Say whether somebody was brought in by a description that leaves them to be named, and alone so."""
        if not _is_described(nameless) or nameless.gender != figure.gender:
            return False
        places = self._words_of(nameless, word)
        if not places or self._paragraph(word) - self._paragraph(places[-1]) > _NEAR:
            return False
        if any(self._is_kin(i, figure.gender) for i in range(places[0], word)):
            return False
        speakers = {f.figure for f in found.values()}
        others = [f for f, laid in self._laid.items() if laid[0] < word and f is not nameless]
        return not any(self._rivals(f, places, word, f in speakers) for f in others if _is_nobody(f, figure))

    def _rivals(self, other: Figure, places: list[int], word: int, speaks: bool) -> bool:
        """Say whether a name may as well be another's than that of the one mentioned at ``places``."""
        theirs = self._words_of(other, word)
        if not other.gender:  # "a doctor" may be a woman, but the page may dwell on another
            return speaks and theirs[-1] > places[0] and len(places) <= 2 * len(theirs)
        # One merely mentioned before is no rival: it may be the same, described twice.
        return speaks or len(theirs) > 1 or theirs[0] > places[0]

    def _is_kin(self, word: int, gender: str | None) -> bool:
        """Say whether a word brings in somebody's kin or friend without a name: "her sister"."""
        page = self.page
        close = KIN.get(page.lower[word], "" if page.lower[word] in _CLOSE else None)
        if close not in (gender, "") or (word + 1 < len(page.words) and page.is_capital(word + 1)):
            return False
        before = range(max(0, word - 2), word)
        return any(page.lower[i] in _OWNERS or i in page.possessive for i in before)

    def _words_of(self, figure: Figure, before: int) -> list[int]:
        """The words before another that mention a figure, in order."""
        words = self._laid.get(figure, [])
        return words[: bisect_left(words, before)]

    def _paragraph(self, word: int) -> int:
        return self.page.paragraph_of(self.page.starts[word])

    def _names_self(self, word: int, nameless: Figure) -> bool:
        """Say whether a name is what somebody says of themselves: "the woman identified herself as Ada"."""
        start = self.page.sentence_starts[self.page.sentence_of(self.page.starts[word])]
        words = self._words_of(nameless, word)
        within = bool(words) and self.page.starts[words[-1]] >= start
        return within and bool(_NAMES_SELF.search(self.page.text, start, self.page.starts[word]))

    def _brought_in_anew(self, word: int) -> bool:
        """Say whether a name comes with words that bring in somebody new: "a friend named Ada", "Ada, 40"."""
        page = self.page
        following = page.words[word + 1] if word + 1 < len(page.words) else ""
        aged = following[:1].isdigit() and page.gap(word) == ", "
        return aged or any(page.lower[i] in _NAMED_ANEW for i in range(max(0, word - 1), word))

    # ---- two people

    def _told_apart(
        self,
        nameless: Figure,
        figure: Figure,
        found: Mapping[str, Found],
        attributions: Sequence[Attribution],
    ) -> bool:
        """Say whether the page speaks of the two as of different people."""
        page = self.page
        nouns = {w for role in nameless.roles for w in role.text.lower().split(" ") if is_role(w)}
        nouns |= {w for w, gender in _BARE.items() if gender == figure.gender}
        with_noun = {page.sentence_of(page.starts[i]) for i, w in enumerate(page.lower) if w in nouns}
        laid = set(self._laid[nameless])
        for word in (w for w, f in self.cast.named.items() if f is figure):
            if page.sentence_of(page.starts[word]) in with_noun or self._is_other_in_clause(word, laid):
                return True
        for attrib in attributions:
            speaker = found[attrib.id].figure if attrib.id in found else None
            words = [i for span in attrib.content for i in page.words_in(*span)]
            if speaker is nameless and any(self.cast.named.get(i) is figure for i in words):
                return True  # who speaks of "Ada" is not Ada
            if speaker is figure and any(page.lower[i] in nouns for i in words):
                return True
        return False

    def _is_other_in_clause(self, word: int, laid: set[int]) -> bool:
        """Say whether a pronoun for somebody stands before a name in its clause: "she told Ada"."""
        for i in range(word - 1, max(-1, word - 1 - _CLAUSE), -1):
            if self.page.gap(i).strip() or self.page.begins_sentence(i + 1):
                return False
            if i in laid and self.page.lower[i] in PRONOUNS:
                return True
        return False


def _first_names(page: Page, cast: Cast) -> set[Figure]:
    """The persons of whom a page has a first name alone, and nothing on who they are."""
    # One whom the page calls "she" though men bear the name is called by a surname.
    lone = [
        figure
        for figure in cast.figures
        if figure.kind is EntityKind.PERSON
        and figure.gender
        and not figure.roles
        and gender_of_given(figure.name or "") == figure.gender
    ]
    called = {(figure.name or "").lower() for figure in lone}
    longer = {word for i, word in enumerate(page.lower) if word in called and _has_more(page, i)}
    titled = {figure for word, figure in cast.named.items() if cast.names[word].honorific is not None}
    return {figure for figure in lone if (figure.name or "").lower() not in longer} - titled


def _has_more(page: Page, word: int) -> bool:
    """Say whether a capitalised word stands beside another, as in a full name or a title."""
    if not page.is_capital(word):
        return False
    before, after = word - 1, word + 1
    if after < len(page.words) and page.gap(word) == " " and page.is_capital(after):
        return True
    joined = before >= 0 and page.gap(before) in (" ", ". ") and page.is_capital(before)
    return joined and not page.begins_sentence(word) and page.lower[before] not in FUNCTION_WORDS


def _is_described(figure: Figure) -> bool:
    """Say whether a figure is one person without a name, known by a description such as "a woman"."""
    if figure.name or figure.many or figure.members or not figure.roles or figure.kind not in SINGLE:
        return False
    classes = figure.roles[0].classes
    return not classes & _OFFICIAL and (
        figure.kind is EntityKind.ANONYMOUS or not _BARE.keys().isdisjoint(classes)
    )


def _is_nobody(other: Figure, figure: Figure) -> bool:
    """Say whether another has no name either, and could be of a figure's gender."""
    return not other.name and other.kind in SINGLE and other.gender in (figure.gender, None, "")


def _renamed(source: Found, nameless: Figure, figure: Figure) -> Found:
    reason = f"brought in without a name, as “{nameless.roles[0].text}”, and later called “{figure.name}”"
    kept = tuple(r for r in source.reasons if r not in NAMELESS)
    return Found(figure, (*kept, reason), source.role)
