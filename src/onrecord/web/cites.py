"""A finding of the ledger, ready to be cited: as a sentence, and as the files that programs read."""

import re
from dataclasses import replace

from onrecord.errors import UsageError
from onrecord.export import Finding, Run, find_statement, records_of
from onrecord.ledger import Ledger
from onrecord.model import Held, Mode, Passage, Record, Trace
from onrecord.show.view import Statement, tell_state
from onrecord.show.words import clip_end, flow, name_time

MAX_QUOTE = 600  # characters of a statement that a sentence cites; the permalink leads to the rest
MAX_NAME = 200  # characters of a name or title in it
_LAST, _MARK = re.compile(r"[\s,;:.]+(”?)$"), r"\1"  # what the page's own sentence went on with


def cite(held: Held, statement: Statement, link: str) -> str:
    """Cite a statement in a sentence: who, where, when, what became of it, and where it can be looked up."""
    snap = held.reading.snap
    words = "".join(words for words, _ in statement.content).strip().removeprefix("that ")
    is_whole = statement.mode == Mode.DIRECT
    verb = "as reported" if statement.mode == Mode.INDIRECT else "quoted" if is_whole else "partly quoted"
    title = f" (“{clip_end(flow(snap.title), MAX_NAME)}”)" if snap.title else ""
    day = f", {name_time(snap.published[:10])}" if snap.published else ""
    standing = [*statement.standing, *([statement.note] if statement.note else [])]
    aside = f" ({'; '.join(standing)})" if standing else ""
    return (
        f"{clip_end(' via '.join((statement.source, *statement.through)), MAX_NAME)}, {verb} by "
        f"{clip_end(flow(snap.outlet or snap.id), MAX_NAME)}{title}{day}: "
        f"{_LAST.sub(_MARK, clip_end(words, MAX_QUOTE))}{aside}. On Record: {tell_state(statement)}. {link}"
    )


def finding_of(ledger: Ledger, held: Held, attrib: str, link: str) -> Finding:
    """A statement of the ledger as the exports take it, with those of its records that are as they were.

    Args:
        ledger: where the records are.
        held: the capture on which the statement stands.
        attrib: its id there.
        link: its permalink.
    """
    run = Run(version=held.method, read_at=held.read, searched=held.searched)
    finding = replace(find_statement(held.reading, attrib), link=link, run=run)
    passages = {trace.passage.record: trace.passage for trace in finding.traces if trace.passage}
    at_hand = [_record_of(ledger, passage) for passage in passages.values()]
    fitting = tuple(record for record in at_hand if record and _fits(finding, record))
    return replace(finding, records=fitting)


def number_records(ledger: Ledger, traces: tuple[Trace, ...]) -> dict[str, int]:
    """The permalinks of the records that some traces lead to, by the records' ids."""
    ids = dict.fromkeys(trace.passage.record for trace in traces if trace.passage)
    numbers = {record: ledger.number_of_record(record) for record in ids}
    return {record: number for record, number in numbers.items() if number is not None}


def _record_of(ledger: Ledger, passage: Passage) -> Record | None:
    number = ledger.number_of_record(passage.record)
    return None if number is None else ledger.record(number)[1]


def _fits(finding: Finding, record: Record) -> bool:
    """Whether a record's text is still the one that the quote was traced to."""
    try:
        return bool(records_of(replace(finding, records=(record,))))
    except UsageError:
        return False
