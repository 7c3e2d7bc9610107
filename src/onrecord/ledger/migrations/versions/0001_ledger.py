"""The ledger's first tables, and the full text of statements."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table; how words are searched differs by the database."""
    _make_document()
    _make_record()
    _make_run()
    _make_speaker()
    _make_state()
    _make_word()
    _make_tally()
    _make_snapshot()
    _make_sighting()
    _make_judgement()
    _make_reading()
    _make_statement()
    _make_doubt()
    _make_quotation()
    _make_tracing()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE statement_text USING "
            "fts5(words, source, facets, content='', tokenize=\"ascii tokenchars '_'\")"
        )
        op.execute("INSERT INTO statement_text (statement_text, rank) VALUES ('rank', 'bm25(1.0, 1.0, 0.0)')")
    else:
        op.execute("CREATE TABLE statement_text (id bigint PRIMARY KEY, tsv tsvector NOT NULL)")
        # A short list of what is still to be sorted in: each search goes through all of it.
        op.execute(
            "CREATE INDEX ix_statement_text_tsv ON statement_text USING gin (tsv) "
            "WITH (gin_pending_list_limit = 512)"
        )


def _make_document() -> None:
    op.create_table(
        "document",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", _PLAIN, nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("key", name=op.f("uq_document_key")),
    )


def _make_record() -> None:
    op.create_table(
        "record",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", _PLAIN, nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("meta", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    op.create_index(op.f("ix_record_key"), "record", ["key"], unique=False)
    _let_one_be_current("record", "key")


def _make_run() -> None:
    op.create_table(
        "run",
        sa.Column("id", _ID, nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )


def _make_speaker() -> None:
    op.create_table(
        "speaker",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("folded", _PLAIN, nullable=False),
        sa.Column("canonical_id", _ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("key", name=op.f("uq_speaker_key")),
    )
    op.create_index(op.f("ix_speaker_canonical_id"), "speaker", ["canonical_id"], unique=False)
    op.create_index(op.f("ix_speaker_folded"), "speaker", ["folded"], unique=False)
    op.create_index(op.f("ix_speaker_n"), "speaker", ["n"], unique=False)


def _make_state() -> None:
    op.create_table(
        "state",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_state")),
    )


def _make_word() -> None:
    op.create_table(
        "word",
        sa.Column("term", _PLAIN, nullable=False),
        sa.Column("back", _PLAIN, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_word")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_word_back"), "word", ["back"], unique=False)


def _make_tally() -> None:
    op.create_table(
        "tally",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("n", _ID, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_tally")),
    )


def _make_snapshot() -> None:
    op.create_table(
        "snapshot",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("document_id", _ID, nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("meta", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_snapshot_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("key", name=op.f("uq_snapshot_key")),
    )
    op.create_index(op.f("ix_snapshot_document_id"), "snapshot", ["document_id"], unique=False)


def _make_sighting() -> None:
    op.create_table(
        "sighting",
        sa.Column("id", _ID, nullable=False),
        sa.Column("document_id", _ID, nullable=False),
        sa.Column("snapshot_id", _ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("captured", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_sighting_document_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_sighting_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
    )
    op.create_index("ix_sighting_document", "sighting", ["document_id", "id"], unique=False)
    op.create_index("ix_sighting_snapshot", "sighting", ["snapshot_id", "id"], unique=False)


def _make_judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("of", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes", _ID, nullable=True),
        sa.Column("snapshot_id", _ID, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_judgement_snapshot_id")),
        sa.ForeignKeyConstraint(["undoes"], ["judgement.id"], name=op.f("fk_judgement_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint("undoes", name=op.f("uq_judgement_undoes")),
    )
    op.create_index(op.f("ix_judgement_of"), "judgement", ["of"], unique=False)
    op.create_index(op.f("ix_judgement_value"), "judgement", ["value"], unique=False)
    op.create_index(op.f("ix_judgement_snapshot_id"), "judgement", ["snapshot_id"], unique=False)


def _make_reading() -> None:
    op.create_table(
        "reading",
        sa.Column("id", _ID, nullable=False),
        sa.Column("snapshot_id", _ID, nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_reading_run_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_reading_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_snapshot_id"), "reading", ["snapshot_id"], unique=False)
    _let_one_be_current("reading", "snapshot_id")


def _make_statement() -> None:
    op.create_table(
        "statement",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("snapshot_id", _ID, nullable=False),
        sa.Column("attrib", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(length=16), nullable=True),
        sa.Column("speaker_id", _ID, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("drift", sa.Text(), nullable=False),
        sa.Column("outlet", _PLAIN, nullable=True),
        sa.Column("published", _PLAIN, nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("key", name=op.f("uq_statement_key")),
    )
    op.create_index("ix_statement_outlet", "statement", ["outlet", "published", "id"], unique=False)
    op.create_index("ix_statement_published", "statement", ["published", "id"], unique=False)
    op.create_index(op.f("ix_statement_snapshot_id"), "statement", ["snapshot_id"], unique=False)
    op.create_index("ix_statement_speaker", "statement", ["speaker_id", "published", "id"], unique=False)
    op.create_index("ix_statement_state", "statement", ["state", "published", "id"], unique=False)


def _make_doubt() -> None:
    op.create_table(
        "doubt",
        sa.Column("id", _ID, nullable=False),
        sa.Column("statement_id", _ID, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doubt")),
    )
    op.create_index("ix_doubt_queue", "doubt", ["judged", "weight", "id"], unique=False)
    op.create_index("ix_doubt_target", "doubt", ["judged", "target", "weight", "id"], unique=False)
    op.create_index(op.f("ix_doubt_statement_id"), "doubt", ["statement_id"], unique=False)


def _make_quotation() -> None:
    op.create_table(
        "quotation",
        sa.Column("id", _ID, nullable=False),
        sa.Column("statement_id", _ID, nullable=False),
        sa.Column("record_key", _PLAIN, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotation")),
    )
    op.create_index("ix_quotation_record", "quotation", ["record_key", "start"], unique=False)
    op.create_index(op.f("ix_quotation_statement_id"), "quotation", ["statement_id"], unique=False)


def _make_tracing() -> None:
    op.create_table(
        "tracing",
        sa.Column("id", _ID, nullable=False),
        sa.Column("reading_id", _ID, nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("records", sa.String(length=64), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_tracing_reading_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_tracing_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracing")),
    )
    op.create_index(op.f("ix_tracing_reading_id"), "tracing", ["reading_id"], unique=False)
    _let_one_be_current("tracing", "reading_id")


def _let_one_be_current(table: str, of: str) -> None:
    """Of the rows of one thing, one at most is the current one."""
    op.create_index(
        f"uq_{table}_current",
        table,
        [of],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
