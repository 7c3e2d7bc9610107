"""The ledger → what is taken out of it: pages with the statements that are meant, findings to be cited."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from onrecord.export import Finding, Row, Run, Table, fits_trace
from onrecord.ledger import Ledger
from onrecord.model import Attribution, Held, Query, Reading, Record, Trace


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page of the ledger, by its capture's key, and the ids of those of its statements that are meant."""

    key: str
    reading: Reading
    statements: tuple[str, ...]


def choose(ledger: Ledger, query: Query) -> Iterator[Chosen]:
    """The statements that answer a query, page by page in the order in which they were added.

    A query that asks nothing chooses all pages whole. However many there are, one page at a time is held.

    Raises:
        UsageError: the query holds no word.
    """
    if query == Query():
        for key, reading in ledger.readings():
            yield Chosen(key, reading, tuple(attrib.id for attrib in reading.attributions))
        return
    for key, hits in groupby(ledger.each_hit(query), attrgetter("capture")):
        wanted = {hit.key for hit in hits}
        held = ledger.hold(key)
        meant = tuple(attrib for attrib, name in held.keys.items() if name in wanted)
        yield Chosen(key, held.reading, meant)


def choose_one(ledger: Ledger, key: str) -> Chosen:
    """One statement, by its key.

    Raises:
        NotHeldError: no statement has this key.
    """
    held, attrib = ledger.hold_statement(key)
    return Chosen(held.capture.key, held.reading, (attrib,))


def rows_of(table: Table[Any], chosen: Iterable[Chosen]) -> Iterator[Row]:
    """The rows of a table (`onrecord.export.TABLES`) that tell of chosen statements, a page at a time."""
    for page in chosen:
        meant = frozenset(page.statements)
        yield from (row for row in table.rows([page.reading]) if row["statement"] in meant)


def cite_each(ledger: Ledger, chosen: Chosen) -> Iterator[Finding]:
    """The chosen statements of a page as findings; see `cite_one`.

    Raises:
        NotHeldError: the page is not in the ledger.
    """
    held, meant = ledger.hold(chosen.key), frozenset(chosen.statements)
    for attrib in held.reading.attributions:
        if attrib.id in meant:
            yield cite_one(ledger, held, attrib)


def cite_one(ledger: Ledger, held: Held, attrib: Attribution, link: str | None = None) -> Finding:
    """A statement as a finding: with what concluded it, and the records that it was traced to, as far as
    those are still the ones that were searched.

    Args:
        ledger: where the records are.
        held: the capture on which it stands.
        attrib: the statement.
        link: its permalink, where it has one.
    """
    bare = Finding(held.reading, attrib, link=link)
    searched = f"the ledger's records (digest {held.searched[:16]})" if held.searched else None
    run = Run(held.method, held.read)
    if bare.traces:
        run = replace(run, traced_at=held.traced, searched=searched)
    return replace(bare, records=_records(ledger, bare.traces), run=run)


def _records(ledger: Ledger, traces: tuple[Trace, ...]) -> tuple[Record, ...]:
    """The records that traces lead to; one that was changed since is not the one that they lead to."""
    found: dict[str, Record] = {}
    unfit: set[str] = set()
    for trace in traces:
        name = trace.passage.record if trace.passage else None
        if name is None or name in unfit:
            continue
        if name not in found:
            number = ledger.number_of_record(name)
            if number is None:
                unfit.add(name)
                continue
            found[name] = ledger.record(number)[1]
        if not fits_trace(trace, found[name]):
            unfit.add(name)
    return tuple(record for name, record in found.items() if name not in unfit)
