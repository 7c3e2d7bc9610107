"""The benchmark of reading in bulk: all of its peers read the pages that we read."""

import gzip
import sys

from bench import read_pages
from tests.ingest.warcs import page, record


def test_each_peer_is_measured_on_the_pages_of_the_file(tmp_path, monkeypatch, capsys):
    file = tmp_path / "a.warc.gz"
    request = record("request", b"", "application/http", "https://islander.example/")
    file.write_bytes(b"".join(map(gzip.compress, [request, *map(page, range(30))])))
    assert len(list(read_pages.iter_markup(file))) == 30
    monkeypatch.setattr(sys, "argv", ["read_pages.py", str(file)])
    read_pages.main()
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("30 pages, 0 refused, 31 records of ")
    assert [line[:28].strip() for line in told[3:]] == list(read_pages.PEERS)
