"""The made-up web: the same from the same seed, readable as WARC, and the truth about it can be checked."""

import hashlib
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from bench.made_up.web import Size, write_web
from bench.made_up.web.hostile import list_hostile
from onrecord.ingest import read_page, read_pages, read_records
from onrecord.model import Rejected, Snapshot

PAGES, FILES, SEED = 520, 3, 5
HUGE = 3_000_000

Line = dict[str, Any]


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    write_web(folder, SEED, Size(PAGES, FILES))
    return folder


@pytest.fixture(scope="module")
def truth(web: Path) -> dict[str, list[Line]]:
    return read_truth(web)


def read_truth(folder: Path) -> dict[str, list[Line]]:
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        lines[one["kind"]].append(one)
    return lines


def iter_responses(folder: Path) -> Iterator[WarcRecord]:
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            yield from ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="none")


def read_answer(record: WarcRecord) -> Snapshot:
    """Read a page, what its server did to it undone."""
    headers, data = record.http_headers, record.reader.read()
    if headers.get("Transfer-Encoding") == "chunked":
        data = unchunk(data)
    if headers.get("Content-Encoding") == "gzip":
        data = zlib.decompress(data, 31)
    charset = re.search("charset=(.*)", headers["Content-Type"])
    snap = Snapshot("page", "", url=record.headers["WARC-Target-URI"], captured=record.headers["WARC-Date"])
    return read_page(data, snap, is_html=True, charset=charset and charset[1])


def unchunk(data: bytes) -> bytes:
    pieces: list[bytes] = []
    while True:
        size, _, data = data.partition(b"\r\n")
        if not int(size, 16):
            return b"".join(pieces)
        pieces.append(data[: int(size, 16)])
        data = data[int(size, 16) + 2 :]


def test_every_quote_of_the_truth_stands_on_its_page_as_it_is_read(web: Path, truth: dict[str, list[Line]]):
    quotes: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for quote in truth["quote"]:
        quotes[quote["url"], quote["captured"]].append(quote)
    due = {(page["url"], page["captured"]) for page in truth["page"]}
    assert len(due) == PAGES
    for record in iter_responses(web):
        key = record.headers["WARC-Target-URI"], record.headers["WARC-Date"]
        if key not in due:
            continue
        due.remove(key)
        snap = read_answer(record)
        text = " ".join(snap.text.split())
        for quote in quotes[key]:
            assert all(words in text for words in quote["words"]), key
        assert "trust me" not in text  # what readers remark below is not the page's
        assert snap.published
    assert not due


def test_the_same_seed_makes_the_same_web_and_another_seed_another(web: Path, tmp_path: Path):
    def digests(folder: Path) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    write_web(tmp_path / "same", SEED, Size(PAGES, FILES))
    write_web(tmp_path / "other", SEED + 1, Size(PAGES, FILES))
    assert digests(web) == digests(tmp_path / "same")
    assert set(digests(web).values()).isdisjoint(digests(tmp_path / "other").values())


def test_families_have_all_sizes_and_go_across_files(truth: dict[str, list[Line]]):
    files = {(page["url"], page["captured"]): page["file"] for page in truth["page"]}
    quotes = [quote for quote in truth["quote"] if not quote["family"].startswith("own-")]
    sizes = Counter(Counter(quote["family"] for quote in quotes).values())
    assert sizes[1] > sizes[8] > 0
    assert 20 <= max(sizes) <= 60
    lies: dict[str, set[str]] = defaultdict(set)
    for quote in quotes:
        lies[quote["family"]].add(files[quote["url"], quote["captured"]])
    assert any(len(found) == FILES for found in lies.values())
    forms = Counter(quote["form"] for quote in quotes)
    assert min(forms[form] for form in ("verbatim", "partial", "end trimmed", "spliced", "another word")) > 0


