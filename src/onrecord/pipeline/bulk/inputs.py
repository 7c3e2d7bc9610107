"""What a plan's inputs come to: files of this machine, and addresses of a store or a web server."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.ingest import list_page_files
from onrecord.ingest.files import explain_os_error, is_folder
from onrecord.model import Rejected
from onrecord.pipeline.bulk.plan import Plan
from onrecord.pipeline.bulk.remote import SCHEMES, is_remote, list_remote

_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Input:
    """A file of pages.

    Attributes:
        name: what the results call it: as the plan does, whatever folder it is read from.
        place: its absolute path, or its address.
        size: bytes; 0 where a server did not tell.
        stamp: tells whether it was changed since.
    """

    name: str
    place: str
    size: int
    stamp: str


def list_inputs(plan: Plan) -> tuple[list[Input], list[Rejected]]:
    """The files that a plan's inputs name, in its order, each once; and the folders that cannot be opened.

    Raises:
        UsageError: one of them is not there, or a pattern or folder holds nothing.
    """
    found: dict[str, Input] = {}
    refused: list[Rejected] = []
    for told in plan.inputs:
        is_empty = True
        for item in _expand(plan, told):
            is_empty = False
            if isinstance(item, Rejected):
                refused.append(item)
            else:
                found.setdefault(_real(item.place), item)
        if is_empty:
            raise UsageError(f"inputs: {told}: there is nothing there to read")
    return list(found.values()), refused


def refuse_changed(inputs: Iterable[Input]) -> None:
    """See that the files of this machine are still what was listed; what a server has may change.

    Raises:
        UsageError: a file is another now, or gone.
    """
    for each in inputs:
        if is_remote(each.place):
            continue
        try:
            is_same = _stamp(Path(each.place).stat()) == each.stamp
        except OSError:
            is_same = False
        if not is_same:
            raise UsageError(
                f"inputs: {each.name}: was changed while it was read; name another output, or delete this one"
            )


def _expand(plan: Plan, told: str) -> Iterator[Input | Rejected]:
    if is_remote(told):
        for address, size in list_remote(told):
            yield Input(address, address, size, str(size))
        return
    if "://" in told:
        raise UsageError(f"inputs: {told}: only addresses of {', '.join(SCHEMES)} are read")
    path = plan.base / told
    files: Iterator[Path | Rejected]
    if is_folder(path) or _is_file(path):
        files = list_page_files(path)
    elif _MAGIC.search(told):
        files = iter(_match(plan.base, told))
    else:
        raise UsageError(f"inputs: {told}: no such file or folder")
    output = plan.output.resolve()
    for file in files:
        if isinstance(file, Rejected) or not file.resolve().is_relative_to(output):
            yield file if isinstance(file, Rejected) else _measure(file, plan.base)


def _match(base: Path, pattern: str) -> list[Path]:
    """The files that a pattern names, in order."""
    root = Path(pattern).anchor
    try:
        found = Path(root or base).glob(str(Path(pattern).relative_to(root)))
        return sorted(file for file in found if file.is_file())
    except (OSError, ValueError) as err:
        raise UsageError(f"inputs: {pattern}: is no pattern ({err})") from err


def _is_file(path: Path) -> bool:
    """Say whether a path is a file; a name that is none is not."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long
        return False


def _measure(file: Path, base: Path) -> Input | Rejected:
    whole, base = file.absolute(), base.absolute()  # the plan may be called by either name of itself
    name = str(whole.relative_to(base)) if whole.is_relative_to(base) else str(whole)
    try:
        stat = file.stat()
    except OSError as err:  # gone since the folder was listed
        return Rejected(name, explain_os_error(err))
    if not (_is_text(name) and _is_text(str(whole))):
        return Rejected(name, "its name is no UTF-8, and no table can hold it: give it another")
    return Input(name, str(whole), stat.st_size, _stamp(stat))


def _real(place: str) -> str:
    """What is the same for a file and the links to it; by its own name alone the kind of a link is told."""
    return place if is_remote(place) else str(Path(place).resolve())


def _stamp(stat: os.stat_result) -> str:
    return f"{stat.st_size} {stat.st_mtime_ns}"


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
