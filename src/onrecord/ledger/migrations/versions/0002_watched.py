"""What is watched, and what is known of the servers that it is at."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PLAIN = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make both tables; nothing that is there is touched."""
    op.create_table(
        "watched",
        sa.Column("id", _ID, nullable=False),
        sa.Column("key", _PLAIN, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("origin", _PLAIN, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("of_id", _ID, nullable=True),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("due", _PLAIN, nullable=True),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["of_id"], ["watched.id"], name=op.f("fk_watched_of_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched")),
        sa.UniqueConstraint("key", name=op.f("uq_watched_key")),
    )
    op.create_index(op.f("ix_watched_of_id"), "watched", ["of_id"], unique=False)
    op.create_index("ix_watched_due", "watched", ["due", "id"], unique=False)
    op.create_table(
        "host",
        sa.Column("origin", _PLAIN, nullable=False),
        sa.Column("robots", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("rest", _PLAIN, nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_host")),
    )
