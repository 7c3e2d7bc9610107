"""The ledger's tables: what is the truth, and what can be made again from it.

The truth: documents, snapshots, sightings, records, runs, readings, tracings, judgements. Nothing of it
is ever changed but for the flags that say which record, reading or tracing is the current one, and for
when a run ended. All else is an index, which ``Ledger.reindex`` makes from the truth, or tells what is
watched. Texts and findings are kept as compressed blobs, for they are read whole; what is searched by
stands in columns. Keys are the first 16 hexadecimal digits of a SHA-256, ``sha`` is a whole one, of all
that a row keeps and that nothing else would prove.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    func,
)

REVISION = "0002"  # of the newest migration; a ledger with another is migrated, or refused

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# Compared and sorted by code point, whatever language a server was set up for: times and terms need it.
_Plain = Text().with_variant(Text(collation="C"), "postgresql")
_Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only for an INTEGER


def _id() -> Column[int]:
    return Column("id", _Id, primary_key=True)


def _to(name: str, *, index: bool = False, nullable: bool = False) -> Column[int]:
    return Column(f"{name}_id", _Id, ForeignKey(f"{name}.id"), index=index, nullable=nullable)


# -- the truth ------------------------------------------------------------------------------------

document = Table(
    "document",
    metadata,
    _id(),
    Column("key", _Plain, nullable=False, unique=True),  # its address, or its outlet and id: see `name_of`
    Column("outlet", Text),
)
snapshot = Table(
    "snapshot",
    metadata,
    _id(),
    Column("key", String(16), nullable=False, unique=True),
    _to("document", index=True),
    Column("sha", String(64), nullable=False),  # of the two below
    Column("meta", Text, nullable=False),  # JSON of the Snapshot without its text
    Column("text", LargeBinary, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("added", Text, nullable=False),
)
sighting = Table(  # that a page took on this text: for the first time, or again
    "sighting",
    metadata,
    _id(),
    _to("document"),  # the snapshot's
    _to("snapshot"),
    Column("at", Text, nullable=False),  # when it was noted
    Column("captured", Text),  # when the page was fetched, where that is told
)


def taken_of(c: Any) -> ColumnElement[str]:
    """When the page had the text, by the columns of `sighting` or of an alias of it.

    What came in first need not be older: an archive may be added after the news.
    """
    return func.coalesce(c.captured, c.at)


taken = taken_of(sighting.c)
Index("ix_sighting_document", sighting.c.document_id, sighting.c.id)
Index("ix_sighting_snapshot", sighting.c.snapshot_id, sighting.c.id)
record = Table(
    "record",
    metadata,
    _id(),
    Column("key", _Plain, nullable=False, index=True),  # of its id; of several rows the newest is current
    Column("sha", String(64), nullable=False),  # of the record, its id apart
    Column("meta", Text, nullable=False),  # JSON of the Record without its text
    Column("text", LargeBinary, nullable=False),
    Column("added", Text, nullable=False),
    Column("current", Boolean, nullable=False),
)
run = Table(
    "run",
    metadata,
    _id(),
    Column("command", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("method", String(16), nullable=False),  # hash of the version and the settings
    Column("settings", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("ended", Text),
)
reading = Table(
    "reading",
    metadata,
    _id(),
    _to("snapshot", index=True),
    _to("run"),
    Column("at", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("sha", String(64), nullable=False),  # of the detail
    Column("detail", LargeBinary, nullable=False),
)
tracing = Table(
    "tracing",
    metadata,
    _id(),
    _to("reading", index=True),
    _to("run"),
    Column("records", String(64), nullable=False),  # digest of the records searched
    Column("at", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("sha", String(64), nullable=False),  # of the detail
    Column("detail", LargeBinary, nullable=False),
)
judgement = Table(
    "judgement",
    metadata,
    _id(),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("of", String(16), nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("value", Text, index=True),  # of two speakers the other's key: it is asked for like `of`
    Column("kind", Text),  # of a source that is named
    Column("reason", Text, nullable=False),
    Column("undoes", _Id, ForeignKey("judgement.id"), unique=True),
    # Where the statement stands, so that the judgement is found again when a later reading cuts it otherwise.
    _to("snapshot", index=True, nullable=True),
    Column("start", Integer),
    Column("end", Integer),
)
for _table, _of in (
    (record, record.c.key),
    (reading, reading.c.snapshot_id),
    (tracing, tracing.c.reading_id),
):
    Index(  # one row of them is the current one
        f"uq_{_table.name}_current",
        _of,
        unique=True,
        sqlite_where=_table.c.current,
        postgresql_where=_table.c.current,
    )

state = Table(
    "state",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

# -- what is watched: neither truth nor index; without it one would begin to watch anew --------------

watched = Table(
    "watched",
    metadata,
    _id(),
    Column("key", _Plain, nullable=False, unique=True),  # as of a document
    Column("url", Text, nullable=False),
    Column("origin", _Plain, nullable=False),  # scheme, host and port
    Column("kind", Text, nullable=False),
    Column("of_id", _Id, ForeignKey("watched.id", ondelete="CASCADE"), index=True),  # what named it
    Column("found", Text, nullable=False),
    Column("due", _Plain),
    Column("asked", Text),
    Column("answer", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("told", Text, nullable=False),
)
Index("ix_watched_due", watched.c.due, watched.c.id)
host = Table(
    "host",
    metadata,
    Column("origin", _Plain, primary_key=True),
    Column("robots", Text),  # None where it could not be had
    Column("reason", Text, nullable=False),
    Column("until", Text, nullable=False),  # then robots.txt is asked for again
    Column("rest", _Plain, nullable=False),  # nothing is asked there before
)

# -- what can be made again -----------------------------------------------------------------------
# Without foreign keys: to have each row checked as it comes costs a server a twelfth of keeping a page, and
# whatever stands here in vain is found, and made again, by `Ledger.verify`.

speaker = Table(
    "speaker",
    metadata,
    _id(),
    Column("key", String(16), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("folded", _Plain, nullable=False, index=True),  # the name's terms
    Column("canonical_id", _Id, index=True, nullable=False),  # the one it was merged into, or itself
    Column("n", Integer, nullable=False, index=True),  # statements under this very name
)
statement = Table(
    "statement",
    metadata,
    _id(),
    Column("key", String(16), nullable=False, unique=True),
    Column("snapshot_id", _Id, nullable=False, index=True),
    Column("attrib", Text, nullable=False),  # Attribution.id
    Column("number", Integer, nullable=False),  # its place on the page
    Column("start", Integer, nullable=False),  # of its content
    Column("end", Integer, nullable=False),
    Column("parent", String(16)),
    Column("speaker_id", _Id),
    Column("source", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("drift", Text, nullable=False),  # kinds, each between blanks
    Column("outlet", _Plain),
    Column("published", _Plain, nullable=False),  # empty where the page does not say: they sort last
    Column("day", Text),
    Column("confidence", Float, nullable=False),
)
# Their words and facets are searched in statement_text, which differs by the database: see fulltext.py.
Index("ix_statement_published", statement.c.published, statement.c.id)
Index("ix_statement_speaker", statement.c.speaker_id, statement.c.published, statement.c.id)
Index("ix_statement_outlet", statement.c.outlet, statement.c.published, statement.c.id)
Index("ix_statement_state", statement.c.state, statement.c.published, statement.c.id)

quotation = Table(
    "quotation",
    metadata,
    _id(),
    Column("statement_id", _Id, nullable=False, index=True),
    Column("record_key", _Plain, nullable=False),  # record.key
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("severity", Text, nullable=False),
)
Index("ix_quotation_record", quotation.c.record_key, quotation.c.start)

doubt = Table(
    "doubt",
    metadata,
    _id(),
    Column("statement_id", _Id, nullable=False, index=True),
    Column("target", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("judged", Boolean, nullable=False),
)
Index("ix_doubt_queue", doubt.c.judged, doubt.c.weight, doubt.c.id)
Index("ix_doubt_target", doubt.c.judged, doubt.c.target, doubt.c.weight, doubt.c.id)

word = Table(
    "word",
    metadata,
    Column("term", _Plain, primary_key=True),
    Column("back", _Plain, nullable=False, index=True),  # the term from its last letter to its first
    Column("n", Integer, nullable=False),  # statements that have it
    sqlite_with_rowid=False,
)
tally = Table(
    "tally",
    metadata,
    Column("name", String(32), primary_key=True),  # of a table
    Column("n", _Id, nullable=False),  # its rows, which would take too long to count on each page
)
