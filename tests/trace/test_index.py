"""The index on disk: what goes in comes out, and damage is noticed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordsError
from onrecord.model import Record
from onrecord.trace import Index, build_index
from onrecord.trace.index import FILE_NAME, NO_DAY, Note, day_of
from onrecord.trace.store import MAGIC, ArrayWriter, read_arrays

from .conftest import find, record

BUILD = """
import sys
from pathlib import Path
from onrecord.model import Record
from onrecord.trace import build_index
name = sys.argv[2]
build_index(Path(sys.argv[1]), name, [Record(f"{name}{i}", "The old quay was rebuilt in stone. " * 200) for i in range(20)])
"""
DIE = """
import os, signal, sys
from pathlib import Path
from onrecord.model import Record
from onrecord.trace import build_index
def records():
    yield Record("new", "Nobody will ever read this to the end. " * 1000)
    os.kill(os.getpid(), signal.SIGKILL)
build_index(Path(sys.argv[1]), "new", records())
"""


@given(texts=st.lists(st.text(st.characters(), max_size=80), max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_come_out_as_they_went_in(tmp_path, texts):
    index = build_index(tmp_path, "f", [Record(f"é{i}", text) for i, text in enumerate(texts)])
    assert len(index) == len(texts)
    for i, text in enumerate(texts):
        assert index.text_of(i) == text
        assert index.text_of(i, 2, 5) == text[2:5]
        assert index.note_of(i).id == f"é{i}"


def test_notes_come_out_as_they_went_in(tmp_path):
    build_index(tmp_path, "mark", [Record("a\nb", "One two three.", title="T", date="2031-05-03T10:00:00Z")])
    index = Index.open(tmp_path)
    assert index.fingerprint == "mark"
    assert index.note_of(0) == Note("a\nb", "T", "2031-05-03T10:00:00Z")
    assert index.days.tolist() == [day_of("2031-05-03")]


@pytest.mark.parametrize("when", [None, "", "soon", "2031-13-40", "31.5.2031"])
def test_a_day_that_cannot_be_read_is_none(when):
    assert day_of(when) == NO_DAY


def test_an_index_of_nothing_opens_and_finds_nothing(tmp_path):
    index = build_index(tmp_path, "f", [])
    assert len(index) == 0
    assert find(index, "any four words here").passage is None


@pytest.fixture
def built(tmp_path) -> Path:
    build_index(tmp_path, "old", [record("ADA MOORE: We rebuilt the quay in stone, and it will stand.")])
    return tmp_path


@pytest.mark.parametrize("kept", [0, 1, 17, 100, -1])
def test_a_file_cut_short_is_noticed(built, kept):
    path = built / FILE_NAME
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(RecordsError, match=FILE_NAME):
        Index.open(built)


def test_every_flipped_byte_is_noticed_or_does_no_harm(built):
    path = built / FILE_NAME
    whole = path.read_bytes()
    _, arrays = read_arrays(path)
    before = {name: values.tolist() for name, values in arrays.items()}
    noticed = 0
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        try:
            _, arrays = read_arrays(path)
        except RecordsError:
            noticed += 1
        else:  # between two arrays, where nothing is read
            assert {name: values.tolist() for name, values in arrays.items()} == before
    assert noticed > 100


def test_what_is_no_index_is_said_to_be_none(tmp_path):
    with pytest.raises(RecordsError, match="cannot be opened"):
        Index.open(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"\0" * 4096)
    with pytest.raises(RecordsError, match="damaged"):
        Index.open(tmp_path)


def test_an_index_of_another_version_is_refused(tmp_path):
    with ArrayWriter(tmp_path / FILE_NAME, {"format": 0, "fingerprint": "f"}) as out:
        out.add("words", np.array([1, 2]))
    with pytest.raises(RecordsError, match="another version"):
        Index.open(tmp_path)


def test_an_index_that_lacks_an_array_is_damaged(built):
    meta, arrays = read_arrays(built / FILE_NAME)
    with ArrayWriter(built / FILE_NAME, meta) as out:
        for name in arrays.keys() - {"voices"}:
            out.add(name, arrays[name].copy())
    with pytest.raises(RecordsError, match="damaged"):
        Index.open(built)


def test_a_later_layout_is_refused(built):
    path = built / FILE_NAME
    path.write_bytes(path.read_bytes().replace(MAGIC, b"onrecord-arrays/9\n"))
    with pytest.raises(RecordsError, match="damaged"):
        Index.open(built)


def test_builders_at_once_leave_one_whole_index(tmp_path):
    names = "abc"
    running = [subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path), name]) for name in names]
    assert [process.wait() for process in running] == [0, 0, 0]
    index = Index.open(tmp_path)
    assert index.fingerprint in names
    assert {index.note_of(i).id[0] for i in range(len(index))} == {index.fingerprint}
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_builder_that_is_killed_leaves_the_old_index(built):
    killed = subprocess.run([sys.executable, "-c", DIE, str(built)])
    assert killed.returncode == -signal.SIGKILL
    assert Index.open(built).fingerprint == "old"
    (part,) = built.glob("*.part")
    os.utime(part, (0, 0))  # long ago: the next builder clears it away
    build_index(built, "next", [])
    assert [path.name for path in built.iterdir()] == [FILE_NAME]


def test_a_builder_that_fails_leaves_the_old_index_and_no_rest(built):
    def records():
        yield Record("new", "Some words.")
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError):
        build_index(built, "new", records())
    assert Index.open(built).fingerprint == "old"
    assert [path.name for path in built.iterdir()] == [FILE_NAME]


def test_an_open_index_outlives_its_replacement(built):
    index = Index.open(built)
    build_index(built, "new", [Record("other", "Quite different words stand here now.")])
    assert index.text_of(0).startswith("ADA MOORE")
    assert find(index, "We rebuilt the quay in stone").passage.record == "r1"
