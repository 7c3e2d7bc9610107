"""What a change does to the sense: turned round, another number, surer or less sure, someone else."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from onrecord.model import EditKind
from onrecord.trace.changes import Change, Differences
from onrecord.trace.days import read_calendar
from onrecord.trace.drift.lexicon import (
    CONDITION_PHRASES,
    CONDITIONS,
    CONTRASTS,
    DEGREES,
    HEDGE_PHRASES,
    HEDGES,
    INTENSIFIERS,
    LIGHT,
    MODALS,
    NEGATED,
    NEGATIONS,
    ONLY,
    PERSONS,
    UNNEGATED,
    WEIGHTY_MODALS,
)
from onrecord.trace.drift.proof import Proof, prove
from onrecord.trace.drift.runs import SHORT, Run, short, size, within
from onrecord.trace.drift.shape import of_kind
from onrecord.trace.quote import EDGE

_MISSPELT = 1  # letters by which two spellings of one name may differ
_LONG_NAME = 5  # letters; of a shorter name one letter makes another
_MONTH = frozenset(["may"])  # a name of nobody, most often; no other month is taken for a name
_SHORTEST_NEGATED = 3  # letters: "unfit" of "fit"; "into" of "to" is none
_CLAUSE = 3  # words that a condition has at least


def negation(diffs: Differences) -> Iterable[Proof]:
    """The changes that turn a statement round, unless another of the same sentence takes that back.

    Words added at an end turn nothing round by themselves, and may well take back: "for weeks no boat will
    sail" of "the boat will not sail for weeks".
    """
    inside = (c for c in short(diffs) if not c.set_off and not (c.at_edge and LIGHT.issuperset(c.quoted)))
    changed = [c for c in (*inside, *_before_all(diffs)) if _turns(c) % 2]
    added = [c for c in of_kind(diffs, EditKind.INSERTED) if c.at_edge and c not in changed]
    for sentence in sorted({change.sentence for change in changed}):
        turning = [change for change in changed if change.sentence == sentence]
        told = sum(map(_turns, turning))
        if told and told + sum(_turns(change) for change in added if change.sentence == sentence):
            yield from (prove(change, owned=_is_owned(change)) for change in turning)


def _is_owned(change: Change) -> bool:
    """Whether all that a change adds of negation stands in brackets; one that is lost, no reader can see."""
    return _turns(change) < 0 and not _turns(replace(change, quoted=change.bare)) % 2


def _before_all(diffs: Differences) -> Iterator[Change]:
    """A negation set before all that pairs, or in a word or two after; a lone "no" there is an answer.

    More words after it are another sentence.
    """
    for change in of_kind(diffs, EditKind.INSERTED):
        is_sentence = change.set_off and size(change) > EDGE
        longest = SHORT if change.edit is diffs.alignment.edits[0] and not is_sentence else EDGE
        if change.at_edge and size(change) <= longest and "no" not in change.quoted:
            yield change


def _turns(change: Change) -> int:
    """How many negations a change loses, less those it adds."""
    if change.respelt:
        return 0
    said = _negations(change.said, change) + _negated(change.said, change.quoted)
    return said - _negations(change.quoted, change) - _negated(change.quoted, change.said)


def _negations(words: Sequence[str], change: Change) -> int:
    """The negations among one side's words; "not only" is none, and an "only" that makes it one counts."""
    told = sum(word in NEGATIONS for word in words)
    told -= sum(pair[0] == "not" and pair[1] in ONLY for pair in pairwise(words))
    return told + (change.before == "not" and not ONLY.isdisjoint(words[:1]))


def _negated(words: Sequence[str], others: Sequence[str]) -> int:
    """How many of the words negate one of the others by a syllable: "illegal" for "legal"."""
    return sum(
        word not in UNNEGATED
        and any(
            len(other) >= _SHORTEST_NEGATED and word == syllable + other
            for other in others
            for syllable in NEGATED
        )
        for word in words
    )


def number(diffs: Differences) -> Iterable[Proof]:
    """Numbers, months or days of the week that differ; to leave out one of several is no change."""
    for change in diffs.changes:
        told = size(change) <= SHORT and not change.bracketed and not change.repeated
        days = (read_calendar(words, change.before, change.after) for words in (change.said, change.quoted))
        numbers = _are_others(change.amount_said, change.amount_quoted)
        if told and not change.respelt and (numbers or _are_others(*days)):
            yield prove(change)


