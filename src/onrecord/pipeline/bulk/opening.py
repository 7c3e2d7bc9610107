"""What stands before a run begins: what its pages are read with, and an output folder that is its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from filelock import AcquireReturnProxy, FileLock, Timeout

from onrecord.errors import OnRecordError, UsageError
from onrecord.extract import Tagger
from onrecord.files import replace_whole
from onrecord.ledger import key_of
from onrecord.model import Method, Rejected
from onrecord.pipeline.bulk.inputs import Input
from onrecord.pipeline.bulk.messages import Job
from onrecord.pipeline.bulk.pieces import Piece, cut_inputs
from onrecord.pipeline.bulk.plan import Plan
from onrecord.pipeline.bulk.tables import seal
from onrecord.pipeline.keep import Reader
from onrecord.pipeline.known import open_table
from onrecord.pipeline.records import open_records

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """How the pages of a plan are read.

    Attributes:
        method: as a ledger notes it.
        job: the same as a worker is told it.
        records: what tells the records from others; None where there are none.
        refused: rows of the table of known people, and records, that could not be read.
    """

    method: Method
    job: Job
    records: str | None
    refused: tuple[Rejected, ...]


def open_method(plan: Plan) -> Opened:
    """Open all that a plan's pages are read with, so that it is whole before any worker begins.

    Raises:
        OnRecordError: the weights, the records or the table cannot be used.
    """
    refused: list[Rejected] = []
    table = open_table(plan.entities, refused.append) if plan.entities else None
    index = open_records(plan.records, None, refused.append) if plan.records else None
    paraphrases = plan.settings.paraphrases
    job = Job(
        index=str(index.folder.resolve()) if index else None,
        entities=str(plan.entities.resolve()) if plan.entities else None,
        paraphrases=paraphrases,
        page_seconds=plan.settings.page_seconds,
        page_memory=plan.page_memory,
    )
    method = Reader(Tagger(), index, table=table, paraphrases=paraphrases).method
    stamps = sorted(index.sources.items()) if index else []
    records = key_of(*(f"{name} {stamp}" for name, stamp in stamps)) if index else None
    return Opened(method, job, records, tuple(refused))


def lock(output: Path) -> AcquireReturnProxy[Any]:
    """Keep the output folder from other runs, as long as the context lasts."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        return FileLock(output / ".lock", timeout=0).acquire()
    except Timeout as err:
        raise OnRecordError(f"{output}: another run is at work in this folder; wait for it") from err
    except OSError as err:
        raise OnRecordError(f"{output}: cannot be written ({(err.strerror or str(err)).lower()})") from err


def claim(plan: Plan, opened: Opened, inputs: Sequence[Input]) -> None:
    """Make the output folder this plan's, or see that it is.

    What may differ from one run to the next does not change what is written: engine, workers, memory, ledger.

    Raises:
        UsageError: it holds the run of another plan, or something else.
    """
    settings = plan.settings
    wanted = {
        "version": opened.method.version,
        **{f"method.{name}": value for name, value in sorted(opened.method.settings.items())},
        "records": opened.records,
        "settings.page_seconds": settings.page_seconds,
        "settings.page_memory": plan.page_memory,
        "settings.piece_pages": settings.piece_pages,
        "inputs": key_of(*(f"{each.name}\t{each.stamp}" for each in inputs)),
    }
    place = plan.output / "plan.json"
    if not place.exists():
        if any(not each.name.startswith(".") for each in plan.output.iterdir()):
            raise UsageError(f"{plan.output}: holds something else; name an empty folder as output")
        _write(place, msgspec.json.format(msgspec.json.encode(wanted)))
        return
    held = _read(place, dict[str, Any])
    differing = sorted(key for key in wanted.keys() | held.keys() if wanted.get(key) != held.get(key))
    if differing:
        raise UsageError(
            f"{plan.output}: was begun with other {', '.join(differing)};"
            " name another output, or delete this one"
        )


def sweep(output: Path) -> None:
    """Delete what tasks that were killed left half written."""
    for part in output.rglob(".*.part"):
        part.unlink(missing_ok=True)


def cut(plan: Plan, inputs: Sequence[Input]) -> list[Piece]:
    """The plan's pieces, cut once, which takes a look at every file; read from where the files lie now."""
    place = plan.output / "pieces.json"
    if not place.exists():
        pieces = cut_inputs(inputs, plan.settings.piece_pages)
        _write(place, msgspec.json.encode(pieces))
    places = {each.name: each.place for each in inputs}
    replace = msgspec.structs.replace
    return [
        replace(piece, slices=tuple(replace(part, place=places[part.name]) for part in piece.slices))
        for piece in _read(place, list[Piece])
    ]


def _write(place: Path, data: bytes) -> None:
    with replace_whole(place) as part:
        part.write_bytes(data)
        seal(part, place.name)


def _read(place: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(place.read_bytes(), type=kind)
    except msgspec.DecodeError as err:
        raise OnRecordError(f"{place}: is damaged; name another output, or delete this one") from err
