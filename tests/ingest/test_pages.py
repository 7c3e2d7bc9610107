"""Pages from files and standard input: what is kept, and one line for each that cannot be read."""

import gzip
import io
import json
import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import page_line
from onrecord.ingest import read_pages
from onrecord.ingest.page import MAX_SLUG, make_slug
from onrecord.model import PartKind, Reading, Rejected, Snapshot
from tests.ingest import sites

GOOD = "Ferry runs late\n\nFog held the ferry at Hask, its captain said on Monday.\n"


@pytest.fixture
def good(tmp_path):
    file = tmp_path / "good.txt"
    file.write_text(GOOD)
    return file


@pytest.mark.parametrize(
    "text", [GOOD, "\r\n\tOne.\r\n\r\nTwo.  \n\n", "a\u2028b\u00a0c\r", "é\u0301 \U0001f6f3 \ufb01"]
)
def test_the_text_of_a_plain_page_is_the_files_unchanged(tmp_path, text):
    (tmp_path / "a.b.txt").write_bytes(text.encode())
    (snap,) = read_pages([str(tmp_path / "a.b.txt")])
    assert (snap.id, snap.text) == ("a.b", text)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "is empty"),
        ("binary.html", b"\x89PNG\r\n" + bytes(400), "is not text"),
        ("folder", "folder", "holds no pages"),
        ("big.html", b"<html><body>" + b"<p>words</p>" * 4_200_000, "is too big for one page: over 20 MB; "),
        ("long.txt", b"word\n" * 60_000, "is too long for one page"),
        ("bare.html", b"<html><body></body></html>", "has no text to read"),
        ("empty.jsonl", b"\n", "is empty"),
        ("new\nline\x1b[31m.txt", b"", "is empty"),
        ("nul\0.txt", None, "not a valid file name"),
    ],
)
def test_a_bad_page_is_one_line_and_the_others_are_done(tmp_path, good, name, data, reason):
    bad = f"{tmp_path}/{name}"
    if data == "folder":
        (tmp_path / name).mkdir()
    elif data is not None:
        (tmp_path / name).write_bytes(data)
    refused, snap = read_pages([bad, str(good)])
    assert isinstance(refused, Rejected)
    assert refused.item == bad
    assert reason in refused.reason
    assert refused.reason.isprintable()
    assert snap.text == GOOD


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_may_not_be_read(good):
    good.chmod(0)
    (refused,) = read_pages([str(good)])
    assert refused.reason == "no permission to read it"


def test_names_with_newlines_are_read_like_any(tmp_path):
    file = tmp_path / "a\nb\x1b.txt"
    file.write_text(GOOD)
    (snap,) = read_pages([str(file)])
    assert snap.text == GOOD


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page.txt", "page"])
def test_html_is_known_by_its_name_or_its_looks(tmp_path, name):
    (tmp_path / name).write_text(sites.blog())
    (snap,) = read_pages([str(tmp_path / name)])
    assert snap.title == sites.HEADLINE
    assert "<p>" not in snap.text


@pytest.mark.parametrize("zipped", [False, True])
def test_jsonl_holds_many_pages_and_a_bad_line_is_named(tmp_path, zipped):
    lines = [
        json.dumps({"id": "a", "text": GOOD, "title": "Ferry runs late", "date": "2031-04-03", "publisher": "Islander"}),
        '{"id": "b", "text": ', "[1]", '{"text": "x"}', '{"id": "c"}', '{"id": "d", "text": 5}', "", '{"id": 7, "text": "Half a \\ud83d."}',
        '{"id": "e", "text": "x", "title": ["y"]}', "[" * 100_000, '{"id": ' + "9" * 5000 + "}", "\u00e9".encode("latin-1").decode("latin-1"),
    ]  # fmt: skip
    data = "\n".join(lines).encode("latin-1")
    file = tmp_path / ("pages.jsonl.gz" if zipped else "pages.jsonl")
    file.write_bytes(gzip.compress(data) if zipped else data)
    results = list(read_pages([str(file)]))
    snaps = [r for r in results if isinstance(r, Snapshot)]
    refused = [r for r in results if isinstance(r, Rejected)]
    assert [s.id for s in snaps] == ["a", "7"]
    assert (snaps[0].text, snaps[0].title, snaps[0].outlet, snaps[0].published) == (
        GOOD,
        "Ferry runs late",
        "Islander",
        "2031-04-03",
    )
    assert snaps[1].text == "Half a \ufffd."
    assert [int(r.item.rpartition(" ")[2]) for r in refused] == [2, 3, 4, 5, 6, 9, 10, 11, 12]
    assert all(r.reason.isprintable() and len(r.reason) < 100 for r in refused)


