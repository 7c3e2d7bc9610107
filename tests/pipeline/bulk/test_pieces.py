"""Files are cut into pieces that hold each page once, in order; a page can be left out wherever it stands."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.errors import InputError
from onrecord.model import Rejected, Snapshot
from onrecord.pipeline.bulk.inputs import Input, list_inputs
from onrecord.pipeline.bulk.pieces import Piece, cut_inputs, read_slice
from onrecord.pipeline.bulk.plan import read_plan
from tests.ingest.warcs import pack, page
from tests.pipeline.bulk.made import page as made_page

PAGES = 7


def write_jsonl(folder: Path) -> Path:
    path = folder / "pages.jsonl.gz"
    lines = [json.dumps(made_page(n)) for n in range(PAGES)]
    path.write_bytes(gzip.compress("\n\n".join([*lines, "not json"]).encode()))
    return path


def write_json(folder: Path) -> Path:
    path = folder / "pages.json"
    path.write_text(json.dumps([made_page(n) for n in range(PAGES)], indent=1))
    return path


def write_parquet(folder: Path) -> Path:
    path = folder / "pages.parquet"
    parquet.write_table(pa.Table.from_pylist([made_page(n) for n in range(PAGES)]), path)
    return path


def write_row_groups(folder: Path) -> Path:
    path = folder / "groups.parquet"
    table = pa.Table.from_pylist([made_page(n) for n in range(PAGES)])
    parquet.write_table(table, path, row_group_size=3)
    return path


def write_warc(folder: Path) -> Path:
    path = folder / "pages.warc.gz"
    path.write_bytes(pack([page(n) for n in range(PAGES)], gzip.compress)[0])
    return path


def write_list(folder: Path) -> Path:
    path = folder / "pages.urls"  # private addresses are refused, each by itself
    path.write_text("# ours\n\n" + "".join(f"http://127.0.0.1/{n}\n" for n in range(PAGES)))
    return path


WRITERS = [write_jsonl, write_json, write_parquet, write_row_groups, write_warc, write_list]


def input_of(path: Path) -> Input:
    return Input(path.name, str(path), path.stat().st_size, "")


def read(pieces: list[Piece]) -> list[tuple[int, str]]:
    """The number and the id of each page, or what was refused."""
    found: list[tuple[int, str]] = []
    for part in (part for piece in pieces for part in piece.slices):
        begun: list[int] = []
        for item in read_slice(part, None, begun.append, Counter()):
            found.append((begun[-1], item.id if isinstance(item, Snapshot) else item.item))
    return found


@pytest.mark.parametrize("write", WRITERS)
def test_pieces_hold_each_page_once(tmp_path, write, monkeypatch):
    monkeypatch.setattr("onrecord.pipeline.bulk.pieces.WARC_PAGE", 300)
    path = write(tmp_path)
    whole, cut = (cut_inputs([input_of(path)], pages) for pages in (10_000, 2))
    assert (len(whole), len(cut) > 3) == (1, True)
    assert read(cut) == read(whole)
    ids = [name for _, name in read(whole)]
    assert len(ids) == len(set(ids)) == PAGES + (write is write_jsonl)


@pytest.mark.parametrize("write", WRITERS)
def test_reading_goes_on_behind_a_page_of_which_nothing_was_made(tmp_path, write):
    (piece,) = cut_inputs([input_of(write(tmp_path))], 10_000)
    (part,) = piece.slices
    numbers = [number for number, _ in read([piece])]
    begun: list[int] = []
    rest = list(read_slice(part, numbers[3], begun.append, Counter()))
    assert begun == numbers[4:]
    assert len(rest) == len(begun)


def test_what_cannot_be_read_is_told_by_the_name_that_the_plan_gives(tmp_path):
    path = write_jsonl(tmp_path)
    (piece,) = cut_inputs([Input("crawl/of-may.jsonl.gz", str(path), 0, "")], 10_000)
    bad = [
        item
        for item in read_slice(piece.slices[0], None, lambda _: None, Counter())
        if isinstance(item, Rejected)
    ]
    assert [each.item for each in bad] == ["crawl/of-may.jsonl.gz, line 15"]


def test_small_files_share_a_piece_and_the_order_is_kept(tmp_path):
    names = ["a.html", "b.html", "c.html", "d.jsonl", "e.html"]
    for name in names:
        (tmp_path / name).write_text('{"id": "x", "text": "Rain fell."}')
    pieces = cut_inputs([input_of(tmp_path / name) for name in names], 2)
    assert [[part.name for part in piece.slices] for piece in pieces] == [
        ["a.html", "b.html"],
        ["c.html"],
        ["d.jsonl"],
        ["e.html"],
    ]


def test_the_addresses_of_a_list_are_read_one_by_one(tmp_path):
    path = tmp_path / "some.urls"
    path.write_text("# ours\nhttp://127.0.0.1/a\nno address\nhttp://127.0.0.1/b\n")
    (piece,) = cut_inputs([input_of(path)], 10_000)
    names = ["http://127.0.0.1/a", "some.urls, line 3", "http://127.0.0.1/b"]
    assert read([piece]) == list(enumerate(names))
    rest = read_slice(piece.slices[0], 0, lambda _: None, Counter())
    assert [item.item for item in rest if isinstance(item, Rejected)] == names[1:]


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.jsonl.gz", "a.parquet", "a.warc", "a.warc.gz", "a.html", "a.urls"]
)
def test_a_file_of_no_bytes_is_told_once(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    (piece,) = cut_inputs([input_of(tmp_path / name)], 10)
    try:
        found = list(read_slice(piece.slices[0], None, lambda _: None, Counter()))
    except InputError as err:
        assert str(err)
    else:
        assert [item.item for item in found if isinstance(item, Rejected)] == [name]


def test_a_table_of_something_else_is_told_once(tmp_path):
    path = tmp_path / "fares.parquet"
    parquet.write_table(pa.table({"fare": list(range(100))}), path)
    (piece,) = cut_inputs([input_of(path)], 10)
    with pytest.raises(InputError, match="has none of the columns of pages"):
        list(read_slice(piece.slices[0], None, lambda _: None, Counter()))


def test_a_link_is_of_the_kind_that_its_own_name_tells(tmp_path):
    blob = write_jsonl(tmp_path).rename(tmp_path / "3f9a")  # as stores of data sets keep their files
    (tmp_path / "pages.jsonl.gz").symlink_to(blob)
    plan = tmp_path / "plan.toml"
    plan.write_text('inputs = ["pages.jsonl.gz", "*.gz"]\noutput = "out"\n')
    pieces = cut_inputs(list_inputs(read_plan(plan))[0], 10_000)
    assert [name for _, name in read(pieces)][:PAGES] == [f"page-{n}" for n in range(PAGES)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.warc.gz", "a.html", "a.urls"])
def test_a_file_that_cannot_be_opened_stops_nothing(tmp_path, name):
    (piece,) = cut_inputs([Input(name, str(tmp_path / name), 1, "")], 10)
    assert [part.name for part in piece.slices] == [name]
