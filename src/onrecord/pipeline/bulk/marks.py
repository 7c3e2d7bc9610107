"""Marks: which tasks of a run are done, and with what result, so that none is done twice."""

from pathlib import Path

import msgspec

from onrecord.errors import OnRecordError
from onrecord.files import replace_whole
from onrecord.pipeline.bulk.tables import Written, seal


class Mark(msgspec.Struct, frozen=True):
    """A task that is done.

    Attributes:
        files: what it wrote.
        counts: what there was of what: pages, statements, what was refused by its reason.
    """

    files: tuple[Written, ...] = ()
    counts: dict[str, int] = {}


def put_mark(output: Path, stage: str, number: int, mark: Mark) -> None:
    """Note that a task is done; its files are in their places by then."""
    place = _place(output, stage, number)
    place.parent.mkdir(parents=True, exist_ok=True)
    with replace_whole(place) as part:
        part.write_bytes(msgspec.json.encode(mark, order="deterministic"))
        seal(part, place.name)


def find_mark(output: Path, stage: str, number: int) -> Mark | None:
    """The mark of a task; None where it is not done, or a file that it wrote is gone or cut short.

    Raises:
        OnRecordError: the mark is damaged.
    """
    place = _place(output, stage, number)
    try:
        mark = msgspec.json.decode(place.read_bytes(), type=Mark)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as err:
        raise OnRecordError(f"{place}: the mark is damaged; delete it, and its task is done again") from err
    return mark if all(_is_there(output / file.path, file.size) for file in mark.files) else None


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _place(output: Path, stage: str, number: int) -> Path:
    return output / "marks" / stage / f"{number:06}.json"
