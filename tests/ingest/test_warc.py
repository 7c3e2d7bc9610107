"""WARC files: pages from sound ones, and from what others have left of them."""

import gzip
import io
import resource
import zlib
from collections import Counter
from pathlib import Path

import pytest
from fastwarc.stream_io import ZstdWriter, zstd_train_dictionary_from_samples
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import Piece, list_pieces, read_pages, read_warc
from onrecord.ingest.members import KEPT, MIN_BOMB
from onrecord.model import Rejected, Snapshot
from tests.ingest.warcs import DAY, PACKERS, pack, pack_zstd, page, record, response, story

URL = "https://islander.example/a.html"


def _read(data: bytes, **options) -> tuple[list[Snapshot], list[Rejected]]:
    found = list(read_warc(io.BytesIO(data), **options))
    return [f for f in found if isinstance(f, Snapshot)], [f for f in found if isinstance(f, Rejected)]


def _read_one(record: bytes) -> Snapshot | Rejected:
    (found,) = read_warc(io.BytesIO(record))
    return found


@pytest.mark.parametrize("suffix", PACKERS)
def test_pages_are_read_and_what_is_none_is_counted(tmp_path, suffix):
    records = [
        record("warcinfo", b"software: none\r\n", "application/warc-fields", None),
        record("request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request", URL),
        page(1),
        response(URL, b"gone", status="404 Not Found"),
        response(URL, b"\x89PNG" * 50_000, "Content-Type: image/png"),
        response(URL, b"User-agent: *", "Content-Type: application/x-unheard-of"),
        record("revisit", b"", None, URL),
        record("resource", b"a.example IN A 10.0.0.1", "text/dns", "dns:a.example"),
        page(2),
        record("conversion", b"Fog held the ferry, its captain said.", "text/plain", URL + "?c"),
    ]
    data, _ = pack(records, PACKERS[suffix])
    file = tmp_path / f"crawl{suffix}"
    file.write_bytes(data)
    skipped = Counter[str]()
    first, second, third = read_pages([str(file)], skipped=skipped)
    assert (first.url, first.captured, first.title) == (
        "https://islander.example/news/1.html",
        DAY,
        "Ferry 1 runs late",
    )
    assert first.id.startswith("news-1-")
    assert "“Fog held it for 2 hours,” said Tove Brannick" in second.text
    assert third.text == "Fog held the ferry, its captain said."
    assert skipped == {
        "warcinfo record": 1,
        "request record": 1,
        "HTTP status 404": 1,
        "content type image": 1,
        "content type application": 1,
        "revisit record": 1,
        "record without a web address": 1,
    }


def test_pages_of_the_same_path_have_ids_of_their_own():
    a, b = (response(f"https://{host}.example/news/1.html", story(1).encode()) for host in ("one", "two"))
    (first, second), _ = _read(a + b)
    assert first.id != second.id
    assert first.id.startswith("news-1-")


def _chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


HTML = story(7).encode()


@pytest.mark.parametrize(
    ("http", "body"),
    [
        ("Content-Type: text/html\nContent-Encoding: gzip", gzip.compress(HTML)),
        ("Content-Type: text/html\nContent-Encoding: deflate", zlib.compress(HTML)),
        ("Content-Type: text/html\nTransfer-Encoding: chunked", _chunked(HTML)),
        ("Content-Type: text/html\nContent-Encoding: gzip\nTransfer-Encoding: chunked", _chunked(gzip.compress(HTML))),
        ("Content-Type: text/html\nContent-Encoding: gzip\nTransfer-Encoding: chunked", gzip.compress(HTML)),  # undone by the crawler
        ("Content-Type: text/html\nContent-Encoding: gzip\nTransfer-Encoding: chunked", HTML),
        ("Content-Type: text/html\nContent-Encoding: br", HTML),
        ("Content-Type: text/html; charset=windows-1252", story(7).encode("cp1252")),
        ("Content-Type: text/html; charset=no-such-thing", HTML),
        ("Content-Type: text/html; charset=utf-8", story(7).encode("cp1252")),  # it is not
        ("Content-Type: text/html; charset=utf-16", story(7).encode("utf-16")),
        ("content-type:TEXT/HTML", HTML),
        ("Server: none", HTML),  # no content type: it looks like a page
        ("Content-Type: text/html\nX-Long: " + "x" * 60_000, HTML),
    ],
)  # fmt: skip
def test_codings_are_undone(http, body):
    found = _read_one(response(URL, body, http))
    assert "“Fog held it for 7 hours,” said Tove Brannick" in found.text


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (response(URL, b""), "is empty"),
        (response(URL, b"\x89PNG" + bytes(400)), "is not text"),
        (response(URL, b"<html><p>a\0b" + HTML), "is not text"),
        (response(URL, b"\x1f\x8b\x08rubbish", "Content-Type: text/html\nContent-Encoding: gzip"), "is coded in a way"),
        (response(URL, gzip.compress(bytes(30_000_000)), "Content-Type: text/html\nContent-Encoding: gzip"), "is too big for one page: over 20 MB once"),
        (record("response", b"rubbish", "application/http", URL), "has no HTTP header"),
        (response("https://[islander", HTML), "has an address that is none"),
        (response("https://islander.example/" + "a" * 3_000, HTML), "has an address that is none"),
        (response(URL, HTML, Content_Length=""), "has no length"),
        (response(URL, HTML, Content_Length="9" * 5_000), "has no length"),
        (response(URL, HTML, Content_Length="-5"), "has no length"),
        (response(URL, HTML, Content_Length="99"), "its length is wrong"),
        (response(URL, HTML, Content_Length="999999999999"), "is cut short, or its length is wrong"),
        (response(URL, HTML, X="y" * 80_000), "has a header without end"),
        (b"rubbish\r\n\r\n", "is where no record begins"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".warc", ".warc.gz", ".warc.zst"])
