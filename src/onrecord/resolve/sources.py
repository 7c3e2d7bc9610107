"""One source at a time: the words that name it, and the figure they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Attribution, EntityKind, Snapshot, Span
from onrecord.resolve.lexicon.nouns import PRONOUNS
from onrecord.resolve.names import Guess, Name
from onrecord.resolve.descriptions import Nominals
from onrecord.resolve.page import Page
from onrecord.resolve.cast import Cast, Figure
from onrecord.resolve.phrases import Head, Phrase, noun_sort, read_phrase
from onrecord.resolve.trail import Step, Trail, fits_many, fits_person, fits_thing
from onrecord.resolve.roles import role_reversed

_LEAD_INS = frozenset("according to by from per and but for as".split())
_SIGNATURE = 60  # characters; a longer line is no signature
_SIGNED_WITHIN = 4  # paragraphs from a letter's words to the name under it


@dataclass(frozen=True, slots=True)
class Found:
    """Who a source is, and why."""

    figure: Figure
    reasons: tuple[str, ...] = ()
    role: str | None = None


class SourceReader:
    """Reads the sources of one page's attributions."""

    def __init__(self, snap: Snapshot, page: Page, cast: Cast, attributions: Sequence[Attribution]) -> None:
        """Take a page, its figures and its attributions."""
        self.snap, self.page, self.cast = snap, page, cast
        self.attributions = attributions
        self.nominals = Nominals(page, cast)
        self._by_id = {a.id: a for a in attributions}
        self._contents = sorted((s.start, s.end, a.id) for a in attributions for s in a.content)

    # ---- what a source is

    def words_of(self, attrib: Attribution) -> tuple[int, int]:
        """The numbers of a source's words: first, and last excluded; lead-ins such as "according to" left out."""
        if not attrib.source:
            return 0, 0
        words = self.page.words_in(attrib.source[0].start, attrib.source[-1].end)
        first = words.start
        while first < words.stop - 1 and self.page.lower[first] in _LEAD_INS:
            first += 1
        return first, words.stop

    def is_first_person(self, attrib: Attribution) -> bool:
        """Say whether a source is "I", "we" or the like."""
        first, last = self.words_of(attrib)
        return (
            first < last
            and PRONOUNS.get(self.page.lower[first]) in ("i", "w")
            and self.page.words[first] != "US"
        )

    def read(self, attrib: Attribution, trail: Trail) -> Found | None:
        """Say who an attribution's source is, given the trail up to it."""
        first, last = self.words_of(attrib)
        if first >= last:
            return self._agent(attrib)
        titled = self.page.is_titled(self.page.starts[first])
        if titled and (found := self._in_title(first, last)):
            return found
        phrase = read_phrase(self.page, self.cast.names, first, last)
        if phrase.kind is Head.PRONOUN:
            return self._pronoun(phrase, attrib, trail)
        if phrase.kind is Head.NAME and phrase.name is not None:
            return self._named(phrase.name, phrase, last)
        if phrase.kind is Head.NOUN:
            return self._apposed(phrase, last) or self._nominal(phrase, last, attrib, trail)
        return self._other(first, last)

    def _named(self, name: Name, phrase: Phrase, last: int) -> Found | None:
        figure = self.cast.named.get(name.first)
        if figure is None:
            return self._other(phrase.first, last)
        members = self._members(name, figure, last)
        if len(members) > 1:
            return Found(joint(members), ("joint source",))
        said = self.page.text[self.page.starts[name.first] : self.page.ends[name.last - 1]]
        role = None
        if name.role_first < name.first:
            role = self.page.text[self.page.starts[name.role_first] : self.page.ends[name.first - 1]]
        if len(name.text) >= len(figure.name or ""):
            return Found(figure, ("named here",), role)
        return Found(figure, (f"“{said}” is short for “{figure.name}” on this page",), role)

    def _members(self, name: Name, figure: Figure, last: int) -> list[Figure]:
        """The figures of "A and B", "A, B and C"; one where the source is not joint."""
        page, members, waiting = self.page, [figure], list[Figure]()
        end = name.last
        i = name.last
        while i < last:
            following = self.cast.names.get(i)
            if following is None or i < following.role_first:
                i += 1
                continue
            other = self.cast.named.get(following.first)
            before = following.role_first - 1
            while before > end and page.lower[before] in ("the", "both", "former"):
                before -= 1
            if other is not None and other.kind is not EntityKind.UNKNOWN and other is not figure:
                if page.lower[before] in ("and", "&") and (before == end or "," in page.gap(before - 1)):
                    members += [*waiting, other]
                    waiting, end = [], following.last
                elif before == end - 1 or (page.gap(before).startswith(",") and before == end - 1):
                    waiting.append(other)
                    end = following.last
            i = following.last
        return members

    def _apposed(self, phrase: Phrase, last: int) -> Found | None:
        """A name that stands beside a description: "his lawyer, Ann Roe", "a clerk and poet Ann Roe"."""
        if noun_sort(self.page.lower[phrase.head]) not in ("role", "kin", "epithet", "crowd"):
            return None
        for i in range(phrase.last, min(last + 1, len(self.page.words))):
            name = self.cast.names.get(i)
            if name is None or i != name.first or name.guess is not Guess.PERSON:
                continue
            figure = self.cast.named.get(name.first)
            start = role_reversed(self.page, name.role_first)
            beside = start is not None and phrase.first <= start[0] <= phrase.first + 1
            coordinated = name.role_first == phrase.last + 1 and self.page.lower[phrase.last] == "and"
            if figure and (beside or (coordinated and name.role_first < name.first)):
                return Found(figure, ("named beside the description",), self._said(phrase))
        return None

    def _said(self, phrase: Phrase) -> str:
        first = phrase.first
        if first < phrase.head and self.page.lower[first] in ("the", "a", "an", "one", "another"):
            first += 1
        return self.page.text[self.page.starts[first] : self.page.ends[max(phrase.head, phrase.last - 1)]]

    def _nominal(self, phrase: Phrase, last: int, attrib: Attribution, trail: Trail) -> Found | None:
        owner = None
        if phrase.owner is not None:
            owner = self._owner(phrase.owner, attrib, trail)
        figure, reason = self.nominals.resolve(phrase, last, owner, trail)
        role = self._said(phrase) if figure.kind in (EntityKind.PERSON, EntityKind.ANONYMOUS) else None
        return Found(figure, (reason,), role)

    def by_role(self, phrase: Phrase, trail: Trail) -> Figure | None:
        """The figure whose role a description repeats, if any."""
        return self.nominals.by_role(phrase, trail)

    def _owner(self, word: int, attrib: Attribution, trail: Trail) -> Figure | None:
        if word in self.cast.named:
            return self.cast.named[word]
        phrase = Phrase(Head.PRONOUN, word, word + 1, word)
        found = self._pronoun(phrase, attrib, trail)
        return found.figure if found else None

    def _other(self, first: int, last: int) -> Found | None:
        """A source with no word that we know as its head: the first figure named in it, or nobody."""
        for i in range(first, last):
            if i in self.cast.named and self.cast.named[i].kind is not EntityKind.UNKNOWN:
                return Found(self.cast.named[i], ("named in the source",))
        return None

    def _in_title(self, first: int, last: int) -> Found | None:
        """A source in a headline, where capitals tell nothing: a figure that the page names elsewhere."""
        for i in range(first, last):
            found = self.cast.match_words(i, last)
            if found is not None:
                return Found(found, ("named in full elsewhere on the page",))
        return None

    def _agent(self, attrib: Attribution) -> Found | None:
        """The "by" phrase of a statement without a source: "was described by Roe as"."""
        if not attrib.cue or not self.page.words:
            return None
        end = attrib.cue[-1].end
        i = self.page.word_at(end)
        near = i < len(self.page.words) and self.page.text[end : self.page.starts[i]].strip() == ""
        if not near or self.page.lower[i] != "by":
            return None
        phrase = read_phrase(self.page, self.cast.names, i + 1, min(i + 9, len(self.page.words)))
        figure = self.cast.named.get(phrase.name.first) if phrase.name else None
        return Found(figure, ("named after “by”",)) if figure else None

    # ---- pronouns

    def _pronoun(self, phrase: Phrase, attrib: Attribution, trail: Trail) -> Found | None:
        word = self.page.lower[phrase.head]
        sort = PRONOUNS[word]
        if sort == "r":
            return self._relative(phrase.head, trail)
        place = self.page.starts[phrase.head]
        without = self._outside(attrib)
        if sort in ("m", "f"):
            figure = trail.find(place, fits_person(sort), without)
            if figure is not None and not figure.gender:
                figure.gender = sort
        elif sort == "p":
            figure = trail.find(place, fits_many, without)
        elif sort == "o":
            figure = trail.find(place, fits_thing, without)
        else:
            enclosing = self.enclosing(attrib)
            return None if enclosing is None else Found(Figure(None, EntityKind.UNKNOWN, Span(0, 0)))
        if figure is None:
            kind = {"p": EntityKind.GROUP, "o": EntityKind.UNKNOWN}.get(sort, EntityKind.PERSON)
            return Found(Figure(None, kind, Span(0, 0)), (f"“{word}” has no antecedent on the page",))
        return Found(figure, (f"“{word}”: the nearest mention that fits",))

    def _outside(self, attrib: Attribution) -> "_Outside":
        return _Outside(attrib, self.enclosing(attrib) if attrib.parent else None)

    def _relative(self, word: int, trail: Trail) -> Found | None:
        """The noun phrase right before "who" or "which"."""
        page, names = self.page, self.cast.names
        if word == 0:
            return None
        name = names.get(word - 1)
        figure = self.cast.named.get(name.first) if name and name.last == word else None
        if name is not None and figure is not None and figure.kind is not EntityKind.UNKNOWN:
            return Found(figure, ("the name before the relative pronoun",))
        found = self.nominals.before(word, trail)
        return Found(found[0], (found[1],)) if found else None

    # ---- the first person

    def enclosing(self, attrib: Attribution) -> Attribution | None:
        """The attribution in whose content this one stands."""
        if attrib.parent in self._by_id:
            return self._by_id[attrib.parent]
        places = attrib.source or attrib.cue
        if not places:
            return None
        place = places[0].start
        best: tuple[int, str] | None = None
        for start, end, owner in self._contents:
            if start > place:
                break
            if place < end and owner != attrib.id and (best is None or end - start < best[0]):
                best = end - start, owner
        return self._by_id[best[1]] if best else None

    def writer(self, attrib: Attribution) -> Found | None:
        """Who writes the page, or the letter that an attribution stands in."""
        page = self.page
        at = page.paragraph_of(attrib.source[0].start)
        for k in range(at + 1, min(at + 1 + _SIGNED_WITHIN, len(page.paragraph_starts))):
            figure = self._signature(page.paragraph_starts[k], page.paragraph_ends[k])
            if figure is not None:
                return Found(figure, ("signed below",))
        plural = PRONOUNS.get(page.lower[self.words_of(attrib)[0]]) == "w"
        if plural and self.snap.outlet:
            return Found(
                Figure(self.snap.outlet, EntityKind.ORGANISATION, Span(0, 0)),
                ("the outlet speaks of itself",),
            )
        name = self.snap.byline
        if name and not plural:
            return Found(Figure(name, EntityKind.PERSON, Span(0, 0)), ("the writer, by the byline",))
        return None

    def _signature(self, start: int, end: int) -> Figure | None:
        words = self.page.words_in(start, end)
        if end - start > _SIGNATURE or not words:
            return None
        name = self.cast.names.get(words.start)
        if name is None or name.last != words.stop or name.guess is not Guess.PERSON:
            return None
        return self.cast.named.get(name.first)


class _Outside:
    """Leaves out mentions inside the attribution's own content, and the speaker in whose words it stands."""

    def __init__(self, attrib: Attribution, _parent: Attribution | None) -> None:
        self._content = attrib.content

    def __call__(self, step: Step) -> bool:
        return any(s.start <= step.place < s.end for s in self._content)


def joint(members: Sequence[Figure]) -> Figure:
    """A figure for a joint source: "A; B"."""
    names = "; ".join(m.name for m in members if m.name)
    return Figure(names, members[0].kind, members[0].mention, members=tuple(members))
