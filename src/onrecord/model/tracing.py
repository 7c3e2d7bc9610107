"""A quote beside the passage of a record: how they pair, and what differs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.page import Span, Spans


class EditKind(StrEnum):
    """How a stretch of the quote differs from the stretch of the record it is paired with."""

    EQUAL = "equal"
    DELETED = "deleted"  # in the record, not in the quote
    INSERTED = "inserted"  # in the quote, not in the record
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of an alignment; an empty span stands where nothing is paired.

    ``quote_span`` is on the text that holds the quote, ``record_span`` on the record's.
    """

    kind: EditKind
    quote_span: Span
    record_span: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quote and a record's passage pair, word by word; the edits rebuild both.

    ``record_spans`` has more than one span where the quote is spliced, in the quote's order.
    ``similarity`` is 0 to 1: the share of words that pair, of both sides.
    """

    record_spans: Spans
    edits: tuple[Edit, ...]
    similarity: float


class Severity(StrEnum):
    """How much a difference matters to a reader; in rising order."""

    NONE = "none"
    COSMETIC = "cosmetic"
    NOTABLE = "notable"
    GRAVE = "grave"


_RISING = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Drift:
    """What edits amount to, how grave, and the edits that prove it.

    ``label`` is None for a finer kind, which is said beside the label that holds it. Edits of what
    stands around a passage are deletions outside its alignment.
    """

    kind: str
    severity: Severity
    edits: tuple[Edit, ...] = ()
    reason: str = ""
    label: str | None = None


def labels_of(drift: Iterable[Drift]) -> list[str]:
    """The labels among some kinds of drift, each once, in the order given: the taxonomy's.

    Example:
        >>> trimmed = Drift("trimmed", Severity.NOTABLE, label="trimmed")
        >>> labels_of([trimmed, Drift("negation", Severity.GRAVE)])
        ['trimmed']
    """
    return list(dict.fromkeys(one.label for one in drift if one.label))


def told_finer(drift: Drift, beside: Iterable[Drift]) -> frozenset[Edit]:
    """The edits of a label of which a finer kind beside it, no less grave, tells what they do."""
    if drift.label is None:
        return frozenset()
    least = _RISING.index(drift.severity)
    finer = (one for one in beside if one.label is None and _RISING.index(one.severity) >= least)
    return frozenset(edit for one in finer for edit in one.edits).intersection(drift.edits)


def told_once(drift: Sequence[Drift]) -> list[Drift]:
    """Some kinds of drift as a reader is told them: the gravest first, and no edit twice.

    A label is left out where a finer kind, no less grave, tells of all its edits.

    Example:
        >>> lost = Edit(EditKind.DELETED, Span(7, 7), Span(8, 11))
        >>> trimmed = Drift("trimmed", Severity.NOTABLE, (lost,), label="trimmed")
        >>> [one.kind for one in told_once([trimmed, Drift("negation", Severity.GRAVE, (lost,))])]
        ['negation']
    """
    told = [one for one in drift if not one.edits or not told_finer(one, drift).issuperset(one.edits)]
    return sorted(told, key=lambda one: -_RISING.index(one.severity))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a record: who spoke it, when, and what stood before and after.

    ``turn`` is the stretch of the record in which that speaker holds the floor, None where the
    record does not tell its speakers apart.
    """

    record: str
    spans: Spans
    text: str
    before: str = ""
    after: str = ""
    speaker: str | None = None
    date: str | None = None
    title: str | None = None
    turn: Span | None = None


class CautionKind(StrEnum):
    """What a reader of a trace should know before leaning on it."""

    ANOTHER_SPEAKER = "another speaker"  # the words are in the record, said by someone else
    ANOTHER_DAY = "another day"  # said long before the page, or after it
    MODERATOR = "moderator"  # said by who asks the questions there
    QUOTED_THERE = "quoted there"  # the record's speaker gives the words as someone else's
    TAKEN_BACK = "taken back"  # the next sentence there may deny it
    AMBIGUOUS = "ambiguous"  # other passages fit as well
    COMMON = "common"  # a phrase that stands in many records


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing that stands against a trace, or beside it; ``reason`` is in words for a reader."""

    kind: CautionKind
    reason: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found for one quote in the records, or that nothing was.

    ``span`` is the stretch of the page that was looked for. ``passage`` and ``alignment`` are
    None where nothing was found among the ``searched`` records. ``score`` is 0 to 1, ``reasons``
    say what speaks for and against it, ``cautions`` what a reader should know before leaning on it;
    ``others`` are passages that fit as well or nearly so. ``rest`` are traces of stretches of the same
    quote that come from other records, ``elsewhere`` passages of other pages that carry its words.
    ``paraphrase``: the passage is likely what is reported, in other words; never a quotation.
    """

    span: Span
    searched: int
    passage: Passage | None = None
    alignment: Alignment | None = None
    drift: tuple[Drift, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    others: tuple[Passage, ...] = ()
    rest: tuple["Trace", ...] = ()
    elsewhere: tuple[Passage, ...] = ()
    paraphrase: bool = False

    @property
    def home(self) -> Spans:
        """The stretches of the record that it leads to: as aligned, else the passage as a whole."""
        if self.passage is None:
            return ()
        return self.alignment.record_spans if self.alignment else self.passage.spans


NOT_FOUND, UNTRACED = "not-found", "untraced"  # states beside the severities
FIRST_KNOWN = ("grave", "notable", NOT_FOUND, "cosmetic", "none")  # what a reader should know first


def gravest(trace: Trace) -> Severity:
    """The gravest of a trace's drift."""
    return max((drift.severity for drift in trace.drift), key=_RISING.index, default=Severity.NONE)


def state_of(traces: Sequence[Trace]) -> str:
    """What a reader should know first of some traces: a severity, *not-found*, or *untraced*.

    Paraphrases count for nothing here, for nothing in them is drift.
    """
    states = [gravest(each).value if each.passage else NOT_FOUND for each in traces if not each.paraphrase]
    return min(states, key=FIRST_KNOWN.index, default=UNTRACED)
