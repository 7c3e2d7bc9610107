"""Inputs of a store that speaks S3: a real server, rclone's, over a folder of this machine."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.cli.harbour import COMMAND, ENVIRONMENT
from tests.pipeline.bulk.made import page, write_lines, write_plan

PATIENCE = 60  # seconds
KEYS = {"AWS_ACCESS_KEY_ID": "hask", "AWS_SECRET_ACCESS_KEY": "harbour", "AWS_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with a bucket named crawl that holds seven pages in two files; gives its settings."""
    served = tmp_path_factory.mktemp("served")
    (served / "crawl" / "2031").mkdir(parents=True)
    write_lines(served / "crawl" / "2031" / "may.jsonl", [page(n) for n in range(4)])
    write_lines(served / "crawl" / "2031" / "june.jsonl", [page(n) for n in range(4, 7)])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    rclone = shutil.which("rclone", path=Path(COMMAND[0]).parent) or "rclone"
    keys = ",".join((KEYS["AWS_ACCESS_KEY_ID"], KEYS["AWS_SECRET_ACCESS_KEY"]))
    command = [rclone, "serve", "s3", "--config=", f"--addr=127.0.0.1:{port}", f"--auth-key={keys}", served]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < until:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        assert process.poll() is None
        yield KEYS | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    finally:
        process.kill()
        process.wait()


def run(plan: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Carry a plan out in a process of its own: Daft keeps what it was told of a store once."""
    env = ENVIRONMENT | settings
    return subprocess.run([*COMMAND, "run", plan], env=env, capture_output=True, text=True, check=False)


def test_a_pattern_of_addresses_is_read(store, tmp_path):
    done = run(write_plan(tmp_path, ["s3://crawl/2031/*.jsonl"]), store)
    assert done.returncode == 0, done.stderr
    pages = parquet.read_table(tmp_path / "out" / "pages").to_pylist()
    assert [each["id"] for each in pages] == [f"page-{n}" for n in (4, 5, 6, 0, 1, 2, 3)]  # june comes first
    assert parquet.read_table(tmp_path / "out" / "families").num_rows == 3


@pytest.mark.parametrize(
    ("address", "settings", "told"),
    [
        ("s3://crawl/2032/*.jsonl", {}, "there is nothing there to read"),
        (
            "s3://crawl/2031/*.jsonl",
            {"AWS_SECRET_ACCESS_KEY": "quay"},
            "cannot be listed (.*SignatureDoesNotMatch",
        ),
        ("s3://crawl/2031/*.jsonl", {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "cannot be listed ("),
    ],
)
def test_what_cannot_be_listed_is_told_in_a_line(store, tmp_path, address, settings, told):
    done = run(write_plan(tmp_path, [address]), store | settings)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    before, _, after = told.partition(".*")
    assert f"inputs: {address}: {before}" in line and after in line
    assert not (tmp_path / "out" / "pages").exists()
