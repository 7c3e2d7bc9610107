"""The articles of the made-up web: their words, before a site puts HTML around them."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from bench.made_up.draft import Draft, Quote
from bench.made_up.pages import AGENCY
from bench.made_up.records import FIRST_DAY, Archive
from bench.made_up.statements import Cast, Scribe, Words
from bench.made_up.web.events import Event, Planner, Role
from bench.made_up.web.utterances import Utterance, word, word_partly
from bench.made_up.words import draw, pick
from onrecord.model import Span

PLANTED = 0.62  # of the quotes that words of the event have: the others are said to one page alone
PARAGRAPHS = (6, 10)  # with statements, the outlet's background apart: mostly 250 to 450 words
SECONDS_A_PAGE = 40  # between two pages: some 2,000 a day
MISNAMED = 0.005  # of the planted quotes: the page gives them to another speaker of the event
ANSWERED = 0.7  # of what is said to one page alone has a speaker with a name


@dataclass(frozen=True, slots=True)
class Planted:
    """A quote as it stands on its page: what the truth says of it.

    Attributes:
        family: the id of the utterance; of its own where no other page has it.
        words: the stretches between quotation marks, without the comma or stop that ends them.
        speaker: who the page says said it; None where it names nobody.
        form: what was done to the words.
    """

    family: str
    words: tuple[str, ...]
    speaker: str | None
    form: str


@dataclass(frozen=True)
class Article:
    """A page's words and what is known of it; ``story`` is the number of the page that it is a copy of."""

    number: int
    url: str
    outlet: str
    title: str
    author: str
    place: str
    published: datetime
    updated: datetime | None
    captured: datetime
    paragraphs: tuple[str, ...]
    caption: str
    credit: str
    note: str | None
    related: tuple[str, ...]
    event: str
    story: int | None
    quotes: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class Given(Words):
    """The words of a quote that remember where they were put."""

    family: str = ""
    form: str = ""
    places: "list[tuple[Given, tuple[Span, ...]]]" = field(default_factory=list, compare=False)

    def stand_at(self, *places: Span) -> Quote:
        """These words as they stand on a page; noted."""
        self.places.append((self, places))
        return Words.stand_at(self, *places)


class Reporter(Scribe):
    """A scribe whose quotes are wordings of what was said at one event, or said to this page alone."""

    def __init__(self, draft: Draft, archive: Archive, cast: Cast, event: Event, planner: Planner) -> None:
        super().__init__(draft, archive, cast)
        self.event, self.talker = event, planner.talker
        self.places: list[tuple[Given, tuple[Span, ...]]] = []
        self.has: set[str] = set()

    def _words(self, rng: random.Random, *, fragment: bool = False) -> Given:
        said, chance = draw(rng, self.event.said), rng.random()
        if chance > PLANTED or said.family in self.has:
            said = self._say_here(rng)
        self.has.add(said.family)
        made = word_partly(rng, said.text) if fragment else word(rng, said.text)
        named = pick(rng, self.event.speakers) if said.speaker and rng.random() < MISNAMED else said.speaker
        form = made.form if named == said.speaker else "misnamed"
        return Given(made.text, None, named, False, said.family, form, self.places)

    def _say_here(self, rng: random.Random) -> Utterance:
        """What is said to this page alone: its family has the page's name, and that of its copies."""
        text = self.talker.say(rng)
        speaker = draw(rng, self.cast.people) if rng.random() < ANSWERED else None
        return Utterance(f"own-{self.cast.talk}-{crc32(text.encode()):08x}", text, speaker)

    def planted(self) -> tuple[Planted, ...]:
        """The quotes as they stand on the page; call it when the page is written."""
        text = self.draft.text
        return tuple(
            Planted(
                given.family,
                tuple(text[slice(*place)] for place in places),
                given.speaker.name if given.speaker else None,
                given.form,
            )
            for given, places in self.places
        )


