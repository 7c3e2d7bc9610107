"""Files that are written whole or not at all."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from onrecord.errors import OnRecordError

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # of an OSError: the disk, or one's share of it, is full


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8 that is written beside its place and renamed once it is whole.

    Raises:
        OnRecordError: it cannot be written there.
    """
    with replace_whole(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        yield stream


@contextlib.contextmanager
def replace_whole(path: Path) -> Iterator[Path]:
    """The place of a file beside ``path`` that is renamed to it once it is whole, whatever it holds.

    Raises:
        OnRecordError: it cannot be written there, or no space is left for it.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as err:
        raise OnRecordError(f"{path}: cannot be written ({err.strerror}); name another file") from err
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException as err:
        with contextlib.suppress(OSError):
            part.unlink()
        cause = err.__cause__ if isinstance(err, OnRecordError) else err
        if isinstance(cause, OSError) and cause.errno in NO_SPACE:
            raise OnRecordError(f"{path}: no space is left for it; name another file") from err
        if isinstance(err, IsADirectoryError):
            raise OnRecordError(f"{path}: is a folder; name a file in it") from err
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
