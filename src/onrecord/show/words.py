"""What is shown in words: labels for the nouns, and texts made fit to be shown."""

import re
from collections.abc import Sequence

from onrecord.model import (
    NOT_FOUND,
    UNTRACED,
    Attribution,
    Drift,
    Entity,
    EntityKind,
    Mode,
    Passage,
    Polarity,
    Reading,
    Severity,
    Span,
    Stance,
    told_once,
)

MODES = {
    Mode.DIRECT: "in the source’s words",
    Mode.INDIRECT: "in the outlet’s words",
    Mode.MIXED: "partly in the source’s words",
}
STANCES = {
    Stance.NEUTRAL: "",
    Stance.DISTANCING: "the cue stands off from it",
    Stance.ENDORSING: "the cue takes it for true",
}
POLARITIES = {
    Polarity.AFFIRMED: "",
    Polarity.DENIED: "the source denies it",
    Polarity.OPEN: "the source leaves it open",
}
SEVERITIES = tuple(Severity)  # the enum stands in rising order

# A quote's state is a severity's name, not-found or untraced. Each has a sign, for colour alone
# must not carry it, and words.
SIGNS = {"none": "=", "cosmetic": "≈", "notable": "!", "grave": "‼", NOT_FOUND: "?", UNTRACED: ""}
STATES = {
    "none": "as in the record",
    "cosmetic": "cosmetic drift",
    "notable": "notable drift",
    "grave": "grave drift",
    NOT_FOUND: "not found",
    UNTRACED: "not traced",
}

NO_OUTLET = "an outlet not named"

# Controls (a terminal obeys them), bidirectional overrides (they reorder what is read) and lone
# surrogates (no encoder takes them). Each becomes one sign, so that offsets still hold.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+|\n")  # where one ends and the next begins
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:?\d\d)?)?")
_MONTHS = """January February March April May June July August September October November
    December""".split()


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


def lines(text: str) -> str:
    """Clean a text, its paragraphs kept apart by one line break and its other blanks made single."""
    return _BREAKS.sub("\n", _BLANKS.sub(" ", clean(text)))


def clip_start(text: str, size: int) -> str:
    """The last ``size`` characters or fewer, from a sentence's start where one is near.

    Example:
        >>> clip_start("It rained all day. Nobody came to the pier.", 30)
        'Nobody came to the pier.'
    """
    if len(text) <= size:
        return text
    kept = text[-size:]
    found = _SENTENCE.search(kept, 0, size // 2)
    return kept[found.end() :] if found else "…" + kept.partition(" ")[2]


def clip_end(text: str, size: int) -> str:
    """The first ``size`` characters or fewer, to a sentence's end where one is near.

    Example:
        >>> clip_end("It rained all day. Nobody came to the pier.", 30)
        'It rained all day.'
    """
    if len(text) <= size:
        return text
    kept = text[:size]
    ends = [found.end() for found in _SENTENCE.finditer(kept, size // 2)]
    return kept[: ends[-1]].rstrip() if ends else kept.rpartition(" ")[0] + "…"


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
    words = cut(reading.snap.text, attrib.source).strip(" ,;:")
    return flow(name or "") or words or "someone (not said)"


def name_entity(entity: Entity | None) -> str:
    """Kind and role of a source, as in ``person, harbour master``."""
    if entity is None:
        return ""
    kind = "" if entity.kind is EntityKind.UNKNOWN else entity.kind.value
    return ", ".join(filter(None, (kind, flow(entity.role or ""))))


def name_when(text: str, attrib: Attribution) -> str:
    """When it was said: the page's words, and the day they come to where that is another wording."""
    words = cut(text, (attrib.when,)) if attrib.when else ""
    day = name_time(attrib.day)
    return f"{words} ({day})" if words and day and day not in words else words or day


def name_time(iso: str | None) -> str:
    """An ISO 8601 day or time as people write it, the zone kept.

    Example:
        >>> name_time("2024-11-12T13:20:00+00:00"), name_time("2024-11-02")
        ('12 November 2024, 13:20 UTC', '2 November 2024')
    """
    found = _TIME.fullmatch(iso or "")
    if not found or not 1 <= int(found[2]) <= len(_MONTHS):
        return flow(iso or "")
    day = f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"
    zone = "UTC" if found[5] in ("Z", "+00:00", "+0000") else found[5]
    return f"{day}, {' '.join(filter(None, (found[4], zone)))}" if found[4] else day


def describe_drift(drift: Sequence[Drift]) -> tuple[tuple[Severity, str, str], ...]:
    """How grave, of what kind and why, the gravest first: each edit is told once."""
    return tuple((one.severity, name_kind(one.kind), flow(one.reason)) for one in told_once(drift))


def describe_passage(passage: Passage) -> tuple[str, ...]:
    """Cite a record's passage: who spoke, when, in which record."""
    facts = (passage.speaker, name_time(passage.date), passage.title or passage.record)
    return tuple(flow(fact) for fact in facts if fact)
