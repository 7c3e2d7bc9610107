"""What happens in the made-up web, and which page tells of what.

Pages are planned in blocks. Each event of a block has its speakers and what they say; from one to fifty pages
tell of it, few of them often. Among these pages are agency copies at other outlets, and later captures.
"""

import random
from dataclasses import dataclass
from functools import lru_cache

from bench.made_up.pages import CAPTURED_AGAIN, COPIED
from bench.made_up.web.utterances import BARE_SHARE, Talker, Utterance, say_stock
from bench.made_up.words import draw
from bench.made_up.world import Person, World

BLOCK = 500  # pages planned together: an event's pages lie within them, in no order
MOST_PAGES = 50  # that tell of one event
UTTERANCES = (2, 9)  # of an event; the first are quoted most


@dataclass(frozen=True)
class Event:
    """Something that outlets tell of: who spoke, where, and what was said, the most quoted first."""

    id: str
    speakers: tuple[Person, ...]
    place: str
    said: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a page is.

    Attributes:
        event: the number of its event in the block.
        base: the number of the page that it is made of: its own, or an earlier one's.
        is_later: a later capture of ``base``, at the same address; else another outlet's copy of it.
    """

    event: int
    base: int
    is_later: bool = False

    def is_copy_at(self, number: int) -> bool:
        """Say whether the page of a number is another outlet's copy."""
        return self.base != number and not self.is_later


@dataclass(frozen=True)
class Block:
    """The events of some pages, and the role of each page; ``copied`` are those that others copy."""

    events: tuple[Event, ...]
    roles: tuple[Role, ...]
    copied: frozenset[int]


class Planner:
    """Plans the blocks of a seed; any of them can be planned again from its number."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.seed, self.talker = (
            world,
            seed,
            Talker(world.places, [person.surname for person in world.people]),
        )
        self.block = lru_cache(3)(self._plan)

    def role(self, number: int) -> tuple[Role, Event, bool]:
        """The role of a page, the event that it tells of, and whether others copy it."""
        block = self.block(number // BLOCK)
        role = block.roles[number % BLOCK]
        return role, block.events[role.event], role.base in block.copied

    def _plan(self, number: int) -> Block:
        rng = random.Random(f"{self.seed}/web-block/{number}")
        owners: list[int] = []
        events: list[Event] = []
        while len(owners) < BLOCK:
            size = int((MOST_PAGES + 1) ** rng.random())
            owners += [len(events)] * size
            events.append(self._happen(rng, f"{number:05}-{len(events):03}"))
        del owners[BLOCK:]
        rng.shuffle(owners)
        roles = _cast_roles(rng, owners, number * BLOCK)
        copied = {role.base for i, role in enumerate(roles) if role.is_copy_at(number * BLOCK + i)}
        return Block(tuple(events), tuple(roles), frozenset(copied))

    def _happen(self, rng: random.Random, key: str) -> Event:
        people = self.world.people
        speakers = tuple(dict.fromkeys(draw(rng, people) for _ in range(rng.randint(1, 3))))
        said: dict[str, Utterance] = {}
        for i in range(rng.randint(*UTTERANCES)):
            speaker = draw(rng, speakers)
            is_bare = rng.random() < BARE_SHARE
            one = (
                say_stock(rng, speaker) if is_bare else Utterance(f"{key}-{i}", self.talker.say(rng), speaker)
            )
            said[one.family] = one
        return Event(key, speakers, draw(rng, self.world.places), tuple(said.values()))


def _cast_roles(rng: random.Random, owners: list[int], first: int) -> list[Role]:
    """The role of each page of a block: copies and later captures are of earlier pages of the same event."""
    fresh: dict[int, list[int]] = {}
    roles: list[Role] = []
    for number, event in enumerate(owners, first):
        told, chance = fresh.setdefault(event, []), rng.random()
        if told and chance < CAPTURED_AGAIN:
            roles.append(Role(event, draw(rng, told), is_later=True))
        elif told and chance < CAPTURED_AGAIN + COPIED * 1.3:  # an event's first page copies none
            roles.append(Role(event, told[0]))  # the agency's: the first that told of it
        else:
            roles.append(Role(event, number))
            told.append(number)
    return roles
