"""The words that name a source, taken apart: which word or name is the head, and whose it is."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.resolve.guess import Guess
from onrecord.resolve.lexicon.nouns import is_age, is_noun, is_plural, role_class
from onrecord.resolve.lexicon.words import INDEFINITE, PHRASE_ENDS, PRONOUNS
from onrecord.resolve.names import Name
from onrecord.resolve.page import Page

DEMONSTRATIVES = frozenset("the this that these those both".split())
_POSSESSIVES = frozenset("his her its their my our whose".split())
_BREAKS = frozenset(',;:—–(-"“”[')


class Head(StrEnum):
    """What sort of word the head of a source is."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"
    NONE = "none"


@dataclass(slots=True)
class Phrase:
    """A noun phrase: words ``first`` to ``last`` (excluded) up to the first comma or preposition.

    ``head`` is the number of the head's (first) word; ``name`` its name, where it is one;
    ``owner`` the number of the possessor's first word ("Roe's lawyer", "her lawyer").
    """

    kind: Head
    first: int
    last: int
    head: int
    name: Name | None = None
    owner: int | None = None

    @property
    def words(self) -> range:
        """The numbers of its words."""
        return range(self.first, self.last)


def read_phrase(page: Page, names: dict[int, Name], first: int, end: int) -> Phrase:
    """Read the noun phrase at word ``first``; nothing at or after word ``end`` is looked at.

    Example:
        >>> from onrecord.model import Snapshot
        >>> from onrecord.resolve.page import read_page
        >>> page = read_page(Snapshot("p", "a spokesman for the mayor, who"))
        >>> phrase = read_phrase(page, {}, 0, 6)
        >>> page.words[phrase.head], phrase.last
        ('spokesman', 2)
    """
    phrase = Phrase(Head.NONE, first, first, first)
    i = first
    while i < end:
        if i > first and not _BREAKS.isdisjoint(page.gap(i - 1)) and not _opens_mark(page, phrase, i):
            break
        word, name = page.lower[i], names.get(i)
        if name is not None and i < name.last:
            i = _take_name(page, phrase, name, i)
            continue
        if word in PRONOUNS and (phrase.kind is Head.NONE or word in _POSSESSIVES):
            if not _take_pronoun(page, phrase, i, end):
                return phrase
        elif word in PHRASE_ENDS and phrase.kind is not Head.NONE:
            break
        elif is_noun(word):
            phrase.kind, phrase.head, phrase.name = Head.NOUN, i, None
        elif phrase.kind is Head.NOUN and word.endswith(("ed", "ing", "ly")):
            break
        elif phrase.kind is Head.NAME and word.islower() and is_plural(word) and i == end - 1:
            phrase.kind, phrase.head, phrase.name = Head.NOUN, i, None
        i += 1
    phrase.last = max(i, first)
    return phrase


def _opens_mark(page: Page, phrase: Phrase, i: int) -> bool:
    """Say whether only a mark stands before word ``i``, the noun still to come: 'her "guide" Roe'."""
    return phrase.kind in (Head.NONE, Head.PRONOUN) and page.gap(i - 1).strip() in ('"', "“", "‘", "'")


def _take_name(page: Page, phrase: Phrase, name: Name, i: int) -> int:
    if (
        phrase.kind is Head.NOUN
        and name.guess in (Guess.PEOPLE, Guess.THING)
        and is_age(page.lower[phrase.head])
    ):
        pass  # "the 28-year-old Dane"
    elif name.guess is Guess.THING and name.last - i == 1 and is_noun(page.lower[i]):  # "one Republican"
        phrase.kind, phrase.head, phrase.name = Head.NOUN, i, None
    elif name.guess is Guess.ROLE:
        phrase.kind, phrase.head, phrase.name = Head.NOUN, name.last - 1, None
        for k in range(i, name.last):
            if role_class(page.lower[k]):
                phrase.head = k
    else:
        phrase.kind, phrase.head, phrase.name = Head.NAME, name.first, name
    if name.last - 1 in page.possessive:
        phrase.owner = name.first
    return name.last


def _take_pronoun(page: Page, phrase: Phrase, i: int, end: int) -> bool:
    """Take a pronoun as head, or as owner of what follows; False where the phrase ends with it."""
    word = page.lower[i]
    phrase.kind, phrase.head, phrase.last = Head.PRONOUN, i, i + 1
    if word in _POSSESSIVES and i + 1 < end:
        phrase.owner = i
        return True
    return word in DEMONSTRATIVES and i + 1 < end


def is_indefinite(page: Page, phrase: Phrase) -> bool:
    """Say whether a phrase brings in somebody new: "a friend", "some officials", bare plurals."""
    opening = page.lower[phrase.first] if phrase.words else ""
    if opening == "at" and len(phrase.words) > 2:  # "at least one Democrat"
        opening = page.lower[phrase.first + 2]
    if opening in INDEFINITE or opening.isdigit():
        return True
    return is_plural(page.lower[phrase.head]) and opening not in DEMONSTRATIVES and phrase.owner is None
