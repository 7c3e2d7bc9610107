"""Files that are written whole or not at all; and whether there is one by a name."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from onrecord.errors import OnRecordError

NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # of an OSError: the disk, or one's share of it, is full


def why_absent(path: Path) -> str | None:
    """Say why there is no file or folder by a name, as far as we may see; None where there is one."""
    try:
        return None if path.exists() else "no such file or folder"
    except OSError as err:  # a name that is too long, or a folder on the way that we may not look into
        return f"cannot be reached ({(err.strerror or '').lower()})"


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8 that is written beside its place and renamed once whole; see `replace_whole`.

    Raises:
        OnRecordError: it cannot be written there.
    """
    with replace_whole(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        yield stream


@contextlib.contextmanager
def replace_whole(path: Path) -> Iterator[Path]:
    """The place of a file beside ``path`` that is renamed to it once it is whole, whatever it holds.

    A link stays one, and what it leads to is replaced. A device or a pipe is written to as it is.

    Raises:
        OnRecordError: it cannot be written there, or no space is left for it.
    """
    target, part = path, None
    try:
        if path.is_dir():
            raise OnRecordError(f"{path}: is a folder; name a file in it")
        if path.is_file() or not path.exists():
            target = Path(os.path.realpath(path))
            part = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
            part.touch(exist_ok=False)  # by the process's umask, which could be asked for only by changing it
    except OSError as err:
        raise OnRecordError(f"{path}: cannot be written ({err.strerror}); name another file") from err
    try:
        yield part or path
        if part is not None:
            part.replace(target)
    except BaseException as err:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink()
        cause = err.__cause__ if isinstance(err, OnRecordError) else err
        if isinstance(cause, OSError) and cause.errno in NO_SPACE:
            raise OnRecordError(f"{path}: no space is left for it; name another file") from err
        raise
