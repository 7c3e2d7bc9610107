"""Files of known people, bodies and offices → the table that sources are looked up in."""

from collections.abc import Callable, Iterable
from pathlib import Path

from onrecord.errors import InputError
from onrecord.ingest import read_known
from onrecord.model import Known, Rejected
from onrecord.resolve import KnownTable

MAX_COMPLAINTS = 10  # a wrong file has thousands of bad rows, which say no more than the first


def load_known(paths: Iterable[Path]) -> tuple[list[Known], list[Rejected], int]:
    """Read tables whole.

    Returns:
        The entries; what to tell of the rows refused, a line each up to ``MAX_COMPLAINTS`` and one
        for the others; and how many were refused.

    Raises:
        InputError: a file is no table at all.
    """
    known: list[Known] = []
    told: list[Rejected] = []
    refused, beyond = 0, ""
    for item in read_known(paths):
        if isinstance(item, Known):
            known.append(item)
            continue
        refused += 1
        if refused <= MAX_COMPLAINTS:
            told.append(item)
        else:
            beyond = beyond or item.item
    if beyond:
        told.append(Rejected(beyond, f"and {refused - MAX_COMPLAINTS} more rows refused from here on"))
    return known, told, refused


def open_table(path: Path, note: Callable[[Rejected], None] = lambda _: None) -> KnownTable:
    """Open a table of known entities.

    Args:
        path: a table, as ``onrecord entities import`` makes one.
        note: is told of the rows refused, as `load_known` tells of them.

    Raises:
        InputError: it is none, or holds no good row.
    """
    known, told, refused = load_known([path])
    for bad in told:
        note(bad)
    if refused and not known:
        raise InputError(
            f"{path}: none of its {refused} rows can be used; make a table with onrecord entities import"
        )
    return KnownTable(known)
