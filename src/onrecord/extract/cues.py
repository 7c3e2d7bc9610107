"""What a cue does: says, denies, asks …; whether it affirms the content, and sides with it or stands off."""

import re
from typing import NamedTuple

from onrecord.extract.lexicon import FORMS
from onrecord.model import CueKind, Polarity, Stance

_OPEN = (CueKind.ASKS, CueKind.DOUBTS, CueKind.REFUSES)
_BACKING = (CueKind.AGREES, CueKind.SHOWS)
_NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|without|hardly|cannot)\b|n[’']t\b|\brather than\b"
    r"|\b(?:fail(?:s|ed|ing)?\s+to|stop(?:s|ped)?\s+short\s+of)\b",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(
    r"\b((?:call|point|insist|confirm)(?:s|ed|ing)?|conclud(?:e[sd]?|ing)|rul(?:e[sd]?|ing)|hit(?:s|ting)?|"
    r"g[ia]ve[sn]?|giving|put(?:s|ting)?)\s+(on|for|out|to|that|back|evidence|it)\b"
)
_DENIAL = re.compile(r"\b(?:denial|rebuttal)s?\b")  # "repeated her denial that …" denies it
_NEITHER = re.compile(r"\bconfirm\w*\s+nor\s+den|(?:\bnot|n[’']t)\s+confirm\s+or\s+deny\b")
_WORD = re.compile(r"[a-z][a-z\-]*|:")
_LABEL = frozenset(".—–-")  # beside a speaker's label, as a colon is


class Act(NamedTuple):
    """What a cue does."""

    kind: CueKind
    stance: Stance
    polarity: Polarity


def read_cue(cue: str) -> Act:
    """Name what a cue does.

    Args:
        cue: its words, as they stand on the page.

    Example:
        >>> read_cue("has repeatedly denied").kind.value, read_cue("has repeatedly denied").polarity.value
        ('denies', 'denied')
        >>> read_cue("did not say").polarity.value, read_cue("failed to mention").polarity.value
        ('open', 'open')
    """
    plain = _TWO_WORDS.sub(_joined, cue.lower())
    if plain.strip() in _LABEL:
        plain = ":"
    known = [FORMS[w] for w in _WORD.findall(plain) if w in FORMS]
    kind, stance = known[0] if known else (CueKind.OTHER, Stance.NEUTRAL)
    if _DENIAL.search(plain) and kind is CueKind.SAYS:
        kind = CueKind.DENIES
    if _NEITHER.search(plain):
        kind, stance = CueKind.REFUSES, Stance.NEUTRAL
    if kind in _OPEN:
        return Act(kind, stance, Polarity.OPEN)
    if _NOT.search(cue):  # "did not confirm" stands behind nothing; "failed to admit" does
        return Act(kind, Stance.NEUTRAL if kind in _BACKING else stance, Polarity.OPEN)
    return Act(kind, stance, Polarity.DENIED if kind is CueKind.DENIES else Polarity.AFFIRMED)


def _joined(found: re.Match[str]) -> str:
    """Two words as one where they are a verb: "called on", not "insisted that"."""
    both = f"{found[1]}-{found[2]}"
    return both if both in FORMS else found[0]
