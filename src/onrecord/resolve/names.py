"""Names on a page: runs of capitalised words, taken apart into role and name, with a first guess at kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.resolve.guess import Guess, guess_name, is_body, speaks
from onrecord.resolve.lexicon.bodies import BODIES, CALENDAR, DOCUMENTS, KNOWN_BODIES
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.nouns import is_plural, noun_sort, role_class
from onrecord.resolve.lexicon.people import (
    ANONYMOUS,
    CROWDS,
    HONORIFICS,
    PEERAGES,
    REGIONAL_PARTIES,
    ROLES,
    SUFFIXES,
    SURNAME_ROLES,
)
from onrecord.resolve.lexicon.places import ADJECTIVES, FIRST_WORDS, STATES
from onrecord.resolve.lexicon.words import FUNCTION_WORDS, NAME_PARTICLES, PREPOSITIONS
from onrecord.resolve.page import Page, not_owning
from onrecord.resolve.roles import before_letters, role_before

MAX_RUN = 12  # words; longer runs of capitals are lists or headings
_ADDRESSED = frozenset("president speaker chairman chairwoman secretary minister ambassador justice".split())
# What a company is, before its name at the head of a sentence: "Chipmaker Elmo".
_SORTS = frozenset(
    "carmaker automaker chipmaker drugmaker planemaker shipbuilder housebuilder retailer manufacturer "
    "insurer lender brewer startup start-up consultancy airline charity".split()
)
_OPEN_NICKNAME = frozenset(stop + " " + mark for stop in ("", ".") for mark in "\"“‘'(")
_CLOSE_NICKNAME = frozenset(mark + " " for mark in "\"”’')")


@dataclass(slots=True)
class Name:
    """One mention by name: words ``first`` to ``last`` (excluded), the role before it left out.

    ``words`` are those of the name, without letters after it ("MP").
    ``role_first`` is where the role or title before the name begins, or ``first``.
    """

    first: int
    last: int
    role_first: int
    words: tuple[str, ...]
    guess: Guess
    nickname: str | None = None  # the "Bob" of: Robert "Bob" Roe
    honorific: str | None = None  # "m", "f" or "" for Mr, Ms, Dr; None where there is none

    @property
    def text(self) -> str:
        """The name as one string."""
        return " ".join(self.words)


def find_names(page: Page) -> list[Name]:
    """Find every mention by name in the running prose, in the order of the page.

    Example:
        >>> from onrecord.model import Snapshot
        >>> from onrecord.resolve.page import read_page
        >>> text = "Then Foreign Minister Ana de Sol quietly met Mr. Oh in Paris on trade."
        >>> page = read_page(Snapshot("p", text))
        >>> [(n.text, n.guess.value) for n in find_names(page)]
        [('Ana de Sol', 'person'), ('Oh', 'person'), ('Paris', 'state')]
    """
    runs = list(_runs(page))
    names = [name for first, last in runs if (name := _read_run(page, first, last)) is not None]
    known = {page.lower[name.last - 1] for name in names}
    in_titles = _names_in_titles(page, known)
    like_titles = [
        Name(last - 1, last, last - 1, words_of(page, last - 1, last), Guess.PERSON)
        for first, last in runs
        if page.lower[last - 1] in HONORIFICS
        and page.lower[last - 1] in known
        and _skip_openers(page, first, last) == last - 1
    ]  # "Barr", after "Lowell Barr"
    names = sorted(names + in_titles + like_titles, key=lambda name: name.first)
    _share_surnames(page, names)
    return names


def _share_surnames(page: Page, names: list[Name]) -> None:
    """Give the first of "Ted and Maureen Roe" the surname, unless the page names a Ted in full."""
    full = {name.words[0] for name in names if len(name.words) > 1}
    for name, following in pairwise(names):
        if (
            name.guess is following.guess is Guess.PERSON
            and len(name.words) == 1
            and len(following.words) > 1
            and following.first == name.last + 1
            and page.lower[name.last] in ("and", "&")
            and gender_of_given(name.words[0].lower())
            and gender_of_given(following.words[0].lower())
            and name.words[0] not in full
        ):
            name.words += following.words[-1:]


def _names_in_titles(page: Page, known: set[str]) -> list[Name]:
    """Full names in title case: a given name, then a word that the prose uses as a name."""
    found, last = [], 0
    for start, end in page.titled:
        for i in page.words_in(start, end)[:-1]:
            surname = page.lower[i + 1] in known and page.is_capital(i + 1) and page.gap(i) == " "
            if i >= last and surname and gender_of_given(page.lower[i]):
                last = i + 2
                found.append(Name(i, last, i, words_of(page, i, last), Guess.PERSON))
    return found


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    i, count = 0, len(page.words)
    skip = page.titled + page.nameless
    skip.sort()
    for start, end in [*skip, (len(page.text), len(page.text))]:
        while i < count and page.starts[i] < start:
            if not page.is_capital(i):
                i += 1
                continue
            last = i
            while last - i < MAX_RUN and (after := _next_in_run(page, last)) is not None:
                last = after
            yield i, last + 1
            i = last + 1
        while i < count and page.starts[i] < end:
            i += 1


def _next_in_run(page: Page, i: int) -> int | None:
    """The word that goes on the run after word ``i``, over particles and "of"."""
    if i + 1 >= len(page.words):
        return None
    if i in page.possessive:
        return i + 1 if _owns_body(page, i) else None
    gap = page.gap(i)
    following = page.lower[i + 1]
    if page.words[i] in ("Number", "No") and f"{page.lower[i]} {following}" in KNOWN_BODIES:
        return i + 1  # "Number 10"
    nickname = _after_nickname(page, i) if gap in _OPEN_NICKNAME else None
    if nickname is not None:
        return nickname
    if gap == ", " and following in SUFFIXES and page.is_capital(i + 1):
        return i + 1
    if gap == ". " and (not _takes_stop(page.words[i]) or page.begins_sentence(i + 1)):
        return None
    if gap not in (" ", ". ", "\u00a0"):
        return None
    if page.is_capital(i + 1):
        return None if page.words[i + 1] == "I" else i + 1
    if following in NAME_PARTICLES:
        return _after_particles(page, i)
    if following in ("of", "for", "on") and (
        page.lower[i] in BODIES or page.lower[i] in ROLES or following == "of"
    ):
        return _after_of(page, i)
    if following in ("and", "&"):
        return i + 2 if _joins_body(page, i) else None
    return None


def _owns_body(page: Page, i: int) -> bool:
    """Say whether a possessive belongs to a body's name: "the Sheriff's Office", "the Teachers' Union"."""
    if noun_sort(page.lower[i]) not in ("role", "crowd") or page.gap(i).strip("'’") != " ":
        return False
    j = i + 1
    while j < i + MAX_RUN and page.is_capital(j) and page.gap(j) == " " and page.is_capital(j + 1):
        j += 1
    return page.is_capital(j) and page.lower[j] in BODIES


