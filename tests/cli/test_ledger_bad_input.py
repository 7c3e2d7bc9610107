"""A ledger that is none, damaged, newer, locked; what is no text, no key, no date: one line each, and nothing half done."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.harbour import COMMAND, ENVIRONMENT, make_ledger
from tests.faults import small_disk

READING = (("search", "pier"), ("show", "1"), ("export",), ("verify",), ("reindex",), ("refresh",))
WRITING = (("add", "PAGE"), ("records", "add", "RECORDS"))
COMMANDS = [pytest.param(command, id=" ".join(command)) for command in (*READING, *WRITING)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """A ledger that is not to be written to."""
    return make_ledger(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def place(kept, tmp_path) -> Path:
    """A ledger of one's own."""
    return Path(shutil.copy(kept, tmp_path / kept.name))


@pytest.fixture
def call(run, page, records):
    """Runs a command with a page or records where it takes some."""
    given = {"PAGE": page, "RECORDS": records}
    return lambda command, place: run(*(given.get(word, word) for word in command), "--ledger", place)


def one_line(result, code: int = 1) -> str:
    """The one complaint that there is; on standard output there is nothing."""
    assert (result.code, result.out) == (code, ""), result
    (complaint,) = result.complaints
    assert complaint.startswith("onrecord: ")
    return complaint


@pytest.mark.parametrize("command", READING)
def test_a_ledger_that_is_not_there_is_not_made(call, tmp_path, command):
    assert "there is no ledger; onrecord add makes one" in one_line(call(command, tmp_path / "none.ledger"))
    assert not list(tmp_path.glob("none*"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_ledger_in_memory_would_keep_nothing(call, command):
    assert "none that a file can have" in one_line(call(command, ":memory:"))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("made_of", "said"),
    [
        (b"The ferry left at nine.\n" * 40, "is not a ledger"),
        (b"SQLite format 3\0" + bytes(range(256)) * 40, "is not a ledger, or is damaged"),
    ],
    ids=["text", "rubbish"],
)
def test_a_file_that_is_no_ledger_is_left_alone(call, tmp_path, command, made_of, said):
    place = tmp_path / "notes"
    place.write_bytes(made_of)
    assert said in one_line(call(command, place))
    assert place.read_bytes() == made_of
    assert not list(tmp_path.glob("notes?*"))


@pytest.mark.parametrize("command", COMMANDS)
def test_another_database_is_left_alone(call, tmp_path, command):
    place = tmp_path / "other.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE ferry (name TEXT)")
    before = place.read_bytes()
    assert "is a database, but not a ledger" in one_line(call(command, place))
    assert place.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_ledger_of_a_newer_version_is_refused(call, place, command):
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = place.read_bytes()
    assert "was made by a newer On Record" in one_line(call(command, place))
    assert place.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_ledger_is_told_in_single_lines(call, place, command):
    size = place.stat().st_size
    with place.open("r+b") as file:
        for at in range(8192, size, 8192):  # every other page of the file
            file.seek(at)
            file.write(b"\xa5" * 4096)
    result = call(command, place)
    assert result.code == 1, result
    assert "Traceback" not in result.err
    assert all(line.startswith("onrecord: ") for line in result.complaints)
    assert "damaged" in result.err


@pytest.mark.parametrize("command", [*WRITING, ("reindex",), ("refresh", "--no-paraphrases")], ids=" ".join)
def test_a_ledger_that_another_writes_to(call, place, command, monkeypatch):
    before = count_pages(place)
    monkeypatch.setattr("onrecord.ledger.engine.BUSY_MS", 50)
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert "another process has been writing to it for too long" in one_line(call(command, place))
        assert call(("search", "pier"), place).code == 0  # whoever reads is not kept waiting
    assert count_pages(place) == before
    assert call(command, place).code == 0


def count_pages(place: Path) -> int:
    with closing(sqlite3.connect(place)) as connection:
        return connection.execute("SELECT count(*) FROM snapshot").fetchone()[0]


@pytest.mark.parametrize(
    "command", [("add", "PAGE"), ("search", "pier"), ("verify",), ("records", "add", "RECORDS")], ids=" ".join
)
def test_a_disk_that_may_not_be_written_to(call, kept, tmp_path, command):
    with small_disk(tmp_path / "disk", 8 << 20) as disk:
        if not disk.is_real:
            pytest.skip("nobody but root can make a disk here")
        place = Path(shutil.copy(kept, disk.folder / kept.name))
        before = place.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(disk.folder)], check=True)
        result = call(command, place)
        if result.code:
            assert "may not be written to" in one_line(result) or "permissions" in one_line(result)
        else:
            assert command[0] in ("search", "verify")
        assert place.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("where", "said"),
    [
        (".", "is not a file"),
        ("no/such/folder/a.ledger", "there is no"),
        ("mysql://somewhere/else", "a ledger is a file or a postgresql:// URL"),
        ("postgresql://me:secret@127.0.0.1:1/none", "cannot be reached"),
        ("postgresql://me@127.0.0.1:port/none", "the ledger's URL cannot be read"),
    ],
)
def test_a_place_where_there_can_be_no_ledger(call, tmp_path, command, where, said, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    complaint = one_line(call(command, where))
    assert said in complaint
    assert "secret" not in complaint
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("search", "..."), "holds no word"),
        (("search", "--like", "..."), "holds no word"),
        (("search", "--like", "pier", "--mode", "direct"), "--like goes by itself"),
        (("search", "pier", "--like", "pier"), "--like goes by itself"),
        (("search", "--since", "yesterday"), "--since yesterday is no day"),
        (("search", "--until", "2031-02-30"), "--until 2031-02-30 is no day"),
        (("search", "--since", "2031-03-02", "--until", "2031-03-01"), "nothing can lie between"),
        (("search", "--mode", "shouted"), "give one of direct, indirect, mixed"),
        (("search", "--kind", "sings"), "--kind sings is not known: give one of says,"),
        (("search", "--state", "awful"), "not-found"),
        (("search", "--drift", "lies"), "give one of verbatim,"),
        (("search", "--cursor", "xyz"), "the cursor is not one of this query"),
        (("search", "--cursor", "\udcff"), "the cursor is not one of this query"),
        (("export", "..."), "holds no word"),
        (("export", "pier", "--only", "0123456789abcdef"), "--only goes by itself"),
        (("export", "--format", "parquet"), "name a file with -o"),
        (("export", "--format", "bundle", "-o", "-"), "name a file with -o"),
        (("export", "pier", "--format", "bundle", "-o", "OUT"), "a bundle proves one statement, not"),
        (("show", "hearing", "--format", "html"), "has no report"),
    ],
)
def test_a_call_that_makes_no_sense_as_asked(run, kept, tmp_path, args, said):
    out = tmp_path / "out"
    args = [str(out) if arg == "OUT" else arg for arg in args]
    assert said in one_line(run(*args, "--ledger", kept), 2)
    assert not out.exists()


