"""A real PostgreSQL server of the tests' own, which a test may stop, start again and kill.

Fixtures: `postgres` (the running server), `place` (a fresh SQLite file, then a fresh database on the server).
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

OLDEST = 15  # the oldest major version that On Record promises to work with
PATIENCE = 30  # seconds until a server counts as stuck; it starts in less than one on a quiet machine
USER = "onrecord"
QUICK = {
    "fsync": "off",  # nothing of a test outlives the machine
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "jit": "off",  # compiling costs more than our small queries do
    "timezone": "UTC",
}


def binaries() -> Path | None:
    """The folder of PostgreSQL's own commands, of the newest version here; none where there is no such server."""
    debian = Path("/usr/lib/postgresql")
    versions = sorted((int(v.name) for v in debian.glob("*") if (v / "bin/initdb").is_file()), reverse=True)
    if versions and versions[0] >= OLDEST:
        return debian / str(versions[0]) / "bin"
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Postgres:
    """A server on loopback, on a port that was free, with data and socket in a folder of its own.

    It runs as an ordinary user, for PostgreSQL refuses to run as root: as `postgres` or `nobody` where the
    tests are root's. Port and data stay the same when it is stopped and started again.
    """

    def __init__(self, commands: Path) -> None:
        self._commands = commands
        self._folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))  # short: a socket's path has 107 bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        self._owner = _ordinary_user()
        self.port = _free_port()
        self.password = secrets.token_hex(8)
        password = self._folder / "password"
        password.write_text(self.password, encoding="ascii")
        for path in (self._folder, password):
            if self._owner:
                os.chown(path, self._owner.pw_uid, self._owner.pw_gid)
        access = ("--auth=scram-sha-256", f"--username={USER}", f"--pwfile={password}")
        self._run("initdb", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", *access, "-D", self._data)

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def url(self, database: str = "postgres") -> str:
        """The address of a database on this server, as `--ledger` takes it."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template1") -> str:
        """Makes a database, a copy of `template`, and gives its address."""
        self._made += 1
        name = f"t{self._made}"
        self._do("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url(name)

    def drop(self, url: str) -> None:
        """Drops a database, whoever is still connected to it."""
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", url.rpartition("/")[2])

    @property
    def running(self) -> bool:
        """Whether the server's process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Starts the server where it does not run, and waits until it answers."""
        if self.running:
            return
        place = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self._folder}
        settings = [f"-c{key}={value}" for key, value in (QUICK | place).items()]
        command = [*_dies_with_us(), str(self._commands / "postgres"), "-D", self._data, *settings]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **self._as_owner())
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if not self.running or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"PostgreSQL does not start: {(self._folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stops the server as its operator would: who is connected is told so, and cut off."""
        if self._process and self.running:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(PATIENCE)

    def kill(self) -> None:
        """Ends the server and all its backends at once, as a power cut would: nobody is told anything."""
        if self._process and self.running:
            listed = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
            self._process.kill()
            for pid in map(int, listed):
                with contextlib.suppress(ProcessLookupError):  # it may have gone by itself
                    os.kill(pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
            _wait_for_end(listed)

    def remove(self) -> None:
        """Stops the server for good and removes what it kept."""
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            self.kill()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _do(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _run(self, name: str, *args: str) -> None:
        subprocess.run(
            [str(self._commands / name), *args], check=True, stdout=subprocess.DEVNULL, **self._as_owner()
        )

    def _as_owner(self) -> dict[str, Any]:
        who = self._owner
        as_who = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
        return {"cwd": self._folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **as_who}


def _ordinary_user() -> pwd.struct_passwd | None:
    """Whom the server runs as where the tests are root's; none otherwise: then as oneself."""
    if os.geteuid():
        return None
    here = {user.pw_name: user for user in pwd.getpwall()}
    return here.get("postgres") or here["nobody"]


def _dies_with_us() -> list[str]:
    """A prefix that stops the server even where the tests themselves are killed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT"] if setpriv else []


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _wait_for_end(pids: list[str]) -> None:
    """Orphans that still wind up hold the shared memory which a new server wants."""
    until = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}/stat").exists() and not _is_zombie(pid) for pid in pids):
        if time.monotonic() > until:
            raise RuntimeError("PostgreSQL's backends outlive SIGKILL")
        time.sleep(0.01)


def _is_zombie(pid: str) -> bool:
    """Whether a process has ended, and only waits for somebody to take note."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture(scope="session")
def _server() -> Iterator[Postgres]:
    commands = binaries()
    if not commands:
        pytest.skip(f"needs PostgreSQL {OLDEST} or newer (make postgres)")
    server = Postgres(commands)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def postgres(_server: Postgres) -> Iterator[Postgres]:
    """The running server; a test that ends it leaves a running one to the next all the same."""
    _server.start()
    yield _server
    _server.start()


@pytest.fixture
def database(postgres: Postgres) -> Iterator[str]:
    """The address of an empty database, which goes with the test."""
    url = postgres.create()
    yield url
    postgres.start()
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be kept: a file that is not there yet, then an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    url: str = request.getfixturevalue("database")
    return url