def test_a_phrase_of_everyones_is_one_family_a_speaker(truth: dict[str, list[Line]]):
    bare = [quote for quote in truth["quote"] if quote["family"].startswith("stock-")]
    by_words: dict[str, set[str]] = defaultdict(set)
    for quote in bare:
        by_words[" ".join(quote["words"]).lower()].add(quote["family"])
    assert any(len(families) > 1 for families in by_words.values())
    speakers = {(quote["family"], quote["speaker"]) for quote in bare if quote["form"] != "misnamed"}
    assert len(speakers) == len({family for family, _ in speakers})


def test_copies_and_later_captures(truth: dict[str, list[Line]]):
    stories = Counter(copy["story"] for copy in truth["copy"])
    assert max(stories.values()) > 3
    addresses = Counter(page["url"] for page in truth["page"])
    assert 0.02 < sum(addresses.values()) / len(addresses) - 1 < 0.08
    outlets = {page["url"]: page["outlet"] for page in truth["page"]}
    (most, _), *_ = stories.most_common(1)
    assert len({outlets[copy["url"]] for copy in truth["copy"] if copy["story"] == most}) > 2


def test_records_hold_what_is_quoted_word_for_word(web: Path, truth: dict[str, list[Line]]):
    records = {record.id: record for record in read_records(web / "records.jsonl")}
    held = 0
    for quote in truth["quote"]:
        record = records.get(f"event-{quote['family'].rpartition('-')[0]}")
        if record and quote["form"] == "verbatim" and len(quote["words"]) == 1:
            held += 1
            assert quote["words"][0].lower() in record.text.lower()
            assert quote["speaker"].upper() in record.speakers
    assert held > PAGES / 10


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web with everything hostile in it, the poison in small doses."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        for name, size in {"DEEP": 3_000, "LONG": 20_000, "MARKS": 5_000, "ENDLESS": 300_000}.items():
            patch.setattr(f"bench.made_up.web.hostile.{name}", size)
        write_web(folder, SEED, Size(60, hostile=True, huge=HUGE))
    return folder


def test_hostile_places_are_told_and_ordinary_pages_are_still_there(hostile: Path):
    truth = read_truth(hostile)
    assert [line["what"] for line in truth["hostile"]] == [*list_hostile(HUGE), "truncated file"]
    whole = find_members((hostile / "made-up-000.warc.gz").read_bytes())
    for line in truth["hostile"]:
        place, what = line["offset"], line["what"]
        broken = what in {"truncated member", "corrupt member", "junk between members", "truncated file"}
        assert (place in whole) is not broken, what
        if what == "huge record":
            assert len(whole[place]) > HUGE
    found = {address(record) for record in whole.values() if b"WARC-Type: response" in record[:200]}
    assert {page["url"] for page in truth["page"]} <= found


def test_of_a_hostile_archive_every_ordinary_page_is_read(hostile: Path):
    truth = read_truth(hostile)
    read = list(read_pages([str(hostile / "made-up-000.warc.gz")]))
    pages = {(snap.url, snap.captured) for snap in read if isinstance(snap, Snapshot)}
    assert {(page["url"], page["captured"]) for page in truth["page"]} <= pages
    told = " ".join(item.item + item.reason for item in read if isinstance(item, Rejected))
    for what in ("gzip bomb", "huge record", "length too short", "length below zero", "zero bytes"):
        assert f"hostile/{what}" in told


def find_members(data: bytes) -> dict[int, bytes]:
    """The gzip members that are whole, by where they begin."""
    found = {}
    for start in (match.start() for match in re.finditer(b"\x1f\x8b\x08", data)):
        unpacker = zlib.decompressobj(31)
        try:
            record = unpacker.decompress(data[start:])
        except zlib.error:
            continue
        if unpacker.eof:
            found[start] = record
    return found


def address(record: bytes) -> str:
    found = re.search(rb"WARC-Target-URI: (\S+)", record)
    return found[1].decode() if found else ""
