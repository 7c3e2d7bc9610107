"""How likely what was seen inside somebody's words is to be a statement of its own.

"She said he had denied it" holds one, "she said she could promise that" none, and "she said people want it"
is a matter of convention. The signs are the cue, the source, the form of the content, what holds them and
how sure the tagger is; what each weighs was fitted to labels made by reading (``training/nested``), with a
logistic curve, so that the chance is the share of such that are right.
"""

import math
import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from importlib.resources import files

from onrecord.extract.cues import read_cue
from onrecord.extract.draft import Draft

WEIGHTS = "judge.tsv"
SURENESS, BASE = "sureness", "base"  # what the tagger's log-odds weigh, and what is there without any sign
MOST_SURE = 0.999  # beyond it, and below its complement, the tagger's score says no more
_PRONOUNS = frozenset("i he she they we you it who that which this".split())
_OWNERS = frozenset("his her their its my our your".split())
_ANYONE = frozenset(
    "people anyone anybody everyone everybody somebody someone one nobody others many some".split()
)
_OPENS = frozenset("that to if whether what how why it this for about of a the as".split()) | set("“‘\"'")
_WORD = re.compile(r"(?:[^\W\d_]|[’'])+")
_FIRST = re.compile(r"\w+|[“\"‘']")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|do|does|did|\w{2,30}ed)\b"
)


class Seen(Enum):
    """How a draft inside a content was come upon."""

    AGAIN = auto()  # by the tagger, reading the content by itself
    FIRST = auto()  # by the tagger, reading the page
    FORM = auto()  # by the form of a noun that tells


def signs(text: str, draft: Draft, parent: Draft, seen: Seen) -> Iterator[str]:
    """The signs by which a draft inside its parent's content is judged.

    Args:
        text: the whole text.
        draft: with a cue and a content.
        parent: the statement whose content holds it.
        seen: how it was come upon.
    """
    cue, source, content, teller = (
        " ".join(text[s:e] for s, e in spans)
        for spans in (draft.cue, draft.source, draft.content, parent.source)
    )
    act = read_cue(cue)
    words = _WORD.findall(cue.lower())
    yield f"cue {act.kind.value}"
    yield f"cue {act.polarity.value}"
    yield f"cue {act.stance.value}"
    yield f"cue of {min(len(words), 5)}"
    yield f"cue in -{words[-1][-3:] if words else ''}"
    yield from _source_signs(source, teller)
    if source:
        gap = draft.cue[0].start - draft.source[0].end
        yield "source " + ("after" if gap < 0 else "beside" if gap < 2 else "near" if gap < 15 else "far")
    opens = _FIRST.search(content.lower())
    yield "content " + (opens[0] if opens and opens[0] in _OPENS else "other")
    yield f"content of {min(round(2 * math.log2(1 + content.count(' '))), 12)}"
    yield f"content in {min(len(draft.content), 3)}"
    yield "content finite" if _FINITE.search(content) else "content not finite"
    gap = draft.content[0].start - draft.cue[-1].end
    yield "content " + ("before" if gap < 0 else "next" if gap < 3 else "apart")
    yield f"in {read_cue(' '.join(text[s:e] for s, e in parent.cue)).kind.value}"
    first, last = draft.place()
    yield "to its end" if abs(last - parent.content[-1].end) < 3 else "not to its end"
    yield "from its beginning" if abs(first - parent.content[0].start) < 8 else "from within"
    yield f"seen {seen.name.lower()}"


def _source_signs(source: str, teller: str) -> Iterator[str]:
    words = _WORD.findall(source.lower())
    if not words:
        yield "no source"
        return
    pronoun = len(words) == 1 and words[0] in _PRONOUNS
    yield f"source {words[0]}" if pronoun else "source named" if source[0].isupper() else "source described"
    yield f"source of {min(len(words), 6)}"
    if words[-1] in _OWNERS or source.endswith(("’s", "'s", "s’", "s'")):
        yield "source owns"
    if not _ANYONE.isdisjoint(words):
        yield "source anyone"
    if source.lower() == teller.lower():
        yield "source the same"


def chance(text: str, draft: Draft, parent: Draft, seen: Seen) -> float:
    """How likely a draft inside its parent's content is a statement of its own, from 0 to 1."""
    weights = _weights()
    odds = weights[BASE] + weights[SURENESS] * log_odds(draft.confidence)
    odds += sum(weights.get(sign, 0.0) for sign in signs(text, draft, parent, seen))
    return 1 / (1 + math.exp(-odds))


def log_odds(confidence: float) -> float:
    """Of the tagger's confidence, within bounds."""
    sure = min(max(confidence, 1 - MOST_SURE), MOST_SURE)
    return math.log(sure / (1 - sure))


@cache
def _weights() -> dict[str, float]:
    table = (files("onrecord.extract.inside") / WEIGHTS).read_text(encoding="utf-8")
    return {sign: float(weight) for sign, weight in (line.split("\t") for line in table.splitlines())}
