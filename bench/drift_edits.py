"""Known edits of a transcript's sentences, each with the kinds of drift that it should give.

The patterns that pick a sentence are plain ones of this file, not those of the rules. They cannot
show how well the rules do on what neither foresees.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

_SENSITIVE = re.compile(  # words that an edit which is not about them must leave alone
    r"\d|\b(?:not|no|never|none|nothing|nobody|neither|nor|without|hardly|if|unless|until|except|but|though"
    r"|although|will|would|can|could|may|might|must|shall|should|ought|have|has|had|more|most|less|least|better"
    r"|best|worse|worst|very|really|perhaps|maybe|probably|think|believe|guess|kind|sort|only|just|as|well|oh"
    r"|okay|half|hundred|thousand|million|billion|dozen|first|second|third|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|a|an|the|and|so|that|now|then)\b|n[’']t|\b\w+(?:er|est)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|nowhere|neither|nor|without|hardly)\b|n[’']t", re.I
)
_NUMBER = re.compile(r"(?<![\w.,$])([2-9]|[1-9]\d|[1-9]\d\d)(?![\w.,%]|st\b|th\b)")
_SWAPS = {
    "modality": (
        "will may",
        "can must",
        "should could",
        "may will",
        "must can",
        "could should",
        "might will",
    ),
    "tense": (
        "is was",
        "are were",
        "was is",
        "were are",
        "has had",
        "wanted want",
        "needed need",
        "said says",
    ),
    "person": ("he she", "she he", "we they", "they we", "I we", "his her", "our their"),
    "comparison": (
        "more less",
        "less more",
        "better worse",
        "most least",
        "bigger smaller",
        "stronger strongest",
    ),
}
_INTENSIFIERS = re.compile(r"(?<=\w )(very|really|totally|absolutely|completely|extremely) (?=\w)")
_HEDGES = re.compile(r"(?<=\w )(probably|perhaps|maybe|possibly|likely|kind of|sort of) (?=\w)")
_FILLERS = re.compile(r"(?<=\w)(, (?:you know|I mean|um|uh|well|okay),)(?= \w)")
_AUXILIARY = re.compile(r"(?<=\w )(will|is|are|was|were|can|should|could)(?= [a-z]{3})")
_NAME = re.compile(
    r"(?<=[a-z] )(?!Mr|Mrs|Ms|Dr|Senator|Governor|President|Secretary|God)([A-Z][a-z]{3,})(?= [a-z]|[,.])"
)

Edited = tuple[str, str] | None  # the quote, and the kinds that it should give


@dataclass(frozen=True)
class Stock:
    """Words and names of the collection, to put in the place of others."""

    words: list[str]
    names: list[str]


def _drop(pattern: re.Pattern[str], kinds: str, sentence: str) -> Edited:
    found = pattern.search(sentence)
    return (sentence[: found.start()] + sentence[found.end() :], kinds) if found else None


def _swap(kind: str, sentence: str, rng: random.Random) -> Edited:
    for pair in rng.sample(_SWAPS[kind], len(_SWAPS[kind])):
        old, new = pair.split()
        found = re.search(rf"(?<=\w ){old}(?= \w)", sentence)
        if found and not re.match(r" (?:than|likely)", sentence[found.end() :]):
            return sentence[: found.start()] + new + sentence[found.end() :], f"substituted {kind}"
    return None


def _middle(sentence: str, rng: random.Random, size: int) -> tuple[list[str], int] | None:
    """The words of a sentence, and where some plain ones begin with four before and four after them."""
    words = sentence.split()
    places = [
        i
        for i in range(4, len(words) - size - 4)
        if not _SENSITIVE.search(" ".join(words[i : i + size]))
        and all(word.isalpha() and word.islower() for word in words[i - 1 : i + size + 1])
        and set(words[i : i + size]).isdisjoint(words[:i] + words[i + size :])
    ]
    return (words, rng.choice(places)) if places else None


def _trim(sentence: str, rng: random.Random, mark: str, kinds: str) -> Edited:
    found = _middle(sentence, rng, rng.randint(2, 4))
    if not found:
        return None
    words, at = found
    size = next(n for n in (4, 3, 2) if not _SENSITIVE.search(" ".join(words[at : at + n])) or n == 2)
    return " ".join([*words[:at], *([mark] if mark else []), *words[at + size :]]), kinds


def _put(sentence: str, rng: random.Random, new: Callable[[str], list[str]], kinds: str) -> Edited:
    found = _middle(sentence, rng, 1)
    if not found:
        return None
    words, at = found
    return " ".join([*words[:at], *new(words[at]), *words[at + 1 :]]), kinds


def _number(sentence: str, rng: random.Random) -> Edited:
    found = _NUMBER.search(sentence)
    if not found or not re.search(r"\w ", sentence[: found.start()]):
        return None
    new = str(int(found[1]) + rng.randint(1, 9) * 10)
    return sentence[: found.start()] + new + sentence[found.end() :], "substituted number"


def _lose_not(sentence: str) -> Edited:
    if len(_NEGATION.findall(sentence)) != 1 or "not only" in sentence:
        return None
    found = re.search(
        r"(?<=\w )(?:do|did|is|are|was|were|will|would|should|has|have|could)( not|n[’']t)(?= \w)", sentence
    )
    return (sentence[: found.start(1)] + sentence[found.end(1) :], "trimmed negation") if found else None


def _add(sentence: str, word: str, kinds: str) -> Edited:
    found = _AUXILIARY.search(sentence)
    if not found or _NEGATION.search(sentence):
        return None
    return f"{sentence[: found.end()]} {word}{sentence[found.end() :]}", kinds


def _rename(sentence: str, rng: random.Random, stock: Stock) -> Edited:
    found = _NAME.search(sentence)
    if not found or not stock.names:
        return None
    new = rng.choice(stock.names)
    if new == found[1] or new in sentence:
        return None
    return sentence[: found.start()] + new + sentence[found.end() :], "substituted person"


def _part(pattern: str, kinds: str, sentence: str) -> Edited:
    found = re.search(pattern, sentence)
    if not found or len(found[1].split()) < 5:
        return None
    return found[1], kinds


_ASKED = r"^(?:Do|Did|Is|Are|Was|Will|Would|Can|Should|Has|Have) (\w[^?.!]+)\?$"
_REPORTED = (
    r"^(?:(?:And|But|So) )?(?:[Tt]hey|[Pp]eople|[Ss]ome) (?:say|said)(?: that)? ((?!so\b|it\b)\w[^,.?!]+)\.$"
)
_DENIED = r"^I (?:don[’']t|do not) think(?: that)? ((?:we|they|he|she|it|there|this|the|you) [^,.?!;–—-]+)\.$"

EDITS: dict[str, Callable[[str, random.Random, Stock], Edited]] = {
    "nothing": lambda s, _, __: (s, "verbatim"),
    "drop a filler": lambda s, _, __: _drop(_FILLERS, "cleaned", s),
    "drop words": lambda s, rng, _: _trim(s, rng, "", "trimmed"),
    "drop words, marked": lambda s, rng, _: _trim(s, rng, "...", "trimmed ellipsis"),
    "insert a word": lambda s, rng, k: _put(s, rng, lambda w: [rng.choice(k.words), w], "inserted"),
    "insert in brackets": lambda s, rng, k: _put(
        s, rng, lambda w: [f"[{rng.choice(k.words)}]", w], "bracketed"
    ),
    "bracket a word": lambda s, rng, k: _put(s, rng, lambda _: [f"[{rng.choice(k.words)}]"], "bracketed"),
    "another word": lambda s, rng, k: _put(s, rng, lambda _: [rng.choice(k.words)], "substituted"),
    "lose a not": lambda s, _, __: _lose_not(s),
    "add a not": lambda s, _, __: _add(s, "not", "inserted negation"),
    "another number": lambda s, rng, _: _number(s, rng),
    "another modal": lambda s, rng, _: _swap("modality", s, rng),
    "another tense": lambda s, rng, _: _swap("tense", s, rng),
    "another pronoun": lambda s, rng, _: _swap("person", s, rng),
    "another name": lambda s, rng, k: _rename(s, rng, k),
    "another degree": lambda s, rng, _: _swap("comparison", s, rng),
    "drop an intensifier": lambda s, _, __: _drop(_INTENSIFIERS, "trimmed intensifier", s),
    "drop a hedge": lambda s, _, __: _drop(_HEDGES, "trimmed hedge", s),
    "add a hedge": lambda s, _, __: _add(s, "probably", "inserted hedge"),
    "stop before if": lambda s, _, __: _part(
        r"^(\w[^;:?!–]*\w), (?:but only )?(?:if|unless|as long as) ", "verbatim cut", s
    ),
    "stop before but": lambda s, _, __: _part(r"^(\w[^;:?!–,]*\w), (?:but|although) ", "verbatim cut", s),
    "begin after if": lambda s, _, __: _part(r"^If [^,;?!–]+, (?:then )?(\w[^,;?!–]*)\.$", "verbatim cut", s),
    "only the if": lambda s, _, __: _part(r"^If (\w[^,;?!–]+), ", "verbatim hypothesis", s),
    "state a question": lambda s, _, __: _part(_ASKED, "verbatim question", s),
    "another's words": lambda s, _, __: _part(_REPORTED, "verbatim reported", s),
    "lose a denial": lambda s, _, __: _part(_DENIED, "verbatim negation", s),
}