def _after_nickname(page: Page, i: int) -> int | None:
    """The surname after a nickname in marks: 'Robert "Bob" Roe', "Ann (Annie) Roe"."""
    if i + 2 >= len(page.words) or page.gap(i + 1) not in _CLOSE_NICKNAME:
        return None
    if page.words[i + 1][0] == "@":  # "Ann Roe (@annroe) May 3"
        return None
    return i + 2 if page.is_capital(i + 1) and page.is_capital(i + 2) else None


def _takes_stop(word: str) -> bool:
    key = word.lower()
    return (
        len(word) == 1
        or key + "." in ROLES
        or key + "." in HONORIFICS
        or key in SUFFIXES
        or key in ("ft", "mt")
    )


def _after_particles(page: Page, i: int) -> int | None:
    for j in range(i + 2, min(i + 4, len(page.words))):
        if page.gap(j - 1) != " ":
            return None
        if page.is_capital(j):
            return j
        if page.lower[j] not in NAME_PARTICLES:
            return None
    return None


def _after_of(page: Page, i: int) -> int | None:
    j = i + 2
    if j < len(page.words) and page.words[j] in ("the", "a"):
        j += 1
    if j < len(page.words) and page.lower[j] in CALENDAR:
        return None
    known = (
        page.lower[i] in BODIES
        or page.lower[i] in PEERAGES
        or page.lower[i] in ("bank", "secretary", "minister", "speaker", "lords")
    )
    if j < len(page.words) and page.is_capital(j) and known and page.gap(i + 1) == " ":
        return j
    return None


