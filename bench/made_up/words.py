"""A grammar of made-up English: templates whose slots are drawn from pools of words, the common ones often.

Words are drawn by Zipf's law (1949): the one of rank r with a chance of about 1/r. So a full-text index over
what is written here has its few heavy terms and its long tail of rare ones.
"""

import random
import re
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

ONSETS = "b br d dr f g gr h k kl l m n p pl r s st t tr v w".split()
VOWELS = "a e i o u ai ea o a e".split()
CODAS = ["", "", "", "l", "n", "r", "s", "m", "nd", "rk", "ll", "th"]
COINED = 26_000  # nouns beside the English ones: the tail that makes a vocabulary of over 30,000 forms

_NOUNS = """
    budget bridge school council harbour road hospital tax price river contract report line station market
    union farm housing water law plan vote company bill port ferry railway mine factory museum library court
    police army border treaty election campaign party deal loan bank pension wage strike shortage flood storm
    drought harvest forest park bus tram airport runway tunnel dam canal pipe power grid reactor engine boat
    fleet catch quota fishery clinic nurse doctor teacher pupil student exam grant fund audit inquiry panel
    committee office ministry deadline delay repair survey permit licence rule ban fine levy subsidy tariff
    export import trade shipment crop mill depot yard quay lighthouse tower roof cellar stadium pool theatre
    archive festival procession ceremony statue square garden cemetery quarry orchard vineyard dairy brewery
""".split()
_VERBS = """
    open close build repair sell buy move cut raise lower fund extend delay cancel keep protect review defend
    replace restore inspect expand limit finish approve reject publish share double halve test clean paint
    lease rent guard count measure survey divide merge rename record deliver supply
""".split()
_DONE = """
    opened closed built repaired sold bought moved cut raised lowered funded extended delayed cancelled kept
    protected reviewed defended replaced restored inspected expanded limited finished approved rejected
    published shared doubled halved tested cleaned painted leased rented guarded counted measured surveyed
    divided merged renamed recorded delivered supplied
""".split()
_ADJECTIVES = """
    new old local public safe costly late early small large empty full open quiet difficult fair broken common
    narrow wide steady sudden regional northern southern eastern western urgent modest private secret
    temporary permanent hasty careful bitter plain serious rural coastal
""".split()
_MONTHS = "January February March April May June July August September October November December".split()
_NUMBERS = [
    str(n) for n in (3, 4, 12, 20, 30, 40, 7, 9, 15, 60, 90, 120, 250, 400, 35, 18, 75, 600, 140, 820)
]

_CLAUSES = [
    "we can {verb} {number} {nouns} in {place}",
    "the {noun} will probably {verb} the {adjective} {noun}",
    "nobody has {done} the {noun} since {month}",
    "the {nouns} of {place} are very {adjective}",
    "they have {done} {number} of the {nouns}",
    "we do not {verb} a {noun} that was {done} in {month}",
    "she wants more {nouns} and a better {noun} for {place}",
    "the {adjective} {noun} was {done} by the {noun}",
    "we must {verb} the {noun} and the {nouns} beside it",
    "he is not the one who {done} the {noun}",
    "the people of {place} should {verb} their {noun}",
    "our {noun} could {verb} the {nouns} within {number} days",
]
_SPOKEN = [
    "we will {verb} the {noun} of {place} before {month}, and the {nouns} will stay {adjective}",
    "we will not {verb} the {noun}, unless the {noun} in {place} is {done}",
    "I think that {clause}, and {clause}",
    "the {noun} is {adjective}, you know, and {clause}",
    "if the {noun} of {place} is {done} by {month}, {clause}",
    "{clause}, but {clause}",
    "{clause}",
    "I do not think that the {noun} can {verb} the {adjective} {nouns}",
    "people say that the {noun} of {place} is {adjective}",
    "I have {done} {number} {nouns} in {number} years, and {clause}",
    "should the {noun} {verb} the {nouns} of {place}?",
    "we {done} it with {name}, because {clause}",
    "the {noun} of {name} is really {adjective} and nobody will {verb} it",
    "{clause}, if {clause}",
]
_REPORTED = [
    "the {noun} would {verb} the {nouns} of {place}",
    "the {noun} had {done} {number} {nouns} since {month}",
    "no {noun} could be {done} before {month}",
    "the {adjective} {noun} was too {adjective} for {place}",
    "{number} {nouns} in {place} would be {done}",
    "the {noun} should {verb} the {noun} with {name}",
    "the {nouns} were {adjective} and the {noun} might be {done} by {month}",
    "a {noun} of {number} {nouns} was needed in {place}",
]
_OWN = [
    "the {noun} of {place} was {done} in {month} after a {adjective} {noun}",
    "about {number} {nouns} are {done} in {place} each year",
    "the {noun} has {number} {nouns}, of which {number} are {adjective}",
    "a {adjective} {noun} between {place} and {place} was {done} last {month}",
    "the dispute over the {noun} began in {month}, when the {nouns} were {done}",
    "most {nouns} there belong to the {noun}",
    "it is the {adjective} {noun} that {place} has {done} since {month}",
]
_HEADED = [
    "{noun} of {place} to be {done}",
    "{adjective} {noun} for {place}",
    "{number} {nouns} {done} in {place}",
    "{place} to {verb} its {noun}",
]
_CAPTIONS = [
    "the {noun} at {place}, {done} in {month}",
    "{nouns} near {place}",
    "a {adjective} {noun} in {place}",
]

