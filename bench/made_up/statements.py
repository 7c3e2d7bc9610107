"""How a page puts what someone says: the forms of attribution, and the words that name its source."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.made_up.draft import Draft, Quote
from bench.made_up.records import WORDINGS, Archive
from bench.made_up.wordings import Carried
from bench.made_up.words import draw, pick
from bench.made_up.world import Person
from onrecord.model import Attribution, Entity, EntityKind, Mode, Span, Spans

FROM_RECORD = 0.36  # of the quotes: some do not pair, so that a third come from records
MISNAMED = 0.03  # of those: given to someone who did not say it
NESTED = 0.2  # of indirect statements: another's statement is what is said
DEEPEST = 2  # statements above one

_SAID = "said said said told argued warned claimed added replied insisted explained promised denied".split()
_THAT = "said said told argued warned claimed admitted announced promised believed denied suggested".split()
_INNER = ["had said", "had warned", "had told", "had claimed", "had denied", "had promised"]
_HEARERS = ["reporters", "the committee", "a local radio station", "members of the council"]
_OCCASIONS = [" at a press conference", " in a statement", " during a visit", " in an interview"]
_NAMELESS = [
    ("a senior official", EntityKind.ANONYMOUS),
    ("two people who know the plan", EntityKind.ANONYMOUS),
    ("the report", EntityKind.DOCUMENT),
    ("critics", EntityKind.GROUP),
    ("a person close to the talks", EntityKind.ANONYMOUS),
    ("residents", EntityKind.GROUP),
    ("the statement", EntityKind.DOCUMENT),
    ("an aide who would not be named", EntityKind.ANONYMOUS),
    ("a spokeswoman", EntityKind.UNKNOWN),
]


@dataclass(frozen=True)
class Cast:
    """Who speaks on a page, the most quoted first, and the record that its quotes are from."""

    people: tuple[Person, ...]
    bodies: tuple[str, ...]
    place: str
    talk: int
    day: date


@dataclass(frozen=True, slots=True)
class Words:
    """What a quote says, and who said it where it is a record's."""

    text: str
    carried: Carried | None = None
    speaker: Person | None = None
    is_another: bool = False

    def stand_at(self, *places: Span) -> Quote:
        """These words as they stand on a page."""
        return Quote(places, self.carried, self.is_another)


