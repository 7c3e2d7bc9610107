"""Made-up news pages, one at a time: any of them can be made again from its number.

Pages come in the order of their days, in blocks. Within a block some are another outlet's copy of an earlier
one (agency news), and some a later capture of one, with a few paragraphs changed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from bench.made_up.draft import Draft
from bench.made_up.records import DAYS, FIRST_DAY, Archive
from bench.made_up.statements import Cast, Scribe
from bench.made_up.words import draw
from onrecord.model import Attribution, Entity, EntityKind, Part, PartKind, Reading, Snapshot, Span

PAGES_A_RECORD = 50  # as in 100,000 pages beside 2,000 transcripts
BLOCK = 40  # pages among which copies and later captures are made: some 17 hours of 100,000 pages
CAPTURED_AGAIN, COPIED = 0.05, 0.12  # of the pages
RECENT = 12  # records back from a page's day that it may quote, the newest most often: eleven days of 2,000
PARAGRAPHS = (9, 16)  # with statements, the outlet's background apart: some 20 statements, 430 words
AGENCY = "Wirecast"


@dataclass(frozen=True, slots=True)
class Role:
    """What a page is: its own, or made of an earlier page ``base``.

    ``is_later``: a later capture of that, at the same address; else another outlet's copy.
    """

    base: int
    is_later: bool = False


class Press:
    """Makes the pages.

    Args:
        pages: how many there are.
        archive: the records that they quote.
    """

    def __init__(self, pages: int, archive: Archive) -> None:
        self.pages, self.archive, self.seed = pages, archive, archive.seed
        self._roles = lru_cache(2)(self._make_roles)

    def _make_roles(self, block: int) -> list[Role]:
        rng, first = random.Random(f"{self.seed}/block/{block}"), block * BLOCK
        roles, fresh = [Role(first)], [first]
        for number in range(first + 1, first + BLOCK):
            chance = rng.random()
            if chance < CAPTURED_AGAIN:
                roles.append(Role(draw(rng, fresh), is_later=True))
            elif chance < CAPTURED_AGAIN + COPIED:
                roles.append(Role(draw(rng, fresh)))
            else:
                roles.append(Role(number))
                fresh.append(number)
        return roles

    def role(self, number: int) -> Role:
        """What the page of a number is."""
        return self._roles(number // BLOCK)[number % BLOCK]

    def make(self, number: int) -> Reading:
        """Make the page of a number, taken apart."""
        role = self.role(number)
        cast, size = self._cast(role.base)
        is_copy = role.base != number and not role.is_later
        rng = random.Random(f"{self.seed}/page/{number}")
        salts = [str(i) for i in range(size)]
        if role.is_later:
            _change(rng, salts)
        draft = Draft()
        snap = self._head(draft, number, role, cast)
        scribe = Scribe(draft, self.archive, cast)
        for salt in salts:
            scribe.write_paragraph(random.Random(f"{self.seed}/page/{role.base}/{salt}"))
        scribe.write_background(random.Random(f"{self.seed}/background/{role.base}"))
        self._foot(draft, rng, is_copy=is_copy)
        return draft.settle(snap, self.archive.count)

    def _cast(self, base: int) -> tuple[Cast, int]:
        """Who speaks on a page, and of how many paragraphs it is."""
        rng, world = random.Random(f"{self.seed}/cast/{base}"), self.archive.world
        newest = base * self.archive.count // self.pages
        talk = max(0, newest - draw(rng, range(RECENT)))
        others = [draw(rng, world.people) for _ in range(rng.randint(2, 5))]
        people = tuple(dict.fromkeys([*self.archive.talk(talk).speakers, *others]))
        bodies = (draw(rng, world.bodies), draw(rng, world.bodies))
        day = FIRST_DAY + timedelta(base * DAYS // self.pages)
        return Cast(people, bodies, draw(rng, world.places), talk, day), rng.randint(*PARAGRAPHS)

    def _head(self, draft: Draft, number: int, role: Role, cast: Cast) -> Snapshot:
        """Write headline, byline, stamp and dateline; what the page says of itself."""
        first = role.base if role.is_later else number
        rng, world = random.Random(f"{self.seed}/head/{first}"), self.archive.world
        outlet, author, hour = draw(rng, world.outlets), draw(rng, world.people).name, rng.randrange(6, 23)
        is_copy = not role.is_later and role.base != number
        title = self._headline(draft, rng, cast)
        draft.put_part(PartKind.BYLINE, f"By {author}", author)
        day = FIRST_DAY + timedelta(first * DAYS // self.pages)
        published = datetime.combine(day, time(hour, rng.randrange(60)), UTC)
        seen = published + timedelta(hours=2 + (20 if role.is_later else 0))
        draft.put_part(PartKind.PUBLISHED, f"{day.day} {day:%B %Y}", _iso(published))
        if role.is_later:
            draft.put_part(PartKind.UPDATED, f"Updated: {seen.day} {seen:%B %Y, %H:%M}", _iso(seen))
        slug = outlet.lower().replace(" ", "-")
        agency = f" ({AGENCY})" if is_copy else ""
        dateline = draft.put(f"{cast.place.upper()}{agency} —")
        draft.parts.append(Part(PartKind.DATELINE, dateline, cast.place))
        draft.put(" ")
        return Snapshot(
            id=f"{slug}-{first}",
            text="",
            title=title,
            outlet=outlet,
            byline=author,
            dateline_place=cast.place,
            dateline_agency=AGENCY if is_copy else None,
            published=_iso(published),
            updated=_iso(seen) if role.is_later else None,
            url=f"https://{slug}.example/{day:%Y/%m}/{first}.html",
            captured=_iso(seen),
        )

    def _headline(self, draft: Draft, rng: random.Random, cast: Cast) -> str:
        """Write the headline: what the outlet says, or what someone is said to say."""
        grammar = self.archive.world.grammar
        if rng.random() < 0.7:
            headed = grammar.write(rng, "headed")
            draft.put_part(PartKind.HEADLINE, headed[0].upper() + headed[1:])
            return draft.text.rstrip()
        number, who = draft.reserve(), draw(rng, cast.people)
        source, _ = draft.put(who.surname), draft.put(" ")
        cue, _ = draft.put("says"), draft.put(" ")
        content = draft.put(grammar.write(rng, "headed"))
        draft.parts.append(Part(PartKind.HEADLINE, Span(source.start, content.end)))
        draft.put("\n\n")
        entity = Entity(who.name, EntityKind.PERSON, who.office or None, reasons=("named in full below",))
        attrib = Attribution("", (source,), (cue,), (content,), entity=entity, confidence=0.8)
        draft.note(number, attrib, None)
        return draft.text.rstrip()

    def _foot(self, draft: Draft, rng: random.Random, *, is_copy: bool) -> None:
        """Write the caption, and whose page it is."""
        draft.own.append(
            draft.put_part(PartKind.CAPTION, self.archive.world.grammar.sentence(rng, "caption"))
        )
        draft.put_part(PartKind.CREDIT, f"Photo: {draw(rng, self.archive.world.people).name}")
        if is_copy:
            draft.put_part(PartKind.BOILERPLATE, f"This report is from the agency {AGENCY}.")


def iter_readings(pages: int, seed: int, records: int | None = None) -> Iterator[Reading]:
    """Make so many pages, taken apart and traced, over five years, in the order of their days.

    Args:
        pages: how many.
        seed: what they are made with.
        records: how many transcripts they quote from, as told to `iter_records`; one for each 50
            pages, and four at least, when None.

    Example:
        >>> [reading.snap.outlet is not None for reading in iter_readings(2, 1)]
        [True, True]
    """
    press = Press(pages, Archive(records or count_records(pages), seed))
    for number in range(pages):
        yield press.make(number)


def count_records(pages: int) -> int:
    """How many transcripts stand beside so many pages, where nothing else is said."""
    return max(4, pages // PAGES_A_RECORD)


def _change(rng: random.Random, salts: list[str]) -> None:
    """What a later capture changes: a paragraph or two rewritten, and perhaps one gone or one more."""
    for _ in range(rng.randint(1, 2)):
        place = rng.randrange(len(salts))
        salts[place] += "/again"
    if rng.random() < 0.4:
        del salts[rng.randrange(len(salts))]
    if rng.random() < 0.4:
        salts.append("more")


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
