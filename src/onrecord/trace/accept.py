"""Is a passage what the page quotes? The evidence, what each piece is worth, and the odds.

A log-linear model of few, named weights, so that every score can say how it came about. The words
alone do not decide: speakers repeat themselves, and short phrases are said by all. What the page
says of the speaker and the day decides among equal passages, and whether to believe any. How much
was searched counts too: in two transcripts five words in a row hardly meet by chance, in two
thousand they do.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.trace.voices import Agreement

ACCEPT = 0.45  # probability; below it nothing is claimed to be found. At 0.5 more are missed than are
# wrongly found; a reader can dismiss the one, and will not look for the other
VERBATIM = 8  # words; a quote that stands in a record so is shown there, though another may be meant
UNCOMMON = 40.0  # nats beyond chance; of the gold's "it's going to be a race to the finish" has 35

LONG = 60  # words; what is missing of a longer quote weighs no more: half of it may be found well enough


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against one passage.

    Attributes:
        share: of the quote's words, each weighed by its rarity, how much the passage has; 0 to 1.
        tightness: of the passage's words, how many the quote has; 0 to 1.
        rarity: of the words that pair, summed, in nats: how unlikely they are to meet by chance.
        searched: words of all records, the places where they might have met.
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
    searched: int
    run: int
    paired: int
    said: int
    quoted: int
    agreement: Agreement
    near: bool
    days: int | None


WEIGHTS = {  # fitted by training/trace/fit.py
    "base": -15.35,
    "share": 5.62,
    "missing": -0.90,
    "tightness": 3.10,
    "surprise": 1.76,
    "whole": 0.99,
    "same speaker": 0.89,
    "possible speaker": 0.44,
    "other speaker": -2.29,
    "same days": 1.24,
    "same weeks": 3.61,
    "said later": -4.16,
    "no day": 1.90,
}


def features_of(evidence: Evidence) -> dict[str, float]:
    """The evidence as the named numbers that the model weighs."""
    return {
        "base": 1.0,
        "share": evidence.share,
        "missing": (1.0 - evidence.share) * math.sqrt(min(evidence.quoted, LONG)),
        "tightness": evidence.tightness,
        "surprise": math.log(1.0 + max(0.0, _surprise(evidence))),
        "whole": float(evidence.paired == evidence.quoted == evidence.said),
        "same speaker": float(evidence.agreement is Agreement.SAME),
        "possible speaker": float(evidence.agreement is Agreement.POSSIBLE),
        "other speaker": float(evidence.agreement is Agreement.CONFLICT),
        **features_of_days(evidence.days),
    }


def _surprise(evidence: Evidence) -> float:
    """How far beyond chance the words meet, in nats; as in BLAST, by how many would in so many words."""
    return evidence.rarity - math.log(evidence.searched)


def stands_verbatim(evidence: Evidence) -> bool:
    """Whether a quote stands in a record word for word, and is neither short nor a commonplace.

    That is evidence even where speaker and day speak so much against it that it would not be believed.
    """
    whole = evidence.run == evidence.quoted == evidence.said
    return whole and evidence.quoted >= VERBATIM and _surprise(evidence) >= UNCOMMON


def judge(evidence: Evidence) -> float:
    """The probability that the passage is what the page quotes, rather than none of the records."""
    return weigh(WEIGHTS, features_of(evidence))


def weigh(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The probability that named features come to, each by its weight (logistic regression)."""
    odds = sum(weights[name] * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def features_of_days(days: int | None) -> dict[str, float]:
    """What the days from a passage to the page say: near ones for it, a later record against it."""
    return {
        "same days": float(days is not None and -1 <= days <= 3),
        "same weeks": 1.0 / (1.0 + max(days, 0) / 10) if days is not None and days >= -1 else 0.0,
        "said later": float(days is not None and days < -1),
        "no day": float(days is None),
    }
