"""What is shown in words: labels for the nouns, and texts made fit to be shown."""

import re
from collections.abc import Sequence

from onrecord.model import Attribution, Entity, Mode, Reading, Severity, Span

MODES = {
    Mode.DIRECT: "in the source's words",
    Mode.INDIRECT: "in the outlet's words",
    Mode.MIXED: "partly in the source's words",
}
SEVERITIES = tuple(Severity)  # the enum stands in rising order
NOT_FOUND = "not-found"
UNTRACED = "untraced"

# A quote's state is a severity's name or one of the two above. Each has a sign, for colour alone
# must not carry it, and words.
SIGNS = {"none": "=", "cosmetic": "≈", "notable": "≠", "grave": "‼", NOT_FOUND: "?", UNTRACED: ""}
STATES = {
    "none": "as in the record",
    "cosmetic": "cosmetic drift",
    "notable": "notable drift",
    "grave": "grave drift",
    NOT_FOUND: "not found",
    UNTRACED: "no quote to trace",
}

# Controls (a terminal obeys them), bidirectional overrides (they reorder what is read) and lone
# surrogates (no encoder takes them). Each becomes one sign, so that offsets still hold.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Replace each character that could do harm where it is shown; the length stays the same.

    Example:
        >>> clean("a\\x1b[31mb")
        'a�[31mb'
    """
    return _UNSAFE.sub("�", text)


def flow(text: str) -> str:
    """Clean a text and run its lines together, for use within a sentence."""
    return clean(_SPACE.sub(" ", text).strip())


def cut(text: str, spans: Sequence[Span]) -> str:
    """The words of the spans, run together; what is left out between them shows as ``…``.

    Example:
        >>> cut("One two three.", (Span(0, 3), Span(8, 13)))
        'One … three'
    """
    return " … ".join(words for s, e in spans if (words := flow(text[s:e])))


def name_kind(kind: str) -> str:
    """A kind of drift as words: ``lost-negation`` reads *lost negation*."""
    return flow(re.sub(r"[-_]+", " ", kind))


def worst(severities: Sequence[Severity]) -> Severity | None:
    """The gravest of some severities; None where there are none."""
    return max(severities, key=SEVERITIES.index, default=None)


def count(n: int, noun: str) -> str:
    """A number with its noun.

    Example:
        >>> count(1, "record"), count(2, "record")
        ('1 record', '2 records')
    """
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def name_source(reading: Reading, attrib: Attribution) -> str:
    """Who is said to say it: the entity's name, else the words of the page, else *someone*."""
    name = attrib.entity.name if attrib.entity else None
    return flow(name or "") or cut(reading.snap.text, attrib.source) or "someone (not said)"


def name_entity(entity: Entity | None) -> str:
    """Kind and role of a source, as in ``person, harbour master``."""
    if entity is None:
        return ""
    return ", ".join(filter(None, (entity.kind.value, flow(entity.role or ""))))


def name_time(iso: str | None) -> str:
    """An ISO 8601 time as shown: the day and the minute with its zone, the ``T`` a space.

    Example:
        >>> name_time("2024-11-12T13:20:00+00:00"), name_time("2024-11-12")
        ('2024-11-12 13:20 +00:00', '2024-11-12')
    """
    if not iso:
        return ""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:?\d\d)?", iso)
    return " ".join(filter(None, found.groups())) if found else flow(iso)


def describe_passage(title: str | None, speaker: str | None, date: str | None, record: str) -> str:
    """One line that cites a record's passage."""
    return " · ".join(flow(part) for part in (title or record, speaker, name_time(date)) if part)
