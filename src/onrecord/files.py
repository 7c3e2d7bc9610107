"""Files that are written whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from onrecord.errors import OnRecordError


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8 that is written beside its place and renamed once it is whole.

    Raises:
        OnRecordError: it cannot be written there.
    """
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as err:
        raise OnRecordError(f"{path}: cannot be written ({err.strerror}); name another file") from err
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        Path(part).chmod(0o666 & ~_umask())
        Path(part).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
