"""What the whole page says of its names: which are persons', and of which gender.

A name in one place may tell nothing; that it speaks elsewhere, or that "she" follows it, does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.resolve.guess import SPEECH, Guess
from onrecord.resolve.lexicon.bodies import BODIES
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.nouns import is_plural, noun_sort
from onrecord.resolve.lexicon.people import OFFICERS
from onrecord.resolve.lexicon.words import FUNCTION_WORDS, LEAD_INS, PHRASE_ENDS, PRONOUNS
from onrecord.resolve.names import Name
from onrecord.resolve.page import Page

_TOLD = frozenset("told tells tell".split())
_MANY = frozenset("they them their themselves".split())
_SAYS = {"he": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_NOT_BEFORE_PEOPLE = frozenset("in at near a an".split())  # "at home in Elm. She", "an Elm post, she"
_TICKER = re.compile(r"\s?\([A-Z]{2,8}(?:\s[A-Z]{1,8})?:\s?[A-Z.]{1,6}\)")  # of a company's shares
_NEAR = 9  # words after a name in which "it" may still be the one named
_CLEAR = 2  # one gender must be named so many times, and so many times as often as the other


def gender_signs(page: Page, names: list[Name]) -> dict[int, str]:
    """Read a sign of gender for each name that has one.

    A sign is a title, or the first "he" or "she" after the name in its sentence, or at the head of
    the next one, if nobody else who could be meant is named between. One sign is weak; see ``majority``.

    Returns:
        "m" or "f" by the number of the name's first word; "p" where "they" follows and nobody else is
        named that it could mean.

    Example:
        >>> from onrecord.model import Snapshot
        >>> from onrecord.resolve.names import find_names
        >>> from onrecord.resolve.page import read_page
        >>> page = read_page(Snapshot("p", "Later Roe said she was late. Mr. Poe agreed."))
        >>> gender_signs(page, find_names(page))
        {1: 'f', 7: 'm'}
    """
    signs: dict[int, str] = {}
    for k, name in enumerate(names):
        if name.honorific:
            signs[name.first] = name.honorific
        elif (
            name.guess in (Guess.PERSON, Guess.OPEN)
            and page.quote_of(page.starts[name.first]) is None
            and (name.first == 0 or page.lower[name.first - 1] not in _NOT_BEFORE_PEOPLE)
        ):
            limit = names[k + 1].first if k + 1 < len(names) else len(page.words)
            if sign := _pronoun_after(page, name.last, limit):
                signs[name.first] = sign
    return signs


def _pronoun_after(page: Page, first: int, limit: int) -> str | None:
    for i in range(first, min(limit, len(page.words))):
        begins = page.begins_sentence(i)
        if begins and page.sentence_of(page.starts[i]) > page.sentence_of(page.starts[first - 1]):
            return _SAYS.get(page.lower[i])
        if page.lower[i] in _SAYS and page.quote_of(page.starts[i]) is None and not _is_object(page, i):
            return _SAYS[page.lower[i]]
        if page.lower[i] in _MANY:
            return None if names_many(page, first, i) else "p"
    return None


def _is_object(page: Page, i: int) -> bool:
    """Say whether "her" is somebody else, to whom it is done: "Roe told her to leave"."""
    if page.lower[i] != "her":
        return False
    return page.gap(i) != " " or page.lower[i + 1] in PHRASE_ENDS or page.lower[i + 1] in FUNCTION_WORDS


def names_many(page: Page, first: int, last: int) -> bool:
    """Say whether words ``first`` to ``last`` (excluded) name what "they" may mean: "voters", "the council".

    Those who are told something are not meant: "Roe told the court they had seen nothing".
    """
    for i in range(first, last):
        sort = noun_sort(page.lower[i])
        many = sort in ("body", "crowd") or (sort is not None and is_plural(page.lower[i]))
        if many and not _TOLD.intersection(page.lower[max(first, i - 2) : i]):
            return True
    return False


def majority(signs: Counter[str]) -> str | None:
    """The gender that the signs agree on; None where they are few or mixed.

    Example:
        >>> majority(Counter("ffmff")), majority(Counter("fm")), majority(Counter("m"))
        ('f', None, None)
    """
    for gender, other in ("mf", "fm"):
        if signs[gender] >= _CLEAR and signs[gender] >= _CLEAR * signs[other]:
            return gender
    return None


def settle_guesses(page: Page, names: list[Name], sources: Iterable[range], signs: dict[int, str]) -> None:
    """Make up our mind on names of open kind: persons speak and are "he" or "she", bodies have "the".

    Args:
        page: the page.
        names: its names; their guesses are changed.
        sources: the words of each source, by number.
        signs: the signs of gender by a name's first word.
    """
    ends = {i: words.stop for words in sources for i in _heads(page, words)}
    for name in _bodies(page, names, signs):
        name.guess = Guess.BODY
    persons = {n.words[-1] for n in names if n.guess is Guess.PERSON}
    for name in names:
        if name.guess is Guess.OPEN and len(name.words) > 1 and _has_officers(page, name):
            name.guess = Guess.BODY
    for name in names:
        if name.guess is Guess.OPEN and not _after_the(page, name):
            speaks = name.first in ends and not _is_modifier(page, name, ends[name.first])
            single = len(name.words) == 1 and not page.opens_sentence(name.first)
            if speaks or (signs.get(name.first) in ("m", "f") and single):
                name.guess = Guess.PERSON
                persons.add(name.words[-1])
    for name in names:
        if name.guess is Guess.OPEN and len(name.words) == 1 and name.words[0] in persons:
            name.guess = Guess.PERSON
        elif name.guess is Guess.OPEN and name.first in ends:
            name.guess = Guess.BODY if _after_the(page, name) else Guess.PERSON


def _bodies(page: Page, names: list[Name], signs: dict[int, str]) -> Iterator[Name]:
    """The names of bodies that look like persons': "the chipmaker Elmo", "Elmo said it would"."""
    mentions: dict[tuple[str, ...], list[Name]] = {}
    parts = Counter(word for name in names if name.guess is Guess.PERSON for word in set(name.words))
    for name in names:
        if name.guess in (Guess.PERSON, Guess.OPEN):
            mentions.setdefault(name.words, []).append(name)
    for words, found in mentions.items():
        alone = len(words) == 1 and parts[words[0]] <= len(found)
        if gender_of_given(words[0].lower()) is not None or any(_is_person(n) for n in found):
            continue
        sexed = any(signs.get(n.first) in ("m", "f") for n in found)
        if (
            any(_has_noun(page, n) or (alone and _has_officers(page, n)) for n in found)
            or (alone and not sexed and any(_is_it(page, n) for n in found))
            or ((alone or len(words) > 1) and not sexed and any(_goes_on_as_body(page, n) for n in found))
        ):
            yield from found


