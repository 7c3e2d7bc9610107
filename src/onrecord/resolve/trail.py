"""The trail of those a page has spoken of so far, and whom a pronoun on it means."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model import EntityKind
from onrecord.resolve.cast import Figure
from onrecord.resolve.lexicon.words import PREPOSITIONS
from onrecord.resolve.page import Page

MEMORY = 80  # mentions looked back over; older ones are out of a reader's mind
# Weights set by reading, checked on PolNeAR dev: what makes an antecedent likely.
SUBJECT = 1.2  # opens its sentence, or stands before the verb
SPEAKER = 1.5  # is the source of a statement
IN_QUOTE = -2.0  # named in another's words
ASIDE = -1.5  # named in a headline or caption
OBLIQUE = -0.6  # after a preposition, or a possessive
PER_SENTENCE = -0.55
PER_PARAGRAPH = -0.25
LIKELY = 0.3  # a gender known, or hinted at by a pronoun elsewhere
FAR = 8  # sentences; beyond it all are equally far
PER_COUNT = 0.12  # how often the page names the figure, up to MANY
MANY = 8
SINGLE = (EntityKind.PERSON, EntityKind.ANONYMOUS)  # kinds that "he" or "she" can mean


@dataclass(frozen=True, slots=True)
class Step:
    """One mention on the trail."""

    place: int
    figure: Figure
    weight: float
    sentence: int
    paragraph: int
    quote: int | None
    speaks: bool


class Trail:
    """Mentions in the order of the page, the latest ones kept."""

    def __init__(self, page: Page) -> None:
        """Begin with nobody mentioned."""
        self.page = page
        self._steps: deque[Step] = deque(maxlen=MEMORY)

    def add(self, figure: Figure, word: int, *, speaks: bool = False) -> None:
        """Note that word ``word`` mentions a figure."""
        page = self.page
        place = page.starts[word]
        quote = page.quote_of(place)
        owner = word in page.possessive and not speaks  # "Labour's Ann Roe" is a source, Labour none
        weight = self._weight(word, place, quote, owner) + (SPEAKER if speaks else 0)
        step = Step(place, figure, weight, page.sentence_of(place), page.paragraph_of(place), quote, speaks)
        self._steps.append(step)

    def _weight(self, word: int, place: int, quote: int | None, owner: bool) -> float:
        page = self.page
        weight = 1.0
        before = page.lower[word - 1] if word and not page.opens_sentence(word) else ""
        oblique = before in PREPOSITIONS and before != "as"  # "as Roe said"
        last = self._steps[-1] if self._steps else None
        if oblique or owner:
            weight += OBLIQUE
        elif last is None or last.sentence != page.sentence_of(place):
            weight += SUBJECT
        return weight + (IN_QUOTE if quote is not None else 0) + (ASIDE if page.is_aside(place) else 0)

    def find(
        self,
        place: int,
        fits: Callable[[Figure], float | None],
        without: Callable[[Step], bool] = lambda _: False,
    ) -> Figure | None:
        """The likeliest figure for a pronoun or noun at ``place``.

        Args:
            place: where it stands, code points.
            fits: how well a figure fits, added to its weight; None where it cannot be meant.
            without: mentions to leave out.
        """
        best, best_score = None, float("-inf")
        for step, score in self._scored(place):
            fit = fits(step.figure)
            if fit is not None and score + fit > best_score and not without(step):
                best, best_score = step.figure, score + fit
        return best

    def last_speaker(self, place: int, paragraphs: int = 1) -> Step | None:
        """The last mention of a source before a place, no more than so many paragraphs back."""
        step = next(
            (s for s in reversed(self._steps) if s.speaks and s.place < place and s.quote is None), None
        )
        near = step is not None and self.page.paragraph_of(place) - step.paragraph <= paragraphs
        return step if near else None

    def _scored(self, place: int) -> Iterator[tuple[Step, float]]:
        page = self.page
        sentence, paragraph, quote = page.sentence_of(place), page.paragraph_of(place), page.quote_of(place)
        for step in reversed(self._steps):
            if step.place >= place:
                continue
            score = step.weight + PER_SENTENCE * min(sentence - step.sentence, FAR)
            score += PER_PARAGRAPH * min(paragraph - step.paragraph, FAR)
            score += PER_COUNT * min(step.figure.count, MANY)
            if quote is not None and step.quote == quote:
                score -= IN_QUOTE
            yield step, score


def fits_person(gender: str) -> Callable[[Figure], float | None]:
    """A test for "he" ("m") or "she" ("f")."""
    other = "m" if gender == "f" else "f"

    def fit(figure: Figure) -> float | None:
        if figure.kind not in SINGLE or figure.many or figure.members:
            return None
        if figure.gender in (gender, None, ""):
            likely = figure.gender == gender or figure.signs[gender] > figure.signs[other]
            return LIKELY if likely else -LIKELY if figure.signs[other] else 0.0
        return None

    return fit


def fits_anyone(figure: Figure) -> float | None:
    """A test for a person of either gender."""
    return 0.0 if figure.kind in SINGLE and not figure.many and not figure.members else None


def may_be_they(figure: Figure) -> bool:
    """Say whether "they" may mean one person: nothing says that it is a man or a woman."""
    told = figure.gender or figure.signs["m"] or figure.signs["f"]
    return fits_anyone(figure) is not None and not told


def fits_thing(figure: Figure) -> float | None:
    """A test for "it"."""
    if figure.members:
        return None
    if figure.kind is EntityKind.ORGANISATION:
        return 0.5
    if figure.kind in (EntityKind.STATE, EntityKind.DOCUMENT):
        return 0.0
    return None


def fits_many(figure: Figure) -> float | None:
    """A test for "they"."""
    if figure.members or figure.many or figure.kind is EntityKind.GROUP:
        return 1.0
    return -0.5 if figure.kind is EntityKind.ORGANISATION else None
