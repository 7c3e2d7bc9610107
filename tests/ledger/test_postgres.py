"""The server that the tests keep: fresh for each, gone when told, back with its data."""

import psycopg
import pytest


def _ask(connection, question):
    return connection.execute(question).fetchone()[0]


def test_it_runs_as_an_ordinary_user_on_loopback_alone(postgres):
    with psycopg.connect(postgres.url()) as connection:
        assert _ask(connection, "SHOW listen_addresses") == "127.0.0.1"
        assert int(_ask(connection, "SHOW server_version_num")) >= 150000
        assert _ask(connection, "SELECT lower('ÅÉ')") == "åé"  # letters are known beyond ASCII
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres.url().replace(postgres.password, "guessed"))


@pytest.mark.parametrize("_turn", [1, 2])
def test_each_test_has_a_fresh_database(database, _turn):
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE note (text text)")  # refused, were it there from the turn before


def test_a_database_can_be_a_copy_of_another(postgres, database):
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE note AS SELECT 7 AS number")
    copy = postgres.create(template=database.rpartition("/")[2])
    with psycopg.connect(copy) as connection:
        assert _ask(connection, "SELECT number FROM note") == 7
    postgres.drop(copy)


@pytest.mark.parametrize("way", ["stop", "kill"])
def test_it_goes_in_mid_request_and_comes_back_with_what_was_committed(postgres, database, way):
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE TABLE note AS SELECT 7 AS number")
        connection.execute("CHECKPOINT")  # without fsync, only this is promised to last
        with connection.transaction(force_rollback=True):
            connection.execute("INSERT INTO note VALUES (8)")
            getattr(postgres, way)()
            assert not postgres.running
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(database)
    postgres.start()
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT number FROM note").fetchall() == [(7,)]


def test_a_place_is_a_file_or_a_database(place):
    if place.startswith("postgresql://"):
        with psycopg.connect(place) as connection:
            assert _ask(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    else:
        assert place.endswith("/ledger.sqlite")