def test_a_bad_record_is_one_line_and_those_around_it_are_read(bad, reason, suffix):
    data, starts = pack([page(1), bad, page(2)], PACKERS[suffix])
    pages, (refused,) = _read(data)
    assert [p.title for p in pages] == ["Ferry 1 runs late", "Ferry 2 runs late"]
    assert reason in refused.reason
    assert f"byte {starts[1]}" in refused.item
    assert (refused.item + refused.reason).isprintable()


def test_a_page_whose_digest_does_not_fit_is_read_and_that_is_told():
    pages, (told,) = _read(page(1).replace(b"said Tove", b"told Tove"))
    assert "told Tove Brannick" in pages[0].text
    assert "its digest does not fit" in told.reason
    assert len(_read(response(URL, HTML, WARC_Block_Digest="", WARC_Payload_Digest="SHA1:AAAA"))[1]) == 1
    for unknown in ("", "crc32:77", "rubbish"):
        assert _read(response(URL, HTML, WARC_Block_Digest=unknown))[1] == []


def test_a_record_of_a_gigabyte_is_passed_over_unread(tmp_path):
    file = tmp_path / "film.warc"
    head = response(URL, b"", "Content-Type: video/mp4", Content_Length="1000000000")
    with file.open("wb") as stream:
        stream.write(head.removesuffix(b"\r\n\r\n"))
        stream.seek(1_000_000_000 + len(head.partition(b"\r\n\r\n")[0]) + 4)
        stream.write(b"\r\n\r\n" + page(1))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    skipped = Counter[str]()
    (found,) = read_warc(file, skipped=skipped)
    assert found.title == "Ferry 1 runs late"
    assert skipped == {"content type video": 1}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_a_page_beyond_any_size_is_passed_over(suffix):
    data, _ = pack([page(1), response(URL, b"x" * 20_100_000), page(2)], PACKERS[suffix])
    pages, (refused,) = _read(data)
    assert len(pages) == 2
    assert "is too big for one page: over 20 MB" in refused.reason


@pytest.mark.parametrize("suffix", [".warc.gz", ".warc.zst"])
def test_a_bomb_is_given_up(suffix):
    bomb = response(URL, bytes(2 * MIN_BOMB), "Content-Type: image/png")
    data, _ = pack([page(1), bomb, page(2)], PACKERS[suffix])
    pages, (refused,) = _read(data)
    assert len(pages) == 2
    assert "a bomb" in refused.reason or suffix == ".warc.zst"  # whose reader breaks off by itself


def test_a_file_compressed_as_a_whole_is_read():
    for packer in (gzip.compress, pack_zstd):
        pages, refused = _read(packer(b"".join(page(n) for n in range(50))))
        assert ([p.title for p in pages], refused) == ([f"Ferry {n} runs late" for n in range(50)], [])


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_dictionary_of_zstd_is_heeded(is_packed):
    words = zstd_train_dictionary_from_samples([page(n) for n in range(100)], 4_000)
    packed = io.BytesIO()
    writer = ZstdWriter(packed, dictionary=words, compress_dictionary_frame=is_packed)
    writer.write(page(1))
    writer.close()
    data = packed.getvalue()
    frame = data[8 + int.from_bytes(data[4:8], "little") :]  # what comes after the dictionary
    pages, refused = _read(data + frame)
    assert ([p.title for p in pages], refused) == (["Ferry 1 runs late"] * 2, [])


@pytest.mark.parametrize(
    "data", [b"", b"rubbish", gzip.compress(b"rubbish"), pack_zstd(b"rubbish"), bytes(9_000)]
)
def test_what_is_no_warc_file_is_one_line(tmp_path, data):
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data)
    (refused,) = read_pages([str(file)])
    assert isinstance(refused, Rejected)
    assert refused.reason in ("holds no WARC record", "is where no record begins")


