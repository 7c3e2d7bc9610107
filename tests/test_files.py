"""A file appears whole or not at all, with the rights that any new file has."""

import os
from pathlib import Path

import pytest

from onrecord.errors import OnRecordError
from onrecord.files import replace_whole, write_whole


def test_a_file_takes_the_place_of_the_one_before_when_it_is_whole(tmp_path):
    place = tmp_path / "told.txt"
    place.write_text("before")
    with write_whole(place) as stream:
        stream.write("after")
        assert place.read_text() == "before"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("told.txt", "after")]


def test_what_breaks_off_leaves_what_was_there(tmp_path):
    place = tmp_path / "told.txt"
    place.write_text("before")
    with pytest.raises(KeyboardInterrupt), write_whole(place) as stream:
        stream.write("aft")
        raise KeyboardInterrupt
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("told.txt", "before")]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path):
    (tmp_path / "far").mkdir()
    for name, there in (("old", "before"), ("new", None)):
        link, place = tmp_path / name, tmp_path / "far" / f"{name}.txt"
        link.symlink_to(place)
        if there is not None:
            place.write_text(there)
        with write_whole(link) as stream:
            stream.write("after")
        assert (link.readlink(), place.read_text()) == (place, "after")
    assert sorted(path.name for path in tmp_path.rglob("*.txt*")) == ["new.txt", "old.txt"]


def test_a_pipe_is_written_to(tmp_path):
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        for place in (pipe, link):
            with write_whole(place) as stream:
                stream.write("told")
            assert pipe.is_fifo()
            assert os.read(reader, 10) == b"told"
    finally:
        os.close(reader)


def test_a_device_is_written_to(tmp_path):
    place = tmp_path / "null"
    place.symlink_to(os.devnull)  # were it replaced as root, this machine would be without it
    with write_whole(place) as stream:
        stream.write("told")
    assert place.is_char_device()
    full = Path("/dev/full")
    if full.exists():
        with pytest.raises(OnRecordError, match="no space is left"), write_whole(full) as stream:
            stream.write("told")
        assert full.is_char_device()


def test_rights_are_those_of_any_new_file_from_the_beginning_and_no_thread_has_others_meanwhile(
    tmp_path, monkeypatch
):
    before = os.umask(0o027)
    try:
        with monkeypatch.context() as patch, replace_whole(tmp_path / "told.txt") as part:
            patch.delattr(os, "umask")  # it is the whole process's: to ask for it is to change it
            assert part.stat().st_mode & 0o777 == 0o640
        assert (tmp_path / "told.txt").stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (".", "is a folder"),
        ("", "is a folder"),
        ("missing/told.txt", "cannot be written"),
        ("here", "is a folder"),
        ("a" * 300, "cannot be written"),
    ],
)
def test_a_place_that_will_not_do_is_told_in_one_line(tmp_path, monkeypatch, place, why):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OnRecordError, match=why), write_whole(Path(place)) as stream:
        stream.write("told")
    assert [path.name for path in tmp_path.iterdir()] == ["here"]
