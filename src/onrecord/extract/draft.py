"""A statement as it is found, before all that is said of it is known."""

from dataclasses import dataclass, field
from enum import Enum, auto

from onrecord.model import Span


class How(Enum):
    """How a draft was found, which decides whose words its content is."""

    TAGGED = auto()  # by the tagger: the quotation marks tell
    LABELLED = auto()  # beside a speaker's label, or set off below a writer's name: their words throughout
    ASSENT = auto()  # the asker's words, which the source agreed to
    DISSENT = auto()  # the asker's words, to which the source said no
    IMPUTED = auto()  # what someone else says the source's words amount to


@dataclass(slots=True)
class Draft:
    """Spans that were linked, before they are made an Attribution; offsets into the whole text."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    confidence: float = 0.0
    how: How = How.TAGGED
    told: Span | None = None  # whom a passive names: "she was told that …"

    def place(self) -> tuple[int, int]:
        """Where its first span begins and its last one ends."""
        spans = [*self.source, *self.cue, *self.content]
        return min(spans).start, max(e for _, e in spans)