class _Pipe(io.RawIOBase):
    """A stream that cannot seek, and gives what it has in small pieces."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        return self._stream.readinto(memoryview(buffer)[:7_000])


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_stream_that_cannot_seek_is_read_and_damage_passed(suffix):
    data, starts = pack([page(n) for n in range(40)], PACKERS[suffix])
    broken = data[: starts[20] + 9] + b"???" + data[starts[20] + 12 :]
    pages, refused = _read_pipe(broken)
    assert [p.title for p in pages] == [f"Ferry {n} runs late" for n in range(40) if n != 20]
    assert len(refused) == 1


def test_a_stream_longer_than_is_kept_of_it():
    big = response(URL, b"x" * (KEPT // 2), "Content-Type: image/png")
    pages, refused = _read_pipe(b"".join([page(1), big, big, big, big, big, page(2)]))
    assert ([p.title for p in pages], refused) == (["Ferry 1 runs late", "Ferry 2 runs late"], [])


def _read_pipe(data: bytes) -> tuple[list[Snapshot], list[Rejected]]:
    found = list(read_warc(io.BufferedReader(_Pipe(data))))
    return [f for f in found if isinstance(f, Snapshot)], [f for f in found if isinstance(f, Rejected)]


NUMBERS = range(1, 9)
FILES = {suffix: pack([page(n) for n in NUMBERS], packer) for suffix, packer in PACKERS.items()}
WHOLE = {suffix: _read(data)[0] for suffix, (data, _) in FILES.items()}


@pytest.mark.parametrize("suffix", PACKERS)
@given(size=st.integers(1, 20_000))
@settings(max_examples=30)
def test_pieces_hold_each_page_once(tmp_path_factory, suffix, size):
    file = tmp_path_factory.getbasetemp() / f"pieces{suffix}"
    file.write_bytes(FILES[suffix][0])
    pieces = list_pieces(file, size)
    assert [snap for piece in pieces for snap in read_warc(file, piece)] == WHOLE[suffix]
    assert len(pieces) == (1 if suffix == ".warc" else -(-len(FILES[suffix][0]) // size))


def test_a_piece_begins_and_ends_anywhere():
    data, starts = FILES[".warc.gz"]
    pages, _ = _read(data, piece=Piece(starts[2] + 1, starts[5]))
    assert [p.title for p in pages] == ["Ferry 4 runs late", "Ferry 5 runs late"]


@pytest.mark.parametrize("suffix", PACKERS)
@given(data=st.data())
@settings(max_examples=150)
def test_a_file_cut_anywhere_gives_the_pages_before_the_cut(suffix, data):
    whole, starts = FILES[suffix]
    cut = data.draw(st.integers(0, len(whole) - 1))
    try:
        pages, refused = _read(whole[:cut])
    except InputError:  # nothing is left that looks like WARC
        assert cut < starts[1]
        return
    sound = sum(end <= cut for end in starts[1:])
    assert pages[:sound] == WHOLE[suffix][:sound]
    assert len(pages) <= sound + 1  # a plain record may lack nothing but the line breaks after it
    assert len(refused) <= 1


@pytest.mark.parametrize("suffix", PACKERS)
@given(data=st.data())
@settings(max_examples=250)
def test_a_byte_changed_anywhere_costs_no_other_member(suffix, data):
    whole, starts = FILES[suffix]
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = bytearray(whole)
    broken[at] ^= data.draw(st.integers(1, 255))
    pages, refused = _read(bytes(broken))
    hit = max(n for n, start in enumerate(starts) if start <= at)
    wanted = [snap for n, snap in enumerate(WHOLE[suffix]) if n != hit]
    assert [snap for snap in pages if snap in wanted] == wanted
    assert len(pages) <= len(NUMBERS)
    assert len(refused) <= 3


@given(data=st.binary(max_size=3_000), packer=st.sampled_from([bytes, gzip.compress]))
def test_bytes_of_any_kind_in_a_record_are_no_crash(data, packer):
    for broken in (
        response(URL, data),
        record("response", data, "application/http", URL),
        b"WARC/1.0\r\n" + data,
    ):
        found = list(read_warc(io.BytesIO(packer(broken) + packer(page(1)))))
        assert [f.title for f in found if isinstance(f, Snapshot)][-1:] == ["Ferry 1 runs late"]


TOGETHER = gzip.compress(b"".join(page(n) for n in NUMBERS))  # one member, which all records share


@pytest.mark.parametrize("data", [*(data for data, _ in FILES.values()), TOGETHER], ids=[*FILES, "together"])
@pytest.mark.parametrize("lead", [b"", b"junk at its head\r\n"])
@given(at=st.integers(0, 5_000))
@settings(max_examples=20)
def test_reading_goes_on_behind_any_record(data, lead, at):
    broken = bytearray(lead + data)
    broken[at % len(broken)] ^= 0xFF
    for told in (lead + data, bytes(broken)):
        begun: list[int] = []
        try:
            whole = [(begun[-1], item) for item in read_warc(io.BytesIO(told), begin=begun.append)]
        except InputError:  # nothing is left that looks like WARC
            continue
        for number in begun:
            left = begun[begun.index(number) + 1 :]
            rest = list(read_warc(io.BytesIO(told), after=number))
            assert rest == [item for where, item in whole if where in left]


def test_a_missing_file_is_told():
    with pytest.raises(InputError, match="no such file"):
        list(read_warc(Path("missing.warc.gz")))
