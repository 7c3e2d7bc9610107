"""Tense: the same verb at another time."""

from collections.abc import Iterable, Sequence

from onrecord.trace.changes import Differences
from onrecord.trace.drift.lexicon import BE, DO, FUTURE, HAVE, IRREGULAR
from onrecord.trace.drift.proof import Proof, prove
from onrecord.trace.drift.runs import within

_SHORTEST = 3  # letters of a stem, so that "bed" is not the past of "be"
_AUXILIARIES = BE | HAVE | DO | FUTURE
_TOLD_ALONE = FUTURE | HAVE  # lost or added by themselves these move a verb in time
_PRESENT = {"am": "be", "is": "be", "are": "be", "has": "have", "does": "do", "goes": "go", "being": "be"}


def tense(diffs: Differences) -> Iterable[Proof]:
    """The changes that only put a verb into another time: "is" for "was", "will keep" for "kept"."""
    for run in within(diffs):
        said, quoted = _unshared(run.said, run.quoted)
        if is_other_time(said, quoted):
            yield from map(prove, run.changes)


def is_other_time(said: Sequence[str], quoted: Sequence[str]) -> bool:
    """Whether some words are the same verb at another time.

    Example:
        >>> is_other_time(["will", "keep"], ["kept"]), is_other_time(["is"], ["are"])
        (True, False)
    """
    if not said or not quoted:
        alone = (*said, *quoted)
        return len(alone) == 1 and alone[0] in _TOLD_ALONE
    if not _AUXILIARIES.issuperset([*said[:-1], *quoted[:-1]]):
        return False
    if not stems(said[-1]) & stems(quoted[-1]):
        return False
    return _time(said) != _time(quoted)


def _unshared(said: Sequence[str], quoted: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Both sides without what they begin with alike."""
    same = 0
    while same < min(len(said), len(quoted)) and said[same] == quoted[same]:
        same += 1
    return said[same:], quoted[same:]


def _time(words: Sequence[str]) -> str:
    before, verb = words[:-1], words[-1]
    if FUTURE.intersection(before) or verb in FUTURE:
        return "future"
    if {"had", "was", "were", "did"}.intersection(words):
        return "past"
    if HAVE.intersection(before):
        return "perfect"
    is_past = verb in IRREGULAR or (verb.endswith("ed") and len(verb) > _SHORTEST + 1)
    return "past" if is_past else "present"


def stems(verb: str) -> set[str]:
    """What a form may be a form of.

    Example:
        >>> sorted(stems("stopped"))
        ['stop', 'stopp', 'stoppe', 'stopped']
    """
    found = {verb, IRREGULAR.get(verb, verb), _PRESENT.get(verb, verb)}
    if verb.endswith(("ied", "ies")):
        found.add(f"{verb[:-3]}y")
    for ending in ("ed", "es", "s", "ing"):
        stem = verb.removesuffix(ending)
        if stem != verb and len(stem) >= _SHORTEST:
            found |= {stem, f"{stem}e"} if ending in ("ed", "ing") else {stem}
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found
