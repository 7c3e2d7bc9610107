"""A collection's index follows its files; other pages are searched beside the records."""

import os
from pathlib import Path

import pytest

from onrecord.errors import RecordsError
from onrecord.model import Reading, Rejected
from onrecord.pipeline.elsewhere import find_elsewhere
from onrecord.pipeline.records import open_pages, open_records
from onrecord.pipeline.trace import find_quote

QUAY = "MAYOR ROOS: We rebuilt the quay in stone, and it will stand for a hundred years."
LAMPS = "MAYOR ROOS: The lamps on the outer mole will burn until the last boat is in."
PAGE = "Quay rebuilt in stone\n\n“We rebuilt the quay in stone, and it will stand for ages,” said the mayor of Tolm."


@pytest.fixture
def records(tmp_path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "quay.txt").write_text(QUAY, encoding="utf-8")
    return folder


def where(records: Path, quote: str) -> str | None:
    (trace,) = find_quote(open_records(records), quote).traces["quote"]
    return trace.passage.record if trace.passage else None


def test_a_file_that_comes_changes_or_goes_is_noticed(records):
    assert where(records, "We rebuilt the quay in stone") == "quay"
    (records / "lamps.txt").write_text(LAMPS, encoding="utf-8")
    assert where(records, "the lamps on the outer mole will burn") == "lamps"
    (records / "quay.txt").write_text(LAMPS.replace("lamps", "fires"), encoding="utf-8")
    assert where(records, "We rebuilt the quay in stone") is None
    assert where(records, "the fires on the outer mole will burn") == "quay"
    (records / "lamps.txt").unlink()
    assert (
        where(records, "the lamps on the outer mole") is None
        or where(records, "the lamps on the outer mole") == "quay"
    )
    assert len(open_records(records)) == 1


def test_what_cannot_be_read_is_said_each_time(records):
    (records / "torn.jsonl").write_bytes(b'{"id": "a", "text": \n')
    (records / "empty.txt").write_bytes(b"")
    for _ in range(2):
        told: list[Rejected] = []
        assert len(open_records(records, note=told.append)) >= 1
        assert any("torn.jsonl" in refused.item for refused in told)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("binary.txt", bytes(range(256)) * 40),
        ("empty.txt", b""),
        ("nospeaker.txt", b"The lamps will burn tonight, and nobody says who says so."),
        ("other.txt", "Лампы будут гореть, пока не вернётся последняя лодка.".encode()),
        ("one.txt", b"x"),
        ("blank.txt", b" \n\t\n "),
    ],
)
def test_records_of_any_kind_do_no_harm_to_the_rest(records, name, content):
    (records / name).write_bytes(content)
    assert where(records, "We rebuilt the quay in stone") == "quay"


def test_a_record_that_is_listed_twice_is_one_event(records):
    (records / "again.txt").write_text(QUAY, encoding="utf-8")
    (trace,) = find_quote(open_records(records), "We rebuilt the quay in stone").traces["quote"]
    assert {trace.passage.record, *(other.record for other in trace.others)} == {"quay", "again"}
    assert trace.cautions == ()


def test_a_damaged_index_is_made_again(records):
    assert where(records, "We rebuilt the quay in stone") == "quay"
    folder = records.with_name(records.name + ".onrecord-index")
    for path in folder.iterdir():
        if path.name.startswith("words"):
            path.write_bytes(b"\xff" * path.stat().st_size)
    assert where(records, "We rebuilt the quay in stone") == "quay"


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/dev/full").exists(), reason="root may write anywhere")
def test_a_place_that_cannot_be_written_is_said(records, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(RecordsError, match="cannot be written"):
        open_records(records, blocked / "index")


@pytest.mark.parametrize("opener", [open_records, open_pages])
@pytest.mark.parametrize(
    ("name", "fault", "said"),
    [
        ("none", None, "no such file or folder"),
        ("a" * 300, None, r"cannot be reached \(file name too long\)"),
        ("closed/r", PermissionError(13, "Permission denied"), r"cannot be reached \(permission denied\)"),
    ],
)
def test_a_place_that_cannot_be_looked_into_is_said(monkeypatch, tmp_path, opener, name, fault, said):
    if fault is not None:  # root may look into every folder

        def refuse(*_: object, **__: object) -> None:
            raise fault

        monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(RecordsError, match=said):
        opener(tmp_path / name)


def test_other_pages_that_carry_the_words_are_named(records, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "tolm.txt").write_text(PAGE, encoding="utf-8")
    (pages / "other.txt").write_text("Weather\n\nRain is expected over the whole coast.", encoding="utf-8")
    reading = find_quote(open_records(records), "We rebuilt the quay in stone, and it will stand")
    (found,) = find_elsewhere([reading], open_pages(pages))
    assert isinstance(found, Reading)
    (trace,) = found.traces["quote"]
    assert trace.passage is not None
    assert [passage.record for passage in trace.elsewhere] == ["tolm"]


def test_of_a_folder_of_pages_nothing_is_fetched_and_what_is_none_is_passed_over(tmp_path, monkeypatch):
    fetched: list[str] = []
    monkeypatch.setattr("onrecord.ingest.pages.read_url", lambda url, **_: fetched.append(url))
    pages, told = tmp_path / "pages", list[Rejected]()
    pages.mkdir()
    (pages / "tolm.txt").write_text(PAGE, encoding="utf-8")
    (pages / "front.urls").write_text("https://outlet.example/a\n", encoding="utf-8")
    (pages / "quay.png").write_bytes(b"\x89PNG\r\n")
    (pages / "notes.md").write_text("Words of nobody, in a file of ours.", encoding="utf-8")
    assert (len(open_pages(pages, note=told.append)), told, fetched) == (1, [], [])
