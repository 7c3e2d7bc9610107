"""What a reader should know before leaning on a trace: who said the words there, when, and where else."""

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Caution, CautionKind, Passage
from onrecord.text.sentences import sentences
from onrecord.trace.index import NO_DAY, NOBODY, SEED, Index
from onrecord.trace.quote import Query, Quote
from onrecord.trace.seeds import find_phrase
from onrecord.trace.tell import LONG_AGO, tell_days
from onrecord.trace.voices import Agreement, is_moderator
from onrecord.trace.weigh import Candidate

DENIAL = re.compile(  # how a speaker takes back the sentence before
    r"(?i)[\"“‘'(]?(?:(?:no|nope|wrong|not (?:really|at all|so|true))"
    r"(?=\W*$|[,.;:!?…]|\s+[–—-]|\s+(?:i|we|you|he|she|it|they|that|this)\b)|just kidding"
    r"|of course (?:not|(?:\w+ ){1,2}not)|i(?:['’]m| am) (?:only |just )?(?:kidding|joking)"
    r"|that(?:['’]s| is) (?:not (?:so|true|right|the case)|a lie|false|nonsense"
    r"|what (?:they|he|she|my \w+|some people) (?:say|says|said|think|thinks|want|wants)))\b"
)
AROUND = 25  # words on either side: where so many are the same, one is a copy
LONGEST_SHOWN = 90  # code points of a sentence; its beginning tells
SHORT = SEED + 1  # words; so few are often said by chance, and are counted


def find_cautions(
    index: Index, query: Query, quote: Quote, best: Candidate, others: Sequence[Candidate], passage: Passage
) -> tuple[Caution, ...]:
    """What stands against a passage that was found, or beside it.

    Args:
        index: the records.
        query: what the page says.
        quote: its words.
        best: the passage.
        others: the passages that fit as well or nearly so.
        passage: the passage as it is shown.
    """
    return (
        *_who(index, query, best),
        *_when(best),
        *_taken_back(passage),
        *_where_else(index, best, others),
        *_how_common(index, quote),
    )


def _who(index: Index, query: Query, best: Candidate) -> Iterator[Caution]:
    speaker = index.speakers[best.voice] if best.voice != NOBODY else None
    if speaker is not None and is_moderator(speaker):
        yield Caution(CautionKind.MODERATOR, f"said by {speaker}, who asks or announces there")
    elif speaker is not None and best.evidence.agreement is Agreement.CONFLICT:
        named = "; the record names that source close by" if best.evidence.near else ""
        text = f"the words are in the record, said by {speaker}, where the page has “{query.speaker}”{named}"
        yield Caution(CautionKind.ANOTHER_SPEAKER, text)


def _when(best: Candidate) -> Iterator[Caution]:
    days = best.evidence.days
    if days is not None and days < -1:
        text = f"the record is of {tell_days(-days)} after the page's date"
        yield Caution(CautionKind.ANOTHER_DAY, text)
    elif days is not None and days > LONG_AGO:
        yield Caution(CautionKind.ANOTHER_DAY, f"said {tell_days(days)} before the page's date")


def _taken_back(passage: Passage) -> Iterator[Caution]:
    """The sentence after that of the passage, in the same turn, where it opens as a denial does."""
    if passage.turn is None:
        return
    last = max(span.end for span in passage.spans)
    after = passage.after[: max(0, passage.turn.end - last)]
    text = passage.text + after
    following = next((s for s in sentences(text) if s[0] >= len(passage.text)), None)
    if following and DENIAL.match(said := text[slice(*following)]):
        shown = said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN].rstrip()} …"
        yield Caution(CautionKind.TAKEN_BACK, f"the next sentence there may take it back: “{shown}”")


def _where_else(index: Index, best: Candidate, others: Sequence[Candidate]) -> Iterator[Caution]:
    apart = [other for other in others if not is_same_event(index, best, other)]
    if apart:
        fit = "1 other passage fits" if len(apart) == 1 else f"{len(apart)} other passages fit"
        yield Caution(CautionKind.AMBIGUOUS, f"{fit} as well or nearly so: which is meant is open")


def _how_common(index: Index, quote: Quote) -> Iterator[Caution]:
    if len(quote.ids) > SHORT:
        return
    places = find_phrase(index, quote.ids)
    records = len(set(index.hashes[index.record_of(places)].tolist()))
    if records > 1:
        yield Caution(
            CautionKind.COMMON, f"the same words stand in {records} of the records, {len(places)} times"
        )


def is_same_event(index: Index, one: Candidate, other: Candidate) -> bool:
    """Whether two passages are one speaker's of one day, or of one record: one event, told or said twice.

    So are two with the same words around them of which one has no day: a record kept twice.
    """
    here, there = one.record, other.record
    if index.hashes[here] == index.hashes[there]:
        return one.voice == other.voice
    same = one.voice == other.voice or one.evidence.agreement == other.evidence.agreement == Agreement.SAME
    days = int(index.days[here]), int(index.days[there])
    if NO_DAY in days:
        return same and _words_around(index, one) == _words_around(index, other)
    return same and days[0] == days[1]


def _words_around(index: Index, found: Candidate) -> list[int]:
    """The words of a passage, and some on both sides of it, as far as its record goes."""
    first = max(found.parts[0].first - AROUND, int(index.bounds[found.record]))
    last = min(found.parts[-1].last + AROUND, int(index.bounds[found.record + 1]))
    return [int(word) for word in index.words[first:last]]
