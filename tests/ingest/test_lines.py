"""A file of lines is the same whether it is read from its head or in slices from where they begin."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest.files import iter_lines, mark_lines

LIMIT = 40  # bytes of a line


def told(lines):
    return [(number, str(line) if isinstance(line, InputError) else line) for number, line in lines]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("lines") / "pages.jsonl"


@given(
    lines=st.lists(st.sampled_from([b"", b"rain", b"\xff\r", b"x" * 39, b"y" * 100])),
    ends=st.booleans(),
    every=st.integers(1, 5),
    packed=st.booleans(),
    cut=st.integers(0, 30),
)
def test_slices_hold_what_the_whole_file_holds(place, lines, ends, every, packed, cut):
    data = b"\n".join(lines) + b"\n" * ends
    packed_data = gzip.compress(data)
    place.write_bytes(packed_data[: max(3, len(packed_data) - cut)] if packed else data)
    whole = told(iter_lines(place, LIMIT))
    count, marks = mark_lines(place, every)
    assert count == len(whole)
    assert [mark.lines for mark in marks] == list(range(0, max(1, count), every))
    for mark in marks:
        assert told(iter_lines(place, LIMIT, mark)) == whole[mark.lines :]


def test_what_is_no_text_is_one_fault(tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_bytes(b"GIF89a\n\0\n\n\n")
    assert mark_lines(path, 1) == (1, [(0, 0)])
    assert len(list(iter_lines(path))) == 1
