"""Whether two runs of words are the same, only written otherwise: "412" in words, "May 1" for "1 May"."""

from collections.abc import Sequence

from onrecord.trace.amounts import is_amount, is_coin, read_amounts
from onrecord.trace.days import read_day

_IDLE = frozenset("a an and uh um er erm".split())  # within a number these are no part of it
_BODIES = {"no 1": "nobody", "everyone": "everybody", "someone": "somebody", "anyone": "anybody"}
_PERCENT = "percent"
_OTHERWISE = _BODIES | {
    "nt": "not",  # "does[n't]": brackets within a word leave its ending alone
    "no": "number",  # "No." at a quote's end, its figure cut off
    "m": "million",
    "k": "thousand",
    "b": "billion",
}


def _one_form(words: Sequence[str]) -> str:
    return _OTHERWISE.get(" ".join(words)) or "".join(words)


def is_respelt(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the same is written otherwise: "healthcare" and "health care", a number or a day in words."""
    if _one_form(ours) == _one_form(theirs) or ((day := read_day(ours)) and day == read_day(theirs)):
        return True
    if _is_share_of(ours, theirs) or _is_share_of(theirs, ours):
        return True
    if not all(is_amount(word) or is_coin(word) or word in _IDLE for word in (*ours, *theirs)):
        return False
    coins = [set(filter(is_coin, words)) for words in (ours, theirs)]
    if all(coins) and coins[0] != coins[1]:
        return False
    if read_amounts(ours) == read_amounts(theirs):
        return True
    counted, spoken = (["1" if word == "a" else word for word in words] for words in (ours, theirs))
    return len(ours) > 1 and counted == spoken


def _is_share_of(hundredths: Sequence[str], part: Sequence[str]) -> bool:
    """Whether the one gives in percent what the other gives as a part: "25 percent" and "a quarter"."""
    if hundredths[-1:] != [_PERCENT] or not all(is_amount(word) or word in _IDLE for word in part):
        return False
    return [value / 100 for value in read_amounts(hundredths[:-1])] == read_amounts(part) != []
