"""Quotes of made-up pages whose families are known, for `bench/families.py` and the tests.

Every page quotes a few people. Half of what it quotes was not said before; the rest was, and stands on its
page as pages word things: whole, trimmed, partial, spliced, reworded, with another number, with other marks,
its speaker named in full, by surname, with an office, or not at all. A few utterances are everyone's for some
days. One page in six is another outlet's copy of one before it. Beside them stands what must not be joined:
phrases that people say every day, short and long, and sentences of one pattern with other numbers.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bench.made_up.words import draw, pick
from bench.made_up.world import Person, World, make_world

QUOTES = 5  # of a page
COPIED = 1 / 6  # of the pages
NEW, EVERYDAY, PATTERNED, HOT = 0.5, 0.1, 0.05, 0.1  # of the quotes
WELL_KNOWN = 1 / 4  # of what is said: by those who are heard often
RECENT, HOT_PAGES, HOT_NOW = 300, 200, 3  # utterances said again; pages for each that is hot; hot at once
PAGES_A_DAY = 100
PHRASES = """
    no comment
    we take this very seriously
    our thoughts and prayers are with the families
    safety is our number one priority
    we will not be commenting further at this time
    it is what it is
    we are cooperating fully with the investigation and cannot say more while it goes on
    I am proud of what this team has done and I look forward to the work ahead of us
    we do not comment on matters that are before the courts
    nobody should have to go through what this family is going through tonight
    at the end of the day it is the people of this town who decide
    this is a dark day for our community
    we have to wait for the results of the inquiry before we say anything
    enough is enough
""".strip().splitlines()
PATTERNS = """
    we sold {number} {nouns} in the {nth} quarter, up {number} percent from the year before
    the {noun} in {place} will be closed for {number} days while repairs are made
    {number} people were taken to hospital in {place} and {number} of them are in a serious condition
    we expect revenue of {number} million for the year, compared with {number} million last year
""".strip().splitlines()
STRETCHES = """
    we will {verb} the {adjective} {noun} of {place} before the {nouns} are {done}
    {name} told us that {number} {nouns} were {done} with the {adjective} {noun}
    whoever {done} the {noun} in {place} should {verb} the {nouns} of {name}
    the {adjective} {nouns} that {name} {done} cannot {verb} a {noun}
    since {month} the {noun} of {place} has {done} {number} {adjective} {nouns}
    let them {verb} our {noun} and we will {verb} their {nouns} in {place}
    I have {done} {adjective} {nouns} with {name} and I would {verb} {number} more
    a {noun} in {place} is no {noun} if nobody can {verb} it by {month}
    they {done} {nouns} where {place} wanted a {adjective} {noun}
    if {name} can {verb} the {noun}, {place} must {verb} its {adjective} {nouns}
    what {place} needs is a {adjective} {noun}, not {number} {nouns}
    nobody asked {name} to {verb} the {nouns} or the {adjective} {noun}
