"""Files as hostile input: bounded reading, and one clear line for what cannot be read."""

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from onrecord.errors import InputError
from onrecord.model import Rejected

MAX_PAGE = 20_000_000  # bytes; the longest articles and debates are under 1 MB
MAX_LINE = 20_000_000  # bytes of one JSONL line, which is one page
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/|www\.")  # how an address goes on after "https://"
PEEKED = 8192  # bytes at a file's beginning: what is no text has a NUL in them, and text in UTF-8 has none
_BLOCK = 1 << 20  # bytes read at once to count lines
_LINE_END = re.compile(rb"\n")


class LineStart(NamedTuple):
    """Where a line begins: behind so many lines, at this byte of the text, unpacked."""

    lines: int
    byte: int


FIRST_LINE = LineStart(0, 0)


def read_file(path: Path, limit: int = MAX_PAGE) -> bytes:
    """Read a file whole.

    Raises:
        InputError: it is missing, a folder, not readable or over ``limit`` bytes.
    """
    with open_file(path) as f:
        return read_stream(f, limit)


def read_stream(stream: BinaryIO, limit: int = MAX_PAGE) -> bytes:
    """Read a stream whole, or raise InputError where it holds more than ``limit`` bytes."""
    try:
        data = stream.read(limit + 1)
    except OSError as err:
        raise InputError(explain_os_error(err)) from err
    if len(data) > limit:
        raise InputError(
            f"is too big for one page: over {limit // 1_000_000} MB; split it, or give its text alone"
        )
    return data


def is_folder(path: Path) -> bool:
    """Say whether a path is a folder; a name that is none is not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a NUL in the name, or one that is too long
        return False


def open_file(path: Path) -> io.BufferedReader:
    """Open a file for reading, its faults as InputError."""
    try:
        if path.is_dir():
            raise InputError("is a folder: name the files in it, or give it as --records")
        return path.open("rb")
    except FileNotFoundError as err:
        hint = "; an address begins with https://" if _HOST.match(str(path)) else ""
        raise InputError(explain_os_error(err) + hint) from err
    except (OSError, ValueError) as err:  # ValueError: a NUL in the name
        raise InputError(explain_os_error(err)) from err


def iter_lines(
    path: Path, limit: int = MAX_LINE, begin: LineStart = FIRST_LINE
) -> Iterator[tuple[int, bytes | InputError]]:
    """Yield (number, line) from a text file, gzipped or not, one line in memory at a time.

    A line over ``limit`` bytes comes as an InputError in its place, and so does the place where
    a damaged gzip file breaks off. A file that begins as no text does is one fault, not one a line.

    Args:
        path: the file.
        limit: bytes of a line.
        begin: the line to begin at, one of those that `mark_lines` gives.
    """
    with _open_text(path) as stream:
        number = begin.lines
        try:
            if b"\0" in stream.peek(PEEKED)[:PEEKED]:
                yield 1, InputError("is not text in UTF-8: it looks like a binary file, or UTF-16")
                return
            if begin.byte:
                stream.seek(begin.byte)
            while line := stream.readline(limit):
                number += 1
                if len(line) < limit or line.endswith(b"\n"):
                    yield number, line
                    continue
                yield number, InputError(f"is too long: over {limit // 1_000_000} MB in one line")
                while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                    pass
        except (OSError, EOFError, zlib.error) as err:
            yield number + 1, InputError(f"cannot be read further: {explain_os_error(err)}")


def mark_lines(path: Path, every: int) -> tuple[int, list[LineStart]]:
    """Count the lines of a text file, gzipped or not, and mark where one in so many begins.

    So that it can be read in slices, each from where it begins. The count is of what `iter_lines` yields:
    the place where a damaged file breaks off is a line, and a file that is no text is one.

    Args:
        path: the file.
        every: lines from one mark to the next; the first is at the beginning, though there be no line.

    Raises:
        InputError: the file cannot be opened.
    """
    marks, lines, byte, last = [FIRST_LINE], 0, 0, b"\n"
    with _open_text(path) as stream:
        try:
            if b"\0" in stream.peek(PEEKED)[:PEEKED]:
                return 1, marks
            while block := stream.read1(_BLOCK):  # what stands before a fault is counted
                for end in _LINE_END.finditer(block):
                    lines += 1
                    if lines % every == 0:
                        marks.append(LineStart(lines, byte + end.end()))
                byte += len(block)
                last = block[-1:]
        except (OSError, EOFError, zlib.error):
            return lines + 1, marks
    lines += last != b"\n"
    return lines, [FIRST_LINE, *(mark for mark in marks[1:] if mark.lines < lines)]


@contextmanager
def _open_text(path: Path) -> Iterator[io.BufferedReader | gzip.GzipFile]:
    """A file's bytes, unpacked where they are gzipped, whatever it is called."""
    with open_file(path) as raw:
        zipped = raw.peek(2)[:2] == b"\x1f\x8b"  # nothing is taken back: it may be a pipe
        yield gzip.GzipFile(fileobj=raw) if zipped else raw


def walk_files(root: Path) -> Iterator[Path | Rejected]:
    """Yield the files under a folder in sorted order, and the folders in it that cannot be opened.

    Hidden ones, our own indexes and what is no regular file (a pipe, a device) are left out, and
    links are followed to files only, and only inside the folder.
    """
    top = root.resolve()
    closed: list[OSError] = []
    for folder, names, files in os.walk(root, onerror=closed.append):
        names[:] = sorted(n for n in names if not _is_passed_over(n) and not _is_index(Path(folder, n)))
        for name in sorted(n for n in files if not _is_passed_over(n)):
            path = Path(folder, name)
            if path.is_file() and (not path.is_symlink() or _leads_inside(path, top)):
                yield path
    for err in closed:
        yield Rejected(str(err.filename), explain_os_error(err))


def explain_os_error(err: BaseException) -> str:
    """Say in one line why a file cannot be read, for people."""
    if isinstance(err, FileNotFoundError):
        return "no such file"
    if isinstance(err, PermissionError):
        return "no permission to read it"
    if isinstance(err, gzip.BadGzipFile | EOFError | zlib.error):
        return "the gzip data is damaged or cut short"
    if isinstance(err, OSError) and err.strerror:
        return f"cannot be read: {err.strerror.lower()}"
    return "cannot be read: not a valid file name"


def _is_index(folder: Path) -> bool:
    """Whether a folder is an index of ours under another name."""
    return all((folder / name).is_file() for name in ("manifest.json", "lock"))


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or ".onrecord-index" in name


def _leads_inside(link: Path, top: Path) -> bool:
    try:
        return link.resolve().is_relative_to(top)
    except (OSError, RuntimeError):  # a link to itself
        return False