class Scribe:
    """Writes the statements of one page on its draft."""

    def __init__(self, draft: Draft, archive: Archive, cast: Cast) -> None:
        self.draft, self.archive, self.cast = draft, archive, cast
        self.grammar = archive.world.grammar
        self.latest = ""  # the person named last, whom a pronoun may stand for
        self.carried: set[int] = set()  # the record's sentences that the page has: none is quoted twice

    def write_paragraph(self, rng: random.Random) -> None:
        """Write one or two statements, and what the outlet says itself."""
        draft, start = self.draft, len(self.draft.text)
        for _ in range(1 + (rng.random() < 0.45)):
            self.write_statement(rng)
            draft.put(" ")
        if rng.random() < 0.3:
            self._tell(rng)
        draft.end_body(start)

    def write_background(self, rng: random.Random) -> None:
        """Write a paragraph in which only the outlet speaks."""
        start = len(self.draft.text)
        for _ in range(rng.randint(4, 8)):
            self._tell(rng)
            self.draft.put(" ")
        self.draft.end_body(start)

    def _tell(self, rng: random.Random) -> None:
        self.draft.own.append(self.draft.put(self.grammar.sentence(rng, "own")))

    def write_statement(self, rng: random.Random) -> None:
        """Write one statement, with what is nested in it, as a sentence."""
        pick(rng, _FORMS)(self, rng)

    def quote_first(self, rng: random.Random) -> None:
        """“Words,” she said on Monday."""
        said, draft, number = self._words(rng), self.draft, self.draft.reserve()
        opened = draft.put("“")
        place = draft.put(_upper(said.text))
        quoted, closed = Span(place.start, draft.put(",").end), draft.put("” ")
        source, entity = self._source(rng, said.speaker)
        draft.put(" ")
        attrib = self._attribute(rng, source, entity, pick(rng, _SAID))
        draft.put(".")
        attrib = _quote(attrib, (Span(opened.start, closed.end - 1),), (quoted,))
        draft.note(number, attrib, None, said.stand_at(place))

    def quote_broken(self, rng: random.Random) -> None:
        """“Words,” she said, “words.”"""
        said, draft = self._words(rng), self.draft
        cut = said.text.find(" ", len(said.text) // 2)
        if cut < 0:
            return self.quote_first(rng)
        number, head = draft.reserve(), said.text[:cut]
        opened = draft.put("“")
        first = draft.put(_upper(head))
        told, closed = Span(first.start, draft.put("" if head[-1] == "," else ",").end), draft.put("” ")
        source, entity = self._source(rng, said.speaker)
        draft.put(" ")
        attrib = self._attribute(rng, source, entity, pick(rng, _SAID))
        draft.put(", ")
        again = draft.put("“")
        second = draft.put(said.text[cut + 1 :])
        rest, end = Span(second.start, draft.put(".").end), draft.put("”")
        attrib = _quote(
            attrib, (Span(opened.start, closed.end - 1), Span(again.start, end.end)), (told, rest)
        )
        draft.note(number, attrib, None, said.stand_at(first, second))
        return None

    def quote_last(self, rng: random.Random) -> None:
        """Mayor Ada Crane said: “Words.”"""
        said, draft, number = self._words(rng), self.draft, self.draft.reserve()
        source, entity = self._source(rng, said.speaker, starts=True)
        draft.put(" ")
        attrib = self._attribute(rng, source, entity, pick(rng, _SAID))
        draft.put(": ")
        opened = draft.put("“")
        place = draft.put(_upper(said.text))
        quoted, closed = Span(place.start, draft.put(".").end), draft.put("”")
        attrib = _quote(attrib, (Span(opened.start, closed.end),), (quoted,))
        draft.note(number, attrib, None, said.stand_at(place))

    def report(self, rng: random.Random) -> None:
        """She said on Monday that the ferry would stay; or that another had said so."""
        self._report(rng, None, 0)
        self.draft.put(".")

    def report_according(self, rng: random.Random) -> None:
        """According to the report, the ferry was late."""
        draft, number = self.draft, self.draft.reserve()
        cue = draft.put("According to")
        draft.put(" ")
        self.latest = ""  # “according to she” will not do
        source, entity = self._source(rng, None)
        draft.put(", ")
        content = draft.put(self.grammar.write(rng, "reported"))
        draft.put(".")
        attrib = Attribution("", (source,), (cue,), (content,), entity=entity, confidence=_sure(rng))
        draft.note(number, attrib, None)

    def _report(self, rng: random.Random, parent: int | None, depth: int) -> Spans:
        """Write a reported statement; the quoted stretches within it."""
        draft, number = self.draft, self.draft.reserve()
        said = self._words(rng, fragment=True) if rng.random() < (0.5 if depth else 0.25) else None
        source, entity = self._source(rng, said.speaker if said else None, starts=depth == 0)
        draft.put(" ")
        attrib = self._attribute(rng, source, entity, pick(rng, _INNER if depth else _THAT))
        draft.put(" ")
        start = draft.put("that ").start
        quoted: Spans = ()
        if said is None and depth < DEEPEST and rng.random() < NESTED:
            quoted = self._report(rng, number, depth + 1)
        else:
            draft.put(self.grammar.write(rng, "reported"))
            if said:
                draft.put(" and that “")
                quoted = (draft.put(said.text),)
                draft.put("”")
        content = (Span(start, len(draft.text)),)
        mode = Mode.MIXED if quoted else Mode.INDIRECT
        attrib = replace(attrib, content=content, quoted=quoted, mode=mode)
        draft.note(number, attrib, parent, said.stand_at(*quoted) if said else None)
        return quoted

    def _words(self, rng: random.Random, *, fragment: bool = False) -> Words:
        """What a quote says: a record's words, as they are worded this time, or words that no record has."""
        chances = rng.random(), rng.random()
        if chances[0] < FROM_RECORD:
            talk = self.archive.talk(self.cast.talk)
            place = draw(rng, range(len(talk.sentences)))
            place = next((i for i in range(place, len(talk.sentences)) if i not in self.carried), place)
            self.carried.add(place)
            carried = self.archive.wording(self.cast.talk, place, draw(rng, range(WORDINGS)), fragment)
            if carried:
                another = chances[1] < MISNAMED
                speaker = self.cast.people[-1] if another else talk.sentences[place].speaker
                return Words(carried.text, carried, speaker, speaker != talk.sentences[place].speaker)
        text = self.grammar.write(rng, "spoken").rstrip("?")
        return Words(" ".join(text.split()[:5]).rstrip(",") if fragment else text)

    def _source(
        self, rng: random.Random, person: Person | None, *, starts: bool = False
    ) -> tuple[Span, Entity]:
        """Name a source: the person asked for, or anyone of the cast; where, and who is meant."""
        chance, form, drawn = rng.random(), rng.random(), draw(rng, self.cast.people)
        nameless, body = pick(rng, _NAMELESS), pick(rng, self.cast.bodies)
        if person or chance < 0.66:
            return self._name(person or drawn, form, starts=starts)
        if chance < 0.82:
            words, kind, name = "the " + body, EntityKind.ORGANISATION, body
        elif chance < 0.86:
            name = self.cast.place
            words, kind = f"the government of {name}", EntityKind.STATE
        else:
            (words, kind), name = nameless, ""
        span = self.draft.put(_upper(words) if starts else words)
        if not name:
            return span, Entity(None, kind, reasons=("the page does not say who",))
        mention = Span(span.end - len(name), span.end)
        return span, Entity(name, kind, mention=mention, reasons=("named here",))

    def _name(self, person: Person, form: float, *, starts: bool) -> tuple[Span, Entity]:
        """Name a person: in full at first, by surname or a pronoun after that."""
        draft, name = self.draft, person.name
        was_latest, self.latest = self.latest == name, name
        if name not in draft.named:
            office = person.office + " " if person.office and form < 0.8 else ""
            span = draft.put(office + name)
            draft.named[name] = Span(span.start + len(office), span.end)
            reason = "named in full here"
        elif was_latest and form < 0.4:
            span = draft.put(_upper(person.pronoun) if starts else person.pronoun)
            reason = "the pronoun stands for the person named last"
        else:
            span = draft.put(person.surname)
            reason = "the surname of someone named in full"
        role = person.office or None
        return span, Entity(name, EntityKind.PERSON, role, draft.named[name], (reason,))

    def _attribute(self, rng: random.Random, source: Span, entity: Entity, verb: str) -> Attribution:
        """Write the cue, whom it is said to, when and where: an attribution that lacks its content."""
        draft, chance, back = self.draft, rng.random(), rng.randrange(6)
        cue, hearer, when, occasion, day = draft.put(verb), None, None, None, None
        if verb.endswith("told"):
            draft.put(" ")
            hearer = draft.put(pick(rng, _HEARERS))
        if chance < 0.3:
            said = self.cast.day - timedelta(back)
            draft.put(" ")
            when, day = draft.put(f"on {said:%A}"), said.isoformat()
        elif chance < 0.38:
            draft.put(" ")
            occasion = draft.put(pick(rng, _OCCASIONS)[1:])
        return Attribution(
            "",
            (source,),
            (cue,),
            (),
            entity=entity,
            addressee=hearer,
            when=when,
            day=day,
            occasion=occasion,
            confidence=_sure(rng),
        )


_FORMS = (
    *[Scribe.quote_first] * 7,
    *[Scribe.quote_broken] * 3,
    *[Scribe.quote_last] * 3,
    *[Scribe.report] * 9,
    *[Scribe.report_according] * 2,
)


def _quote(attrib: Attribution, content: Spans, quoted: Spans) -> Attribution:
    return replace(attrib, content=content, quoted=quoted, mode=Mode.DIRECT)


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _sure(rng: random.Random) -> float:
    """A confidence from 0.4 to 1, mostly high, as the tagger's are."""
    return round(1 - 0.6 * rng.random() ** 2, 4)
