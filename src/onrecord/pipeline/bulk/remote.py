"""Files of a store (``s3://`` and its like) or of a web server, through Daft's readers."""

import contextlib
import fcntl
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, UsageError

SCHEMES = ("https", "http", "s3", "s3a", "gs", "az", "abfs", "abfss")
_TALKERS = ("aws_config", "daft", "daft_local_execution")  # log at length what the error says, too
_NUMBER = re.compile(r"^\d+:\s*")
MAX_TOLD = 300  # characters of what went wrong
MAX_FILE = 20_000_000_000  # bytes that are fetched of one file; a WARC file has 1 GB
_CHUNK = 8_000_000
_FETCHED = "onrecord-fetched-"
_NOTHING = "at least 1 MicroPartition"  # what Daft says where a pattern matches nothing
TRIES = 4  # of each request to a store
CONNECT_SECONDS = 10
FETCH_SECONDS = 3600  # by the clock, for one file: a server that dribbles, or stalls, is left alone


def is_remote(told: str) -> bool:
    """Whether an input is an address."""
    scheme, mark, _ = told.partition("://")
    return bool(mark) and scheme.lower() in SCHEMES


def is_web(told: str) -> bool:
    """Whether an input is the address of a web server's file."""
    return told.lower().startswith(("http://", "https://"))


def list_remote(told: str) -> Iterator[tuple[str, int]]:
    """The files that an address or a pattern of addresses names, in order, each with its size in bytes.

    Raises:
        UsageError: Daft is not installed, or there is nothing by that address.
    """
    daft = _load_daft()
    if is_web(told):
        yield told, 0  # a web server has no list of its files
        return
    try:
        listed = daft.from_glob_path(told, io_config=_patience(daft)).to_pydict()
    except (daft.exceptions.DaftCoreException, OSError) as err:
        if _NOTHING in str(err):
            return
        raise UsageError(f"inputs: {told}: cannot be listed ({_explain(err)})") from err
    yield from sorted(zip(listed["path"], (size or 0 for size in listed["size"]), strict=True))


@contextlib.contextmanager
def fetched(place: str) -> Iterator[Path]:
    """A file as one of this machine, while it is needed: fetched where it is none.

    Raises:
        InputError: it cannot be fetched, or is too big.
    """
    if not is_remote(place):
        yield Path(place)
        return
    daft = _load_daft()
    with tempfile.TemporaryDirectory(prefix=_prefix(os.getpid())) as folder, contextlib.ExitStack() as until:
        with contextlib.suppress(OSError):  # a disk that knows no locks: then the folder's name must do
            until.enter_context(_held(folder))
        path = Path(folder, _name_of(place))
        try:
            with daft.File(place, io_config=_patience(daft)).open() as source, path.open("wb") as sink:
                _copy(source, sink)
        except (InputError, MemoryError):
            raise
        except Exception as err:
            raise InputError(f"cannot be fetched ({_explain(err)})") from err
        yield path


def forget_fetched(process: int) -> None:
    """Delete what a process of this machine had fetched when it was ended from outside."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_prefix(process)}*"):
        shutil.rmtree(folder, ignore_errors=True)


def forget_abandoned() -> None:
    """Delete what processes of this machine had fetched that are gone, and that nobody could delete for.

    A number alone is no proof: it may be of a process in another container, whose lock holds all the same.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_FETCHED}*"):
        owner = folder.name.removeprefix(_FETCHED).partition("-")[0]
        if not owner.isdecimal() or _is_alive(int(owner)):
            continue
        with contextlib.suppress(OSError), _held(folder):  # OSError: somebody's still, or not ours to touch
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _held(folder: str | Path) -> Iterator[None]:
    """A lock on a folder itself, not on a file in it, for it may be another's: it goes with its process.

    Raises:
        OSError: another holds it, or it cannot be opened.
    """
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(place)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _prefix(process: int) -> str:
    return f"{_FETCHED}{process}-"


def _copy(source: Any, sink: Any) -> None:
    left = MAX_FILE
    while chunk := source.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise InputError(f"is too big: over {MAX_FILE // 10**9} GB in one file")
        sink.write(chunk)


def _name_of(place: str) -> str:
    """The last part of an address, from which a reader tells the kind of file."""
    last = place.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"[^\w.-]", "_", last, flags=re.ASCII)[-100:].lstrip(".") or "page"


def _explain(err: Exception) -> str:
    """What went wrong, and the last of its causes, in one line: Daft tells all of them, each in its own."""
    first, *causes = filter(None, map(str.strip, str(err).splitlines() or [type(err).__name__]))
    last = _NUMBER.sub("", causes[-1]) if causes else first
    return f"{first}: {last}"[:MAX_TOLD] if last != first else first[:MAX_TOLD]


def _patience(daft: Any) -> Any:
    """How often a store is tried: by itself Daft goes on for many minutes. All else is the environment's."""
    return daft.io.IOConfig(s3=daft.io.S3Config(num_tries=TRIES, connect_timeout_ms=CONNECT_SECONDS * 1000))


def _load_daft() -> Any:
    os.environ["DO_NOT_TRACK"] = "1"  # Daft sends reports of its use otherwise
    for name in _TALKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        import daft
    except ImportError as err:
        raise UsageError(
            "s3:// and https:// inputs need Daft, which is missing: pip install 'onrecord[bulk]'"
        ) from err
    return daft
