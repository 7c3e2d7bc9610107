"""Is a passage what a statement reports? The evidence, what each piece is worth, and the odds.

Of the same make as ``onrecord.trace.accept``: few, named weights, so that every score can say how it
came about. What a paraphrase keeps is the sense, some of the rarer words, and the numbers. What someone
else said is no evidence at all: where the page names the speaker, other speakers' words are not looked at.
"""

import math
from dataclasses import dataclass

from onrecord.trace.accept import features_of_days, weigh
from onrecord.trace.voices import Agreement

ACCEPT = 0.5  # probability; below it nothing is claimed to be found


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against one passage.

    Attributes:
        share: of the statement's content words, each weighed by its rarity, how much the passage has.
        rarity: of the words that it has, summed, in nats.
        sense: the cosine of the encoder's vectors.
        lead: by how much the sense beats that of the next best passage elsewhere; below 0 where it does not.
        amounts: of the numbers in the statement, the share that the passage has; None where it has none.
        agreement: whether the speaker may be the one that the page names.
        days: from the passage to the page; None where either has no date.
        words: of the passage.
    """

    share: float
    rarity: float
    sense: float
    lead: float
    amounts: float | None
    agreement: Agreement
    days: int | None
    words: int


WEIGHTS = {  # fitted by training/paraphrase/fit.py
    "base": -13.49,
    "share": 1.83,
    "surprise": 2.14,
    "sense": 3.41,
    "lead": 1.91,
    "amounts missing": -0.86,
    "same speaker": 1.00,
    "same days": 0.46,
    "same weeks": 1.80,
    "said later": -1.30,
    "no day": 0.26,
    "length": 0.35,
}


def features_of(evidence: Evidence) -> dict[str, float]:
    """The evidence as the named numbers that the model weighs."""
    amounts = evidence.amounts
    return {
        "base": 1.0,
        "share": evidence.share,
        "surprise": math.log(1.0 + max(0.0, evidence.rarity)),
        "sense": evidence.sense,
        "lead": max(-0.2, min(0.2, evidence.lead)),
        "amounts missing": 0.0 if amounts is None else 1.0 - amounts,
        "same speaker": float(evidence.agreement is Agreement.SAME),
        **features_of_days(evidence.days),
        "length": math.log(max(evidence.words, 1) / 20),
    }


def judge(evidence: Evidence) -> float:
    """The probability that the passage is what the page reports, rather than none of the records."""
    return weigh(WEIGHTS, features_of(evidence))
