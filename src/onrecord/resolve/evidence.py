"""What the whole page says of its names: which are persons', and of which gender.

A name in one place may tell nothing; that it speaks elsewhere, or that "she" follows it, does.
"""

import re
from collections import Counter
from collections.abc import Iterable

from onrecord.resolve.guess import Guess
from onrecord.resolve.lexicon.people import OFFICERS
from onrecord.resolve.lexicon.words import LEAD_INS, PHRASE_ENDS
from onrecord.resolve.names import Name
from onrecord.resolve.page import Page

_SAYS = {"he": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_TICKER = re.compile(r"\s?\([A-Z]{2,8}(?:\s[A-Z]{1,8})?:\s?[A-Z.]{1,6}\)")  # of a company's shares
_CLEAR = 2  # one gender must be named so many times, and so many times as often as the other


def gender_signs(page: Page, names: list[Name]) -> dict[int, str]:
    """Read a sign of gender for each name that has one.

    A sign is a title, or the first "he" or "she" after the name in its sentence, or at the head of
    the next one, if nobody else who could be meant is named between. One sign is weak; see ``majority``.

    Returns:
        "m" or "f" by the number of the name's first word.

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
        elif name.guess in (Guess.PERSON, Guess.OPEN) and page.quote_of(page.starts[name.first]) is None:
            limit = names[k + 1].first if k + 1 < len(names) else len(page.words)
            if sign := _pronoun_after(page, name.last, limit):
                signs[name.first] = sign
    return signs


def _pronoun_after(page: Page, first: int, limit: int) -> str | None:
    for i in range(first, min(limit, len(page.words))):
        begins = page.begins_sentence(i)
        if (
            i > first
            and begins
            and page.sentence_of(page.starts[i]) > page.sentence_of(page.starts[first - 1])
        ):
            return _SAYS.get(page.lower[i])
        if page.lower[i] in _SAYS and page.quote_of(page.starts[i]) is None:
            return _SAYS[page.lower[i]]
    return None


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
    persons = {n.words[-1] for n in names if n.guess is Guess.PERSON}
    for name in names:
        if name.guess is Guess.OPEN and len(name.words) > 1 and _has_officers(page, name):
            name.guess = Guess.BODY
    for name in names:
        if name.guess is Guess.OPEN and not _after_the(page, name):
            speaks = name.first in ends and not _is_modifier(page, name, ends[name.first])
            single = len(name.words) == 1 and not page.opens_sentence(name.first)
            if speaks or (name.first in signs and single):
                name.guess = Guess.PERSON
                persons.add(name.words[-1])
    for name in names:
        if name.guess is Guess.OPEN and len(name.words) == 1 and name.words[0] in persons:
            name.guess = Guess.PERSON
        elif name.guess is Guess.OPEN and name.first in ends:
            name.guess = Guess.BODY if _after_the(page, name) else Guess.PERSON


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