""".strip().splitlines()
LEADS = ["at the end of the day", "let me be clear", "as I have said before", "look, to be honest"]
UNNAMED = ["she", "he", "a spokesman", "a spokeswoman for the company", "officials", None]


@dataclass(frozen=True, slots=True)
class Planted:
    """A quote as a page has it, and what it is a wording of."""

    page: int
    outlet: str
    published: str
    speaker: str | None
    words: str
    family: int


@dataclass(frozen=True, slots=True)
class _Said:
    family: int
    words: tuple[str, ...]
    who: Person


class Planter:
    """Makes the quotes of one page after the other.

    Args:
        seed: what they are made with.
    """

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(f"{seed}/planted")
        self.world: World = make_world(seed)
        self.families = 0
        self.recent: list[_Said] = []
        self.hot: list[_Said] = []
        self.everyday: dict[tuple[tuple[str, ...], Person], _Said] = {}

    def pages(self, count: int) -> Iterator[list[Planted]]:
        """The quotes of so many pages, page by page."""
        before: list[list[Planted]] = []
        for number in range(count):
            if number % HOT_PAGES == 0:
                self.hot = [self._say(), *self.hot][:HOT_NOW]
            outlet = pick(self.rng, self.world.outlets)
            day = (date(2031, 1, 1) + timedelta(number // PAGES_A_DAY)).isoformat()
            if before and self.rng.random() < COPIED:
                told = [(q.speaker, q.words, q.family) for q in pick(self.rng, before)]
            else:
                told = [self._quote() for _ in range(QUOTES)]
            page = [Planted(number, outlet, day, *each) for each in told]
            before = [page, *before][:30]
            yield page

    def _say(self) -> _Said:
        """Something new, of one stretch to a few; in one of five a phrase of everyone's."""
        told = [self._fill(pick(self.rng, STRETCHES).strip())]
        while self.rng.random() < 0.5:
            told.append(self._fill(pick(self.rng, STRETCHES).strip()))
        if self.rng.random() < 0.2:
            told.insert(self.rng.randint(0, len(told)), pick(self.rng, PHRASES).strip())
        return self._new(", and ".join(told) + ".")

    def _new(self, words: str) -> _Said:
        self.families += 1
        choose = draw if self.rng.random() < WELL_KNOWN else pick
        return _Said(self.families, tuple(words.split()), choose(self.rng, self.world.people))

    def _quote(self) -> tuple[str | None, str, int]:
        rng, chance = self.rng, self.rng.random()
        if chance < EVERYDAY:
            said = self._new(pick(rng, PHRASES).strip())
            said = self.everyday.setdefault((said.words, said.who), said)  # said twice, it is one to a reader
            return _name(rng, said.who), " ".join(said.words), said.family
        if chance < EVERYDAY + PATTERNED:
            said = self._new(self._fill(pick(rng, PATTERNS).strip()))
            return said.who.name, " ".join(said.words), said.family
        if chance < EVERYDAY + PATTERNED + HOT:
            said = pick(rng, self.hot)
        elif chance < EVERYDAY + PATTERNED + HOT + NEW or not self.recent:
            said = self._say()
            self.recent = [said, *self.recent][:RECENT]
        else:
            said = draw(rng, self.recent)
        return _name(rng, said.who), word(rng, said.words, self.world), said.family

    def _fill(self, pattern: str) -> str:
        words = [part.partition("}") for part in pattern.split("{")]
        nth = ["first", "second", "third", "fourth"]
        pools = {**self.world.grammar.words, "nth": nth}
        numbers = [str(self.rng.randint(2, 999)) for _ in words]
        return words[0][0] + "".join(
            (n if slot == "number" else pick(self.rng, pools[slot])) + rest
            for n, (slot, _, rest) in zip(numbers, words[1:], strict=False)
        )


def word(rng: random.Random, said: tuple[str, ...], world: World) -> str:
    """What a page makes of words that were said: one thing in three as it was, else up to three edits."""
    words = list(said)
    if rng.random() > 1 / 3:
        for edit in rng.sample(EDITS, rng.choice((1, 1, 2, 3))):
            words = edit(rng, words, world)
    return " ".join(words)


def _trim(rng: random.Random, words: list[str], _: World) -> list[str]:
    cut = rng.randint(1, max(1, len(words) // 3))
    return words[cut:] if rng.random() < 0.5 else words[:-cut]


def _part(rng: random.Random, words: list[str], _: World) -> list[str]:
    size = rng.randint(6, 14)
    at = rng.randint(0, max(0, len(words) - size))
    return words[at : at + size]


def _splice(rng: random.Random, words: list[str], _: World) -> list[str]:
    if len(words) < 14:
        return words
    at = rng.randint(5, len(words) - 9)
    return [*words[:at], "…", *words[at + rng.randint(2, 4) :]]


def _reword(rng: random.Random, words: list[str], world: World) -> list[str]:
    words = words.copy()
    for _ in range(rng.randint(1, max(1, len(words) // 8))):
        words[rng.randrange(len(words))] = draw(rng, world.grammar.words[pick(rng, ["noun", "adjective"])])
    return words


def _drop(rng: random.Random, words: list[str], _: World) -> list[str]:
    at = rng.randrange(len(words))
    return words[:at] + words[at + 1 :] if len(words) > 6 else words


def _renumber(rng: random.Random, words: list[str], _: World) -> list[str]:
    return [str(rng.randint(2, 999)) if each.isdigit() else each for each in words]


def _mark(rng: random.Random, words: list[str], _: World) -> list[str]:
    marks = {"'": "’", ",": " –", ".": ";", "-": "‑"}
    told = "".join(marks.get(c, c) for c in " ".join(words))
    return (told.upper() if rng.random() < 0.2 else told[:1].upper() + told[1:]).split()


def _lead(rng: random.Random, words: list[str], _: World) -> list[str]:
    return [*pick(rng, LEADS).split(), *words]


EDITS = [_trim, _part, _splice, _reword, _drop, _renumber, _mark, _lead]


def _name(rng: random.Random, who: Person) -> str | None:
    chance = rng.random()
    if chance < 0.15:
        return pick(rng, UNNAMED)
    if chance < 0.3:
        return who.surname
    if chance < 0.45 and who.office:
        return f"{who.office} {who.name}"
    return who.name
