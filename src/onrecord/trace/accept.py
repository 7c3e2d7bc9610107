"""Is a passage what the page quotes? The evidence, what each piece is worth, and the odds.

A logistic model of few, named weights, so that every score can say how it came about. The words
alone do not decide: speakers repeat themselves, and short phrases are said by all. What the page
says of the speaker and the day decides among equal passages, and whether to believe any.
"""

import math
from dataclasses import dataclass

from onrecord.trace.voices import Agreement

ACCEPT = 0.5  # probability; below it nothing is claimed to be found


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against one passage.

    Attributes:
        share: of the quote's words, each weighed by its rarity, how much the passage has; 0 to 1.
        tightness: of the passage's words, how many the quote has; 0 to 1.
        rarity: of the words that pair, summed, in nats: how unlikely they are to meet by chance.
        run: words in the longest run that pairs without a break.
        paired: words that pair.
        said: words of the passage, the unpaired ones too.
        quoted: words of the quote.
        agreement: whether the speaker may be the one that the page names.
        near: the page's source is named in the record beside the passage.
        days: from the passage to the page; None where either has no date.
    """

    share: float
    tightness: float
    rarity: float
    run: int
    paired: int
    said: int
    quoted: int
    agreement: Agreement
    near: bool
    days: int | None


WEIGHTS = {
    "base": -11.24,
    "share": 2.05,
    "missing": -1.4,
    "tightness": 1.16,
    "rarity": 1.73,
    "run": 1.09,
    "same speaker": 0.7,
    "possible speaker": 0.03,
    "other speaker": -1.06,
    "source beside": -0.65,
    "same days": 0.97,
    "same weeks": 1.59,
    "said later": -3.01,
    "no day": 0.32,
}


def features_of(evidence: Evidence) -> dict[str, float]:
    """The evidence as the named numbers that the model weighs."""
    days = evidence.days
    return {
        "base": 1.0,
        "share": evidence.share,
        "missing": (1.0 - evidence.share) * math.sqrt(evidence.quoted),
        "tightness": evidence.tightness,
        "rarity": math.log(1.0 + evidence.rarity),
        "run": math.log(1.0 + evidence.run),
        "same speaker": float(evidence.agreement is Agreement.SAME),
        "possible speaker": float(evidence.agreement is Agreement.POSSIBLE),
        "other speaker": float(evidence.agreement is Agreement.CONFLICT),
        "source beside": float(evidence.near),
        "same days": float(days is not None and -1 <= days <= 3),
        "same weeks": 1.0 / (1.0 + max(days, 0) / 10) if days is not None and days >= -1 else 0.0,
        "said later": float(days is not None and days < -1),
        "no day": float(days is None),
    }


def judge(evidence: Evidence) -> float:
    """The probability that the passage is what the page quotes."""
    odds = sum(WEIGHTS.get(name, 0.0) * value for name, value in features_of(evidence).items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