_SLOT = re.compile(r"\{(\w+)\}")


def draw(rng: random.Random, pool: Sequence[T]) -> T:
    """One of a pool by Zipf's law, the first most often.

    Example:
        >>> rng = random.Random(1)
        >>> sum(draw(rng, range(1000)) == 0 for _ in range(1000)) > 50
        True
    """
    return pool[int(len(pool) ** rng.random()) - 1]  # log-uniform: rank r with a chance of ln(1 + 1/r) / ln n


def pick(rng: random.Random, pool: Sequence[T]) -> T:
    """One of a pool, each as likely; quicker than ``rng.choice``."""
    return pool[int(len(pool) * rng.random())]


_ENGLISH = frozenset("be do go he ho me my no she so thee they to we who wo ye".split())  # no names


def coin(rng: random.Random, count: int, least: int = 2, most: int = 3) -> list[str]:
    """So many different made-up words, of ``least`` to ``most`` syllables, in small letters.

    Example:
        >>> len(set(coin(random.Random(1), 500)))
        500
    """
    made: dict[str, None] = {}
    while len(made) < count:
        size = rng.randint(least, most)
        word = "".join(pick(rng, ONSETS) + pick(rng, VOWELS) for _ in range(size)) + pick(rng, CODAS)
        if word not in _ENGLISH:
            made[word] = None
    return list(made)


def plural(noun: str) -> str:
    """More than one of it.

    Example:
        >>> plural("ferry"), plural("arch"), plural("boat")
        ('ferries', 'arches', 'boats')
    """
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "x")) else "s")


class Grammar:
    """Writes sentences from templates.

    Args:
        rng: what the coined nouns are made with.
        places: names of places, the common ones first.
        names: full names of people, the common ones first.

    Example:
        >>> grammar = Grammar(random.Random(1), ["Pelmouth"], ["Ada Crane"])
        >>> "Pelmouth" in grammar.sentence(random.Random(1), "headed")
        True
    """

    def __init__(self, rng: random.Random, places: Sequence[str], names: Sequence[str]) -> None:
        nouns = [*_NOUNS, *coin(rng, COINED, 2, 4)]
        self.words: dict[str, Sequence[str]] = {
            "noun": nouns,
            "nouns": [plural(noun) for noun in nouns],
            "verb": _VERBS,
            "done": _DONE,
            "adjective": _ADJECTIVES,
            "month": _MONTHS,
            "number": _NUMBERS,
            "place": places,
            "name": names,
        }
        told = {
            "clause": _CLAUSES,
            "spoken": _SPOKEN,
            "reported": _REPORTED,
            "own": _OWN,
            "headed": _HEADED,
            "caption": _CAPTIONS,
        }
        self._templates = {kind: [_SLOT.split(one) for one in made] for kind, made in told.items()}

    def write(self, rng: random.Random, kind: str) -> str:
        """A stretch of this kind, in small letters at its beginning and with no full stop."""
        pieces = pick(rng, self._templates[kind]).copy()
        for i in range(1, len(pieces), 2):  # _SLOT.split puts the slots at odd places
            pool = self.words.get(pieces[i])
            pieces[i] = draw(rng, pool) if pool else self.write(rng, pieces[i])
            if pieces[i][0] in "aeiou" and pieces[i - 1][-3:] in ("a ", " a "):
                pieces[i - 1] = pieces[i - 1][:-1] + "n "
        return "".join(pieces)

    def sentence(self, rng: random.Random, kind: str) -> str:
        """The same as a sentence: with a capital letter and an end."""
        text = self.write(rng, kind)
        return text[0].upper() + text[1:] + ("" if text[-1] in ".?" else ".")
