"""The tables are those that the schema says; an older ledger is brought up to date, a newer one refused."""

import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, engine, schema
from onrecord.model import Query
from tests.ledger.build import FERRY, METHOD, SCHOOL, all_hits, make_reading

NEXT = '''
"""A migration that rebuilds the table of statements, as SQLite must to change a column."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0003", "0002", None, None
def upgrade():
    with op.batch_alter_table("statement", recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto") as batch:
        batch.add_column(sa.Column("remark", sa.Text(), nullable=True))
'''


def ours(_, name, kind, _reflected, _to):
    return kind != "table" or name in schema.metadata.tables


def test_the_migrations_make_what_the_schema_says(ledger):
    with ledger._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == schema.REVISION


def test_an_older_ledger_is_brought_up_to_date_and_still_searched(ledger, run, made, monkeypatch, tmp_path):
    ledger.keep(run, make_reading(FERRY))
    before = all_hits(ledger)
    ledger.close()
    scripts = tmp_path / "scripts"
    shutil.copytree(Path(engine.__file__).parent / "migrations", scripts)
    (scripts / "versions/0003_next.py").write_text(NEXT)
    monkeypatch.setattr(engine, "SCRIPTS", str(scripts))
    monkeypatch.setattr(engine, "REVISION", "0003")
    with Ledger.open(made, create=False) as newer:
        with newer._engine.connect() as connection:
            assert connection.execute(text("SELECT remark FROM statement")).all() == [(None,)] * 4
        assert all_hits(newer) == before
        assert len(all_hits(newer, Query('"whatever it costs"'))) == 1
        newer.keep(newer.begin_run("add", METHOD), make_reading(SCHOOL, id="b"))  # the full text goes on
        assert len(all_hits(newer, Query("council"))) == 2
        assert list(newer.verify()) == []


def test_a_ledger_from_before_there_was_watching(ledger, run, made, rows):
    ledger.keep(run, make_reading(FERRY))
    every = ("SELECT * FROM snapshot", "SELECT * FROM reading", "SELECT * FROM word")
    before, tables = all_hits(ledger), [rows(one) for one in every]
    ledger.close()
    for statement in (
        "DROP TABLE watched",
        "DROP TABLE host",
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        rows(statement)
    with Ledger.open(made, create=False) as newer:
        assert rows("SELECT version_num FROM alembic_version") == [("0002",)]
        assert all_hits(newer) == before
        assert len(all_hits(newer, Query('"whatever it costs"'))) == 1
        assert [rows(one) for one in every] == tables
        assert newer.watching.add("https://outlet.example/feed", "2031-05-02T09:00:00Z")
        assert list(newer.verify()) == []


def test_a_newer_ledger_is_refused_in_one_line(ledger, rows, made):
    ledger.close()
    rows("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(LedgerError, match=r"newer On Record \(ledger 0999") as told:
        Ledger.open(made)
    assert str(told.value).isprintable()


def _open(place, gate, answers):
    gate.wait()
    try:
        Ledger.open(place).close()
        answers.put("made")
    except Exception as err:
        answers.put(repr(err))


@pytest.mark.parametrize("_again", range(3))
def test_several_that_make_one_ledger_at_once_all_have_it(place, _again):
    spawn = multiprocessing.get_context("spawn")
    gate, answers = spawn.Barrier(3), spawn.Queue()
    workers = [spawn.Process(target=_open, args=(place, gate, answers)) for _ in range(3)]
    for worker in workers:
        worker.start()
    assert [answers.get(timeout=60) for _ in workers] == ["made"] * 3
    for worker in workers:
        worker.join()
    with Ledger.open(place, create=False) as ledger:
        assert list(ledger.verify()) == []


def test_another_programs_database_is_left_alone(place):
    statements = [
        "CREATE TABLE alembic_version (version_num TEXT)",
        "INSERT INTO alembic_version VALUES ('0001')",
    ]
    for statement in statements:
        if "://" in place:
            with psycopg.connect(place) as connection:
                connection.execute(statement)
        else:
            with closing(sqlite3.connect(place)) as connection, connection:
                connection.execute(statement)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(place)


def test_what_is_not_there_is_made_only_when_it_may_be(place):
    with pytest.raises(LedgerError, match="onrecord add makes one"):
        Ledger.open(place, create=False)
    Ledger.open(place).close()
    Ledger.open(place, create=False).close()


def test_a_servers_language_does_not_change_what_is_found(postgres):
    """Times and terms are compared by code point, though the database sorts as its language does."""
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS swedish")
        connection.execute(
            "CREATE DATABASE swedish TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'sv-SE' LOCALE 'C.UTF-8'"
        )
    with Ledger.open(postgres.url("swedish")) as ledger:
        run = ledger.begin_run("add", METHOD)
        days = ["2031-05-02T09:00:00Z", "2031-05-02", "2031-05-02T09:00:00+01:00", "2031-05-10", None]
        for at, day in enumerate(days):
            ledger.keep(run, make_reading(SCHOOL, id=str(at), published=day))
        found = [hit.published for hit in all_hits(ledger)][::2]
        assert found == ["2031-05-10", *sorted(filter(None, days[:3]), reverse=True), None]
        assert len(all_hits(ledger, Query(until="2031-05-02"))) == 6
        assert len(all_hits(ledger, Query("councle"))) == 5
        assert list(ledger.verify()) == []
    postgres.drop(postgres.url("swedish"))
