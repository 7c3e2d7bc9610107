"""One source at a time: the words that name it, and the figure they mean."""

import re
from dataclasses import dataclass
from itertools import chain

from onrecord.model import Attribution, EntityKind, Mode, Span
from onrecord.resolve.cast import NOWHERE, Cast, Figure, joint
from onrecord.resolve.descriptions import Descriptions, can_be_meant
from onrecord.resolve.evidence import names_many
from onrecord.resolve.guess import Guess
from onrecord.resolve.lexicon.bodies import BODIES
from onrecord.resolve.lexicon.nouns import noun_sort
from onrecord.resolve.lexicon.people import STYLES
from onrecord.resolve.lexicon.words import JOINTLY, LEAD_INS, PHRASE_ENDS, PRONOUNS
from onrecord.resolve.names import Name
from onrecord.resolve.page import Page, not_owning
from onrecord.resolve.phrases import Head, Phrase, read_phrase
from onrecord.resolve.roles import role_reversed
from onrecord.resolve.trail import Step, Trail, fits_many, fits_person, fits_thing, may_be_they

_OWNERS = ("his", "her", "its", "their")
_AFTER_BY = 8  # words of a "by" phrase that are read
_NO_ANTECEDENT = {
    "p": EntityKind.GROUP,
    "o": EntityKind.UNKNOWN,
    "i": EntityKind.UNKNOWN,
    "w": EntityKind.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Found:
    """Who a source is, and why; ``role`` is what the source's own words say they are."""

    figure: Figure
    reasons: tuple[str, ...] = ()
    role: str | None = None


class SourceReader:
    """Reads the sources of one page, each against the trail as it stands."""

    def __init__(self, page: Page, cast: Cast, descriptions: Descriptions, trail: Trail) -> None:
        """Take a page, its figures, and the trail that the walk lays."""
        self.page, self.cast = page, cast
        self.descriptions, self.trail = descriptions, trail

    def words_of(self, attrib: Attribution) -> tuple[int, int]:
        """The numbers of a source's words, last excluded; lead-ins such as "according to" left out."""
        if not attrib.source:
            return 0, 0
        words = self.page.words_in(attrib.source[0].start, attrib.source[-1].end)
        first = words.start
        while first < words.stop - 1 and self.page.lower[first] in LEAD_INS:
            first += 1
        return first, words.stop

    def read(self, attrib: Attribution, teller: Figure | None = None) -> Found | None:
        """Say who an attribution's source is; None where it cannot be told.

        Args:
            attrib: the attribution.
            teller: whose very words it is told in, if anybody's: they would say "I" of themselves.
        """
        first, last = self.words_of(attrib)
        if first >= last:
            return self._agent(attrib)
        if self.page.is_titled(self.page.starts[first]) and (found := self._in_title(first, last)):
            return found
        if self.page.lower[first] in ("his", "her") and self.page.lower[last - 1] in STYLES:
            return self._pronoun(first, attrib, teller)  # "Her Majesty" is "she"
        phrase = read_phrase(self.page, self.cast.names, first, last)
        if phrase.kind is Head.PRONOUN:
            more = phrase.head > first or phrase.last > phrase.head + 1  # "one of them, Ann Roe"
            return (more and self._apposed(phrase, last)) or self._pronoun(phrase.head, attrib, teller)
        if phrase.kind is Head.NOUN:
            beside = self._apposed(phrase, last) or self._holder(phrase, last)
            return beside or self._described(phrase, attrib)
        if phrase.name is not None and phrase.name.first in self.cast.named:
            return self._named(phrase.name, last)
        return self._first_named(first, last)

    # ---- names

    def _named(self, name: Name, last: int) -> Found:
        figure = self.cast.named[name.first]
        members = self._members(name, figure, last)
        if len(members) > 1:
            return Found(joint(members), ("joint source",))
        role = None
        if name.role_first < name.first and name.honorific is None:
            role = self.page.between(name.role_first, name.first)
        if len(name.text) >= len(figure.name or ""):
            return Found(figure, ("named here",), role)
        said = not_owning(self.page.between(name.first, name.last))
        return Found(figure, (f"“{said}” is short for “{figure.name}” on this page",), role)

    def _members(self, name: Name, figure: Figure, last: int) -> list[Figure]:
        """The figures of "A and B", "A, B and C"; one where the source is not joint."""
        page, members, waiting = self.page, [figure], list[Figure]()
        end = i = name.last
        while i < last:
            following = self.cast.names.get(i)
            if following is None or i < following.role_first:
                i += 1
                continue
            i = following.last
            other = self._body_of(following, last) or self.cast.named.get(following.first)
            if other is None or other.kind is EntityKind.UNKNOWN or other is figure:
                continue
            before = following.role_first - 1
            if following.role_first < following.first and page.lower[before] in _OWNERS:
                before -= 1  # "and his counterpart Ann Roe"
            while before > end and page.lower[before] in ("the", "both", "former"):
                before -= 1
            if page.lower[before] != "and" and (beside := role_reversed(page, following.role_first)):
                before = beside[0] - 1  # the same with a comma
                while before > end and (page.lower[before] in ("the", *_OWNERS) or before in page.possessive):
                    before -= 1  # "and the union's secretary, Ann Roe"
            if page.lower[before] in ("and", "&") and (before == end or "," in page.gap(before - 1)):
                members += [*waiting, other]
                waiting, end = [], following.last
            elif before == end - 1:
                waiting.append(other)
                end = following.last
        return members

    def _body_of(self, name: Name, last: int) -> Figure | None:
        """The body whose name goes on in small letters: "the Roe administration"."""
        page, end = self.page, name.last
        for i in range(name.last, min(name.last + 3, last)):
            if page.gap(i - 1) != " " or not page.words[i].islower() or page.lower[i] in PHRASE_ENDS:
                break
            end = i + 1 if page.lower[i] in BODIES else end
        if end == name.last:
            return None
        span = Span(page.starts[name.first], page.ends[end - 1])
        return Figure(page.between(name.first, end), EntityKind.ORGANISATION, span)

    def _apposed(self, phrase: Phrase, last: int) -> Found | None:
        """A name that stands beside a description: "his lawyer, Ann Roe", "the maker, Elm Pumps"."""
        sort = noun_sort(self.page.lower[phrase.head]) if phrase.kind is Head.NOUN else "role"
        if sort == "body":
            return self._apposed_body(phrase, last)
        if sort not in ("role", "kin", "epithet", "crowd"):
            return None
        for i in range(phrase.last, min(last + 1, len(self.page.words))):
            name = self.cast.names.get(i)
            if name is None or i != name.first or name.guess is not Guess.PERSON:
                continue
            figure = self.cast.named.get(i)
            if figure and self._is_beside(phrase, name, last):
                role = self.descriptions.wording(phrase) if phrase.kind is Head.NOUN else None
                return Found(figure, ("named beside the description",), role)
        beside = self.cast.named.get(phrase.last) if self.page.gap(phrase.last - 1) == ", " else None
        if sort == "role" and phrase.last < last and beside and beside.kind is EntityKind.ORGANISATION:
            return Found(beside, ("named beside the description",))  # "the owner, Elm Holdings"
        return None

    def _holder(self, phrase: Phrase, last: int) -> Found | None:
        """The person named in brackets after a post: "The Minister for Roads (Ann Roe)"."""
        page = self.page
        place = page.text.find("(", page.ends[phrase.head], page.starts[last - 1])
        if place < 0 or noun_sort(page.lower[phrase.head]) != "role":
            return None
        for i in range(page.word_at(place), last):
            name, figure = self.cast.names.get(i), self.cast.named.get(i)
            if name is not None and i == name.first:
                closed = page.text.startswith(")", page.ends[name.last - 1])
                if closed and figure is not None and figure.kind is EntityKind.PERSON:
                    role = page.text[page.starts[phrase.first] : place].strip()
                    return Found(figure, ("named beside the description",), re.sub(r"(?i)\Athe\s+", "", role))
                return None
        return None

    def _is_beside(self, phrase: Phrase, name: Name, last: int) -> bool:
        """Say whether a person's name is that of the one described right before it."""
        page, first = self.page, name.role_first
        if first > phrase.last and page.lower[first - 1] == "the" and page.gap(first - 2) == ", ":
            first -= 1  # "her husband, the sculptor Ann Roe"
        if first == phrase.last and name.first < last:
            return True  # its "guide" Ann Roe
        start = role_reversed(page, name.role_first)
        if start is not None and phrase.first <= start[0] <= phrase.head:
            return True
        # "his friend and rival Ann Roe", and not "his friend and Ann Roe"
        near = page.lower[phrase.last] == "and" and phrase.last + 1 < name.first <= phrase.last + 3
        return near and all(page.gap(k) == " " for k in range(phrase.last, name.first))

    def _apposed_body(self, phrase: Phrase, last: int) -> Found | None:
        """The name of a body after the noun for it: "the maker, Elm Pumps", "their union, the Elm Guild"."""
        page, i = self.page, phrase.last
        if i >= last or page.gap(i - 1) != ", ":
            return None
        i += page.lower[i] == "the"
        name, figure = self.cast.names.get(i), self.cast.named.get(i)
        if (
            name is None
            or figure is None
            or (name.last < last and not page.gap(name.last - 1).startswith(","))
        ):
            return None
        if figure.kind in (EntityKind.PERSON, EntityKind.UNKNOWN) and not figure.gender and not figure.roles:
            figure.kind = EntityKind.ORGANISATION
        if figure.kind is not EntityKind.ORGANISATION:
            return None
        figure.body_classes |= {BODIES[page.lower[phrase.head]]}
        return Found(figure, ("named beside the description",))

    def _first_named(self, first: int, last: int) -> Found | None:
        """In words with no head that we know: the first figure named before any preposition."""
        for i in range(first, last):
            figure = self.cast.named.get(i)
            if self.page.lower[i] in PHRASE_ENDS:
                return None
            quoted = self.page.quote_of(self.page.starts[i]) != self.page.quote_of(self.page.starts[first])
            if figure is not None and figure.kind is not EntityKind.UNKNOWN and not quoted:
                return Found(figure, ("named in the source",))
        return None

    def _in_title(self, first: int, last: int) -> Found | None:
        """A source in a headline, where capitals tell nothing: a figure that the page names elsewhere."""
        tails = (self.cast.match_words(i, last) for i in range(first, last))
        fronts = (self.cast.match_words(first, i) for i in range(last - 1, first + 1, -1))
        found = next((f for f in chain(tails, fronts) if f is not None), None)
        return Found(found, ("named in full elsewhere on the page",)) if found else None

    def _agent(self, attrib: Attribution) -> Found | None:
        """The "by" phrase of a statement without a source: "was described by Roe as"."""
        if not attrib.cue:
            return None
        page, end = self.page, attrib.cue[-1].end
        i = page.word_at(end)
        if i >= len(page.words) or page.lower[i] != "by" or page.text[end : page.starts[i]].strip():
            return None
        phrase = read_phrase(page, self.cast.names, i + 1, min(i + 1 + _AFTER_BY, len(page.words)))
        figure = self.cast.named.get(phrase.name.first) if phrase.name else None
        return Found(figure, ("named after “by”",)) if figure else None

    # ---- descriptions and pronouns

    def _described(self, phrase: Phrase, attrib: Attribution) -> Found:
        owner = None
        if phrase.owner is not None:
            owner = self.cast.named.get(phrase.owner)
            if owner is None and self.page.lower[phrase.owner] in PRONOUNS:
                possessor = self._pronoun(phrase.owner, attrib)
                owner = possessor.figure if possessor else None
        closes = attrib.mode is Mode.DIRECT and any(
            s.end <= self.page.starts[phrase.head] for s in attrib.content
        )
        figure, reason = self.descriptions.resolve(phrase, owner, closes=closes)
        people = figure.kind in (EntityKind.PERSON, EntityKind.ANONYMOUS)
        people &= self.page.lower[phrase.head] not in JOINTLY  # "both" is no role
        return Found(figure, (reason,), self.descriptions.wording(phrase) if people else None)

    def _pronoun(self, at: int, attrib: Attribution, teller: Figure | None = None) -> Found | None:
        word = self.page.lower[at]
        sort = PRONOUNS[word]
        if sort == "r":
            return self._relative(at)
        fits = {"m": fits_person("m"), "f": fits_person("f"), "p": fits_many, "o": fits_thing}.get(sort)

        def barred(step: Step) -> bool:
            inside = any(s.start <= step.place < s.end for s in attrib.content)
            return inside or (step.figure is teller and sort in ("m", "f"))

        figure = self._one_they(at, attrib) if sort == "p" else None
        if figure is None and fits:
            figure = self.trail.find(self.page.starts[at], fits, barred)
        if figure is None:
            nobody = Figure(None, _NO_ANTECEDENT.get(sort, EntityKind.PERSON), NOWHERE)
            return Found(nobody, (f"“{word}” has no antecedent on the page",))
        if sort in ("m", "f") and not figure.gender:
            figure.gender = sort
        return Found(figure, (f"“{word}”: the nearest mention that fits",))

    def _one_they(self, at: int, attrib: Attribution) -> Figure | None:
        """The one person that "they" means: who spoke last, if nothing else can be meant, or "I" is said."""
        page, place = self.page, self.page.starts[at]
        step = self.trail.last_speaker(place)
        if page.lower[at] not in ("they", "them") or step is None or not may_be_they(step.figure):
            return None
        if page.quote_of(place) is not None:
            return None
        if self._says_i(attrib) or step.figure.signs["p"]:
            return step.figure
        same = step.paragraph == page.paragraph_of(place)
        return step.figure if same and not names_many(page, page.word_at(step.place), at) else None

    def _says_i(self, attrib: Attribution) -> bool:
        """Say whether the very words are those of one person."""
        words = (self.page.lower[i] for span in attrib.content for i in self.page.words_in(*span))
        return attrib.mode is Mode.DIRECT and any(word in ("i", "my", "me") for word in words)

    def _relative(self, at: int) -> Found | None:
        """The noun phrase right before "who" or "which"."""
        name = self.cast.names.get(at - 1)
        figure = self.cast.named.get(name.first) if name and name.last == at else None
        if figure is not None and can_be_meant(self.page.lower[at], figure):
            return Found(figure, ("the name before the relative pronoun",))
        found = self.descriptions.before(at)
        return Found(found[0], (found[1],)) if found else None