def _is_person(name: Name) -> bool:
    return name.honorific is not None or name.role_first < name.first


def _has_noun(page: Page, name: Name) -> bool:
    """Say whether the noun for a body stands right before a name: "the law firm Elm & Oak"."""
    before = name.first - 1
    if before < 0 or page.gap(before) != " " or page.lower[before] not in BODIES:
        return False
    return page.words[before].islower() or page.begins_sentence(before)


def _is_it(page: Page, name: Name) -> bool:
    """Say whether the first pronoun after a name is "it", no other noun for a body or a text between."""
    for i in range(name.last, min(name.last + _NEAR, len(page.words))):
        if page.begins_sentence(i) or page.quote_of(page.starts[i]) is not None:
            return False
        if page.lower[i] in ("it", "its"):
            return (
                page.lower[i - 1] in SPEECH or page.lower[i - 1] in ("that", "as") or page.lower[i] == "its"
            )
        if page.lower[i] in PRONOUNS and page.lower[i] != "that":
            return False
        told_in = page.lower[i - 1] in ("a", "an")  # "said in a statement that it"
        if page.is_capital(i) or (noun_sort(page.lower[i]) in ("body", "document", "place") and not told_in):
            return False
    return False


def _goes_on_as_body(page: Page, name: Name) -> bool:
    """Say whether the next sentence calls one that speaks a company or "it": "Elmo said no. It added …"."""
    if name.last >= len(page.words) or page.lower[name.last] not in SPEECH:
        return False
    after = page.sentence_of(page.starts[name.first]) + 1
    if after >= len(page.sentence_starts):
        return False
    i = page.word_at(page.sentence_starts[after])
    if i + 1 >= len(page.words) or page.quote_of(page.starts[i]) is not None:
        return False
    opening, following = page.lower[i : i + 2]
    return (opening == "it" and following in SPEECH) or (
        opening == "the" and BODIES.get(following) == "company"
    )


def _heads(page: Page, words: range) -> range:
    """The words of a source up to the first preposition, lead-ins such as "according to" left out."""
    first = words.start
    while first < words.stop - 1 and page.lower[first] in LEAD_INS:
        first += 1
    return range(
        first, next((i for i in words[first - words.start :] if page.lower[i] in PHRASE_ENDS), words.stop)
    )


def _has_officers(page: Page, name: Name) -> bool:
    """Say whether a name has what only bodies have: "Elm Water's chief executive", "Elm Water (TNX: ELM)"."""
    following = page.lower[name.last : name.last + 2]
    if _TICKER.match(page.text, page.ends[name.last - 1]):
        return True
    return name.last - 1 in page.possessive and not OFFICERS.isdisjoint((" ".join(following), *following[:1]))


def _after_the(page: Page, name: Name) -> bool:
    return name.role_first > 0 and page.lower[name.role_first - 1] == "the"


def _is_modifier(page: Page, name: Name, end: int) -> bool:
    """Say whether a name stands before the noun that it tells apart: "Roe campaign officials"."""
    if name.last >= end or page.gap(name.last - 1) != " ":
        return False
    return page.lower[name.last] not in PHRASE_ENDS
