"""The made-up country that the pages are about: its people, bodies, places and outlets."""

import random
from dataclasses import dataclass
from functools import lru_cache

from bench.made_up.words import Grammar, coin, pick

PEOPLE, BODIES, PLACES, OUTLETS = 20_000, 1_500, 2_500, 300
OFFICES = """
    Mayor|Senator|Minister|Governor|Commissioner|Councillor|Judge|Professor|Chairman|Captain|Deputy
""".strip().split("|")
_BODIES = "Council|Union|Authority|Institute|Bank|Ministry|Company|Association|Court|Agency".split("|")
_OUTLETS = "Courier|Press|Islander|Dispatch|Lantern|Echo|Herald|Gazette|Post|Observer|Mirror|Record".split(
    "|"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may be quoted; ``office`` is empty for most."""

    given: str
    surname: str
    office: str
    pronoun: str

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given} {self.surname}"


@dataclass(frozen=True)
class World:
    """Everything that can be named, the best known first, and the grammar that speaks of it."""

    people: tuple[Person, ...]
    bodies: tuple[str, ...]
    places: tuple[str, ...]
    outlets: tuple[str, ...]
    grammar: Grammar


@lru_cache(maxsize=1)
def make_world(seed: int) -> World:
    """The world of a seed; kept, for a records' and a pages' generator want the same.

    Example:
        >>> world = make_world(1)
        >>> len(world.people), len({p.name for p in world.people[:50]})
        (20000, 50)
    """
    rng = random.Random(f"{seed}/world")
    given = [word.title() for word in coin(rng, 1_200, 1, 2)]
    surnames = [word.title() for word in coin(rng, 9_000)]
    places = [word.title() for word in coin(rng, PLACES)]
    names = dict.fromkeys((pick(rng, given), pick(rng, surnames)) for _ in range(PEOPLE + PEOPLE // 20))
    people = tuple(
        Person(*name, pick(rng, OFFICES) if rng.random() < 0.4 else "", pick(rng, ("he", "she")))
        for name in list(names)[:PEOPLE]
    )
    bodies = tuple(f"{place} {pick(rng, _BODIES)}" for place in places[:BODIES])
    outlets = tuple(f"{place} {pick(rng, _OUTLETS)}" for place in places[:OUTLETS])
    grammar = Grammar(rng, places, [person.name for person in people])
    return World(people, bodies, tuple(places), outlets, grammar)
