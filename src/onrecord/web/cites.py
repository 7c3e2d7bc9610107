"""A finding of the ledger, ready to be cited: as a sentence, with the records that it leads to."""

import re

from onrecord.ledger import Ledger
from onrecord.model import Held, Mode, Trace
from onrecord.show.view import Statement, tell_state
from onrecord.show.words import NO_OUTLET, clip_end, flow, name_time

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
        f"{clip_end(flow(snap.outlet or NO_OUTLET), MAX_NAME)}{title}{day}: "
        f"{_LAST.sub(_MARK, clip_end(words, MAX_QUOTE))}{aside}. On Record: {tell_state(statement)}. {link}"
    )


def number_records(ledger: Ledger, traces: tuple[Trace, ...]) -> dict[str, int]:
    """The permalinks of the records that some traces lead to, by the records' ids."""
    ids = dict.fromkeys(trace.passage.record for trace in traces if trace.passage)
    return {record: number for record, (number, _) in ledger.name_records(ids).items()}