@pytest.mark.parametrize(
    "args",
    [
        ("search", "--limit", "0"),
        ("search", "--limit", "x"),
        ("show",),
        ("add",),
        ("records", "add"),
        ("add", "x", "--jobs", "0"),
        ("export", "--table", "moods"),
        ("records", "lose"),
    ],
)
def test_usage_errors(run, args):
    assert "See onrecord" in one_line(run(*args), 2)


def test_a_group_alone_shows_its_help(run):
    result = run("records")
    assert (result.code, result.out) == (2, "")
    assert "Usage: onrecord records" in result.err


@pytest.mark.parametrize(
    "key",
    ["0123456789abcdef", "0", "99", "9" * 40, "٣", "../../etc/passwd", "a\x00b", "'; DROP TABLE run", ""],
)
def test_a_key_of_nothing(run, kept, key):
    assert "holds no page, statement, speaker or record" in one_line(run("show", key, "--ledger", kept))
    assert "in this ledger" in one_line(run("export", "--only", key, "--ledger", kept))


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("show", "KEY"), 1, "holds no page, statement, speaker or record caf�"),
        (("export", "--only", "KEY"), 1, "in this ledger"),
        (("search", "--speaker", "KEY"), 3, "No statement was found"),
        (("search", "--outlet", "KEY"), 3, "No statement was found"),
        (("search", "--record", "KEY"), 3, "No statement was found"),
    ],
)
def test_an_argument_that_is_not_utf_8_is_nothing_that_is_there(run, kept, args, code, said):
    result = run(*("caf\udce9" if arg == "KEY" else arg for arg in args), "--ledger", kept)
    assert result.code == code
    (line,) = (result.out + result.err).splitlines()
    assert said in line


def test_words_that_are_not_utf_8_are_looked_for_without_them(run, kept):
    assert run("search", "pier\udce9", "--ledger", kept).code == 0
    assert (
        run("search", "--like", "the old pier \udce9 before the new one stands", "--ledger", kept).code == 0
    )


def test_bytes_that_are_not_utf_8_reach_the_command(kept, tmp_path):
    """As a shell passes them on: file names and keys may be any bytes."""
    named = os.fsencode(tmp_path) + b"/caf\xe9.ledger"
    shutil.copy(kept, named)
    for args, code in ((["search", b"pier \xe9"], 0), (["show", b"\xff"], 1), (["verify"], 0)):
        done = subprocess.run(
            [*COMMAND, *args, "--ledger", named], env=ENVIRONMENT, capture_output=True, timeout=60
        )
        assert done.returncode == code, done.stderr
        assert b"Traceback" not in done.stderr


def test_what_cannot_be_read_costs_only_itself(run, page, records, tmp_path):
    place = tmp_path / "a.ledger"
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40)
    (records / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    added = run("records", "add", records, tmp_path / "none", "--ledger", place)
    assert (added.code, len(added.complaints)) == (1, 2)
    assert added.out.startswith("1 new, 0 changed, 0 there already")
    added = run("add", picture, tmp_path / "none", "http://127.0.0.1:9/", page, "--ledger", place)
    assert (added.code, len(added.complaints)) == (1, 3)
    assert "new page" in added.out
    assert run("verify", "--ledger", place).code == 0


def test_half_a_surrogate_pair_in_a_page_is_told_and_the_rest_kept(run, tmp_path):
    pages, place = tmp_path / "pages.jsonl", tmp_path / "a.ledger"
    pages.write_text(
        '{"id": "a", "text": "“Go \\ud800,” Lia Orvane said."}\n{"id": "b", "text": "“Stay,” Lia Orvane said."}\n'
    )
    added = run("add", pages, "--ledger", place)
    assert "Traceback" not in added.err
    assert len(added.complaints) + len(added.out.splitlines()) == 2
    assert run("verify", "--ledger", place).code == 0


def test_an_export_that_finds_no_room_leaves_the_old_file(run, kept, tmp_path):
    with small_disk(tmp_path / "disk", 1 << 20) as disk:
        if not disk.is_real:
            pytest.skip("nobody but root can make a small disk here")
        out = disk.folder / "out"
        out.write_text("old")
        disk.fill(leave=8192)
        for kind in ("jsonl", "csv", "parquet"):
            assert "no space is left" in one_line(
                run("export", "--format", kind, "-o", out, "--ledger", kept)
            )
            assert out.read_text() == "old"
            assert sorted(path.name for path in disk.folder.iterdir()) == ["ballast", "out"]
