"""Where results go: standard output, or a file that is written beside and renamed."""

import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from onrecord.errors import OnRecordError
from onrecord.files import write_whole


@contextlib.contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """Standard output when ``path`` is None; else a file that appears whole or not at all.

    Raises:
        OnRecordError: it cannot be written there, or standard output is closed.
    """
    if path is not None and str(path) != "-":
        with write_whole(path) as stream:
            yield stream
        return
    if sys.stdout is None:  # what a shell's >&- leaves
        raise OnRecordError("standard output is closed: leave it open, or send it to a file or /dev/null")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # half a surrogate pair must not end a run
    yield sys.stdout
    sys.stdout.flush()
