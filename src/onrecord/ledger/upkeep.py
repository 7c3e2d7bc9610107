"""The whole ledger gone through: checked and mended, or its indexes made anew; a page at a time."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection, select

from onrecord.errors import LedgerError
from onrecord.ledger import schema, verify
from onrecord.ledger.index import index_snapshot, merge_speakers
from onrecord.model import Fault

Opens = Callable[..., AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """How a ledger is read and written; ``whole=True`` for what goes through all of it."""

    reading: Opens
    writing: Opens

    def verify(self) -> Iterator[Fault]:
        """Check every hash, offset and index, and put right what can be made again from the truth."""
        with self.reading() as connection:
            faults = list(verify.check_file(connection))
        with self.reading(whole=True) as connection:
            stray = verify.has_strays(connection)
        yield from faults
        if stray:
            fault = Fault("index", "held what is of pages or statements that are not there")
            yield self._mend(fault, verify.drop_strays)
        yield from self._verify_each()
        with self.reading(whole=True) as connection:
            wrong = list(verify.list_wrong_indexes(connection))
        for item, reason in wrong:
            yield self._mend(Fault(item, reason), partial(verify.mend_index, item=item))

    def reindex(self) -> Iterator[str]:
        """Make every index anew from the truth; gives each page's key when it is done."""
        with self.writing(whole=True) as connection:
            verify.clear_indexes(connection)
            c = schema.snapshot.c
            every = connection.execute(select(c.id, c.key).order_by(c.id)).all()
        for number, key in every:
            with self.writing() as connection:
                index_snapshot(connection, number)
            yield key
        with self.writing() as connection:
            merge_speakers(connection)
            verify.mend_digest(connection)

    def _verify_each(self) -> Iterator[Fault]:
        s, r = schema.snapshot.c, schema.record.c
        with self.reading() as connection:
            numbers = connection.execute(select(s.id).order_by(s.id)).scalars().all()
            records = connection.execute(select(r.id).order_by(r.id)).scalars().all()
        for number in numbers:
            with self.reading() as connection:
                faults = list(verify.check_snapshot(connection, number))
                indexed = bool(faults) or verify.is_indexed(connection, number)
            yield from faults
            if not indexed:
                fault = Fault(f"page number {number}", "its statements were not indexed as they stand")
                yield self._mend(fault, partial(index_snapshot, snapshot=number))
        for number in records:
            with self.reading() as connection:
                row = connection.execute(select(schema.record).where(r.id == number)).one()
            yield from verify.check_record(row)

    def _mend(self, fault: Fault, mend: Callable[[Connection], object]) -> Fault:
        """Put a fault right, where the ledger may be written to."""
        try:
            with self.writing(whole=True) as connection:
                mend(connection)
        except LedgerError as err:
            return replace(fault, reason=f"{fault.reason}; not repaired: {err}")
        return replace(fault, repaired=True)