def test_a_json_file_holds_one_page_or_a_list_of_them(tmp_path):
    """It is never read as text: its braces would be a page's title and its keys what is said."""
    one, many = {"id": "a", "text": GOOD}, [{"id": "b", "text": "x"}, "words", {"id": "c"}]
    for name, held in (("one.json", one), ("many.JSON", many)):
        (tmp_path / name).write_text(json.dumps(held, indent=2))
    (tmp_path / "torn.json").write_text('{"id": "d",\n "text": ')
    found = list(read_pages([str(tmp_path)]))
    assert [item.id for item in found if isinstance(item, Snapshot)] == ["b", "a"]
    assert [(item.item.rpartition("/")[2], item.reason) for item in found if isinstance(item, Rejected)] == [
        ("many.JSON, item 2", "is not a JSON object"),
        ("many.JSON, item 3", 'has no "text"'),
        ("torn.json", "is not JSON: expecting value at line 2, column 10"),
    ]


def test_a_line_of_our_own_format_is_the_page_that_it_is_of(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "a", "text": GOOD, "publisher": "Islander", "date": "2031-04-03"})
    )
    (snap,) = read_pages([str(tmp_path / "a.jsonl")])
    known = replace(
        snap, byline="Ada Brine", url="https://islander.example/a", captured="2031-04-04T08:00:00Z"
    )
    (tmp_path / "b.jsonl").write_text(json.dumps(page_line(Reading(known))))
    assert list(read_pages([str(tmp_path / "b.jsonl")])) == [known]


def test_a_damaged_gzip_file_gives_what_stands_before_the_damage(tmp_path):
    data = gzip.compress(
        "\n".join(json.dumps({"id": str(i), "text": os.urandom(40).hex()}) for i in range(5000)).encode()
    )
    (tmp_path / "cut.jsonl.gz").write_bytes(data[: len(data) // 2])
    *snaps, refused = read_pages([str(tmp_path / "cut.jsonl.gz")])
    assert len(snaps) > 1000
    assert "damaged or cut short" in refused.reason


def test_a_line_too_long_is_passed_over(tmp_path):
    line = b'{"id": "a", "text": "' + b"x" * 21_000_000 + b'"}\n{"id": "b", "text": "short"}\n'
    (tmp_path / "long.jsonl").write_bytes(line)
    refused, snap = read_pages([str(tmp_path / "long.jsonl")])
    assert "too long" in refused.reason
    assert (refused.item[-6:], snap.id) == ("line 1", "b")


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (GOOD.encode(), ["stdin"]),
        (sites.blog().encode(), ["stdin"]),
        (b'{"id": "a", "text": "x"}\n\n{"id": "b", "text": "y"}\n', ["a", "b"]),
        (b'{"note": "no page"}\nwords', ["stdin"]),
        (b'[\n {"id": "a", "text": "x"},\n {"id": "b", "html": "<p>y"}\n]\n', ["a", "b"]),
        (b"[Corrected] The ferry runs.", ["stdin"]),
    ],
)
def test_standard_input(data, ids):
    assert [snap.id for snap in read_pages(["-"], io.BytesIO(data))] == ids


def test_standard_input_is_bounded():
    (refused,) = read_pages(["-"], io.BytesIO(b"x" * 20_000_001))
    assert (refused.item, "too big" in refused.reason) == ("-", True)


@given(st.text(max_size=200))
def test_a_slug_is_short_and_harmless(path):
    try:
        slug = make_slug("https://outlet.example/" + path)
    except ValueError:  # no address at all
        return
    assert 0 < len(slug) <= MAX_SLUG
    assert all(c.isalnum() or c == "-" for c in slug)


def test_the_title_of_a_jsonl_page_is_its_headline_only_where_it_is_in_the_text():
    page = json.dumps(
        {
            "id": "a",
            "title": "Quite another title",
            "text": "The ferry, which serves Hask and the two islands beyond it, will not run before the spring, the harbour master told reporters on Monday.\n\nIt needs a keel.",
        }
    )
    (snap,) = read_pages(["-"], io.BytesIO(page.encode()))
    assert snap.spans_of(PartKind.HEADLINE) == ()
    assert snap.title == "Quite another title"
