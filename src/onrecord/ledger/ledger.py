"""The ledger: the one thing that the rest of On Record calls to keep, find, judge and check."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from onrecord.errors import NotHeldError
from onrecord.ledger import judgements, likes, news, records, search, speakers, tallies, views, writer
from onrecord.ledger.codec import line_of
from onrecord.ledger.engine import open_engine, reading, writing
from onrecord.ledger.index import heed
from onrecord.ledger.terms import terms_of
from onrecord.ledger.told import find_place, name_place, told
from onrecord.ledger.upkeep import Upkeep
from onrecord.ledger.watched import Watching
from onrecord.model import (
    Answer,
    Came,
    Capture,
    Counts,
    Doubt,
    EntityKind,
    Fault,
    Held,
    HeldRecord,
    Hit,
    Judgement,
    Kept,
    Method,
    Outcome,
    Query,
    Quotation,
    Reading,
    Record,
    RecordsKept,
    Sighting,
    Snapshot,
    Speaker,
    Target,
    Told,
)


class Ledger:
    """A ledger that is open. May be used by several threads at once; close it, or use ``with``.

    Every method raises LedgerError where the database fails, and NotHeldError where there is nothing
    by the key that it is given.

    Example:
        >>> import tempfile
        >>> from onrecord.model import Snapshot
        >>> with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/a.ledger") as ledger:
        ...     run = ledger.begin_run("add", Method("1", {}))
        ...     kept = ledger.keep(run, Reading(Snapshot("a", "Rain fell.")))
        ...     ledger.hold(kept.key).reading.snap.text
        'Rain fell.'
    """

    def __init__(self, place: str | Path, *, create: bool = True) -> None:
        self.place = find_place(place)
        self.name = name_place(self.place)
        self._engine = open_engine(self.place, create=create)

    @classmethod
    def open(cls, place: str | Path, *, create: bool = True) -> Self:
        """Open a ledger.

        Args:
            place: a file, or a ``postgresql://`` URL.
            create: make it where there is none.

        Raises:
            LedgerError: it cannot be opened, or is none.
        """
        return cls(place, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._engine.dispose()

    # -- keeping ----------------------------------------------------------------------------------

    def begin_run(self, command: str, method: Method) -> int:
        """Note that a run begins and how it concludes; gives its id."""
        with self._writing() as connection:
            return writer.begin_run(connection, command, method)

    def end_run(self, run: int) -> None:
        """Note that a run ended by itself."""
        with self._writing() as connection:
            writer.end_run(connection, run)

    def keep(
        self,
        run: int,
        reading: Reading,
        *,
        records: str | None = None,
        document: str | None = None,
        seen: bool = True,
    ) -> Kept:
        """Keep one page as captured and what was concluded of it, whole or not at all.

        Args:
            run: the id of the run that concluded it.
            reading: the page with its statements and traces.
            records: digest of the records that its quotes were looked for in (`records_digest`); None
                where they were not.
            document: the page that it is a capture of, where `document_key` would be wrong.
            seen: whether the page has this text now; False where one that it had is only read again.

        Raises:
            InputError: it holds what is no text.
        """
        with self._writing() as connection:
            return writer.keep_page(connection, run, reading, records, document, seen=seen)

    def see(self, document: str, snap: Snapshot) -> Kept:
        """Note that a page has a text now that the ledger holds; nothing is written where that is no news."""
        with self._reading() as connection:
            if writer.is_seen(connection, document, snap):
                return Kept(writer.snapshot_key(document, snap), Outcome.UNCHANGED)
        with self._writing() as connection:
            return writer.see(connection, document, snap)

    def keep_records(self, records: Iterable[Record]) -> RecordsKept:
        """Keep records, all or none; one with other words takes the place of the one before, which stays."""
        with self._writing() as connection:
            return writer.keep_records(connection, records)

    def records_digest(self) -> str:
        """What tells the records that are current now from any others."""
        with self._reading() as connection:
            return writer.records_digest(connection)

    def concluded(self, document: str, snap: Snapshot) -> tuple[str, str | None] | None:
        """By which method a capture was last taken apart, and in which records its quotes were looked for.

        Returns:
            The method's key and the records' digest, or None where it is not in the ledger.
        """
        with self._reading() as connection:
            return views.find_concluded(connection, writer.snapshot_key(document, snap))

    def stale(self, method: str, records: str | None) -> list[str]:
        """The captures that were last taken apart by another method, or looked for in other records.

        Args:
            method: the key of the method (`method_key`) by which they should be.
            records: digest of the records; None where it does not matter.

        Returns:
            Their keys, in the order in which they were added.
        """
        with self._reading() as connection:
            return views.list_stale(connection, method, records)

    def number_readings(self, keys: Iterable[str]) -> list[tuple[str, int, int]]:
        """Some captures, each with what its current reading is told by; see `views.number_readings`."""
        with self._reading() as connection:
            return views.number_readings(connection, keys)

    # -- pages and statements ---------------------------------------------------------------------

    def hold(self, key: str) -> Held:
        """A capture with what is now concluded of it."""
        with self._reading() as connection:
            return views.hold(connection, key)

    def hold_statement(self, key: str) -> tuple[Held, str]:
        """The capture on which a statement stands, and the statement's id on it."""
        with self._reading() as connection:
            held = views.hold(connection, views.capture_of_statement(connection, key))
        for attrib, name in held.keys.items():
            if name == key:
                return held, attrib
        raise NotHeldError(f"no statement {line_of(key, 40)} in this ledger")

    def captures(self, *, limit: int = 50, skip: int = 0, before: str | None = None) -> tuple[Capture, ...]:
        """The latest captures, newest first; those added before the one with a certain key."""
        with self._reading() as connection:
            return views.list_captures(connection, limit=limit, skip=skip, before=before)

    def captures_of(self, document: str) -> tuple[Capture, ...]:
        """The captures of a document (`Capture.document`), the one whose text it has now last.

        Of one with very many the `MOST_CAPTURES` that it took on last.
        """
        with self._reading() as connection:
            return views.captures_of(connection, document)

    def history(self, document: str, *, limit: int = views.MOST_CAPTURES) -> tuple[Sighting, ...]:
        """Which texts a document had, the latest last: one that came back is named again."""
        with self._reading() as connection:
            return views.history_of(connection, document, limit)

    def readings(self) -> Iterator[tuple[str, Reading]]:
        """Every capture's key with its current reading, in the order in which they were added."""
        for key in self.each_key():
            yield key, self.hold(key).reading

    def each_key(self) -> Iterator[str]:
        """Every capture's key in the order in which they were added; nothing is held open between them."""
        after, keys = 0, [""]
        while keys:
            with self._reading() as connection:
                keys, after = views.list_keys(connection, after)
            yield from keys

    def hit(self, key: str) -> Hit:
        """One statement as lists show it."""
        with self._reading() as connection:
            return views.find_hit(connection, key)

    def hits_on(self, capture: str) -> tuple[Hit, ...]:
        """All statements of a capture, in the page's order."""
        with self._reading() as connection:
            return views.hits_on(connection, capture)

    def search(self, query: Query, *, limit: int = 20, cursor: str | None = None) -> Answer:
        """Find statements; see `onrecord.ledger.search.search`."""
        with self._reading() as connection:
            return search.search(connection, query, limit=limit, cursor=cursor)

    def each_hit(self, query: Query) -> Iterator[Hit]:
        """All that answer a query, however many, in the order in which they were added; see `search.follow`.

        Nothing is held open between them: one that is read again meanwhile may come again, or not at all.
        """
        after: int | None = 0
        while after is not None:
            with self._reading() as connection:
                hits, after = search.follow(connection, query, after)
            yield from hits

    def like(self, words: str, *, limit: int = 20) -> list[tuple[Hit, float]]:
        """Statements whose words are like a quote, perhaps misremembered: each with its likeness, 0 to 1."""
        with self._reading() as connection:
            return likes.find_like(connection, words, limit=limit)

    def carriers(self, key: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Statements that were traced to a stretch of a record that this one was traced to as well."""
        with self._reading() as connection:
            return views.find_carriers(connection, key, limit)

    # -- speakers and records ---------------------------------------------------------------------

    def speaker(self, key: str) -> Speaker:
        """A speaker, by the key of any of their names."""
        with self._reading() as connection:
            return speakers.find_speaker(connection, key)

    def speakers(self, name: str = "", *, limit: int = 50, after: str | None = None) -> tuple[Speaker, ...]:
        """Speakers in whose name some words stand, who say most under one name first; after whom."""
        with self._reading() as connection:
            return speakers.find_speakers(connection, " ".join(terms_of(line_of(name))), limit, after)

    def kind_of(self, name: str) -> EntityKind | None:
        """What sort of source goes by a name; None where nobody is known by it."""
        with self._reading() as connection:
            return speakers.find_kind(connection, name)

    def told_of(self, key: str) -> Told:
        """How a speaker's statements are told: under which names, in which states, by which outlets."""
        with self._reading() as connection:
            return tallies.tell_speaker(connection, key)

    def records(self, *, limit: int = 50, after: int = 0) -> tuple[HeldRecord, ...]:
        """The current records by number, those beyond ``after``."""
        with self._reading() as connection:
            return records.list_records(connection, limit=limit, after=after)

    def record(self, number: int) -> tuple[HeldRecord, Record]:
        """A record by its number in this ledger, with its text."""
        with self._reading() as connection:
            return records.find_record(connection, number)

    def number_of_record(self, record: str) -> int | None:
        """The number of the current record by that id; None where there is none."""
        with self._reading() as connection:
            return records.number_of_record(connection, record)

    def name_records(self, records: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Number and title of the current records by these ids."""
        with self._reading() as connection:
            return tallies.name_records(connection, records)

    def each_record(self, first: int = 0, last: int = 2**62) -> Iterator[Record]:
        """The current records whose numbers lie between two, both included, in order."""
        with self._reading() as connection:
            yield from records.each_record(connection, first, last)

    def record_stamps(self) -> list[tuple[int, str]]:
        """Number and hash of every current record, in order: what an index of them is checked by."""
        with self._reading() as connection:
            return records.list_stamps(connection)

    def quotations(self, record: str) -> tuple[Quotation, ...]:
        """The stretches of a record that statements were traced to, in the record's order."""
        with self._reading() as connection:
            return records.find_quotations(connection, record)

    # -- judging ----------------------------------------------------------------------------------

    def doubts(
        self, target: Target | None = None, *, limit: int = 20, after: tuple[float, int] | None = None
    ) -> tuple[tuple[Doubt, ...], tuple[float, int] | None]:
        """What a person should look at, the most doubtful first, and from where to go on."""
        with self._reading() as connection:
            return views.find_doubts(connection, target, limit=limit, after=after)

    def count_doubts(self) -> dict[Target, int]:
        """How many doubts are left, by target, at most `MOST_DOUBTS` of each."""
        with self._reading() as connection:
            return tallies.count_doubts(connection)

    def judge(self, judgement: Judgement, *, seen: int | None = None) -> int:
        """Append a judgement, with id, time and place; gives the id. For ``seen`` see `judgements.judge`."""
        with self._writing() as connection:
            number = judgements.judge(connection, judgement, seen)
            heed(connection, number)
            return number

    def undo(self, number: int, author: str, reason: str = "") -> int:
        """Take a judgement back by another, which is appended; gives the id of that."""
        with self._writing() as connection:
            again = judgements.undo(connection, number, author, reason)
            heed(connection, number)
            return again

    def judgements_of(self, key: str) -> list[Judgement]:
        """What was judged of a statement or speaker, with what was taken back; the latest `MOST_JUDGED`."""
        with self._reading() as connection:
            return judgements.judgements_of(connection, key)

    def judgements(self, *, limit: int = 50, before: int | None = None) -> list[Judgement]:
        """The latest judgements, newest first, those before a certain one."""
        with self._reading() as connection:
            return judgements.latest(connection, limit, before)

    # -- watching ---------------------------------------------------------------------------------

    def came(self, *, limit: int = 50, before: int | None = None) -> tuple[Came, ...]:
        """The latest texts that pages took on, newest first; those before the one of a certain number."""
        with self._reading() as connection:
            return news.list_came(connection, limit=limit, before=before)

    @property
    def watching(self) -> Watching:
        """What this ledger watches, and what came of it."""
        return Watching(self._reading, self._writing, self.place)

    # -- the whole --------------------------------------------------------------------------------

    def counts(self) -> Counts:
        """How much it holds."""
        with self._reading() as connection:
            return views.count_all(connection)

    def verify(self) -> Iterator[Fault]:
        """Check every hash, offset and index, and put right what can be made again from the truth."""
        return Upkeep(self._reading, self._writing).verify()

    def reindex(self) -> Iterator[str]:
        """Make every index anew from the truth, a page at a time; gives each page's key when it is done.

        Until it has ended, searches find less than there is. Where it is broken off, begin again, or verify.
        """
        return Upkeep(self._reading, self._writing).reindex()

    @contextlib.contextmanager
    def _reading(self, *, whole: bool = False) -> Iterator[Connection]:
        with told(self.name), reading(self._engine, whole=whole) as connection:
            yield connection

    @contextlib.contextmanager
    def _writing(self, *, whole: bool = False) -> Iterator[Connection]:
        with told(self.name), writing(self._engine, whole=whole) as connection:
            yield connection
