"""What stands around a passage and is not in the quote: the condition, the question, the denial.

Only a passage of some words is looked at, for a fragment claims nothing by itself. These rules read
the passage's own sentence, and the one after it, in the same turn; none of them guesses at sense.
"""

import re
from collections.abc import Iterable, Iterator

from onrecord.model import Edit, EditKind, Span
from onrecord.trace.around import Around, Stretch
from onrecord.trace.changes import Differences
from onrecord.trace.drift.phrases import (
    ACCORDING,
    ASKS,
    CLAUSE_ENDS,
    CLAUSE_OPENERS,
    DENIED_NEXT,
    DENIED_ON_PAGE,
    FIRST_CONDITION,
    GOES_ON,
    GOVERNING_DENIAL,
    INTERPRETED,
    INTERPRETER,
    LATER_CONDITION,
    NOT_A_CLAUSE,
    REPORT_VERB,
    REPORTS,
    SUPPOSED,
    TAG,
    THEN_CONDITION,
    THEN_CONTRAST,
    WHETHER,
)
from onrecord.trace.drift.proof import Proof, shorten

_MARKS = frozenset('“”"')  # after one of these the report has ended, or another begun
_STOPS = frozenset(".,;:?!")
_PAUSES = tuple(",;–—-")  # after one of these "if" is no "whether", and "but" no "except"
FRAGMENT = 4  # words; fewer are a phrase, which asserts nothing that a condition could bind
_NEAR = 4  # words between a clause's beginning and the quote: "then we would say that" …
_BOUND = 12  # words; further on the clause has most likely ended


def cut(diffs: Differences) -> Iterator[Proof]:
    """A condition, a contrast or a denial that the quote stops before, or begins after."""
    for passage in _claims(diffs):
        yield from _goes_on(diffs, passage)
        yield from _went_before(diffs, passage)


def _goes_on(diffs: Differences, passage: Around) -> Iterator[Proof]:
    tail = passage.tail.text
    bound = passage.quoted[-1] not in WHETHER or tail.lstrip()[:1] in _PAUSES
    if found := (bound and THEN_CONDITION.match(tail)) or LATER_CONDITION.search(tail):
        yield from _left_off(diffs, passage, passage.tail, found.start(), "it goes on")
    elif bound and (found := THEN_CONTRAST.match(tail)):
        yield from _left_off(diffs, passage, passage.tail, found.start(), "it goes on", light=True)
    elif not any(map(str.isalnum, tail)) and DENIED_NEXT.match(passage.following.text):
        yield from _left_off(diffs, passage, passage.following, 0, "it goes on")


def _went_before(diffs: Differences, passage: Around) -> Iterator[Proof]:
    found = FIRST_CONDITION.search(passage.lead.text)
    if found and re.search(r"[,–—]", found[1]) and len(re.split(r"[,–—]", found[1])[-1].split()) <= _NEAR:
        yield from _left_off(diffs, passage, passage.lead, found.start(), "before it stands")


def question(diffs: Differences) -> Iterator[Proof]:
    """A passage that the record asks and the quote does not."""
    for passage in _claims(diffs):
        lead, tail = passage.lead.text, passage.tail.text
        if not tail.rstrip("\"'”’)").endswith("?") or "?" in passage.page_after or TAG.match(tail):
            continue
        asked = ASKS.match(lead) if lead.strip() else None
        goes_on = any(map(str.isalnum, tail))
        if asked or (not goes_on and not ASKS.match(" ".join(passage.quoted))):
            yield from _left_off(diffs, passage, passage.tail, 0, "the record asks it")


def hypothesis(diffs: Differences) -> Iterator[Proof]:
    """A passage that stands under "if", "suppose" or "would have"."""
    for passage in _claims(diffs):
        found = SUPPOSED.search(passage.lead.text)
        bound = _BOUND if _is_punctuated(passage) else _NEAR
        if found and len(found[1].split()) <= bound:
            yield from _left_off(diffs, passage, passage.lead, found.start(), "before it stands")


def _is_punctuated(passage: Around) -> bool:
    """Whether anything shows where a clause ends; captions often have no stop at all."""
    return bool(_STOPS.intersection(passage.lead.text + passage.tail.text + passage.following.text))


def reported(diffs: Differences) -> Iterator[Proof]:
    """A passage that the speaker ascribes to someone else, who is not the speaker by name."""
    for passage in _claims(diffs):
        if found := _report(passage) or ACCORDING.search(passage.lead.text):
            yield from _left_off(diffs, passage, passage.lead, found.start(), "before it stands")


def _report(passage: Around) -> re.Match[str] | None:
    """The last "they say that" before a passage, where the passage still stands in what is reported."""
    lead = passage.lead.text
    if not REPORT_VERB.search(lead):
        return None
    found = list(REPORTS.finditer(lead))
    if not found or _is_own(found[-1]["who"], passage.speaker):
        return None
    rest = lead[found[-1].end() :]
    is_within = bool(found[-1]["mark"]) or (len(rest.split()) <= _NEAR and not GOES_ON.search(rest))
    return found[-1] if is_within and not _MARKS.intersection(rest) else None


def _is_own(who: str, speaker: str | None) -> bool:
    """Whether "he said", "the guild said" may be the record telling of its own speaker, as statements do."""
    named = who[0].isupper()
    if speaker is None:
        return named or who in ("he", "she") or who.startswith("the ")
    return named and (who.casefold() in speaker.casefold() or who in ("I", "We"))


def translated(diffs: Differences) -> Iterator[Proof]:
    """A passage whose record says that an interpreter speaks."""
    for passage in diffs.passages:
        if INTERPRETER.search(passage.speaker or "") or INTERPRETED.search(passage.opening):
            yield Proof(Edit(EditKind.EQUAL, passage.quote_span, passage.span))


def denied(diffs: Differences) -> Iterator[Proof]:
    """A clause quoted whole without the denial that governs it: "I do not think that …"."""
    for passage in _claims(diffs):
        found = GOVERNING_DENIAL.search(passage.lead.text)
        whole = CLAUSE_ENDS.match(passage.tail.text)
        opens = passage.quoted[0] in CLAUSE_OPENERS and passage.quoted[1] not in NOT_A_CLAUSE
        if found and whole and opens and not DENIED_ON_PAGE.search(passage.page_before):
            yield from _left_off(diffs, passage, passage.lead, found.start(), "before it stands")


def _claims(diffs: Differences) -> Iterable[Around]:
    return (passage for passage in diffs.passages if len(passage.quoted) >= FRAGMENT)


def _left_off(
    diffs: Differences, passage: Around, cut_off: Stretch, at: int, where: str, *, light: bool = False
) -> Iterator[Proof]:
    """The words cut off as a deletion at the quote's edge, unless another of its passages holds them."""
    words = cut_off.text[at:]
    skipped = len(words) - len(words.lstrip(" ,;:–—-\n\"“‘'"))
    text = words.strip(" ,;:–—-\n\"“‘'")
    span = cut_off.span_of(at + skipped, at + skipped + len(text))
    if any(s < span.end and span.start < e for s, e in diffs.alignment.record_spans):
        return
    edge = passage.quote_span.start if cut_off is passage.lead else passage.quote_span.end
    edit = Edit(EditKind.DELETED, Span(edge, edge), span)
    words_too = f" {shorten(text.split())}" if any(map(str.isalnum, text)) else ""
    yield Proof(edit, f"{where}{words_too}", light)