class Newsroom:
    """Writes the articles.

    Args:
        seed: what they are made with.
    """

    def __init__(self, seed: int) -> None:
        self.seed, self.archive = seed, Archive(1, seed)
        self.world = self.archive.world
        self.planner = Planner(self.world, seed)

    def day(self, number: int) -> date:
        """The day on which the page of a number is written."""
        return _at(number).date()

    def write(self, number: int) -> Article:
        """Write the article of a number."""
        role, event, is_copied = self.planner.role(number)
        draft, rng = Draft(), random.Random(f"{self.seed}/web-page/{number}")
        reporter = Reporter(draft, self.archive, self._cast(role, event), event, self.planner)
        self._write_body(reporter, rng, role)
        paragraphs = [draft.text[slice(*part.span)] for part in draft.parts]
        is_copy, first = role.is_copy_at(number), role.base if role.is_later else number
        head = random.Random(f"{self.seed}/web-head/{first}")
        outlet = draw(head, self.world.outlets)
        agency = f" ({AGENCY})" if is_copy or (is_copied and head.random() < 0.5) else ""
        paragraphs[0] = f"{event.place.upper()}{agency} — {paragraphs[0]}"
        if is_copy and head.random() < 0.5:
            paragraphs.insert(
                0, self.archive.world.grammar.sentence(head, "own")
            )  # the outlet's own first line
        published = _at(first) + timedelta(seconds=head.randrange(SECONDS_A_PAGE))
        captured = _at(number) + timedelta(minutes=10 + head.randrange(90))
        slug = outlet.lower().replace(" ", "-")
        title = self._headline(head)
        return Article(
            number=number,
            url=f"https://www.{slug}.example/{published:%Y/%m/%d}/{_slug(title)}-{first}",
            outlet=outlet,
            title=title,
            author=draw(head, self.world.people).name,
            place=event.place,
            published=published,
            updated=captured if role.is_later else None,
            captured=captured + timedelta(seconds=1) if role.is_later else captured,
            paragraphs=tuple(paragraphs),
            caption=self.world.grammar.sentence(head, "caption"),
            credit=draw(head, self.world.people).name,
            note=f"This report is from the agency {AGENCY}." if agency and head.random() < 0.6 else None,
            related=tuple(self._headline(head) for _ in range(4)),
            event=event.id,
            story=role.base if is_copy or (is_copied and not role.is_later) else None,
            quotes=reporter.planted(),
        )

    def _write_body(self, reporter: Reporter, rng: random.Random, role: Role) -> None:
        """Write the paragraphs of the page that this one is made of; a later capture changes one or two."""
        size = random.Random(f"{self.seed}/web-size/{role.base}").randint(*PARAGRAPHS)
        salts = [str(i) for i in range(size)]
        if role.is_later:
            salts[rng.randrange(size)] += "/again"
            salts += ["more"] * (rng.random() < 0.4)
        for salt in salts:
            reporter.write_paragraph(random.Random(f"{self.seed}/web-page/{role.base}/{salt}"))
        reporter.write_background(random.Random(f"{self.seed}/web-background/{role.base}"))

    def _cast(self, role: Role, event: Event) -> Cast:
        rng, world = random.Random(f"{self.seed}/web-cast/{role.base}"), self.world
        others = [draw(rng, world.people) for _ in range(rng.randint(1, 4))]
        people = tuple(dict.fromkeys([*event.speakers, *others]))
        bodies = (draw(rng, world.bodies), draw(rng, world.bodies))
        return Cast(people, bodies, event.place, role.base, self.day(role.base))

    def _headline(self, rng: random.Random) -> str:
        headed = self.world.grammar.write(rng, "headed")
        return headed[0].upper() + headed[1:]


def _at(number: int) -> datetime:
    return datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC) + timedelta(
        seconds=number * SECONDS_A_PAGE
    )


def _slug(title: str) -> str:
    return "-".join(title.lower().split())