def _joins_body(page: Page, i: int) -> bool:
    """Say whether "A and B" is one body's name: B ends in a word like Commission, A does not."""
    if page.lower[i] in BODIES or page.lower[i] in STATES or page.lower[i] in KNOWN_BODIES:
        return False
    j, end = i + 2, min(i + 7, len(page.words))
    while j + 1 < end and page.is_capital(j) and page.gap(j) == " " and page.is_capital(j + 1):
        j += 1
    return j < end and page.is_capital(j) and page.lower[j] in BODIES and page.gap(i + 1) == " "


def _read_run(page: Page, first: int, last: int) -> Name | None:
    """Take one run apart; None where nothing in it is a name."""
    if " ".join(page.lower[first:last]) not in KNOWN_BODIES:
        first = _skip_openers(page, first, last)
    if first >= last:
        return None
    end, last = last, before_letters(page, first, last)
    lower = page.lower[first:last]
    if all(key in HONORIFICS for key in lower):
        return None  # the first of "Mr and Mrs Roe"
    if lower[0] in PEERAGES and lower[1:2] == ["of"]:  # "the Earl of Elm": a name, and no role
        return Name(first, end, first, words_of(page, first, last), Guess.PERSON, None, PEERAGES[lower[0]])
    role_end, honorific = _role_end(lower)
    if role_end == len(lower) and not (honorific is None and _is_person_with_role_surname(lower)):
        return Name(first, end, first, words_of(page, first, last), Guess.ROLE)
    if role_end == len(lower) or is_body(lower):
        role_end, honorific = 0, None
    start = first + role_end
    if any(key in FUNCTION_WORDS for key in lower[role_end + 1 : -1]):
        start, guess = first, guess_name(page, first, last)  # a line of capitals, no name
    elif honorific is not None or (role_end and not is_body(lower[role_end:])):
        guess = Guess.PERSON
    else:
        start += _descriptor_end(lower) if role_end == 0 else 0
        guess = guess_name(page, start, last)
        if guess is not Guess.PERSON and role_end == 0:  # "Republican" belongs to the name
            start, guess = first, guess_name(page, first, last)
    if guess is Guess.DOCUMENT and start and page.lower[start - 1].isdigit() and page.gap(start - 1) == " ":
        start = first = start - 1  # "the 1951 Convention"
    role_first = role_before(page, first) if guess is Guess.PERSON else first
    nickname = next(
        (page.words[i] for i in range(start + 1, last) if page.gap(i - 1) in _OPEN_NICKNAME), None
    )
    return Name(start, end, role_first, words_of(page, start, last), guess, nickname, honorific)


def words_of(page: Page, first: int, last: int) -> tuple[str, ...]:
    out = []
    for i in range(first, last):
        if i > first and page.gap(i - 1) in _OPEN_NICKNAME:
            continue
        word = page.words[i]
        if i in page.possessive and i + 1 == last:
            word = not_owning(word)
        elif i in page.possessive:  # "the Teachers' Union"
            word += page.gap(i).strip()
        dotted = i + 1 < last and page.gap(i).startswith(". ")
        out.append(
            word + "." if dotted or (page.lower[i] in ("jr", "sr") and page.gap(i)[:1] == ".") else word
        )
    return tuple(out)


