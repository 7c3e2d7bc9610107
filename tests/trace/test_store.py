"""Arrays on disk: what was committed is there, whatever happens to what was not."""

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
from onrecord.trace.store import MANIFEST, ArrayWriter, read_arrays

APPEND_AND_DIE = """
import os, signal, sys
from pathlib import Path
import numpy as np
from onrecord.trace.store import ArrayWriter
with ArrayWriter(Path(sys.argv[1])) as out:
    out.append("odd", np.arange(100_000))
    out.put("even", np.arange(100_000))
    for file in out._open.values():
        file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
MANY = """
import sys
from pathlib import Path
import numpy as np
from onrecord.trace.store import ArrayWriter
for i in range(20):
    with ArrayWriter(Path(sys.argv[1])) as out:
        out.append("all", np.array([int(sys.argv[2])]))
"""


def write(folder: Path, **arrays: list[int]) -> None:
    with ArrayWriter(folder) as out:
        for name, values in arrays.items():
            out.append(name, np.array(values, np.int64))


def read(folder: Path) -> dict[str, list[int]]:
    return {name: values.tolist() for name, values in read_arrays(folder)[1].items()}


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["append", "put", "drop"]), st.sampled_from("ab"), st.lists(st.integers(0, 9))
        ),
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_commit_leaves_what_was_written(tmp_path_factory, steps):
    folder, expected = tmp_path_factory.mktemp("arrays"), {}
    for step, name, values in steps:
        with ArrayWriter(folder) as out:
            if step == "drop":
                out.drop(name)
                expected.pop(name, None)
            else:
                getattr(out, step)(name, np.array(values, np.int64))
                expected[name] = (expected.get(name, []) if step == "append" else []) + values
        assert read(folder) == expected
    assert len(list(folder.iterdir())) <= len(expected) + 2


def test_a_writer_that_fails_leaves_what_was_there(tmp_path):
    write(tmp_path, odd=[1, 3])
    with pytest.raises(RuntimeError), ArrayWriter(tmp_path) as out:
        out.append("odd", np.array([5]))
        out.put("new", np.array([6]))
        raise RuntimeError("the source broke off")
    assert read(tmp_path) == {"odd": [1, 3]}
    write(tmp_path, odd=[7])
    assert read(tmp_path) == {"odd": [1, 3, 7]}
    assert len(list(tmp_path.iterdir())) == 3  # the array, the manifest, the lock


def test_a_writer_that_is_killed_leaves_what_was_there(tmp_path):
    write(tmp_path, odd=[1, 3], even=[2])
    killed = subprocess.run([sys.executable, "-c", APPEND_AND_DIE, str(tmp_path)])
    assert killed.returncode == -signal.SIGKILL
    assert read(tmp_path) == {"odd": [1, 3], "even": [2]}
    write(tmp_path, odd=[5])
    assert read(tmp_path) == {"odd": [1, 3, 5], "even": [2]}


def test_writers_take_their_turns(tmp_path):
    running = [subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path), str(i)]) for i in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert sorted(read(tmp_path)["all"]) == [0] * 20 + [1] * 20 + [2] * 20


def test_a_reader_keeps_what_it_opened(tmp_path):
    write(tmp_path, odd=[1, 3])
    _, arrays = read_arrays(tmp_path)
    with ArrayWriter(tmp_path) as out:
        out.clear()
        out.append("odd", np.array([9]))
    assert arrays["odd"].tolist() == [1, 3]
    assert read(tmp_path) == {"odd": [9]}


def test_every_flipped_byte_is_noticed(tmp_path):
    write(tmp_path, odd=list(range(50)), even=[2, 4])
    for path in [path for path in tmp_path.iterdir() if path.name != "lock"]:
        whole = path.read_bytes()
        for at in range(len(whole) - (path.name == MANIFEST)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
            with pytest.raises(RecordsError, match="damaged"):
                read_arrays(tmp_path)
        path.write_bytes(whole)


@pytest.mark.parametrize("kept", [0, 1, 17, -1])
def test_a_file_cut_short_is_noticed(tmp_path, kept):
    write(tmp_path, odd=list(range(50)))
    path = next(path for path in tmp_path.iterdir() if path.name.startswith("odd"))
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(RecordsError, match="cut short"):
        read_arrays(tmp_path)


def test_a_file_that_is_gone_is_noticed(tmp_path):
    write(tmp_path, odd=[1])
    next(path for path in tmp_path.iterdir() if path.name.startswith("odd")).unlink()
    with pytest.raises(RecordsError, match="missing"):
        read_arrays(tmp_path)


def test_what_is_no_folder_of_arrays_is_said_to_be_none(tmp_path):
    with pytest.raises(RecordsError, match="cannot be opened"):
        read_arrays(tmp_path)
    (tmp_path / MANIFEST).write_bytes(b"\0" * 4096)
    with pytest.raises(RecordsError, match="damaged"):
        read_arrays(tmp_path)


def test_a_folder_of_something_else_is_left_as_it_is(tmp_path):
    (tmp_path / "report.2024").write_text("ours")
    with pytest.raises(RecordsError, match="holds something else"):
        write(tmp_path, odd=[1])
    assert [path.name for path in tmp_path.iterdir()] == ["report.2024"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_what_was_there(tmp_path):
    write(tmp_path, odd=[1, 3])
    with pytest.raises(OSError, match="No space"), ArrayWriter(tmp_path) as out:
        out._open["even"] = open("/dev/full", "wb")  # noqa: PTH123, SIM115 (the writer closes it)
        out.append("odd", np.array([5]))
        out._open["even"].write(b"\0" * 100)
    assert read(tmp_path) == {"odd": [1, 3]}
    assert os.listdir(tmp_path)  # noqa: PTH208
