"""“Q:” and “A:”: letters that stand for whoever asks and whoever answers, and are nobody's name.

Who asks is not named by it. Who answers is the one person that the page names before the first
question, where it names one only, as interviews do; a court's transcript names nobody there.
"""

import re
from collections.abc import Sequence

from onrecord.model import Attribution, EntityKind, PartKind, Snapshot, Span
from onrecord.resolve.cast import NOWHERE, Cast, Figure
from onrecord.resolve.page import Page
from onrecord.resolve.sources import Found

_LETTER = re.compile(r"(?P<letter>[QA])\d{0,4}|(?:Question|Answer)")


def find_letters(text: str, attributions: Sequence[Attribution]) -> dict[str, Span]:
    """The sources that are such a label, by the attribution's id.

    Example:
        >>> asked = Attribution("q", (Span(0, 1),), (Span(1, 2),), (Span(3, 11),))
        >>> find_letters("Q: Will it?", [asked])
        {'q': Span(start=0, end=1)}
    """
    return {
        a.id: a.source[0]
        for a in attributions
        if len(a.source) == len(a.cue) == 1
        and text[slice(*a.cue[0])] in (":", ".")
        and _LETTER.fullmatch(text, *a.source[0])
    }


class Letters:
    """Finds who answers on one page."""

    def __init__(self, snap: Snapshot, page: Page, cast: Cast, letters: dict[str, Span]) -> None:
        """Take a page, its figures and its lettered sources."""
        self.text, self.letters = snap.text, letters
        first = min(letters.values(), default=Span(0, 0)).start
        headlines = snap.spans_of(PartKind.HEADLINE)
        named: dict[Figure, None] = {}
        for word, figure in cast.named.items():
            place = page.starts[word]
            prose = not page.is_aside(place) or any(s <= place < e for s, e in headlines)
            if place < first and prose and figure.kind is EntityKind.PERSON and figure.name != snap.byline:
                named[figure] = None
        self.answerer = next(iter(named)) if len(named) == 1 else None

    def read(self, attrib: Attribution) -> Found:
        """Say who a lettered source is."""
        label = self.text[slice(*self.letters[attrib.id])]
        if label.startswith("A") and self.answerer is not None:
            return Found(self.answerer, (f"“{label}”: the only person named before the first question",))
        return Found(Figure(None, EntityKind.PERSON, NOWHERE), (f"“{label}” names nobody",))