def _skip_openers(page: Page, first: int, last: int) -> int:
    """Leave out little words and sentence openers that are only capitalised for their place."""
    while first < last:
        word, key = page.words[first], page.lower[first]
        opens = page.opens_sentence(first)
        single = last - first == 1
        shouted = word.isupper() and len(word) > 1
        if (
            (key in FUNCTION_WORDS and not shouted and (opens or key not in ("may", "will")))
            or (opens and key in page.common and not shouted and _is_plain_opener(key, single))
            or (opens and single and not shouted and _is_common_noun(key))
            or key.isdigit()
            or (
                key in CALENDAR
                and not (single and speaks(page, first, last))
                and (single or _is_date(page, first))
            )
            or (opens and last - first > 2 and _is_verb_before_name(page, first))
            or (opens and not single and key in _SORTS)
        ):
            first += 1
        else:
            return first
    return first


def _is_date(page: Page, first: int) -> bool:
    """Say whether a day or month stands before a name only by chance: "on Friday Roe said"."""
    return gender_of_given(page.lower[first]) is None or (first > 0 and page.lower[first - 1] in PREPOSITIONS)


def _is_common_noun(key: str) -> bool:
    people = is_plural(key) and noun_sort(key) in ("role", "epithet", "crowd", "kin")  # "Survivors said"
    return people or key in DOCUMENTS or key in CROWDS or key in ANONYMOUS


def _is_verb_before_name(page: Page, first: int) -> bool:
    """Say whether a sentence opens with a word of another sort before a given name: "Hold Ann Roe to"."""
    key, following = page.lower[first], page.lower[first + 1]
    known = gender_of_given(key) or role_class(key) or key in STATES or key in ADJECTIVES or key in HONORIFICS
    plain = len(key) > 2 and key not in REGIONAL_PARTIES and key not in FIRST_WORDS and key not in BODIES
    return plain and not known and gender_of_given(following) is not None and first not in page.possessive


def _is_plain_opener(key: str, single: bool) -> bool:
    if single:
        return gender_of_given(key) is None
    return (
        role_class(key) is None
        and key not in BODIES
        and gender_of_given(key) is None
        and key not in FIRST_WORDS
    )


def _role_end(lower: list[str]) -> tuple[int, str | None]:
    """How many words at the front are role or title, and the honorific among them."""
    honorific, end = None, 0
    for k, key in enumerate(lower):
        more = k + 1 < len(lower)
        if key in HONORIFICS and more:
            honorific, end = HONORIFICS[key], k + 1
        elif honorific and not more and end == k and key not in _ADDRESSED:
            break  # "Mr. King"
        elif role_class(key):
            end = k + 1
            if more and lower[k + 1] in ("of", "for"):
                end = max(k + 1, len(lower) - 2) if len(lower) - k > 4 else len(lower)
                return end, honorific
        elif more and gender_of_given(key) and key not in STATES and not role_class(lower[k + 1]):
            break  # from here on it is the name: "Martin Luther Bishop"
    return end, honorific


def _is_person_with_role_surname(lower: list[str]) -> bool:
    """Say whether a run that ends in a role is a person after all: "Hugo King", not "Saudi King"."""
    if len(lower) < 2:
        return False
    known = any(w in ADJECTIVES or w in STATES or role_class(w) is not None for w in lower[:-1])
    return gender_of_given(lower[0]) is not None or (
        len(lower) < 4 and lower[-1] in SURNAME_ROLES and not known
    )


def _descriptor_end(lower: list[str]) -> int:
    """Words like "Republican" or "Canadian" before a full name."""
    end = 0
    while end + 2 < len(lower) and (lower[end] in ADJECTIVES or lower[end] in REGIONAL_PARTIES):
        end += 1
    return end