def _are_others(said: Iterable[object], quoted: Iterable[object]) -> bool:
    """Whether both sides have some, and neither has all of the other's."""
    theirs, ours = Counter(said), Counter(quoted)
    return bool(theirs and ours) and not (theirs <= ours or ours <= theirs)


def modality(diffs: Differences) -> Iterable[Proof]:
    """Another modal verb, or one that carries the claim lost or added; "May" is a month or a name.

    In a clause that is gone whole no modal verb is lost.
    """
    for run in within(diffs):
        if all(change.set_off for change in run.changes):
            continue
        said = MODALS.intersection(run.said).difference(*(change.names_said for change in run.changes))
        quoted = MODALS.intersection(run.quoted).difference(*(change.names_quoted for change in run.changes))
        alone = WEIGHTY_MODALS & (said ^ quoted)
        if (said and quoted and said != quoted) or alone:
            yield from map(prove, run.changes)


def hedge(diffs: Differences) -> Iterable[Proof]:
    """A word of doubt lost, added or replaced by another."""
    return _counted(diffs, _hedges)


def _hedges(words: Sequence[str]) -> Counter[object]:
    pairs = (pair for pair in pairwise(words) if pair in HEDGE_PHRASES)
    return Counter((*(word for word in words if word in HEDGES), *pairs))


def intensifier(diffs: Differences) -> Iterable[Proof]:
    """A word that only strengthens lost, added or replaced by another."""
    return _counted(diffs, lambda words: Counter(word for word in words if word in INTENSIFIERS))


def comparison(diffs: Differences) -> Iterable[Proof]:
    """More or less, better or best: another degree of it."""
    for run in within(diffs):
        said, quoted = (Counter(w for w in words if w in DEGREES) for words in (run.said, run.quoted))
        if said != quoted or _graded(run.said, run.quoted) or _graded(run.quoted, run.said):
            yield from map(prove, run.changes)


def _graded(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a word is one of the others raised: "stronger" for "strong", "strongest" for "stronger"."""
    return any(
        _grades(word) & ({other} | _grades(other)) for word in words for other in others if word != other
    )


def _grades(word: str) -> set[str]:
    """What a word may be the comparative or superlative of."""
    found = set[str]()
    for ending in ("er", "est"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            found |= {stem, f"{stem}e"}
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
            if stem[-1] == "i":
                found.add(f"{stem[:-1]}y")
    return found


def _counted(diffs: Differences, count: Callable[[Sequence[str]], Counter[object]]) -> Iterator[Proof]:
    for run in within(diffs):
        if count(run.said) != count(run.quoted):
            yield from map(prove, run.changes)


def person(diffs: Differences) -> Iterable[Proof]:
    """Someone else: another person of the pronoun, or another name."""
    for run in within(diffs):
        said, quoted = ({PERSONS[w] for w in words if w in PERSONS} for words in (run.said, run.quoted))
        if (said and quoted and said != quoted) or _is_renamed(run):
            yield from map(prove, run.changes)


def _is_renamed(run: Run) -> bool:
    """Whether both sides hold a name, and not the same, a part of it or another spelling."""
    said = {name for change in run.changes for name in change.names_said} - _MONTH
    quoted = {name for change in run.changes for name in change.names_quoted} - _MONTH
    if not said or not quoted or said & quoted:
        return False
    return not any(_is_one_name(ours, theirs) for ours in quoted for theirs in said)


def _is_one_name(ours: str, theirs: str) -> bool:
    long = min(len(ours), len(theirs)) >= _LONG_NAME
    return long and Levenshtein.distance(ours, theirs, score_cutoff=_MISSPELT) <= _MISSPELT


def condition(diffs: Differences) -> Iterable[Proof]:
    """A condition or contrast left out within the quote, or a "not only" with it."""
    for change in of_kind(diffs, EditKind.DELETED):
        words = change.said
        opens = not CONDITIONS.isdisjoint(words[:1]) or words[:2] in CONDITION_PHRASES
        contrast = not CONTRASTS.isdisjoint(words[:1])
        if len(words) >= _CLAUSE and (opens or contrast):
            yield prove(change, light=change.marked or not opens)
        elif any(one == "not" and other in ONLY for one, other in pairwise(words)):
            yield prove(change, light=False)
