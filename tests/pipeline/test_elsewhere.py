"""A page is not said to be carried by itself, nor another passed over that looks like it."""

import json
import re
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.ingest import read_pages
from onrecord.model import Attribution, Mode, Reading, Snapshot, Span, Trace
from onrecord.pipeline.elsewhere import find_elsewhere
from onrecord.pipeline.records import open_pages
from tests.ingest.warcs import response

QUOTE = "We rebuilt the quay in stone, and it will stand for ages"
TEXT = f"Quay rebuilt in stone\n\n“{QUOTE},” said the mayor of Tolm."
OTHER = f"Tolm has a quay\n\nIt cost much. “{QUOTE},” the mayor told the town on Monday."


def html(text: str, outlet: str | None) -> str:
    title, body = text.split("\n\n")
    site = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    return f"<html><head><title>{title}</title>{site}</head><body><h1>{title}</h1><p>{body}</p></body></html>"


def row(text: str, outlet: str, key: str = "index") -> dict[str, str]:
    return {"id": key, "text": text, "publisher": outlet, "url": f"https://{outlet}.example/{key}.html"}


def carried(pages: Path, traced: Path) -> dict[str, list[str]]:
    """Of each page that is traced, by its outlet or id, the pages that are said to carry its quote, too."""
    found = {}
    for snap in read_pages([str(traced)]):
        assert isinstance(snap, Snapshot)
        span = Span(snap.text.index(QUOTE), snap.text.index(QUOTE) + len(QUOTE))
        quote = Attribution("a", (), (), (span,), (span,), Mode.DIRECT)
        (reading,) = find_elsewhere(
            [Reading(snap, (quote,), traces={"a": (Trace(span, 0),)})], open_pages(pages)
        )
        assert isinstance(reading, Reading)
        found[snap.outlet or snap.id] = [passage.record for passage in reading.traces["a"][0].elsewhere]
    return found


@pytest.fixture
def pages(tmp_path):
    """Writes files of pages into a folder."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            place = tmp_path / "news" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        return tmp_path / "news"

    return write


@pytest.mark.parametrize("traced", ["", "2031", "2031/a.txt"])
def test_a_file_in_a_folder_is_known_however_it_is_named(pages, traced):
    news = pages(**{"2031/a.txt": TEXT, "2031/b.txt": OTHER})
    found = carried(news, news / traced)
    assert found.pop(next(key for key in found if key.endswith("a"))) == ["2031/b"]
    assert all(others == ["2031/a"] for others in found.values())


def test_a_folder_within_the_one_that_is_read_is_searched(pages):
    news = pages(**{"2031/a.txt": TEXT, "b.txt": OTHER})
    assert carried(news / "2031", news) == {"2031/a": [], "b": ["a"]}


def test_outlets_that_call_their_pages_alike_carry_each_others_words(pages):
    news = pages(**{f"{name}/index.html": html(TEXT, name) for name in ("bbc", "cnn")})
    for name, other in (("bbc", "cnn"), ("cnn", "bbc")):
        assert carried(news, news / name / "index.html") == {name: [f"{other}/index"]}
        assert carried(news / other, news / name / "index.html") == {name: ["index"]}


def test_of_pages_that_nothing_tells_apart_but_their_folders_one_is_it(pages):
    news = pages(**{f"{name}/index.html": html(TEXT, None) for name in ("bbc", "cnn")})
    assert carried(news, news) == {"bbc/index": ["cnn/index"], "cnn/index": ["bbc/index"]}
    assert len(carried(news, news / "cnn" / "index.html")["index"]) == 1


def write_jsonl(folder: Path, rows: list[dict[str, str]]) -> None:
    (folder / "crawl.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows))


def write_parquet(folder: Path, rows: list[dict[str, str]]) -> None:
    parquet.write_table(pa.Table.from_pylist(rows), folder / "crawl.parquet")


def write_warc(folder: Path, rows: list[dict[str, str]]) -> None:
    told = [response(each["url"], html(each["text"], each["publisher"]).encode()) for each in rows]
    (folder / "crawl.warc").write_bytes(b"".join(told))


@pytest.mark.parametrize("write", [write_jsonl, write_parquet, write_warc])
def test_pages_that_share_a_file_are_known_each_by_itself(tmp_path, write):
    news = tmp_path / "news"
    news.mkdir()
    write(news, [row(TEXT, "bbc"), row(TEXT, "cnn"), row(OTHER, "fox", "quay")])
    found = {name: set(others) for name, others in carried(news, news).items()}
    kinds = {name: sorted(re.split("[~-]", key)[0] for key in keys) for name, keys in found.items()}
    assert kinds == {"bbc": ["index", "quay"], "cnn": ["index", "quay"], "fox": ["index", "index"]}
    assert found["bbc"] & found["fox"] != found["cnn"] & found["fox"]  # ids alike are told apart in an index
