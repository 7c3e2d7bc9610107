"""Made-up transcripts with turns, one at a time: any of them can be made again from its number."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bench.made_up.wordings import Carried, carry
from bench.made_up.words import draw
from bench.made_up.world import Person, World, make_world
from onrecord.model import Record, Span, Turn

FIRST_DAY, DAYS = date(2030, 1, 1), 1826  # five years that nobody has lived yet
OPEN, CARRIED = 64, 20_000  # records and wordings kept at hand: pages quote what is new
WORDINGS = 14  # of one sentence, the first word for word; drawn by Zipf's law


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a record that can be quoted, and who says it."""

    speaker: Person
    span: Span
    turn: Span


@dataclass(frozen=True, slots=True)
class Talk:
    """A record, and the sentences of its guests, the most quoted first."""

    record: Record
    sentences: tuple[Sentence, ...]
    speakers: tuple[Person, ...]


class Archive:
    """The records of a world, made when asked for.

    Args:
        count: how many there are.
        seed: what they are made with.
    """

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.seed, self.world = count, seed, make_world(seed)
        self.talk = lru_cache(OPEN)(self._make)
        self.wording = lru_cache(CARRIED)(self._carry)

    def _make(self, number: int) -> Talk:
        day = FIRST_DAY + timedelta(number * DAYS // self.count)
        rng = random.Random(f"{self.seed}/record/{number}")
        return make_talk(self.world, rng, f"talk-{self.seed}-{number:05}", day)

    def _carry(self, number: int, place: int, wording: int, fragment: bool) -> Carried | None:
        talk = self.talk(number)
        said = talk.sentences[place]
        rng = random.Random(f"{self.seed}/wording/{number}/{place}/{wording}")
        return carry(rng, talk.record, said.span, said.turn, wording, fragment=fragment)


def make_talk(world: World, rng: random.Random, key: str, day: date) -> Talk:
    """Make one transcript: a moderator, one to three guests, some twenty turns."""
    moderator = draw(rng, world.people)
    guests = tuple(dict.fromkeys(draw(rng, world.people) for _ in range(rng.randint(1, 3))))
    text, turns, sentences = "", [], []
    for i in range(rng.randint(12, 30)):
        speaker = moderator if i % 2 == 0 else guests[i // 2 % len(guests)]
        text += f"{speaker.name.upper()}: "
        start = len(text)
        spans: list[Span] = []
        for _ in range(rng.randint(1, 2) if i % 2 == 0 else rng.randint(3, 9)):
            text += " " if spans else ""
            said = world.grammar.sentence(rng, "spoken")
            spans.append(Span(len(text), len(text) + len(said)))
            text += said
        turn = Span(start, len(text))
        turns.append(Turn(speaker.name.upper(), turn))
        text += "\n\n"
        if i % 2:
            sentences += [Sentence(speaker, span, turn) for span in spans]
    rng.shuffle(sentences)
    place = draw(rng, world.places)
    record = Record(
        id=key,
        text=text.rstrip(),
        turns=tuple(turns),
        speakers=tuple(dict.fromkeys(turn.speaker for turn in turns)),
        title=f"Press conference at {place}, {day.day} {day:%B %Y}",
        date=day.isoformat(),
        genre="press conference",
        url=f"https://records.example/{day.year}/{key}",
    )
    return Talk(record, tuple(sentences), guests)


def iter_records(count: int, seed: int) -> Iterator[Record]:
    """Make so many transcripts, over five years, in the order of their days.

    Args:
        count: how many; `bench.made_up.iter_readings` must be told the same number.
        seed: what they are made with.

    Example:
        >>> [record.id for record in iter_records(2, 1)]
        ['talk-1-00000', 'talk-1-00001']
    """
    archive = Archive(count, seed)
    for number in range(count):
        yield archive.talk(number).record
