"""What a plan's inputs come to: files of this machine, and addresses of a store or a web server."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.ingest.files import explain_os_error, walk_files
from onrecord.ingest.pages import holds_pages
from onrecord.model import Rejected
from onrecord.pipeline.bulk.plan import Plan
from onrecord.pipeline.bulk.remote import is_remote, list_remote

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
        before = len(found) + len(refused)
        for item in _expand(plan, told):
            if isinstance(item, Rejected):
                refused.append(item)
            else:
                found.setdefault(item.place, item)
        if not found and len(refused) == before:
            raise UsageError(f"inputs: {told}: there is nothing there to read")
    return list(found.values()), refused


def _expand(plan: Plan, told: str) -> Iterator[Input | Rejected]:
    if is_remote(told):
        for address, size in list_remote(told):
            yield Input(address, address, size, str(size))
        return
    path = plan.base / told
    files: Iterator[Path | Rejected]
    if path.is_dir():
        walked = walk_files(path)
        files = (file for file in walked if isinstance(file, Rejected) or holds_pages(file.name))
    elif _MAGIC.search(told) and not path.exists():
        files = (file for file in sorted(plan.base.glob(told)) if file.is_file())
    elif path.is_file():
        files = iter([path])
    else:
        raise UsageError(f"inputs: {told}: no such file or folder")
    output = plan.output.resolve()
    for file in files:
        if isinstance(file, Rejected) or not file.resolve().is_relative_to(output):
            yield file if isinstance(file, Rejected) else _measure(file, plan.base)


def _measure(file: Path, base: Path) -> Input | Rejected:
    name = str(file.relative_to(base)) if file.is_relative_to(base) else str(file)
    try:
        stat = file.stat()
    except OSError as err:  # gone since the folder was listed
        return Rejected(name, explain_os_error(err))
    return Input(name, str(file.resolve()), stat.st_size, f"{stat.st_size} {stat.st_mtime_ns}")
