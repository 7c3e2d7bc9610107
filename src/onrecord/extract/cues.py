"""What a cue does: says, denies, asks …; whether it affirms the content, and sides with it or stands off."""

import re
from typing import NamedTuple

from onrecord.extract.lexicon import FORMS
from onrecord.model import CueKind, Polarity, Stance

_OPEN = (CueKind.ASKS, CueKind.DOUBTS, CueKind.REFUSES)
_NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|without|hardly|cannot)\b|n[’']t\b|\brather than\b", re.IGNORECASE
)
_TWO_WORDS = re.compile(r"\b(call|point|insist|conclude|confirm)(s|ed|ing)?\s+(on|for|out|to|that)\b")
_WORD = re.compile(r"[a-z][a-z\-]*|:")


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
        >>> read_cue("did not say").polarity.value
        'open'
    """
    plain = _TWO_WORDS.sub(lambda m: f"{m[1]}{m[2] or ''}-{m[3]}", cue.lower())
    known = [FORMS[w] for w in _WORD.findall(plain) if w in FORMS]
    kind, stance = known[0] if known else (CueKind.OTHER, Stance.NEUTRAL)
    if kind is CueKind.REFUSES or kind in _OPEN or _NOT.search(cue):
        return Act(kind, stance, Polarity.OPEN)
    return Act(kind, stance, Polarity.DENIED if kind is CueKind.DENIES else Polarity.AFFIRMED)
