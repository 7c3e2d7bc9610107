"""What a name on a page seems to name, by its own words and its neighbours."""

import re
from enum import StrEnum

from onrecord.resolve.lexicon.bodies import BODIES, CALENDAR, DOCUMENTS, KNOWN_BODIES, PLACE_WORDS, THINGS
from onrecord.resolve.lexicon.given import gender_of_given
from onrecord.resolve.lexicon.nouns import role_class, singular
from onrecord.resolve.lexicon.people import DEMONYMS, REGIONAL_PARTIES
from onrecord.resolve.lexicon.places import ADJECTIVES, PEOPLES, SHORT_STATES, STATES
from onrecord.resolve.page import Page

_AGE_OR_PARTY = re.compile(r"\s?(?:,\s?\d{1,3}\b|\([RDIL]\b|\((?:Lab|Con|Lib Dem|SNP|Rep|Dem)\b)")
_SURNAMES = frozenset("lane hall law lake park hill field brook church marsh ford forest day".split())
_PARTISANS = frozenset("republicans democrats conservatives liberals tories".split())
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Fitz|Van)[A-Z][a-z]+[A-Z][a-z]{2}")  # "FenWatch", not "McRoe"
_QUARTER = re.compile(r"Q[1-4]|H[12]|FY\d{2,4}|[ABM]\d{1,4}")  # and roads
_PARTY_TAG = re.compile(r"[RDIL]-[A-Z]")  # "R-Tenn."
SPEECH = frozenset(
    """said says say told tells wrote writes added adds argued argues claimed claims insisted insists
    warned warns asked asks replied replies explained explains noted notes recalled recalls
    tweeted tweets announced announces testified testifies believes believed thinks thought denied
    denies admitted admits conceded joked joined laughed shouted whispered declared described
    called predicted suggested complained vowed pledged promised urged""".split()
)


class Guess(StrEnum):
    """What a name seems to name, by its own words and its neighbours."""

    PERSON = "person"
    BODY = "body"
    STATE = "state"
    PEOPLE = "people"  # Russians, Republicans
    DOCUMENT = "document"
    THING = "thing"  # places in a town, days, wars: they do not speak
    ROLE = "role"  # a title without a name
    OPEN = "open"


def guess_name(page: Page, first: int, last: int) -> Guess:
    """What words ``first`` to ``last`` (excluded) of a page seem to name."""
    lower = page.lower[first:last]
    name = " ".join(lower)
    if name in STATES or (name.replace(".", "") in STATES and page.words[first].isupper()):
        return Guess.STATE
    if lower[-1].rpartition("-")[2] in PEOPLES or lower[-1] in _PARTISANS:
        return Guess.PEOPLE
    the = first > 0 and page.lower[first - 1] == "the"
    branch = page.words[first].isupper() and lower[0].replace(".", "") in KNOWN_BODIES  # "U.N. Women"
    if is_body(lower) or (len(lower) == 1 and the and name in BODIES) or (len(lower) > 1 and branch):
        return Guess.BODY
    if len(lower) > 1 and lower[-1] in PLACE_WORDS and _has_role_or_age(page, first, last):
        return Guess.PERSON  # "chief executive Ann Park", "Hugo Lake, 40,"
    is_given = gender_of_given(lower[0]) and (lower[-1] in _SURNAMES or lower[0] in CALENDAR)
    if is_given and (speaks(page, first, last) or (len(lower) > 1 and _has_role_or_age(page, first, last))):
        return Guess.PERSON  # "Diane Lane said", "April said"
    if lower[-1] in PLACE_WORDS or lower[-1] in THINGS or lower[0] in CALENDAR:
        return Guess.DOCUMENT if lower[-1] in DOCUMENTS else Guess.THING
    if lower[-1] in DOCUMENTS:
        return Guess.DOCUMENT
    if name in ADJECTIVES or name in REGIONAL_PARTIES or name in DEMONYMS:
        return Guess.THING
    return _guess_person(page, first, last)


def is_body(lower: list[str]) -> bool:
    """Say whether words, in small letters, are the name of a body."""
    name = " ".join(lower)
    if name in KNOWN_BODIES:
        return True
    last = lower[-1]
    if len(lower) > 1 and (last in BODIES or singular(last) in BODIES):
        return len(lower) > 2 or lower[0] in STATES or not gender_of_given(lower[0])  # "Olga Bank" is a woman
    return any(w in ("of", "for", "on") and k and lower[k - 1] in BODIES for k, w in enumerate(lower))


def _guess_person(page: Page, first: int, last: int) -> Guess:
    lower = page.lower[first:last]
    given = gender_of_given(lower[0])
    if len(lower) == 1 and lower[0].strip(".") in SHORT_STATES and first and page.gap(first - 1) == ", ":
        return Guess.THING
    if _PARTY_TAG.match(page.words[first]):
        return Guess.THING
    if page.words[first][0] == "@":
        return Guess.PERSON
    if len(lower) == 1:
        if _CAMEL.match(page.words[first]):
            return Guess.BODY
        if _QUARTER.fullmatch(page.words[first]):
            return Guess.THING
        if page.words[first].isupper() and len(lower[0]) > 1 and not page.gap(first).startswith(":"):
            return Guess.BODY  # with a colon it is the label of a speaker's turn
        return Guess.PERSON if given or speaks(page, first, last) else Guess.OPEN
    if given and "of" not in lower:
        return Guess.PERSON
    if first and page.lower[first - 1] == "the":
        return Guess.OPEN
    if _has_role_or_age(page, first, last) or (len(lower) < 5 and speaks(page, first, last)):
        return Guess.PERSON
    return Guess.OPEN


def _has_role_or_age(page: Page, first: int, last: int) -> bool:
    """Say whether a role stands right before a name, or an age or a party right after it."""
    if first and role_class(page.lower[first - 1]) and page.gap(first - 1) == " ":
        return True
    return _AGE_OR_PARTY.match(page.text, page.ends[last - 1]) is not None


def speaks(page: Page, first: int, last: int) -> bool:
    """Say whether a verb of speech stands right after the name or right before it."""
    after = last < len(page.words) and page.gap(last - 1) == " " and page.lower[last] in SPEECH
    return after or (first > 0 and page.gap(first - 1) == " " and page.words[first - 1] in ("said", "says"))
