"""A statement of the ledger → who else carries its words, and who may have them from whom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.errors import NotHeldError
from onrecord.ledger import Ledger, key_of, statement_key
from onrecord.model import Hit, Mode, Reading, Stemma, Witness
from onrecord.pipeline.descend import descend
from onrecord.pipeline.latest import Latest
from onrecord.pipeline.trace import quotes_of_page
from onrecord.trace import Index
from onrecord.version import own_version

MOST_CAPTURES = 60  # that are compared: a stemma of more is not legible, and takes seconds
MOST_KEPT = 200  # stemmas in a server's memory, some 10 kB each: to look at a page must not write
LIKE = 0.75  # likeness from which words are worth comparing; whether they are one utterance is told later


@dataclass(frozen=True, slots=True)
class Family:
    """Who carries a statement's words.

    ``stemma`` is inferred, None where one page alone has them; its witnesses' ``document`` are keys of
    captures. ``members`` are the statements of other captures that carry the words, earliest first.
    """

    stemma: Stemma | None
    members: tuple[Hit, ...] = ()

    def statement_of(self, witness: Witness) -> str | None:
        """The key of the first statement by which a witness carries the words; None for the record."""
        if witness.is_record or not witness.attributions:
            return None
        return statement_key(witness.document, witness.attributions[0])


def find_family(
    ledger: Ledger, key: str, index: Index | None = None, stemmas: Latest[Stemma] | None = None
) -> Family:
    """Find the other pages that carry a statement's words, and infer who may have them from whom.

    Of a page that was captured several times the latest capture counts. Candidates are the statements
    that were traced to the same stretch of a record, and those whose words are alike.

    Args:
        ledger: where the statement is.
        key: the statement's.
        index: the ledger's records, so that the record's own words are among the witnesses.
        stemmas: what was inferred before, so that it need not be inferred again from the same readings.

    Raises:
        NotHeldError: no statement has this key.
    """
    own = ledger.hit(key)
    if own.mode is Mode.INDIRECT:
        return Family(None, tuple(_likes(ledger, own)))
    held, attrib = ledger.hold_statement(key)
    quote = _longest_quote(held.reading, attrib)
    near = list(dict.fromkeys(hit.capture for hit in _candidates(ledger, own)))
    if not near or not quote:
        return Family(None)
    captures = sorted({own.capture, *near[: MOST_CAPTURES - 1]})
    read = (str(told) for each in ledger.number_readings(captures) for told in each)
    kept = key_of(own_version(), ledger.records_digest() if index else "", key, *read)
    stemmas = stemmas or Latest(MOST_KEPT)
    stemma = stemmas.find(kept)
    members = _members(ledger, stemma, key) if stemma else None
    if members is None:
        readings = [_under_key(ledger.hold(capture).reading, capture) for capture in captures]
        found = descend(readings, index, quote)
        stemma = next((each for each in found if _has(each, own.capture, attrib)), None)
        members = _members(ledger, stemma, key) if stemma else None
        if stemma is not None:
            stemma = _titled(stemma, readings)
            stemmas.keep(kept, stemma)
    return Family(stemma, members or ()) if stemma else Family(None)


def _members(ledger: Ledger, stemma: Stemma, key: str) -> tuple[Hit, ...] | None:
    """The other statements of a stemma, earliest first; None where a page was since read otherwise."""
    keys = {
        statement_key(witness.document, name) for witness in stemma.witnesses for name in witness.attributions
    }
    try:
        hits = [ledger.hit(each) for each in keys - {key}]
    except NotHeldError:  # another reading of its page has not this statement
        return None
    return tuple(sorted(hits, key=lambda hit: (hit.published or "~", hit.key)))


def _candidates(ledger: Ledger, own: Hit) -> Iterator[Hit]:
    """Statements of other pages that may carry the words, the likeliest first."""
    for hit in (*ledger.carriers(own.key, limit=MOST_CAPTURES), *_likes(ledger, own)):
        if hit.capture != own.capture and not hit.is_superseded:  # a page captured twice is one witness
            yield hit


def _likes(ledger: Ledger, own: Hit) -> Iterator[Hit]:
    for hit, likeness in ledger.like(own.words, limit=MOST_CAPTURES):
        if likeness >= LIKE and hit.capture != own.capture and not hit.is_superseded:
            yield hit


def _longest_quote(reading: Reading, attrib: str) -> str:
    quotes = [spans for each, spans in quotes_of_page(reading) if each.id == attrib]
    words = (" ".join(reading.snap.text[s:e] for s, e in spans) for spans in quotes)
    return max(words, key=len, default="")


def _under_key(reading: Reading, capture: str) -> Reading:
    """The reading under its capture's key, for pages of different outlets may have the same id."""
    return replace(reading, snap=replace(reading.snap, id=capture))


def _titled(stemma: Stemma, readings: list[Reading]) -> Stemma:
    """The stemma with a page that names no outlet called by its title, for a key tells a reader nothing."""
    titles = {each.snap.id: each.snap.title for each in readings if each.snap.title and not each.snap.outlet}
    named = (
        replace(w, name=titles.get(w.document, w.name)) if not w.is_record else w for w in stemma.witnesses
    )
    return replace(stemma, witnesses=tuple(named))


def _has(stemma: Stemma, capture: str, attrib: str) -> bool:
    return any(w.document == capture and attrib in w.attributions for w in stemma.witnesses)
