"""The server as it is started from a terminal: where it listens, who is let in, how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from onrecord.cli.serve import _listen
from onrecord.ingest import read_records
from onrecord.ledger import Ledger
from onrecord.pipeline.keep import add_records

TOKEN = "a-token-made-up-for-tests"


@contextmanager
def started(*args: object, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the command at a free port; gives its address once it says that it serves."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", *map(str, args)]
    pipe = subprocess.PIPE
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ONRECORD_LEDGER": f"{folder}/a.ledger"} | environment
        process = subprocess.Popen(command, stderr=pipe, stdout=pipe, text=True, env=environment)
        try:
            told = process.stderr.readline()
            found = re.fullmatch(r"onrecord: serving at (http://\S+) \(Ctrl-C stops it\)\n", told)
            assert found, told + process.stderr.read()
            yield found[1], process
        finally:
            process.kill()
            process.communicate()


def test_it_serves_until_it_is_interrupted(records, tmp_path):
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        list(add_records(ledger, read_records(records)))
    with started("--ledger", tmp_path / "a.ledger") as (url, process):
        assert httpx.get(f"{url}/index.json").json()["records"]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (out, err, process.returncode) == ("", "", 0)


def test_the_token_comes_from_a_file_or_the_environment(tmp_path):
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    for args, environment in ((("--token-file", file), {}), ((), {"ONRECORD_TOKEN": TOKEN})):
        with started("--close-reading", *args, **environment) as (url, _):
            assert httpx.get(url).status_code == 401
            assert httpx.get(url, headers=bearer).status_code == 200


def test_it_answers_to_the_names_that_it_is_given():
    with started("--name", "News.example", "--name", "b.example") as (url, _):
        hosts = ("news.example", "b.example", "c.example")
        assert [httpx.get(url, headers={"Host": host}).status_code for host in hosts] == [200, 200, 403]


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["--host", "0.0.0.0"], 2, "0.0.0.0 can be reached by others: set a token (--token-file"),
        (["--close-reading"], 2, "reading cannot be closed without a token"),
        (["--token-file", "{empty}"], 2, "holds no token"),
        (["--token-file", "{missing}"], 2, "cannot be read (no such file or directory)"),
        (["--token-file", "{binary}"], 2, "cannot be read (it is not text)"),
        (["--token-file", "{short}"], 2, "at least 16 characters"),
        (["--ledger", "{binary}"], 1, "is not a ledger"),
        (["--host", "no such host"], 2, "can be reached by others"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(run, tmp_path, monkeypatch, args, code, told):
    monkeypatch.delenv("ONRECORD_TOKEN", raising=False)
    for name, data in (("empty", b"\n"), ("binary", b"\xff\xfe"), ("short", b"abc")):
        (tmp_path / name).write_bytes(data)
    places = {name: tmp_path / name for name in ("empty", "binary", "short", "missing")}
    result = run("serve", *(arg.format(**places) for arg in args))
    assert (result.code, len(result.complaints)) == (code, 1)
    assert told in result.complaints[0]


def test_a_port_in_use_is_said_in_one_line(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", port)
    assert result.code == 1
    assert result.complaints == [
        f"onrecord: cannot listen at 127.0.0.1:{port} (address already in use): give another --host or --port"
    ]


def test_the_end_of_an_answer_does_not_wait_until_its_beginning_was_acknowledged():
    with _listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
