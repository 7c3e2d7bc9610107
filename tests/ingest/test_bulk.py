"""Many pages at once: folders, Parquet, JSONL that holds markup, lists of addresses."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.ingest import read_pages
from onrecord.ingest.parquet import iter_rows
from onrecord.model import Rejected, Snapshot
from tests.ingest import sites
from tests.ingest.server import Server, reply
from tests.ingest.warcs import page, story

TEXT = "Ferry runs late\n\nFog held the ferry at Hask, its captain said on Monday.\n"


@pytest.fixture
def folder(tmp_path):
    """A folder of all kinds of files, some in folders of their own."""
    top = tmp_path / "news"
    for place, data in {
        "b/one.html": story(1).encode(),
        "b/one.txt": TEXT.encode(),
        "a.JSONL": json.dumps({"id": "line", "text": TEXT}).encode(),
        "c/crawl.warc": page(3) + page(4),
        "c/empty.html": b"",
        "c/picture.png": b"\x89PNG",
        "c/list.urls": b"http://127.0.0.1:1/\n",
        ".hidden.txt": TEXT.encode(),
    }.items():
        file = top / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return top


def test_a_folder_is_read_in_order_and_links_that_lead_round_are_not_followed(folder):
    (folder / "b" / "round").symlink_to(folder)
    (folder / "b" / "self.html").symlink_to(folder / "b" / "self.html")
    (folder / "b" / "outside.txt").symlink_to(__file__)
    found = list(read_pages([str(folder)]))
    assert [f.id.partition("-")[0] for f in found if isinstance(f, Snapshot)] == ["line", "b/one", "b/one", "news", "news"]  # fmt: skip
    (refused,) = [f for f in found if isinstance(f, Rejected)]
    assert refused == Rejected(str(folder / "c" / "empty.html"), "is empty")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_folder_is_told(folder):
    (folder / "b").chmod(0)
    assert "no permission to read it" in [
        f.reason for f in read_pages([str(folder)]) if isinstance(f, Rejected)
    ]


def test_a_folder_with_nothing_to_read_is_told(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    assert list(read_pages([str(tmp_path)])) == [
        Rejected(str(tmp_path), "holds no pages: HTML, plain text, WARC, JSONL, JSON or Parquet")
    ]


def test_parquet_holds_pages_in_the_columns_of_jsonl(tmp_path):
    table = pa.table(
        {
            "id": ["a", "b", "c", "d", "e"],
            "text": [TEXT, None, None, None, "x"],
            "html": [None, story(2).encode(), b"", b"\x89PNG\0", None],
            "published": [datetime(2031, 4, 3, 9, tzinfo=UTC), None, None, None, None],
            "outlet": ["Islander", "Islander", None, None, None],
            "embedding": [[0.5]] * 5,
        }
    )
    parquet.write_table(table, tmp_path / "pages.parquet", row_group_size=2)
    first, second, *refused, last = read_pages([str(tmp_path / "pages.parquet")])
    assert (first.text, first.published, first.outlet) == (TEXT, "2031-04-03T09:00:00Z", "Islander")
    assert (second.title, second.outlet) == ("Ferry 2 runs late", "Islander")
    assert [(r.item[-5:], r.reason[:11]) for r in refused] == [
        ("row 3", "is empty"),
        ("row 4", "is not text"),
    ]
    assert last.text == "x"


@pytest.mark.parametrize("first", [*range(8), 99])
def test_parquet_is_read_from_the_row_group_on_that_holds_the_first_row_wanted(tmp_path, first):
    path, ids = tmp_path / "a.parquet", [f"page-{number}" for number in range(7)]
    table = pa.table({"id": ids, "text": [TEXT] * 7})
    parquet.write_table(table, path, row_group_size=3, compression="none", use_dictionary=False)
    groups = [number for number in range(3) if 3 * (number + 1) > first]
    column = parquet.read_metadata(path).row_group(groups[0] if groups else 2).column(0)
    begin = column.data_page_offset if groups else column.data_page_offset + column.total_compressed_size
    data = path.read_bytes()
    path.write_bytes(data[:4] + b"\xff" * (begin - 4) + data[begin:])  # what stands before cannot be read
    rows = list(iter_rows(path, frozenset({"id"}), first))
    assert rows == [(f"{path}, row {n + 1}", {"id": ids[n]}) for n in range(first, 7)]


def test_parquet_of_days_and_of_texts_in_dictionaries(tmp_path):
    columns = {"id": [7], "text": pa.array([TEXT]).dictionary_encode(), "date": [date(2031, 4, 3)]}
    parquet.write_table(pa.table(columns), tmp_path / "a.pq")
    (snap,) = read_pages([str(tmp_path / "a.pq")])
    assert (snap.id, snap.text, snap.published) == ("7", TEXT, "2031-04-03")


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"price": [1.0]}, "has none of the columns of pages: byline, captured"),
        ({"text": ["x"]}, 'has no "id"'),
        ({"text": pa.array([], pa.string())}, "is empty"),
        ({"id": ["a"], "text": [["x"]]}, '"text" is not a string'),
        ({"id": ["a"], "title": ["x"]}, 'has no "text"'),
        (
            {"id": ["a"], "text": ["x"], "date": pa.array([10**12], pa.timestamp("s"))},
            "day or time that is none",
        ),
    ],
)
def test_parquet_that_holds_no_pages(tmp_path, columns, reason):
    parquet.write_table(pa.table(columns), tmp_path / "a.parquet")
    (refused,) = read_pages([str(tmp_path / "a.parquet")])
    assert reason in refused.reason


@pytest.mark.parametrize("cut", [0, 3, 100, 400, -1])
def test_damaged_parquet_is_one_line(tmp_path, cut):
    whole = io.BytesIO()
    parquet.write_table(pa.table({"id": ["a"], "text": [TEXT]}), whole)
    (tmp_path / "a.parquet").write_bytes(whole.getvalue()[:cut])
    (refused,) = read_pages([str(tmp_path / "a.parquet")])
    assert refused.reason == "is damaged, or no Parquet"


def test_without_pyarrow_one_line_says_what_to_do(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from onrecord.ingest import read_pages\n"
        "print([r.reason for r in read_pages([sys.argv[1]])])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.parquet")], capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout == "[\"needs pyarrow to be read: pip install 'onrecord[parquet]'\"]\n"


def test_jsonl_may_hold_markup_and_what_is_known_of_the_page_comes_first():
    known = {
        "id": "a",
        "html": sites.wire(),
        "outlet": "Another",
        "date": "2031-04-03",
        "url": "https://a.example/x",
    }
    bad = {"id": "b", "html": 5}
    lines = "\n".join(map(json.dumps, [known, bad])).encode()
    snap, refused = read_pages(["-"], io.BytesIO(lines))
    assert (snap.title, snap.outlet, snap.published) == (
        sites.HEADLINE,
        "Another",
        sites.PUBLISHED,
    )  # the hour is kept
    assert (snap.id, snap.url, snap.byline) == ("a", "https://a.example/x", sites.BYLINE)
    assert refused.reason == '"html" is not a string'


def test_a_list_names_an_address_a_line(tmp_path):
    with Server() as server:
        server.answers["/world/tram-vote.html"] = reply(sites.wire().encode())
        server.answers["/missing"] = reply(b"", status="404 Not Found")
        file = tmp_path / "today.URLS"
        file.write_text(
            f"# today\n\n{server.url}/world/tram-vote.html\nhello\nfile:///etc/passwd\n  {server.url}/missing\n-\n"
        )
        found = list(read_pages([str(file)], allow_private=True))
    assert [f.title for f in found if isinstance(f, Snapshot)] == [sites.HEADLINE]
    assert [(r.item.rpartition("/")[2], r.reason) for r in found if isinstance(r, Rejected)] == [
        ("today.URLS, line 4", "is not an http or https address"),
        ("today.URLS, line 5", "is not an http or https address"),
        ("missing", "cannot be fetched: the server answered 404 Not Found"),
        ("today.URLS, line 7", "is not an http or https address"),
    ]


def test_a_list_of_nothing_is_told(tmp_path):
    (tmp_path / "a.urls").write_text("# nothing yet\n\n")
    assert list(read_pages([str(tmp_path / "a.urls")])) == [
        Rejected(str(tmp_path / "a.urls"), "names no address")
    ]


def test_a_list_leads_to_no_private_address(tmp_path):
    (tmp_path / "a.urls").write_text("http://127.0.0.1:9/\n")
    (refused,) = read_pages([str(tmp_path / "a.urls")])
    assert "private or reserved" in refused.reason
